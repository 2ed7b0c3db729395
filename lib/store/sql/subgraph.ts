/** Pages of what a filter leaves of a graph that is too large to be had whole. */
import type { Standing } from "@/lib/graph/filter-value";
import type { EntityId, Text } from "@/lib/graph/schema";
import {
  BadCursorError,
  type SubgraphAsked,
  type SubgraphPage,
  type SubgraphQuery,
  TooLargeError,
} from "@/lib/store/store";
import { type Asked, briefOf, idList } from "./answering";
import { leftSql, Parameters, sqlFilterOf } from "./filter-sql";

/** Relations of one page, at most. */
const relationsInPage = 20_000;

interface LeftRow {
  readonly entity_id: EntityId;
  readonly number: number;
  readonly is_context: boolean;
  readonly x: number;
  readonly y: number;
  readonly name: Text;
  readonly importance: number;
}

/** Where a page ends: the standing and the number of its last entity. */
interface Place {
  readonly isContext: boolean;
  readonly number: number;
}

/** @throws {BadFilterError | BadCursorError | TooLargeError} */
export async function subgraphPage(
  asked: Asked,
  given: SubgraphAsked,
  { limit, cursor }: SubgraphQuery,
): Promise<SubgraphPage> {
  const after = cursor === undefined ? undefined : placeAt(cursor);
  const { query, release } = asked;
  const filter = await sqlFilterOf(asked, given);
  const p = new Parameters(release.number);
  const left = leftSql(asked, filter, p);
  const without = p.add(idList(given.without ?? []));
  const place = after
    ? `where (is_context, number) >= (${p.add(String(after.isContext))}::boolean, ${p.add(after.number)}::integer)`
    : "";
  const rows = await query<LeftRow & { members: number; context: number }>(
    `with ${left},
     standing as (
       select *, false as is_context from member where entity_id <> all(${without}::text[])
       union all select *, true from context where entity_id <> all(${without}::text[])),
     page as (select * from standing ${place} order by is_context, number limit ${p.add(limit + 2)}),
     counts as (select count(*) filter (where not is_context) as members, count(*) filter (where is_context) as context from standing)
     select page.entity_id, page.number, page.is_context, page.x, page.y, n.names -> 0 as name, n.importance,
       counts.members::integer as members, counts.context::integer as context
     from counts left join page on true
     left join entity_name n on n.graph_version = $1 and n.entity_id = page.entity_id
     order by page.is_context, page.number`,
    p.values,
  );
  const { members, context } = rows[0];
  const found = rows.filter(({ entity_id }) => entity_id !== null);
  const isThere = after && found[0]?.number === after.number && found[0].is_context === after.isContext;
  if (cursor !== undefined && !(isThere && found.length > 1)) throw new BadCursorError(cursor);
  const start = after ? 1 : 0;
  const page = found.slice(start, start + limit);
  const last = page[page.length - 1];
  return {
    members,
    context,
    entities: page.map((row) => ({
      ...briefOf(row.entity_id, row.name, row.importance),
      standing: (row.is_context ? "context" : "member") satisfies Standing,
      x: row.x,
      y: row.y,
    })),
    relations: page.length === 0 ? [] : await relationsOfPage(asked, given, page),
    next:
      found.length > start + limit
        ? cursorAt({ isContext: last.is_context, number: last.number })
        : undefined,
  };
}

/** Relations of a page's entities among themselves and with those of the pages before. @throws {TooLargeError} */
async function relationsOfPage(
  asked: Asked,
  given: SubgraphAsked,
  page: readonly LeftRow[],
): Promise<SubgraphPage["relations"]> {
  const { query, release } = asked;
  const filter = await sqlFilterOf(asked, given);
  const p = new Parameters(release.number);
  const isContextPage = page.some((row) => row.is_context);
  const left = leftSql(asked, filter, p, isContextPage);
  const last = page[page.length - 1];
  const without = p.add(idList(given.without ?? []));
  const ids = p.add(idList(page.map((row) => row.entity_id)));
  const [isContext, number] = [p.add(String(last.is_context)), p.add(last.number)];
  const off = p.add(
    `{${(given.hiddenTypes ?? []).map((type) => release.relationTypes.indexOf(type)).join(",")}}`,
  );
  const rows = await query<{
    entity_id: EntityId;
    direction: number;
    relation_type: number;
    neighbour_id: EntityId;
    sourced: boolean;
  }>(
    `with ${left},
     standing as (
       select entity_id, number, false as is_context from member where entity_id <> all(${without}::text[])
       union all select entity_id, number, true from context where entity_id <> all(${without}::text[]))
     select a.entity_id, a.direction, a.relation_type, a.neighbour_id, a.sources is not null as sourced
     from adjacency a
     where a.graph_version = $1 and a.entity_id = any(${ids}::text[])
       and a.relation_type <> all(${off}::smallint[])
       and (a.direction = 0 or a.neighbour_id <> all(${ids}::text[]))
       and a.neighbour_id in (
         select entity_id from standing where (is_context, number) <= (${isContext}::boolean, ${number}::integer))
     limit ${relationsInPage + 1}`,
    p.values,
  );
  if (rows.length > relationsInPage)
    throw new TooLargeError(
      `These entities have more than ${relationsInPage} relations among them; ask for fewer on a page, or filter more.`,
    );
  return rows.map(({ entity_id, direction, relation_type, neighbour_id, sourced }) => ({
    from: direction === 0 ? entity_id : neighbour_id,
    type: release.relationTypes[relation_type],
    to: direction === 0 ? neighbour_id : entity_id,
    sourced,
  }));
}

const cursorAt = ({ isContext, number }: Place): string =>
  Buffer.from(`after ${isContext ? 1 : 0} ${number}`).toString("base64url");

/** @throws {BadCursorError} no list ever gave it */
function placeAt(cursor: string): Place {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, isContext, number] = /^after ([01]) (\d{1,9})$/.exec(text) ?? [];
  if (number === undefined || Buffer.from(text).toString("base64url") !== cursor)
    throw new BadCursorError(cursor);
  return { isContext: isContext === "1", number: Number(number) };
}
