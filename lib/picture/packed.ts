/** A graph and what is said of it, as it travels to a worker that draws. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets } from "@/lib/graph/facet-table";
import type { CompactGraph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import type { GraphData } from "./view-scene";

/** Plain JSON. */
export interface PackedGraphData {
  readonly compact: CompactGraph;
  readonly facets: CompactFacets;
  readonly sections: GraphData["sections"];
}

export function packGraphData({
  compact,
  facets,
  outline,
}: Pick<CompiledGraph, "compact" | "facets" | "outline">): PackedGraphData {
  const titles = (locale: Locale) =>
    Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  return { compact, facets, sections: { zh: titles("zh"), en: titles("en") } };
}

export function unpackGraphData({ compact, facets, sections }: PackedGraphData): GraphData {
  const graph = decodeGraph(compact);
  return { graph, table: decodeFacets(facets, graph), sections };
}
