/** Every question that the explorer asks, with its key: one for each state of the data that it is asked of. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { GraphSource } from "@/lib/api/source";
import type { EntityId } from "@/lib/graph/schema";
import type { Direction, PathsQuery } from "@/lib/store/store";

/** How many neighbours a further page brings. */
export const neighborsPage = 50;

export const graphQuery = (source: GraphSource) =>
  queryOptions({
    queryKey: [source.version, "graph"],
    queryFn: () => source.graph(),
    structuralSharing: false,
  });

/** The facets of all entities, without what filters by them on the map. */
export const facetsQuery = (source: GraphSource) =>
  queryOptions({
    queryKey: [source.version, "facets"],
    queryFn: () => source.facets(),
    structuralSharing: false,
  });

export const entityQuery = (source: GraphSource, id: EntityId) =>
  queryOptions({
    queryKey: [source.version, "entity", id],
    queryFn: async ({ signal }) => (await source.entity(id, signal)) ?? null,
  });

/** All neighbours of one type and direction, page by page. */
export const neighborsQuery = (source: GraphSource, id: EntityId, type: string, direction: Direction) =>
  infiniteQueryOptions({
    queryKey: [source.version, "neighbors", id, type, direction],
    queryFn: async ({ pageParam, signal }) =>
      (await source.neighbors(id, { type, direction, limit: neighborsPage, cursor: pageParam }, signal)) ??
      null,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page?.next,
  });

/** The questions that come with the data. */
export const questionsQuery = (source: GraphSource) =>
  queryOptions({
    queryKey: [source.version, "questions"],
    queryFn: ({ signal }) => source.questions(signal),
  });

/** The ways between two entities with what supports each hop. */
export const pathsQuery = (source: GraphSource, asked: PathsQuery) =>
  queryOptions({
    queryKey: [source.version, "paths", asked],
    queryFn: async ({ signal }) => (await source.paths(asked, signal)) ?? null,
  });

export const searchQuery = (source: GraphSource, text: string) =>
  queryOptions({
    queryKey: [source.version, "search", text],
    queryFn: ({ signal }) => source.search(text, { limit: 25 }, signal),
    gcTime: 30_000,
  });
