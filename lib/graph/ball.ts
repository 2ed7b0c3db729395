/** All that is within some cost of an entity, growing outwards, the nearest first (Dijkstra 1959). */
import type { Graph } from "./graph";
import { tollOf, unit } from "./paths";

export class Ball {
  /** What it holds, the nearest first. */
  readonly entities: number[] = [];
  /** Relations that have been looked at. */
  seen = 0;
  private readonly edge = new Edge();
  private readonly notes: Notes;

  /** @param side of those that are used at once, each has one of its own: 0 or 1 */
  constructor(
    private readonly graph: Graph,
    private readonly middle: number,
    private readonly hopCosts: Uint32Array,
    private readonly isOff: readonly boolean[],
    side: 0 | 1,
  ) {
    this.notes = notesFor(graph, side);
    this.reach(middle, 0);
  }

  /** Whether it holds all that can be reached. */
  get isDone(): boolean {
    return this.edge.size === 0;
  }

  /** What the cheapest way from the middle costs, the tolls of those in between included; infinite for what it does not hold. */
  costOf(entity: number): number {
    const { held, cost, now } = this.notes;
    return held[entity] === now ? cost[entity] : Infinity;
  }

  private reach(entity: number, price: number): void {
    const { reached, cost, now } = this.notes;
    if (reached[entity] === now && cost[entity] <= price) return;
    reached[entity] = now;
    cost[entity] = price;
    this.edge.put(price, entity);
  }

  /** Takes up what is within this cost, unless more relations would have to be looked at than that. */
  growTo(radius: number, most: number): void {
    const { edge, notes } = this;
    while (edge.size > 0 && edge.least <= radius && this.seen < most) {
      const next = edge.take();
      if (next < 0) this.lookAround(~next);
      else if (notes.held[next] !== notes.now) {
        notes.held[next] = notes.now;
        this.entities.push(next);
        // It costs so much to pass through a hub that its neighbours are looked at only when they could be within.
        edge.put(this.onwards(next) + unit, ~next);
      }
    }
  }

  private onwards(entity: number): number {
    return this.notes.cost[entity] + (entity === this.middle ? 0 : tollOf(this.graph, entity));
  }

  private lookAround(entity: number): void {
    const { notes, isOff, hopCosts } = this;
    const { incident, incidentFrom, relations } = this.graph;
    const { from, to, type } = relations;
    const onwards = this.onwards(entity);
    const end = incidentFrom[entity + 1];
    this.seen += end - incidentFrom[entity];
    for (let at = incidentFrom[entity]; at < end; at++) {
      const relation = incident[at];
      const other = from[relation] === entity ? to[relation] : from[relation];
      if (!isOff[type[relation]] && notes.held[other] !== notes.now)
        this.reach(other, onwards + hopCosts[relation]);
    }
  }

  /** What the cheapest way to the middle of another ball costs by something that is in both; infinite where nothing is. */
  leastThrough(other: Ball): number {
    let least = Infinity;
    const [few, many] = this.entities.length < other.entities.length ? [this, other] : [other, this];
    for (const entity of few.entities) {
      const rest = many.costOf(entity);
      if (rest === Infinity) continue;
      const isEnd = entity === few.middle || entity === many.middle;
      least = Math.min(least, few.costOf(entity) + rest + (isEnd ? 0 : tollOf(this.graph, entity)));
    }
    return least;
  }
}

/** What a ball notes of entities, in arrays that outlast it; what was noted in another round than now does not count. */
interface Notes {
  now: number;
  readonly reached: Uint32Array;
  readonly held: Uint32Array;
  readonly cost: Uint32Array;
}

const notes = new WeakMap<Graph, readonly [Notes, Notes]>();

function notesFor(graph: Graph, side: 0 | 1): Notes {
  const empty = (): Notes => ({
    now: 0,
    reached: new Uint32Array(graph.size),
    held: new Uint32Array(graph.size),
    cost: new Uint32Array(graph.size),
  });
  const both = notes.get(graph) ?? ([empty(), empty()] as const);
  notes.set(graph, both);
  both[side].now++;
  return both[side];
}

/** Entities by cost, the cheapest at hand, and the complements of those that are to be looked around: a binary heap. */
class Edge {
  private readonly costs: number[] = [];
  private readonly entities: number[] = [];

  get size(): number {
    return this.costs.length;
  }

  get least(): number {
    return this.costs[0];
  }

  put(cost: number, entity: number): void {
    let at = this.costs.length;
    for (let above = (at - 1) >> 1; at > 0 && this.costs[above] > cost; above = (at - 1) >> 1) {
      this.costs[at] = this.costs[above];
      this.entities[at] = this.entities[above];
      at = above;
    }
    this.costs[at] = cost;
    this.entities[at] = entity;
  }

  take(): number {
    const { costs, entities } = this;
    const [entity] = entities;
    const [lastCost, lastEntity] = [costs.pop() as number, entities.pop() as number];
    const { length } = costs;
    if (length > 0) {
      let at = 0;
      for (let below = 1; below < length; below = 2 * at + 1) {
        if (below + 1 < length && costs[below + 1] < costs[below]) below++;
        if (costs[below] >= lastCost) break;
        costs[at] = costs[below];
        entities[at] = entities[below];
        at = below;
      }
      costs[at] = lastCost;
      entities[at] = lastEntity;
    }
    return entity;
  }
}
