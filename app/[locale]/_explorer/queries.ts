/** Every question that the explorer asks, with its key: one for each state of the data that it is asked of. */
import type { Question } from "@/app/[locale]/_parts/answers";
import type { GraphSource } from "@/lib/api/source";
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { EntityId } from "@/lib/graph/schema";
import type {
  Direction,
  EntityRecord,
  NeighborPage,
  PathsAnswer,
  PathsQuery,
  SearchHit,
} from "@/lib/store/store";

/** How many neighbours a further page brings. */
export const neighborsPage = 50;

export const graphQuery = (source: GraphSource): Question<Graph> => ({
  key: [source.version, "graph"],
  ask: () => source.graph(),
});

/** The facets of all entities, without what filters by them on the map. */
export const facetsQuery = (source: GraphSource): Question<FacetTable> => ({
  key: [source.version, "facets"],
  ask: () => source.facets(),
});

export const entityQuery = (source: GraphSource, id: EntityId): Question<EntityRecord | null> => ({
  key: [source.version, "entity", id],
  ask: async (signal) => (await source.entity(id, signal)) ?? null,
});

/** Neighbours of one type and direction, from a cursor on. */
export const neighborsQuery = (
  source: GraphSource,
  id: EntityId,
  type: string,
  direction: Direction,
  cursor?: string,
): Question<NeighborPage | null> => ({
  key: [source.version, "neighbors", id, type, direction, cursor],
  ask: async (signal) =>
    (await source.neighbors(id, { type, direction, limit: neighborsPage, cursor }, signal)) ?? null,
});

/** The questions that come with the data. */
export const questionsQuery = (source: GraphSource): Question<readonly ReadyQuestion[]> => ({
  key: [source.version, "questions"],
  ask: (signal) => source.questions(signal),
});

/** The ways between two entities with what supports each hop. */
export const pathsQuery = (source: GraphSource, asked: PathsQuery): Question<PathsAnswer | null> => ({
  key: [source.version, "paths", asked],
  ask: async (signal) => (await source.paths(asked, signal)) ?? null,
});

export const searchQuery = (source: GraphSource, text: string): Question<readonly SearchHit[]> => ({
  key: [source.version, "search", text],
  ask: (signal) => source.search(text, { limit: 25 }, signal),
  kept: 30_000,
});
