/**
 * What lies between two entities of a large graph: all that stands on a way of so many hops at most. Looked for from both ends
 * at once, each going half of the way (Pohl 1971, "Bi-directional search"), so that little of the graph is seen.
 */
import { degreeOf, type Graph } from "./graph";

/** An entity of more relations is a hub: nobody goes through all of them more than once. */
const hub = 64;
export const isHub = (graph: Graph, entity: number): boolean => degreeOf(graph, entity) > hub;

const amongHubs = new WeakMap<Graph, ReadonlyMap<number, readonly number[]>>();

/** By hub, its relations with other hubs. */
export function relationsAmongHubs(graph: Graph): ReadonlyMap<number, readonly number[]> {
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

export interface BetweenAsked {
  readonly hops: number;
  /** By relation type, whether no way may take it. */
  readonly isOff: readonly boolean[];
  /** Relations that are looked at from each end, at most: where there are more, those of the greatest hubs are left out. */
  readonly most: number;
}

export interface Between {
  /** The entities on ways of so many hops at most, both ends among them, and maybe some more; rising. */
  readonly entities: Uint32Array;
  /** All of those on ways of up to so many hops are among them: fewer than were asked for where some were left out. */
  readonly hops: number;
}

export function entitiesBetween(graph: Graph, from: number, to: number, asked: BetweenAsked): Between {
  const { hops } = asked;
  const [here, there] = notesFor(graph);
  const near = new Reach(graph, from, asked, here);
  const far = new Reach(graph, to, asked, there);
  const gone = near.grow(Math.ceil(hops / 2)) + far.grow(Math.floor(hops / 2));
  // Hops are noted as one more than they are.
  const middle = near.entities.filter((one) => there[one] > 0 && here[one] + there[one] - 2 <= hops);
  const between = new Set([from, to, ...middle]);
  for (const entity of near.leadingTo(middle, there, hops)) between.add(entity);
  for (const entity of far.leadingTo(middle, here, hops)) between.add(entity);
  near.forget();
  far.forget();
  return { entities: Uint32Array.from(between).sort(), hops: gone };
}

/** By entity, one more than its hops from an end; 0 where it has not been reached. Empty between two questions. */
type Notes = Uint8Array;
const notes = new WeakMap<Graph, readonly [Notes, Notes]>();

function notesFor(graph: Graph): readonly [Notes, Notes] {
  const both = notes.get(graph) ?? ([new Uint8Array(graph.size), new Uint8Array(graph.size)] as const);
  notes.set(graph, both);
  return both;
}

/** What can be reached from one end, the nearest first. */
class Reach {
  readonly entities: number[];
  /** Where each hop begins among them. */
  private readonly starts = [0];

  constructor(
    private readonly graph: Graph,
    start: number,
    private readonly asked: BetweenAsked,
    private readonly noted: Notes,
  ) {
    this.entities = [start];
    noted[start] = 1;
  }

  /**
   * Goes on by so many hops, from the least connected first, so that it is the greatest hubs that are left out.
   *
   * @returns by how many nothing was left out
   */
  grow(hops: number): number {
    const { entities, starts, noted } = this;
    const { most } = this.asked;
    let seen = 0;
    for (let hop = 1; hop <= hops; hop++) {
      const edge = entities.slice(starts[hop - 1]).sort((a, b) => this.countOf(a) - this.countOf(b) || a - b);
      starts.push(entities.length);
      for (const entity of edge) {
        seen += this.countOf(entity);
        if (seen > most) return hop - 1;
        this.eachNeighbour(entity, (other) => {
          if (noted[other] > 0) return;
          noted[other] = hop + 1;
          entities.push(other);
        });
      }
    }
    return hops;
  }

  /**
   * Those on ways of so many hops at most from here to what is in the middle, and on.
   *
   * @param onward by entity in the middle, one more than its hops from the other end
   */
  leadingTo(middle: readonly number[], onward: Notes, hops: number): Iterable<number> {
    const rest = new Map(middle.map((one) => [one, onward[one]]));
    let open = this.entities.slice(1, this.starts.at(-1)).filter((one) => !rest.has(one));
    for (let added = middle; added.length > 0 && open.length > 0; ) {
      const found = new Map<number, number>();
      const offer = (one: number, far: number | undefined) => {
        if (far === undefined || this.noted[one] + far - 1 > hops || far + 1 >= (found.get(one) ?? Infinity))
          return;
        found.set(one, far + 1);
      };
      // From whichever side less has to be looked at.
      if (this.sumOf(added) < this.sumOf(open)) {
        const isOpen = new Set(open);
        for (const one of added)
          this.eachNeighbour(one, (other) => isOpen.has(other) && offer(other, rest.get(one)));
      } else for (const one of open) this.eachNeighbour(one, (other) => offer(one, rest.get(other)));
      for (const [one, far] of found) rest.set(one, far);
      added = [...found.keys()];
      open = open.filter((one) => !found.has(one));
    }
    return rest.keys();
  }

  forget(): void {
    for (const one of this.entities) this.noted[one] = 0;
  }

  private countOf(entity: number): number {
    const { incidentFrom } = this.graph;
    return incidentFrom[entity + 1] - incidentFrom[entity];
  }

  private sumOf(entities: readonly number[]): number {
    return entities.reduce((sum, one) => sum + this.countOf(one), 0);
  }

  private eachNeighbour(entity: number, tell: (other: number) => void): void {
    const { isOff } = this.asked;
    const { incident, incidentFrom, relations } = this.graph;
    const { from, to, type } = relations;
    const end = incidentFrom[entity + 1];
    for (let at = incidentFrom[entity]; at < end; at++) {
      const relation = incident[at];
      if (!isOff[type[relation]]) tell(from[relation] === entity ? to[relation] : from[relation]);
    }
  }
}
