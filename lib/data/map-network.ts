/**
 * The graph as the map sees it: entities by number, tied by association strength, directions and
 * types forgotten. The strength is the one that graph.ts gives single relations, summed over a pair.
 */

import { mapRadius } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId } from "@/lib/graph/schema";

export interface MapNetwork {
  readonly size: number;
  readonly entities: readonly Entity[];
  readonly indexOf: ReadonlyMap<EntityId, number>;
  /** 0 to 1. */
  readonly importance: Float64Array;
  /** Of the marks, in map units. */
  readonly radius: Float64Array;
  /** Neighbours of entity i: `neighbour[from[i]]` to `neighbour[from[i + 1] - 1]`, ascending, each once. */
  readonly from: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly strength: Float64Array;
}

/** @param entities sorted by id; relations to entities that are not among them are left out */
export function buildNetwork(
  ontology: Ontology,
  entities: readonly Entity[],
  importance: ReadonlyMap<EntityId, number>,
): MapNetwork {
  const size = entities.length;
  const indexOf = new Map(entities.map(({ id }, i) => [id, i]));
  const ends: { a: number; b: number; weight: number }[] = [];
  const weighted = new Float64Array(size);
  entities.forEach(({ relations }, a) => {
    for (const { type, to } of relations) {
      const b = indexOf.get(to);
      if (b === undefined || b === a) continue;
      const weight = ontology.relations[type]?.weight ?? 1;
      weighted[a] += weight;
      weighted[b] += weight;
      ends.push({ a, b, weight });
    }
  });
  const ties = Array.from({ length: size }, () => new Map<number, number>());
  for (const { a, b, weight } of ends) {
    const strength = weight / Math.sqrt(weighted[a] * weighted[b]);
    ties[a].set(b, (ties[a].get(b) ?? 0) + strength);
    ties[b].set(a, (ties[b].get(a) ?? 0) + strength);
  }
  const from = new Uint32Array(size + 1);
  const flat = ties.flatMap((tied, i) => {
    from[i + 1] = from[i] + tied.size;
    return [...tied].sort(([a], [b]) => a - b);
  });
  const worth = Float64Array.from(entities, ({ id }) => importance.get(id) ?? 0);
  return {
    size,
    entities,
    indexOf,
    importance: worth,
    radius: worth.map(mapRadius),
    from,
    neighbour: Uint32Array.from(flat, ([end]) => end),
    strength: Float64Array.from(flat, ([, strength]) => strength),
  };
}

/** Calls `visit` for every neighbour of an entity. */
export function eachTie(
  network: MapNetwork,
  entity: number,
  visit: (other: number, strength: number) => void,
): void {
  for (let t = network.from[entity]; t < network.from[entity + 1]; t++) {
    visit(network.neighbour[t], network.strength[t]);
  }
}

/** Numbers from 0 to 1 that follow from the seed alone (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
