/** The graphs of the server over HTTP. Comes with the schemas of answers, so it is loaded when it is needed. */
import type * as z from "zod/mini";
import { graphAnswer, graphsAnswer } from "./contract";
import { ApiError, errorOf, request } from "./source";

export type ListedGraph = z.infer<typeof graphsAnswer>["graphs"][number];
export type GraphAbout = z.infer<typeof graphAnswer>;

/** The graphs that are served, the atlas first. @throws {ApiError} */
export const readGraphs = async (): Promise<readonly ListedGraph[]> =>
  (await read("/api/v1/graphs", graphsAnswer)).graphs;

/** What a graph is now. @throws {ApiError} */
export const readGraph = (graph: string): Promise<GraphAbout> =>
  read(`/api/v1/graphs/${encodeURIComponent(graph)}`, graphAnswer);

async function read<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
  // Another may have been imported a moment ago.
  const response = await request(path, { cache: "no-cache" });
  if (!response.ok) throw await errorOf(response);
  const result = schema.safeParse(await response.json().catch(() => undefined));
  if (result.success) return result.data;
  throw new ApiError(response.status, `Unexpected answer of ${path}: ${result.error.message}`);
}
