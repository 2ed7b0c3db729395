/** What is tied to given entities by a relation of one type: "trained on The Pile", "runs on Huawei Ascend". */
import type { Filter } from "./filter-value";
import { type Graph, otherEnd, relationsOf } from "./graph";
import type { Hop } from "./scope";

export type Link = Filter["links"][number];

/** Reasons for one entity that are told; more say nothing new. */
const reasonsLimit = 3;

/**
 * By entity, whether it has a relation of the link's type, leaving it ("out") or arriving at it ("in"), to one of
 * the link's entities, or to a part of one where the type is rolled up (see `rollUpAlong`).
 */
export function linkedTo(graph: Graph, link: Link): Uint8Array {
  const linked = new Uint8Array(graph.size);
  const type = graph.relationTypes.indexOf(link.type);
  if (type < 0) return linked;
  const { type: types, from, to } = graph.relations;
  const [ends, starts] = link.direction === "out" ? [to, from] : [from, to];
  for (const end of stepsToTargets(graph, link).keys()) {
    for (const relation of relationsOf(graph, end))
      if (types[relation] === type && ends[relation] === end) linked[starts[relation]] = 1;
  }
  return linked;
}

/** Why an entity is linked: chains of hops from it to one of the link's entities, the shortest first; none where it is not. */
export function linkReasons(graph: Graph, link: Link, entity: number): Hop[][] {
  const type = graph.relationTypes.indexOf(link.type);
  const steps = stepsToTargets(graph, link);
  const { type: types, from } = graph.relations;
  const reasons: Hop[][] = [];
  for (const relation of relationsOf(graph, entity)) {
    const direction = from[relation] === entity ? "out" : "in";
    const to = otherEnd(graph, relation, entity);
    if (types[relation] !== type || direction !== link.direction || !steps.has(to)) continue;
    const chain: Hop[] = [{ relation, direction, to }];
    for (let next = steps.get(to); next; next = steps.get(next.to)) chain.push(next);
    reasons.push(chain);
  }
  return reasons.sort((a, b) => a.length - b.length).slice(0, reasonsLimit);
}

/** The link's entities and, where its type is rolled up, their parts: of each the step towards the whole, of the entities themselves none. */
function stepsToTargets(graph: Graph, { type, ids }: Link): Map<number, Hop | undefined> {
  const steps = new Map<number, Hop | undefined>();
  for (const id of ids) {
    const entity = graph.indexOf(id);
    if (entity >= 0) steps.set(entity, undefined);
  }
  const partOf = graph.relationTypes.indexOf(rollUpAlong(graph, type) ?? "");
  if (partOf < 0) return steps;
  for (const whole of steps.keys()) {
    for (const relation of relationsOf(graph, whole)) {
      const part = graph.relations.from[relation];
      const isPart = graph.relations.type[relation] === partOf && graph.relations.to[relation] === whole;
      // Only what is of its whole's own kind stands for it (see facets.ts).
      if (isPart && graph.kind[part] === graph.kind[whole] && !steps.has(part))
        steps.set(part, { relation, direction: "out", to: whole });
    }
  }
  return steps;
}

/** The relation type that leads from parts to wholes, where a derived facet along `type` rolls parts up. */
export const rollUpAlong = ({ ontology }: Pick<Graph, "ontology">, type: string): string | undefined =>
  Object.values(ontology.derived_facets).find(
    ({ path, roll_up: rollUp }) => rollUp !== undefined && path.split(".")[0] === type,
  )?.roll_up;
