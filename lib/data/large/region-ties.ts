/** Relations between the entities of communities, counted: what leads from region to region of a large map. */
import type { Region, Relations } from "@/lib/graph/graph";
import type { Level } from "./hierarchy";

type RegionTies = NonNullable<Region["ties"]>;

/** Ties of a community that are kept, at most: those of most relations. */
const mostTies = 6;
/** Fewer relations than that tie nothing. */
const fewest = 2;

/**
 * By community of a level, the others with whose entities its own have most relations, whichever way these lead: the most first,
 * then by number.
 *
 * @param loose a community that is none, if there is one
 */
export function regionTies(
  { of, count }: Pick<Level, "of" | "count">,
  { size, from, to }: Pick<Relations, "size" | "from" | "to">,
  loose = -1,
): RegionTies[] {
  // Pairs as numbers, put in order: there may be millions of them.
  const pairs = new Float64Array(size);
  let length = 0;
  for (let relation = 0; relation < size; relation++) {
    const [a, b] = [of[from[relation]], of[to[relation]]];
    if (a !== b && a !== loose && b !== loose) pairs[length++] = Math.min(a, b) * count + Math.max(a, b);
  }
  const ordered = pairs.subarray(0, length).sort();
  const ties: [number, number][][] = Array.from({ length: count }, () => []);
  for (let start = 0, end = 0; start < length; start = end) {
    while (end < length && ordered[end] === ordered[start]) end++;
    const relations = end - start;
    if (relations < fewest) continue;
    const [a, b] = [Math.floor(ordered[start] / count), ordered[start] % count];
    offer(ties[a], b, relations);
    offer(ties[b], a, relations);
  }
  return ties;
}

/** Others are offered by number, rising. */
function offer(ties: [number, number][], other: number, relations: number): void {
  let at = ties.length;
  while (at > 0 && ties[at - 1][1] < relations) at--;
  if (at === mostTies) return;
  ties.splice(at, 0, [other, relations]);
  ties.length = Math.min(ties.length, mostTies);
}
