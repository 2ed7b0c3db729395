/** A graph and what is said of it, as it travels to a worker that draws. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets } from "@/lib/graph/facet-table";
import type { CompactGraph } from "@/lib/graph/graph";
import { partOfTile, type TileContext, type TileSaid } from "@/lib/graph/part-of-tile";
import type { Locale } from "@/lib/graph/schema";
import type { GraphData } from "./view-scene";

/** Plain JSON. */
export interface PackedGraphData {
  readonly compact: CompactGraph;
  readonly facets: CompactFacets;
  readonly sections: GraphData["sections"];
  /** Of a graph that is too large to be drawn from as a whole: which part of its map this is. */
  readonly part?: {
    readonly tile: Omit<TileSaid, "compact" | "facets">;
    readonly of: Omit<TileContext, "named" | "whole"> & { readonly named: readonly string[] };
  };
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

export function unpackGraphData({ compact, facets, sections, part }: PackedGraphData): GraphData {
  if (part) {
    const graph = partOfTile({ ...part.tile, compact, facets }, part.of);
    return { graph, table: graph.part?.facets ?? new Map(), sections };
  }
  const graph = decodeGraph(compact);
  return { graph, table: decodeFacets(facets, graph), sections };
}
