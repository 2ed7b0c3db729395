/** Everything that is measured, each part with its bars; how is in the files beside this one. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compileGraph } from "@/lib/cli/build.mjs";
import { root, run } from "@/lib/cli/run.mjs";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { desktop, emptyPageFrames, phone, waitUntilQuiet, withPage } from "./browser";
import { measureExploring } from "./explore";
import {
  type Bar,
  judged,
  kilobytes,
  median,
  ms,
  quantile,
  type Row,
  reactionRow,
  score,
  spread,
  tasksOf,
  told,
} from "./figures";
import {
  clickEntities,
  emptyPoint,
  filterByHand,
  type Movement,
  pan,
  panByTouch,
  typeText,
  zoom,
} from "./hands";
import { measureImport } from "./import";
import { measureLighthouse } from "./lighthouse";
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
import { measurePages } from "./pages";
import { measurePeers } from "./peers";
import { measureReaders } from "./readers";
import { measureScale, type Size } from "./scale";
import { measureScaleBrowser } from "./scale-browser";
import { readAtOnce, readOneByOne } from "./server";
import { measureSharing } from "./sharing";
import { measureStoreAnswers } from "./store-answers";
import { measureTable } from "./table";
import type { Reaction } from "./watch";

export interface Options {
  /** The largest graph of `scale` and `scale-browser`. */
  readonly upto: Size;
}

/** One part of the benchmark. */
export interface Measurement {
  /** Most that it may take, in seconds; on a quiet machine it takes a third of that. */
  readonly limit: number;
  /** It asks no server, so that none is built and started where nothing else is measured. */
  readonly unserved?: true;
  /** It takes very long, so it is measured only where it is asked for by its name. */
  readonly asked?: true;
  /** @param url of the server, without a path; empty where there is none */
  measure(url: string, graph: Graph, options: Options): Promise<Row[]>;
}

/** By the name that chooses it on the command line, in the order in which they are made. */
export const measurements: Readonly<Record<string, Measurement>> = {
  picture: { limit: 120, measure: (url) => measureVisits(`${url}/zh`) },
  answer: { limit: 90, measure: (url) => measureFirstAnswers(`${url}/zh`) },
  frames: { limit: 60, measure: (url) => measureFrames(`${url}/zh`) },
  search: { limit: 90, measure: measureSearch },
  selection: { limit: 40, measure: (url, graph) => measureSelection(`${url}/en`, graph) },
  filter: { limit: 60, measure: (url) => measureFilter(`${url}/en`) },
  table: { limit: 60, measure: measureTable },
  explore: { limit: 600, measure: measureExploring },
  compile: { limit: 120, unserved: true, measure: measureCompiling },
  answers: { limit: 60, unserved: true, measure: (_, graph) => measureStoreAnswers(graph) },
  api: { limit: 90, measure: (url, graph) => measureReads(`${url}/api/v1`, graph) },
  sharing: { limit: 600, measure: measureSharing },
  import: { limit: 90, measure: measureImport },
  static: { limit: 20, measure: (url) => measureStatic(`${url}/en`) },
  pages: { limit: 240, measure: (url, graph) => measurePages(url, graph.ids) },
  readers: { limit: 300, measure: () => measureReaders() },
  scale: { limit: 7200, unserved: true, asked: true, measure: (_, __, { upto }) => measureScale(upto) },
  "scale-browser": {
    limit: 7200,
    asked: true,
    measure: (url, _, { upto }) => measureScaleBrowser(url, upto),
  },
  lighthouse: { limit: 900, measure: measureLighthouse },
  phone: { limit: 120, measure: (url) => measurePhone(`${url}/en`) },
  peers: { limit: 420, measure: measurePeers },
};

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

async function measureVisits(url: string): Promise<Row[]> {
  const made: Visit[] = [];
  for (let i = 0; i < visits; i++) made.push(await visit(url));
  const [first] = made;
  if (!first) throw new Error("there was no visit");
  const pictures = made.map(({ picture }) => picture.painted);
  const needsOnlyHtml = await picturesWithoutLateScripts(url, first);
  const early = median(made.map(scriptBeforePicture));
  const tasks = made.map((one) => Math.max(0, ...one.tasks.map(({ duration }) => duration)));
  return [
    {
      ...judged(
        "first picture of the whole atlas, median",
        median(pictures),
        { most: 600 },
        ms,
        spread(pictures),
      ),
      notes: [stagesOf(made)],
    },
    told("the picture with all its names, median", namedAfter(made)),
    judged(
      "script needed for it, compressed",
      needsOnlyHtml ? scriptOfHtml(first) : early,
      { below: 190 * 1024 },
      kilobytes,
      `asked for by then: ${kilobytes(early)}`,
    ),
    judged("script without using a feature, compressed", allScript(first), { below: 420 * 1024 }, kilobytes),
    judged(
      "graph with the client's search index, gzip",
      graphPayload(first),
      { below: 280 * 1024 },
      kilobytes,
    ),
    {
      ...judged("layout shift, worst", Math.max(...made.map((one) => one.layoutShift)), { most: 0 }, score),
      notes: shiftsOf(made),
    },
    {
      ...judged("longest task after the picture, median", median(tasks), { most: 50 }, ms, spread(tasks)),
      notes: tasksOf(made.flatMap(({ tasks }) => tasks)),
    },
  ];
}

/** Names come in portions; where they took more than the watch keeps, the end was not seen. */
function namedAfter(made: readonly Visit[]): string {
  const times = made.map(({ picture }) => picture.named).filter((time) => !Number.isNaN(time));
  return times.length > 0 ? `${ms(median(times))} (${spread(times)})` : "later than was looked";
}

/** The way to the picture, so that a reader sees what it waited for. */
function stagesOf(made: readonly Visit[]): string {
  const usual = (of: (visit: Visit) => number) => ms(median(made.map(of)));
  return [
    "the way to the picture, medians from navigation",
    `HTML there ${usual(({ stages }) => stages.html)}`,
    `graph ${usual(({ stages }) => stages.graph)}`,
    `scripts ${usual(({ stages }) => stages.scripts)}`,
    `map drawn ${usual(({ picture }) => picture.drawn)}`,
    `painted ${usual(({ picture }) => picture.painted)}`,
  ].join(" · ");
}

function shiftsOf(made: readonly Visit[]): string[] {
  const elements = [...new Set(made.flatMap(({ shifted }) => shifted))];
  return elements.length > 0 ? [`shifted: ${elements.join(", ")}`] : [];
}

async function measureFirstAnswers(url: string): Promise<Row[]> {
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

/** The rows of one way to move the map; the thread's own work tells whether a bar could be kept on a quiet machine. */
function frameRows(
  what: string,
  { intervals, lost, work }: Movement,
  bars: { median: Bar; p95: Bar },
): Row[] {
  const counts = `${intervals.length} frames, ${lost} lost; main thread works ${ms(work)} a frame`;
  const longest = `longest ${ms(Math.max(...intervals))}`;
  return [
    judged(`frames while ${what}, median`, median(intervals), bars.median, ms, counts),
    judged(`frames while ${what}, p95`, quantile(intervals, 0.95), bars.p95, ms, longest),
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
        { below: 100 },
      ),
    );
  }
  return rows;
}

async function measureSelection(url: string, graph: Graph): Promise<Row[]> {
  return withPage(desktop, async (open) => {
    await open.page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    const reactions = await clickEntities(open, graph, "en", clicked);
    if (reactions.length < 5) throw new Error(`only ${reactions.length} entities could be clicked`);
    const settled = reactions.map(({ reaction }) => reaction.settled);
    return [
      reactionRow("selection to paint, worst", reactions, { below: 100 }),
      told(
        "selection until panel and map stand still",
        `${ms(median(settled))} median, ${ms(Math.max(...settled))} worst`,
      ),
    ];
  });
}

/** Filters the whole atlas: from the click to the frame in which the map shows what is left. */
async function measureFilter(url: string): Promise<Row[]> {
  return withPage(desktop, async (open) => {
    await open.page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    // What counts and filters is fetched a little after the map.
    await open.page.waitForTimeout(1500);
    const clicks = await filterByHand(open);
    const settled = clicks.map(({ reaction }) => reaction.settled);
    const all = await open.page.evaluate(() => window.atlasBench.longTasks());
    const tasks = all.filter(({ start, duration }) =>
      clicks.some(({ reaction: { at, settled } }) => start < at + settled && start + duration > at),
    );
    const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
    return [
      reactionRow("filter to paint, worst", clicks, { below: 100 }),
      told(
        "filter until the map stands still",
        `${ms(median(settled))} median, ${ms(Math.max(...settled))} worst`,
      ),
      {
        ...told("longest task while filtering", longest > 0 ? ms(longest) : "none over 50 ms"),
        notes: tasksOf(tasks),
      },
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
    "GET facets of a domain": [`${api}/facets?in=domain/healthcare`],
    "GET subgraph of a domain": [`${api}/subgraph?in=domain/healthcare`],
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
