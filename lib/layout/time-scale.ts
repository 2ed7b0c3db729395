/**
 * Years on a line.
 *
 * A year is as wide as any other, and time is even within it, but for what is squeezed: a run of years in which
 * nothing falls, and a year that holds less than half of what one in which anything falls holds on average. Each of
 * these, a run as a whole too, is at most as wide as one year, and all of them together at most half as wide as the full
 * years together. So one node of 1986 does not make a smear of 2017 to 2025.
 */
import type { Tick } from "./layout";

/** A year that holds less than this share of the mean year is squeezed. */
const few = 0.5;
/** All that is squeezed, over the full years. */
const squeezed = 0.5;

interface Span {
  /** The first year, and the first one after it. */
  readonly from: number;
  readonly to: number;
  readonly isFull: boolean;
  /** How many fall in it. */
  readonly count: number;
}

export interface TimeScale {
  /** From the beginning to the last moment, in full years. */
  readonly width: number;
  /** Where a moment stands, in full years from the beginning. */
  at(moment: number): number;
  /** Years in which something falls, and whether they are full. */
  readonly years: readonly { readonly year: number; readonly isFull: boolean }[];
}

/** The scale for these moments, in years with fraction. */
export function timeScale(moments: readonly number[]): TimeScale {
  const spans = spansOf(moments);
  const full = spans.filter(({ isFull }) => isFull).length;
  const rest = spans.length - full;
  const narrow = Math.min(1, rest > 0 && full > 0 ? (squeezed * full) / rest : 1);
  const ends: number[] = [];
  let width = 0;
  for (const { isFull } of spans) {
    width += isFull ? 1 : narrow;
    ends.push(width);
  }
  const at = (moment: number) => {
    const i = spans.findLastIndex(({ from }) => from <= moment);
    if (i < 0) return 0;
    const { from, to } = spans[i];
    const start = ends[i - 1] ?? 0;
    return start + ((moment - from) / (to - from)) * (ends[i] - start);
  };
  return {
    width: at(moments.reduce((last, moment) => Math.max(last, moment), Number.NEGATIVE_INFINITY)),
    at,
    years: spans.flatMap(({ from, isFull, count }) => (count > 0 ? [{ year: from, isFull }] : [])),
  };
}

/** Whole years and runs of nothing between them, in order. */
function spansOf(moments: readonly number[]): Span[] {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const year = Math.floor(moment);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const spans: Span[] = [];
  for (const [year, count] of [...counts].sort(([a], [b]) => a - b)) {
    const end = spans.at(-1)?.to ?? year;
    if (end < year) spans.push({ from: end, to: year, isFull: false, count: 0 });
    spans.push({ from: year, to: year + 1, isFull: count >= (few * moments.length) / counts.size, count });
  }
  return spans;
}

/**
 * Ticks for years in which something falls, at the year's beginning, at least `apart` from each other: those of full
 * years before others.
 *
 * @param unit width of a full year
 */
export function ticksOf({ years, at }: TimeScale, unit: number, apart: number): Tick[] {
  const ticks: Tick[] = [];
  for (const wanted of [true, false]) {
    for (const { year, isFull } of years) {
      const x = unit * at(year);
      if (isFull === wanted && ticks.every((tick) => Math.abs(tick.x - x) >= apart)) ticks.push({ year, x });
    }
  }
  return ticks.sort((a, b) => a.year - b.year);
}
