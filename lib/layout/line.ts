/** Things on a line: their mean, their places side by side, their rows. */

/** Of values that there are; 0 of none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length > 0 ? sum / values.length : 0;
}

/**
 * Places on a line as near to wishes as can be (least squares), in the order given, each at least `gaps[i]` behind
 * the one before it (`gaps[0]` counts for nothing), all from `low` to `high`; where they do not fit, they begin at
 * `low`.
 *
 * Isotonic regression by pooling adjacent violators, cut off at the bounds, which is exact.
 */
export function spaced(
  wishes: readonly number[],
  gaps: readonly number[],
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): number[] {
  const before: number[] = [];
  let sum = 0;
  gaps.forEach((gap, i) => {
    sum += i > 0 ? gap : 0;
    before.push(sum);
  });
  const pools: { sum: number; count: number }[] = [];
  wishes.forEach((wish, i) => {
    let pool = { sum: wish - before[i], count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const places: number[] = [];
  for (const pool of pools) {
    const at = Math.max(low, Math.min(high - sum, pool.sum / pool.count));
    for (let i = 0; i < pool.count; i++) places.push(at + before[places.length]);
  }
  return places;
}

/** Marks side by side. */
export interface Row {
  readonly members: readonly number[];
  /** Of the largest. */
  readonly radius: number;
  /** From rim to rim, with half a gap at both ends. */
  readonly width: number;
}

/** Marks in rows no wider than told, unless a single one is, in their order. */
export function rowsOf(
  members: readonly number[],
  radius: ArrayLike<number>,
  gap: number,
  width: number,
): Row[] {
  const rows: { members: number[]; radius: number; width: number }[] = [];
  for (const member of members) {
    const needed = 2 * radius[member] + gap;
    const row = rows.at(-1);
    if (!row || row.width + needed > width) {
      rows.push({ members: [member], radius: radius[member], width: needed });
    } else {
      row.members.push(member);
      row.radius = Math.max(row.radius, radius[member]);
      row.width += needed;
    }
  }
  return rows;
}
