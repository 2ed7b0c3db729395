/**
 * How far apart two spellings are: optimal string alignment distance (letters changed, left out, put in,
 * or two neighbours swapped; Boytsov 2011, "Indexing methods for approximate dictionary searching").
 */

/**
 * Distances between `text` and every beginning of `other`.
 *
 * @param most distances beyond this do not matter
 * @returns at index j the distance to the first j characters, or more than `most` where it is beyond that,
 *   for all that are at most `most` longer than `text`; nothing when every one of them is beyond `most`
 */
export function distancesToBeginnings(text: string, other: string, most: number): number[] | undefined {
  const width = Math.min(other.length, text.length + most);
  const far = most + 1;
  let [before, row, next] = [new Array<number>(width + 1), new Array<number>(width + 1), [] as number[]];
  for (let j = 0; j <= width; j++) row[j] = j;
  for (let i = 1; i <= text.length; i++) {
    // Beginnings that differ by more than the bound in length alone need no looking at.
    const first = Math.max(1, i - most);
    const last = Math.min(width, i + most);
    let least = i;
    next[first - 1] = least;
    for (let j = first; j <= last; j++) {
      const same = text[i - 1] === other[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && text[i - 1] === other[j - 2] && text[i - 2] === other[j - 1])
        cost = Math.min(cost, before[j - 2] + 1);
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (last < width) next[last + 1] = far;
    if (least > most) return undefined;
    [before, row, next] = [row, next, before];
  }
  return row.fill(far, 0, Math.max(0, text.length - most));
}

/** The distance between two spellings, or infinity when it is beyond `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  const distance = distancesToBeginnings(a, b, most)?.[b.length];
  return distance !== undefined && distance <= most ? distance : Number.POSITIVE_INFINITY;
}
