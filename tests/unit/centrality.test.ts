/** Measures of who matters, against graphology's, what can be worked out by hand, and themselves. */
import fc from "fast-check";
import { MultiDirectedGraph, UndirectedGraph } from "graphology";
import graphologyBetweenness from "graphology-metrics/centrality/betweenness";
import graphologyPagerank from "graphology-metrics/centrality/pagerank";
import { describe, expect, it } from "vitest";
import {
  betweennessBudget,
  type Centrality,
  type CentralityOptions,
  type Measure,
  measureCentrality,
  type Network,
  networkOf,
  rankingOf,
} from "@/lib/graph/centrality";
import { degreeOf } from "@/lib/graph/graph";
import { randomGraph, seeded } from "../fixtures/random-graph";

type Computed = Exclude<Measure, "importance">;

/** The result, and the progress on the way to it. */
function run(
  measure: Computed,
  network: Network,
  options?: CentralityOptions,
): Centrality & { steps: number[] } {
  const steps: number[] = [];
  const work = measureCentrality(measure, network, options);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { ...step.value, steps };
    steps.push(step.value);
  }
}

const scoresOf = (measure: Computed, network: Network): number[] => [...run(measure, network).scores];

const networkFrom = (size: number, ends: readonly (readonly [number, number])[]): Network => ({
  size,
  from: Uint32Array.from(ends, ([from]) => from),
  to: Uint32Array.from(ends, ([, to]) => to),
});

/** Loops and repetitions among them. */
const anyNetwork = fc
  .integer({ min: 1, max: 24 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), { maxLength: 70 })
      .map((ends) => networkFrom(size, ends)),
  );

const endsOf = ({ from, to }: Network): [number, number][] => [...from].map((node, r) => [node, to[r]]);

/** Node 0 in the middle of all others. */
const star = networkFrom(
  6,
  [1, 2, 3, 4, 5].map((leaf) => [leaf, 0] as const),
);
/** 0 to 4 in a row. */
const path = networkFrom(
  5,
  [0, 1, 2, 3].map((node) => [node, node + 1] as const),
);
/** 0 to 3 all tied to each other, 4 to 7 likewise, and 3 to 4. */
const twoCliques = networkFrom(8, [
  ...[0, 4].flatMap((first) =>
    [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].filter((b) => b > a).map((b) => [first + a, first + b] as const),
    ),
  ),
  [3, 4],
]);
const empty = networkFrom(0, []);
const single = networkFrom(1, []);
const singleLoop = networkFrom(1, [[0, 0]]);

/** A large network in which some nodes are hubs. */
function hubs(size: number, relations: number, seed: number): Network {
  const random = seeded(seed);
  const ends = Array.from({ length: relations }, (): [number, number] => [
    Math.floor(random() * size),
    Math.floor(random() ** 3 * size),
  ]);
  return networkFrom(size, ends);
}

describe("degree", () => {
  it("counts relations of both directions, repetitions each, loops twice", () => {
    const ends = [
      [0, 1],
      [0, 1],
      [1, 0],
      [2, 2],
    ] as const;
    expect(scoresOf("degree", networkFrom(4, ends))).toEqual([3, 3, 2, 0]);
  });

  it("is what the graph says of each entity", () => {
    const graph = randomGraph(80);
    const { network } = networkOf(graph);
    expect(scoresOf("degree", network)).toEqual(graph.ids.map((_, entity) => degreeOf(graph, entity)));
  });
});

describe("PageRank", () => {
  it("is that of graphology", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const graph = new MultiDirectedGraph();
        for (let node = 0; node < network.size; node++) graph.addNode(node);
        for (const [from, to] of endsOf(network)) graph.addDirectedEdge(from, to);
        const options = { getEdgeWeight: null, tolerance: 1e-12, maxIterations: 1000 };
        const expected = graphologyPagerank(graph, options);
        const scores = scoresOf("pagerank", network);
        for (const [node, score] of scores.entries()) expect(score).toBeCloseTo(expected[node], 7);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 300 },
    );
  });

  it("of a star is what the equations give", () => {
    // leaf = a + b and centre = a + b + 0.85 × 5 × leaf, where b is what the centre, which leads nowhere, gives to all.
    const [centre, ...leaves] = scoresOf("pagerank", star);
    const leaf = 1 / (6 + 0.85 * 5);
    for (const one of leaves) expect(one).toBeCloseTo(leaf, 8);
    expect(centre).toBeCloseTo(leaf * (1 + 0.85 * 5), 8);
  });

  it("gives everyone the same where all point round", () => {
    const ring = networkFrom(
      7,
      [0, 1, 2, 3, 4, 5, 6].map((node) => [node, (node + 1) % 7] as const),
    );
    for (const score of scoresOf("pagerank", ring)) expect(score).toBeCloseTo(1 / 7, 12);
  });
});

describe("betweenness", () => {
  it("is that of graphology on the simple graph without directions", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const graph = new UndirectedGraph();
        for (let node = 0; node < network.size; node++) graph.addNode(node);
        for (const [from, to] of endsOf(network)) if (from !== to) graph.mergeEdge(from, to);
        const scores = scoresOf("betweenness", network);
        // Of fewer than three, graphology divides by zero: there is no pair of others.
        if (network.size < 3) {
          expect(scores).toEqual(new Array(network.size).fill(0));
          return;
        }
        const expected = graphologyBetweenness(graph, { getEdgeWeight: null });
        for (const [node, score] of scores.entries()) expect(score).toBeCloseTo(expected[node], 10);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["a star", star, [1, 0, 0, 0, 0, 0]],
    ["a path", path, [0, 3 / 6, 4 / 6, 3 / 6, 0]],
    ["two cliques with a bridge", twoCliques, [0, 0, 0, 12 / 21, 12 / 21, 0, 0, 0]],
    ["two", networkFrom(2, [[0, 1]]), [0, 0]],
  ])("of %s is what can be counted", (_, network, expected) => {
    const { scores, sampled } = run("betweenness", network);
    expect(sampled).toBeUndefined();
    for (const [node, score] of scores.entries()) expect(score).toBeCloseTo(expected[node], 12);
  });

  it("is the same with loops and repetitions, and against the direction", () => {
    const loops = [
      ...endsOf(path),
      ...endsOf(path),
      ...endsOf(path).map(([a, b]) => [b, a] as const),
      [2, 2],
    ];
    expect(scoresOf("betweenness", networkFrom(5, loops as [number, number][]))).toEqual(
      scoresOf("betweenness", path),
    );
  });

  it("that is sampled ranks nearly as the exact one does, and says from how many sources", () => {
    const network = hubs(600, 2400, 5);
    const exact = run("betweenness", network);
    const estimate = run("betweenness", network, { sources: 120 });
    expect(exact.sampled).toBeUndefined();
    expect(estimate.sampled).toBe(120);
    expect(spearman(exact.scores, estimate.scores)).toBeGreaterThan(0.9);
    const foremost = (scores: Float64Array) =>
      rankingOf(scores)
        .slice(0, 10)
        .map(({ node }) => node);
    const both = foremost(exact.scores).filter((node) => foremost(estimate.scores).includes(node));
    expect(both.length).toBeGreaterThanOrEqual(8);
    const sum = (scores: Float64Array) => scores.reduce((total, score) => total + score, 0);
    expect(sum(estimate.scores) / sum(exact.scores)).toBeCloseTo(1, 1);
  });

  it("of a star is exact from any two sources", () => {
    for (const sources of [2, 3, 4, 5])
      expect([...run("betweenness", star, { sources }).scores]).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it("is exact where it is asked for more sources than there are", () => {
    expect(run("betweenness", path, { sources: 99 })).toEqual(run("betweenness", path));
  });

  it("is sampled beyond the budget, and how far follows from the sizes alone", () => {
    const network = hubs(20_000, 3000, 9);
    expect(network.size * network.from.length).toBeGreaterThan(betweennessBudget);
    expect(run("betweenness", network).sampled).toBe(Math.floor(betweennessBudget / 3000));
    const within = hubs(5000, 3000, 9);
    expect(run("betweenness", within).sampled).toBeUndefined();
  });
});

describe("every measure", () => {
  const all: readonly Computed[] = ["degree", "pagerank", "betweenness"];

  it.each(all)("%s takes what is empty or single", (measure) => {
    const alone = measure === "pagerank" ? 1 : 0;
    expect(scoresOf(measure, empty)).toEqual([]);
    expect(scoresOf(measure, single)).toEqual([alone]);
    expect(scoresOf(measure, singleLoop)).toEqual([measure === "degree" ? 2 : alone]);
  });

  it.each(all)("%s is the same each time, to the last digit, and leaves the network alone", (measure) => {
    const network = hubs(400, 3000, 2);
    expect(run(measure, network)).toEqual(run(measure, hubs(400, 3000, 2)));
    expect(network).toEqual(hubs(400, 3000, 2));
  });

  it.each([
    ["pagerank", hubs(20_000, 30_000, 3)],
    ["betweenness", hubs(600, 3000, 3)],
  ] as const)("%s gives way, and further on each time", (measure, network) => {
    const { steps } = run(measure, network);
    expect(steps.length).toBeGreaterThan(5);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    for (const done of steps) expect(done >= 0 && done <= 1).toBe(true);
  });
});

describe("the part of a graph that is measured", () => {
  it("is what is in sight, with the relations between", () => {
    const graph = randomGraph(40);
    const inSight = Uint8Array.from(graph.ids, (_, entity) => (entity % 3 === 0 ? 0 : 1));
    const { network, entities } = networkOf(graph, inSight);
    expect([...entities]).toEqual([...graph.ids.keys()].filter((entity) => entity % 3 !== 0));
    const { from, to } = graph.relations;
    const expected = [...from].map((node, r) => [node, to[r]]).filter((ends) => ends.every((e) => e % 3));
    expect(endsOf(network).map((ends) => ends.map((node) => entities[node]))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(5);
  });

  it("goes without the relations of types that are switched off", () => {
    const graph = randomGraph(40);
    expect(networkOf(graph, undefined, Uint8Array.of(1)).network).toEqual(networkFrom(40, []));
    expect(networkOf(graph, undefined, Uint8Array.of(0))).toEqual(networkOf(graph));
  });
});

describe("a ranking", () => {
  it("puts the highest first, and those that are equal share a rank", () => {
    const rows = rankingOf([3, 7, 0.1 + 0.2, 7, 0.3, 9]);
    expect(rows.map(({ node }) => node)).toEqual([5, 1, 3, 0, 2, 4]);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4, 5, 5]);
  });

  it("of some has ranks among these", () => {
    const rows = rankingOf([3, 7, 1, 5], (node) => node !== 1);
    expect(rows).toEqual([
      { node: 3, rank: 1, score: 5 },
      { node: 0, rank: 2, score: 3 },
      { node: 2, rank: 3, score: 1 },
    ]);
    expect(rankingOf([])).toEqual([]);
  });
});

/** Rank correlation; ties have their mean rank. */
function spearman(one: Float64Array, other: Float64Array): number {
  const [a, b] = [one, other].map((scores) => {
    const order = [...scores.keys()].sort((i, j) => scores[i] - scores[j]);
    const ranks = new Float64Array(scores.length);
    for (let i = 0; i < order.length; ) {
      let end = i;
      while (end < order.length && scores[order[end]] === scores[order[i]]) end++;
      for (let k = i; k < end; k++) ranks[order[k]] = (i + end - 1) / 2;
      i = end;
    }
    return ranks;
  });
  const middle = (a.length - 1) / 2;
  let [both, first, second] = [0, 0, 0];
  a.forEach((rank, i) => {
    both += (rank - middle) * (b[i] - middle);
    first += (rank - middle) ** 2;
    second += (b[i] - middle) ** 2;
  });
  return both / Math.sqrt(first * second);
}
