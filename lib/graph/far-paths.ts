/**
 * The best paths between two entities of a large graph; paths.ts says which these are.
 *
 * Only what is near either end is looked at: every entity on a path of a cost of 2 r is within r of one of the ends. What is
 * within r of them grows until the k cheapest are certain, or too much would have to be looked at.
 */
import { Ball } from "./ball";
import { degreeOf, type Graph, otherEnd, relationsOf } from "./graph";
import { hopCosts, type Path, type PathsAsked, pathsWithin, tollOf, unit, type Ways } from "./paths";

/** How far from both ends one looks first, and by how much farther each time, in costs. */
const radius = { first: 3 * unit, growth: 1.3 };
/** Relations that are looked at from each end, at most. */
const lookedAt = 30_000;

/**
 * As bestPaths, but that there may be cheaper ones, or any at all, where more than so many relations would have to be looked at.
 */
export function pathsBetween(
  graph: Graph,
  from: number,
  to: number,
  asked: PathsAsked,
  most = lookedAt,
): Path[] {
  const { k, isOff = () => false } = asked;
  if (from === to || k < 1) return [];
  const costs = hopCosts(graph);
  const off = graph.relationTypes.map((_, type) => isOff(type));
  const balls = [new Ball(graph, from, costs, off, 0), new Ball(graph, to, costs, off, 1)];
  for (let r = radius.first; ; ) {
    for (const ball of balls) ball.growTo(r, most);
    const isAll = balls.every(({ isDone }) => isDone);
    const isEnd = isAll || balls.some(({ seen }) => seen >= most);
    const least = balls[0].leastThrough(balls[1]);
    // Where the first path is, others are not far.
    if (!isEnd && least * 1.1 > 2 * r) {
      r = Math.max(r * radius.growth, least < Infinity ? (least * 1.1) / 2 : 0);
      continue;
    }
    const entities = Uint32Array.from(new Set(balls.flatMap((ball) => ball.entities))).sort();
    const { ways, nodeOf } = waysAmong(graph, entities, off);
    const found = pathsWithin(ways, nodeOf(from), nodeOf(to), asked);
    const last = found.length === k ? found[k - 1].cost : Infinity;
    if (isEnd || last <= 2 * r)
      return found.map((path) => ({ ...path, nodes: path.nodes.map((node) => entities[node]) }));
    // What has been found says how far one has to look at most.
    r = last < Infinity ? last / 2 : r * radius.growth;
  }
}

/** An entity of more relations is a hub. */
const hub = 64;
const isHub = (graph: Graph, entity: number): boolean => degreeOf(graph, entity) > hub;

const amongHubs = new WeakMap<Graph, ReadonlyMap<number, readonly number[]>>();

/** By hub, its relations with other hubs. */
function relationsAmongHubs(graph: Graph): ReadonlyMap<number, readonly number[]> {
  const known = amongHubs.get(graph);
  if (known) return known;
  const { from, to, size } = graph.relations;
  const found = new Map<number, number[]>();
  for (let relation = 0; relation < size; relation++) {
    if (!isHub(graph, from[relation]) || !isHub(graph, to[relation])) continue;
    for (const end of [from[relation], to[relation]]) {
      const own = found.get(end);
      if (own) own.push(relation);
      else found.set(end, [relation]);
    }
  }
  amongHubs.set(graph, found);
  return found;
}

/** What is between these entities, numbered in their order, which rises. */
function waysAmong(graph: Graph, entities: Uint32Array, isOff: readonly boolean[]) {
  const { type } = graph.relations;
  const costs = hopCosts(graph);
  const size = entities.length;
  const place = new Uint32Array(graph.size);
  for (let node = 0; node < size; node++) place[entities[node]] = node + 1;
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
      const other = place[end] - 1;
      if (other < 0 || other === node || isOff[type[relation]]) continue;
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
  return { ways, nodeOf: (entity: number) => place[entity] - 1 };
}
