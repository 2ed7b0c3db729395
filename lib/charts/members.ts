/** What charts of all forms are made of: the entities that are counted, their values, groups and the views of some of them. */
import type { ChartLink, ChartSeries } from "@/lib/graph/chart-schema";
import type { FacetColumn } from "@/lib/graph/facet-table";
import { emptyFilter, type Filter, filterLimits, unknownValue } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import { facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { emptyView, type View } from "@/lib/view/view";
import type { ChartSource, Fact, Group, LeftOut, Tone } from "./chart";

/** The graph has no such facet, which a file that was checked cannot ask for. */
export class ChartError extends Error {
  override readonly name = "ChartError";
}

/** Indices of the entities of these kinds, the most important first. */
export const membersOf = (graph: Graph, kinds: readonly string[]): number[] =>
  graph.ids.flatMap((_, entity) => (kinds.includes(graph.kinds[graph.kind[entity]]) ? [entity] : []));

/** @throws {ChartError} */
export function columnOf({ table }: ChartSource, facet: string): FacetColumn {
  const column = table.get(facet);
  if (!column) throw new ChartError(`There is no facet "${facet}".`);
  return column;
}

/** Numbers, days or indices of names that an entity has in a column. */
export const itemsOf = ({ start, items }: FacetColumn, entity: number): FacetColumn["items"] =>
  items.subarray(start[entity], start[entity + 1]);

/** Names that an entity has in a column of categories. */
export const valuesOf = (column: FacetColumn, entity: number): string[] =>
  Array.from(itemsOf(column, entity), (item) => column.names[item]);

/** What is common to the values of some: how many have each, the commonest first. */
export function commonest(values: Iterable<string>): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
}

const byFacet = (a: { facet: string }, b: { facet: string }): number =>
  a.facet < b.facet ? -1 : a.facet > b.facet ? 1 : 0;

/** The view of those of these kinds for which all of this holds. */
export function viewOfPart({ graph }: ChartSource, kinds: readonly string[], part: Partial<Filter>): View {
  return {
    ...emptyView,
    hiddenKinds: graph.kinds.filter((kind) => !kinds.includes(kind)),
    filter: {
      ...emptyFilter,
      context: 0,
      ...part,
      values: (part.values ?? []).toSorted(byFacet),
      ranges: (part.ranges ?? []).toSorted(byFacet),
    },
  };
}

/** The view of just these, one by one: for what no condition of a filter says. */
export const viewOfList = (
  source: ChartSource,
  kinds: readonly string[],
  entities: readonly number[],
): View =>
  viewOfPart(source, kinds, {
    list: entities.slice(0, filterLimits.list).map((entity) => source.graph.ids[entity]),
  });

/** A group, and how it is asked for. */
export interface FilteringGroup extends Group {
  /** Absent where only a list says who is in it. */
  readonly condition?: Filter["values"][number];
}

export interface Grouped {
  readonly groups: readonly FilteringGroup[];
  /** By entity, its group. */
  readonly of: ReadonlyMap<number, number>;
}

/** Where entities without a value are: a group of their own, or in none. */
export type Unknown = "group" | "none";

/**
 * Parts entities into groups by their values of a facet, each entity into one: those that belong to several are a group
 * of their own, so that all groups together are as many as the entities.
 */
export function grouped(
  source: ChartSource,
  series: ChartSeries,
  members: readonly number[],
  unknown: Unknown,
): Grouped {
  const column = columnOf(source, series.facet);
  const values = new Map(members.map((entity) => [entity, valuesOf(column, entity)]));
  const named =
    series.groups?.map(({ label, values: of }) => ({ label: label[source.locale], values: of })) ??
    commonest([...values.values()].flat())
      .slice(0, series.most ?? 6)
      .map(([value]) => ({ label: valueLabel(column.definition, value, source), values: [value] }));
  const others = named.length;
  const several = others + 1;
  const none = several + 1;
  const groupOf = (value: string) => {
    const at = named.findIndex((group) => group.values.includes(value));
    return at < 0 ? others : at;
  };
  const of = new Map<number, number>();
  /** Values that come together with those of a group and are not its own. */
  const beside = named.map(() => new Set<string>());
  for (const [entity, own] of values) {
    const belongs = [...new Set(own.map(groupOf))];
    if (belongs.length === 0 && unknown === "none") continue;
    of.set(entity, belongs.length === 0 ? none : belongs.length === 1 ? belongs[0] : several);
    if (belongs.length > 1)
      for (const group of belongs)
        for (const value of own) if (groupOf(value) !== group) beside[group]?.add(value);
  }
  const { facet } = series;
  const all = named.flatMap((group) => group.values);
  const rest = { facet, any: [], not: [...all, unknownValue] };
  const w = source.locale;
  const tones: (FilteringGroup & { at: number })[] = [
    ...named.map(({ label, values: any }, at) => ({
      at,
      label,
      tone: at as Tone,
      condition: { facet, any, not: [...beside[at]].sort() },
    })),
    { at: several, label: series.several?.[w] ?? "", tone: "several" },
    { at: others, label: othersLabel[w], tone: "others", condition: rest },
    {
      at: none,
      label: valueLabel(column.definition, unknownValue, source),
      tone: "unknown",
      condition: { facet, any: [unknownValue], not: [] },
    },
  ];
  const present = new Set(of.values());
  const groups = tones.filter(({ at }) => present.has(at));
  const order = new Map(groups.map(({ at }, i) => [at, i]));
  return {
    groups: groups.map(({ at: _, ...group }) => group),
    of: new Map([...of].map(([entity, at]) => [entity, order.get(at) ?? 0])),
  };
}

const othersLabel = { en: "others", zh: "其他" } as const;

/** Those without a date, and those that have one and lack a value of another facet. */
export const lacking = (
  source: ChartSource,
  undated: number,
  time: string,
  unknown: number,
  facet: string,
): LeftOut[] => [
  { reason: "undated", count: undated, of: facetLabel(columnOf(source, time).definition, source) },
  { reason: "unknown", count: unknown, of: facetLabel(columnOf(source, facet).definition, source) },
];

/** Those without a relation of the kind that a chart is about, and those that it leads to what has no place in it. */
export const apart = (
  { graph, locale }: ChartSource,
  untied: number,
  { type, direction }: Pick<ChartLink, "type" | "direction">,
  outside: number,
): LeftOut[] => [
  { reason: "untied", count: untied, of: readingOf(graph.ontology, type, direction, locale) },
  { reason: "outside", count: outside, of: "" },
];

export const count = (value: number): Fact => ({ is: "count", value });
export const year = (value: number | undefined): Fact | undefined =>
  value === undefined ? undefined : { is: "year", value };
export const text = (value: string | undefined): Fact | undefined =>
  value === undefined ? undefined : { is: "text", value };
export const share = (part: number, of: number): Fact | undefined =>
  of > 0 ? { is: "share", value: part / of } : undefined;

/** The item with the largest number, the first of equals; nothing where there is none. */
export function largest<T>(items: readonly T[], numberOf: (item: T) => number): T | undefined {
  let best: T | undefined;
  for (const item of items) if (best === undefined || numberOf(item) > numberOf(best)) best = item;
  return best;
}
