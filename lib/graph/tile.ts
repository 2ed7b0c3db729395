/**
 * Tiles of a map that is too large to be sent whole. Pure: the grid, what appears at which zoom, and a tile as a graph.
 *
 * The map lies in a square round the origin. At zoom z it is cut into 2^z by 2^z cells. Going through all entities, the
 * most important first, each appears in the first cell on its way down that has not yet its fill; it is shown there and at
 * every zoom beyond. A tile is two by two cells, at every cell's corner, so tiles overlap and one of them holds all that a
 * screen needs. What is drawn at a zoom thus does not depend on where one came from.
 */
import type { CompactGraph, Region } from "./graph";
import type { Ontology } from "./ontology";
import type { EntityId, Text } from "./schema";

/** Entities that first appear in one cell, at most. */
export const entitiesInCell = 300;
/** Entities of a tile, at most: the most important ones. */
export const entitiesInTile = 2000;
/** Relations to more important entities that each one brings along, at most: the strongest. */
export const tiesInTile = 8;
/** Entities that can be asked to be in a tile wherever they stand, and of those, with their neighbours. */
export const tileLimits = { with: 200, around: 8 } as const;
/** Neighbours that come with each of the latter: the most important ones. */
export const neighborsInTile = 40;
/** Here everything appears that has not before. */
export const deepestZoom = 16;

/** Length in map units. */
export interface Grid {
  /** Half the side of the square: from -extent to extent, both ways. */
  readonly extent: number;
  /** The zoom at which the last entity appears, 0 to `deepestZoom`. */
  readonly zooms: number;
}

/** At zoom 0 the only tile is 0/0; from 1 on, x and y go from 0 to 2^z - 2, rightwards and downwards. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

interface Sight {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The least square of its kind that holds these places, so that a map which grows a little keeps its grid. */
export function extentOf(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let most = 64;
  for (const values of [x, y])
    for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]) + 1);
  return 2 ** Math.ceil(Math.log2(most));
}

/** Side of a cell in map units. */
export const cellSide = ({ extent }: Pick<Grid, "extent">, z: number): number => (2 * extent) / 2 ** z;

/** What of the map a tile shows. */
export function tileRectangle(grid: Grid, { z, x, y }: TileAddress): Sight {
  const side = cellSide(grid, z);
  const cells = z === 0 ? 1 : 2;
  const [left, top] = [x * side - grid.extent, y * side - grid.extent];
  return { left, top, right: left + cells * side, bottom: top + cells * side };
}

export const isTile = ({ zooms }: Grid, { z, x, y }: TileAddress): boolean => {
  const last = Math.max(0, 2 ** z - 2);
  return (
    [z, x, y].every((one) => Number.isInteger(one) && one >= 0) &&
    z <= Math.max(1, zooms) &&
    x <= last &&
    y <= last
  );
};

/** The deepest tile that holds all of the map that is in sight. */
export function tileFor(grid: Grid, sight: Sight): TileAddress {
  const span = Math.max(sight.right - sight.left, sight.bottom - sight.top, Number.EPSILON);
  const fitting = Math.floor(Math.log2((2 * grid.extent) / span));
  const z = Math.max(1, Math.min(fitting, grid.zooms));
  const at = (from: number) =>
    Math.max(0, Math.min(2 ** z - 2, Math.floor((from + grid.extent) / cellSide(grid, z))));
  return { z, x: at(sight.left), y: at(sight.top) };
}

/** A cell as one number, for stores that have them by key. */
export const cellKey = (z: number, column: number, row: number): number =>
  (4 ** z - 1) / 3 + row * 2 ** z + column;

/** The cell that a place lies in. */
export function cellAt({ extent }: Pick<Grid, "extent">, z: number, x: number, y: number): number {
  const last = 2 ** z - 1;
  const at = (value: number) =>
    Math.max(0, Math.min(last, Math.floor(((value + extent) / (2 * extent)) * 2 ** z)));
  return cellKey(z, at(x), at(y));
}

/** The cells whose entities may stand in a tile: its own, and those that these lie in. */
export function cellsOf({ z, x, y }: TileAddress): number[] {
  const keys = new Set<number>();
  const own = z === 0 ? [0] : [0, 1];
  for (const dy of own)
    for (const dx of own)
      for (let up = 0; up <= z; up++) keys.add(cellKey(z - up, (x + dx) >> up, (y + dy) >> up));
  return [...keys].sort((a, b) => a - b);
}

/**
 * The zoom at which each entity appears.
 *
 * @param x places of all entities, the most important first
 */
export function appearances(extent: number, x: ArrayLike<number>, y: ArrayLike<number>): Uint8Array {
  const zooms = new Uint8Array(x.length);
  const filled = new Map<number, number>();
  for (let i = 0; i < x.length; i++) {
    let z = 0;
    for (; z < deepestZoom; z++) {
      const cell = cellAt({ extent }, z, x[i], y[i]);
      const count = filled.get(cell) ?? 0;
      if (count >= entitiesInCell) continue;
      filled.set(cell, count + 1);
      break;
    }
    zooms[i] = z;
  }
  return zooms;
}

/** Places that are counted along each side of a cell, for what is not shown one by one. */
export const densitySteps = 32;

/** A relation to a more important entity, seen from the less important one. */
export interface Tie {
  /** Number of the other entity in the whole graph: 0 is the most important one. */
  readonly other: number;
  /** Index into the ontology's relations. */
  readonly type: number;
  /** Whether it leads from this entity to the other. */
  readonly isOut: boolean;
  readonly isSourced: boolean;
  /** As in `Relations`, within the whole graph. */
  readonly strength: number;
  readonly isBackbone: boolean;
}

/** What a tile says of an entity. */
export interface TileEntity {
  /** In the whole graph. */
  readonly number: number;
  readonly id: EntityId;
  readonly name: Text;
  readonly aliases: readonly string[];
  /** In map units. */
  readonly x: number;
  readonly y: number;
  /** In thousandths. */
  readonly importance: number;
  /** How many relations it has in the whole graph. */
  readonly degree: number;
  /** The communities that it belongs to, the coarsest first; numbers that the store gives. */
  readonly communities: readonly number[];
  readonly ties: readonly Tie[];
}

/** A community, as a region of the map at the zooms where its level is drawn. Its ties are with others of its level, by their numbers. */
export interface Community extends Region {
  readonly number: number;
  /** 0 for the coarsest. */
  readonly level: number;
}

/** The level of communities that is drawn as regions: the next one with every so many zooms. */
export const levelAt = (z: number, levels: number): number =>
  Math.max(0, Math.min(levels - 1, Math.floor((z - 1) / 2)));

export interface TileAbout {
  readonly graph: string;
  readonly version: string;
  readonly ontology: Ontology;
  /** Entities of the whole graph. */
  readonly size: number;
  readonly readings: Readonly<Record<string, string>>;
}

/**
 * A tile as a graph: its entities, and those of their relations whose ends are both in it.
 *
 * @param entities in any order, each once
 * @param regions communities that are drawn; whoever belongs to none of them is in no region
 */
export function tileGraph(
  { graph, version, ontology, size, readings }: TileAbout,
  entities: readonly TileEntity[],
  regions: readonly Community[],
): CompactGraph {
  const ordered = entities.toSorted((a, b) => a.number - b.number);
  const place = new Map(ordered.map(({ number }, i) => [number, i]));
  const regionOf = new Map(regions.map(({ number }, i) => [number, i]));
  const kinds = new Map(Object.keys(ontology.kinds).map((kind, i) => [kind, i]));
  const leaving = ordered.map((): { type: number; to: number; tie: Tie }[] => []);
  ordered.forEach(({ ties }, i) => {
    for (const tie of ties) {
      const other = place.get(tie.other);
      if (other === undefined) continue;
      const [from, to] = tie.isOut ? [i, other] : [other, i];
      leaving[from].push({ type: tie.type, to, tie });
    }
  });
  for (const list of leaving) list.sort((a, b) => a.type - b.type || a.to - b.to);
  const relations = leaving.flat();
  const slash = (id: EntityId) => id.indexOf("/");
  return {
    format: 1,
    graph,
    version,
    ontology,
    entities: {
      kind: ordered.map(({ id }) => kinds.get(id.slice(0, slash(id))) ?? 0),
      slug: ordered.map(({ id }) => id.slice(slash(id) + 1)),
      en: ordered.map(({ name }) => name.en),
      zh: ordered.map(({ name }) => (name.zh === name.en ? 0 : name.zh)),
      aliases: ordered.map(({ aliases }) => (aliases.length > 0 ? aliases : 0)),
      x: ordered.map(({ x }) => x),
      y: ordered.map(({ y }) => y),
      importance: ordered.map(({ importance }) => importance),
      region: ordered.map(
        ({ communities }) =>
          communities.map((one) => regionOf.get(one)).find((one) => one !== undefined) ?? -1,
      ),
    },
    relations: {
      count: leaving.map((list) => list.length),
      type: relations.map(({ type }) => type),
      to: relations.map(({ to }) => to),
      unsourced: relations.flatMap(({ tie }, i) => (tie.isSourced ? [] : [i])),
    },
    within: {
      size,
      degree: ordered.map(({ degree }) => degree),
      strength: relations.map(({ tie }) => tie.strength),
      backbone: relations.flatMap(({ tie }, i) => (tie.isBackbone ? [i] : [])),
    },
    regions: regions.map(({ number, level, ties, ...region }) => {
      const here = ties?.flatMap(([other, count]) => {
        const at = regionOf.get(other);
        return at === undefined ? [] : [[at, count] as const];
      });
      return { ...region, ...(here && here.length > 0 && { ties: here }) };
    }),
    readings,
  };
}
