/** What the panels of a relation and of a group tell, read off the scene. */
import { otherEnd, relationsOf } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import type { Exploration } from "@/lib/view/explore";
import type { Scene } from "@/lib/view/scene";
import { findRelation, type RelationKey, relationKey } from "@/lib/view/view";

/** The relations between the same two that are drawn. */
export function parallelsOf(scene: Scene, selection: RelationKey): RelationKey[] {
  const { graph, focus } = scene;
  const relation = findRelation(graph, selection);
  if (relation < 0) return [];
  const [from, to] = [graph.relations.from[relation], graph.relations.to[relation]];
  const all = [...relationsOf(graph, from)].filter((one) => otherEnd(graph, one, from) === to);
  return all.filter((one) => focus?.relations.includes(one)).map((one) => relationKey(graph, one));
}

/** How many relations of the selected entity are drawn. */
export const drawnOf = ({ graph: { relations }, focus }: Scene): number =>
  focus?.relations.filter((one) => relations.from[one] === focus.entity || relations.to[one] === focus.entity)
    .length ?? 0;

/** The entities of a group that the view shows, the most important first. */
export function membersOf({ grouping, inSight }: Exploration, group: number): number[] {
  const members: number[] = [];
  grouping?.of.forEach((of, entity) => {
    if (of === group && inSight[entity]) members.push(entity);
  });
  return members;
}

export function kindsOf({ original }: Exploration, members: readonly number[]) {
  const counts = new Map<string, number>();
  for (const entity of members) {
    const kind = original.kinds[original.kind[entity]];
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

/** What a closed group is tied to, the most strongly tied first. */
export function tiesOf({ graph, hidden }: Scene, id: EntityId) {
  const node = graph.indexOf(id);
  if (node < 0) return [];
  const counts = new Map<number, number>();
  for (const relation of relationsOf(graph, node)) {
    const other = otherEnd(graph, relation, node);
    if (!hidden[other])
      counts.set(other, (counts.get(other) ?? 0) + (graph.relations.count?.[relation] ?? 1));
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([other, count]) => ({ label: graph.names[other], count, id: graph.ids[other] }));
}
