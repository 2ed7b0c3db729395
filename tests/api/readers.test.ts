/** Several servers on one database behind a balancer, while servers are renewed and the database fails. */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoServer } from "../durability/postgres-server";
import { type Fate, isAnswered, lostViews, readers } from "../durability/readers";
import { type Shared, sharedServers, untilSaving } from "../durability/shared";

if (whyNoServer) console.log(`Not tested with several servers on one database: ${whyNoServer}.`);

/** Requests a second: `npm run bench -- readers` has more of them. */
const rate = 20;

describe.runIf(!whyNoServer)("two servers on one database", { timeout: 90_000 }, () => {
  let shared: Shared;
  beforeAll(async () => {
    shared = await sharedServers(0.8);
  }, 90_000);
  afterAll(() => shared?.remove());

  const failed = (fates: readonly Fate[]) => fates.filter((fate) => !isAnswered(fate));

  it("lose no request and no view while each is started anew", async () => {
    const asking = await readers(shared.url, rate, shared.saved);
    expect(await shared.renew()).toEqual([0, 0]);
    const fates = await asking.stop();
    expect(failed(fates)).toEqual([]);
    expect(fates.filter(({ kind }) => kind === "save").length).toBeGreaterThan(10);
    expect(await lostViews(shared.url, fates)).toEqual([]);
  });

  it("show the atlas while the database is started anew, say what cannot be had, and recover", async () => {
    const asking = await readers(shared.url, rate, shared.saved);
    await wait(500);
    await shared.postgres.stop();
    await wait(1500);
    await shared.postgres.start();
    await untilSaving(shared.url);
    const fates = await asking.stop();
    expect(failed(fates).length).toBeGreaterThan(0);
    for (const { kind, status, body, retryAfter } of failed(fates)) {
      expect([kind, status]).toEqual([kind === "save" ? "save" : "saved view", 503]);
      expect(body).toContain(kind === "save" ? '"code":"unavailable"' : '{"failed":"unavailable"}');
      if (kind === "save") expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect(await lostViews(shared.url, fates)).toEqual([]);
    expect(shared.ready()).toEqual([true, true]);
  });

  it("save where the database answers half a second later, and read the atlas as ever", async () => {
    const asking = await readers(shared.url, rate, shared.saved);
    shared.link.delay = 500;
    await wait(2500);
    shared.link.delay = 0;
    const fates = await asking.stop();
    expect(failed(fates)).toEqual([]);
    expect(shared.ready()).toEqual([true, true]);
    const quickest = (kind: Fate["kind"], since: number) =>
      Math.min(...fates.filter((fate) => fate.kind === kind && fate.at > since).map(({ ms }) => ms));
    expect(Math.max(...fates.filter(({ kind }) => kind === "save").map(({ ms }) => ms))).toBeGreaterThan(500);
    expect(quickest("page", 500)).toBeLessThan(500);
  });
});
