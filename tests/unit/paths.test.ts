/** The best paths between two entities: telling hops before trivial ones, and exactly the cheapest in any graph. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathsBetween } from "@/lib/graph/far-paths";
import { foldGraph } from "@/lib/graph/fold";
import { degreeOf, type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import { bestPaths, hopCosts, tollOf } from "@/lib/graph/paths";
import type { EntityId } from "@/lib/graph/schema";
import { exploreLimits } from "@/lib/view/view";
import { anyFlowing, flowing, flowingOntology, told } from "../fixtures/flowing-graph";
import { randomGraph, seeded } from "../fixtures/random-graph";
import type { Written } from "../fixtures/scoped-graph";

/** The most that readers can ask for. */
const pathLimits = { k: exploreLimits.paths, hops: exploreLimits.hops };

/** Paths as text, such as `model/a > model/b > model/c`. */
const pathsOf = (
  graph: Graph,
  from: EntityId,
  to: EntityId,
  asked: Partial<Parameters<typeof bestPaths>[3]> = {},
) =>
  bestPaths(graph, graph.indexOf(from), graph.indexOf(to), { ...pathLimits, ...asked }).map(({ nodes }) =>
    nodes.map((node) => graph.ids[node]).join(" > "),
  );

/** A chain from a to f; between a and c a way round by d. */
const { graph: chain } = flowing({
  "model/a": { to: { based_on: ["model/b"], compared_with: ["model/d"] } },
  "model/b": { to: { based_on: ["model/c"] } },
  "model/c": { to: { based_on: ["model/e"] } },
  "model/d": { to: { compared_with: ["model/c"] } },
  "model/e": { to: { based_on: ["model/f"] } },
  "model/f": {},
  "model/alone": {},
});

describe("paths between two entities", () => {
  it("come in the order of their cost, whichever way relations run", () => {
    const forth = ["model/a > model/b > model/c", "model/a > model/d > model/c"];
    expect(pathsOf(chain, "model/a", "model/c")).toEqual(forth);
    const back = forth.map((path) => path.split(" > ").reverse().join(" > "));
    expect(pathsOf(chain, "model/c", "model/a")).toEqual(back);
  });

  it("are as many as are asked for", () => {
    expect(pathsOf(chain, "model/a", "model/c", { k: 1 })).toEqual(["model/a > model/b > model/c"]);
    expect(pathsOf(chain, "model/a", "model/c", { k: 0 })).toEqual([]);
  });

  it.each([
    ["within too few hops", "model/a", "model/f", 3],
    ["to what is tied to nothing", "model/a", "model/alone", 6],
    ["from an entity to itself", "model/a", "model/a", 6],
  ] as const)("there are none %s", (_, from, to, hops) => {
    expect(pathsOf(chain, from, to, { hops })).toEqual([]);
  });

  it("may take exactly as many hops as are allowed", () => {
    expect(pathsOf(chain, "model/a", "model/f", { hops: 4 })).toHaveLength(2);
  });

  it("take no relation type that is off", () => {
    const type = chain.relationTypes.indexOf("based_on");
    expect(pathsOf(chain, "model/a", "model/c", { isOff: (one) => one === type })).toEqual([
      "model/a > model/d > model/c",
    ]);
    // What is off for one question is not for the next.
    expect(pathsOf(chain, "model/a", "model/c")).toHaveLength(2);
  });

  it("are there in a graph with closed groups", () => {
    const { graph: folded } = foldGraph(
      chain,
      Int16Array.from(chain.ids, (id) => (/[bd]$/.test(id) ? 0 : -1)),
      [{ group: 0, id: "group/bd", name: { en: "Both", zh: "两者" }, size: 2 }],
      { name: "group", definition: flowingOntology.kinds.platform },
    );
    expect(pathsOf(folded, "model/a", "model/c")).toEqual(["model/a > group/bd > model/c"]);
  });
});

describe("telling paths come first", () => {
  /** A hundred models are tested on a quiz; tuned is made of base by two steps, and both are tested on the quiz. */
  const crowd = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`model/m${i}`, { to: { tested_on: ["dataset/quiz"] } }]),
  );
  const family: Written = {
    ...crowd,
    "dataset/quiz": {},
    "dataset/rare": {},
    "model/base": { to: { tested_on: ["dataset/quiz", "dataset/rare"] } },
    "model/tuned": { to: { based_on: ["model/step"], tested_on: ["dataset/quiz", "dataset/rare"] } },
  };

  it("descent before a common test, where both take two hops", () => {
    const { graph } = flowing({ ...family, "model/step": { to: { based_on: ["model/base"] } } });
    expect(pathsOf(graph, "model/tuned", "model/base")).toEqual([
      "model/tuned > model/step > model/base",
      "model/tuned > dataset/rare > model/base",
      "model/tuned > dataset/quiz > model/base",
    ]);
  });

  it("descent before a common test that is a hop shorter, even by a model that many are based on", () => {
    const heirs = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`model/heir${i}`, { to: { based_on: ["model/step"] } }]),
    );
    const { graph } = flowing({
      ...family,
      ...heirs,
      "model/step": { to: { based_on: ["model/before"] } },
      "model/before": { to: { based_on: ["model/base"] } },
    });
    expect(pathsOf(graph, "model/tuned", "model/base", { k: 3 })).toEqual([
      "model/tuned > model/step > model/before > model/base",
      "model/tuned > dataset/rare > model/base",
      "model/tuned > dataset/quiz > model/base",
    ]);
  });

  it("a hop of descent before one of the same weight along which only effects run, and this before others", () => {
    const weighing = (weight: number) =>
      Object.fromEntries(
        Object.entries(flowingOntology.relations).map(([type, relation]) => [
          type,
          { ...relation, weight: type === "part_of" ? 4 : weight },
        ]),
      );
    const { graph } = flowing(
      {
        "model/a": { to: { based_on: ["model/b"], applied_in: ["domain/d"], tested_on: ["model/b"] } },
        "model/b": {},
        "domain/d": {},
      },
      { ...flowingOntology, relations: weighing(1) },
    );
    const costs = [...hopCosts(graph)].map((cost, relation) => [told(graph, relation), cost]);
    expect(costs).toEqual([
      ["model/a based_on model/b", 1693],
      ["model/a applied_in domain/d", 2386],
      ["model/a tested_on model/b", 3079],
    ]);
  });

  it("the most telling of relations in parallel is given, in either direction", () => {
    const { graph } = flowing({
      "model/a": { to: { compared_with: ["model/b"], trained_on: ["model/b"] } },
      "model/b": { to: { based_on: ["model/a"], tested_on: ["model/a"] } },
    });
    const [path] = bestPaths(graph, 0, 1, pathLimits);
    expect(path.relations.map((relation) => told(graph, relation))).toEqual(["model/b based_on model/a"]);
    expect(path.cost).toBe(1000);
  });

  it("of equal paths the one by the smaller index", () => {
    const ways = ["model/x", "model/y", "model/z"];
    const { graph } = flowing({
      "model/a": { to: { based_on: ways.toReversed() } },
      ...Object.fromEntries(ways.map((id) => [id, { to: { based_on: ["model/b"] } }])),
      "model/b": {},
    });
    expect(pathsOf(graph, "model/a", "model/b")).toEqual(ways.map((id) => `model/a > ${id} > model/b`));
  });
});

interface Naive {
  nodes: number[];
  cost: number;
}

/** All loopless paths by trying every one, in the order that is promised. */
function allPaths(graph: Graph, from: number, to: number, hops: number, off: number): Naive[] {
  const costs = hopCosts(graph);
  const found: Naive[] = [];
  const go = (nodes: number[], cost: number) => {
    const here = nodes[nodes.length - 1];
    if (here === to) found.push({ nodes, cost });
    if (here === to || nodes.length > hops) return;
    for (let next = 0; next < graph.size; next++) {
      const between = [...relationsOf(graph, here)].filter(
        (one) => otherEnd(graph, one, here) === next && graph.relations.type[one] !== off,
      );
      if (between.length === 0 || nodes.includes(next)) continue;
      const hop = Math.min(...between.map((one) => costs[one]));
      go([...nodes, next], cost + hop + (next === to ? 0 : tollOf(graph, next)));
    }
  };
  go([from], 0);
  const before = (a: number[], b: number[]) => {
    const i = a.findIndex((node, at) => node !== b[at]);
    return a[i] - b[i];
  };
  return found.sort((a, b) => a.cost - b.cost || before(a.nodes, b.nodes));
}

describe("in any graph", () => {
  const anyAsked = fc.record({
    from: fc.nat(6),
    to: fc.nat(6),
    k: fc.constantFrom(1, 3, 5, 10_000),
    hops: fc.integer({ min: 1, max: 6 }),
    off: fc.integer({ min: -1, max: 6 }),
  });

  it("those that are looked for from both ends are the same, and none too many where little is looked at", () => {
    const ends = fc.tuple(fc.nat(), fc.nat());
    const asked = fc.record({ k: fc.integer({ min: 1, max: 5 }), hops: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(anyFlowing(24), ends, asked, ({ graph }, [one, other], limits) => {
        const [from, to] = [one % graph.size, other % graph.size];
        const all = bestPaths(graph, from, to, limits);
        expect(pathsBetween(graph, from, to, limits)).toEqual({ paths: all, isCutShort: false });
        const few = pathsBetween(graph, from, to, limits, 2);
        if (!few.isCutShort) expect(few.paths).toEqual(all);
        expect(few.paths.length).toBeLessThanOrEqual(all.length);
        few.paths.forEach(({ cost }, i) => {
          expect(cost).toBeGreaterThanOrEqual(all[i].cost);
        });
      }),
    );
  });

  it("they are the same where hubs stand between and at the ends", () => {
    const graph = randomGraph(3000);
    const byDegree = Array.from({ length: graph.size }, (_, entity) => entity).sort(
      (a, b) => degreeOf(graph, b) - degreeOf(graph, a),
    );
    expect(degreeOf(graph, byDegree[4])).toBeGreaterThan(64);
    const random = seeded(3);
    const any = (below: number) => Math.floor(random() * below);
    for (const hops of [1, 3, 4, 5, 6])
      for (const [foremost, others] of [
        [5, 5],
        [5, graph.size],
        [graph.size, graph.size],
      ]) {
        const [from, to] = [byDegree[any(foremost)], byDegree[any(others)]];
        const asked = { k: 5, hops };
        expect(pathsBetween(graph, from, to, asked)).toEqual({
          paths: bestPaths(graph, from, to, asked),
          isCutShort: false,
        });
      }
    // Where all that may be looked at is less than one end has, that is said.
    const [from, to] = byDegree;
    expect(pathsBetween(graph, from, to, { k: 5, hops: 6 }, 10).isCutShort).toBe(true);
  });

  it("the paths are the k cheapest of all, each step a relation of its own cost", () => {
    fc.assert(
      fc.property(anyFlowing(7), anyAsked, ({ graph }, { k, hops, off, ...ends }) => {
        const [from, to] = [ends.from % graph.size, ends.to % graph.size];
        fc.pre(from !== to);
        const paths = bestPaths(graph, from, to, { k, hops, isOff: (type) => type === off });
        expect(paths.map(({ nodes, cost }) => ({ nodes, cost }))).toEqual(
          allPaths(graph, from, to, hops, off).slice(0, k),
        );
        const costs = hopCosts(graph);
        for (const { nodes, relations } of paths) {
          expect(relations).toHaveLength(nodes.length - 1);
          expect(new Set(nodes).size).toBe(nodes.length);
          relations.forEach((relation, i) => {
            expect(otherEnd(graph, relation, nodes[i])).toBe(nodes[i + 1]);
            const rivals = [...relationsOf(graph, nodes[i])].filter(
              (one) => otherEnd(graph, one, nodes[i]) === nodes[i + 1] && graph.relations.type[one] !== off,
            );
            const [best] = rivals.sort((a, b) => costs[a] - costs[b] || a - b);
            expect(relation).toBe(best);
          });
        }
        expect(new Set(paths.map(({ nodes }) => nodes.join())).size).toBe(paths.length);
      }),
      { numRuns: 300 },
    );
  });
});
