/** Graphs of one browser alone: the line to the worker that holds one, and the form in which it travels. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { OwnGraph } from "@/lib/api/local-graphs";
import { serveGraph } from "@/lib/api/local-serving";
import { holdGraph, letGo, localGraph, localSource } from "@/lib/api/local-source";
import { packGraph, unpackGraph } from "@/lib/api/packed-graph";
import { ApiError } from "@/lib/api/source";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { memoryStore } from "@/lib/store/memory";
import { randomGraph } from "../fixtures/random-graph";
import { smallCompiled } from "../fixtures/small-graph";

const compiled = await smallCompiled();
const ref = { graph: compiled.compact.graph };
const store = memoryStore([compiled]);
const about: OwnGraph = {
  graph: "my-small",
  name: { en: "Small", zh: "小图" },
  version: compiled.compact.version,
  entities: compiled.entities.length,
  relations: compiled.compact.relations.to.length,
  made: "2026-11-28T00:00:00.000Z",
};
const ports: MessagePort[] = [];
const failing: ((event: { message: string }) => void)[] = [];
/** Stands in for a worker: what it serves is on the other side of a real line, and copied on its way. */
const worker = {
  addEventListener: (_: string, tell: unknown) => void failing.push(tell as (typeof failing)[number]),
} as Pick<Worker, "addEventListener">;
const hold = (graph: string, whole = async () => compiled as typeof compiled | undefined) =>
  holdGraph({ ...about, graph }, worker, (port) => {
    ports.push(port);
    serveGraph(port as unknown as Parameters<typeof serveGraph>[0], whole);
  });
const held = hold("my-small");
const { source } = held;
// An open port would keep the process.
afterAll(() => {
  for (const port of ports) port.close();
});

const withoutIndex = ({ indexOf: _, ...columns }: Graph) => columns;

describe("a source of this browser", () => {
  it("answers as the store in memory does", async () => {
    for (const id of compiled.entities.map((entity) => entity.id)) {
      expect(await source.entity(id)).toEqual(await store.entity(ref, id));
      const query = { limit: 2, direction: "out" as const };
      const page = await source.neighbors(id, query);
      expect(page).toEqual(await store.neighbors(ref, id, query));
      if (page?.next)
        expect(await source.neighbors(id, { ...query, cursor: page.next })).toEqual(
          await store.neighbors(ref, id, { ...query, cursor: page.next }),
        );
    }
    const [from, to] = compiled.entities.map(({ id }) => id);
    const asked = { from, to, k: 3, hops: 4 };
    expect(await source.paths(asked)).toEqual(await store.paths(ref, asked));
    expect(await source.questions()).toEqual(await store.questions(ref));
    for (const text of ["ernie", "文心", "bd", "llma"])
      expect(await source.search(text, { limit: 5 })).toEqual(await store.search(ref, { text, limit: 5 }));
  });

  it("has no answer about what is not there", async () => {
    expect(await source.entity("model/none")).toBeUndefined();
    expect(await source.neighbors("model/none", { limit: 3 })).toBeUndefined();
    expect(await source.paths({ from: "model/none", to: "model/other", k: 1, hops: 2 })).toBeUndefined();
  });

  it("gives the graph and its facets, each once", async () => {
    const [graph, facets] = await Promise.all([source.graph(), source.facets()]);
    const expected = decodeGraph(compiled.compact);
    expect(withoutIndex(graph)).toEqual(withoutIndex(expected));
    expect(graph.ids.map((id) => graph.indexOf(id))).toEqual(graph.ids.map((_, i) => i));
    expect(graph.indexOf("model/none")).toBe(-1);
    expect(facets).toEqual(decodeFacets(compiled.facets, expected));
    expect(await source.graph()).toBe(graph);
    expect(await source.facets()).toBe(facets);
    expect(source.version).toBe(compiled.compact.version);
  });

  it("is found by its name until it is let go", async () => {
    expect(await localSource("my-small")).toBe(source);
    const again = hold("my-other");
    expect((await localGraph("my-other"))?.source).toBe(again.source);
    letGo("my-other");
    expect(await localGraph("my-small")).toBe(held);
  });

  it("gives others a line of their own", async () => {
    const port = held.line();
    const { lineTo } = await import("@/lib/api/local-serving");
    expect(await lineTo(port).ask("compiled", [])).toEqual(compiled);
    port.close();
  });

  it("forgets what is not waited for any more", async () => {
    const stop = new AbortController();
    const answer = source.entity("model/ernie", stop.signal);
    stop.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    await expect(source.entity("model/ernie", stop.signal)).rejects.toThrow("enough");
    expect(await source.entity("model/ernie")).toBeDefined();
  });

  it("says what is wrong, and asks again", async () => {
    const isThere = { yes: false };
    const gone = hold("my-gone", async () => (isThere.yes ? compiled : undefined));
    await expect(gone.source.graph()).rejects.toThrow(ApiError);
    const broken = hold("my-broken", () => Promise.reject(new Error("no such thing")));
    await expect(broken.source.entity("model/ernie")).rejects.toThrow("no such thing");
    const waiting = hold("my-waiting", () => new Promise(() => {}));
    const answer = waiting.source.graph();
    for (const fail of failing) fail({ message: "out of memory" });
    await expect(answer).rejects.toThrow("out of memory");
    await expect(waiting.source.entity("model/ernie")).rejects.toThrow("out of memory");
  });
});

describe("a packed graph", () => {
  it("is the same graph again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.string(), { maxLength: 5 }), (size, names) => {
        const graph = randomGraph(size, size);
        const name = (i: number) => names[i % (names.length || 1)]?.replaceAll("\0", "") || "A\nb";
        const named: Graph = {
          ...graph,
          names: graph.names.map((text, i) => ({ en: name(i), zh: i % 2 ? name(i) : text.zh })),
          aliases: graph.aliases.map((_, i) => (i % 3 ? [] : [name(i), "别名"])),
        };
        const again = unpackGraph(structuredClone(packGraph(named)));
        expect(withoutIndex(again)).toEqual(withoutIndex(named));
        expect(again.indexOf(named.ids[size - 1])).toBe(size - 1);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves out of names what stands between them", () => {
    const graph = randomGraph(3);
    const odd = { ...graph, names: graph.names.map(() => ({ en: "a\0b", zh: "c\0" })) };
    expect(unpackGraph(packGraph(odd)).names).toEqual(graph.names.map(() => ({ en: "ab", zh: "c" })));
  });
});
