/**
 * Why two entities are connected: the best paths between them, in which few and telling hops come before trivial ones.
 *
 * Yen (1971, "Finding the k shortest loopless paths in a network"), with Lawler's partition (1972), by which no path is
 * found twice, over paths of so many hops at most. Directions do not matter. Costs are whole numbers, so that equal
 * paths are equal, and of these the one with the smaller indices comes first.
 */
import { flowOf } from "./flow";
import { degreeOf, type Graph, otherEnd, relationsOf } from "./graph";

export interface Path {
  /** Indices of entities, from one end to the other. */
  readonly nodes: readonly number[];
  /** For each hop the most telling relation between its ends. */
  readonly relations: readonly number[];
  /** The sum of its hops' costs, of which that of the most telling type is 1,000, and of its inner nodes' tolls. */
  readonly cost: number;
}

/** What a hop along a relation of the most telling type costs. */
export const unit = 1000;
/** How much more it costs for every e-fold that its type weighs less: along descent, where only effects run, elsewhere. */
const trifles = { lineage: 500, impact: 1000, none: 1500 };
/** What an inner node costs for every e-fold of its degree. */
const toll = 750;
const unreachable = 2 ** 30;

/** Every pair of neighbours once from each end. Hops of entity i: `start[i]` to `start[i + 1] - 1`, by neighbour. */
export interface Ways {
  /** By node, its toll. */
  readonly tolls: Uint32Array;
  readonly start: Uint32Array;
  readonly to: Uint32Array;
  readonly relation: Uint32Array;
  readonly cost: Uint32Array;
}

/**
 * By relation, what a hop along it costs: the less its type weighs in the ontology, the more; and less where descent runs
 * along it or, next to that, the effects of a change, since this is what tells how one comes from the other.
 */
export function hopCosts(graph: Graph): Uint32Array {
  const before = costsOf.get(graph) ?? readCosts(graph);
  costsOf.set(graph, before);
  return before;
}

const costsOf = new WeakMap<Graph, Uint32Array>();

function readCosts(graph: Graph): Uint32Array {
  const { ontology, relationTypes, relations } = graph;
  const weights = relationTypes.map((type) => ontology.relations[type]?.weight ?? 1);
  const most = Math.max(...weights);
  const [lineage, impact] = [flowOf(graph, "lineage"), flowOf(graph, "impact")];
  return Uint32Array.from(relations.type, (type, relation) => {
    const trifle = lineage[relation] ? trifles.lineage : impact[relation] ? trifles.impact : trifles.none;
    return Math.round(unit + trifle * Math.log(most / weights[type]));
  });
}

/** What it costs to pass through an entity: the more relations it has, the less it says that both ends have one. */
export const tollOf = (graph: Graph, entity: number): number => tollFor(degreeOf(graph, entity));

/** @param degree how many relations */
export const tollFor = (degree: number): number => Math.round(toll * Math.log(Math.max(1, degree)));

export interface PathsAsked {
  readonly k: number;
  readonly hops: number;
  /** Relation types, as indices, that no path may take. */
  readonly isOff?: (type: number) => boolean;
}

/** A path and what else may branch off it: from its node `branch` on, but there not to any of `taken`. */
interface Candidate {
  readonly path: Path;
  readonly branch: number;
  readonly taken: readonly number[];
}

/**
 * The k cheapest of all paths of so many hops at most that meet no entity twice, each by other entities than the others, the
 * cheapest first; fewer where there are no more, and none from an entity to itself.
 */
export function bestPaths(graph: Graph, from: number, to: number, asked: PathsAsked): Path[] {
  if (from === to) return [];
  const { isOff } = asked;
  return pathsWithin(isOff ? networkOf(graph, isOff) : wholeNetwork(graph), from, to, asked);
}

/** The k cheapest paths of a network, as `bestPaths` has them of a graph. @param from and `to` are nodes */
export function pathsWithin(network: Ways, from: number, to: number, { k, hops }: PathsAsked): Path[] {
  const search = new Search(network, to, hops);
  const found: Path[] = [];
  const first = search.cheapest([from], []);
  const open: Candidate[] = first ? [{ path: first, branch: 0, taken: [] }] : [];
  while (open.length > 0 && found.length < k) {
    const best = open.reduce((a, b) => (comparePaths(b.path, a.path) < 0 ? b : a));
    open.splice(open.indexOf(best), 1);
    found.push(best.path);
    if (found.length === k) break;
    const { nodes } = best.path;
    for (let at = best.branch; at < nodes.length - 1; at++) {
      const taken = [...(at === best.branch ? best.taken : []), nodes[at + 1]];
      const path = search.cheapest(nodes.slice(0, at + 1), taken);
      if (path) open.push({ path, branch: at, taken });
    }
  }
  return found;
}

function comparePaths(a: Path, b: Path): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  const differing = a.nodes.findIndex((node, i) => node !== b.nodes[i]);
  return a.nodes[differing] - b.nodes[differing];
}

/** Cheapest ways to one end. */
class Search {
  private readonly tolls: Uint32Array;
  /** By number of hops and entity: what the cheapest way to the end costs that takes no more hops. */
  private readonly costs: Int32Array[];
  private readonly closed: Uint8Array;

  constructor(
    private readonly ways: Ways,
    private readonly end: number,
    private readonly hops: number,
  ) {
    const { length } = ways.tolls;
    this.tolls = ways.tolls.slice();
    this.tolls[end] = 0;
    this.costs = Array.from({ length: Math.max(1, hops) }, () => new Int32Array(length));
    this.closed = new Uint8Array(length);
  }

  /** The cheapest path that begins with these nodes, and goes on to none of `taken` after them. */
  cheapest(root: readonly number[], taken: readonly number[]): Path | undefined {
    const left = this.hops - root.length + 1;
    if (left < 1) return undefined;
    for (const node of root) this.closed[node] = 1;
    this.spread(left - 1);
    for (const node of root) this.closed[node] = 0;

    const nodes = [...root];
    for (let hop = left; nodes.at(-1) !== this.end; hop--) {
      const next = this.next(nodes[nodes.length - 1], hop - 1, hop === left ? taken : []);
      if (next === undefined) return undefined;
      nodes.push(next);
    }
    return this.pathOf(nodes);
  }

  /** Works out the costs of all ways of up to so many hops that keep clear of what is closed. */
  private spread(hops: number): void {
    const { start, to, cost } = this.ways;
    this.costs[0].fill(unreachable);
    this.costs[0][this.end] = 0;
    let changed = [this.end];
    for (let hop = 1; hop <= hops; hop++) {
      const [before, now] = [this.costs[hop - 1], this.costs[hop]];
      now.set(before);
      const next: number[] = [];
      for (const node of changed) {
        const onwards = before[node] + this.tolls[node];
        for (let road = start[node]; road < start[node + 1]; road++) {
          const neighbour = to[road];
          const price = onwards + cost[road];
          if (this.closed[neighbour] || price >= now[neighbour]) continue;
          if (now[neighbour] === before[neighbour]) next.push(neighbour);
          now[neighbour] = price;
        }
      }
      changed = next;
    }
  }

  /** The neighbour by which the cheapest way leads on, so many hops from the end at most. */
  private next(node: number, hops: number, taken: readonly number[]): number | undefined {
    const { start, to, cost } = this.ways;
    let best: number | undefined;
    let least = unreachable;
    for (let road = start[node]; road < start[node + 1]; road++) {
      const neighbour = to[road];
      const price = cost[road] + this.tolls[neighbour] + this.costs[hops][neighbour];
      if (price < least && !taken.includes(neighbour)) [best, least] = [neighbour, price];
    }
    return best;
  }

  private pathOf(nodes: readonly number[]): Path {
    const { start, to, relation, cost } = this.ways;
    const hops = nodes.slice(1).map((node, i) => {
      let road = start[nodes[i]];
      while (to[road] !== node) road++;
      return road;
    });
    return {
      nodes,
      relations: hops.map((road) => relation[road]),
      cost: hops.reduce((sum, road) => sum + cost[road] + this.tolls[to[road]], 0),
    };
  }
}

const known = new WeakMap<Graph, Ways>();

function wholeNetwork(graph: Graph): Ways {
  const ways = known.get(graph) ?? networkOf(graph, () => false);
  known.set(graph, ways);
  return ways;
}

function networkOf(graph: Graph, isOff: (type: number) => boolean): Ways {
  const { type } = graph.relations;
  const costs = hopCosts(graph);
  const off = graph.relationTypes.map((_, of) => isOff(of));
  const start = new Uint32Array(graph.size + 1);
  const relation: number[] = [];
  const to: number[] = [];
  for (let entity = 0; entity < graph.size; entity++) {
    const best = new Map<number, number>();
    for (const one of relationsOf(graph, entity)) {
      const other = otherEnd(graph, one, entity);
      if (off[type[one]] || other === entity) continue;
      const before = best.get(other);
      if (before === undefined || costs[one] < costs[before]) best.set(other, one);
    }
    for (const [other, one] of [...best].sort(([a], [b]) => a - b)) {
      to.push(other);
      relation.push(one);
    }
    start[entity + 1] = to.length;
  }
  return {
    tolls: Uint32Array.from(graph.ids, (_, entity) => tollOf(graph, entity)),
    start,
    to: Uint32Array.from(to),
    relation: Uint32Array.from(relation),
    cost: Uint32Array.from(relation, (one) => costs[one]),
  };
}
