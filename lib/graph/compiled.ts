/**
 * What `npm run graph` makes of the data files and the embedded store serves: the compact graph that
 * browsers get, and beside it everything that is asked for entity by entity.
 */
import type { ChartSpec } from "./chart-schema";
import type { CompactFacets } from "./facet-table";
import type { CompactGraph } from "./graph";
import type { ReadyQuestion } from "./question-schema";
import type { Entity, Text } from "./schema";
import type { Story } from "./story-schema";

/** A chapter or section of the white paper. */
export interface OutlineEntry {
  /** Such as "4.2.1". */
  readonly number: string;
  readonly title: Text;
  /** What it is about, in our own words; the atlas has one of each, an outline from elsewhere need not. */
  readonly intro?: Text | undefined;
}

export interface Outline {
  readonly title: Text;
  readonly entries: readonly OutlineEntry[];
  /** Said where the outline that is known breaks off. */
  readonly incomplete?: Text | undefined;
}

export interface CompiledGraph {
  readonly compact: CompactGraph;
  readonly outline: Outline;
  /** In the compact graph's order. */
  readonly entities: readonly Entity[];
  /** Share of a random walker's time, in the compact graph's order; sums to 1. */
  readonly pagerank: readonly number[];
  /** Values of the ontology's derived facets, in the compact graph's order. */
  readonly derived: readonly Readonly<Record<string, readonly string[]>>[];
  readonly facets: CompactFacets;
  /** In the order in which they are offered. */
  readonly questions: readonly ReadyQuestion[];
  /** In the order in which they are offered. */
  readonly stories: readonly Story[];
  /** What of the data is shown as charts, in their order; absent where nothing is. */
  readonly charts?: readonly ChartSpec[];
  /** Of a snapshot: the version of the data that it was cut out of. */
  readonly from?: string;
}
