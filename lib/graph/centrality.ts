/**
 * Who matters, by what follows from the relations alone. Importance is not worked out here: it comes with the data
 * (lib/data/metrics.ts).
 *
 * Pure and deterministic. Work gives way by amounts of it and not by the clock, so even the steps are always the same.
 */
import type { Graph } from "./graph";

export const measures = ["importance", "degree", "pagerank", "betweenness"] as const;
export type Measure = (typeof measures)[number];

/** Nodes are numbers from 0; relation r leads from `from[r]` to `to[r]`. May hold loops and repetitions. */
export interface Network {
  readonly size: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

export interface Centrality {
  /** By node. */
  readonly scores: Float64Array;
  /** From how many nodes the scores were estimated; absent where they are exact. */
  readonly sampled?: number;
}

export interface CentralityOptions {
  /** Betweenness is worked out from so many nodes at most; absent: from as many as `betweennessBudget` allows. */
  readonly sources?: number;
}

/**
 * Betweenness is exact up to so many nodes times relations, which take some two seconds (the whole atlas half a second);
 * beyond, as many sources are used as stay within, but `leastSources` at least.
 */
export const betweennessBudget = 50_000_000;
const leastSources = 64;

/** Looks at a neighbour between two steps: some milliseconds of work. */
const portion = 200_000;

const damping = 0.85;
const pagerankRounds = 100;
const pagerankTolerance = 1e-9;

/**
 * Measures every node, giving way (by a yield of how much is done, 0 to 1) after some milliseconds of work each.
 *
 * - `degree`: how many relations it has in both directions; a loop counts twice.
 * - `pagerank`: share of the time of a walker who follows relations in their direction and now and then starts
 *   anywhere anew, and wherever no relation leads on (Brin and Page 1998); sums to 1.
 * - `betweenness`: share, from 0 to 1, of the shortest paths between two others that it lies on, whatever the direction
 *   of relations and however many there are between two nodes (Brandes 2001). Where it is sampled, the mean over
 *   sources that are spread evenly over the nodes (Brandes and Pich 2007).
 */
export function* measureCentrality(
  measure: Exclude<Measure, "importance">,
  network: Network,
  { sources }: CentralityOptions = {},
): Generator<number, Centrality> {
  switch (measure) {
    case "degree":
      return { scores: degrees(network) };
    case "pagerank":
      return { scores: yield* pageranks(network) };
    case "betweenness":
      return yield* betweenness(network, sources ?? affordableSources(network));
  }
}

/** What a measure is taken of: the nodes of the network, and which entities they are. */
export interface Part {
  readonly network: Network;
  /** By node, its entity. */
  readonly entities: Uint32Array;
}

/**
 * The entities of a graph that are in sight, and the relations between them.
 *
 * @param inSight by entity, 1 where it takes part; absent: all do
 * @param off by relation type, 1 where its relations do not
 */
export function networkOf(graph: Graph, inSight?: Uint8Array, off?: Uint8Array): Part {
  const nodeOf = new Int32Array(graph.size).fill(-1);
  const entities: number[] = [];
  for (let entity = 0; entity < graph.size; entity++)
    if (!inSight || inSight[entity]) nodeOf[entity] = entities.push(entity) - 1;
  const { size, from, to, type } = graph.relations;
  const kept: number[] = [];
  for (let r = 0; r < size; r++)
    if (nodeOf[from[r]] >= 0 && nodeOf[to[r]] >= 0 && !off?.[type[r]]) kept.push(r);
  return {
    entities: Uint32Array.from(entities),
    network: {
      size: entities.length,
      from: Uint32Array.from(kept, (r) => nodeOf[from[r]]),
      to: Uint32Array.from(kept, (r) => nodeOf[to[r]]),
    },
  };
}

export interface Ranked {
  readonly node: number;
  /** From 1; those with equal scores share one, and the next ranks are left out: 1, 2, 2, 4. */
  readonly rank: number;
  readonly score: number;
}

/** Scores with more digits than this differ by the order of additions only. */
const tellingDigits = 10;

/** The nodes with the highest score first, equal ones in their order; only those that are asked for. */
export function rankingOf(
  scores: ArrayLike<number>,
  isAsked: (node: number) => boolean = () => true,
): Ranked[] {
  const rows: { node: number; rank: number; score: number }[] = [];
  for (let node = 0; node < scores.length; node++)
    if (isAsked(node)) rows.push({ node, rank: 0, score: Number(scores[node].toPrecision(tellingDigits)) });
  rows.sort((a, b) => b.score - a.score || a.node - b.node);
  rows.forEach((row, i) => {
    row.rank = row.score === rows[i - 1]?.score ? rows[i - 1].rank : i + 1;
  });
  return rows;
}

function degrees({ size, from, to }: Network): Float64Array {
  const scores = new Float64Array(size);
  for (const ends of [from, to]) for (const node of ends) scores[node]++;
  return scores;
}

function* pageranks({ size, from, to }: Network): Generator<number, Float64Array> {
  const leaving = new Uint32Array(size);
  for (const node of from) leaving[node]++;
  let scores = new Float64Array(size).fill(1 / size);
  let next = new Float64Array(size);
  let work = 0;
  for (let round = 1; round <= pagerankRounds; round++) {
    let stranded = 0;
    for (let node = 0; node < size; node++) if (leaving[node] === 0) stranded += scores[node];
    next.fill((1 - damping + damping * stranded) / size);
    for (let r = 0; r < from.length; r++) next[to[r]] += (damping * scores[from[r]]) / leaving[from[r]];
    let change = 0;
    for (let node = 0; node < size; node++) change += Math.abs(next[node] - scores[node]);
    [scores, next] = [next, scores];
    if (change < pagerankTolerance) break;
    work += size + from.length;
    if (work < portion) continue;
    yield round / pagerankRounds;
    work = 0;
  }
  return scores;
}

const affordableSources = ({ size, from }: Network): number =>
  size * from.length <= betweennessBudget
    ? size
    : Math.max(leastSources, Math.floor(betweennessBudget / from.length));

function* betweenness(network: Network, most: number): Generator<number, Centrality> {
  const { size } = network;
  const { first, neighbours } = simpleNeighbours(network);
  const sources = Math.min(size, Math.max(1, Math.floor(most)));
  const scores = new Float64Array(size);
  /** How many of the sources were others than the node. */
  const foreign = new Uint32Array(size).fill(sources);
  const distance = new Int32Array(size).fill(-1);
  const paths = new Float64Array(size);
  const dependency = new Float64Array(size);
  const order = new Uint32Array(size);
  let work = 0;
  for (let s = 0; s < sources; s++) {
    const source = Math.floor(((s + 0.5) * size) / sources);
    foreign[source]--;
    distance[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    for (let i = 0; i < reached; i++) {
      const node = order[i];
      const beyond = distance[node] + 1;
      const ways = paths[node];
      const end = first[node + 1];
      for (let n = first[node]; n < end; n++) {
        const other = neighbours[n];
        const at = distance[other];
        if (at === beyond) {
          paths[other] += ways;
        } else if (at < 0) {
          distance[other] = beyond;
          paths[other] = ways;
          order[reached++] = other;
        }
      }
      work += 1 + end - first[node];
      if (work < portion) continue;
      yield s / sources;
      work = 0;
    }
    for (let i = reached - 1; i >= 0; i--) {
      const node = order[i];
      const before = distance[node] - 1;
      const share = (1 + dependency[node]) / paths[node];
      const end = first[node + 1];
      for (let n = first[node]; n < end; n++) {
        const other = neighbours[n];
        if (distance[other] === before) dependency[other] += paths[other] * share;
      }
      if (node !== source) scores[node] += dependency[node];
      work += 1 + end - first[node];
      if (work < portion) continue;
      yield (s + 0.5) / sources;
      work = 0;
    }
    for (let i = 0; i < reached; i++) {
      const node = order[i];
      distance[node] = -1;
      paths[node] = 0;
      dependency[node] = 0;
    }
  }
  for (let node = 0; node < size; node++) {
    const pairs = foreign[node] * (size - 2);
    scores[node] = pairs > 0 ? scores[node] / pairs : 0;
  }
  return { scores, ...(sources < size && { sampled: sources }) };
}

/** By node, the nodes at the other ends of its relations, each once and never itself: from `first[node]` to `first[node + 1]`. */
function simpleNeighbours({ size, from, to }: Network): { first: Uint32Array; neighbours: Uint32Array } {
  const start = new Uint32Array(size + 1);
  for (const ends of [from, to]) for (const node of ends) start[node + 1]++;
  for (let node = 0; node < size; node++) start[node + 1] += start[node];
  const next = start.slice(0, size);
  const all = new Uint32Array(from.length * 2);
  for (let r = 0; r < from.length; r++) {
    all[next[from[r]]++] = to[r];
    all[next[to[r]]++] = from[r];
  }
  const first = new Uint32Array(size + 1);
  const seenFrom = new Int32Array(size).fill(-1);
  let kept = 0;
  for (let node = 0; node < size; node++) {
    seenFrom[node] = node;
    for (let n = start[node]; n < start[node + 1]; n++) {
      const other = all[n];
      if (seenFrom[other] === node) continue;
      seenFrom[other] = node;
      all[kept++] = other;
    }
    first[node + 1] = kept;
  }
  return { first, neighbours: all.subarray(0, kept) };
}
