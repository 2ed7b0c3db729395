/**
 * How far apart two spellings are: optimal string alignment distance (letters changed, left out, put in,
 * or two neighbours swapped; Boytsov 2011, "Indexing methods for approximate dictionary searching").
 */

/**
 * Distances between `text` and every beginning of `other`.
 *
 * @param most distances beyond this do not matter
 * @returns at index j the distance to the first j characters, for all that are at most `most` longer than
 *   `text`; nothing when every one of them is beyond `most`
 */
export function distancesToBeginnings(text: string, other: string, most: number): number[] | undefined {
  const width = Math.min(other.length, text.length + most);
  let before: number[] = [];
  let row = Array.from({ length: width + 1 }, (_, j) => j);
  for (let i = 1; i <= text.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = text[i - 1] === other[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && text[i - 1] === other[j - 2] && text[i - 2] === other[j - 1])
        cost = Math.min(cost, before[j - 2] + 1);
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return undefined;
    before = row;
    row = next;
  }
  return row;
}

/** The distance between two spellings, or infinity when it is beyond `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  const distance = distancesToBeginnings(a, b, most)?.[b.length];
  return distance !== undefined && distance <= most ? distance : Number.POSITIVE_INFINITY;
}
