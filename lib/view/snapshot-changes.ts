/** What a view would show otherwise if it were made on other data. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Entity, EntityId } from "@/lib/graph/schema";
import { type Picture, pictureIn } from "./snapshot";
import type { View } from "./view";

export interface PictureChanges {
  /** Ids, the most important first. */
  readonly added: readonly EntityId[];
  readonly removed: readonly EntityId[];
  readonly changed: readonly { readonly id: EntityId; readonly aspects: readonly Aspect[] }[];
  readonly relationsAdded: number;
  readonly relationsRemoved: number;
}

const aspects = ["name", "summary", "facts"] as const satisfies readonly (keyof Entity)[];
type Aspect = (typeof aspects)[number];

/** Compares what the view shows of either, entity by entity and relation by relation. */
export function changesBetween(before: CompiledGraph, after: CompiledGraph, view: View): PictureChanges {
  const [old, now] = [pictureIn(before, view), pictureIn(after, view)];
  const [oldRelations, nowRelations] = [relationsIn(old), relationsIn(now)];
  const isIn = ({ graph, inSight }: Picture, id: EntityId) => inSight[graph.indexOf(id)] === 1;
  const shown = ({ graph, inSight }: Picture) => graph.ids.filter((_, entity) => inSight[entity]);
  const changed = shown(now)
    .filter((id) => isIn(old, id))
    .map((id) => {
      const was = before.entities[old.graph.indexOf(id)];
      const is = after.entities[now.graph.indexOf(id)];
      return {
        id,
        aspects: aspects.filter((part) => JSON.stringify(was[part]) !== JSON.stringify(is[part])),
      };
    });
  return {
    added: shown(now).filter((id) => !isIn(old, id)),
    removed: shown(old).filter((id) => !isIn(now, id)),
    changed: changed.filter((one) => one.aspects.length > 0),
    relationsAdded: [...nowRelations].filter((key) => !oldRelations.has(key)).length,
    relationsRemoved: [...oldRelations].filter((key) => !nowRelations.has(key)).length,
  };
}

function relationsIn({ graph, inSight, off }: Picture): Set<string> {
  const { from, to, type } = graph.relations;
  const keys = new Set<string>();
  type.forEach((of, r) => {
    if (inSight[from[r]] && inSight[to[r]] && !off[of])
      keys.add(`${graph.ids[from[r]]}~${graph.relationTypes[of]}~${graph.ids[to[r]]}`);
  });
  return keys;
}
