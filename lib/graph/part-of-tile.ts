/** A tile, as a store answers it, as a graph: a part of the map, with what is known of the rest. */
import { boundsOf } from "./bounds";
import { decodeGraph } from "./decode";
import { type CompactFacets, decodeFacets } from "./facet-table";
import { type Standing, standings } from "./filter-value";
import type { CompactGraph, Graph } from "./graph";
import type { MapPart } from "./map-part";
import type { EntityId } from "./schema";
import { type Grid, type TileAddress, tileRectangle } from "./tile";

/** What a store says of a tile. */
export interface TileSaid {
  readonly tile: TileAddress;
  readonly total: number;
  readonly compact: CompactGraph;
  readonly facets: CompactFacets;
  readonly standing?: readonly Standing[] | undefined;
  readonly density?: readonly number[] | undefined;
}

/** What was asked, and of which map. */
export interface TileContext extends Pick<MapPart, "key" | "size" | "relations" | "filter"> {
  readonly grid: Grid;
  /** Entities that were asked for wherever they stand. */
  readonly named: Iterable<EntityId>;
  /** What is known of the whole map; where nothing is, the tile shows it. */
  readonly whole?: Pick<MapPart, "whole" | "regions"> | undefined;
}

/** @throws {Error} the answer cannot be read */
export function partOfTile(
  { compact, facets, standing, total, ...tile }: TileSaid,
  { grid, whole, named, ...asked }: TileContext,
): Graph {
  const part = decodeGraph(compact);
  return {
    ...part,
    part: {
      ...asked,
      ...shownOf(grid, tile),
      total,
      whole: whole?.whole ?? boundsOf(part),
      regions: whole?.regions ?? part.regions,
      named: new Set(named),
      facets: decodeFacets(facets, part),
      standing: standing && Uint8Array.from(standing, (one) => standings.indexOf(one)),
    },
  };
}

/** What a tile shows of the map, as far as it is drawn; see `MapPart`. */
export const shownOf = (
  grid: Grid,
  { tile, density }: { readonly tile: TileAddress; readonly density?: readonly number[] | undefined },
): Pick<MapPart, "tile" | "rectangle" | "density"> => ({
  tile,
  rectangle: tileRectangle(grid, tile),
  density,
});
