/**
 * A graph that is a part of a map too large to be here as a whole: what is known of the rest. The part changes as the reader
 * moves about; whatever is said of the map itself is said of all of it, from here.
 */
import type { Bounds } from "./bounds";
import type { FacetTable } from "./facet-table";
import type { FacetCounts } from "./filter-counts";
import { degreeOf, type Graph, type Region, relationsOf } from "./graph";
import type { EntityId, Text } from "./schema";
import type { TileAddress } from "./tile";

export interface MapPart {
  /** Names it, among all parts of this map. */
  readonly key: string;
  readonly tile: TileAddress;
  /** What of the map it shows. */
  readonly rectangle: Bounds;
  /** How many entities stand there, and are left by the filter where it has one. */
  readonly total: number;
  /** Where they stand: counts in rows from the top left, as many to a row as there are rows. */
  readonly density?: readonly number[] | undefined;
  /** What the whole map is fitted by: the places of its most important entities. */
  readonly whole: Bounds;
  /** Regions of the whole map. */
  readonly regions: readonly Region[];
  /** Entities and relations of the whole. */
  readonly size: number;
  readonly relations: number;
  /** Entities that are in it wherever they stand, if there are any of these names. */
  readonly named: ReadonlySet<string>;
  readonly facets: FacetTable;
  /** The filter that it was asked for with, as parameters of an address. */
  readonly filter: string;
  /** What that makes of each entity, as codes of filter-value.ts. */
  readonly standing?: Uint8Array | undefined;
  /** Names of entities that are not in it, as far as what is told of those that are needs them. */
  readonly names?: ReadonlyMap<EntityId, Text> | undefined;
  /** What it leaves of the whole map, once that is known. */
  readonly counts?: PartCounts | undefined;
}

/** What a filter leaves of the whole map, and would leave if one more thing were chosen; see filter-counts.ts. */
export interface PartCounts {
  readonly members: number;
  /** Absent where they are too many to be counted in time. */
  readonly context?: number | undefined;
  readonly kinds: readonly number[];
  /** By id. */
  readonly scopes: ReadonlyMap<string, number>;
  readonly facets: ReadonlyMap<string, FacetCounts>;
}

/** How many entities there are, here or elsewhere. */
export const sizeOfWhole = ({ part, size }: Pick<Graph, "part" | "size">): number => part?.size ?? size;

/** Whether there are relations of an entity that lead out of the part that is here. */
export const isPartlyHere = (graph: Graph, entity: number): boolean =>
  graph.part !== undefined && relationsOf(graph, entity).length < degreeOf(graph, entity);

/** What an entity is called, here or, as far as that is known, elsewhere. */
export const nameIn = ({ names, indexOf, part }: Graph, id: EntityId): Text | undefined =>
  names[indexOf(id)] ?? part?.names?.get(id);

/** The same; of one whose name is not known, the part of its id that is made of it. Nothing of what is no entity's id. */
export function calledIn(graph: Graph, value: string): Text | undefined {
  const name = nameIn(graph, value);
  if (name) return name;
  const slash = value.indexOf("/");
  if (slash < 0 || !graph.kinds.includes(value.slice(0, slash))) return undefined;
  const slug = value.slice(slash + 1);
  return { en: slug, zh: slug };
}
