/** What a filter leaves of a graph that is too large to be had whole: counts of it, and pages. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { emptyFilter, unknownValue } from "@/lib/graph/filter-value";
import type { EntityId, Text } from "@/lib/graph/schema";
import type { FacetRecord, FacetsAsked, FacetsRecord } from "@/lib/store/store";
import { givenUp, type Query, sqlState } from "@/lib/store/views/database";
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
  return countsOf(asked, filter, overview?.edges ?? {}, overview?.facets);
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

/** @param all what is counted of the whole graph, where that is known */
async function countsOf(
  asked: Asked,
  filter: SqlFilter,
  edges: Overview["edges"],
  all?: FacetsRecord,
): Promise<FacetsRecord> {
  const { kinds: names, facets } = asked.release;
  const isOnly = (isOut: (condition: SqlCondition) => boolean) => filter.conditions.every(isOut);
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
  const isKinds = ({ about }: SqlCondition) => about === "kinds";
  const isScope = ({ about }: SqlCondition) => about === "scope";
  const records: FacetRecord[] = [];
  for (const [index, definition] of facets.entries()) {
    const { key } = definition;
    const isOwn = ({ about }: SqlCondition) => typeof about === "object" && about.facet === key;
    // Without the only condition that there is, it is what is known of the whole.
    const known = isOnly(isOwn) ? all?.facets.find(({ facet }) => facet === key) : undefined;
    records.push(
      known ?? facetRecord(asked, definition, await without(`facet ${key}`, isOwn), index, edges[key] ?? []),
    );
  }
  const kindsAlone = async (): Promise<FacetsRecord["kinds"]> => {
    const { kinds } = await without("kinds", isKinds);
    return names.map((kind, i) => ({ kind, count: kinds.get(i) ?? 0 }));
  };
  const scopesAlone = async () => scopeRecords(asked, (await without("scope", isScope)).scopes);
  return {
    members: sum(left.kinds.values()),
    context: await contextCount(asked, filter),
    kinds: (isOnly(isKinds) && all?.kinds) || (await kindsAlone()),
    scopes: (isOnly(isScope) && all?.scopes) || (await scopesAlone()),
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

const counting = ["kind", "token", "scope"] as const;

/** What an entity is counted for, as numbers of their own each: its kind, the tokens of its values, and its scopes. */
export const countedFor = (kind: number, tokens: readonly number[], scopes: readonly number[]): number[] =>
  [[kind], tokens, scopes].flatMap((some, what) => some.map((key) => key * counting.length + what));

/** Kinds, values and scopes of all that is left, in one look at each. */
async function countsWith({ query, release }: Asked, conditions: SqlFilter["conditions"]): Promise<Counts> {
  const p = new Parameters(release.number);
  const [all, values] = await Promise.all([
    query<{ counted: number; count: number }>(
      `select counted, count(*)::integer as count from (
         select unnest(f.counted) as counted from entity_facet f
         where f.graph_version = $1 and ${memberSql({ conditions }, p)}
       ) c group by counted`,
      p.values,
    ),
    valuesIn({ query, release }),
  ]);
  const counts = {
    kinds: new Map<number, number>(),
    scopes: new Map<number, number>(),
    values: new Map<number, Map<string, number>>(),
  };
  for (const { counted, count } of all) {
    const what = counting[counted % counting.length];
    const key = Math.floor(counted / counting.length);
    if (what === "kind") counts.kinds.set(key, count);
    else if (what === "scope") counts.scopes.set(key, count);
    else {
      const { facet, value } = values[key];
      const own = counts.values.get(facet) ?? new Map<string, number>();
      counts.values.set(facet, own.set(value, count));
    }
  }
  return counts;
}

interface FacetValue {
  readonly facet: number;
  readonly value: string;
}
const facetValues = new WeakMap<Release, Promise<readonly FacetValue[]>>();

/** By token, what it stands for; asked for once. */
function valuesIn({ query, release }: Asked): Promise<readonly FacetValue[]> {
  const known = facetValues.get(release);
  if (known) return known;
  const asking = query<FacetValue>(
    "select facet, value #>> '{}' as value from facet_value where graph_version = $1 order by token",
    [release.number],
  );
  facetValues.set(release, asking);
  asking.catch(() => facetValues.delete(release));
  return asking;
}

/** Nothing where the server gives up counting: they are reached along the relations of all members. */
async function contextCount(asked: Asked, filter: SqlFilter): Promise<number | undefined> {
  if (filter.conditions.length === 0 && filter.shown.length === 0) return 0;
  const p = new Parameters(asked.release.number);
  try {
    const [{ count }] = await asked.query<{ count: number }>(
      `with ${leftSql(asked, filter, p)} select count(*)::integer as count from context`,
      p.values,
    );
    return count;
  } catch (error) {
    if (sqlState((error as Error).cause) === givenUp) return undefined;
    throw error;
  }
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
