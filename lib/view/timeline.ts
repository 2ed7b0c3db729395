/**
 * The timeline as a value: which months it reaches over, how many entities each of them has, where a month stands
 * on it, what moving an end of the window makes of it, and the windows that playing goes through.
 *
 * Months are whole numbers, years times twelve and January 0, so that they can be counted. A slot is what has a
 * place of its own on the timeline: a month, and at the left, where the dates have a long thin tail, one for all
 * that is earlier.
 */
import { type Dates, datePrecision, insideTime } from "@/lib/graph/dates";
import type { Graph } from "@/lib/graph/graph";
import type { TimeWindow } from "./view";

/** What is folded into the first slot is at most this share of what is dated … */
const tailShare = 1 / 25;
/** … and would otherwise take up at least this share of the timeline. */
const tailLength = 1 / 4;
/** Width of that slot, as a share of the timeline. */
const earlierWidth = 1 / 40;

/** "2023-05" as a month. */
export function monthOf(text: string): number {
  const [year, month] = text.split("-").map(Number);
  return year * 12 + month - 1;
}

/** A month as YYYY-MM. */
export function monthText(month: number): string {
  const two = String((month % 12) + 1).padStart(2, "0");
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${two}`;
}

const monthOfDay = (day: number): number => Math.floor(day / 10_000) * 12 + (Math.floor(day / 100) % 100) - 1;

/** The months that dates reach over. */
export interface Span {
  /** Month of the earliest date. */
  readonly start: number;
  /** First month with a slot of its own; what is before it has one together. */
  readonly first: number;
  /** Month of the latest date. */
  readonly last: number;
}

/**
 * From the earliest date to the latest; nothing where nothing is dated. Where the earliest of the dates, one in
 * twenty-five, take up a quarter of the timeline and more, the whole years among them are folded into one slot.
 */
export function spanOf({ first: days }: Dates): Span | undefined {
  const months = days.filter((day) => !Number.isNaN(day)).map(monthOfDay);
  if (months.length === 0) return undefined;
  months.sort();
  const [start, last] = [months[0], months[months.length - 1]];
  const most = months[Math.floor(months.length * tailShare)];
  const first = most - (most % 12);
  const isLong = first - start >= (last + 1 - start) * tailLength;
  return { start, first: isLong ? first : start, last };
}

const hasEarlier = ({ start, first }: Span): boolean => start < first;

export const slotCount = (span: Span): number => span.last + 1 - span.first + (hasEarlier(span) ? 1 : 0);

/** The slot of a month, or the nearest to it. */
export function slotOf(span: Span, month: number): number {
  const slot = month - span.first + (hasEarlier(span) ? 1 : 0);
  return Math.max(0, Math.min(slot, slotCount(span) - 1));
}

/** First and last month of a slot. */
export function slotMonths(span: Span, slot: number): [first: number, last: number] {
  if (!hasEarlier(span)) return [span.first + slot, span.first + slot];
  return slot === 0 ? [span.start, span.first - 1] : [span.first + slot - 1, span.first + slot - 1];
}

/** Where a slot begins and the one before it ends, from 0 to 1. */
function edgePosition(span: Span, edge: number): number {
  if (!hasEarlier(span)) return edge / slotCount(span);
  if (edge === 0) return 0;
  return earlierWidth + ((1 - earlierWidth) * (edge - 1)) / (slotCount(span) - 1);
}

/** Where the slot of a month begins on the timeline, from 0 to 1. */
export const positionOf = (span: Span, month: number): number => edgePosition(span, slotOf(span, month));

/** Where the slot of a month ends, from 0 to 1. */
export const positionAfter = (span: Span, month: number): number =>
  edgePosition(span, slotOf(span, month) + 1);

/** Which edge of a slot is nearest to a position: 0 for the left end, the number of slots for the right one. */
export function edgeAt(span: Span, position: number): number {
  const slots = slotCount(span);
  if (!hasEarlier(span)) return Math.max(0, Math.min(Math.round(position * slots), slots));
  if (position < earlierWidth) return position < earlierWidth / 2 ? 0 : 1;
  const months = Math.round(((position - earlierWidth) / (1 - earlierWidth)) * (slots - 1));
  return Math.min(1 + months, slots);
}

/** The month at a position; of what is earlier, the first one. */
export function monthAt(span: Span, position: number): number {
  const edge = edgeAt(span, position);
  const slot = edgePosition(span, edge) > position ? edge - 1 : edge;
  return slotMonths(span, Math.max(0, Math.min(slot, slotCount(span) - 1)))[0];
}

/** One bar of the histogram. */
export interface Bin {
  /** First and last month, both included. */
  readonly from: number;
  readonly to: number;
  /** How many entities are dated to the month or to the day. */
  readonly exact: number;
  /** How many are dated to the year alone; they count in its January. */
  readonly imprecise: number;
}
export type BinUnit = "month" | "year";

/** Bars narrower than this cannot be told apart, in CSS pixels. */
const narrowest = 3;

/** Whether a timeline of this width, in CSS pixels, has room for a bar a month. */
export const unitFor = (span: Span, width: number): BinUnit =>
  width >= slotCount(span) * narrowest ? "month" : "year";

/**
 * How many entities each month or calendar year has, what is earlier first.
 *
 * @param counted whether an entity counts
 */
export function binsOf(span: Span, dates: Dates, counted: (entity: number) => boolean, unit: BinUnit): Bin[] {
  const exact = new Uint32Array(slotCount(span));
  const imprecise = new Uint32Array(exact.length);
  dates.first.forEach((day, entity) => {
    if (Number.isNaN(day) || !counted(entity)) return;
    const slot = slotOf(span, monthOfDay(day));
    if (dates.precision[entity] === datePrecision.year) imprecise[slot]++;
    else exact[slot]++;
  });
  const bins: Bin[] = [];
  for (let slot = 0; slot < exact.length; slot++) {
    const [from, to] = slotMonths(span, slot);
    const bin = { from, to, exact: exact[slot], imprecise: imprecise[slot] };
    const before = bins.at(-1);
    // What is earlier ends with a December, so that it never shares its year with what follows.
    if (unit === "year" && before && Math.floor(before.to / 12) === Math.floor(to / 12))
      bins[bins.length - 1] = {
        from: before.from,
        to,
        exact: before.exact + bin.exact,
        imprecise: before.imprecise + bin.imprecise,
      };
    else bins.push(bin);
  }
  return bins;
}

/** By bin, how many there are up to its end. */
export function cumulative(bins: readonly Bin[]): number[] {
  let sum = 0;
  return bins.map(({ exact, imprecise }) => {
    sum += exact + imprecise;
    return sum;
  });
}

/** How many of what is counted a window takes in. */
export function countInside(
  graph: Graph,
  dates: Dates,
  counted: (entity: number) => boolean,
  window: TimeWindow,
): { dated: number; undated: number } {
  const count = { dated: 0, undated: 0 };
  insideTime(graph, dates, window).forEach((isIn, entity) => {
    if (isIn && counted(entity)) count[Number.isNaN(dates.first[entity]) ? "undated" : "dated"]++;
  });
  return count;
}

/** Years to be named below the timeline, with where their January stands: at most so many, at even distances. */
export function yearTicks(span: Span, most: number): { year: number; position: number }[] {
  const [first, last] = [Math.ceil(span.first / 12), Math.floor(span.last / 12)];
  const step = niceStep((last + 1 - first) / Math.max(1, most));
  const ticks: { year: number; position: number }[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step)
    ticks.push({ year, position: positionOf(span, year * 12) });
  return ticks;
}

/** The least of 1, 2, 5, 10, 20 … that is not below this number. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power;
}

/** The window that takes in everything. */
export const wholeTime = ({ start, last }: Span): TimeWindow => ({
  from: monthText(start),
  to: monthText(last),
  undated: true,
});

/** A window as a condition: none where it takes in everything. */
export function conditionOf(span: Span, window: TimeWindow): TimeWindow | undefined {
  const isWhole = monthOf(window.from) <= span.start && monthOf(window.to) >= span.last && window.undated;
  return isWhole ? undefined : window;
}

/** The slots where a window begins and ends. */
export const slotsOf = (span: Span, { from, to }: TimeWindow): [from: number, to: number] => [
  slotOf(span, monthOf(from)),
  slotOf(span, monthOf(to)),
];

/** Moves one end of a window to a slot, not beyond the other end; the other end stays as it is. */
export function moveEnd(span: Span, window: TimeWindow, end: "from" | "to", slot: number): TimeWindow {
  const [from, to] = slotsOf(span, window);
  if (end === "from") {
    const next = Math.max(0, Math.min(slot, to));
    return next === from ? window : { ...window, from: monthText(slotMonths(span, next)[0]) };
  }
  const next = Math.max(from, Math.min(slot, slotCount(span) - 1));
  return next === to ? window : { ...window, to: monthText(slotMonths(span, next)[1]) };
}

/** Moves a window as a whole by so many slots, as far as there is room; it keeps its length. */
export function moveWhole(span: Span, window: TimeWindow, by: number): TimeWindow {
  const [from, to] = slotsOf(span, window);
  const shift = Math.max(-from, Math.min(by, slotCount(span) - 1 - to));
  if (shift === 0) return window;
  return {
    ...window,
    from: monthText(slotMonths(span, from + shift)[0]),
    to: monthText(slotMonths(span, to + shift)[1]),
  };
}

/**
 * The windows that playing shows one after the other: the beginning stays, the end grows to that of the timeline.
 * Where the window is there already, or there is none, it starts with the window's first slot alone.
 *
 * @param stride months from one window to the next: 1, or 12 for ends of years; the last window may be nearer
 */
export function playFrom(span: Span, window: TimeWindow | undefined, stride: 1 | 12 = 1): TimeWindow[] {
  const { from, to, undated } = window ?? wholeTime(span);
  const beginning = Math.min(monthOf(from), span.last);
  const windows: TimeWindow[] = [];
  const show = (month: number) => windows.push({ from: monthText(beginning), to: monthText(month), undated });
  const isOver = monthOf(to) >= span.last;
  // What is folded into one slot is shown at once.
  const least = hasEarlier(span) ? span.first - 1 : span.start;
  let shown = isOver ? Math.max(beginning, least) : monthOf(to);
  if (isOver) show(shown);
  while (shown < span.last) {
    const next = shown + stride - ((shown + 1) % stride);
    shown = Math.min(Math.max(next, least), span.last);
    show(shown);
  }
  return windows;
}
