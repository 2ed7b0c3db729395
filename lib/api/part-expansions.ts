/** Of a graph that is too large to be here as a whole: whom the expansions of a view bring. */
import type { EntityId } from "@/lib/graph/schema";
import { neighborsInTile } from "@/lib/graph/tile";
import type { Neighbor, NeighborPage, NeighborQuery } from "@/lib/store/store";
import type { Expansion } from "@/lib/view/view";

/** A store, or a server; it finds nothing where there is no such entity. */
type Neighbors = (id: EntityId, query: NeighborQuery) => Promise<NeighborPage | null | undefined>;

/** A neighbour may be tied by several relations, so of all relations so many more are asked for. */
const spare = 3;

/**
 * The most important neighbours along what each expansion asks for, the last expansion first. Those that come with every
 * entity whose neighbours a view speaks of are not asked for.
 */
export async function broughtIn(expansions: readonly Expansion[], neighbors: Neighbors): Promise<EntityId[]> {
  const asked = expansions.filter((one) => !comesAlong(one)).toReversed();
  const brought = await Promise.all(asked.map((expansion) => broughtBy(expansion, neighbors)));
  return [...new Set(brought.flat())];
}

/** Whether all that an expansion can bring comes with the entity itself. */
export const comesAlong = ({ types, direction, limit }: Expansion): boolean =>
  types.length === 0 && direction === "any" && limit <= neighborsInTile;

async function broughtBy(
  { id, types, direction, limit }: Expansion,
  neighbors: Neighbors,
): Promise<EntityId[]> {
  const of = direction === "any" ? {} : { direction };
  const queries: NeighborQuery[] =
    types.length === 0
      ? [{ ...of, limit: spare * limit }]
      : types.map((type) => ({ ...of, type, limit: direction === "any" ? 2 * limit : limit }));
  const pages = await Promise.all(queries.map((query) => neighbors(id, query)));
  const found = pages.flatMap((page) => page?.neighbors ?? []).toSorted(byImportance);
  const ids = new Set(found.map(({ entity }) => entity.id));
  ids.delete(id);
  return [...ids].slice(0, limit);
}

const byImportance = (a: Neighbor, b: Neighbor): number => b.entity.importance - a.entity.importance;

/** What they are kept by: the same for views that bring the same. */
export const expansionsKey = (version: string, expansions: readonly Expansion[]) => [
  version,
  "expansions",
  expansions.filter((one) => !comesAlong(one)),
];
