/** How much each entity matters: PageRank on the ontology's weights, and the importance made of it. */
import { UndirectedGraph } from "graphology";
import pagerank from "graphology-metrics/centrality/pagerank";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId } from "@/lib/graph/schema";

export interface Metrics {
  /** Share of a random walker's time; sums to 1. */
  readonly pagerank: ReadonlyMap<EntityId, number>;
  /** 0 to 1; the most important entity has 1. */
  readonly importance: ReadonlyMap<EntityId, number>;
}

/** How steeply importance falls with PageRank: below 1, the many small ones keep apart. */
const steepness = 0.75;

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
  const most = Math.max(...Object.values(ranks));
  const least = Math.min(...Object.values(ranks));
  const scaled = (rank: number) => (most === least ? 1 : ((rank - least) / (most - least)) ** steepness);
  return {
    pagerank: new Map(entities.map(({ id }) => [id, ranks[id] / sum])),
    importance: new Map(entities.map(({ id }) => [id, scaled(ranks[id])])),
  };
}
