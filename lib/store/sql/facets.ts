/** What a filter leaves of a graph that is too large to be had whole: counts of it, and pages. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { edgesOf, type Histogram } from "@/lib/graph/filter-counts";
import { emptyFilter, unknownValue } from "@/lib/graph/filter-value";
import type { EntityId, Text } from "@/lib/graph/schema";
import type { FacetRecord, FacetsAsked, FacetsRecord } from "@/lib/store/store";
import type { Query } from "@/lib/store/views/database";
import { type Asked, briefOf } from "./answering";
import { leftSql, memberSql, Parameters, type SqlFilter, sqlFilterOf } from "./filter-sql";
import type { Overview, Release } from "./releases";
import { listOf } from "./text-rows";

/** Scopes that are counted, at most: the most important. */
const scopesCounted = 2000;
/** Values of a facet that are told, at most: the most frequent. */
const valuesTold = 2000;

/** @throws {BadFilterError | TooLargeError} */
export async function facetsRecord(asked: Asked, given: FacetsAsked): Promise<FacetsRecord> {
  const filter = await sqlFilterOf(asked, given);
  const { overview } = asked.release;
  if (overview && filter.conditions.length === 0) return overview.facets;
  return countsOf(asked, filter, overview?.bounds ?? {});
}

/** What is counted of the whole graph, once, when it is loaded. */
export async function overviewOf(query: Query, release: Release): Promise<Overview> {
  const asked = { query, release };
  const bounds = await boundsOf(asked);
  const filter = { conditions: [], context: emptyFilter.context, shown: [] };
  return { facets: await countsOf(asked, filter, bounds), bounds };
}

async function boundsOf({ query, release }: Asked): Promise<Overview["bounds"]> {
  const rows = await query<{ facet: string; least: number; most: number }>(
    `select facet, min(value::double precision) as least, max(value::double precision) as most
     from entity_facet f, jsonb_each(f.amounts) as each (facet, listed), jsonb_array_elements_text(each.listed) as one (value)
     where f.graph_version = $1 group by facet`,
    [release.number],
  );
  return Object.fromEntries(
    rows.map(({ facet, least, most }) => [release.facets[Number(facet)].key, [least, most]]),
  );
}

type Without = (condition: SqlFilter["conditions"][number]) => boolean;

async function countsOf(asked: Asked, filter: SqlFilter, bounds: Overview["bounds"]): Promise<FacetsRecord> {
  const { query, release } = asked;
  const p = new Parameters(release.number);
  const left = leftSql(asked, filter, p);
  const [{ members, context }] = await query<{ members: number; context: number }>(
    `with ${left} select (select count(*) from member)::integer as members, (select count(*) from context)::integer as context`,
    p.values,
  );
  const [kinds, scopes, facets] = [
    await kindCounts(asked, filter),
    await scopeCounts(asked, filter),
    await facetCounts(asked, filter, bounds),
  ];
  return { members, context, kinds, scopes, facets };
}

/** What would be left without some of the conditions. */
const withoutSome = (filter: SqlFilter, isOut: Without, p: Parameters): string =>
  `f.graph_version = $1 and ${memberSql({ conditions: filter.conditions.filter((one) => !isOut(one)) }, p)}`;

async function kindCounts({ query, release }: Asked, filter: SqlFilter): Promise<FacetsRecord["kinds"]> {
  const p = new Parameters(release.number);
  const rows = await query<{ kind: number; count: number }>(
    `select f.kind, count(*)::integer as count from entity_facet f
     where ${withoutSome(filter, ({ about }) => about === "kinds", p)} group by f.kind`,
    p.values,
  );
  const counts = new Map(rows.map(({ kind, count }) => [kind, count]));
  return release.kinds.map((kind, i) => ({ kind, count: counts.get(i) ?? 0 }));
}

async function scopeCounts({ query, release }: Asked, filter: SqlFilter): Promise<FacetsRecord["scopes"]> {
  const kind = release.kinds.indexOf(release.ontology.scope?.kind ?? "");
  if (kind < 0) return [];
  const scopes = await query<{ entity_id: EntityId; number: number; name: Text; importance: number }>(
    `select entity_id, number, names -> 0 as name, importance from entity_name
     where graph_version = $1 and kind = $2 order by number limit ${scopesCounted}`,
    [release.number, kind],
  );
  const p = new Parameters(release.number);
  const condition = withoutSome(filter, ({ about }) => about === "scope", p);
  const list = p.add(listOf(scopes.map(({ number }) => number)));
  const rows = await query<{ scope: number; count: number }>(
    `select scope, count(*)::integer as count from entity_facet f, unnest(f.scopes) as scope
     where ${condition} and scope = any(${list}::integer[]) group by scope`,
    p.values,
  );
  const counts = new Map(rows.map(({ scope, count }) => [scope, count]));
  return scopes
    .map(({ entity_id, number, name, importance }) => ({
      ...briefOf(entity_id, name, importance),
      count: counts.get(number) ?? 0,
    }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

async function facetCounts(
  asked: Asked,
  filter: SqlFilter,
  bounds: Overview["bounds"],
): Promise<FacetRecord[]> {
  const { facets } = asked.release;
  const hasOwn =
    (key: string): Without =>
    ({ about }) =>
      typeof about === "object" && about.facet === key;
  // Those that nothing is chosen of are counted together.
  const chosen = facets.filter(({ key }) => filter.conditions.some(hasOwn(key)));
  const rest = facets.filter((one) => !chosen.includes(one));
  const counted = new Map<string, FacetRecord>();
  const groups = [
    { definitions: rest, isOut: () => false },
    ...chosen.map((definition) => ({ definitions: [definition], isOut: hasOwn(definition.key) })),
  ];
  for (const { definitions, isOut } of groups)
    for (const one of await countTogether(asked, filter, definitions, isOut, bounds))
      counted.set(one.facet, one);
  return facets.flatMap(({ key }) => counted.get(key) ?? []);
}

async function countTogether(
  { query, release }: Asked,
  filter: SqlFilter,
  definitions: readonly FacetDefinition[],
  isOut: Without,
  bounds: Overview["bounds"],
): Promise<FacetRecord[]> {
  const index = (definition: FacetDefinition) => release.facets.indexOf(definition);
  const p = new Parameters(release.number);
  const rows = await query<{ facet: number; value: string; count: number }>(
    `select v.facet, v.value #>> '{}' as value, c.count from (
       select token, count(*)::integer as count from entity_facet f, unnest(f.tokens) as token
       where ${withoutSome(filter, isOut, p)} group by token
     ) c join facet_value v on v.graph_version = $1 and v.token = c.token
     where v.facet = any(${p.add(listOf(definitions.map(index)))}::smallint[])`,
    p.values,
  );
  const ofKinds = new Parameters(release.number);
  const kinds = await query<{ kind: number; count: number }>(
    `select f.kind, count(*)::integer as count from entity_facet f
     where ${withoutSome(filter, isOut, ofKinds)} group by f.kind`,
    ofKinds.values,
  );
  const ofKind = new Map(kinds.map(({ kind, count }) => [release.kinds[kind], count]));
  const records: FacetRecord[] = [];
  for (const definition of definitions) {
    const { key, type, kinds: having } = definition;
    const own = rows.filter(({ facet }) => facet === index(definition));
    records.push({
      facet: key,
      type,
      kinds: having,
      total: having.reduce((sum, kind) => sum + (ofKind.get(kind) ?? 0), 0),
      values: own
        .filter(({ value }) => type === "category" && value !== unknownValue)
        .map(({ value, count }) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, valuesTold),
      unknown: own.find(({ value }) => value === unknownValue)?.count ?? 0,
      histogram:
        type === "category"
          ? undefined
          : await histogramOf({ query, release }, filter, definition, isOut, bounds[key]),
    });
  }
  return records;
}

async function histogramOf(
  { query, release }: Asked,
  filter: SqlFilter,
  definition: FacetDefinition,
  isOut: Without,
  bounds: readonly [number, number] | undefined,
): Promise<Histogram> {
  const edges = edgesOf({
    definition,
    applies: [],
    start: new Uint32Array(0),
    items: Float64Array.from(bounds ?? []),
    names: [],
  });
  const counts = Array.from({ length: Math.max(0, edges.length - 1) }, () => 0);
  if (counts.length === 0) return { edges, counts };
  const p = new Parameters(release.number);
  const condition = withoutSome(filter, isOut, p);
  const amounts = `f.amounts -> ${p.add(String(release.facets.indexOf(definition)))}::text`;
  const value =
    definition.type === "date"
      ? `(values (floor((${amounts} ->> 0)::double precision / 10000))) as one (value)`
      : `(select amount::double precision from jsonb_array_elements_text(${amounts}) as a (amount)) as one (value)`;
  const rows = await query<{ bin: number; count: number }>(
    `select bin, count(*)::integer as count from (
       select distinct f.number, least(greatest(width_bucket(one.value, ${p.add(listOf(edges))}::double precision[]) - 1, 0), ${p.add(counts.length - 1)}) as bin
       from entity_facet f cross join lateral ${value}
       where ${condition} and f.amounts ? ${p.add(String(release.facets.indexOf(definition)))}
     ) b group by bin`,
    p.values,
  );
  for (const { bin, count } of rows) counts[bin] = count;
  return { edges, counts };
}
