/** Tiles of a graph that is too large to be had whole; what they hold is told in lib/store/store.ts. */
import { columnsOfValues } from "@/lib/graph/facet-table";
import type { Standing } from "@/lib/graph/filter-value";
import type { EntityId, Text } from "@/lib/graph/schema";
import {
  type Community,
  cellKey,
  cellsOf,
  densitySteps,
  entitiesInTile,
  type Grid,
  isTile,
  levelAt,
  type Tie,
  type TileAddress,
  type TileEntity,
  tileGraph,
  tileRectangle,
} from "@/lib/graph/tile";
import {
  densityColumns,
  neighborsInTile,
  type SubgraphAsked,
  type TileAnswer,
  type TileQuery,
  UnknownTileError,
} from "@/lib/store/store";
import { type Asked, idList, isEntityId } from "./answering";
import { aboutTiles, entitiesNamed, relationsAmong, tieOf } from "./cut-out";
import { leftSql, Parameters, sqlFilterOf } from "./filter-sql";
import type { Release } from "./releases";
import type { KeptInTile } from "./rows";
import { listOf } from "./text-rows";

/** An entity of a tile, with its values of facets. */
interface InTile {
  readonly entity: TileEntity;
  readonly facets: KeptInTile["facets"];
}

/** What stands in a tile. */
interface There {
  readonly entities: readonly InTile[];
  /** By id, where something is asked. */
  readonly standing?: ReadonlyMap<EntityId, Standing>;
  readonly total: number;
  readonly density?: readonly number[] | undefined;
}

/** @throws {UnknownTileError | BadFilterError | TooLargeError} */
export async function tileAnswer(asked: Asked, query: TileQuery, given?: SubgraphAsked): Promise<TileAnswer> {
  const { release } = asked;
  const grid = release.info.tiles;
  const tile = { z: query.z, x: query.x, y: query.y };
  if (!grid || !isTile(grid, tile)) throw new UnknownTileError(tile);
  const [there, named, regions] = await Promise.all([
    given ? filteredIn(asked, tile, given) : shownIn(asked, tile),
    namedIn(asked, query),
    regionsIn(asked, tile),
  ]);
  const all = new Map([...there.entities, ...named.entities].map((one) => [one.entity.number, one]));
  const list = [...all.values()].sort((a, b) => a.entity.number - b.entity.number);
  const standing = given && (await standingOf(asked, given, list, there.standing));
  return {
    tile,
    total: there.total,
    compact: tileGraph(
      aboutTiles(release),
      list.map(({ entity }) => ({ ...entity, ties: tiesIn(entity, named.ties) })),
      regions,
    ),
    facets: columnsOfValues(release.ontology, list.length, (i) => list[i].facets),
    ...(standing && { standing }),
    ...(there.density && { density: there.density }),
  };
}

/** Of one that was named: all its relations with others that were, beside its strongest. */
function tiesIn({ number, ties }: TileEntity, named: ReadonlyMap<number, readonly Tie[]>): readonly Tie[] {
  const more = named.get(number) ?? [];
  const isThere = (tie: Tie) =>
    ties.some((one) => one.other === tie.other && one.type === tie.type && one.isOut === tie.isOut);
  return [...ties, ...more.filter((tie) => !isThere(tie))];
}

interface TileRow {
  readonly number: number;
  readonly body: KeptInTile;
}

const fromRow = ({ number, body: { facets, ...rest } }: TileRow): InTile => ({
  entity: { number, ...rest },
  facets,
});

/** What appears in a tile down to its zoom. */
async function shownIn(asked: Asked, tile: TileAddress): Promise<There> {
  const { query, release } = asked;
  const { left, top, right, bottom } = tileRectangle(gridOf(release), tile);
  // What is counted is counted in cells of which a tile has two by two.
  const counted = tile.z === 0 ? { z: 1, x: 0, y: 0 } : tile;
  const [rows, hiding] = await Promise.all([
    query<TileRow & { found: number }>(
      // Places stand in an index; of most that appear in the cells round about, no more than that is looked at.
      `select there.number, e.body, there.found from (
         select cell, number, count(*) over ()::integer as found from tile_entity
         where graph_version = $1 and cell = any($2::bigint[]) and x between $3 and $5 and y between $4 and $6
         order by number limit $7
       ) there join tile_entity e on e.graph_version = $1 and e.cell = there.cell and e.number = there.number
       order by there.number`,
      [release.number, listOf(cellsOf(tile)), left, top, right, bottom, entitiesInTile],
    ),
    query<{ cell: string; counts: number[] }>(
      "select cell::text as cell, counts from tile_density where graph_version = $1 and cell = any($2::bigint[])",
      [release.number, listOf([...ownCells(tile), ...ownCells(counted)])],
    ),
  ]);
  const entities = rows.map(fromRow);
  const found = rows[0]?.found ?? 0;
  if (hiding.length === 0 && found <= rows.length) return { entities, total: found };
  const density = await densityOf(
    asked,
    counted,
    new Map(hiding.map(({ cell, counts }) => [Number(cell), counts])),
  );
  const total = density.reduce((sum, count) => sum + count, 0);
  return { entities, total, density: total > rows.length ? density : undefined };
}

/** A tile's own cells, in rows from the top left. */
const ownCells = ({ z, x, y }: TileAddress): number[] =>
  z === 0 ? [cellKey(0, 0, 0)] : [0, 1].flatMap((dy) => [0, 1].map((dx) => cellKey(z, x + dx, y + dy)));

/**
 * How many entities stand in each part of a tile of two by two cells: in cells that hide some as they were counted, in the
 * others those that appear.
 */
async function densityOf(
  { query, release }: Asked,
  tile: TileAddress,
  hiding: ReadonlyMap<number, readonly number[]>,
): Promise<number[]> {
  const { left, top, right, bottom } = tileRectangle(gridOf(release), tile);
  const rows = await query<{ column: number; row: number; count: number }>(
    `select least(floor((x - $3) / ($5 - $3) * $7), $7 - 1)::integer as "column",
       least(floor((y - $4) / ($6 - $4) * $7), $7 - 1)::integer as "row", count(*)::integer as count
     from tile_entity
     where graph_version = $1 and cell = any($2::bigint[]) and x between $3 and $5 and y between $4 and $6
     group by 1, 2`,
    [release.number, listOf(cellsOf(tile)), left, top, right, bottom, densityColumns],
  );
  const density = new Array<number>(densityColumns * densityColumns).fill(0);
  for (const { column, row, count } of rows) density[row * densityColumns + column] = count;
  for (const [i, cell] of ownCells(tile).entries())
    hiding.get(cell)?.forEach((count, at) => {
      const row = (i >> 1) * densitySteps + Math.floor(at / densitySteps);
      density[row * densityColumns + (i & 1) * densitySteps + (at % densitySteps)] = count;
    });
  return density;
}

const gridOf = ({ info }: Release): Grid => info.tiles ?? { extent: 0, zooms: 0 };

/** What a filter leaves in a tile: the most important, members first. */
async function filteredIn(asked: Asked, tile: TileAddress, given: SubgraphAsked): Promise<There> {
  const { query, release } = asked;
  const { left, top, right, bottom } = tileRectangle(gridOf(release), tile);
  const filter = await sqlFilterOf(asked, given);
  const p = new Parameters(release.number);
  const tables = leftSql(asked, filter, p);
  const inside = `x between ${p.add(left)} and ${p.add(right)} and y between ${p.add(top)} and ${p.add(bottom)}
    and entity_id <> all(${p.add(idList(given.without ?? []))}::text[])`;
  const rows = await query<{ entity_id: EntityId; is_context: boolean; total: number }>(
    `with ${tables}
     select entity_id, is_context, count(*) over ()::integer as total from (
       select entity_id, number, false as is_context from member where ${inside}
       union all select entity_id, number, true from context where ${inside}
     ) there order by is_context, number limit ${entitiesInTile}`,
    p.values,
  );
  const entities = await entitiesNamed(
    asked,
    rows.map(({ entity_id }) => entity_id),
  );
  return {
    total: rows[0]?.total ?? 0,
    standing: new Map(
      rows.map(({ entity_id, is_context }) => [entity_id, is_context ? "context" : "member"]),
    ),
    entities: entities.map(({ number, in_tile }) => fromRow({ number, body: in_tile })),
  };
}

/** The standing of each entity of a tile. @param known of those that the filter leaves in it */
async function standingOf(
  asked: Asked,
  given: SubgraphAsked,
  list: readonly InTile[],
  known: There["standing"] = new Map(),
): Promise<Standing[]> {
  const others = list.map(({ entity }) => entity.id).filter((id) => !known.has(id));
  const left = new Map(known);
  if (others.length > 0) {
    const { query, release } = asked;
    const p = new Parameters(release.number);
    const tables = leftSql(asked, await sqlFilterOf(asked, given), p);
    const ids = p.add(idList(others.filter((id) => !given.without?.includes(id))));
    const rows = await query<{ entity_id: EntityId; is_context: boolean }>(
      `with ${tables}
       select entity_id, false as is_context from member where entity_id = any(${ids}::text[])
       union all select entity_id, true from context where entity_id = any(${ids}::text[])`,
      p.values,
    );
    for (const { entity_id, is_context } of rows) left.set(entity_id, is_context ? "context" : "member");
  }
  return list.map(({ entity }) => left.get(entity.id) ?? "out");
}

/** Entities that are in a tile wherever they stand, with all relations among them. */
async function namedIn(
  asked: Asked,
  { with: named, around }: TileQuery,
): Promise<{ entities: readonly InTile[]; ties: ReadonlyMap<number, readonly Tie[]> }> {
  if (named.length + around.length === 0) return { entities: [], ties: new Map() };
  const { query, release } = asked;
  // One by one, each from a single shard.
  const brought = await Promise.all(
    around.filter(isEntityId).map((id) =>
      query<{ neighbour_id: EntityId }>(
        `select distinct neighbour_id, neighbour_number from adjacency
         where graph_version = $1 and entity_id = $2 order by neighbour_number limit ${neighborsInTile}`,
        [release.number, id],
      ),
    ),
  );
  const ids = new Set([...named, ...around, ...brought.flat().map((row) => row.neighbour_id)]);
  const [entities, relations] = await Promise.all([entitiesNamed(asked, ids), relationsAmong(asked, ids)]);
  const numbers = new Map(entities.map(({ number, in_tile }) => [in_tile.id, number]));
  const ties = new Map<number, Tie[]>();
  for (const row of relations) {
    const [from, to] = [numbers.get(row.entity_id), numbers.get(row.neighbour_id)];
    if (from === undefined || to === undefined) continue;
    const { of, tie } = tieOf(row, from, to);
    ties.set(of, [...(ties.get(of) ?? []), tie]);
  }
  return {
    entities: entities.map(({ number, in_tile }) => fromRow({ number, body: in_tile })),
    ties,
  };
}

/** Regions that are drawn at a tile's zoom: of the coarsest level all, of the others those that reach into it. */
async function regionsIn({ query, release }: Asked, tile: TileAddress): Promise<Community[]> {
  const level = levelAt(tile.z, release.image.levels);
  const { left, top, right, bottom } = tileRectangle(gridOf(release), tile);
  const rows = await (level === 0
    ? query<{ body: Community }>(
        "select body from community where graph_version = $1 and level = 0 order by number",
        [release.number],
      )
    : query<{ body: Community }>(
        `select body from community
         where graph_version = $1 and level = $2
           and box(point("left", top), point("right", bottom)) && box(point($3, $4), point($5, $6))
         order by number`,
        [release.number, level, left, top, right, bottom],
      ));
  return rows.map(({ body }) => body);
}

/** The name of the region that an entity stands in, of the coarsest ones. */
export async function nameOfRegion(
  { query, release }: Asked,
  communities: readonly number[],
): Promise<Text | undefined> {
  if (communities.length === 0) return undefined;
  const [row] = await query<{ name: Text }>(
    "select body -> 'name' as name from community where graph_version = $1 and number = $2",
    [release.number, communities[0]],
  );
  return row?.name;
}
