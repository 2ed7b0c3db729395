/**
 * Asks for graph data on behalf of the browser: the port, and its adapter over HTTP. Other sources (tiles
 * of a large graph, a dropped file) are further adapters of the same port.
 *
 * Of a map that is too large to be here as a whole, `graph` gives a part, and `parts` the others: whoever shows the
 * graph puts the part that is wanted in its place.
 */
import type { CompactFacets, FacetTable } from "@/lib/graph/facet-table";
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import type { PartCounts } from "@/lib/graph/map-part";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { EntityId, Text } from "@/lib/graph/schema";
import type {
  EntityRecord,
  NeighborPage,
  NeighborQuery,
  PathsAnswer,
  PathsQuery,
  SearchHit,
} from "@/lib/store/store";
import type { Question, Rectangle } from "@/lib/view/view";
import type { PartAnswer } from "./part-answer";
import type { Problem } from "./problem";

export interface GraphSource {
  /** The state of the data that it answers from. */
  readonly version: string;
  /** The whole graph, or the part of its map that is seen first. @throws {ApiError} */
  graph(): Promise<Graph>;
  /** The values of every facet, for that graph. @throws {ApiError} */
  facets(): Promise<FacetTable>;
  /** `undefined` when there is no such entity. @throws {ApiError} */
  entity(id: EntityId, signal?: AbortSignal): Promise<EntityRecord | undefined>;
  /** `undefined` when there is no such entity. @throws {ApiError} */
  neighbors(id: EntityId, query: NeighborQuery, signal?: AbortSignal): Promise<NeighborPage | undefined>;
  /**
   * Best match first. Looks through the graph that is already here; asks for it first where it is not. Where only a part
   * is here, the server is asked. @throws {ApiError}
   */
  search(
    text: string,
    options: { kind?: string; limit: number },
    signal?: AbortSignal,
  ): Promise<readonly SearchHit[]>;
  /** The best ways between two, with what supports each hop; `undefined` when either is no entity. @throws {ApiError} */
  paths(query: PathsQuery, signal?: AbortSignal): Promise<PathsAnswer | undefined>;
  /** Ready questions, in the order in which they are offered. @throws {ApiError} */
  questions(signal?: AbortSignal): Promise<readonly ReadyQuestion[]>;
  /** Fetches and makes ahead what the first search needs. Never fails: that will. */
  warmUp(): void;
  /** The parts of a map that is too large to be here; nothing where the whole is. */
  parts?(): Promise<Parts | undefined>;
}

/** What of a map is wanted. */
export interface PartAsked {
  /** What has to be in it, in map units; absent: all of the map. */
  readonly sight?: Rectangle | undefined;
  /** Entities that have to be in it wherever they stand, and those that their neighbours come with. */
  readonly with: readonly EntityId[];
  readonly around: readonly EntityId[];
  /** A filter as parameters of an address; empty for none. */
  readonly filter: string;
}

/** Entities whose names are asked for at once. */
export const namesAtOnce = 150;

export interface Parts {
  /** A graph with a `part` that shows the sight. Those asked for last are kept. @throws {ApiError} */
  part(asked: PartAsked, signal?: AbortSignal): Promise<Graph>;
  /** One that is here already, or will not be. */
  kept(asked: PartAsked): Graph | undefined;
  /** Has one fetched while there is nothing else to do, so that it is there at once when it is asked for. Never fails. */
  fetchAhead(asked: PartAsked): void;
  /** What these entities are called, at most `namesAtOnce` of them. @throws {ApiError} */
  names(ids: readonly EntityId[], signal?: AbortSignal): Promise<ReadonlyMap<EntityId, Text>>;
  /** What a filter leaves of the whole map. @throws {ApiError} */
  counts(filter: string, signal?: AbortSignal): Promise<PartCounts>;
  /**
   * What a filter leaves of the whole graph, as rows, the most important first: the first of them.
   *
   * @param filter as parameters of an address @throws {ApiError}
   */
  rows(filter: string, signal?: AbortSignal): Promise<PartRows>;
  /** The entities that answer a question, the nearest first, and how many there are. @throws {ApiError} */
  answer(question: Question, signal?: AbortSignal): Promise<PartAnswer>;
}

/** Rows so far. */
export interface PartRows {
  /** These entities alone, with the values of their facets and the names of what those are. */
  readonly graph: Graph;
  /** How many rows there are in all. */
  readonly members: number;
  /** The same and some more; absent where these are all. @throws {ApiError} */
  readonly more?: ((signal?: AbortSignal) => Promise<PartRows>) | undefined;
}

/** An answer that is none: the server's problem, or status 0 where no server answered. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    message: string,
    readonly problem?: Problem,
    options?: ErrorOptions & { retryAfter?: number | undefined },
  ) {
    super(message, options);
    this.retryAfter = options?.retryAfter;
  }
  /** Seconds after which the server says it is worth asking again. */
  readonly retryAfter: number | undefined;
}

/** Whether what failed may be had later, without anything else being asked: the server, or what it asks, is away or has too much to do. */
export const mayPass = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 429 || (error.status >= 500 && !lasting.has(error.problem?.code)));
const lasting = new Set<string | undefined>(["damaged", "not-implemented", "storage-full"]);

/** Asks for the least that says whether a graph can be had. @throws {ApiError} it cannot */
export async function askForGraph(graph: string): Promise<void> {
  const response = await request(`/api/v1/graphs/${graph}`, { cache: "no-store" });
  if (!response.ok) throw await errorOf(response);
}

/** Path of the whole graph in a version, the same for preloading and asking. */
export const graphPath = (graph: string, version: string): string =>
  `/api/v1/graph?graph=${graph}&version=${version}`;

/** The same for the tile that shows all of a map which is too large. */
export const firstTilePath = (graph: string, version: string): string =>
  `/api/v1/tiles/1/0/0?graph=${graph}&version=${version}`;

/** The same for the values of its facets. */
export const facetsPath = (graph: string, version: string): string =>
  `/api/v1/graph/facets?graph=${graph}&version=${version}`;

interface SourceOptions {
  readonly graph: string;
  /** The state of the data that all questions are about. */
  readonly version: string;
  /** A graph that is on its way already, and the path that it was asked for by. */
  readonly first?: { readonly path: string; readonly graph: Promise<Graph> } | undefined;
}

export function httpSource({ graph: name, version, first }: SourceOptions): GraphSource {
  let graph: Promise<Graph> | undefined;
  let search: Promise<GraphSource["search"]> | undefined;
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
  const searchInGraph = () => {
    search ??= searchIn(wholeGraph()).catch((error: unknown) => {
      search = undefined;
      throw error;
    });
    return search;
  };
  const facetTable = () => {
    facets ??= fetchFacets(facetsPath(name, version), wholeGraph()).catch((error: unknown) => {
      facets = undefined;
      throw error;
    });
    return facets;
  };
  const reference = { graph: name, version };
  return {
    version,
    graph: wholeGraph,
    facets: facetTable,
    warmUp: () => void searchInGraph().catch(() => undefined),
    // Schemas of answers are large, and most who come need none of them.
    entity: (id, signal) =>
      ask(`/api/v1/entities/${id}`, reference, async () => (await import("./contract")).entityAnswer, signal),
    neighbors: (id, query, signal) =>
      ask(
        `/api/v1/entities/${id}/neighbors`,
        { ...reference, ...query },
        async () => (await import("./contract")).neighborsAnswer,
        signal,
      ),
    paths: (query, signal) =>
      ask(
        "/api/v1/paths",
        { ...reference, ...query },
        async () => (await import("./contract")).pathsAnswer,
        signal,
      ),
    questions: async (signal) => {
      const answer = await ask("/api/v1/questions", reference, async () => questionsSchema, signal);
      return answer ?? [];
    },
    search: async (text, options) => (await searchInGraph())(text, options),
  };
}

/** Looks through a graph; what it takes comes after the first picture. */
async function searchIn(whole: Promise<Graph>): Promise<GraphSource["search"]> {
  const [graph, { searchGraph, searchIndexOf }] = await Promise.all([whole, import("@/lib/graph/search")]);
  const index = searchIndexOf(graph);
  return async (text, options) =>
    searchGraph(index, text, options).map(({ entity, matched, score }) => ({
      id: graph.ids[entity],
      kind: graph.kinds[graph.kind[entity]],
      name: graph.names[entity],
      importance: graph.importance[entity],
      matched,
      score,
    }));
}

/** The script of the first picture has mostly read the graph already, so what reads it is fetched by need. */
async function fetchGraph(path: string): Promise<Graph> {
  const [response, { decodeGraph }, { GraphFormatError }] = await Promise.all([
    request(path),
    import("@/lib/graph/decode"),
    import("@/lib/graph/check-compact"),
  ]);
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

/** What an answer has to look like, as schemas of zod tell it. */
export interface Schema<T> {
  safeParse(
    answer: unknown,
  ): { success: true; data: T } | { success: false; error: { readonly message: string } };
}

/** Ready questions are offered to everyone who comes, who need not load a library to have them checked. */
const questionsSchema: Schema<readonly ReadyQuestion[]> = {
  safeParse(answer) {
    const { questions } = (answer ?? {}) as { questions?: unknown };
    const isQuestion = (one: Partial<ReadyQuestion> | null): one is ReadyQuestion =>
      typeof one?.slug === "string" &&
      typeof one.view === "string" &&
      typeof one.count === "number" &&
      [one.title, one.about].every((text) => typeof text?.en === "string" && typeof text.zh === "string");
    return Array.isArray(questions) && questions.every(isQuestion)
      ? { success: true, data: questions }
      : { success: false, error: { message: "these are no questions" } };
  },
};

/** @param schema fetched while the answer is on its way */
export async function ask<T>(
  path: string,
  parameters: object,
  schema: () => Promise<Schema<T>>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  const expected = schema();
  // Whether it comes is told once it is needed.
  expected.catch(() => undefined);
  const response = await request(`${path}?${query}`, { signal: signal ?? null });
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.problem?.code === "unknown-entity") return undefined;
    throw error;
  }
  const answer: unknown = await response.json().catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
  });
  const result = (await expected).safeParse(answer);
  if (!result.success)
    throw new ApiError(response.status, `Unexpected answer of ${path}: ${result.error.message}`);
  return result.data;
}

/** As `fetch`. @throws {ApiError} where no server answers; what aborts it where that was asked for */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, "The server cannot be reached.", undefined, { cause });
  }
}

/** What an answer that is none says: read without a script that would have to be fetched, since where it comes from may be away. */
export async function errorOf(response: Response): Promise<ApiError> {
  const said: unknown = await response.json().catch(() => undefined);
  const problem = isProblem(said) ? said : undefined;
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  const text = problem?.detail ?? `The server answered ${response.status}.`;
  return new ApiError(response.status, text, problem, { retryAfter });
}

/** As far as it is asked about; what stands before a server answers in other ways. */
function isProblem(said: unknown): said is Problem {
  const { code, detail } = (said ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return typeof code === "string" && typeof detail === "string";
}
