/**
 * Which entities belong together: communities of the association network, each to become one region.
 *
 * Louvain finds them; what is too large to be read as one region is divided again, and what is too
 * small joins the community that it is most tied to. Of many such divisions the one of the highest
 * modularity is kept. The same network always gives the same answer.
 */
import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import { eachTie, type MapNetwork, seededRandom } from "./map-network";

/** Entities that a region holds, as a reader can take them in. */
const largest = 130;
const smallest = 18;
/** How many regions a map of this many entities should come to, more or less. */
const wanted = (size: number) => Math.max(1, size / 55);
const resolutions = [0.75, 0.9, 1, 1.15, 1.3, 1.6, 2];
const runs = 8;

/** The community of every entity, numbered from 0, the largest first. */
export function findCommunities(network: MapNetwork): Int32Array {
  const all = Array.from({ length: network.size }, (_, i) => i);
  const graph = graphOf(network, all);
  let best: { communities: number[][]; score: number } | undefined;
  for (const resolution of resolutions) {
    for (let run = 1; run <= runs; run++) {
      const communities = mergeSmallest(network, divideLargest(network, divide(graph, all, resolution, run)));
      const off = Math.abs(Math.log(communities.length / wanted(network.size)));
      const score = modularity(network, communities) - 0.15 * Math.max(0, off - 0.15);
      if (!best || score > best.score) best = { communities, score };
    }
  }
  const communities = (best?.communities ?? []).sort((a, b) => b.length - a.length || a[0] - b[0]);
  return numbered(network, communities);
}

function numbered(network: MapNetwork, communities: readonly number[][]): Int32Array {
  const communityOf = new Int32Array(network.size).fill(-1);
  communities.forEach((members, community) => {
    for (const member of members) communityOf[member] = community;
  });
  return communityOf;
}

function graphOf(network: MapNetwork, members: readonly number[]): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (const member of members) graph.addNode(member);
  for (const member of members) {
    eachTie(network, member, (other, weight) => {
      if (member < other && graph.hasNode(other)) graph.addEdge(member, other, { weight });
    });
  }
  return graph;
}

function divide(
  graph: UndirectedGraph,
  members: readonly number[],
  resolution: number,
  seed: number,
): number[][] {
  if (graph.size === 0) return [[...members]];
  const communityOf = louvain(graph, { getEdgeWeight: "weight", resolution, rng: seededRandom(seed) });
  const communities = new Map<number, number[]>();
  for (const member of members) {
    const found = communities.get(communityOf[member]);
    if (found) found.push(member);
    else communities.set(communityOf[member], [member]);
  }
  return [...communities.values()];
}

function divideLargest(network: MapNetwork, communities: readonly number[][]): number[][] {
  return communities.flatMap((members) => {
    if (members.length <= largest) return [members];
    const parts = mergeSmallest(network, divide(graphOf(network, members), members, 1, 1));
    return parts.length > 1 ? divideLargest(network, parts) : [members];
  });
}

/** Joins the smallest community to the one that it is most tied to, until none is too small. */
function mergeSmallest(network: MapNetwork, communities: readonly number[][]): number[][] {
  const left = new Map(communities.map((members, key) => [key, members]));
  const communityOf = numbered(network, communities);
  while (left.size > 1) {
    const [key, members] = [...left].reduce((a, b) => (b[1].length < a[1].length ? b : a));
    if (members.length >= smallest) break;
    const ties = new Map<number, number>();
    for (const member of members) {
      eachTie(network, member, (other, strength) => {
        const at = communityOf[other];
        if (at >= 0 && at !== key) ties.set(at, (ties.get(at) ?? 0) + strength);
      });
    }
    const reach = (at: number) => (ties.get(at) ?? 0) / Math.sqrt(left.get(at)?.length ?? 1);
    const others = [...left.keys()].filter((at) => at !== key);
    const to = others.reduce((a, b) => (reach(b) > reach(a) ? b : a));
    left.set(
      to,
      [...(left.get(to) ?? []), ...members].sort((a, b) => a - b),
    );
    for (const member of members) communityOf[member] = to;
    left.delete(key);
  }
  return [...left.values()];
}

/** How much more of the ties runs inside communities than chance would have it. */
function modularity(network: MapNetwork, communities: readonly number[][]): number {
  const communityOf = numbered(network, communities);
  const inside = new Float64Array(communities.length);
  const all = new Float64Array(communities.length);
  let total = 0;
  for (let entity = 0; entity < network.size; entity++) {
    const community = communityOf[entity];
    eachTie(network, entity, (other, strength) => {
      total += strength;
      all[community] += strength;
      if (communityOf[other] === community) inside[community] += strength;
    });
  }
  if (total === 0) return 0;
  return inside.reduce((sum, value, community) => sum + value / total - (all[community] / total) ** 2, 0);
}
