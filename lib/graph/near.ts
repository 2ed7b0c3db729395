/** The ego network of an entity: what can be reached from it within so many steps. */
import type { Filter } from "./filter-value";
import { type Graph, otherEnd, relationsOf } from "./graph";
import type { Hop } from "./scope";

export type Near = NonNullable<Filter["near"]>;

/**
 * By entity, one more than its distance from the middle in steps; 0 where it is farther than the depth. A step runs
 * along a relation of one of the types, any where none are named, in the direction that is asked for.
 */
export function distancesFrom(graph: Graph, near: Near): Uint8Array {
  const distances = new Uint8Array(graph.size);
  const middle = graph.indexOf(near.id);
  if (middle < 0) return distances;
  const mayStep = stepsOf(graph, near);
  distances[middle] = 1;
  let edge = [middle];
  for (let step = 1; step <= near.depth; step++) {
    const next: number[] = [];
    for (const entity of edge) {
      for (const relation of relationsOf(graph, entity)) {
        const other = otherEnd(graph, relation, entity);
        if (distances[other] || !mayStep(relation, entity)) continue;
        distances[other] = step + 1;
        next.push(other);
      }
    }
    edge = next;
  }
  return distances;
}

/** A shortest way from an entity back to the middle; empty for the middle itself and for what is out. */
export function wayBack(graph: Graph, near: Near, entity: number): Hop[] {
  const distances = distancesFrom(graph, near);
  const mayStep = stepsOf(graph, near);
  const way: Hop[] = [];
  let at = entity;
  while (distances[at] > 1) {
    const here = at;
    const relation = relationsOf(graph, here).find((one) => {
      const other = otherEnd(graph, one, here);
      return distances[other] === distances[here] - 1 && mayStep(one, other);
    });
    if (relation === undefined) return [];
    at = otherEnd(graph, relation, here);
    way.push({ relation, direction: graph.relations.from[relation] === here ? "out" : "in", to: at });
  }
  return way;
}

/** Whether a step may be made from an entity along a relation of its. */
function stepsOf(graph: Graph, { direction, types }: Near): (relation: number, from: number) => boolean {
  const allowed = graph.relationTypes.map((type) => types.length === 0 || types.includes(type));
  const { type, from: start } = graph.relations;
  return (relation, from) =>
    allowed[type[relation]] && (direction === "any" || (start[relation] === from) === (direction === "out"));
}
