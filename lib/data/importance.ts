/** What makes importance of ranks, whoever worked these out. */
import type { EntityId } from "@/lib/graph/schema";

export interface Metrics {
  /** Share of a random walker's time; sums to 1. */
  readonly pagerank: ReadonlyMap<EntityId, number>;
  /** 0 to 1; the most important entity has 1. */
  readonly importance: ReadonlyMap<EntityId, number>;
}

/** How steeply importance falls with PageRank: below 1, the many small ones keep apart. */
const steepness = 0.75;

/**
 * The importance that a rank among these stands for.
 *
 * @param allEqual where they do not differ
 */
export function importanceOf(ranks: ArrayLike<number>, allEqual: number): (rank: number) => number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < ranks.length; i++) {
    least = Math.min(least, ranks[i]);
    most = Math.max(most, ranks[i]);
  }
  // Additions in another order differ by less.
  const areEqual = most - least <= 1e-9 * most;
  return (rank) => (areEqual ? allEqual : ((rank - least) / (most - least)) ** steepness);
}
