/** How much each entity matters: PageRank on the ontology's weights, and the importance made of it. */
import { UndirectedGraph } from "graphology";
import pagerank from "graphology-metrics/centrality/pagerank";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity } from "@/lib/graph/schema";
import { importanceOf, type Metrics } from "./importance";

/**
 * PageRank (Brin and Page 1998) on the undirected graph, relations weighed as for the map, so that a
 * benchmark on which everything is evaluated does not outrank what everything is built on.
 *
 * @param entities sorted by id, on which the result's last digits depend
 */
export function measure(ontology: Ontology, entities: readonly Entity[]): Metrics {
  const graph = new UndirectedGraph();
  for (const { id } of entities) graph.addNode(id);
  for (const { relations } of entities) {
    for (const { from, to, type } of relations) {
      graph.updateUndirectedEdge(from, to, ({ weight = 0 }) => ({
        weight: weight + ontology.relations[type].weight,
      }));
    }
  }
  const ranks = pagerank(graph, { getEdgeWeight: "weight", tolerance: 1e-9, maxIterations: 500 });
  const sum = Object.values(ranks).reduce((total, rank) => total + rank, 0);
  const importance = importanceOf(Object.values(ranks), 1);
  return {
    pagerank: new Map(entities.map(({ id }) => [id, ranks[id] / sum])),
    importance: new Map(entities.map(({ id }) => [id, importance(ranks[id])])),
  };
}
