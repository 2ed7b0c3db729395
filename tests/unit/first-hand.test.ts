/** What waits by touch: for a hand, for somebody who has come for something, or for a while. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** Whether the hand has come, asked for anew. */
async function waiting() {
  vi.resetModules();
  const { firstHand, countAsHand } = await import("@/lib/canvas/first-hand");
  let isThere = false;
  const there = async () => {
    void firstHand().then(() => {
      isThere = true;
    });
    await Promise.resolve();
    await Promise.resolve();
    return isThere;
  };
  return { there, countAsHand };
}

describe("by touch, what nobody needs who only looks", () => {
  const listeners = new Map<string, () => void>();
  const byTouch = (matches: boolean) => vi.stubGlobal("matchMedia", () => ({ matches }));
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("addEventListener", (name: string, then: () => void) => listeners.set(name, then));
    byTouch(true);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("comes with the first touch, or after a while", async () => {
    const { there } = await waiting();
    expect(await there()).toBe(false);
    listeners.get("pointerdown")?.();
    expect(await there()).toBe(true);
    const later = await waiting();
    expect(await later.there()).toBe(false);
    vi.advanceTimersByTime(6000);
    expect(await later.there()).toBe(true);
  });

  it("comes at once for who has come for some entities, sooner or later, and by mouse", async () => {
    const before = await waiting();
    before.countAsHand();
    expect(await before.there()).toBe(true);
    const after = await waiting();
    expect(await after.there()).toBe(false);
    after.countAsHand();
    expect(await after.there()).toBe(true);
    byTouch(false);
    expect(await (await waiting()).there()).toBe(true);
  });
});
