/** The atlas for pages that are made on the server: its data, and the graph that they make. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity } from "@/lib/graph/schema";
import { emptyView } from "@/lib/view/view";
import { compiledGraph } from "./graph-store";

export interface AtlasData {
  readonly compiled: CompiledGraph;
  readonly graph: Graph;
  readonly ontology: Ontology;
  readonly version: string;
  /** The values of all facets. */
  readonly table: FacetTable;
  /** Nothing where there is no entity of this id. */
  entity(id: string): Entity | undefined;
}

let known: { readonly of: CompiledGraph; readonly data: AtlasData } | undefined;

/** @throws {StoreUnavailableError} there are no compiled data */
export async function atlasData(): Promise<AtlasData> {
  const compiled = await compiledGraph({ graph: emptyView.graph });
  if (known?.of !== compiled) known = { of: compiled, data: dataOf(compiled) };
  return known.data;
}

function dataOf(compiled: CompiledGraph): AtlasData {
  const graph = decodeGraph(compiled.compact);
  return {
    compiled,
    graph,
    ontology: graph.ontology,
    version: graph.version,
    table: decodeFacets(compiled.facets, graph),
    entity: (id) => compiled.entities[graph.indexOf(id)],
  };
}
