/** The best paths of a graph that is too large to be searched whole: only what lies between both ends is searched. */
import { entitiesBetween, isHub, relationsAmongHubs } from "./between";
import { type Graph, otherEnd, relationsOf } from "./graph";
import { hopCosts, type Path, type PathsAsked, pathsWithin, tollFor, tollOf, unit, type Ways } from "./paths";

/** Relations that are looked at from each end, at most. */
const lookedAt = 100_000;
/** What so many hops lead through is looked for first: there is little of it even between hubs. */
const firstHops = 4;

export interface PathsFound {
  readonly paths: readonly Path[];
  /** Whether there may be better ones, or any at all, that were not looked for since that would lead too far. */
  readonly isCutShort: boolean;
}

/** As bestPaths, but that it is cut short where more than so many relations would have to be looked at. */
export function pathsBetween(
  graph: Graph,
  from: number,
  to: number,
  asked: PathsAsked,
  most = lookedAt,
): PathsFound {
  const { k, hops } = asked;
  if (from === to || k < 1 || hops < 1) return { paths: [], isCutShort: false };
  const told = ({ paths, hops }: PathsOfHops): PathsFound => ({
    paths,
    isCutShort: isCutShort(paths, hops, asked),
  });
  const first = pathsOfHops(graph, from, to, { ...asked, hops: Math.min(hops, firstHops) }, most);
  if (hops <= firstHops) return told(first);
  // Others have to be cheaper than what there is.
  let farthest = hops;
  while (farthest > firstHops && !isWorth(farthest, first.paths, k)) farthest--;
  if (farthest === firstHops) return told(first);
  return told(pathsOfHops(graph, from, to, { ...asked, hops: farthest }, most));
}

/**
 * Whether the best paths could be others than these.
 *
 * @param hops paths of up to so many have all been looked for
 */
export const isCutShort = (paths: readonly Path[], hops: number, asked: PathsAsked): boolean =>
  hops < asked.hops && isWorth(hops + 1, paths, asked.k);

/** Whether a path of so many hops could be among the k best beside these. */
const isWorth = (hops: number, paths: readonly Path[], k: number): boolean =>
  paths.length < k || leastCost(hops) <= paths[k - 1].cost;

/** What a path of so many hops costs at least: whatever it passes through has two relations or more. */
const leastCost = (hops: number): number => hops * unit + (hops - 1) * tollFor(2);

interface PathsOfHops {
  readonly paths: readonly Path[];
  /** Paths of up to so many hops have all been looked for. */
  readonly hops: number;
}

function pathsOfHops(graph: Graph, from: number, to: number, asked: PathsAsked, most: number): PathsOfHops {
  const { isOff = () => false } = asked;
  const off = graph.relationTypes.map((_, type) => isOff(type));
  const { entities, hops } = entitiesBetween(graph, from, to, { hops: asked.hops, isOff: off, most });
  const { ways, nodeOf } = waysAmong(graph, entities, off);
  const paths = pathsWithin(ways, nodeOf(from), nodeOf(to), asked).map((path) => ({
    ...path,
    nodes: path.nodes.map((node) => entities[node]),
  }));
  return { paths, hops };
}

/** What is between these entities, numbered in their order, which rises. */
function waysAmong(graph: Graph, entities: Uint32Array, isOff: readonly boolean[]) {
  const { type } = graph.relations;
  const costs = hopCosts(graph);
  const size = entities.length;
  const places = new Map<number, number>();
  entities.forEach((entity, node) => {
    places.set(entity, node);
  });
  const hubs = Uint8Array.from(entities, (entity) => (isHub(graph, entity) ? 1 : 0));
  const ofHubs = relationsAmongHubs(graph);
  /** Of the node at hand, by neighbour: the most telling relation, one more than its index. */
  const best = new Uint32Array(size);
  const [starts, ends, by]: [number[], number[], number[]] = [[], [], []];
  const add = (node: number, other: number, relation: number) => {
    starts.push(node);
    ends.push(other);
    by.push(relation);
  };
  const others: number[] = [];
  for (let node = 0; node < size; node++) {
    const entity = entities[node];
    others.length = 0;
    // Most of a hub's relations lead elsewhere; those that do not are found from their other ends, if these are no hubs.
    for (const relation of hubs[node] ? (ofHubs.get(entity) ?? []) : relationsOf(graph, entity)) {
      const end = otherEnd(graph, relation, entity);
      const other = places.get(end);
      if (other === undefined || other === node || isOff[type[relation]]) continue;
      if (best[other] === 0) others.push(other);
      if (best[other] === 0 || costs[relation] < costs[best[other] - 1]) best[other] = relation + 1;
    }
    for (const other of others) {
      const relation = best[other] - 1;
      best[other] = 0;
      add(node, other, relation);
      if (hubs[node] < hubs[other]) add(other, node, relation);
    }
  }
  const start = new Uint32Array(size + 1);
  for (const node of starts) start[node + 1]++;
  for (let node = 0; node < size; node++) start[node + 1] += start[node];
  const to = new Uint32Array(ends.length);
  const relation = new Uint32Array(ends.length);
  // In order of the other end.
  const next = start.slice(0, size);
  for (let i = 0; i < ends.length; i++) {
    const node = starts[i];
    let at = next[node]++;
    for (; at > start[node] && to[at - 1] > ends[i]; at--) {
      to[at] = to[at - 1];
      relation[at] = relation[at - 1];
    }
    to[at] = ends[i];
    relation[at] = by[i];
  }
  const ways: Ways = {
    tolls: Uint32Array.from(entities, (entity) => tollOf(graph, entity)),
    start,
    to,
    relation,
    cost: relation.map((one) => costs[one]),
  };
  return { ways, nodeOf: (entity: number) => places.get(entity) ?? -1 };
}
