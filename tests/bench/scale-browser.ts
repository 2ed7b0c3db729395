/**
 * What graphs from a thousand to a million entities cost a browser, beside the atlas: until the first picture, frames from
 * the whole map to a single entity, what the page holds before and after a journey, and what it asks for.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";
import { node, run, runInBackground } from "@/lib/cli/run.mjs";
import { desktop, type OpenPage, recordTransfers, type Transfer, waitUntilQuiet, withPage } from "./browser";
import { judged, median, ms, quantile, type Row, spread, told } from "./figures";
import { emptyPoint, type Movement, zoomNearer } from "./hands";
import { visit } from "./loading";
import { type Size, sizes } from "./scale";

/** Times the figure of the atlas that a million entities may cost; frames while zooming, in milliseconds. */
const bars = { ofAtlas: 1.3, frames: { median: { most: 17.5 }, p95: { below: 34 } } };
const visits = 3;
/** How long the map is left alone before its heap is told, in milliseconds: what features need is here by then. */
const settling = 2500;
/** Seconds within which a graph that has been imported has to answer. */
const patience = 120;

interface Cost {
  /** Until each first picture, in milliseconds. */
  readonly pictures: readonly number[];
  /** Bytes that scripts hold, once the picture stands and after the journey. */
  readonly heap: { readonly before: number; readonly after: number };
  readonly zoomed: Movement;
  readonly transfers: { readonly first: readonly Transfer[]; readonly all: readonly Transfer[] };
}

/** @param url of a server with the atlas @param upto the largest size that is measured */
export async function measureScaleBrowser(url: string, upto: Size): Promise<Row[]> {
  const atlas = await costOf(`${url}/en`, "LLaMA");
  const rows = rowsOf("the atlas", atlas, undefined, false);
  const all = Object.keys(sizes) as Size[];
  for (const size of all.slice(0, all.indexOf(upto) + 1)) {
    const cost = await withGraph(size, (page, name) => costOf(page, name));
    rows.push(...rowsOf(size, cost, atlas, size === "1M"));
  }
  return rows;
}

/** Imports a generated graph into a folder of its own and serves it, until `work` has been done. */
async function withGraph<T>(size: Size, work: (page: string, name: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-scale-browser-"));
  const env = { ATLAS_DATA_DIR: join(folder, "data"), DATABASE_URL: "" };
  const file = join(folder, "graph");
  try {
    await program(["lib/cli/generate.ts", "--entities", String(sizes[size]), "--out", file], {});
    await program(["lib/cli/import.ts", file, "--name", "scale"], env);
    const server = await runInBackground(node("lib/cli/start.mjs"), {
      env: { ...env, PORT: "0", NODE_ENV: "production", ATLAS_DRAIN: "0" },
      ready: /(http:\/\/localhost:\d+)/,
      budget: 60,
    });
    if (server.said === undefined) throw new Error(`the server did not start: ${server.output()}`);
    try {
      return await work(`${server.said}/en/g/scale`, await aName(server.said));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws {Error} it failed */
async function program(script: readonly string[], env: Record<string, string>): Promise<void> {
  const command = node("--import", "tsx", "--max-old-space-size=8192", ...script);
  const { code, output } = await run(command, { env, quiet: true, budget: 3600 });
  if (code !== 0) throw new Error(`${script[0]} failed: ${output.trim().split("\n").slice(-3).join(" ")}`);
}

/** The name of an entity that is far from the most important ones; waits until the server answers about it. */
async function aName(server: string): Promise<string> {
  const ask = async (path: string) => {
    for (const end = performance.now() + patience * 1000; ; await wait(500)) {
      const response = await fetch(`${server}/api/v1/${path}`);
      if (response.ok) return response.json();
      if (performance.now() > end) throw new Error(`${path} is answered with ${response.status}`);
    }
  };
  const { tiles } = (await ask("graphs/scale")) as { tiles?: object };
  await ask(tiles ? "tiles/1/0/0?graph=scale" : "graph?graph=scale");
  const { hits } = (await ask("search?graph=scale&q=zi&limit=50")) as { hits: { name: { en: string } }[] };
  const name = hits.at(-1)?.name.en;
  if (!name) throw new Error("nothing is found in the graph");
  return name;
}

/** @param name of an entity that the journey goes to */
async function costOf(url: string, name: string): Promise<Cost> {
  const pictures: number[] = [];
  for (let i = 0; i < visits; i++) pictures.push((await visit(url)).picture.painted);
  return withPage(desktop, async (open) => {
    const { page, session } = open;
    const transfers = await recordTransfers(session);
    await page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    await page.waitForTimeout(settling);
    await page.evaluate(() => window.atlasBench.forgetPicture());
    const first = [...transfers];
    const before = await heapOf(session);
    const zoomed = await zoomNearer(open, await emptyPoint(page));
    await flyTo(open, name);
    const after = await heapOf(session);
    return { pictures, heap: { before, after }, zoomed, transfers: { first, all: [...transfers] } };
  });
}

/** Finds an entity, goes there, sees what it is tied to, and comes back to the whole. */
async function flyTo(open: OpenPage, name: string): Promise<void> {
  const { page } = open;
  await page.locator("#search").fill(name);
  await page.locator("search [role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await headingOf(page).waitFor();
  await waitUntilQuiet(open);
  await page.locator("[role=application]").press("0");
  await waitUntilQuiet(open);
  await page.waitForTimeout(settling);
}

const headingOf = (page: Page) => page.locator("#detail-name");

/** What the page's scripts hold once everything that can be let go of has been. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const usage = (await session.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
const bytesOf = (transfers: readonly Transfer[]): number =>
  transfers.reduce((sum, { size }) => sum + size, 0);
const asText = (transfers: readonly Transfer[]): string =>
  `${transfers.length} requests, ${megabytes(bytesOf(transfers))}`;

/** @param atlas what it is held against @param isJudged whether the bars against the atlas are meant for it */
function rowsOf(name: string, cost: Cost, atlas: Cost | undefined, isJudged: boolean): Row[] {
  const { pictures, heap, zoomed, transfers } = cost;
  const against = (
    metric: string,
    value: number,
    base: number | undefined,
    show: (value: number) => string,
    note?: string,
  ): Row => {
    if (isJudged && base !== undefined)
      return judged(metric, value, { most: base * bars.ofAtlas }, show, note);
    const notes = [note, base && `${(value / base).toFixed(2)} times the atlas`].filter(Boolean).join("; ");
    return told(metric, notes ? `${show(value)} (${notes})` : show(value));
  };
  const painted = (of: Cost) => median(of.pictures);
  const counts = `${zoomed.intervals.length} frames; main thread works ${ms(zoomed.work)} a frame`;
  const { frames } = bars;
  return [
    against(
      `${name}: first picture, median`,
      median(pictures),
      atlas && painted(atlas),
      ms,
      spread(pictures),
    ),
    against(`${name}: heap with the picture`, heap.before, atlas?.heap.before, megabytes),
    against(`${name}: heap after a journey`, heap.after, atlas?.heap.after, megabytes),
    judged(
      `${name}: frames from the whole to one, median`,
      median(zoomed.intervals),
      frames.median,
      ms,
      counts,
    ),
    judged(`${name}: frames from the whole to one, p95`, quantile(zoomed.intervals, 0.95), frames.p95, ms),
    told(
      `${name}: asked for`,
      `${asText(transfers.first)} at first; ${asText(transfers.all)} with the journey`,
    ),
  ];
}
