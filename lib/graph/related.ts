/**
 * What is like an entity without being tied to it: entities of its kind that share neighbours with it, each neighbour
 * counting by how strongly it is tied to both (`strength` in graph.ts), so that what everything is tied to says little.
 */
import { type Graph, otherEnd, relationsOf } from "./graph";

export interface Related {
  readonly entity: number;
  /** The neighbours that both have, the most telling first; empty where it is only near on the map. */
  readonly shared: readonly number[];
}

/** The entities that share most with an entity, at most `limit`; filled up by the nearest on the map. */
export function relatedTo(graph: Graph, entity: number, limit: number): Related[] {
  const ties = tiesOf(graph, entity);
  const mayBe = (other: number) =>
    other !== entity && graph.kind[other] === graph.kind[entity] && !ties.has(other);
  /** By entity, what each neighbour that both have counts. */
  const shared = new Map<number, Map<number, number>>();
  for (const [neighbour, strength] of ties) {
    for (const relation of relationsOf(graph, neighbour)) {
      const other = otherEnd(graph, relation, neighbour);
      if (!mayBe(other)) continue;
      const counts = shared.get(other) ?? new Map<number, number>();
      shared.set(other, counts);
      counts.set(neighbour, (counts.get(neighbour) ?? 0) + strength * graph.relations.strength[relation]);
    }
  }
  const related = [...shared]
    .map(([other, counts]) => ({
      entity: other,
      score: [...counts.values()].reduce((sum, count) => sum + count, 0),
      shared: [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([neighbour]) => neighbour),
    }))
    // A single neighbour in common, however strongly tied, may be chance.
    .sort(
      (a, b) =>
        Number(b.shared.length > 1) - Number(a.shared.length > 1) || b.score - a.score || a.entity - b.entity,
    )
    .slice(0, limit);
  const known = new Set(related.map((one) => one.entity));
  const others = (other: number) => mayBe(other) && !known.has(other);
  return [
    ...related.map((one) => ({ entity: one.entity, shared: one.shared })),
    ...nearest(graph, entity, others, limit - related.length).map((other) => ({ entity: other, shared: [] })),
  ];
}

/** By neighbour, how strong all its ties with the entity are together. */
function tiesOf(graph: Graph, entity: number): Map<number, number> {
  const ties = new Map<number, number>();
  for (const relation of relationsOf(graph, entity)) {
    const other = otherEnd(graph, relation, entity);
    if (other !== entity) ties.set(other, (ties.get(other) ?? 0) + graph.relations.strength[relation]);
  }
  return ties;
}

function nearest(graph: Graph, entity: number, mayBe: (other: number) => boolean, count: number): number[] {
  if (count <= 0) return [];
  const distance = (other: number) =>
    Math.hypot(graph.x[other] - graph.x[entity], graph.y[other] - graph.y[entity]);
  return graph.ids
    .map((_, other) => other)
    .filter(mayBe)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, count);
}
