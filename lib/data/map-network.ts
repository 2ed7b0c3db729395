/**
 * The graph as the map sees it: entities by number, tied by association strength, directions and
 * types forgotten. The strength is the one that graph.ts gives single relations, summed over a pair.
 */

import { mapRadius } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId } from "@/lib/graph/schema";
import { membersOf, type Ties } from "./louvain";

/** What is laid out: entities by number, or what stands for several of them. Neighbours are there once each. */
export interface LayoutNetwork extends Ties {
  /** 0 to 1. */
  readonly importance: Float64Array;
  /** Of the marks, in map units. */
  readonly radius: Float64Array;
}

/** Neighbours of an entity are ascending. */
export interface MapNetwork extends LayoutNetwork {
  readonly entities: readonly Entity[];
  readonly indexOf: ReadonlyMap<EntityId, number>;
}

/** @param entities sorted by id; relations to entities that are not among them are left out */
export function buildNetwork(
  ontology: Ontology,
  entities: readonly Entity[],
  importance: ReadonlyMap<EntityId, number>,
): MapNetwork {
  const size = entities.length;
  const indexOf = new Map(entities.map(({ id }, i) => [id, i]));
  const ends: number[] = [];
  const weights: number[] = [];
  const weighted = new Float64Array(size);
  entities.forEach(({ relations }, a) => {
    for (const { type, to } of relations) {
      const b = indexOf.get(to);
      if (b === undefined || b === a) continue;
      const weight = ontology.relations[type]?.weight ?? 1;
      weighted[a] += weight;
      weighted[b] += weight;
      ends.push(a, b);
      weights.push(weight);
    }
  });
  const worth = Float64Array.from(entities, ({ id }) => importance.get(id) ?? 0);
  return {
    size,
    entities,
    indexOf,
    importance: worth,
    radius: worth.map(mapRadius),
    ...tiesOf(
      size,
      ends,
      (at) => weights[at] / Math.sqrt(weighted[ends[2 * at]] * weighted[ends[2 * at + 1]]),
    ),
  };
}

/**
 * The ties of every entity, those of a pair as one.
 *
 * @param ends both of each relation, one pair after the other
 */
function tiesOf(
  size: number,
  ends: readonly number[],
  strengthOf: (relation: number) => number,
): Pick<MapNetwork, "from" | "neighbour" | "strength"> {
  const { start, members } = membersOf(Int32Array.from(ends), size);
  const from = new Uint32Array(size + 1);
  const neighbours: number[] = [];
  const strengths: number[] = [];
  const sum = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const own: number[] = [];
    for (let m = start[i]; m < start[i + 1]; m++) {
      const end = members[m];
      const other = ends[end ^ 1];
      if (sum[other] === 0) own.push(other);
      sum[other] += strengthOf(end >> 1);
    }
    for (const other of own.sort((a, b) => a - b)) {
      neighbours.push(other);
      strengths.push(sum[other]);
      sum[other] = 0;
    }
    from[i + 1] = neighbours.length;
  }
  return { from, neighbour: Uint32Array.from(neighbours), strength: Float64Array.from(strengths) };
}

/** Calls `visit` for every neighbour of an entity. */
export function eachTie(
  network: Ties,
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
