/**
 * Walking along relations by keyboard. An entity has ways in a predictable order; a reader turns from one to the next,
 * steps along the chosen one, and back again. What the keys are and what is spoken, others decide.
 */
import { otherEnd, relationsOf } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import type { Scene } from "./scene";

/** A relation as a way from an entity to its other end. Indices into the graph. */
export interface Way {
  readonly relation: number;
  readonly direction: "out" | "in";
  readonly other: number;
}

/** Where a reader has walked. */
export interface Walk {
  /** The entities passed, the present one last; never empty. */
  readonly trail: readonly EntityId[];
  /** Index into the ways of the present one; -1 as long as none is chosen. */
  readonly at: number;
  /** The way that was taken from each of the trail but the last, so that stepping back faces it again. */
  readonly taken: readonly number[];
}

/**
 * The ways that lead from an entity: types in the ontology's order, out before in, the more important end first. An
 * end that is tied by several types has a way for each; where one type runs both ways between two, that is one way.
 * What leads to a hidden end or back to the entity itself is none.
 *
 * @param scene `off`: by relation type, 1 where it is switched off
 */
export function waysOf(
  { graph, hidden, off }: Pick<Scene, "graph" | "hidden"> & { readonly off?: Uint8Array | undefined },
  entity: number,
): Way[] {
  const { type, from } = graph.relations;
  const ways = [...relationsOf(graph, entity)].flatMap((relation): Way[] => {
    const other = otherEnd(graph, relation, entity);
    if (other === entity || hidden[other] || off?.[type[relation]]) return [];
    return [{ relation, direction: from[relation] === entity ? "out" : "in", other }];
  });
  ways.sort(
    (a, b) =>
      type[a.relation] - type[b.relation] ||
      Number(a.direction === "in") - Number(b.direction === "in") ||
      a.other - b.other ||
      a.relation - b.relation,
  );
  const seen = new Set<string>();
  return ways.filter(({ relation, other }) => {
    const key = `${type[relation]} ${other}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A walk that begins at an entity, facing no way yet. */
export const startWalk = (id: EntityId): Walk => ({ trail: [id], at: -1, taken: [] });

/** Faces the next way, or the one before; after the last comes the first. Without any way, the walk as it was. */
export function turn(walk: Walk, ways: readonly Way[], by: 1 | -1): Walk {
  const count = ways.length;
  if (count === 0) return walk;
  // The view may have changed since: a way that is gone is followed by the first, and preceded by the last.
  const at = walk.at < 0 || walk.at >= count ? (by > 0 ? 0 : count - 1) : (walk.at + by + count) % count;
  return at === walk.at ? walk : { ...walk, at };
}

/**
 * Steps along the way that is faced. Facing none, or one that is gone, the walk as it was.
 *
 * @param idOf the id of an entity by its index
 */
export function stepAlong(walk: Walk, ways: readonly Way[], idOf: (entity: number) => EntityId): Walk {
  const way = walk.at < 0 ? undefined : ways[walk.at];
  if (!way) return walk;
  return { trail: [...walk.trail, idOf(way.other)], at: -1, taken: [...walk.taken, walk.at] };
}

/** One step back, facing the way that was taken; nothing where the walk began. */
export function stepBack({ trail, taken }: Walk): Walk | undefined {
  if (trail.length < 2) return undefined;
  return { trail: trail.slice(0, -1), at: taken.at(-1) ?? -1, taken: taken.slice(0, -1) };
}
