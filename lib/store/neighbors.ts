/**
 * Neighbours of an entity, most important first. All relations of the graph are put into that order once, from each of their
 * ends, so that a page of a hub's neighbours is cut out and not sorted.
 */
import type { Graph } from "@/lib/graph/graph";
import { briefOf, type HeldGraph, pageIn } from "./held";
import {
  type Neighbor,
  type NeighborGroup,
  type NeighborPage,
  type NeighborQuery,
  neighborsInRecord,
} from "./store";

/**
 * Ends of entity i: `ends[incidentFrom[i]]` to `ends[incidentFrom[i + 1] - 1]`, each twice the relation and, where it
 * arrives at i, one more. By importance of the other end, then by its id, type, outgoing before incoming.
 */
export interface NeighborOrder {
  readonly graph: Graph;
  readonly ends: Uint32Array;
}

/** Steps between two moments at which others may have their turn. */
const portion = 16_384;

/** Puts the relations of a graph in order, giving way after some milliseconds of work each. */
export function* orderNeighbors(graph: Graph): Generator<void, NeighborOrder> {
  const { size, incidentFrom, relations } = graph;
  const { from, to, type } = relations;
  const ends = new Uint32Array(incidentFrom[size]);
  const next = incidentFrom.slice(0, size);
  let done = 0;
  // Whoever comes first here comes first among the neighbours of everything that it is a neighbour of.
  for (const entity of yield* byImportance(graph)) {
    const own = graph.incident.slice(incidentFrom[entity], incidentFrom[entity + 1]);
    // Stable, so that of relations which are alike the first comes first.
    if (own.length > 1) own.sort((a, b) => type[a] - type[b] || a - b);
    // Seen from the other end, what arrives here leaves.
    for (let i = 0; i < own.length; ) {
      let end = i + 1;
      while (end < own.length && type[own[end]] === type[own[i]]) end++;
      for (let at = i; at < end; at++) {
        const relation = own[at];
        if (to[relation] !== entity || (from[relation] === entity && own[at - 1] === relation)) continue;
        ends[next[from[relation]]++] = relation * 2;
      }
      for (let at = i; at < end; at++) {
        const relation = own[at];
        if (from[relation] !== entity || (to[relation] === entity && own[at - 1] === relation)) continue;
        ends[next[to[relation]]++] = relation * 2 + 1;
      }
      i = end;
    }
    done += own.length + 1;
    if (done > portion) {
      done = 0;
      yield;
    }
  }
  return { graph, ends };
}

/** All entities, the most important first, those of equal importance by id. */
function* byImportance({ size, importance, ids }: Graph): Generator<void, Uint32Array> {
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  const compare = (a: number, b: number) => (ids[a] < ids[b] ? -1 : 1);
  for (let start = 0; start < size; ) {
    let end = start + 1;
    while (end < size && importance[end] === importance[start]) end++;
    if (end - start > 1) yield* sortRun(order.subarray(start, end), compare);
    start = end;
  }
  return order;
}

/** Sorts in place: short runs at once, which are then merged two by two. */
function* sortRun(run: Uint32Array, compare: (a: number, b: number) => number): Generator<void, void> {
  for (let at = 0; at < run.length; at += portion) {
    run.subarray(at, at + portion).sort(compare);
    if (run.length > portion) yield;
  }
  for (let width = portion; width < run.length; width *= 2) {
    for (let at = 0; at + width < run.length; at += 2 * width) {
      const left = run.slice(at, at + width);
      const end = Math.min(at + 2 * width, run.length);
      for (let l = 0, r = at + width, out = at; l < left.length; out++) {
        run[out] = r < end && compare(run[r], left[l]) < 0 ? run[r++] : left[l++];
        if (out % portion === 0) yield;
      }
    }
  }
}

/** Relations of an entity in their order, as `NeighborOrder` has them. */
export const endsOf = ({ graph, ends }: NeighborOrder, entity: number): Uint32Array =>
  ends.subarray(graph.incidentFrom[entity], graph.incidentFrom[entity + 1]);

/** The entity at the other end. */
export const otherOf = ({ relations }: Graph, end: number): number =>
  (end & 1 ? relations.from : relations.to)[end >>> 1];

function neighborAt({ graph, records }: HeldGraph, end: number): Neighbor {
  const relation = end >>> 1;
  const { note, sources = [] } = records.statement(relation) ?? {};
  return {
    type: graph.relationTypes[graph.relations.type[relation]],
    direction: end & 1 ? "in" : "out",
    entity: briefOf(graph, otherOf(graph, end)),
    note,
    sources,
  };
}

const neighborsAt = (held: HeldGraph, ends: ArrayLike<number>): Neighbor[] =>
  Array.from(ends, (end) => neighborAt(held, end));

/** @throws {BadCursorError} */
export function neighborPage(
  held: HeldGraph,
  order: NeighborOrder,
  entity: number,
  { type, direction, ...page }: NeighborQuery,
): NeighborPage {
  const { relationTypes, relations } = held.graph;
  const all = endsOf(order, entity);
  const wanted = type === undefined ? -1 : relationTypes.indexOf(type);
  const towards = direction === "in" ? 1 : 0;
  const isAsked = (end: number) =>
    (type === undefined || relations.type[end >>> 1] === wanted) &&
    (direction === undefined || (end & 1) === towards);
  const asked = type === undefined && direction === undefined ? all : all.filter(isAsked);
  const { start, end, next } = pageIn(asked.length, page);
  return { neighbors: neighborsAt(held, asked.subarray(start, end)), total: asked.length, next };
}

/** Neighbours by type and direction, in the order of the ontology, outgoing before incoming. */
export function neighborGroups(held: HeldGraph, order: NeighborOrder, entity: number): NeighborGroup[] {
  const { relationTypes, relations } = held.graph;
  const groups = Array.from({ length: relationTypes.length * 2 }, () => ({
    count: 0,
    unsourced: 0,
    first: [] as number[],
  }));
  for (const end of endsOf(order, entity)) {
    const group = groups[relations.type[end >>> 1] * 2 + (end & 1)];
    group.count++;
    group.unsourced += 1 - relations.sourced[end >>> 1];
    if (group.first.length < neighborsInRecord) group.first.push(end);
  }
  const found = groups.flatMap((group, i) => (group.count > 0 ? [{ ...group, i }] : []));
  return found.map(({ count, unsourced, first, i }) => ({
    type: relationTypes[i >> 1],
    direction: i & 1 ? ("in" as const) : ("out" as const),
    count,
    unsourced,
    neighbors: neighborsAt(held, first),
  }));
}
