/**
 * What an expansion of an entity brings into the picture, and what a reader is told before: how many neighbours there
 * are, along which relation types, in which direction. Nothing here depends on the reader's language or on what else
 * the view says, so that a shared link shows the same to everyone.
 */
import type { Dates } from "@/lib/graph/dates";
import { type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import type { Expansion } from "./view";

/** How many neighbours an entity has along one relation type, seen from the entity. */
export interface Tie {
  readonly type: string;
  readonly direction: "out" | "in";
  readonly count: number;
}

/** From so many neighbours on, an entity is a hub: what it has is told before any of it is brought. */
export const hubFrom = 13;

/** The expansion that needs no choice: the most important neighbours, whatever ties them. */
export const plainExpansion = (id: EntityId): Expansion => ({
  id,
  direction: "any",
  rank: "importance",
  limit: 12,
  types: [],
});

/**
 * What ties an entity to others, in the ontology's order, out before in; each neighbour counts once for each type
 * and direction, the entity itself not at all.
 *
 * @param isHidden whether a relation type is left out
 */
export function tiesOf(graph: Graph, entity: number, isHidden?: (relationType: string) => boolean): Tie[] {
  const { type, from } = graph.relations;
  const ends = new Map<number, Set<number>>();
  for (const relation of relationsOf(graph, entity)) {
    const other = otherEnd(graph, relation, entity);
    if (other === entity) continue;
    const place = type[relation] * 2 + (from[relation] === entity ? 0 : 1);
    const others = ends.get(place) ?? new Set();
    ends.set(place, others.add(other));
  }
  return [...ends]
    .sort(([a], [b]) => a - b)
    .map(([place, others]): Tie => {
      const direction = place % 2 === 0 ? "out" : "in";
      return { type: graph.relationTypes[Math.floor(place / 2)], direction, count: others.size };
    })
    .filter((tie) => !isHidden?.(tie.type));
}

/** Every neighbour that an expansion chooses from, each once, the most important first; none of an unknown entity. */
export function candidatesOf(
  graph: Graph,
  { id, direction, types }: Pick<Expansion, "id" | "direction" | "types">,
): number[] {
  const entity = graph.indexOf(id);
  if (entity < 0) return [];
  const { type, from } = graph.relations;
  const isAsked = graph.relationTypes.map((name) => types.length === 0 || types.includes(name));
  const found = new Set<number>();
  for (const relation of relationsOf(graph, entity)) {
    const isOut = from[relation] === entity;
    if (isAsked[type[relation]] && (direction === "any" || isOut === (direction === "out")))
      found.add(otherEnd(graph, relation, entity));
  }
  found.delete(entity);
  return [...found].sort((a, b) => a - b);
}

/**
 * The neighbours that an expansion brings, the first by its rank, at most `limit`: by importance, the most important;
 * by date, the newest, what is undated last; by name, in the order of English names, upper and lower case alike.
 * Among equals the more important is first.
 */
export function broughtBy(graph: Graph, dates: Dates, expansion: Expansion): number[] {
  const order = orders[expansion.rank](graph, dates);
  return candidatesOf(graph, expansion)
    .sort((a, b) => order(a, b) || a - b)
    .slice(0, expansion.limit);
}

type Order = (a: number, b: number) => number;

const orders: Readonly<Record<Expansion["rank"], (graph: Graph, dates: Dates) => Order>> = {
  importance: () => (a, b) => a - b,
  date: (_, { first }) => {
    // What is undated is not a number.
    const dayOf = (entity: number) => first[entity] || 0;
    return (a, b) => dayOf(b) - dayOf(a);
  },
  name: ({ names }) => {
    const nameOf = (entity: number) => names[entity].en.toLowerCase();
    return (a, b) => {
      const [one, other] = [nameOf(a), nameOf(b)];
      // Plain order of characters: collation differs between browsers and languages.
      return one < other ? -1 : one > other ? 1 : 0;
    };
  },
};

/** Whether an entity has so many neighbours that its expansion is a choice. */
export const isHub = (graph: Graph, entity: number): boolean =>
  candidatesOf(graph, plainExpansion(graph.ids[entity])).length >= hubFrom;

/** What several entities have in common. */
export interface Shared {
  /** Relations among them. */
  readonly relations: number;
  /** Others that every one of them is tied to. */
  readonly neighbours: number;
}

/** What several entities have in common; less than two share nothing. */
export function sharedOf(graph: Graph, entities: readonly number[]): Shared {
  const all = new Set(entities);
  if (all.size < 2) return { relations: 0, neighbours: 0 };
  const { from, to } = graph.relations;
  const tiedTo = new Map<number, number>();
  let relations = 0;
  for (const entity of all) {
    for (const relation of relationsOf(graph, entity))
      if (from[relation] === entity && to[relation] !== entity && all.has(to[relation])) relations++;
    for (const other of candidatesOf(graph, plainExpansion(graph.ids[entity])))
      tiedTo.set(other, (tiedTo.get(other) ?? 0) + 1);
  }
  // None of them is tied to all, since none is to itself.
  const neighbours = [...tiedTo.values()].filter((times) => times === all.size).length;
  return { relations, neighbours };
}
