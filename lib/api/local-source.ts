/** Graphs that only this browser has, as a source: asked of the worker that holds them. */
import { type OwnGraph, ownGraph } from "./local-graphs";
import { type LocalLine, lineTo } from "./local-serving";
import type { ServeOrder } from "./local-worker";
import { unpackGraph } from "./packed-graph";
import { ApiError, type GraphSource } from "./source";

/** A graph that a worker holds for this page. */
export interface HeldGraph {
  readonly about: OwnGraph;
  readonly source: GraphSource;
  /** Lets another worker ask for all of it, by `lineTo`. @returns its end of the line */
  line(): MessagePort;
}

/** By name, those that are open in this page, whether they are kept beyond it or not. */
const held = new Map<string, HeldGraph>();

/** The graph of this name in this browser; `undefined` where there is none. */
export async function localSource(graph: string): Promise<GraphSource | undefined> {
  return (await localGraph(graph))?.source;
}

/** The same, with what else can be asked of it. */
export async function localGraph(graph: string): Promise<HeldGraph | undefined> {
  const known = held.get(graph);
  if (known) return known;
  // It starts while the list is looked up.
  const worker = new Worker(new URL("./local-worker.ts", import.meta.url), { type: "module" });
  const about = await ownGraph(graph);
  if (!about) {
    worker.terminate();
    return held.get(graph);
  }
  const order: ServeOrder = { serve: graph };
  return held.get(graph) ?? holdGraph(about, worker, (port) => worker.postMessage(order, [port]));
}

/**
 * Takes a graph that a worker holds for one of this page.
 *
 * @param connect tells the worker of a port at which it is to answer about the graph
 */
export function holdGraph(
  about: OwnGraph,
  worker: Pick<Worker, "addEventListener">,
  connect: (port: MessagePort) => void,
): HeldGraph {
  const open = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    connect(port2);
    return port1;
  };
  const line = lineTo(open());
  worker.addEventListener("error", ({ message }) => line.fail(message || "The worker failed."));
  const graph: HeldGraph = { about, source: sourceAt(about, line), line: open };
  held.set(about.graph, graph);
  return graph;
}

/** What is said about those that are open in this page. */
export const heldGraphs = (): OwnGraph[] => [...held.values()].map(({ about }) => about);

/** Nothing of this page asks it any more: it has been deleted, or is another one now. */
export function letGo(graph: string): void {
  held.delete(graph);
}

function sourceAt({ version }: OwnGraph, line: LocalLine): GraphSource {
  const ask: LocalLine["ask"] = (what, of, signal) =>
    line.ask(what, of, signal).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw failure(cause);
    });
  const needed = async <T>(answer: Promise<T | undefined>): Promise<T> => {
    const found = await answer;
    if (found === undefined) throw failure(new Error("The graph is gone."));
    return found;
  };
  return {
    version,
    graph: kept(() => needed(ask("graph", [])).then(unpackGraph)),
    facets: kept(() => needed(ask("facets", []))),
    entity: (id, signal) => ask("entity", [id], signal),
    neighbors: (id, query, signal) => ask("neighbors", [id, query], signal),
    paths: (query, signal) => ask("paths", [query], signal),
    questions: (signal) => ask("questions", [], signal),
    search: (text, options) => ask("search", [{ text, ...options }]),
    warmUp: () => void ask("warmUp", []).catch(() => undefined),
  };
}

/** No server is to blame, so it has no status of one that cannot be reached. */
const failure = (cause: unknown): ApiError =>
  new ApiError(500, cause instanceof Error ? cause.message : String(cause), undefined, { cause });

/** Asks once; again where that has failed. */
function kept<T>(get: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= get().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
