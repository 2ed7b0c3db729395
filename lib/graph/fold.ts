/** A graph in which groups of entities are one node each, so that what is between groups can be seen. */
import { type Graph, incidence, type Relations, strengths } from "./graph";
import type { KindDefinition } from "./ontology";
import type { EntityId, Text } from "./schema";

/** A group that is to be one node. */
export interface ClosedGroup {
  /** As in the column that says of each entity to which group it belongs. */
  readonly group: number;
  readonly id: EntityId;
  readonly name: Text;
  /** How large it counts among the others: the largest comes first. */
  readonly size: number;
}

/** Most that a relation is counted as. */
const countLimit = 0xffff;

export interface Fold {
  readonly graph: Graph;
  /** By entity of the original graph, its index in the folded one: its own, or that of its group. */
  readonly entityOf: Int32Array;
  /** By entity of the folded graph, the closed group that it is, or -1. */
  readonly groupOf: Int32Array;
}

/**
 * Makes each closed group that has members one node of a kind of its own.
 *
 * Groups come first, the largest before all, with an importance of 1; then every other entity in its old order. A group
 * stands in the middle of its members, and in the region where more than half of them stand. Relations inside a
 * group vanish; those that have become the same are one, with their number as `count`, and are sourced if all of them
 * are. Strength and backbone are those of the folded graph, in which a relation weighs as much as all that it stands for.
 *
 * @param of by entity, its group; -1 for none
 * @param kind of the new nodes; its name must be new to the graph
 * @returns the graph itself where nothing is closed
 */
export function foldGraph(
  graph: Graph,
  of: Int16Array,
  closed: readonly ClosedGroup[],
  kind: { readonly name: string; readonly definition: KindDefinition },
): Fold {
  const members = membersOf(of, closed);
  const order = closed
    .map((_, i) => i)
    .filter((i) => members[i].length > 0)
    .sort((a, b) => closed[b].size - closed[a].size || a - b);
  const groups = order.length;
  if (groups === 0)
    return {
      graph,
      entityOf: Int32Array.from(graph.ids.keys()),
      groupOf: new Int32Array(graph.size).fill(-1),
    };

  const entityOf = new Int32Array(graph.size).fill(-1);
  order.forEach((group, node) => {
    for (const entity of members[group]) entityOf[entity] = node;
  });
  let size = groups;
  for (let entity = 0; entity < graph.size; entity++) if (entityOf[entity] < 0) entityOf[entity] = size++;
  const groupOf = new Int32Array(size).fill(-1);
  groupOf.set(order);

  const columns = {
    ids: order.map((group) => closed[group].id),
    names: order.map((group) => closed[group].name),
    aliases: order.map((): readonly string[] => []),
    kind: new Uint8Array(size).fill(graph.kinds.length, 0, groups),
    x: new Float32Array(size),
    y: new Float32Array(size),
    importance: new Float64Array(size).fill(1, 0, groups),
    region: new Int16Array(size),
  };
  const nodeOf = new Map(columns.ids.map((id, node) => [id, node]));
  order.forEach((group, node) => {
    const { x, y, region } = placeOf(graph, members[group]);
    columns.x[node] = x;
    columns.y[node] = y;
    columns.region[node] = region;
  });
  for (let entity = 0; entity < graph.size; entity++) {
    const node = entityOf[entity];
    if (node < groups) continue;
    columns.ids.push(graph.ids[entity]);
    columns.names.push(graph.names[entity]);
    columns.aliases.push(graph.aliases[entity]);
    columns.kind[node] = graph.kind[entity];
    columns.x[node] = graph.x[entity];
    columns.y[node] = graph.y[entity];
    columns.importance[node] = graph.importance[entity];
    columns.region[node] = graph.region[entity];
  }
  const relations = foldRelations(graph, entityOf, groups, size);
  const { ontology } = graph;
  const folded: Graph = {
    ...graph,
    within: undefined,
    ontology: { ...ontology, kinds: { ...ontology.kinds, [kind.name]: kind.definition } },
    size,
    kinds: [...graph.kinds, kind.name],
    ...columns,
    relations,
    ...incidence(size, relations),
    indexOf: (id) => {
      const node = nodeOf.get(id) ?? entityOf[graph.indexOf(id)] ?? -1;
      // What is inside a group is no entity of its own.
      return node < groups && !nodeOf.has(id) ? -1 : node;
    },
  };
  return { graph: folded, entityOf, groupOf };
}

/** By closed group, its entities. */
function membersOf(of: Int16Array, closed: readonly ClosedGroup[]): number[][] {
  const members = closed.map((): number[] => []);
  const indexOf = new Map(closed.map(({ group }, i) => [group, i]));
  of.forEach((group, entity) => {
    const index = indexOf.get(group);
    if (index !== undefined && group >= 0) members[index].push(entity);
  });
  return members;
}

function placeOf(
  { x, y, region }: Graph,
  members: readonly number[],
): { x: number; y: number; region: number } {
  const counts = new Map<number, number>();
  let [sumX, sumY] = [0, 0];
  for (const entity of members) {
    sumX += x[entity];
    sumY += y[entity];
    counts.set(region[entity], (counts.get(region[entity]) ?? 0) + 1);
  }
  const [home = -1] = [...counts].find(([, count]) => count * 2 > members.length) ?? [];
  return { x: sumX / members.length, y: sumY / members.length, region: home };
}

function foldRelations(
  { relations, relationTypes, ontology }: Graph,
  entityOf: Int32Array,
  groups: number,
  size: number,
): Relations {
  const from = relations.from.map((entity) => entityOf[entity]);
  const to = relations.to.map((entity) => entityOf[entity]);
  const kept: number[] = [];
  for (let r = 0; r < relations.size; r++) if (from[r] !== to[r] || from[r] >= groups) kept.push(r);
  // By start, then by type, then by end: each pass keeps the order of the one before.
  const byType = sortedBy(relations.type, sortedBy(to, kept, size), relationTypes.length);

  const columns = {
    type: new Uint8Array(kept.length),
    from: new Uint32Array(kept.length),
    to: new Uint32Array(kept.length),
    sourced: new Uint8Array(kept.length).fill(1),
  };
  const numbers = new Float64Array(kept.length);
  let total = 0;
  let before = -1;
  for (const r of sortedBy(from, byType, size)) {
    const isSame =
      from[r] === from[before] && to[r] === to[before] && relations.type[r] === relations.type[before];
    before = r;
    const at = isSame ? total - 1 : total++;
    columns.type[at] = relations.type[r];
    columns.from[at] = from[r];
    columns.to[at] = to[r];
    columns.sourced[at] &= relations.sourced[r];
    numbers[at] += relations.count?.[r] ?? 1;
  }
  const merged = {
    size: total,
    type: columns.type.slice(0, total),
    from: columns.from.slice(0, total),
    to: columns.to.slice(0, total),
    sourced: columns.sourced.slice(0, total),
    count: Uint16Array.from(numbers.subarray(0, total), (number) => Math.min(number, countLimit)),
  };
  const weights = relationTypes.map((type) => ontology.relations[type]?.weight ?? 1);
  const weightOf = (relation: number) => weights[merged.type[relation]] * numbers[relation];
  return { ...merged, ...strengths(size, merged, weightOf) };
}

/**
 * The indices, ordered by their value in a column of whole numbers below `limit`; those of one value stay in order
 * (counting sort).
 */
function sortedBy(column: ArrayLike<number>, indices: ArrayLike<number>, limit: number): number[] {
  const next = new Uint32Array(limit + 1);
  for (let i = 0; i < indices.length; i++) next[column[indices[i]] + 1]++;
  for (let value = 0; value < limit; value++) next[value + 1] += next[value];
  const sorted = new Array<number>(indices.length);
  for (let i = 0; i < indices.length; i++) sorted[next[column[indices[i]]]++] = indices[i];
  return sorted;
}
