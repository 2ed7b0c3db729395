/** What the ontology allows between kinds, and which facets say the same as a relation. */
import type { FacetTable } from "@/lib/graph/facet-table";
import { type Graph, relationsOf } from "@/lib/graph/graph";
import { rollUpAlong } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";

/** A relation type, seen from what is sought. */
export interface Way {
  readonly type: string;
  readonly direction: "out" | "in";
}

export const kindOf = (graph: Graph, entity: number): string => graph.kinds[graph.kind[entity]];

/** Whether the graph can be scoped by it, as by a domain. */
export const isScope = (graph: Graph, entity: number): boolean =>
  kindOf(graph, entity) === graph.ontology.scope?.kind;

/** Whether a relation of the type may lead from any of these kinds to any of those. */
export const joins = (
  { ontology }: Graph,
  type: string,
  starts: readonly string[],
  ends: readonly string[],
): boolean =>
  ontology.relations[type].ends.some(
    ({ from, to }) => starts.some((kind) => from.includes(kind)) && ends.some((kind) => to.includes(kind)),
  );

/** All that may tie kinds to others. */
export const waysBetween = (graph: Graph, kinds: readonly string[], others: readonly string[]): Way[] =>
  Object.keys(graph.ontology.relations).flatMap((type): Way[] => [
    ...(joins(graph, type, kinds, others) ? [{ type, direction: "out" as const }] : []),
    ...(joins(graph, type, others, kinds) ? [{ type, direction: "in" as const }] : []),
  ]);

/** The relation that a facet of these kinds is read along, else the only one that can be between them. */
export function wayTo(graph: Graph, kinds: readonly string[], others: readonly string[]): Way | undefined {
  const { derived_facets: derived, relations } = graph.ontology;
  for (const { path, kinds: having } of Object.values(derived)) {
    const isRead = Object.hasOwn(relations, path) && kinds.every((kind) => having.includes(kind));
    if (isRead && joins(graph, path, kinds, others)) return { type: path, direction: "out" };
  }
  const ways = waysBetween(graph, kinds, others);
  return ways.length === 1 ? ways[0] : undefined;
}

/** The facet that all of these kinds have, whose path this is. */
export const facetAlong = ({ ontology }: Graph, path: string, kinds: readonly string[]): string | undefined =>
  Object.entries(ontology.derived_facets).find(
    ([, derived]) =>
      derived.path === path && kinds.length > 0 && kinds.every((kind) => derived.kinds.includes(kind)),
  )?.[0];

/** The same, where these are among its values. */
export function facetWith(
  graph: Graph,
  table: FacetTable,
  type: string,
  kinds: readonly string[],
  ids: readonly EntityId[],
): string | undefined {
  const facet = facetAlong(graph, type, kinds);
  const names = facet === undefined ? undefined : table.get(facet)?.names;
  return names && ids.every((id) => names.includes(id)) ? facet : undefined;
}

/** Entities without those that are parts of others among them, where links of the type count parts in any case. */
export function withoutParts(graph: Graph, type: string, entities: readonly number[]): EntityId[] {
  const partOf = graph.relationTypes.indexOf(rollUpAlong(graph, type) ?? "");
  const { relations, kind } = graph;
  const all = new Set(entities);
  const isPart = (entity: number) =>
    relationsOf(graph, entity).some((relation) => {
      const [part, whole] = [relations.from[relation], relations.to[relation]];
      // Of two that are parts of each other, the more important stays.
      const isBelow = relations.type[relation] === partOf && part === entity && whole < part;
      return isBelow && all.has(whole) && kind[whole] === kind[part];
    });
  return entities.filter((entity) => !isPart(entity)).map((entity) => graph.ids[entity]);
}
