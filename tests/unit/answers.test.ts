import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Answers, keyOf, type Question } from "@/app/[locale]/_parts/answers";

/** A question whose answers are given by hand, and counted. */
function asked<T>(more: Partial<Question<T>> = {}) {
  const open: { give(answer: T): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const question: Question<T> = {
    key: ["one"],
    ask: (signal) => new Promise((give, fail) => open.push({ give, fail, signal })),
    ...more,
  };
  return { question, open, key: keyOf(question) };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe("what is asked on a page", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is asked once, and told to all who follow", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>();
    const told = [vi.fn(), vi.fn()];
    for (const changed of told) answers.follow(key, changed);
    answers.ask(question);
    answers.ask({ ...question });
    expect(open).toHaveLength(1);
    expect(answers.of(key)).toEqual({ data: undefined, error: undefined, busy: true });
    open[0].give(7);
    await settled();
    expect(answers.of(key)).toEqual({ data: 7, error: undefined, busy: false });
    answers.ask(question);
    expect(open).toHaveLength(1);
    for (const changed of told) expect(changed).toHaveBeenCalledTimes(2);
    expect(answers.of(key)).toBe(answers.of(key));
  });

  it("is asked a second time where it fails, and a failure is told after that", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>();
    answers.follow(key, () => undefined);
    answers.ask(question);
    open[0].fail(new Error("first"));
    await settled();
    expect(answers.of(key)).toMatchObject({ busy: true, error: undefined });
    await vi.advanceTimersByTimeAsync(1000);
    open[1].fail(new Error("second"));
    await settled();
    expect(answers.of(key)).toMatchObject({ busy: false, error: new Error("second") });
    answers.ask(question);
    expect(answers.of(key)).toMatchObject({ busy: true, error: undefined });
    open[2].give(1);
    await settled();
    expect(answers.of(key)).toMatchObject({ data: 1, error: undefined });
  });

  it("is told to fail at once where it is asked once", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>({ once: true });
    answers.ask(question);
    open[0].fail(new Error("no"));
    await settled();
    expect(answers.of(key)).toMatchObject({ busy: false, error: new Error("no") });
  });

  it("is asked anew for whoever comes where it changes, and stands as it was meanwhile", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>({ changes: true });
    answers.ask(question);
    open[0].give(1);
    await settled();
    answers.ask(question);
    expect(answers.of(key)).toMatchObject({ data: 1, busy: true });
    open[1].give(2);
    await settled();
    expect(answers.of(key)).toMatchObject({ data: 2, busy: false });
  });

  it("is called off once nobody follows, and asked again for who comes back", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>();
    const [leave, stay] = [vi.fn(), vi.fn()];
    const end = [answers.follow(key, leave), answers.follow(key, stay)];
    answers.ask(question);
    end[0]();
    expect(open[0].signal.aborted).toBe(false);
    end[1]();
    expect(open[0].signal.aborted).toBe(true);
    open[0].give(1);
    await settled();
    expect(answers.of(key)).toMatchObject({ data: undefined, busy: false });
    answers.follow(key, stay);
    answers.ask(question);
    open[1].give(2);
    await settled();
    expect(answers.of(key).data).toBe(2);
  });

  it("is asked to the end for nobody yet, as when it is fetched ahead", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>();
    answers.ask(question);
    open[0].give(3);
    await settled();
    expect(answers.of(key).data).toBe(3);
  });

  it("is forgotten some time after the last who followed", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>({ kept: 30_000 });
    const end = answers.follow(key, () => undefined);
    answers.ask(question);
    open[0].give(3);
    await settled();
    end();
    await vi.advanceTimersByTimeAsync(29_000);
    const again = answers.follow(key, () => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers.of(key).data).toBe(3);
    again();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(answers.of(key).data).toBeUndefined();
  });

  it("gives way to what is put in its place, which what was on its way does not undo", async () => {
    const answers = new Answers();
    const { question, open, key } = asked<number>();
    const changed = vi.fn();
    answers.follow(key, changed);
    answers.ask(question);
    answers.put(question, () => 5);
    open[0].give(1);
    await settled();
    expect(answers.of(key)).toEqual({ data: 5, error: undefined, busy: false });
    changed.mockClear();
    answers.put(question, (now) => now);
    expect(changed).not.toHaveBeenCalled();
  });
});
