/** The charts of a graph, worked out once in each language. */
import type { Chart } from "@/lib/charts/chart";
import { chartOf } from "@/lib/charts/charts";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import type { GraphRef } from "@/lib/store/store";
import { compiledGraph } from "./graph-store";

export interface Charts {
  readonly charts: readonly Chart[];
  readonly ontology: Ontology;
  readonly graph: string;
  readonly version: string;
  /** How many there are. */
  readonly entities: number;
}

const known = new WeakMap<CompiledGraph, Map<Locale, Charts>>();

/**
 * All charts of a graph in a language, worked out once.
 *
 * @throws {UnknownGraphError | UnknownVersionError | StoreUnavailableError}
 */
export async function chartsIn(ref: GraphRef, locale: Locale): Promise<Charts> {
  const compiled = await compiledGraph(ref);
  const byLocale = known.get(compiled) ?? new Map<Locale, Charts>();
  known.set(compiled, byLocale);
  const charts = byLocale.get(locale) ?? allCharts(compiled, locale);
  byLocale.set(locale, charts);
  return charts;
}

function allCharts({ compact, facets, outline, charts = [] }: CompiledGraph, locale: Locale): Charts {
  const graph = decodeGraph(compact);
  const sections = Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  const source = { graph, table: decodeFacets(facets, graph), locale, sections };
  const { ontology, id, version } = graph;
  return {
    charts: charts.map((spec) => chartOf(source, spec)),
    ontology,
    graph: id,
    version,
    entities: graph.size,
  };
}
