/**
 * A filter as conditions of SQL over `entity_facet` (f), with the meaning of lib/graph/filter.ts. Values stand in
 * parameters alone.
 */

import { decodeGraph } from "@/lib/graph/decode";
import type { FacetDefinition, FacetTable } from "@/lib/graph/facet-table";
import type { Filtering } from "@/lib/graph/filter";
import { rangeBounds, unknownValue } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { rollUpAlong } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";
import { tileGraph } from "@/lib/graph/tile";
import { BadFilterError, type SubgraphAsked, TooLargeError } from "@/lib/store/store";
import type { Value } from "@/lib/store/views/database";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { emptyView } from "@/lib/view/view";
import { type Asked, idList } from "./answering";
import { aboutTiles, entitiesInCutOut, entitiesNamed, tileEntityOf, tooLarge } from "./cut-out";
import { listOf } from "./text-rows";

/** Parameters of a statement, numbered as they are given. The first is the release. */
export class Parameters {
  readonly values: Value[];

  constructor(release: number) {
    this.values = [release];
  }

  /** @returns how the statement names it */
  add(value: Value): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

type About = "kinds" | "scope" | "near" | "list" | "link" | { readonly facet: string };

/** What of an entity has to hold; each text is SQL that is true or false. */
export interface SqlCondition {
  readonly about: About;
  holds(parameters: Parameters): string;
  /** Whether its kind has the facet; absent where every kind does. */
  applies?(parameters: Parameters): string;
}

export interface SqlFilter {
  readonly conditions: readonly SqlCondition[];
  readonly context: 0 | 1 | 2;
  readonly shown: readonly EntityId[];
}

/**
 * @throws {BadFilterError} it names what the data do not have
 * @throws {TooLargeError} it asks what cannot be worked out of a graph of this size
 */
export async function sqlFilterOf(asked: Asked, given: SubgraphAsked): Promise<SqlFilter> {
  if (given.question || given.time || (given.expansions?.length ?? 0) > 0)
    throw new TooLargeError(
      "In a graph of this size, what is shown can be chosen by a filter alone; questions, expansions and windows of time can be asked of an entity.",
    );
  const { filter, hiddenKinds } = await fitted(asked, given);
  const tokens = await tokensOf(asked, filter);
  const { release } = asked;
  const conditions: SqlCondition[] = [];
  if (hiddenKinds.length > 0) {
    const hidden = listOf(hiddenKinds.map((kind) => release.kinds.indexOf(kind)));
    conditions.push({ about: "kinds", holds: (p) => `f.kind <> all(${p.add(hidden)}::smallint[])` });
  }
  if (filter.scopes.length > 0) {
    const scopes = await numbersOf(asked, filter.scopes);
    const [list, count] = [listOf(scopes), filter.combine === "all" ? scopes.length : 1];
    conditions.push({
      about: "scope",
      // What scopes nothing else belongs to itself.
      holds: (p) => {
        const numbers = `${p.add(list)}::integer[]`;
        if (count === 1) return `(f.scopes && ${numbers} or f.number = any(${numbers}))`;
        return `((f.scopes || f.number) @> ${numbers} and (f.scopes && ${numbers} or f.number = any(${numbers})))`;
      },
    });
  }
  if (filter.near) {
    const near = idList(await nearTo(asked, filter.near));
    conditions.push({ about: "near", holds: (p) => `f.entity_id = any(${p.add(near)}::text[])` });
  }
  if (filter.list) {
    const list = idList(filter.list);
    conditions.push({ about: "list", holds: (p) => `f.entity_id = any(${p.add(list)}::text[])` });
  }
  for (const link of filter.links) {
    const ids = idList(await withParts(asked, link));
    const [type, direction] = [release.relationTypes.indexOf(link.type), link.direction === "out" ? 1 : 0];
    conditions.push({
      about: "link",
      holds: (p) => `f.entity_id in (
        select neighbour_id from adjacency
        where graph_version = $1 and entity_id = any(${p.add(ids)}::text[])
          and direction = ${p.add(direction)} and relation_type = ${p.add(type)})`,
    });
  }
  for (const { facet, any, not } of filter.values) {
    const numbers = (values: readonly string[]) =>
      listOf(values.flatMap((value) => tokens.get(`${facet} ${value}`) ?? -1));
    conditions.push({
      about: { facet },
      applies: appliesTo(asked, facet),
      holds: (p) =>
        [
          any.length > 0 ? `f.tokens && ${p.add(numbers(any))}::integer[]` : "true",
          not.length > 0 ? `not f.tokens && ${p.add(numbers(not))}::integer[]` : "true",
        ].join(" and "),
    });
  }
  for (const { facet, from, to, unknown } of filter.ranges) {
    const index = release.facets.findIndex(({ key }) => key === facet);
    const definition = release.facets[index];
    const [least, most] = rangeBounds(definition.type, from, to).map(finite);
    const none = listOf([tokens.get(`${facet} ${unknownValue}`) ?? -1]);
    const path =
      definition.type === "date"
        ? "$ ? (@[0] <= $most && @[1] >= $least)"
        : "$[*] ? (@ >= $least && @ <= $most)";
    conditions.push({
      about: { facet },
      applies: appliesTo(asked, facet),
      holds: (p) => {
        const value = `f.amounts -> ${p.add(String(index))}::text`;
        const inside = `coalesce(jsonb_path_exists(${value}, 'strict ${path}', ${p.add(JSON.stringify({ least, most }))}::jsonb), false)`;
        return unknown ? `(${inside} or f.tokens && ${p.add(none)}::integer[])` : inside;
      },
    });
  }
  return { conditions, context: filter.context, shown: filter.shown };
}

/** JSON knows no infinity. */
const finite = (bound: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, bound));

const appliesTo = ({ release }: Asked, facet: string) => {
  const kinds = release.facets.find(({ key }) => key === facet)?.kinds ?? [];
  const list = listOf(kinds.map((kind) => release.kinds.indexOf(kind)));
  return (p: Parameters): string => `f.kind = any(${p.add(list)}::smallint[])`;
};

/** What a filter says, held against what of it there is in the data. @throws {BadFilterError} */
async function fitted(
  asked: Asked,
  { filter, hiddenKinds, without = [], hiddenTypes = [] }: SubgraphAsked,
): Promise<Pick<Filtering, "filter" | "hiddenKinds">> {
  const ids = [
    ...filter.scopes,
    ...(filter.list ?? []),
    ...filter.shown,
    ...filter.links.flatMap((link) => link.ids),
    ...(filter.near ? [filter.near.id] : []),
    ...without,
  ];
  const named = ids.length > 0 ? await entitiesNamed(asked, ids) : [];
  const compact = tileGraph(
    { ...aboutTiles(asked.release), readings: {} },
    named.map((one) => tileEntityOf(one, [])),
    [],
  );
  const { within, ...graph }: Graph = decodeGraph(compact);
  const view = {
    ...emptyView,
    filter,
    hiddenKinds: [...hiddenKinds],
    without: [...without],
    hiddenTypes: [...hiddenTypes],
  };
  const [problem] = fitViewToGraph(view, graph, await namesOf(asked, filter)).problems;
  if (problem) throw new BadFilterError(problem);
  return { filter, hiddenKinds };
}

/** Of each facet, as far as it goes, which of the values that a filter names there are. */
async function namesOf(asked: Asked, filter: SubgraphAsked["filter"]): Promise<FacetTable> {
  const tokens = await tokensOf(asked, filter);
  const named = new Map<string, string[]>();
  for (const { facet, any, not } of filter.values)
    named.set(
      facet,
      [...any, ...not].filter((value) => tokens.has(`${facet} ${value}`)),
    );
  return new Map(
    asked.release.facets.map((definition: FacetDefinition) => [
      definition.key,
      {
        definition,
        applies: asked.release.kinds.map((kind) => definition.kinds.includes(kind)),
        start: new Uint32Array(1),
        items: new Float64Array(0),
        names: named.get(definition.key) ?? [],
      },
    ]),
  );
}

/** The numbers of the values that a filter names, and of having none, by facet and value. */
async function tokensOf(
  { query, release }: Asked,
  { values, ranges }: SubgraphAsked["filter"],
): Promise<ReadonlyMap<string, number>> {
  const wanted = [
    ...values.flatMap(({ facet, any, not }) => [...any, ...not].map((value) => [facet, value])),
    ...ranges.map(({ facet }) => [facet, unknownValue]),
  ];
  if (wanted.length === 0) return new Map();
  const rows = await query<{ token: number; facet: number; value: string }>(
    `select token, facet, value #>> '{}' as value from facet_value
     where graph_version = $1 and facet = any($2::smallint[]) and value #>> '{}' = any($3::text[])`,
    [
      release.number,
      listOf(wanted.map(([facet]) => release.facets.findIndex(({ key }) => key === facet))),
      listOf(wanted.map(([, value]) => value.replaceAll("\0", ""))),
    ],
  );
  return new Map(rows.map(({ token, facet, value }) => [`${release.facets[facet].key} ${value}`, token]));
}

async function numbersOf({ query, release }: Asked, ids: readonly EntityId[]): Promise<number[]> {
  const rows = await query<{ number: number }>(
    "select number from entity where graph_version = $1 and entity_id = any($2::text[])",
    [release.number, idList(ids)],
  );
  return rows.map(({ number }) => number);
}

/** What is within so many steps of an entity. @throws {TooLargeError} */
async function nearTo(
  { query, release }: Asked,
  { id, depth, direction, types }: NonNullable<SubgraphAsked["filter"]["near"]>,
): Promise<Set<EntityId>> {
  const all = new Set([id]);
  let edge = [id];
  for (let step = 1; step <= depth && edge.length > 0; step++) {
    const rows = await query<{ neighbour_id: EntityId }>(
      `select distinct neighbour_id from adjacency
       where graph_version = $1 and entity_id = any($2::text[])
         and ($3::smallint is null or direction = $3)
         and (cardinality($4::smallint[]) = 0 or relation_type = any($4::smallint[]))
       limit ${entitiesInCutOut + 1}`,
      [
        release.number,
        idList(edge),
        direction === "any" ? null : direction === "out" ? 0 : 1,
        listOf(types.map((type) => release.relationTypes.indexOf(type))),
      ],
    );
    edge = rows.map((row) => row.neighbour_id).filter((other) => !all.has(other));
    for (const other of edge) all.add(other);
    if (all.size > entitiesInCutOut) throw tooLarge();
  }
  return all;
}

/** The entities of a link and, where its type is rolled up, their parts; see lib/graph/links.ts. @throws {TooLargeError} */
async function withParts(
  { query, release }: Asked,
  { type, ids }: SubgraphAsked["filter"]["links"][number],
): Promise<Set<EntityId>> {
  const all = new Set<EntityId>(ids);
  const partOf = release.relationTypes.indexOf(rollUpAlong(release, type) ?? "");
  let edge = partOf < 0 ? [] : [...ids];
  while (edge.length > 0) {
    const rows = await query<{ entity_id: EntityId; neighbour_id: EntityId }>(
      `select entity_id, neighbour_id from adjacency
       where graph_version = $1 and entity_id = any($2::text[]) and direction = 1 and relation_type = $3
         and split_part(neighbour_id, '/', 1) = split_part(entity_id, '/', 1)
       limit ${entitiesInCutOut + 1}`,
      [release.number, idList(edge), partOf],
    );
    edge = rows.map((row) => row.neighbour_id).filter((other) => !all.has(other));
    for (const other of edge) all.add(other);
    if (all.size > entitiesInCutOut) throw tooLarge();
  }
  return all;
}

const conjunction = (parts: readonly string[]): string =>
  parts.length === 0 ? "true" : parts.map((part) => `(${part})`).join(" and ");

/** With `not in`, what does not fit into memory would be looked through for each row anew. */
const notIn = (table: string, row: string): string =>
  `not exists (select from ${table} other where other.entity_id = ${row}.entity_id)`;

/** What is true of members. An entity whose kind lacks a facet is none. */
export function memberSql({ conditions }: Pick<SqlFilter, "conditions">, p: Parameters): string {
  return conjunction(
    conditions.map((one) => (one.applies ? `${one.applies(p)} and ${one.holds(p)}` : one.holds(p))),
  );
}

/**
 * Tables `member` and `context` (entity_id, number, kind, x, y) of what a filter leaves, to be put after `with`.
 *
 * @param isContextWanted where not, `context` is empty
 */
export function leftSql(asked: Asked, filter: SqlFilter, p: Parameters, isContextWanted = true): string {
  const columns = "f.entity_id, f.number, f.kind, f.x, f.y";
  const { release } = asked;
  const member = `member as (select ${columns} from entity_facet f where f.graph_version = $1 and ${memberSql(filter, p)})`;
  const nothing = `(select ${columns} from entity_facet f where false)`;
  const shown =
    filter.shown.length > 0
      ? `(select ${columns} from entity_facet f where f.graph_version = $1 and f.entity_id = any(${p.add(idList(filter.shown))}::text[]))`
      : nothing;
  const parts = [member];
  const steps: string[] = [];
  const barring = filter.conditions.filter(({ about }) => about === "kinds" || typeof about === "object");
  // Who fails nothing that bars is a member, unless something else keeps it out.
  const mayBeContext = barring.length < filter.conditions.length || barring.some(({ applies }) => applies);
  if (isContextWanted && filter.context > 0 && filter.conditions.length > 0 && mayBeContext) {
    const leads = release.ontology.context ?? [];
    const types = listOf(leads.map((type) => release.relationTypes.indexOf(type)));
    const unbarred = conjunction(
      barring.map((one) => (one.applies ? `not ${one.applies(p)} or ${one.holds(p)}` : one.holds(p))),
    );
    const builtUpon = (name: string, of: string, before: readonly string[]) =>
      `${name} as (
        select ${columns} from entity_facet f
        where f.graph_version = $1 and ${unbarred}
          and f.entity_id in (
            select a.neighbour_id from ${of} m join adjacency a on a.entity_id = m.entity_id
            where a.graph_version = $1 and a.direction = 0 and a.relation_type = any(${p.add(types)}::smallint[]))
          ${before.map((one) => `and ${notIn(one, "f")}`).join(" ")})`;
    parts.push(builtUpon("built_upon", "member", ["member"]));
    steps.push("built_upon");
    if (barring.some(({ applies }) => applies)) {
      const staying = conjunction(
        filter.conditions.map((one) =>
          one.applies ? `not ${one.applies(p)} or ${one.holds(p)}` : one.holds(p),
        ),
      );
      const isFree = barring.flatMap(({ applies }) => (applies ? [`not ${applies(p)}`] : [])).join(" or ");
      parts.push(`tied as (
        select ${columns} from entity_facet f
        where f.graph_version = $1 and ${staying} and (${isFree})
          and f.entity_id in (
            select a.neighbour_id from member m join adjacency a on a.entity_id = m.entity_id
            where a.graph_version = $1))`);
      steps.push("tied");
    }
    if (filter.context === 2) {
      const first = steps.map((name) => `select * from ${name}`).join(" union ");
      parts.push(`first_ring as (${first})`);
      parts.push(builtUpon("second_ring", "first_ring", ["member", "first_ring"]));
      steps.push("second_ring");
    }
  }
  const union = [...steps.map((name) => `select * from ${name}`), shown].join(" union ");
  parts.push(`context as (select * from (${union}) c where ${notIn("member", "c")})`);
  return parts.join(",\n");
}
