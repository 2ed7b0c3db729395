/**
 * What a filter would leave if one more thing were chosen: counts by kind, scope and value, histograms, how
 * scopes overlap, and which condition empties a result.
 */
import type { FacetColumn, FacetDefinition, FacetTable } from "./facet-table";
import { type Condition, type Filtered, type Filtering, holds } from "./filter";
import type { Graph } from "./graph";
import { scopeLists, scopeMembers } from "./scope";
import { entitiesInStep, toEnd } from "./steps";

export interface FilterCounts {
  /** By kind, in the ontology's order: members if no kind were taken out. */
  readonly kinds: readonly number[];
  /** By entity that the graph can be scoped by: members if that were the only scope. */
  readonly scopes: ReadonlyMap<number, number>;
  /** By facet key, in the order of the table. */
  readonly facets: ReadonlyMap<string, FacetCounts>;
}

/** Members by value, if that were the only one chosen of its facet. */
export interface FacetCounts {
  /** How many members there are of kinds that have the facet, if nothing were chosen of it. */
  readonly total: number;
  /** Of categories: by value, without those that would leave nothing. The value "unknown" is `unknownValue`. */
  readonly values: ReadonlyMap<string, number>;
  readonly unknown: number;
  /** Of numbers and dates; see histogramOf. */
  readonly histogram?: Histogram | undefined;
}

/** Counts between edges: bin i from `edges[i]` up to `edges[i + 1]`. An entity with several values may be in several bins. */
export interface Histogram {
  /** One more than there are bins, rising; numbers, or years. The same whatever the filter. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Bins of a histogram, at most. */
const binsLimit = 40;
/** From this ratio of the largest number to the smallest on, edges stand at 1, 2 and 5 times powers of ten. */
const logarithmicFrom = 50;

export const countFilter = (graph: Graph, table: FacetTable, filtered: Filtered): FilterCounts =>
  toEnd(countSteps(graph, table, filtered));

/** The same in steps of some milliseconds. */
export function* countSteps(
  graph: Graph,
  table: FacetTable,
  filtered: Filtered,
): Generator<void, FilterCounts> {
  const { conditions, unmet } = filtered;
  /** By entity: whether it would be a member if only this condition did not stand. */
  const leftWithout = (about: (condition: Condition) => boolean): ((entity: number) => boolean) => {
    const mine = conditions.filter(about).map(({ outcome }) => outcome);
    if (mine.length === 0) return (entity) => unmet[entity] === 0;
    return (entity) => {
      let rest = unmet[entity];
      for (const outcome of mine) if (outcome[entity] !== holds) rest--;
      return rest === 0;
    };
  };
  const kinds = countKinds(graph, filtered);
  yield;
  const isLeft = leftWithout(({ about }) => about.type === "scope");
  const scopes = new Map<number, number>();
  let seen = 0;
  for (const [scope, entities] of yield* scopeLists(graph)) {
    let count = 0;
    for (const entity of entities) if (isLeft(entity)) count++;
    scopes.set(scope, count);
    seen += entities.length;
    if (seen > entitiesInStep) {
      seen = 0;
      yield;
    }
  }
  const facets = new Map<string, FacetCounts>();
  const members = listOf(graph, (entity) => unmet[entity] === 0);
  yield;
  for (const [key, column] of table) {
    const isOwn = ({ about }: Condition) => "facet" in about && about.facet === key;
    const left = conditions.some(isOwn) ? listOf(graph, leftWithout(isOwn)) : members;
    facets.set(key, yield* countFacet(graph, column, left));
  }
  return { kinds, scopes, facets };
}

function listOf(graph: Graph, isIn: (entity: number) => boolean): Uint32Array {
  const list = new Uint32Array(graph.size);
  let length = 0;
  for (let entity = 0; entity < graph.size; entity++) if (isIn(entity)) list[length++] = entity;
  return list.subarray(0, length);
}

/** By kind, in the ontology's order: members if no kind were taken out. */
export function countKinds(graph: Graph, { conditions, unmet }: Filtered): number[] {
  const taken = conditions.find(({ about }) => about.type === "kinds");
  const counts = graph.kinds.map(() => 0);
  for (let i = 0; i < graph.size; i++)
    if (unmet[i] === (taken && taken.outcome[i] !== holds ? 1 : 0)) counts[graph.kind[i]]++;
  return counts;
}

function* countFacet(graph: Graph, column: FacetColumn, left: Uint32Array): Generator<void, FacetCounts> {
  const { definition, applies, start, items, names } = column;
  const counts = new Uint32Array(names.length);
  const histogram = definition.type === "category" ? undefined : emptyHistogram(column);
  let [total, unknown] = [0, 0];
  for (let at = 0; at < left.length; at++) {
    if (at % entitiesInStep === entitiesInStep - 1) yield;
    const entity = left[at];
    if (!applies[graph.kind[entity]]) continue;
    total++;
    const [first, end] = [start[entity], start[entity + 1]];
    if (first === end) unknown++;
    else if (!histogram) for (let i = first; i < end; i++) counts[items[i]]++;
    else if (end - first === 1 || definition.type === "date")
      histogram.counts[binOf(histogram.edges, definition.type, items[first])]++;
    else {
      const bins = new Set<number>();
      for (let i = first; i < end; i++) bins.add(binOf(histogram.edges, definition.type, items[i]));
      for (const bin of bins) histogram.counts[bin]++;
    }
  }
  const values = names.flatMap((name, i): [string, number][] => (counts[i] > 0 ? [[name, counts[i]]] : []));
  return { total, values: new Map(values), unknown, histogram };
}

const yearOf = (day: number): number => Math.floor(day / 10_000);

/** The bin of a value; a date counts where it may begin. */
export function binOf(edges: readonly number[], type: FacetDefinition["type"], item: number): number {
  const value = type === "date" ? yearOf(item) : item;
  let bin = edges.length - 2;
  while (bin > 0 && edges[bin] > value) bin--;
  return Math.max(0, bin);
}

function emptyHistogram(column: FacetColumn): { edges: readonly number[]; counts: number[] } {
  const edges = edgesOf(column);
  return { edges, counts: Array.from({ length: Math.max(0, edges.length - 1) }, () => 0) };
}

const knownEdges = new WeakMap<FacetColumn, readonly number[]>();

/** Edges that fit all values of a column: years, steps of equal size, or steps of equal ratio. */
export function edgesOf(column: FacetColumn): readonly number[] {
  const known = knownEdges.get(column) ?? fittingEdges(column);
  knownEdges.set(column, known);
  return known;
}

function fittingEdges({ definition, items }: FacetColumn): number[] {
  if (items.length === 0) return [];
  let [least, most] = [items[0], items[0]];
  for (const item of items) {
    if (item < least) least = item;
    else if (item > most) most = item;
  }
  return edgesBetween(definition.type, least, most);
}

/** Edges that fit all values from one to another, both included. */
export function edgesBetween(type: FacetDefinition["type"], least: number, most: number): number[] {
  if (type === "date") {
    const [first, last] = [yearOf(least), yearOf(most)];
    // Where the field was young, years are bins of their own no longer.
    if (last + 1 - first <= binsLimit) return range(first, last + 1);
    return [first, ...range(last + 2 - binsLimit, last + 1)];
  }
  if (least > 0 && most / least >= logarithmicFrom) {
    const steps = range(Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))).flatMap((power) =>
      [1, 2, 5].map((digit) => digit * 10 ** power),
    );
    const first = steps.findLastIndex((edge) => edge <= least);
    const last = steps.findIndex((edge) => edge > most);
    return steps.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
  }
  const step = niceStep((most - least || 1) / 12);
  const first = Math.floor(least / step);
  return range(first, Math.floor(most / step) + 1).map((i) => i * step);
}

/** The whole numbers from one to another, both included. */
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The number 1, 2 or 5 times a power of ten that is not below this one. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((digit) => digit * power >= value) ?? 10) * power;
}

/** Which of the scopes the members belong to, and how many: the most frequent combination first. */
export interface Overlap {
  /** Entities, in the order of the filter. */
  readonly scopes: readonly number[];
  readonly count: number;
}

/** How chosen scopes overlap among the members that the rest of the filter leaves; nothing below two scopes. */
export function overlapsOf(graph: Graph, { filter }: Filtering, filtered: Filtered): Overlap[] {
  const scopes = filter.scopes.map(graph.indexOf).filter((scope) => scope >= 0);
  if (scopes.length < 2) return [];
  const members = scopes.map((scope) => scopeMembers(graph, scope));
  const scoped = filtered.conditions.find(({ about }) => about.type === "scope");
  const counts = new Map<string, Overlap>();
  for (let i = 0; i < graph.size; i++) {
    const unmetElsewhere = filtered.unmet[i] - (scoped && scoped.outcome[i] !== holds ? 1 : 0);
    const belongs = scopes.filter((_, s) => members[s][i] > 0);
    if (unmetElsewhere > 0 || belongs.length === 0) continue;
    const key = belongs.join();
    counts.set(key, { scopes: belongs, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.scopes.length - a.scopes.length || b.count - a.count);
}

/** A condition, and how many members there would be without it. */
export interface Emptying {
  readonly about: Condition["about"];
  readonly left: number;
}

/** Of a result without members: the conditions of which each alone, if it went, would leave some; the most first. */
export function emptiedBy(graph: Graph, { conditions, unmet }: Filtered): Emptying[] {
  return conditions
    .map(({ about, outcome }) => {
      let left = 0;
      for (let i = 0; i < graph.size; i++) if (unmet[i] === 1 && outcome[i] !== holds) left++;
      return { about, left };
    })
    .filter(({ left }) => left > 0)
    .sort((a, b) => b.left - a.left);
}
