/** A large graph in the order of importance, as columns: relations, how strong they are, and who is tied to whom. */
import { measureColumns } from "@/lib/data/draft-metrics";
import type { Ties } from "@/lib/data/louvain";
import { incidence, type Relations, strengths } from "@/lib/graph/graph";
import { type Tie, tiesInTile } from "@/lib/graph/tile";
import type { LargeGraph } from "./reading";

/** Relations by start, then type, then end, as a graph in memory has them. */
export interface LargeColumns {
  readonly size: number;
  /** By number: which of the graph's entities it is; and the other way round. */
  readonly entity: Uint32Array;
  readonly number: Uint32Array;
  readonly kind: Uint8Array;
  /** In thousandths. */
  readonly importance: Uint16Array;
  readonly pagerank: Float64Array;
  readonly relations: Relations;
  /** Which of the graph's relations each is. */
  readonly relation: Uint32Array;
  /** Where those of an entity begin. */
  readonly start: Uint32Array;
  readonly incident: Uint32Array;
  readonly incidentFrom: Uint32Array;
}

export function columnsOf(graph: LargeGraph): LargeColumns {
  const { size, ontology } = graph;
  const weights = Object.values(ontology.relations).map(({ weight }) => weight);
  const measured = measureColumns(size, graph.from, graph.to, (r) => weights[graph.type[r]]);
  const entity = Uint32Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => measured.importance[b] - measured.importance[a] || a - b,
  );
  const number = new Uint32Array(size);
  entity.forEach((of, i) => {
    number[of] = i;
  });
  const { relation, start } = orderedRelations(graph, entity, number);
  const columns = {
    size: graph.relations,
    from: Uint32Array.from(relation, (r) => number[graph.from[r]]),
    to: Uint32Array.from(relation, (r) => number[graph.to[r]]),
    type: Uint8Array.from(relation, (r) => graph.type[r]),
    sourced: Uint8Array.from(relation, (r) => graph.sourced[r]),
  };
  return {
    size,
    entity,
    number,
    kind: Uint8Array.from(entity, (of) => graph.kind[of]),
    importance: Uint16Array.from(entity, (of) => Math.round(measured.importance[of] * 1000)),
    pagerank: Float64Array.from(entity, (of) => measured.pagerank[of]),
    relations: { ...columns, ...strengths(size, columns, (r) => weights[columns.type[r]]) },
    relation,
    start,
    ...incidence(size, columns),
  };
}

function orderedRelations(graph: LargeGraph, entity: Uint32Array, number: Uint32Array) {
  const { size, from, to, type } = graph;
  // The graph's own are ordered by start.
  const first = new Uint32Array(size + 1);
  for (const of of from) first[of + 1]++;
  for (let i = 0; i < size; i++) first[i + 1] += first[i];
  const relation = new Uint32Array(from.length);
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < size; i++) {
    const of = entity[i];
    const count = first[of + 1] - first[of];
    start[i + 1] = start[i] + count;
    for (let n = 0; n < count; n++) relation[start[i] + n] = first[of] + n;
    if (count > 1)
      relation
        .subarray(start[i], start[i + 1])
        .sort((a, b) => type[a] - type[b] || number[to[a]] - number[to[b]]);
  }
  return { relation, start };
}

/** The ties of every entity, those of a pair as one. */
export function tiesOf({ size, relations, incident, incidentFrom }: LargeColumns): Ties {
  const { from, to, strength } = relations;
  const first = new Uint32Array(size + 1);
  const neighbour = new Uint32Array(incident.length);
  const strengthOf = new Float64Array(incident.length);
  const sum = new Float64Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    first[i] = count;
    for (let at = incidentFrom[i]; at < incidentFrom[i + 1]; at++) {
      const r = incident[at];
      const other = from[r] === i ? to[r] : from[r];
      if (sum[other] === 0) neighbour[count++] = other;
      sum[other] += strength[r];
    }
    for (let at = first[i]; at < count; at++) {
      strengthOf[at] = sum[neighbour[at]];
      sum[neighbour[at]] = 0;
    }
  }
  first[size] = count;
  return {
    size,
    from: first,
    neighbour: neighbour.subarray(0, count),
    strength: strengthOf.subarray(0, count),
  };
}

/** The strongest ties of an entity to more important ones, as a tile has room for; in its order. */
export function strongestTies({ relations, incident, incidentFrom }: LargeColumns, entity: number): Tie[] {
  const { from, to, type, sourced, strength, backbone } = relations;
  const ties: Tie[] = [];
  for (let at = incidentFrom[entity]; at < incidentFrom[entity + 1]; at++) {
    const r = incident[at];
    const isOut = from[r] === entity;
    const other = isOut ? to[r] : from[r];
    if (other > entity) continue;
    ties.push({
      other,
      type: type[r],
      isOut,
      isSourced: sourced[r] === 1,
      strength: strength[r],
      isBackbone: backbone[r] === 1,
    });
  }
  return ties
    .sort(
      (a, b) =>
        b.strength - a.strength || a.other - b.other || a.type - b.type || Number(b.isOut) - Number(a.isOut),
    )
    .slice(0, tiesInTile);
}
