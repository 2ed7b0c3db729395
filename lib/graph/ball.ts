/** All that is within some cost of an entity, growing outwards, the nearest first (Dijkstra 1959). */
import { type Graph, otherEnd, relationsOf } from "./graph";
import { tollOf } from "./paths";

export class Ball {
  /** What the cheapest way from the middle to each one costs, the tolls of those in between included. */
  readonly costs = new Map<number, number>();
  /** Relations that have been looked at. */
  seen = 0;
  private readonly edge = new Edge();

  constructor(
    private readonly graph: Graph,
    private readonly middle: number,
    private readonly hopCosts: Uint32Array,
    private readonly isOff: (type: number) => boolean,
  ) {
    this.edge.put(0, middle);
  }

  /** Whether it holds all that can be reached. */
  get isDone(): boolean {
    return this.edge.size === 0;
  }

  /** Takes up what is within this cost, unless more relations would have to be looked at than that. */
  growTo(radius: number, most: number): void {
    const { graph, edge } = this;
    while (edge.size > 0 && edge.least <= radius && this.seen < most) {
      const [cost, entity] = edge.take();
      if (this.costs.has(entity)) continue;
      this.costs.set(entity, cost);
      const onwards = cost + (entity === this.middle ? 0 : tollOf(this.graph, entity));
      const relations = relationsOf(graph, entity);
      this.seen += relations.length;
      for (const relation of relations) {
        const other = otherEnd(graph, relation, entity);
        if (!this.isOff(graph.relations.type[relation]) && !this.costs.has(other))
          edge.put(onwards + this.hopCosts[relation], other);
      }
    }
  }

  /** What the cheapest way to the middle of another ball costs by something that is in both; infinite where nothing is. */
  leastThrough(other: Ball): number {
    let least = Infinity;
    const [few, many] = this.costs.size < other.costs.size ? [this, other] : [other, this];
    for (const [entity, cost] of few.costs) {
      const rest = many.costs.get(entity);
      if (rest === undefined) continue;
      const isEnd = entity === few.middle || entity === many.middle;
      least = Math.min(least, cost + rest + (isEnd ? 0 : tollOf(this.graph, entity)));
    }
    return least;
  }
}

/** Entities by cost, the cheapest at hand: a binary heap. */
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

  take(): [cost: number, entity: number] {
    const { costs, entities } = this;
    const [cost, entity] = [costs[0], entities[0]];
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
    return [cost, entity];
  }
}
