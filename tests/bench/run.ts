/**
 * `npm run bench`: measures the production build in a real browser that has seen nothing yet, and the server
 * beside it, and prints one table against the bars.
 *
 * A benchmark is no test: the exit code is 0 however many bars are missed, and 1 only when something could not
 * be measured. Other work on the machine shows in the figures; its load is printed beside them.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compileGraph, lockFile, prepare } from "@/lib/cli/build.mjs";
import { checkNode, install, SetupError } from "@/lib/cli/install.mjs";
import { locked } from "@/lib/cli/lock.mjs";
import { node, root, run, runInBackground, stopOnSignals } from "@/lib/cli/run.mjs";
import { type CompactGraph, decodeGraph, type Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { closeBrowser, desktop, emptyPageFrames, phone, waitUntilQuiet, withPage } from "./browser";
import { judged, kilobytes, median, ms, quantile, type Row, score, spread, tableOf, told } from "./figures";
import { clickEntities, emptyPoint, pan, panByTouch, typeText, zoom } from "./hands";
import {
  allScript,
  firstAnswer,
  graphPayload,
  picturesWithoutLateScripts,
  scriptBeforePicture,
  scriptOfHtml,
  type Visit,
  visit,
} from "./loading";
import { readAtOnce, readOneByOne } from "./server";
import type { LongTask, MovedFrames, Reaction } from "./watch";

/** How often a first visit is made. */
const visits = 5;
/** API requests a route, and the seconds after which fewer have to do. */
const reads = { most: 2000, seconds: 10 };
/** What is typed, by the language of the page: names, pinyin, initials, a slip. */
const texts: Record<Locale, readonly string[]> = {
  en: ["DeepSeek V3", "gpt-4", "transfomer", "nvidia h100"],
  zh: ["通义千问", "大语言模型", "wenxinyiyan", "tyqw", "Qwen"],
};
/** Questions to the server, of the same sorts. */
const questions = [
  "gpt",
  "deepseek",
  "通义",
  "wenxin",
  "transfomer",
  "数据",
  "nvidia",
  "rlhf",
  "kimi",
  "llama 3",
];
/** Entities that are clicked, by their rank in importance: hubs first. */
const clicked = [0, 1, 2, 3, 4, 5, 8, 12, 20, 35, 60, 100, 160, 260];

/** The error of a section that went over its limit. */
const overTime = "took too long; nothing further was measured";

/** What belongs to the table and is no row: causes, in words. */
const notes: string[] = [];

interface Section {
  readonly name: string;
  /** Most that it may take, in seconds. */
  readonly limit: number;
  measure(): Promise<Row[]>;
}

stopOnSignals();
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  return 1;
});

async function main(): Promise<number> {
  checkNode();
  await locked(lockFile, async () => {
    await install();
    await prepare();
  });
  const server = await runInBackground(node("lib/cli/start.mjs"), {
    env: { PORT: "0", NODE_ENV: "production" },
    ready: /(http:\/\/localhost:\d+)/,
    budget: 60,
  });
  if (server.said === undefined) throw new SetupError(`The server did not start:\n${server.output()}`);
  try {
    return await measureAll(server.said);
  } finally {
    await server.stop();
  }
}

/** Measures everything and prints the table. Returns the exit code. */
async function measureAll(url: string): Promise<number> {
  const [started, loadBefore] = [performance.now(), loadNow()];
  const graph = await warmUp(url);
  const rows: Row[] = [];
  let failures = 0;
  for (const section of sectionsOf(url, graph)) {
    const { rows: found, error } = await measured(section);
    rows.push(...found);
    if (error !== undefined) failures++;
    if (error === overTime) break;
  }
  const version = await closeBrowser();
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n${tableOf(rows)}\n`);
  for (const note of notes) console.log(note);
  console.log(
    [
      `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}, ${version}`,
      `load average over a minute: ${loadBefore} at the start, ${loadNow()} at the end; measured in ${seconds} s`,
      ...(failures > 0 ? [`${failures} of the measurements failed`] : []),
    ].join("\n"),
  );
  return failures > 0 ? 1 : 0;
}

/** The load of the machine over the last minute. */
function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** Measures one section; what goes wrong becomes a row that says so. */
async function measured({ name, limit, measure }: Section): Promise<{ rows: Row[]; error?: string }> {
  console.error(`measuring ${name} …`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(overTime)), limit * 1000);
  });
  try {
    return { rows: await Promise.race([measure(), late]) };
  } catch (cause) {
    const error = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    return { rows: [told(name, `could not be measured: ${error}`)], error };
  } finally {
    clearTimeout(timer);
  }
}

/** The server answers as one that has been asked before. Hands back the graph that it serves. */
async function warmUp(url: string): Promise<Graph> {
  const paths = ["/zh", "/en", "/api/v1/search?q=gpt", "/api/v1/graph"];
  for (const path of [...paths, ...paths]) await (await fetch(url + path)).arrayBuffer();
  return decodeGraph((await (await fetch(`${url}/api/v1/graph`)).json()) as CompactGraph);
}

function sectionsOf(url: string, graph: Graph): Section[] {
  return [
    { name: "first visits", limit: 120, measure: () => measureVisits(`${url}/zh`) },
    { name: "first answers", limit: 90, measure: () => measureAnswers(`${url}/zh`) },
    { name: "frames", limit: 60, measure: () => measureFrames(`${url}/zh`) },
    { name: "search", limit: 90, measure: () => measureSearch(url) },
    { name: "selection", limit: 40, measure: () => measureSelection(`${url}/en`, graph) },
    { name: "compiling the graph", limit: 120, measure: measureCompiling },
    { name: "API reads", limit: 60, measure: () => measureReads(`${url}/api/v1`, graph) },
    { name: "static page", limit: 20, measure: () => measureStatic(`${url}/en`) },
    { name: "a phone", limit: 60, measure: () => measurePhone(`${url}/en`) },
  ];
}

async function measureVisits(url: string): Promise<Row[]> {
  const made: Visit[] = [];
  for (let i = 0; i < visits; i++) made.push(await visit(url));
  const [first] = made;
  if (!first) return [];
  const pictures = made.map(({ picture }) => picture.painted);
  const needsOnlyHtml = await picturesWithoutLateScripts(url, first);
  const early = median(made.map(scriptBeforePicture));
  const tasks = made.map((one) => Math.max(0, ...one.tasks.map(({ duration }) => duration)));
  noteStages(made);
  noteShifts(made);
  noteTasks(made.flatMap((one) => one.tasks));
  return [
    judged("first picture of the whole atlas, median", median(pictures), { most: 600 }, ms, spread(pictures)),
    judged(
      "script needed for it, gzip",
      needsOnlyHtml ? scriptOfHtml(first) : early,
      { below: 190 * 1024 },
      kilobytes,
      `asked for by then: ${kilobytes(early)}`,
    ),
    judged("script without using a feature, gzip", allScript(first), { below: 420 * 1024 }, kilobytes),
    judged(
      "graph with the client's search index, gzip",
      graphPayload(first),
      { below: 280 * 1024 },
      kilobytes,
    ),
    judged("layout shift, worst", Math.max(...made.map((one) => one.layoutShift)), { most: 0 }, score),
    judged("longest task after the picture, median", median(tasks), { most: 50 }, ms, spread(tasks)),
  ];
}

/** The way to the picture, so that a reader sees what it waited for. */
function noteStages(made: readonly Visit[]): void {
  const usual = (of: (visit: Visit) => number) => ms(median(made.map(of)));
  notes.push(
    [
      "the way to the picture, medians from navigation",
      `HTML there ${usual(({ stages }) => stages.html)}`,
      `graph ${usual(({ stages }) => stages.graph)}`,
      `scripts ${usual(({ stages }) => stages.scripts)}`,
      `map drawn ${usual(({ picture }) => picture.drawn)}`,
      `painted ${usual(({ picture }) => picture.painted)}`,
    ].join(" · "),
  );
}

function noteShifts(made: readonly Visit[]): void {
  const elements = [...new Set(made.flatMap(({ shifted }) => shifted))];
  if (elements.length > 0) notes.push(`shifted: ${elements.join(", ")}`);
}

/** The longest tasks and what ran in them: name of the caller, function, file and position in it. */
function noteTasks(tasks: readonly LongTask[]): void {
  const longest = [...tasks].sort((a, b) => b.duration - a.duration).slice(0, 3);
  for (const { start, duration, scripts } of longest)
    notes.push(
      `task of ${ms(duration)} at ${ms(start)}: ${scripts.slice(0, 2).join("; ") || "no script told"}`,
    );
}

async function measureAnswers(url: string): Promise<Row[]> {
  const answers: number[] = [];
  for (let i = 0; i < visits; i++) answers.push(await firstAnswer(url));
  return [judged("first input answered, median", median(answers), { most: 1000 }, ms, spread(answers))];
}

async function measureFrames(url: string): Promise<Row[]> {
  return withPage(desktop, async (open) => {
    const idle = await emptyPageFrames(open);
    await open.page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    const point = await emptyPoint(open.page);
    const panned = await pan(open, point);
    const fine = await zoom(open, point, 10, 16);
    const notched = await zoom(open, point, 100, 110);
    return [
      told("frames of an empty page here, median · p95", twoOf(idle)),
      ...frameRows("panning", panned, { median: { most: 17.5 }, p95: { below: 34 } }),
      ...frameRows("zooming, as on a trackpad", fine, { median: { below: 20 }, p95: { below: 50 } }),
      ...frameRows("zooming, a wheel's notches", notched, { median: { below: 20 }, p95: { below: 50 } }),
    ];
  });
}

function twoOf(values: readonly number[]): string {
  return `${ms(median(values))} · ${ms(quantile(values, 0.95))}`;
}

function frameRows(
  what: string,
  { intervals, lost }: MovedFrames,
  bars: { median: { most?: number; below?: number }; p95: { below: number } },
): Row[] {
  const [count, longest] = [intervals.length, Math.max(...intervals)];
  return [
    judged(
      `frames while ${what}, median`,
      median(intervals),
      bars.median,
      ms,
      `${count} frames, ${lost} lost`,
    ),
    judged(`frames while ${what}, p95`, quantile(intervals, 0.95), bars.p95, ms, `longest ${ms(longest)}`),
  ];
}

async function measureSearch(url: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const locale of ["en", "zh"] as const) {
    const strokes = await withPage(desktop, async (open) => {
      await open.page.goto(`${url}/${locale}`, { waitUntil: "commit" });
      await waitUntilQuiet(open);
      // The index is made a little after the map.
      await open.page.waitForTimeout(1500);
      const typed: { key: string; reaction: Reaction }[] = [];
      for (const text of texts[locale])
        for (const { key, reaction } of await typeText(open, text))
          typed.push({ key: `"${key}" of "${text}"`, reaction });
      return typed;
    });
    rows.push(
      reactionRow(
        `search keystroke to paint on /${locale}, worst`,
        strokes.map(({ key, reaction }) => ({ name: key, reaction })),
      ),
    );
  }
  return rows;
}

/** The slowest of many reactions against the bar that all of them have. */
function reactionRow(metric: string, reactions: readonly { name: string; reaction: Reaction }[]): Row {
  const times = reactions.map(({ reaction }) => reaction.shown);
  const worst = Math.max(...times);
  const name = reactions.find(({ reaction }) => reaction.shown === worst)?.name ?? "";
  const note = `median ${ms(median(times))} of ${times.length}; worst: ${name}`;
  return judged(metric, worst, { below: 100 }, ms, note);
}

async function measureSelection(url: string, graph: Graph): Promise<Row[]> {
  return withPage(desktop, async (open) => {
    await open.page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    const reactions = await clickEntities(open, graph, "en", clicked);
    if (reactions.length < 5) throw new Error(`only ${reactions.length} entities could be clicked`);
    const settled = reactions.map(({ reaction }) => reaction.settled);
    return [
      reactionRow("selection to paint, worst", reactions),
      told(
        "selection until panel and map stand still",
        `${ms(median(settled))} median, ${ms(Math.max(...settled))} worst`,
      ),
    ];
  });
}

/** Compiles a copy of the data, of which nothing has been compiled; what is served stays as it is. */
async function measureCompiling(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
  try {
    await cp(join(root, "graph-data"), folder, {
      recursive: true,
      filter: (path) => basename(path) !== ".compiled",
    });
    const start = performance.now();
    const { code, output } = await run([...compileGraph(), "--data", folder], { quiet: true, budget: 110 });
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) throw new Error(`npm run graph failed: ${output.trim().split("\n")[0]}`);
    return [
      judged("compiling the graph from nothing", seconds, { below: 60 }, (s) => `${Number(s.toFixed(1))} s`),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureReads(api: string, graph: Graph): Promise<Row[]> {
  const routes = {
    "GET entity": graph.ids.map((id) => `${api}/entities/${id}`),
    "GET neighbors": graph.ids.map((id) => `${api}/entities/${id}/neighbors`),
    "GET search": questions.map((text) => `${api}/search?q=${encodeURIComponent(text)}`),
  };
  const rows: Row[] = [];
  for (const [name, urls] of Object.entries(routes)) {
    const times = await readOneByOne(urls, reads.most, reads.seconds);
    const note = `p50 ${ms(median(times))} of ${times.length}`;
    rows.push(judged(`${name}, p99`, quantile(times, 0.99), { below: 10 }, ms, note));
  }
  return rows;
}

async function measureStatic(url: string): Promise<Row[]> {
  const rate = await readAtOnce(url, 16, 4);
  return [told("static page, gzip, 16 connections", `${Math.round(rate)} requests a second`)];
}

async function measurePhone(url: string): Promise<Row[]> {
  const { picture, layoutShift, tasks } = await visit(url, phone);
  const answer = await firstAnswer(url, phone);
  const frames = await withPage(phone, async (open) => {
    await open.page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    return panByTouch(open, { x: 180, y: 330 });
  });
  const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
  return [
    told("phone, processor 4 times slower: picture · answer", `${ms(picture.painted)} · ${ms(answer)}`),
    told("phone: frames while panning, median · p95", twoOf(frames.intervals)),
    told("phone: layout shift · longest task", `${score(layoutShift)} · ${ms(longest)}`),
  ];
}
