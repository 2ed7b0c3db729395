/** Where a worker that makes files gets the graph from, so that no large graph is copied by way of the page. */
import { lineTo } from "@/lib/api/local-serving";
import { graphPath } from "@/lib/api/source";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { isOwn } from "@/lib/graph/own-name";

export interface GraphFrom {
  readonly graph: string;
  readonly version: string;
  /** Titles of the white paper's sections by number, in the reader's language. */
  readonly sections: Readonly<Record<string, string>>;
}

/** Of a graph that a server has, the browser holds no more than it draws and filters by. */
export type HeldParts = Pick<CompiledGraph, "compact" | "facets"> &
  Partial<Pick<CompiledGraph, "entities" | "outline">>;

/** The browser does not have the graph, or not any more. */
export class NotHeld extends Error {
  override readonly name = "NotHeld";
}

/**
 * On the page: a port to the worker that holds a graph of this browser, to go along with the order; none for others.
 *
 * @throws {NotHeld}
 */
export async function portTo({ graph }: GraphFrom): Promise<MessagePort | undefined> {
  if (!isOwn(graph)) return undefined;
  const { localGraph } = await import("@/lib/api/local-source");
  const held = await localGraph(graph);
  if (!held) throw new NotHeld("The graph is gone.");
  return held.line();
}

/**
 * In the worker: the graph.
 *
 * @param port as `portTo` gave it
 * @throws {NotHeld}
 */
export async function heldParts(
  { graph, version }: GraphFrom,
  port: MessagePort | undefined,
): Promise<HeldParts> {
  if (port) {
    const compiled = await lineTo(port).ask("compiled", []);
    if (!compiled) throw new NotHeld("The graph is gone.");
    return compiled;
  }
  const [compact, facets] = await Promise.all([
    kept<CompiledGraph["compact"]>(graphPath(graph, version)),
    kept<CompiledGraph["facets"]>(`/api/v1/graph/facets?graph=${graph}&version=${version}`),
  ]);
  return { compact, facets };
}

/** Answers to a version never change, so the browser has kept them. */
async function kept<T>(path: string): Promise<T> {
  const response = await fetch(path, { cache: "force-cache" }).catch(() => undefined);
  if (!response?.ok) throw new NotHeld(`${path} is not kept.`);
  return (await response.json()) as T;
}
