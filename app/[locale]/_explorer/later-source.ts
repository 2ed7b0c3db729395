/** Sources that are there at once, though what answers is fetched by the first question: few pages need it. */
import { ApiError, askForGraph, type GraphSource } from "@/lib/api/source";
import type { Grid } from "@/lib/graph/tile";
import type { GraphStart } from "./graph-start";

/** A graph that only this browser has. @param version tells it apart from what had the same name before */
export const ownSource = (graph: string, version: string): GraphSource =>
  laterSource(version, () => findOwn(graph));

/** A graph of the server that is too large to be here as a whole. */
export function tiledSource(start: GraphStart, version: string, grid: Grid): GraphSource {
  const { graph, entities = 0, relations = 0 } = start;
  const first = window.firstPicture;
  return laterSource(version, async () => {
    const { tilesSource } = await import("@/lib/api/tiles-source");
    return tilesSource({ graph, version, grid, entities, relations, first });
  });
}

/** A graph whose server could not say what there is of it when it sent the page: once it can, the page is fetched anew. */
export const awaitedSource = (graph: string): GraphSource =>
  laterSource(`${graph} awaited`, async () => {
    await askForGraph(graph);
    location.reload();
    return new Promise(() => undefined);
  });

function laterSource(version: string, find: () => Promise<GraphSource>): GraphSource {
  let coming: Promise<GraphSource> | undefined;
  const source = (): Promise<GraphSource> => {
    coming ??= find().catch((error: unknown) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
  return {
    version,
    graph: async () => (await source()).graph(),
    facets: async () => (await source()).facets(),
    entity: async (id, signal) => (await source()).entity(id, signal),
    neighbors: async (id, query, signal) => (await source()).neighbors(id, query, signal),
    search: async (text, options, signal) => (await source()).search(text, options, signal),
    paths: async (query, signal) => (await source()).paths(query, signal),
    questions: async (signal) => (await source()).questions(signal),
    parts: async () => (await source()).parts?.(),
    warmUp: () => {
      source().then(
        (found) => found.warmUp(),
        () => undefined,
      );
    },
  };
}

async function findOwn(graph: string): Promise<GraphSource> {
  const { localSource } = await import("@/lib/api/local-source");
  const found = await localSource(graph);
  if (found) return found;
  const detail = `This browser has no graph "${graph}".`;
  throw new ApiError(404, detail, {
    type: "about:blank",
    title: "No such graph",
    status: 404,
    code: "unknown-graph",
    detail,
  });
}
