/** Graphs from elsewhere, compiled: whatever they look like, the app can serve them, and what they bring along is kept. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { compileDraft } from "@/lib/data/compile";
import { louvainOf } from "@/lib/data/louvain";
import { withOntology } from "@/lib/data/with-ontology";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { draftOf } from "@/lib/exchange/infer";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { compactFacets } from "@/lib/graph/facet-table";
import { mapRadius } from "@/lib/graph/graph";
import { memoryStore } from "@/lib/store/memory";

type Place = { x: number; y: number };

function graphOf(
  size: number,
  ties: readonly (readonly [number, number])[],
  place?: (i: number) => Place,
): ExchangeGraph {
  return {
    attributes: {},
    nodes: Array.from({ length: size }, (_, i) => ({
      id: `n${i}`,
      attributes: {},
      ...(place && { place: place(i) }),
    })),
    edges: ties.map(([from, to]) => ({ from: `n${from}`, to: `n${to}`, attributes: {} })),
  };
}

const compiled = (graph: ExchangeGraph, edits?: OntologyEdits, onProgress?: (share: number) => void) =>
  compileDraft(draftOf(graph, { id: "mine", name: { en: "Mine", zh: "我的" }, edits }).draft, onProgress);

/** Tells whether a store takes it, all places are numbers, and all regions are drawn. */
async function isSound(graph: CompiledGraph): Promise<boolean> {
  const { x, y, regions, size } = decodeGraph(JSON.parse(JSON.stringify(graph.compact)));
  const { entities } = await memoryStore([graph]).info({ graph: "mine" });
  const inRegions = regions.reduce((sum, region) => sum + region.size, 0);
  return (
    [...x, ...y, ...regions.flatMap((region) => region.outline.flat())].every(Number.isFinite) &&
    entities === size &&
    inRegions === size &&
    regions.every(({ outline }) => outline.length > 0)
  );
}

/** Numbers from 0 to 1, always the same. */
function random(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 48271) >>> 0) % 2147483647;
    return state / 2147483647;
  };
}

const line = (size: number) => Array.from({ length: size - 1 }, (_, i) => [i, i + 1] as const);

describe("a graph of any shape", () => {
  it.each<[string, ExchangeGraph]>([
    ["one entity", graphOf(1, [])],
    ["one entity that has a place", graphOf(1, [], () => ({ x: 3, y: 4 }))],
    ["two in one place", graphOf(2, [], () => ({ x: 1, y: 1 }))],
    [
      "relations to themselves alone",
      graphOf(2, [
        [0, 0],
        [1, 1],
      ]),
    ],
    ["nothing related", graphOf(400, [])],
    ["all in one place", graphOf(400, line(400), () => ({ x: 1, y: 1 }))],
    ["half in one place", graphOf(400, line(400), (i) => (i % 2 ? { x: 0, y: 0 } : { x: i, y: i }))],
    ["all on a line", graphOf(400, line(400), (i) => ({ x: i, y: 0 }))],
    [
      "one far away from all others",
      graphOf(400, line(400), (i) => (i ? { x: i % 20, y: i / 20 } : { x: 1e300, y: -1e12 })),
    ],
    [
      "a star",
      graphOf(
        900,
        Array.from({ length: 899 }, (_, i) => [i + 1, 0] as const),
      ),
    ],
    ["a line", graphOf(900, line(900))],
    [
      "pairs",
      graphOf(
        600,
        Array.from({ length: 300 }, (_, i) => [2 * i, 2 * i + 1] as const),
      ),
    ],
    [
      "the same relation many times",
      graphOf(
        3,
        Array.from({ length: 500 }, (_, i) => [i % 3, (i + 1) % 3] as const),
      ),
    ],
  ])("can be served: %s", async (_, graph) => {
    expect(await isSound(await compiled(graph))).toBe(true);
  });

  it("can be empty", async () => {
    const { compact } = await compiled(graphOf(0, []));
    expect(decodeGraph(compact).size).toBe(0);
  });

  it("always gives the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }), async (ties) => {
        const graph = graphOf(30, ties);
        const first = await compiled(graph);
        expect(await compiled(graph)).toEqual(first);
        expect(await isSound(first)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it("has the same version where the platform cannot hash, and another one when anything differs", async () => {
    // Long enough to be hashed in several blocks.
    const noted = (note: string): ExchangeGraph => ({
      attributes: {},
      nodes: Array.from({ length: 300 }, (_, i) => ({
        id: `n${i}`,
        attributes: { note: note.repeat(2500) },
      })),
      edges: [],
    });
    const graph = noted("x");
    const { version } = (await compiled(graph)).compact;
    vi.stubGlobal("crypto", {});
    expect((await compiled(graph)).compact.version).toBe(version);
    vi.unstubAllGlobals();
    expect((await compiled(noted("y"))).compact.version).not.toBe(version);
  });

  it("tells how far it is, rising to the end", async () => {
    const shares: number[] = [];
    await compiled(graphOf(40, line(40)), undefined, (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe("places that a graph brings along", () => {
  const next = random();
  /** With room for marks, as on our own maps. */
  const roomy = Array.from({ length: 300 }, (_, i) => ({
    x: (i % 20) * 60 + next() * 5,
    y: Math.floor(i / 20) * 60 + next() * 5,
  }));

  it("stay where they are if they have the map's measure", async () => {
    const { compact, entities } = await compiled(graphOf(300, line(300), (i) => roomy[i]));
    const off = entities.filter(({ name }, i) => {
      const place = roomy[Number(name.en.slice(1))];
      return Math.hypot(compact.entities.x[i] - place.x, compact.entities.y[i] - place.y) > 0.1;
    });
    expect(off).toEqual([]);
  });

  it.each([0.001, 1000])(
    "are brought to it at a scale of %d, marks apart and in the same order",
    async (scale) => {
      const { compact, entities } = await compiled(
        graphOf(300, line(300), (i) => ({ x: roomy[i].x * scale, y: roomy[i].y * scale })),
      );
      const { x, y, importance } = compact.entities;
      let overlapping = 0;
      let turned = 0;
      for (let a = 0; a < 300; a++) {
        for (let b = 0; b < a; b++) {
          const [first, second] = [a, b].map((i) => roomy[Number(entities[i].name.en.slice(1))].x);
          if (Math.abs(first - second) > 60 && first < second !== x[a] < x[b]) turned++;
          const room = mapRadius(importance[a] / 1000) + mapRadius(importance[b] / 1000);
          if (Math.hypot(x[a] - x[b], y[a] - y[b]) < room - 0.2) overlapping++;
        }
      }
      expect({ overlapping, turned }).toEqual({ overlapping: 0, turned: 0 });
    },
  );

  it("are filled up where some have none", async () => {
    const graph = graphOf(300, line(300), (i) => roomy[i]);
    const nodes = graph.nodes.map((node, i) => (i % 5 ? node : { id: node.id, attributes: {} }));
    expect(await isSound(await compiled({ ...graph, nodes }))).toBe(true);
  });
});

describe("communities", () => {
  it("become regions: what is densely tied stays together", async () => {
    const next = random();
    const ties = Array.from({ length: 3000 }, () => {
      const group = Math.floor(next() * 6);
      const within = () => group * 100 + Math.floor(next() * 100);
      return next() < 0.9 ? ([within(), within()] as const) : ([within(), Math.floor(next() * 600)] as const);
    });
    const { compact, entities } = await compiled(
      graphOf(600, [...ties, ...line(600).filter(([, to]) => to % 100 > 0)]),
    );
    expect(compact.regions.map(({ size: of }) => of)).toEqual([100, 100, 100, 100, 100, 100]);
    const mixed = new Set(
      entities.map(
        ({ name }, i) => `${Math.floor(Number(name.en.slice(1)) / 100)} ${compact.entities.region[i]}`,
      ),
    );
    expect(mixed.size).toBe(6);
  });

  it("are found where two cliques share one tie", () => {
    const clique = [0, 1, 2, 3];
    const pairs = [0, 4].flatMap((start) =>
      clique.flatMap((a) => clique.filter((b) => b !== a).map((b) => [start + a, start + b])),
    );
    const all = [...pairs, [3, 4], [4, 3]].sort(([a, c], [b, d]) => a - b || c - d);
    const from = Uint32Array.from({ length: 9 }, (_, i) => all.filter(([a]) => a < i).length);
    const found = louvainOf({
      size: 8,
      from,
      neighbour: Uint32Array.from(all, ([, b]) => b),
      strength: new Float64Array(all.length).fill(1),
    });
    expect([...found]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });
});

describe("what the ontology says", () => {
  it("lets descent be followed where an edit makes a type carry it", async () => {
    const graph = await compiled(graphOf(4, line(4)), { relations: { related_to: { ancestor: "to" } } });
    const lineage = await memoryStore([graph]).lineage(
      { graph: "mine" },
      { of: "entity/n1", direction: "both", limit: 10 },
    );
    expect(lineage?.totals).toMatchObject({ ancestors: { count: 2 }, descendants: { count: 1 } });
  });

  it("reads Chinese names by their sounds, and loads no dictionary for others", async () => {
    const graph = graphOf(2, []);
    const nodes = graph.nodes.map((node, i) => ({ ...node, label: ["重庆", "Rome"][i] }));
    expect((await compiled({ ...graph, nodes })).compact.readings).toMatchObject({
      重: "zhong chong",
      庆: "qing",
    });
    expect((await compiled(graph)).compact.readings).toEqual({});
  });
});

describe("a large graph", () => {
  it("is ready in a few seconds", async () => {
    const next = random();
    const size = 10_000;
    const ties = Array.from(
      { length: 30_000 },
      () => [Math.floor(next() * size), Math.floor(size * next() ** 4)] as const,
    );
    const started = process.cpuUsage();
    const graph = await compiled(graphOf(size, ties));
    const { user, system } = process.cpuUsage(started);
    expect(await isSound(graph)).toBe(true);
    // Two seconds on a machine that does nothing else.
    expect((user + system) / 1e6).toBeLessThan(8);
  });
});

describe("the same graph under another ontology", () => {
  const graph: ExchangeGraph = {
    attributes: {},
    nodes: ["red", "blue", "red", "red"].map((paint, i) => ({
      id: `n${i}`,
      attributes: { paint, year: 1990 + i },
    })),
    edges: [],
  };

  it("has facets of that ontology, which other labels leave as they were", async () => {
    const before = await compiled(graph);
    const { ontology } = before.compact;
    const [kind] = Object.keys(ontology.kinds);
    const facts = (change: object) => ({
      ...ontology,
      kinds: {
        ...ontology.kinds,
        [kind]: {
          ...ontology.kinds[kind],
          facts: { ...ontology.kinds[kind].facts, paint: { ...ontology.kinds[kind].facts.paint, ...change } },
        },
      },
    });
    const named = withOntology(before, facts({ label: { en: "Paint", zh: "漆" } }));
    expect(named.facets).toEqual(compactFacets(named.compact.ontology, named.entities, named.derived));
    expect(Object.keys(named.facets.columns)).toContain("paint");
    expect(named.compact.version).not.toBe(before.compact.version);
    const without = withOntology(before, facts({ facet: false }));
    expect(Object.keys(without.facets.columns)).not.toContain("paint");
    expect(Object.keys(without.facets.columns)).toContain("year");
  });
});
