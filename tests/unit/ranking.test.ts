/** Rankings by the embedded store: long work gives way to other requests, and stops when nobody waits for it. */
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { compactFacets } from "@/lib/graph/facet-table";
import { emptyFilter } from "@/lib/graph/filter-value";
import { memoryStore } from "@/lib/store/memory";
import { plainOntology, seeded } from "../fixtures/random-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

const ref = { graph: "tiny" };
const all = { filter: emptyFilter, hiddenKinds: [] };
const query = { by: "betweenness", limit: 1 } as const;

/** A store over a graph that takes long to measure. */
function largeStore() {
  const size = 600;
  const random = seeded(1);
  const compact = tinyCompact(
    Array.from({ length: size }, (_, i) => ({ en: `X ${i}` })),
    Array.from({ length: size * 4 }, (_, r) => [r % size, Math.floor(random() * size)] as const),
  );
  const compiled: CompiledGraph = {
    compact,
    outline: { title: { en: "None", zh: "无" }, entries: [] },
    entities: [],
    pagerank: [],
    derived: [],
    facets: compactFacets(plainOntology, [], []),
    questions: [],
    stories: [],
  };
  return memoryStore([compiled]);
}

it("other requests are answered meanwhile", async () => {
  const store = largeStore();
  let isDone = false;
  const ranking = store.ranking(ref, all, query).finally(() => {
    isDone = true;
  });
  await setImmediate();
  await store.search(ref, { text: "x", limit: 1 });
  expect(isDone).toBe(false);
  expect((await ranking).total).toBe(600);
});

it("measuring a view stops once it is given up", async () => {
  const store = largeStore();
  const stop = new AbortController();
  const ranking = store.ranking(ref, { ...all, without: ["kind0/x0"] }, query, stop.signal);
  await setImmediate();
  stop.abort();
  await expect(ranking).rejects.toMatchObject({ name: "AbortError" });
});

it("measuring the whole graph goes on for those who ask next", async () => {
  const store = largeStore();
  const stop = new AbortController();
  const given = store.ranking(ref, all, query, stop.signal);
  const next = store.ranking(ref, all, query);
  await setImmediate();
  stop.abort();
  expect(await next).toEqual(await given);
});
