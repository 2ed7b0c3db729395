/** Which entities and relations of a graph a view shows, and so are taken along when it is exported. */
import type { FacetTable } from "@/lib/graph/facet-table";
import { context, member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { standingInView } from "@/lib/view/standing";
import { atlasLayout, emptyView, type View } from "@/lib/view/view";

export interface Picked {
  /** Indices into the graph, rising: the most important first. */
  readonly entities: readonly number[];
  /** Indices into the graph's relations, rising: those between these entities. */
  readonly relations: readonly number[];
  /** How many of the entities stand back in the view. */
  readonly context: number;
}

/**
 * What a view that fits the graph shows, the same as the route of subgraphs tells.
 *
 * @param withContext whether what stands back in the view is taken along
 */
export function pickedBy(graph: Graph, table: FacetTable, view: View, withContext: boolean): Picked {
  const standing = standingInView(graph, table, view);
  const isIn = standing.map((one) => (one === member || (withContext && one === context) ? 1 : 0));
  const isOff = graph.relationTypes.map((type) => view.hiddenTypes.includes(type));
  const entities: number[] = [];
  let aside = 0;
  for (let i = 0; i < graph.size; i++) {
    if (!isIn[i]) continue;
    entities.push(i);
    if (standing[i] === context) aside++;
  }
  const { size, from, to, type } = graph.relations;
  const relations: number[] = [];
  for (let r = 0; r < size; r++) if (isIn[from[r]] && isIn[to[r]] && !isOff[type[r]]) relations.push(r);
  return { entities, relations, context: aside };
}

/** As much of a view as says which entities and relations it shows. */
export function shownPart({ selection: _, camera: __, data: ___, ...view }: View): View {
  const { graph, also, notes, moved, style } = emptyView;
  return { ...view, graph, also, notes, moved, style, layout: atlasLayout };
}
