/** Hands on the page: panning, zooming, typing, clicking, sent through the browser's own input queue. */
import type { CDPSession, Locator, Page } from "@playwright/test";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { filterWords } from "@/lib/i18n/filter-words";
import { type OpenPage, waitUntilQuiet } from "./browser";
import type { MovedFrames, Reaction } from "./watch";

export interface Movement extends MovedFrames {
  /** What the page's main thread worked, in milliseconds a frame; other work on the machine does not show in it. */
  readonly work: number;
}

/** Milliseconds between moves of a hand, as of a usual mouse, and how many may wait for their answer. */
const handRhythm = 8;
const mostWaiting = 3;
/** How long the map is panned, and zoomed each way, in milliseconds. */
const panTime = 3000;
const zoomTime = 1500;
/** From the whole of a large map to a single entity, in milliseconds. */
const nearerTime = 2500;
/** After this long the map has come to rest and the address says where. */
const restTime = 700;

const pause = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));

interface Hands {
  /** Milliseconds. */
  readonly longest: number;
  /** Told the milliseconds since the start; nothing is sent while `mostWaiting` are unanswered. */
  act(time: number): Promise<unknown>;
  /** Asked about five times a second; it ends when this is true. */
  until?: () => Promise<boolean>;
  /** Milliseconds between two acts, when not a hand's own. */
  rhythm?: number;
}

/** Does something over and over, at the pace of a hand, whatever the page makes of it. */
export async function holdHands({ longest, act, until, rhythm = handRhythm }: Hands): Promise<void> {
  const start = performance.now();
  const waiting = new Set<Promise<unknown>>();
  let over = false;
  let asked = start;
  let asking = false;
  const ask = async () => {
    asking = true;
    over = (await until?.()) ?? false;
    asking = false;
    asked = performance.now();
  };
  while (!over && performance.now() - start < longest) {
    if (waiting.size < mostWaiting) {
      const sent: Promise<unknown> = act(performance.now() - start)
        .catch(() => undefined)
        .finally(() => waiting.delete(sent));
      waiting.add(sent);
    }
    if (until && !asking && performance.now() - asked > 200) void ask();
    await pause(rhythm);
  }
  await Promise.all(waiting);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const mouse = (
  session: CDPSession,
  type: "mousePressed" | "mouseMoved" | "mouseReleased",
  { x, y }: Point,
  pressed: boolean,
) =>
  session.send("Input.dispatchMouseEvent", {
    type,
    x,
    y,
    button: pressed ? "left" : "none",
    buttons: pressed && type !== "mouseReleased" ? 1 : 0,
    clickCount: type === "mouseMoved" ? 0 : 1,
  });

/** A point near the middle of the map where nothing would be taken hold of. */
export async function emptyPoint(page: Page): Promise<Point> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  for (let i = 0; i < 200; i++) {
    const [angle, reach] = [i * 2.4, 12 * Math.sqrt(i)];
    const x = Math.round(width * 0.55 + reach * Math.cos(angle));
    const y = Math.round(height * 0.5 + reach * Math.sin(angle));
    await page.mouse.move(x, y);
    await pause(24);
    const empty = await page.evaluate(
      ([left, top]) => {
        const element = document.elementFromPoint(left ?? 0, top ?? 0);
        return element instanceof HTMLElement && element.role === "application" && !element.style.cursor;
      },
      [x, y],
    );
    if (empty) return { x, y };
  }
  throw new Error("there is no empty place on the map to pan from");
}

/** Drags the map about with the mouse and measures each frame of it. */
export async function pan(open: OpenPage, around: Point): Promise<Movement> {
  const { page, session } = open;
  const at = (time: number): Point => ({
    x: around.x + 220 * Math.sin(time / 290),
    y: around.y + 140 * Math.sin(time / 180),
  });
  await page.mouse.move(around.x, around.y);
  await mouse(session, "mousePressed", around, true);
  await mouse(session, "mouseMoved", at(40), true);
  const drag = (time: number) => mouse(session, "mouseMoved", at(time + 40), true);
  const panned = await moving(open, panTime, drag, async () => {
    await mouse(session, "mouseReleased", at(panTime), true);
  });
  return whole(panned);
}

/** The same with a finger. */
export async function panByTouch(open: OpenPage, around: Point): Promise<Movement> {
  const { session } = open;
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly Point[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: [...points] });
  const at = (time: number): Point => ({
    x: around.x + 90 * Math.sin(time / 290),
    y: around.y + 110 * Math.sin(time / 180),
  });
  await touch("touchStart", [around]);
  await touch("touchMove", [at(60)]);
  const drag = (time: number) => touch("touchMove", [at(time + 60)]);
  const panned = await moving(open, panTime, drag, async () => {
    await touch("touchEnd", []);
  });
  return whole(panned);
}

/**
 * Turns the wheel, nearer and back.
 *
 * @param delta what one event turns, in CSS pixels: a few of a trackpad, about a hundred of a mouse's notch
 * @param rhythm milliseconds from event to event
 */
export async function zoom(
  open: OpenPage,
  { x, y }: Point,
  delta: number,
  rhythm: number,
): Promise<Movement> {
  const turn = (deltaY: number) => () =>
    open.session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY });
  const nearer = await moving(open, zoomTime, turn(-delta), undefined, rhythm);
  const back = await moving(open, zoomTime, turn(delta), undefined, rhythm);
  return whole({
    intervals: [...nearer.intervals, ...back.intervals],
    lost: nearer.lost + back.lost,
    frames: nearer.frames + back.frames,
    time: nearer.time + back.time,
    work: (nearer.work + back.work) / 2,
  });
}

/** Turns the wheel as on a trackpad until a map of any size has come from the whole to single entities. */
export async function zoomNearer(open: OpenPage, { x, y }: Point): Promise<Movement> {
  const turn = () =>
    open.session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: -16 });
  return whole(await moving(open, nearerTime, turn, undefined, 16));
}

/** @throws {Error} there are too few frames to tell anything of */
function whole(movement: Movement): Movement {
  if (movement.intervals.length < 5) throw new Error("the map was hardly drawn while it moved");
  return movement;
}

/**
 * Measures the frames while hands are on the map.
 *
 * @throws {Error} the map did not follow, by the address, which tells what of it is in sight
 */
async function moving(
  { page, session }: OpenPage,
  longest: number,
  act: (time: number) => Promise<unknown>,
  letGo?: () => Promise<void>,
  rhythm?: number,
): Promise<Movement> {
  const before = new URL(page.url()).searchParams.get("at");
  const workBefore = await workOf(session);
  await page.evaluate(() => window.atlasBench.startFrames());
  await holdHands({ longest, act, ...(rhythm === undefined ? {} : { rhythm }) });
  const frames = await page.evaluate(() => window.atlasBench.stopFrames());
  const work = ((await workOf(session)) - workBefore) / frames.intervals.length;
  await letGo?.();
  await pause(restTime);
  const after = new URL(page.url()).searchParams;
  if (after.has("moved")) throw new Error("an entity was dragged instead of the map");
  if (after.get("at") === before) throw new Error("the map did not move");
  return { ...frames, work };
}

/** Processor time of the page's main thread so far, in milliseconds. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN) * 1000;
}

/** Types a text, letter by letter, and tells what each keystroke took. Chinese comes as an input method gives it. */
export async function typeText(
  { page }: OpenPage,
  text: string,
): Promise<{ key: string; reaction: Reaction }[]> {
  const strokes: { key: string; reaction: Reaction }[] = [];
  await page.locator("#search").focus();
  for (const key of text) {
    await page.evaluate(() => window.atlasBench.expect("search"));
    if (/^[ -~]$/.test(key)) await page.keyboard.press(key === " " ? "Space" : key);
    else await page.keyboard.insertText(key);
    strokes.push({ key, reaction: await page.evaluate(() => window.atlasBench.reaction()) });
  }
  const hits = await page.locator("search [role=option]").count();
  if (hits === 0) throw new Error(`"${text}" found nothing`);
  await page.locator("#search").fill("");
  await pause(300);
  return strokes;
}

/**
 * Clicks entities on the map one after another.
 *
 * @param wanted indices into the graph; one that is out of sight or under a panel is passed over
 * @returns for each that was selected what it took
 */
export async function clickEntities(
  { page }: OpenPage,
  graph: Graph,
  locale: Locale,
  wanted: readonly number[],
): Promise<{ name: string; reaction: Reaction }[]> {
  const clicked: { name: string; reaction: Reaction }[] = [];
  for (const entity of wanted) {
    const camera = await page.evaluate(() => window.atlasBench.cameraNow());
    if (!camera) throw new Error("the map's camera is not known");
    const x = (graph.x[entity] ?? 0) * camera.zoom + camera.x;
    const y = (graph.y[entity] ?? 0) * camera.zoom + camera.y;
    const onMap = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left ?? 0, top ?? 0)?.role === "application",
      [x, y],
    );
    if (!onMap) continue;
    await page.mouse.move(x, y);
    await pause(200);
    await page.evaluate(() => window.atlasBench.expect("selection"));
    await page.mouse.click(x, y);
    const reaction = await page.evaluate(() => window.atlasBench.reaction());
    const name = graph.names[entity]?.[locale] ?? "";
    // Where marks stand close together a neighbour may have been hit; that is a selection like any other.
    if (!Number.isNaN(reaction.shown)) clicked.push({ name, reaction });
  }
  return clicked;
}

/**
 * Filters an English page from its panel: domains one after another and together, values of a facet chosen and
 * refused, each taken back by its chip.
 *
 * @returns what each click took
 * @throws {Error} a click had no result on the map
 */
export async function filterByHand(open: OpenPage): Promise<{ name: string; reaction: Reaction }[]> {
  const { page } = open;
  const panel = page.getByRole("complementary", { name: words.en.side.filter });
  const domains = panel.locator("section:has(> #filter-scopes) button[aria-pressed]:enabled");
  const access = panel.getByRole("button", { name: "Access Models", exact: true });
  const values = panel
    .locator("section", { has: page.getByRole("button", { name: /^Access/, expanded: true }) })
    .last()
    .locator("li button");
  const chip = page.getByRole("list", { name: filterWords.en.chips }).getByRole("button").first();
  const clicks: { name: string; reaction: Reaction }[] = [];
  const click = async (control: Locator) => {
    await control.scrollIntoViewIfNeeded();
    const name = (await control.getAttribute("aria-label")) ?? (await control.allInnerTexts()).join();
    await control.hover();
    await pause(200);
    await page.evaluate(() => window.atlasBench.expect("filter"));
    await page.mouse.down();
    await page.mouse.up();
    const reaction = await page.evaluate(() => window.atlasBench.reaction());
    const told = name.replaceAll(/\s+/g, " ").trim();
    if (Number.isNaN(reaction.shown)) throw new Error(`a click on "${told}" changed nothing on the map`);
    clicks.push({ name: told, reaction });
  };
  await page.locator("#side-filter").click();
  await panel.getByRole("heading", { name: filterWords.en.title }).waitFor();
  await waitUntilQuiet(open);
  for (const domain of [0, 3, 6]) {
    await click(domains.nth(domain));
    await click(chip);
  }
  for (const domain of [0, 1, 2]) await click(domains.nth(domain));
  await access.click();
  // Refused in the end: what is clicked twice.
  for (const value of [0, 1, 1]) await click(values.nth(value));
  for (let left = 0; left < 4; left++) await click(chip);
  return clicks;
}
