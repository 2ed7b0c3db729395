/** Round bounds between numbers or years, and round numbers to show on a scale. */

/** Where the largest number is this many times the smallest or more, steps are of equal ratio. */
const logarithmicFrom = 100;

/** Whether numbers span so much that a scale has to be logarithmic; never with one that is not positive. */
export function isLogarithmic(values: readonly number[]): boolean {
  const [least, most] = spanOf(values);
  return least > 0 && most / least >= logarithmicFrom;
}

/**
 * Bounds that part the values into bins, at most `bins`: those on a row of round ones, next to each other, between which
 * the values are spread most evenly (largest entropy).
 *
 * @returns rising; a bin begins at its bound, the first one below the first bound; none where all values are alike
 */
export function boundsOf(values: readonly number[], type: "number" | "date", bins: number): number[] {
  const [least, most] = spanOf(values);
  if (!(least < most)) return [];
  const inner = (row: readonly number[]) => row.filter((bound) => bound > least && bound <= most);
  const tally = new Map<number, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  let best: readonly number[] = [];
  let evenest = -1;
  for (const row of rowsOf(values, type, bins).map(inner)) {
    const length = Math.min(row.length, bins - 1);
    for (let first = 0; length > 0 && first + length <= row.length; first++) {
      const bounds = row.slice(first, first + length);
      const found = entropy(tally, values.length, bounds);
      if (found > evenest) [best, evenest] = [bounds, found];
    }
  }
  return [...best];
}

/** The bin of a value: how many bounds it has reached. */
export const binOf = (value: number, bounds: readonly number[]): number =>
  bounds.findLastIndex((bound) => bound <= value) + 1;

/** Up to three round numbers from the least to the most, far enough apart to be told apart by size. */
export function roundMarks(values: readonly number[], isLog: boolean): number[] {
  const [least, most] = spanOf(values);
  const inside = (row: readonly number[]) => row.filter((value) => value >= least && value <= most);
  if (isLog) {
    const powers = inside(powersOf(least, most, [1]));
    const row = powers.length >= 3 ? powers : inside(powersOf(least, most, [1, 3]));
    return [...new Set([0, (row.length - 1) / 2, row.length - 1])].flatMap((at) => row[Math.floor(at)] ?? []);
  }
  const row = inside(powersOf(Math.max(least, most / 1000), most, [1, 2, 5]));
  const step = row.length > 4 ? 2 : 1;
  return [2, 1, 0].flatMap((back) => row[row.length - 1 - back * step] ?? []);
}

/** Rows of round numbers that bounds may be taken from. */
function rowsOf(values: readonly number[], type: "number" | "date", bins: number): number[][] {
  const [least, most] = spanOf(values);
  if (type === "date") return [1, 2, 5, 10, 20, 50, 100].map((step) => multiplesOf(step, least, most));
  if (isLogarithmic(values)) {
    const powers = powersOf(least, most, [1]);
    // Powers of ten are what one expects; where they are too few, a step lies between.
    const few = powers.filter((power) => power > least && power <= most).length < bins - 1;
    return [few ? powersOf(least, most, [1, 3]) : powers];
  }
  const coarse = 10 ** Math.floor(Math.log10(most - least));
  return [1, 0.5, 0.2, 0.1].map((part) => multiplesOf(coarse * part, least, most));
}

function multiplesOf(step: number, least: number, most: number): number[] {
  const first = Math.floor(least / step);
  const count = Math.floor(most / step) - first + 1;
  return Array.from({ length: count }, (_, i) => withoutTail((first + i) * step));
}

/** Three times a tenth is a little more than it should be. */
const withoutTail = (value: number): number => Number(value.toPrecision(12));

/** These digits times the powers of ten, from below `least` to above `most`; both positive. */
function powersOf(least: number, most: number, digits: readonly number[]): number[] {
  const first = Math.floor(Math.log10(least));
  const count = Math.ceil(Math.log10(most)) - first + 1;
  const powers = Array.from({ length: count }, (_, i) => 10 ** (first + i));
  return powers.flatMap((power) => digits.map((digit) => withoutTail(digit * power)));
}

/** @param tally how often each value occurs, `total` times altogether */
function entropy(tally: ReadonlyMap<number, number>, total: number, bounds: readonly number[]): number {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const [value, times] of tally) counts[binOf(value, bounds)] += times;
  return counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum),
    0,
  );
}

function spanOf(values: readonly number[]): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
