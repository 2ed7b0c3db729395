/** Tiles of a graph in memory. What a graph is cut into is worked out once, when the first tile is asked for. */
import { compactFacets } from "@/lib/graph/facet-table";
import { context, member, standings } from "@/lib/graph/filter-value";
import { degreeOf, type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
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
  type Tie,
  type TileEntity,
  tiesInTile,
  tileGraph,
  tileRectangle,
} from "@/lib/graph/tile";
import { type HeldGraph, standingIn } from "./held";
import {
  densityColumns,
  neighborsInTile,
  type SubgraphAsked,
  type TileAnswer,
  type TileQuery,
  UnknownTileError,
} from "./store";

/** How a graph in memory is cut. */
interface Cut {
  readonly grid: Grid;
  /** By cell, who appears in it, the most important first. */
  readonly cells: ReadonlyMap<number, readonly number[]>;
}

const cuts = new WeakMap<Graph, Cut>();

function cutOf(graph: Graph): Cut {
  const known = cuts.get(graph);
  if (known) return known;
  const extent = extentOf(graph.x, graph.y);
  const zooms = appearances(extent, graph.x, graph.y);
  const cells = new Map<number, number[]>();
  let last = 0;
  zooms.forEach((zoom, i) => {
    last = Math.max(last, zoom);
    const key = cellAt({ extent }, zoom, graph.x[i], graph.y[i]);
    const cell = cells.get(key);
    if (cell) cell.push(i);
    else cells.set(key, [i]);
  });
  const cut = { grid: { extent, zooms: Math.min(last, deepestZoom) }, cells };
  cuts.set(graph, cut);
  return cut;
}

export const gridOf = (graph: Graph): Grid => cutOf(graph).grid;

/** @throws {UnknownTileError} @throws {BadFilterError} */
export function tileAnswer(held: HeldGraph, query: TileQuery, asked?: SubgraphAsked): TileAnswer {
  const { graph, compiled } = held;
  const { grid, cells } = cutOf(graph);
  if (!isTile(grid, query)) throw new UnknownTileError(query);
  const tile = { z: query.z, x: query.x, y: query.y };
  const rectangle = tileRectangle(grid, tile);
  const isIn = (i: number) =>
    graph.x[i] >= rectangle.left &&
    graph.x[i] <= rectangle.right &&
    graph.y[i] >= rectangle.top &&
    graph.y[i] <= rectangle.bottom;
  const standing = asked && standingIn(held, asked);
  const there: number[] = [];
  for (let i = 0; i < graph.size; i++) if (isIn(i) && standing?.[i] !== 0) there.push(i);
  const shown = standing
    ? [member, context].flatMap((wanted) => there.filter((i) => standing[i] === wanted))
    : cellsOf(tile)
        .flatMap((key) => cells.get(key) ?? [])
        .filter(isIn)
        .sort((a, b) => a - b);
  const named = namedIn(graph, query);
  const entities = new Set([...shown.slice(0, entitiesInTile), ...named]);
  const list = [...entities].sort((a, b) => a - b);
  const isLeftOut = !standing && there.length > Math.min(shown.length, entitiesInTile);
  return {
    tile,
    total: there.length,
    compact: tileGraph(
      { ...aboutOf(held), size: graph.within?.size ?? graph.size },
      list.map((entity) => tileEntity(graph, entity, entities, named)),
      communitiesOf(graph, tile.z),
    ),
    facets: compactFacets(
      graph.ontology,
      list.map((entity) => compiled.entities[entity]),
      list.map((entity) => compiled.derived[entity]),
    ),
    ...(standing && { standing: list.map((entity) => standings[standing[entity]]) }),
    ...(isLeftOut && { density: densityIn(graph, rectangle, there) }),
  };
}

const aboutOf = ({ compiled: { compact } }: HeldGraph) => ({
  graph: compact.graph,
  version: compact.version,
  ontology: compact.ontology,
  readings: compact.readings,
});

/** What is in a tile wherever it stands, as indices. */
function namedIn(graph: Graph, { with: ids, around }: TileQuery): ReadonlySet<number> {
  const indices = (list: readonly string[]) => list.map((id) => graph.indexOf(id)).filter((i) => i >= 0);
  const named = new Set(indices(ids));
  for (const entity of indices(around)) {
    named.add(entity);
    const others = [...relationsOf(graph, entity)].map((relation) => otherEnd(graph, relation, entity));
    for (const other of [...new Set(others)].sort((a, b) => a - b).slice(0, neighborsInTile))
      named.add(other);
  }
  return named;
}

function tileEntity(
  graph: Graph,
  entity: number,
  entities: ReadonlySet<number>,
  named: ReadonlySet<number>,
): TileEntity {
  const strongest = strongestTies(graph, entity);
  const ties = named.has(entity)
    ? tiesOf(graph, entity).filter(
        (tie) =>
          named.has(tie.other) || (entities.has(tie.other) && strongest.some((one) => isSame(one, tie))),
      )
    : strongest;
  return {
    number: entity,
    id: graph.ids[entity],
    name: graph.names[entity],
    aliases: graph.aliases[entity],
    x: graph.x[entity],
    y: graph.y[entity],
    importance: Math.round(graph.importance[entity] * 1000),
    degree: degreeOf(graph, entity),
    communities: graph.region[entity] < 0 ? [] : [graph.region[entity]],
    ties,
  };
}

const isSame = (a: Tie, b: Tie): boolean => a.other === b.other && a.type === b.type && a.isOut === b.isOut;

/** All relations of an entity to more important ones, and loops once. */
function tiesOf(graph: Graph, entity: number): Tie[] {
  const { type, from, sourced, strength, backbone } = graph.relations;
  const ties: Tie[] = [];
  const seen = new Set<number>();
  for (const relation of relationsOf(graph, entity)) {
    const other = otherEnd(graph, relation, entity);
    if (other > entity || seen.has(relation)) continue;
    seen.add(relation);
    ties.push({
      other,
      type: type[relation],
      isOut: from[relation] === entity,
      isSourced: sourced[relation] === 1,
      strength: strength[relation],
      isBackbone: backbone[relation] === 1,
    });
  }
  return ties;
}

/** Those that a tile has room for; ties in strength by number, type and direction. */
export const strongestTies = (graph: Graph, entity: number): Tie[] =>
  tiesOf(graph, entity)
    .sort(
      (a, b) =>
        b.strength - a.strength || a.other - b.other || a.type - b.type || Number(b.isOut) - Number(a.isOut),
    )
    .slice(0, tiesInTile);

/** In memory there is one level of communities: the regions of the map. */
const communitiesOf = (graph: Graph, z: number): Community[] =>
  levelAt(z, 1) === 0 ? graph.regions.map((region, number) => ({ ...region, number, level: 0 })) : [];

function densityIn(
  graph: Graph,
  { left, top, right, bottom }: ReturnType<typeof tileRectangle>,
  there: readonly number[],
): number[] {
  const counts = new Array<number>(densityColumns * densityColumns).fill(0);
  const at = (value: number, from: number, to: number) =>
    Math.min(densityColumns - 1, Math.floor(((value - from) / (to - from)) * densityColumns));
  for (const i of there) counts[at(graph.y[i], top, bottom) * densityColumns + at(graph.x[i], left, right)]++;
  return counts;
}
