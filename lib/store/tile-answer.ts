/** Tiles of a graph in memory. How it is cut is worked out once, before its first tile. */
import { facetsWithin } from "@/lib/graph/facet-table";
import { context, member, standings } from "@/lib/graph/filter-value";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import { type Places, placedIn, placesOf } from "@/lib/graph/places";
import {
  appearances,
  type Community,
  cellAt,
  cellsOf,
  deepestZoom,
  entitiesInTile,
  extentOf,
  type Grid,
  isTile,
  levelAt,
  neighborsInTile,
  type Tie,
  type TileAddress,
  type TileEntity,
  tiesInTile,
  tileGraph,
  tileRectangle,
} from "@/lib/graph/tile";
import type { HeldGraph } from "./held";
import { endsOf, type NeighborOrder, otherOf } from "./neighbors";
import { densityColumns, type TileAnswer, type TileQuery, UnknownTileError } from "./store";

/** How a graph in memory is cut. */
export interface Cut {
  readonly grid: Grid;
  /** By cell, who appears in it, the most important first. */
  readonly cells: ReadonlyMap<number, readonly number[]>;
  readonly places: Places;
  /** Densities that have been counted, by tile; those of large tiles take some milliseconds. */
  readonly densities: Map<string, number[]>;
}

/** Densities that are kept; each is `densityColumns` squared numbers. */
const densitiesKept = 256;

/** @param zooms by entity, the zoom at which it appears, where that is known */
export function cutOf(graph: Graph, zooms?: Uint8Array): Cut {
  const extent = extentOf(graph.x, graph.y);
  const cells = new Map<number, number[]>();
  let last = 0;
  (zooms ?? appearances(extent, graph.x, graph.y)).forEach((zoom, i) => {
    last = Math.max(last, zoom);
    const key = cellAt({ extent }, zoom, graph.x[i], graph.y[i]);
    const cell = cells.get(key);
    if (cell) cell.push(i);
    else cells.set(key, [i]);
  });
  return {
    grid: { extent, zooms: Math.min(last, deepestZoom) },
    cells,
    places: placesOf({ extent }, graph.x, graph.y),
    densities: new Map(),
  };
}

interface TileSource extends HeldGraph {
  readonly cut: Cut;
  readonly order: NeighborOrder;
  readonly about: Pick<Parameters<typeof tileGraph>[0], "graph" | "version" | "ontology" | "readings">;
}

/**
 * @param standing of each entity, where something is asked
 * @throws {UnknownTileError}
 */
export function tileAnswer(held: TileSource, query: TileQuery, standing?: Uint8Array): TileAnswer {
  const { graph, cut, table, about } = held;
  if (!isTile(cut.grid, query)) throw new UnknownTileError(query);
  const tile = { z: query.z, x: query.x, y: query.y };
  const { total, shown } = standing ? leftIn(cut, tile, standing) : appearingIn(graph, cut, tile);
  const named = namedIn(held, query);
  const entities = new Set([...shown.slice(0, entitiesInTile), ...named]);
  const list = [...entities].sort((a, b) => a - b);
  const level = held.levels[levelAt(tile.z, held.levels.length)];
  const isLeftOut = !standing && total > Math.min(shown.length, entitiesInTile);
  return {
    tile,
    total,
    compact: tileGraph(
      { ...about, size: graph.within?.size ?? graph.size },
      list.map((entity) => tileEntity(held, entity, level, entities, named)),
      communitiesIn(level, cut.grid, tile, list),
    ),
    facets: facetsWithin(table, list),
    ...(standing && { standing: list.map((entity) => standings[standing[entity]]) }),
    ...(isLeftOut && { density: densityIn(graph, cut, tile) }),
  };
}

/** Columns and rows of a tile's own cells. */
function* ownCells({ z, x, y }: TileAddress): Generator<readonly [column: number, row: number]> {
  const side = z === 0 ? 1 : 2;
  for (let row = y; row < y + side; row++)
    for (let column = x; column < x + side; column++) yield [column, row];
}

function* standingIn({ places }: Cut, tile: TileAddress): Generator<Uint32Array> {
  for (const [column, row] of ownCells(tile)) yield placedIn(places, tile.z, column, row);
}

interface InTile {
  /** How many stand in it. */
  readonly total: number;
  /** Those of them that are shown, the most important first; more than there is room for, maybe. */
  readonly shown: readonly number[];
}

function appearingIn(graph: Graph, cut: Cut, tile: TileAddress): InTile {
  const { z } = tile;
  let total = 0;
  for (const stretch of standingIn(cut, tile)) total += stretch.length;
  const own = new Set([...ownCells(tile)].map(([column, row]) => row * 2 ** z + column));
  const first = cellAt({ extent: 1 }, z, -1, -1);
  const isIn = (i: number) => own.has(cellAt(cut.grid, z, graph.x[i], graph.y[i]) - first);
  const shown = cellsOf(tile)
    .flatMap((key) => cut.cells.get(key) ?? [])
    .filter(isIn)
    .sort((a, b) => a - b);
  return { total, shown };
}

/** What a filter leaves in a tile, members first. */
function leftIn(cut: Cut, tile: TileAddress, standing: Uint8Array): InTile {
  const [members, around]: [number[], number[]] = [[], []];
  for (const stretch of standingIn(cut, tile)) {
    for (const entity of stretch) {
      if (standing[entity] === member) members.push(entity);
      else if (standing[entity] === context) around.push(entity);
    }
  }
  const total = members.length + around.length;
  const shown = [members, around].flatMap((some) => Array.from(Uint32Array.from(some).sort()));
  return { total, shown };
}

/** What is in a tile wherever it stands, as indices. */
function namedIn(held: TileSource, { with: ids, around }: TileQuery): ReadonlySet<number> {
  const { graph } = held;
  const indices = (list: readonly string[]) => list.map((id) => graph.indexOf(id)).filter((i) => i >= 0);
  const named = new Set(indices(ids));
  for (const entity of indices(around)) {
    named.add(entity);
    for (const other of foremostNeighbours(held, entity)) named.add(other);
  }
  return named;
}

/** Neighbours with the smallest numbers, as many as are brought along. */
function foremostNeighbours({ graph, order }: TileSource, entity: number): number[] {
  const others = new Set<number>();
  let least = 0;
  for (const end of endsOf(order, entity)) {
    const other = otherOf(graph, end);
    // They come by importance, but those of equal importance not by number.
    if (others.size >= neighborsInTile && graph.importance[other] < least) break;
    others.add(other);
    if (others.size === neighborsInTile) least = graph.importance[other];
  }
  return [...others].sort((a, b) => a - b).slice(0, neighborsInTile);
}

function tileEntity(
  held: TileSource,
  entity: number,
  level: HeldGraph["levels"][number],
  entities: ReadonlySet<number>,
  named: ReadonlySet<number>,
): TileEntity {
  const { graph, order } = held;
  const all = tiesOf(graph, order, entity);
  const strongest = strongestOf(all);
  const isWanted = (tie: Tie) => named.has(tie.other) || (entities.has(tie.other) && strongest.includes(tie));
  const community = level.communities[level.of[entity]];
  return {
    number: entity,
    id: graph.ids[entity],
    name: graph.names[entity],
    aliases: graph.aliases[entity],
    x: graph.x[entity],
    y: graph.y[entity],
    importance: Math.round(graph.importance[entity] * 1000),
    degree: degreeOf(graph, entity),
    communities: community ? [community.number] : [],
    ties: named.has(entity) ? all.filter(isWanted) : strongest,
  };
}

/** All relations of an entity to more important ones, and loops once. */
function tiesOf(graph: Graph, order: NeighborOrder, entity: number): Tie[] {
  const { type, sourced, strength, backbone } = graph.relations;
  const ties: Tie[] = [];
  for (const end of endsOf(order, entity)) {
    const other = otherOf(graph, end);
    // The more important ones come first.
    if (graph.importance[other] < graph.importance[entity]) break;
    const relation = end >>> 1;
    const isSecondOfLoop = other === entity && (end & 1) === 1;
    if (other > entity || isSecondOfLoop) continue;
    ties.push({
      other,
      type: type[relation],
      isOut: (end & 1) === 0,
      isSourced: sourced[relation] === 1,
      strength: strength[relation],
      isBackbone: backbone[relation] === 1,
    });
  }
  return ties;
}

/** Those that a tile has room for; ties in strength by number, type and direction. */
const strongestOf = (ties: readonly Tie[]): Tie[] =>
  ties
    .toSorted(
      (a, b) =>
        b.strength - a.strength || a.other - b.other || a.type - b.type || Number(b.isOut) - Number(a.isOut),
    )
    .slice(0, tiesInTile);

export const strongestTies = (graph: Graph, order: NeighborOrder, entity: number): Tie[] =>
  strongestOf(tiesOf(graph, order, entity));

/** The communities of a level that reach into a tile, and those that its entities belong to, by number. */
function communitiesIn(
  { communities, of }: HeldGraph["levels"][number],
  grid: Grid,
  tile: TileAddress,
  entities: readonly number[],
): Community[] {
  const { left, top, right, bottom } = tileRectangle(grid, tile);
  const belonging = new Set(entities.map((entity) => of[entity]));
  return communities.filter((community, i) => {
    if (belonging.has(i)) return true;
    const box = boxOf(community);
    return box.left <= right && box.right >= left && box.top <= bottom && box.bottom >= top;
  });
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const boxes = new WeakMap<Community, Box>();

/** What holds a community's outline and name. */
function boxOf(community: Community): Box {
  const known = boxes.get(community);
  if (known) return known;
  const { x, y } = community;
  const box = { left: x, right: x, top: y, bottom: y };
  for (const ring of community.outline) {
    for (let i = 0; i < ring.length; i += 2) {
      box.left = Math.min(box.left, ring[i]);
      box.right = Math.max(box.right, ring[i]);
      box.top = Math.min(box.top, ring[i + 1]);
      box.bottom = Math.max(box.bottom, ring[i + 1]);
    }
  }
  boxes.set(community, box);
  return box;
}

function densityIn(graph: Graph, cut: Cut, tile: TileAddress): number[] {
  const key = `${tile.z}/${tile.x}/${tile.y}`;
  const known = cut.densities.get(key);
  if (known) return known;
  const { left, top, right, bottom } = tileRectangle(cut.grid, tile);
  const counts = new Array<number>(densityColumns * densityColumns).fill(0);
  const at = (value: number, from: number, to: number) =>
    Math.max(0, Math.min(densityColumns - 1, Math.floor(((value - from) / (to - from)) * densityColumns)));
  for (const stretch of standingIn(cut, tile))
    for (const i of stretch)
      counts[at(graph.y[i], top, bottom) * densityColumns + at(graph.x[i], left, right)]++;
  for (const oldest of [...cut.densities.keys()].slice(0, 1 - densitiesKept)) cut.densities.delete(oldest);
  cut.densities.set(key, counts);
  return counts;
}
