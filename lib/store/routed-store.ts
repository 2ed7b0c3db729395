/** A store that passes every question on to the store that holds the graph and version that it is about. */
import type { GraphRef, GraphStore } from "./store";

/** @param of the store that holds this version; what it throws is thrown */
export const routedStore = (
  of: (ref: GraphRef) => Promise<GraphStore>,
): Omit<GraphStore, "graphs" | "close"> => ({
  info: async (ref) => (await of(ref)).info(ref),
  ontology: async (ref) => (await of(ref)).ontology(ref),
  compact: async (ref) => (await of(ref)).compact(ref),
  tile: async (ref, query, asked) => (await of(ref)).tile(ref, query, asked),
  entity: async (ref, id) => (await of(ref)).entity(ref, id),
  neighbors: async (ref, id, query) => (await of(ref)).neighbors(ref, id, query),
  search: async (ref, query) => (await of(ref)).search(ref, query),
  facetTable: async (ref) => (await of(ref)).facetTable(ref),
  facets: async (ref, asked) => (await of(ref)).facets(ref, asked),
  subgraph: async (ref, asked, query) => (await of(ref)).subgraph(ref, asked, query),
  lineage: async (ref, query) => (await of(ref)).lineage(ref, query),
  impact: async (ref, query) => (await of(ref)).impact(ref, query),
  terms: async (ref, id) => (await of(ref)).terms(ref, id),
  paths: async (ref, query) => (await of(ref)).paths(ref, query),
  compare: async (ref, ids) => (await of(ref)).compare(ref, ids),
  ranking: async (ref, asked, query, signal) => (await of(ref)).ranking(ref, asked, query, signal),
  questions: async (ref) => (await of(ref)).questions(ref),
  stories: async (ref) => (await of(ref)).stories(ref),
  ask: async (ref, query) => (await of(ref)).ask(ref, query),
});
