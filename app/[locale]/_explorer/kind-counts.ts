/** How many entities of each kind there are to show. */
import type { Graph } from "@/lib/graph/graph";
import type { Exploration } from "@/lib/view/explore";
import type { Filtration } from "./filtration";

/**
 * By kind, the members that there would be if no kind were taken out; without a filter, all entities. Of an answer and
 * of a window of time, what is shown of it. Nothing of a part of a map as long as the server has not counted the whole.
 */
export function kindCounts(
  graph: Graph,
  filtration: Filtration | undefined,
  exploration: Exploration | undefined,
): readonly number[] | undefined {
  const counts = graph.kinds.map(() => 0);
  if (exploration && (exploration.view.time || exploration.view.question)) {
    graph.kind.forEach((kind, entity) => {
      counts[kind] += exploration.inSight[entity];
    });
    return counts;
  }
  if (graph.part) return graph.part.counts?.kinds;
  if (filtration) return filtration.kit.countKinds(graph, filtration.filtered);
  for (const kind of graph.kind) counts[kind]++;
  return counts;
}
