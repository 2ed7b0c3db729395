/** Exploring on the canvas: expansions, groups, layouts and the timeline, from the hand's act to the picture. */
import type { Locator } from "@playwright/test";
import type { Graph } from "@/lib/graph/graph";
import { words } from "@/lib/i18n";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { expandWords } from "@/lib/i18n/expand-words";
import { timeWords } from "@/lib/i18n/time-words";
import { candidatesOf, isHub, plainExpansion } from "@/lib/view/expansion";
import { desktop, type OpenPage, waitUntilQuiet, withPage } from "./browser";
import { type Bar, type Done, judged, median, ms, type Row, reactionRow, tasksOf, told } from "./figures";
import type { LongTask } from "./watch";

/** What issues ask of exploring: until the first new picture, until it stands still, of one task. */
const painted: Bar = { most: 150 };
const settledIn: Bar = { most: 1000 };
const oneTask: Bar = { most: 50 };

/** A part of the atlas of about 300 entities, with ties among them and to what is left out. */
const part = "in=domain/healthcare,domain/software-development,domain/education";
/** How many entities are expanded: with few neighbours at once, with many by way of their dialog, in a layout. */
const expanded = { plain: 8, hubs: 4, inLayout: 4 };
/** How many ways to group are gone through, and how many groups are closed and opened again. */
const regrouped = { ways: 9, groups: 6 };
/** How often the layouts of the part are gone through, each time on a page of their own: none is known before. */
const rounds = 2;
const layouts = ["force", "layered", "concentric", "time", "groups"] as const;
/** Questions, by their shortcut and what has to be selected: small answers and the largest. */
const questions = [
  { key: "i", of: ["model/llama"] },
  { key: "i", of: ["model/gpt-4"] },
  { key: "b", of: ["dataset/the-pile"] },
  { key: "b", of: ["framework/cuda"] },
  { key: "b", of: ["technique/transformer"] },
  { key: "w", of: ["platform/ernie-bot", "framework/mindspore"] },
  { key: "v", of: ["model/llama", "model/bloom", "model/glm-130b"] },
] as const;
/** A beginning that leaves more to play than is looked at, and for how long that is, in milliseconds. */
const play = { from: "time=2015-01..2018-01", speed: 4, looked: 6000 };

/** Acts, and the tasks of the page's main thread that ran until the picture stood still. */
interface Deeds {
  readonly done: readonly Done[];
  readonly tasks: readonly LongTask[];
}

const pause = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));

export async function measureExploring(url: string, graph: Graph): Promise<Row[]> {
  const page = `${url}/en`;
  const ids = await idsOf(`${url}/api/v1/subgraph?${part}&limit=500`);
  const of = `${ids.size} entities`;
  const expanding = await expandAndCollapse(`${page}?${part}`, graph, ids);
  const inLayout = await expandInLayout(`${page}?${part}&layout=force`, graph, ids);
  const ofPart = await regroup(`${page}?${part}`);
  const ofAll = await regroup(page);
  const closing = await closeAndOpen(`${page}?layout=groups:country`);
  const laidOut: Deeds[] = [];
  for (let round = 0; round < rounds; round++) laidOut.push(await changeLayouts(`${page}?${part}`));
  const layoutsOfPart = together(laidOut);
  const layoutsOfAll = await changeLayouts(page);
  const asked: Deeds[] = [];
  for (const question of questions) asked.push(await askQuestion(page, graph, question));
  const answers = together(asked);
  return [
    reactionRow(`expansion to paint in ${of}, worst`, expanding.expansions, painted),
    reactionRow(`expansion to paint in a layout of ${of}, worst`, inLayout, painted),
    reactionRow("collapse to paint, worst", expanding.collapses, painted),
    reactionRow(`regrouping of ${of} to paint, worst`, ofPart.done, painted),
    restRow(`regrouping of ${of} until rest`, ofPart),
    reactionRow("regrouping of the whole atlas to paint, worst", ofAll.done, painted),
    restRow("regrouping of the whole atlas until rest", ofAll),
    reactionRow("closing or opening a group of the whole atlas to paint, worst", closing.done, painted),
    restRow("closing or opening a group until rest", closing),
    reactionRow(`layout of ${of}: first frame, worst`, layoutsOfPart.done, painted),
    {
      ...reactionRow(`layout of ${of}: settled, worst`, layoutsOfPart.done, settledIn, "settled"),
      notes: timesOf(of, layoutsOfPart),
    },
    taskRow(`layout of ${of}: longest task`, layoutsOfPart),
    reactionRow("layout of the whole atlas: first frame, worst", layoutsOfAll.done, painted),
    { ...restRow("layout of the whole atlas: settled", layoutsOfAll), notes: timesOf("all", layoutsOfAll) },
    taskRow("layout of the whole atlas: longest task", layoutsOfAll),
    reactionRow("answer to a question: first frame, worst", answers.done, painted),
    {
      ...reactionRow("answer to a question: settled, worst", answers.done, settledIn, "settled"),
      notes: timesOf("answers", answers),
    },
    ...(await playTime(`${page}?${play.from}`)),
  ];
}

const together = (all: readonly Deeds[]): Deeds => ({
  done: all.flatMap(({ done }) => done),
  tasks: all.flatMap(({ tasks }) => tasks),
});

/** Until nothing moves any more, for information. */
function restRow(metric: string, { done, tasks }: Deeds): Row {
  const times = done.map(({ reaction }) => reaction.settled);
  const task = Math.max(0, ...tasks.map(({ duration }) => duration));
  const longest = task > 0 ? `longest task ${ms(task)}` : "no task over 50 ms";
  return told(metric, `${ms(median(times))} median, ${ms(Math.max(...times))} worst; ${longest}`);
}

/** The browser tells of tasks over 50 ms alone. */
function taskRow(metric: string, { tasks }: Deeds): Row {
  const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
  const row = judged(metric, longest, oneTask, (time) => (time > 0 ? ms(time) : "none over 50 ms"));
  return { ...row, notes: tasksOf(tasks) };
}

/** What each took, in one line. */
function timesOf(what: string, { done }: Deeds): string[] {
  const times = done.map(({ name, reaction }) => `${name} ${ms(reaction.shown)}, ${ms(reaction.settled)}`);
  return [`layouts of ${what}, first frame and settled: ${times.join(" · ")}`];
}

/** The ids of the entities that a page of the subgraph has. */
async function idsOf(url: string): Promise<ReadonlySet<string>> {
  const { entities } = (await (await fetch(url)).json()) as { entities: readonly { id: string }[] };
  return new Set(entities.map(({ id }) => id));
}

/** Opens a page whose map stands still, with what the first step would have to wait for. */
async function explored<T>(url: string, work: (open: OpenPage) => Promise<T>): Promise<T> {
  return withPage(desktop, async (open) => {
    await open.page.goto(url, { waitUntil: "commit" });
    await open.page.evaluate(() => window.atlasBench.startMarks());
    await waitUntilQuiet(open);
    // What counts and filters is fetched a little after the map.
    await open.page.waitForTimeout(1500);
    await waitUntilQuiet(open);
    return work(open);
  });
}

/**
 * Does one thing and waits until the map stands still after it.
 *
 * @throws {Error} it changed nothing on the map
 */
async function act(open: OpenPage, name: string, hand: () => Promise<void>): Promise<Done> {
  await open.page.evaluate(() => window.atlasBench.expect("explore"));
  await hand();
  const reaction = await open.page.evaluate(() => window.atlasBench.reaction());
  if (Number.isNaN(reaction.shown)) throw new Error(`"${name}" changed nothing on the map`);
  await waitUntilQuiet(open);
  return { name, reaction };
}

/** The tasks over 50 ms of a page that ran while what was done had not come to rest. */
async function tasksDuring({ page }: OpenPage, done: readonly Done[]): Promise<LongTask[]> {
  const all = await page.evaluate(() => window.atlasBench.longTasks());
  return all.filter(({ start, duration }) =>
    done.some(({ reaction: { at, settled } }) => start < at + settled && start + duration > at),
  );
}

async function click({ page }: OpenPage, control: Locator): Promise<void> {
  await control.hover();
  await page.mouse.down();
  await page.mouse.up();
}

/**
 * Entities of a part that have neighbours outside of it which an expansion brings, as indices into the graph.
 *
 * @param hubs whether those that are expanded from a dialog, or the others
 * @param fewest neighbours from outside
 */
function expandable(graph: Graph, ids: ReadonlySet<string>, hubs: boolean, fewest: number): number[] {
  return graph.ids.flatMap((id, entity) => {
    const { limit, ...wanted } = plainExpansion(id);
    const brought = candidatesOf(graph, wanted).slice(0, limit);
    const fresh = brought.filter((other) => !ids.has(graph.ids[other] ?? ""));
    const isFit = ids.has(id) && isHub(graph, entity) === hubs && fresh.length >= fewest;
    return isFit ? [entity] : [];
  });
}

/** So many of them, evenly from the first to the last. */
const evenly = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, i) => Math.floor((i * count) / all.length) !== Math.floor(((i - 1) * count) / all.length));

/** Selects an entity by its name, with all of the map in sight and under the keys. */
async function select(open: OpenPage, graph: Graph, entity: number): Promise<void> {
  const { page } = open;
  await page.locator("#search").fill(graph.names[entity]?.en ?? "");
  await page.locator(`search [role=option][id$="-${graph.ids[entity]?.replace("/", "-")}"]`).click();
  await page.locator("#detail-name").waitFor();
  await page.getByRole("application").focus();
  await page.keyboard.press("0");
  await pause(200);
  await waitUntilQuiet(open);
}

/** Expands what is selected, a hub from its dialog. */
async function expand(open: OpenPage, graph: Graph, entity: number): Promise<Done> {
  const { page } = open;
  const name = graph.names[entity]?.en ?? "";
  if (!isHub(graph, entity)) return act(open, name, () => page.keyboard.press("Enter"));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const button = dialog.getByRole("button", { name: expandWords.en.dialog.expand, exact: true });
  await button.hover();
  await waitUntilQuiet(open);
  return act(open, `${name}, a hub`, () => click(open, button));
}

async function expandAndCollapse(
  url: string,
  graph: Graph,
  ids: ReadonlySet<string>,
): Promise<{ expansions: Done[]; collapses: Done[] }> {
  return explored(url, async (open) => {
    const expansions: Done[] = [];
    const collapses: Done[] = [];
    const plain = evenly(expandable(graph, ids, false, 2), expanded.plain);
    const hubs = evenly(expandable(graph, ids, true, 3), expanded.hubs);
    for (const entity of [...plain, ...hubs]) {
      await select(open, graph, entity);
      const done = await expand(open, graph, entity);
      expansions.push(done);
      collapses.push(await act(open, done.name, () => open.page.keyboard.press("c")));
    }
    return { expansions, collapses };
  });
}

/** Each of these is placed anew as well; the picture that counts is the first that shows what has been brought. */
async function expandInLayout(url: string, graph: Graph, ids: ReadonlySet<string>): Promise<Done[]> {
  return explored(url, async (open) => {
    const done: Done[] = [];
    for (const entity of evenly(expandable(graph, ids, false, 2), expanded.inLayout)) {
      await select(open, graph, entity);
      done.push(await expand(open, graph, entity));
    }
    return done;
  });
}

/** The panel that arranges, opened. */
async function arranging(open: OpenPage): Promise<Locator> {
  const { page } = open;
  await page.locator("#side-arrange").click();
  const panel = page.getByRole("complementary", { name: words.en.side.arrange });
  await panel.getByRole("heading", { name: arrangeWords.en.title }).waitFor();
  await page.mouse.move(0, 0);
  await waitUntilQuiet(open);
  return panel;
}

/** Groups by one thing after the other, by the keyboard. */
async function regroup(url: string): Promise<Deeds> {
  return explored(url, async (open) => {
    const { page } = open;
    const choice = (await arranging(open)).getByLabel(arrangeWords.en.groupBy);
    const names = await choice.locator("option").allInnerTexts();
    await choice.focus();
    const done: Done[] = [];
    for (const name of names.slice(1, 1 + regrouped.ways))
      done.push(await act(open, name.toLowerCase(), () => page.keyboard.press("ArrowDown")));
    return { done, tasks: await tasksDuring(open, done) };
  });
}

/** Makes groups one node each and opens them again. @param url of a page with groups */
async function closeAndOpen(url: string): Promise<Deeds> {
  return explored(url, async (open) => {
    const groups = (await arranging(open)).getByRole("group", { name: arrangeWords.en.asOne });
    const done: Done[] = [];
    for (let i = 0; i < regrouped.groups; i++) {
      const group = groups.locator("label").nth(i);
      const name = (await group.allInnerTexts()).join().replaceAll(/\s+/g, " ");
      await group.scrollIntoViewIfNeeded();
      for (const turn of ["closing", "opening"])
        done.push(await act(open, `${turn} ${name}`, () => click(open, group)));
    }
    return { done, tasks: await tasksDuring(open, done) };
  });
}

/** Every layout, each from the atlas's own places. */
async function changeLayouts(url: string): Promise<Deeds> {
  return explored(url, async (open) => {
    const w = arrangeWords.en;
    const tiles = (await arranging(open)).getByRole("radiogroup", { name: w.layout }).locator("label");
    const tile = (layout: keyof typeof w.layouts) => tiles.filter({ hasText: w.layouts[layout] });
    const done: Done[] = [];
    for (const layout of layouts) {
      done.push(await act(open, layout, () => click(open, tile(layout))));
      await act(open, `${layout}, taken back`, () => click(open, tile("atlas")));
    }
    return { done, tasks: await tasksDuring(open, done) };
  });
}

/** Asks about what is selected, by a key, from the whole atlas. */
async function askQuestion(
  url: string,
  graph: Graph,
  { key, of }: (typeof questions)[number],
): Promise<Deeds> {
  const [first, ...others] = of;
  const also = others.length > 0 ? `&also=${others.join(",")}` : "";
  return explored(`${url}?select=${first}${also}`, async (open) => {
    await open.page.getByRole("application").focus();
    const names = of.map((id) => graph.names[graph.indexOf(id)]?.en ?? id);
    const done = [await act(open, `${key} ${names.join(", ")}`, () => open.page.keyboard.press(key))];
    return { done, tasks: await tasksDuring(open, done) };
  });
}

async function playTime(url: string): Promise<Row[]> {
  return explored(url, async (open) => {
    const { page } = open;
    const timeline = page.getByRole("region", { name: timeWords.en.title });
    await timeline.getByLabel(timeWords.en.speed, { exact: true }).selectOption(String(play.speed));
    await timeline.getByRole("button", { name: timeWords.en.play, exact: true }).click();
    const from = await page.evaluate(() => {
      window.atlasBench.startFrames();
      return performance.now();
    });
    await pause(play.looked);
    const { intervals, frames, time } = await page.evaluate(() => window.atlasBench.stopFrames());
    const all = await page.evaluate(() => window.atlasBench.longTasks());
    const isPlaying = await timeline
      .getByRole("button", { name: timeWords.en.pause, exact: true })
      .isVisible();
    if (!isPlaying) throw new Error("the timeline did not play for as long as was looked");
    const tasks = all.filter(({ start, duration }) => start + duration > from && start < from + time);
    const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
    const rate = (count: number) => Number(((count * 1000) / time).toFixed(1));
    return [
      told(
        `playing at ${play.speed}×: pictures of the map · frames of the page`,
        `${rate(intervals.length)} · ${rate(frames)} a second`,
      ),
      {
        ...told(
          "playing: longest task",
          longest > 0 ? `${ms(longest)}, ${tasks.length} over 50 ms` : "none over 50 ms",
        ),
        notes: tasksOf(tasks),
      },
    ];
  });
}
