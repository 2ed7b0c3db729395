/** Many readers of two servers on one database: what they notice while servers are renewed and the database fails. */
import { setTimeout as wait } from "node:timers/promises";
import { whyNoServer } from "../durability/postgres-server";
import { type Fate, isAnswered, lostViews, readers } from "../durability/readers";
import { type Shared, sharedServers, untilSaving } from "../durability/shared";
import { judged, median, ms, quantile, type Row, told } from "./figures";

/** Requests a second, one in ten of which saves a view. */
const rate = 100;
/** Seconds that a server goes on serving that is told to stop, as when nothing is said. */
const drain = 2;
/** Milliseconds by which the database is late. */
const late = 500;

const count = (value: number): string => String(value);
const timesOf = (fates: readonly Fate[], kinds: readonly Fate["kind"][]): number[] =>
  fates.filter((fate) => kinds.includes(fate.kind) && isAnswered(fate)).map((fate) => fate.ms);
const ofMemory = ["page", "graph", "read"] as const;
const ofDatabase = ["save", "saved view"] as const;
const spreadOf = (times: readonly number[]): string =>
  `p50 ${ms(median(times))}, p99 ${ms(quantile(times, 0.99))}, longest ${ms(Math.max(...times))}`;

/** What those answers that failed say. */
function reasons(failed: readonly Fate[]): string {
  const counts = new Map<string, number>();
  for (const { kind, status, body } of failed) {
    const key = `${kind} ${status}${status === 0 ? ` (${body})` : ""}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, many]) => `${many} ${key}`).join(", ");
}

export async function measureReaders(): Promise<Row[]> {
  if (whyNoServer) return [told("two servers on one database", `not measured: ${whyNoServer}`)];
  const shared = await sharedServers(drain);
  try {
    return [...(await renewed(shared)), ...(await restarted(shared)), ...(await slowed(shared))];
  } finally {
    await shared.remove();
  }
}

async function renewed(shared: Shared): Promise<Row[]> {
  const asking = await readers(shared.url, rate, shared.saved);
  await wait(3000);
  await shared.renew();
  await wait(3000);
  const fates = await asking.stop();
  const failed = fates.filter((fate) => !isAnswered(fate));
  const lost = await lostViews(shared.url, fates);
  const name = `both servers renewed at ${rate} a second`;
  return [
    judged(
      `${name}: requests lost`,
      failed.length,
      { most: 0 },
      count,
      `of ${fates.length} ${reasons(failed)}`,
    ),
    judged(
      `${name}: saved views lost`,
      lost.length,
      { most: 0 },
      count,
      `of ${timesOf(fates, ["save"]).length}`,
    ),
    told(`${name}: atlas`, spreadOf(timesOf(fates, ofMemory))),
    told(`${name}: saved views`, spreadOf(timesOf(fates, ofDatabase))),
  ];
}

async function restarted(shared: Shared): Promise<Row[]> {
  const asking = await readers(shared.url, rate, shared.saved);
  await wait(2000);
  await shared.postgres.stop();
  await wait(3000);
  await shared.postgres.start();
  const back = performance.now();
  await untilSaving(shared.url);
  const recovery = performance.now() - back;
  await wait(2000);
  const fates = await asking.stop();
  const failed = fates.filter((fate) => !isAnswered(fate));
  const wrong = failed.filter(({ kind, status }) => status !== 503 || ofMemory.some((one) => one === kind));
  const lost = await lostViews(shared.url, fates);
  return [
    judged("database away for 3 s: of the atlas lost", wrong.length, { most: 0 }, count, reasons(wrong)),
    told("database away for 3 s: said that it cannot be had", reasons(failed) || "none"),
    judged("database away for 3 s: saved views lost", lost.length, { most: 0 }, count),
    judged("saving again after the database is back", recovery, { below: 5000 }, ms),
  ];
}

async function slowed(shared: Shared): Promise<Row[]> {
  const asking = await readers(shared.url, rate, shared.saved);
  await wait(1000);
  shared.link.delay = late;
  await wait(6000);
  shared.link.delay = 0;
  await wait(1000);
  const fates = (await asking.stop()).filter(({ at }) => at > 1000 && at < 7000);
  const failed = fates.filter((fate) => !isAnswered(fate));
  const name = `database ${late} ms late`;
  const wrong = failed.filter(({ kind, status }) => status !== 503 || ofMemory.some((one) => one === kind));
  return [
    judged(`${name}: of the atlas lost`, wrong.length, { most: 0 }, count, reasons(wrong)),
    told(`${name}: atlas`, spreadOf(timesOf(fates, ofMemory))),
    told(
      `${name}: saved views`,
      `${spreadOf(timesOf(fates, ofDatabase))}; ${reasons(failed) || "none refused"}`,
    ),
  ];
}
