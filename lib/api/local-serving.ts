/**
 * Both ends of the line to a graph that a worker holds: the worker answers what a page asks, so that no work on a large
 * graph is done where hands are waited for.
 */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import type { GraphStore } from "@/lib/store/store";
import { type PackedGraph, packGraph } from "./packed-graph";

/** A question to the worker, and its answer; a graph that is not there has none. */
export interface LocalAnswers {
  graph(): PackedGraph | undefined;
  facets(): FacetTable | undefined;
  entity(...of: Rest<GraphStore["entity"]>): Settled<GraphStore["entity"]>;
  neighbors(...of: Rest<GraphStore["neighbors"]>): Settled<GraphStore["neighbors"]>;
  paths(...of: Rest<GraphStore["paths"]>): Settled<GraphStore["paths"]>;
  questions(): Settled<GraphStore["questions"]>;
  search(...of: Rest<GraphStore["search"]>): Settled<GraphStore["search"]>;
  /** Makes what the questions above take. */
  warmUp(): undefined;
  /** Everything, for another worker that works on all of it. */
  compiled(): CompiledGraph | undefined;
}
type Rest<M> = M extends (ref: never, ...rest: infer R) => unknown ? R : never;
type Settled<M extends (...of: never[]) => unknown> = Awaited<ReturnType<M>>;

export interface LocalQuestion {
  readonly call: number;
  readonly what: keyof LocalAnswers;
  readonly of: readonly unknown[];
}

export type LocalNews =
  | { readonly call: number; readonly answer: unknown }
  | { readonly call: number; readonly reason: string };

/** As much of a port as is used here. */
interface Port {
  onmessage: ((event: MessageEvent<LocalQuestion>) => void) | null;
  postMessage(news: LocalNews, transfer?: Transferable[]): void;
}

type Answering = {
  [What in keyof LocalAnswers]: (
    ...of: Parameters<LocalAnswers[What]>
  ) => ReturnType<LocalAnswers[What]> | Promise<ReturnType<LocalAnswers[What]>>;
};

/** Answers at this port about a graph, for as long as the worker lives. @param compiled asked for when it is first needed */
export function serveGraph(port: Port, compiled: () => Promise<CompiledGraph | undefined>): void {
  const answers = answersFrom(once(compiled));
  const answer = async ({ call, what, of }: LocalQuestion) => {
    try {
      const answering = answers[what] as (...of: readonly unknown[]) => unknown;
      const found = await answering(...of);
      port.postMessage({ call, answer: found }, what === "facets" ? columnsOf(found as FacetTable) : []);
    } catch (error) {
      port.postMessage({ call, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  port.onmessage = ({ data }) => void answer(data);
}

function answersFrom(compiled: () => Promise<CompiledGraph | undefined>): Answering {
  const decoded = once(async (): Promise<Graph | undefined> => {
    const whole = await compiled();
    return whole && decodeGraph(whole.compact);
  });
  // It makes an index for search and more, which the first picture need not wait for.
  const held = once(async () => {
    const whole = await compiled();
    if (!whole) return undefined;
    const { memoryStore } = await import("@/lib/store/memory");
    return { store: memoryStore([whole]), ref: { graph: whole.compact.graph } };
  });
  return {
    async graph() {
      const graph = await decoded();
      return graph && packGraph(graph);
    },
    async facets() {
      const [whole, graph] = [await compiled(), await decoded()];
      return whole && graph && decodeFacets(whole.facets, graph);
    },
    async entity(...of) {
      const there = await held();
      return there?.store.entity(there.ref, ...of);
    },
    async neighbors(...of) {
      const there = await held();
      return there?.store.neighbors(there.ref, ...of);
    },
    async paths(...of) {
      const there = await held();
      return there?.store.paths(there.ref, ...of);
    },
    questions: async () => (await compiled())?.questions ?? [],
    async search(...of) {
      const there = await held();
      return there ? there.store.search(there.ref, ...of) : [];
    },
    async warmUp() {
      await held();
      return undefined;
    },
    compiled,
  };
}

/** The columns are made for whoever asks, so they are handed over. */
const columnsOf = (table: FacetTable | undefined): Transferable[] =>
  [...(table?.values() ?? [])].flatMap(({ start, items }) => [
    start.buffer as ArrayBuffer,
    items.buffer as ArrayBuffer,
  ]);

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Asks at a port. */
export interface LocalLine {
  /** @throws {Error} the worker fails, or has failed @throws what the signal gives as its reason */
  ask<What extends keyof LocalAnswers>(
    what: What,
    of: Parameters<LocalAnswers[What]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<LocalAnswers[What]>>;
  /** Nothing can be expected of the worker any more. */
  fail(reason: string): void;
}

export function lineTo(port: MessagePort): LocalLine {
  let calls = 0;
  let failure: string | undefined;
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  port.onmessage = ({ data }: MessageEvent<LocalNews>) => {
    const asker = waiting.get(data.call);
    waiting.delete(data.call);
    if ("answer" in data) asker?.resolve(data.answer);
    else asker?.reject(new Error(data.reason));
  };
  return {
    ask(what, of, signal) {
      if (failure !== undefined) return Promise.reject(new Error(failure));
      const call = ++calls;
      const question: LocalQuestion = { call, what, of };
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        signal?.addEventListener("abort", () => waiting.delete(call) && reject(signal.reason), {
          once: true,
        });
        // The answer to a question is of its type.
        waiting.set(call, { resolve: resolve as (answer: unknown) => void, reject });
        port.postMessage(question);
      });
    },
    fail(reason) {
      failure = reason;
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
