/** What a filter leaves of a graph that is too large to be had whole: counts of it, and pages. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { emptyFilter, unknownValue } from "@/lib/graph/filter-value";
import type { EntityId, Text } from "@/lib/graph/schema";
import type { FacetRecord, FacetsAsked, FacetsRecord } from "@/lib/store/store";
import type { Query } from "@/lib/store/views/database";
import { type Asked, briefOf } from "./answering";
import { leftSql, memberSql, Parameters, type SqlCondition, type SqlFilter, sqlFilterOf } from "./filter-sql";
import type { Overview, Release } from "./releases";

/** Scopes that are counted, at most: the most important. */
const scopesCounted = 2000;
/** Values of a facet that are told, at most: the most frequent. */
const valuesTold = 2000;

/** @throws {BadFilterError | TooLargeError} */
export async function facetsRecord(asked: Asked, given: FacetsAsked): Promise<FacetsRecord> {
  const filter = await sqlFilterOf(asked, given);
  const { overview } = asked.release;
  if (overview && filter.conditions.length === 0) return overview.facets;
  return countsOf(asked, filter, overview?.edges ?? {});
}

/** What is counted of the whole graph, once, when it is loaded. */
export async function overviewOf(
  query: Query,
  release: Release,
  edges: Overview["edges"],
): Promise<Overview> {
  const filter = { conditions: [], context: emptyFilter.context, shown: [] };
  return { facets: await countsOf({ query, release }, filter, edges), edges };
}

async function countsOf(asked: Asked, filter: SqlFilter, edges: Overview["edges"]): Promise<FacetsRecord> {
  const { kinds: all, facets } = asked.release;
  const counted = new Map<string, Promise<Counts>>();
  /** What is counted where some conditions are left out; where none is, once for all. */
  const without = (name: string, isOut: (condition: SqlCondition) => boolean): Promise<Counts> => {
    const conditions = filter.conditions.filter((one) => !isOut(one));
    const key = conditions.length === filter.conditions.length ? "" : name;
    const counts = counted.get(key) ?? countsWith(asked, conditions);
    counted.set(key, counts);
    return counts;
  };
  // One after the other, so that one reader does not take all connections.
  const left = await without("", () => false);
  const kinds = (await without("kinds", ({ about }) => about === "kinds")).kinds;
  const scopes = (await without("scope", ({ about }) => about === "scope")).scopes;
  const records: FacetRecord[] = [];
  for (const [index, definition] of facets.entries()) {
    const { key } = definition;
    const isOwn = ({ about }: SqlCondition) => typeof about === "object" && about.facet === key;
    records.push(
      facetRecord(asked, definition, await without(`facet ${key}`, isOwn), index, edges[key] ?? []),
    );
  }
  return {
    members: sum(left.kinds.values()),
    context: await contextCount(asked, filter),
    kinds: all.map((kind, i) => ({ kind, count: kinds.get(i) ?? 0 })),
    scopes: await scopeRecords(asked, scopes),
    facets: records,
  };
}

/** What a filter leaves, by what it is. */
interface Counts {
  /** By number. */
  readonly kinds: ReadonlyMap<number, number>;
  /** By number of the entity. */
  readonly scopes: ReadonlyMap<number, number>;
  /** By number of the facet, its values, and of numbers and dates their bins; "?" for none. */
  readonly values: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

/** Kinds, values and scopes of all that is left, in one look at each. */
async function countsWith({ query, release }: Asked, conditions: SqlFilter["conditions"]): Promise<Counts> {
  const p = new Parameters(release.number);
  const rows = await query<{ what: number; key: number; count: number; facet: number; value: string }>(
    `select c.what, c.key, c.count, v.facet, v.value #>> '{}' as value from (
       select each.what, each.key, count(*)::integer as count
       from entity_facet f cross join lateral (
         select 0 as what, f.kind::integer as key
         union all select 1, token from unnest(f.tokens) as token
         union all select 2, scope from unnest(f.scopes) as scope
       ) each
       where f.graph_version = $1 and ${memberSql({ conditions }, p)} group by 1, 2
     ) c left join facet_value v on c.what = 1 and v.graph_version = $1 and v.token = c.key`,
    p.values,
  );
  const [kinds, scopes] = [new Map<number, number>(), new Map<number, number>()];
  const values = new Map<number, Map<string, number>>();
  for (const { what, key, count, facet, value } of rows) {
    if (what === 0) kinds.set(key, count);
    else if (what === 2) scopes.set(key, count);
    else {
      const own = values.get(facet) ?? new Map<string, number>();
      values.set(facet, own.set(value, count));
    }
  }
  return { kinds, scopes, values };
}

async function contextCount(asked: Asked, filter: SqlFilter): Promise<number> {
  if (filter.conditions.length === 0 && filter.shown.length === 0) return 0;
  const p = new Parameters(asked.release.number);
  const [{ count }] = await asked.query<{ count: number }>(
    `with ${leftSql(asked, filter, p)} select count(*)::integer as count from context`,
    p.values,
  );
  return count;
}

async function scopeRecords(
  { query, release }: Asked,
  counts: Counts["scopes"],
): Promise<FacetsRecord["scopes"]> {
  const kind = release.kinds.indexOf(release.ontology.scope?.kind ?? "");
  if (kind < 0) return [];
  const scopes = await query<{ entity_id: EntityId; number: number; name: Text; importance: number }>(
    `select entity_id, number, names -> 0 as name, importance from entity_name
     where graph_version = $1 and kind = $2 order by number limit ${scopesCounted}`,
    [release.number, kind],
  );
  return scopes
    .map(({ entity_id, number, name, importance }) => ({
      ...briefOf(entity_id, name, importance),
      count: counts.get(number) ?? 0,
    }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function facetRecord(
  { release }: Asked,
  { key, type, kinds: having }: FacetDefinition,
  { kinds, values: all }: Counts,
  index: number,
  edges: readonly number[],
): FacetRecord {
  const own = all.get(index) ?? new Map<string, number>();
  const values = [...own].filter(([value]) => value !== unknownValue);
  const isCategory = type === "category";
  const bins = Array.from({ length: Math.max(0, edges.length - 1) }, (_, bin) => own.get(String(bin)) ?? 0);
  return {
    facet: key,
    type,
    kinds: having,
    total: sum(having.map((kind) => kinds.get(release.kinds.indexOf(kind)) ?? 0)),
    values: isCategory
      ? values
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          .slice(0, valuesTold)
      : [],
    unknown: own.get(unknownValue) ?? 0,
    histogram: isCategory ? undefined : { edges, counts: bins },
  };
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, count) => all + count, 0);
