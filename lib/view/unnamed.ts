/** Which entities are told of on a part of a map, without being in it, so that their names have to be asked for. */
import type { FacetColumn } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { namedIn } from "./question-steps";
import type { View } from "./view";

/** Values of each facet that a list begins with, and some more. */
const listed = 20;

/**
 * Those that are told of most often first, and before them those of the selected entity and of what is filtered by.
 *
 * @param derived values that are told of the selected entity
 * @param answered entities that answer the view's question
 */
export function unnamedIn(
  graph: Graph,
  { question, filter }: Pick<View, "question"> & Partial<Pick<View, "filter">>,
  derived: Readonly<Record<string, readonly string[]>>,
  answered: readonly EntityId[],
): EntityId[] {
  const { part, kinds, indexOf } = graph;
  if (!part) return [];
  const times = new Map<string, number>();
  const tell = (values: readonly string[], weight = 1) => {
    for (const value of values) times.set(value, (times.get(value) ?? 0) + weight);
  };
  const asked = question ? [...namedIn(question), ...answered].map(indexOf).filter((one) => one >= 0) : [];
  tell(Object.values(derived).flat(), Number.POSITIVE_INFINITY);
  for (const { any, not } of filter?.values ?? []) tell([...any, ...not], Number.POSITIVE_INFINITY);
  for (const [key, column] of part.facets) {
    if (column.definition.fact || column.definition.type !== "category") continue;
    for (const entity of asked) tell(valuesOf(column, entity));
    const counted = [...(part.counts?.facets.get(key)?.values ?? [])].sort(([, a], [, b]) => b - a);
    tell(
      counted.slice(0, listed).map(([value]) => value),
      listed,
    );
  }
  return [...times]
    .filter(([value]) => isIdIn(kinds, value) && indexOf(value) < 0)
    .sort(([, a], [, b]) => (a === b ? 0 : b - a))
    .map(([value]) => value);
}

/** Whether a value of a facet is an entity's id. */
export const isIdIn = (kinds: readonly string[], value: string): boolean =>
  kinds.includes(value.slice(0, Math.max(0, value.indexOf("/"))));

const valuesOf = ({ start, items, names }: FacetColumn, entity: number): string[] =>
  [...items.subarray(start[entity], start[entity + 1])].map((item) => names[item]);
