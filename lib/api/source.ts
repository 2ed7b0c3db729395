/**
 * Asks for graph data on behalf of the browser: the port, and its adapter over HTTP. Other sources (tiles
 * of a large graph, a dropped file) are further adapters of the same port.
 */
import type * as z from "zod/mini";
import { GraphFormatError } from "@/lib/graph/check-compact";
import type { CompactFacets, FacetTable } from "@/lib/graph/facet-table";
import { type CompactGraph, decodeGraph, type Graph } from "@/lib/graph/graph";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { EntityId } from "@/lib/graph/schema";
import { type SearchIndex, searchGraph, searchIndexOf } from "@/lib/graph/search";
import type {
  EntityRecord,
  NeighborPage,
  NeighborQuery,
  PathsAnswer,
  PathsQuery,
  SearchHit,
} from "@/lib/store/store";
import type { Problem } from "./problem";

export interface GraphSource {
  /** The whole graph. @throws {ApiError} */
  graph(): Promise<Graph>;
  /** The values of every facet. @throws {ApiError} */
  facets(): Promise<FacetTable>;
  /** `undefined` when there is no such entity. @throws {ApiError} */
  entity(id: EntityId, signal?: AbortSignal): Promise<EntityRecord | undefined>;
  /** `undefined` when there is no such entity. @throws {ApiError} */
  neighbors(id: EntityId, query: NeighborQuery, signal?: AbortSignal): Promise<NeighborPage | undefined>;
  /** Best match first. Looks through the graph that is already here; asks for it first where it is not. */
  search(text: string, options: { kind?: string; limit: number }): Promise<readonly SearchHit[]>;
  /** The best ways between two, with what supports each hop; `undefined` when either is no entity. @throws {ApiError} */
  paths(query: PathsQuery, signal?: AbortSignal): Promise<PathsAnswer | undefined>;
  /** Ready questions, in the order in which they are offered. @throws {ApiError} */
  questions(signal?: AbortSignal): Promise<readonly ReadyQuestion[]>;
  /** Fetches and makes ahead what the first search and the first record need. Never fails: those will. */
  warmUp(): void;
}

/** An answer that is none: the server's problem, or status 0 where no server answered. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    message: string,
    readonly problem?: Problem,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Path of the whole graph in a version, the same for preloading and asking. */
export const graphPath = (graph: string, version: string): string =>
  `/api/v1/graph?graph=${graph}&version=${version}`;

interface SourceOptions {
  readonly graph: string;
  /** The state of the data that all questions are about. */
  readonly version: string;
  /** A graph that is on its way already, and the path that it was asked for by. */
  readonly first?: { readonly path: string; readonly graph: Promise<Graph> } | undefined;
}

export function httpSource({ graph: name, version, first }: SourceOptions): GraphSource {
  let graph: Promise<Graph> | undefined;
  let index: Promise<SearchIndex> | undefined;
  let facets: Promise<FacetTable> | undefined;
  const wholeGraph = () => {
    const path = graphPath(name, version);
    // Where what is on its way does not come, asking says why.
    const early = first?.path === path && !graph ? first.graph.catch(() => fetchGraph(path)) : undefined;
    graph ??= (early ?? fetchGraph(path)).catch((error: unknown) => {
      graph = undefined;
      throw error;
    });
    return graph;
  };
  const searchIndex = () => {
    index ??= wholeGraph()
      .then(searchIndexOf)
      .catch((error: unknown) => {
        index = undefined;
        throw error;
      });
    return index;
  };
  const facetTable = () => {
    facets ??= fetchFacets(`/api/v1/graph/facets?graph=${name}&version=${version}`, wholeGraph()).catch(
      (error: unknown) => {
        facets = undefined;
        throw error;
      },
    );
    return facets;
  };
  const reference = { graph: name, version };
  return {
    graph: wholeGraph,
    facets: facetTable,
    warmUp: () => void Promise.allSettled([import("./contract"), searchIndex()]),
    // Schemas of answers are large and no part of the first picture.
    entity: async (id, signal) => {
      const { entityAnswer } = await import("./contract");
      return ask(`/api/v1/entities/${id}`, reference, entityAnswer, signal);
    },
    neighbors: async (id, query, signal) => {
      const { neighborsAnswer } = await import("./contract");
      return ask(`/api/v1/entities/${id}/neighbors`, { ...reference, ...query }, neighborsAnswer, signal);
    },
    paths: async (query, signal) => {
      const { pathsAnswer } = await import("./contract");
      return ask("/api/v1/paths", { ...reference, ...query }, pathsAnswer, signal);
    },
    questions: async (signal) => {
      const { questionsAnswer } = await import("./contract");
      const answer = await ask("/api/v1/questions", reference, questionsAnswer, signal);
      return answer?.questions ?? [];
    },
    search: async (text, options) => {
      const ready = await searchIndex();
      const { graph: held } = ready;
      return searchGraph(ready, text, options).map(({ entity, matched, score }) => ({
        id: held.ids[entity],
        kind: held.kinds[held.kind[entity]],
        name: held.names[entity],
        importance: held.importance[entity],
        matched,
        score,
      }));
    },
  };
}

async function fetchGraph(path: string): Promise<Graph> {
  const response = await request(path);
  if (!response.ok) throw await errorOf(response);
  try {
    return decodeGraph((await response.json()) as CompactGraph);
  } catch (cause) {
    const reason = cause instanceof GraphFormatError ? cause.message : "no JSON";
    throw new ApiError(response.status, `The graph cannot be read: ${reason}`, undefined, { cause });
  }
}

async function fetchFacets(path: string, graph: Promise<Graph>): Promise<FacetTable> {
  // Most readers filter nothing, so what reads the columns comes with them.
  const [response, whole, { decodeFacets }] = await Promise.all([
    request(path),
    graph,
    import("@/lib/graph/facet-table"),
  ]);
  if (!response.ok) throw await errorOf(response);
  try {
    return decodeFacets((await response.json()) as CompactFacets, whole);
  } catch (cause) {
    throw new ApiError(response.status, "The facets cannot be read.", undefined, { cause });
  }
}

async function ask<T>(
  path: string,
  parameters: object,
  schema: z.ZodMiniType<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  const response = await request(`${path}?${query}`, signal);
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.problem?.code === "unknown-entity") return undefined;
    throw error;
  }
  const answer: unknown = await response.json().catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
  });
  const result = schema.safeParse(answer);
  if (!result.success)
    throw new ApiError(response.status, `Unexpected answer of ${path}: ${result.error.message}`);
  return result.data;
}

async function request(path: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, { signal: signal ?? null });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, "The server cannot be reached.", undefined, { cause });
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const { problemSchema } = await import("./problem");
  const result = problemSchema.safeParse(await response.json().catch(() => undefined));
  return result.success
    ? new ApiError(response.status, result.data.detail, result.data)
    : new ApiError(response.status, `The server answered ${response.status}.`);
}
