/**
 * What comes from what: descent, the effects of a change, terms of use. The ontology's `flows` say along which
 * relations each of them runs and in which direction; here it is followed from one entity.
 *
 * Pure; what flows through a graph is worked out once for each graph.
 */
import { type Graph, otherEnd, relationsOf } from "./graph";
import type { Ontology } from "./ontology";

type Way = "up" | "down";
export type FlowName = "lineage" | "impact" | "terms";

/** Hops that are followed at most. */
export const flowLimits = { depth: 12 };

/** What a flow reaches from an entity. */
export interface Reach {
  /** By entity: one more than its distance in hops; 0 where it is not reached. The start has 1. */
  readonly hops: Uint8Array;
  /** What is reached, without the start: nearest first, then by index. */
  readonly order: readonly number[];
  /** By entity: the relation that it was first reached by, the strongest where there are several; or -1. */
  readonly via: Int32Array;
  /** All relations that it runs along between the start and what is reached, and among what is reached. */
  readonly relations: readonly number[];
}

const known = new WeakMap<Graph, Map<FlowName, Int8Array>>();

/** By relation: 1 where it runs from the relation's start to its end, -1 from end to start, 0 not at all. */
export function flowOf(graph: Graph, name: FlowName): Int8Array {
  const ofGraph = known.get(graph) ?? new Map<FlowName, Int8Array>();
  known.set(graph, ofGraph);
  const flow = ofGraph.get(name) ?? readRules(graph, name);
  ofGraph.set(name, flow);
  return flow;
}

/**
 * Whether a flow can run past what is of this kind at all, as far as the ontology says.
 *
 * @param way downwards, it has to be able to lead on from there, upwards to there
 */
export function mayFlow({ flows, relations }: Ontology, name: FlowName, kind: string, way?: Way): boolean {
  return (flows?.[name] ?? []).some(({ via, source, ...rule }) => {
    const { ends = [] } = relations[via] ?? {};
    return (["from", "to"] as const).some((end) => {
      if (way !== undefined && (way === "down") !== (end === source)) return false;
      const other = end === "from" ? "to" : "from";
      const isAllowed = (at: "from" | "to", of: string) => rule[at]?.includes(of) ?? true;
      const pairs = ends.filter((pair) => pair[end].includes(kind));
      return isAllowed(end, kind) && pairs.some((pair) => pair[other].some((of) => isAllowed(other, of)));
    });
  });
}

function readRules({ ontology, kinds, kind, relationTypes, relations }: Graph, name: FlowName): Int8Array {
  const allowed = (among: readonly string[] | undefined) => kinds.map((of) => among?.includes(of) ?? true);
  const rules = (ontology.flows?.[name] ?? []).map(({ via, source, from, to }) => ({
    type: relationTypes.indexOf(via),
    from: allowed(from),
    to: allowed(to),
    runs: source === "from" ? 1 : -1,
  }));
  const ofType = relationTypes.map((_, type) => rules.filter((rule) => rule.type === type));
  return Int8Array.from(relations.type, (type, r) => {
    const [start, end] = [kind[relations.from[r]], kind[relations.to[r]]];
    return ofType[type].find(({ from, to }) => from[start] && to[end])?.runs ?? 0;
  });
}

/**
 * What a flow reaches from an entity within so many hops, at most and unless told `flowLimits.depth`.
 *
 * @param direction "down": along the flow, to what comes from the entity; "up": against it, to what that comes from
 */
export function reachOf(
  graph: Graph,
  flow: Int8Array,
  start: number,
  direction: "up" | "down",
  depth = flowLimits.depth,
): Reach {
  const { from, strength } = graph.relations;
  const hops = new Uint8Array(graph.size);
  const via = new Int32Array(graph.size).fill(-1);
  const order: number[] = [];
  const limit = Math.min(depth, flowLimits.depth);
  /** As `flow` has it for a relation that leads away from its start. */
  const away = direction === "down" ? 1 : -1;
  hops[start] = 1;
  let edge = [start];
  for (let hop = 1; hop <= limit && edge.length > 0; hop++) {
    const next: number[] = [];
    for (const entity of edge) {
      for (const relation of relationsOf(graph, entity)) {
        if (flow[relation] !== (from[relation] === entity ? away : -away)) continue;
        const other = otherEnd(graph, relation, entity);
        if (hops[other] === 0) {
          hops[other] = hop + 1;
          via[other] = relation;
          next.push(other);
        } else if (hops[other] === hop + 1 && isStronger(strength, relation, via[other])) {
          via[other] = relation;
        }
      }
    }
    edge = next.sort((a, b) => a - b);
    for (const entity of edge) order.push(entity);
  }
  return { hops, order, via, relations: relationsAmong(graph, flow, hops, [start, ...order]) };
}

/** Of relations that are equally strong, the first. */
function isStronger(strength: Float32Array, one: number, other: number): boolean {
  return strength[one] > strength[other] || (strength[one] === strength[other] && one < other);
}

function relationsAmong(
  graph: Graph,
  flow: Int8Array,
  hops: Uint8Array,
  reached: readonly number[],
): number[] {
  const { from, to } = graph.relations;
  const among: number[] = [];
  for (const entity of reached) {
    let before = -1;
    for (const relation of relationsOf(graph, entity)) {
      // Each at its start; a loop stands there twice in a row.
      if (flow[relation] === 0 || from[relation] !== entity || relation === before) continue;
      before = relation;
      if (hops[to[relation]] > 0) among.push(relation);
    }
  }
  return among.sort((a, b) => a - b);
}

/** The relations by which an entity was reached, the start's first; empty for the start itself and for what was not. */
export function wayOf(graph: Graph, { via }: Pick<Reach, "via">, entity: number): number[] {
  const way: number[] = [];
  for (let at = entity; via[at] >= 0; at = otherEnd(graph, via[at], at)) way.push(via[at]);
  return way.reverse();
}
