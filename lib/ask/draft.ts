/** A filter while it is put together. */
import { emptyFilter, type Filter, filterLimits } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { byRelation } from "@/lib/view/filter-steps";

export interface Draft {
  readonly scopes: Set<EntityId>;
  readonly values: Map<string, { any: Set<string>; not: Set<string> }>;
  readonly ranges: Map<string, { from?: string; to?: string }>;
  readonly links: Map<string, { type: string; direction: "out" | "in"; ids: Set<EntityId> }>;
  combine: Filter["combine"];
  near?: Filter["near"];
  list?: EntityId[];
}

export const emptyDraft = (): Draft => ({
  scopes: new Set(),
  values: new Map(),
  ranges: new Map(),
  links: new Map(),
  combine: "any",
});

/** Takes a value of a facet up, as far as there is room for it. */
export function addValue({ values }: Draft, facet: string, value: string, isRefused: boolean): void {
  const { any, not } = values.get(facet) ?? { any: new Set<string>(), not: new Set<string>() };
  if (any.size + not.size < filterLimits.values && !any.has(value) && !not.has(value))
    (isRefused ? not : any).add(value);
  values.set(facet, { any, not });
}

/** Ties what is sought to entities by a relation. */
export function addLink(
  { links }: Draft,
  type: string,
  direction: "out" | "in",
  ids: readonly EntityId[],
): void {
  const key = `${type} ${direction}`;
  const link = links.get(key) ?? { type, direction, ids: new Set() };
  for (const id of ids) link.ids.add(id);
  links.set(key, link);
}

export const isAnyCondition = ({ scopes, values, ranges, links, near, list }: Draft): boolean =>
  scopes.size + values.size + ranges.size + links.size > 0 || near !== undefined || list !== undefined;

const sortedByFacet = <T extends { facet: string }>(parts: T[]): T[] =>
  parts.sort((a, b) => (a.facet < b.facet ? -1 : 1));

/** The filter that says all of it, within its limits. */
export function filterOf({ scopes, values, ranges, links, combine, near, list }: Draft): Filter {
  return {
    ...emptyFilter,
    scopes: [...scopes].slice(0, filterLimits.scopes),
    combine,
    values: sortedByFacet(
      [...values].map(([facet, { any, not }]) => ({ facet, any: [...any], not: [...not] })),
    ).slice(0, filterLimits.facets),
    ranges: sortedByFacet([...ranges].map(([facet, range]) => ({ facet, ...range, unknown: false }))).slice(
      0,
      filterLimits.facets,
    ),
    links: [...links.values()]
      .map(({ type, direction, ids }) => ({ type, direction, ids: [...ids].slice(0, filterLimits.linked) }))
      .sort(byRelation)
      .slice(0, filterLimits.links),
    ...(near && { near }),
    ...(list && { list: [...new Set(list)].slice(0, filterLimits.list) }),
  };
}
