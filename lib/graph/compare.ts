/** What entities have in common and what is each one's own: their neighbours, the most telling first. */
import { type Graph, otherEnd, relationsOf } from "./graph";
import { hopCosts, tollOf } from "./paths";

/** A neighbour of some of what is compared, and none of that itself. */
export interface Shared {
  readonly entity: number;
  /** Indices into what is compared: those that it is a neighbour of. */
  readonly of: readonly number[];
  /** For each of what is compared, its relations with the entity, the most telling first; empty where there are none. */
  readonly relations: readonly (readonly number[])[];
}

export interface Comparison {
  /** Neighbours of two or more: those of most first, then the most telling. */
  readonly shared: readonly Shared[];
  /** Of each of what is compared, the neighbours that no other has, the most telling first. */
  readonly own: readonly (readonly Shared[])[];
  /** Relations among what is compared. */
  readonly between: readonly number[];
}

/**
 * The neighbours of these entities, each named once. How telling one is goes by the costs of paths.ts: by the relations
 * it is tied with, on the average, and by how few others it has.
 */
export function compareNeighbours(graph: Graph, entities: readonly number[]): Comparison {
  const costs = hopCosts(graph);
  const ties = new Map<number, number[][]>();
  const between = new Set<number>();
  entities.forEach((entity, i) => {
    for (const relation of relationsOf(graph, entity)) {
      const other = otherEnd(graph, relation, entity);
      if (other === entity) continue;
      if (entities.includes(other)) {
        between.add(relation);
        continue;
      }
      const relations = ties.get(other) ?? entities.map((): number[] => []);
      ties.set(other, relations);
      relations[i].push(relation);
    }
  });

  const neighbours = [...ties].map(([entity, all]) => {
    const relations = all.map((some) => some.sort((a, b) => costs[a] - costs[b] || a - b));
    const of = relations.flatMap((some, i) => (some.length > 0 ? [i] : []));
    const sum = of.reduce((cost, i) => cost + costs[relations[i][0]], 0);
    return { entity, of, relations, cost: sum / of.length + tollOf(graph, entity) };
  });
  neighbours.sort((a, b) => b.of.length - a.of.length || a.cost - b.cost || a.entity - b.entity);
  const shared = neighbours.map(({ entity, of, relations }): Shared => ({ entity, of, relations }));
  return {
    shared: shared.filter(({ of }) => of.length > 1),
    own: entities.map((_, i) => shared.filter(({ of }) => of.length === 1 && of[0] === i)),
    between: [...between].sort((a, b) => a - b),
  };
}
