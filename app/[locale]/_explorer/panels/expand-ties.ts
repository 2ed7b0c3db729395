"use client";

/** What an entity can be expanded along. */
import { useQuery } from "@tanstack/react-query";
import { entityQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { isPartlyHere } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { type Tie, tiesOf } from "@/lib/view/expansion";
import type { Expansion } from "@/lib/view/view";

/**
 * What ties an entity to others, and whether most of them may be elsewhere: of a hub of a large map, the foremost neighbours
 * are here, and how many there are is known from what is told of it.
 */
export function useTies(graph: Graph, id: EntityId): { all: readonly Tie[]; isPartly: boolean } {
  const { source } = useAtlas();
  const entity = graph.indexOf(id);
  const isPartly = isPartlyHere(graph, entity);
  const { data: record } = useQuery({ ...entityQuery(source, id), enabled: isPartly });
  return { all: (isPartly && record?.groups) || tiesOf(graph, entity), isPartly };
}

/** How many relations there are along these types in a direction. */
export const relationsAlong = (
  ties: readonly Tie[],
  direction: Expansion["direction"],
  types: readonly string[],
): number =>
  ties
    .filter((tie) => (direction === "any" || tie.direction === direction) && types.includes(tie.type))
    .reduce((sum, { count }) => sum + count, 0);

/** The relation types of ties in a direction, in their order, each once. */
export const typesOf = (ties: readonly Tie[], direction: Expansion["direction"]): string[] => [
  ...new Set(
    ties.filter((tie) => direction === "any" || tie.direction === direction).map(({ type }) => type),
  ),
];
