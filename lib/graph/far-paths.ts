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
const lookedAt = 60_000;

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
  const balls = [from, to].map((middle) => new Ball(graph, middle, costs, isOff));
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
    const entities = Uint32Array.from(new Set([...balls[0].costs.keys(), ...balls[1].costs.keys()])).sort();
    const { ways, nodeOf } = waysAmong(graph, entities, isOff);
    const found = pathsWithin(ways, nodeOf(from), nodeOf(to), asked);
    const last = found.length === k ? found[k - 1].cost : Infinity;
    if (isEnd || last <= 2 * r)
      return found.map((path) => ({ ...path, nodes: path.nodes.map((node) => entities[node]) }));
    // What has been found says how far one has to look at most.
    r = last < Infinity ? last / 2 : r * radius.growth;
  }
}

/** An entity of more relations is a hub. */
const hub = 256;

/** What is between these entities, numbered in their order, which rises. */
function waysAmong(graph: Graph, entities: Uint32Array, isOff: (type: number) => boolean) {
  const { type } = graph.relations;
  const costs = hopCosts(graph);
  const size = entities.length;
  const place = new Uint32Array(graph.size);
  for (let node = 0; node < size; node++) place[entities[node]] = node + 1;
  /** By both ends as one number, the less first: the most telling relation. */
  const best = new Map<number, number>();
  const isHub = (entity: number) => degreeOf(graph, entity) > hub;
  for (let node = 0; node < size; node++) {
    const entity = entities[node];
    const isOne = isHub(entity);
    for (const relation of relationsOf(graph, entity)) {
      const end = otherEnd(graph, relation, entity);
      const other = place[end] - 1;
      // Most of a hub's relations lead elsewhere; those that do not are found from their other ends, if these are no hubs.
      if (other < 0 || end === entity || isOff(type[relation]) || (isOne && !isHub(end))) continue;
      const key = node < other ? node * size + other : other * size + node;
      const before = best.get(key);
      if (before === undefined || costs[relation] < costs[before]) best.set(key, relation);
    }
  }
  const start = new Uint32Array(size + 1);
  const ends = (key: number) => [Math.floor(key / size), key % size] as const;
  for (const key of best.keys()) for (const node of ends(key)) start[node + 1]++;
  for (let node = 0; node < size; node++) start[node + 1] += start[node];
  const next = start.slice(0, size);
  const to = new Uint32Array(best.size * 2);
  const relation = new Uint32Array(best.size * 2);
  // In order of the other end: pairs by their first end, then the others by theirs.
  for (const key of Float64Array.from(best.keys()).sort()) {
    const [less, more] = ends(key);
    to[next[more]] = less;
    relation[next[more]++] = best.get(key) ?? 0;
  }
  for (const key of Float64Array.from(best.keys()).sort()) {
    const [less, more] = ends(key);
    to[next[less]] = more;
    relation[next[less]++] = best.get(key) ?? 0;
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
