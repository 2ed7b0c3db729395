/** A graph that only this browser has, as a source that is there at once: what answers is fetched by the first question. */
import { ApiError, type GraphSource } from "@/lib/api/source";

/** @param version tells it apart from what had the same name before */
export function laterSource(graph: string, version: string): GraphSource {
  let coming: Promise<GraphSource> | undefined;
  const source = (): Promise<GraphSource> => {
    coming ??= find(graph).catch((error: unknown) => {
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
    search: async (text, options) => (await source()).search(text, options),
    paths: async (query, signal) => (await source()).paths(query, signal),
    questions: async (signal) => (await source()).questions(signal),
    warmUp: () => {
      source().then(
        (found) => found.warmUp(),
        () => undefined,
      );
    },
  };
}

async function find(graph: string): Promise<GraphSource> {
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
