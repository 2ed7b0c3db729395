/** Entities and their neighbourhoods, each out of one index range. */

import type { EntityId, Source, Text } from "@/lib/graph/schema";
import { factRecords } from "@/lib/store/fact-records";
import {
  BadCursorError,
  type EntityRecord,
  type Neighbor,
  type NeighborPage,
  type NeighborQuery,
  neighborsInRecord,
} from "@/lib/store/store";
import { type Asked, briefOf, isEntityId, kindOf } from "./answering";
import type { Release } from "./releases";
import type { KeptInTile, KeptRecord } from "./rows";
import { partOf } from "./tables";
import { listOf } from "./text-rows";
import { nameOfRegion } from "./tiles";

interface NeighbourRow {
  readonly direction: number;
  readonly relation_type: number;
  readonly rank: number;
  readonly neighbour_id: EntityId;
  readonly neighbour_name: Text;
  readonly note: Text | null;
  readonly sources: readonly Source[] | null;
}

/** Of some groups of an entity, the first neighbours each. */
const foremost = `
  select a.direction, a.relation_type, a.rank, a.neighbour_id, a.neighbour_name, a.note, a.sources
  from unnest($3::smallint[], $4::smallint[]) as wanted (relation_type, direction)
  cross join lateral (
    select * from adjacency
    where graph_version = $1 and entity_id = $2
      and direction = wanted.direction and relation_type = wanted.relation_type`;

export async function entityRecord(
  { query, release }: Asked,
  id: EntityId,
): Promise<EntityRecord | undefined> {
  if (!isEntityId(id)) return undefined;
  const [row] = await query<{
    number: number;
    degree: number;
    groups: number[];
    in_tile: KeptInTile;
    record: KeptRecord;
  }>(
    "select number, degree, groups, in_tile, record from entity where graph_version = $1 and entity_id = $2",
    [release.number, id],
  );
  if (!row) return undefined;
  const groups = groupsIn(row.groups);
  const [neighbours, region] = await Promise.all([
    query<NeighbourRow>(`${foremost} order by rank, neighbour_id limit ${neighborsInRecord}) a`, [
      release.number,
      id,
      ...wanted(groups),
    ]),
    nameOfRegion({ query, release }, row.in_tile.communities),
  ]);
  const { name, importance, aliases } = row.in_tile;
  const { summary, namedInWhitePaper, sections, facts, derived, sources, pagerank } = row.record;
  return {
    ...briefOf(id, name, importance),
    aliases,
    summary,
    namedInWhitePaper,
    sections,
    facts: factRecords(release.ontology, { kind: kindOf(id), facts, sources }),
    derived,
    sources,
    groups: groups.map(({ type, direction, count, unsourced }) => ({
      type: release.relationTypes[type],
      direction: direction === 0 ? "out" : "in",
      count,
      unsourced,
      neighbors: neighbours
        .filter((one) => one.relation_type === type && one.direction === direction)
        .map((one) => neighbourOf(release, one)),
    })),
    rank: row.number + 1,
    degree: row.degree,
    pagerank,
    region,
  };
}

/** Relations of one type and direction. */
interface Group {
  readonly type: number;
  readonly direction: number;
  readonly count: number;
  readonly unsourced: number;
}

const groupsIn = (columns: readonly number[]): Group[] =>
  Array.from({ length: columns.length / 4 }, (_, i) => {
    const [type, direction, count, unsourced] = columns.slice(i * 4, i * 4 + 4);
    return { type, direction, count, unsourced };
  });

const wanted = (groups: readonly Group[]): [types: string, directions: string] => [
  listOf(groups.map(({ type }) => type)),
  listOf(groups.map(({ direction }) => direction)),
];

const neighbourOf = (
  { relationTypes }: Release,
  { relation_type, direction, neighbour_id, neighbour_name, rank, note, sources }: NeighbourRow,
): Neighbor => ({
  type: relationTypes[relation_type],
  direction: direction === 0 ? "out" : "in",
  entity: briefOf(neighbour_id, neighbour_name, 1000 - rank),
  note: note ?? undefined,
  sources: sources ?? [],
});

/**
 * A page of neighbours with what the entity's groups are, in one question to one shard: of each group as many as a page
 * takes, put in order, as one value, since rows of their own take longer to read. One who stands at the cursor is read too: it tells that the cursor is one of this list's.
 */
const onePage = (release: number): string => `
  select array_to_json(e.groups) as groups, (select json_agg(json_build_array(
    a.direction, a.relation_type, a.rank, a.neighbour_id, a.neighbour_name, a.note, a.sources)) from (
    select n.direction, n.relation_type, n.rank, n.neighbour_id, n.neighbour_name, n.note, n.sources
    from generate_series(1, cardinality(e.groups), 4) as at
    cross join lateral (
      select * from ${partOf("adjacency", release)}
      where graph_version = $1 and entity_id = $2
        and direction = e.groups[at + 1] and relation_type = e.groups[at]
        and (rank, neighbour_id) >= ($5::smallint, $6::text)
      order by rank, neighbour_id limit $7
    ) n
    where ($3::integer is null or e.groups[at] = $3) and ($4::integer is null or e.groups[at + 1] = $4)
    order by n.rank, n.neighbour_id, n.relation_type, n.direction
    limit $7 + cardinality(e.groups) / 4
  ) a) as found
  from ${partOf("entity", release)} e where e.graph_version = $1 and e.entity_id = $2`;

/** @throws {BadCursorError} */
export async function neighbourPage(
  { query, release }: Asked,
  id: EntityId,
  { type, direction, limit, cursor }: NeighborQuery,
): Promise<NeighborPage | undefined> {
  if (!isEntityId(id)) return undefined;
  const after = cursor === undefined ? undefined : placeAt(cursor);
  const [row] = await query<{ groups: number[]; found: NeighbourColumns[] | null }>(
    onePage(release.number),
    [
      release.number,
      id,
      type === undefined ? null : release.relationTypes.indexOf(type),
      direction === undefined ? null : direction === "out" ? 0 : 1,
      after?.rank ?? 0,
      after?.id ?? "",
      limit + 2,
    ],
    true,
  );
  if (!row) return undefined;
  const total = groupsIn(row.groups)
    .filter(
      (group) =>
        (type === undefined || release.relationTypes[group.type] === type) &&
        (direction === undefined || group.direction === (direction === "out" ? 0 : 1)),
    )
    .reduce((sum, { count }) => sum + count, 0);
  const found = (row.found ?? []).map(neighbourRow);
  const first = after ? found.findIndex((one) => isAt(one, after)) + 1 : 0;
  if (cursor !== undefined && (first === 0 || first === found.length)) throw new BadCursorError(cursor);
  const page = found.slice(first, first + limit);
  return {
    neighbors: page.map((one) => neighbourOf(release, one)),
    total,
    next: first + limit < found.length ? cursorAt(page[page.length - 1]) : undefined,
  };
}

type NeighbourColumns = [
  direction: number,
  type: number,
  rank: number,
  id: EntityId,
  name: Text,
  note: Text | null,
  sources: readonly Source[] | null,
];

const neighbourRow = ([direction, type, rank, id, name, note, sources]: NeighbourColumns): NeighbourRow => ({
  direction,
  relation_type: type,
  rank,
  neighbour_id: id,
  neighbour_name: name,
  note,
  sources,
});

interface Place {
  readonly rank: number;
  readonly id: EntityId;
  readonly type: number;
  readonly direction: number;
}

const isAt = (row: NeighbourRow, { rank, id, type, direction }: Place): boolean =>
  row.rank === rank && row.neighbour_id === id && row.relation_type === type && row.direction === direction;

const cursorAt = ({ rank, neighbour_id, relation_type, direction }: NeighbourRow): string =>
  Buffer.from(`after ${rank} ${relation_type} ${direction} ${neighbour_id}`).toString("base64url");

/** @throws {BadCursorError} no list ever gave it */
function placeAt(cursor: string): Place {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, rank, type, direction, id = ""] = /^after (\d{1,4}) (\d{1,3}) ([01]) (\S+)$/.exec(text) ?? [];
  if (!isEntityId(id) || Buffer.from(text).toString("base64url") !== cursor) throw new BadCursorError(cursor);
  return { rank: Number(rank), type: Number(type), direction: Number(direction), id };
}
