/** What an action is about, as far as several kinds of actions ask. */
import type { EntityId } from "@/lib/graph/schema";
import type { Situation } from "./action";

/** Index of the entity asked about, or -1: a group is none, and what is gone from the data neither. */
export const entityOf = ({ graph, id }: Situation): number => (id === undefined ? -1 : graph.indexOf(id));
export const isEntity = (situation: Situation): boolean => !situation.group && entityOf(situation) >= 0;

/** What it is about: what is selected, if the entity asked about is among it or there is none; else that one alone. */
export function targetsOf({ graph, id, selected }: Situation): EntityId[] {
  const asked = id === undefined || selected.includes(id) ? selected : [id];
  return asked.filter((one) => graph.indexOf(one) >= 0);
}
export const hasTargets = (situation: Situation): boolean => targetsOf(situation).length > 0;
