/**
 * A compiled graph of any size as a stream: what importing makes and stores are loaded with. Whoever reads it holds one
 * part at a time.
 */

import type { Outline } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { Entity } from "@/lib/graph/schema";
import type { Story } from "@/lib/graph/story-schema";
import type { Community, Tie } from "@/lib/graph/tile";
import type { GraphInfo } from "./store";

export interface GraphImage {
  readonly about: ImageAbout;
  /** Entities in the order of their numbers. Can be asked for again. */
  entities(): AsyncIterable<ImageEntity>;
  /** In any order. */
  communities(): AsyncIterable<Community>;
  /** Cells with entities that appear only beyond their zoom. In any order. */
  densities(): AsyncIterable<ImageDensity>;
}

export interface ImageAbout {
  readonly info: GraphInfo;
  readonly ontology: Ontology;
  readonly outline: Outline;
  /** As in `CompactGraph`. */
  readonly readings: Readonly<Record<string, string>>;
  readonly questions: readonly ReadyQuestion[];
  readonly stories: readonly Story[];
  /** How many levels of communities there are. */
  readonly levels: number;
  /** What it was read from, and when, as ISO 8601 tells it. */
  readonly from: readonly string[];
  readonly importedAt: string;
}

export interface ImageEntity {
  /** 0 for the most important one; without gaps. */
  readonly number: number;
  /** With its outgoing relations. */
  readonly entity: Entity;
  readonly derived: Readonly<Record<string, readonly string[]>>;
  /** 0 to 1 in thousandths, falling with the number. */
  readonly importance: number;
  readonly pagerank: number;
  readonly degree: number;
  /** In map units, and the zoom and the cell (as `cellKey` numbers them) in which it appears there. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly cell: number;
  /** The communities that it belongs to, the coarsest first. */
  readonly communities: readonly number[];
  /** Its strongest relations to more important entities. */
  readonly ties: readonly Tie[];
  /** Its values of each facet that it has one of, as in `FacetTable`: names, numbers, or days as YYYYMMDD, first and last. */
  readonly facets: Readonly<Record<string, readonly (string | number)[]>>;
  /** Numbers of the entities whose scope (lib/graph/scope.ts) it belongs to, rising. */
  readonly scopes: readonly number[];
}

export interface ImageDensity {
  /** As `cellKey` numbers it. */
  readonly cell: number;
  /** How many entities stand in each of `densitySteps` by `densitySteps` parts, in rows from the top left. */
  readonly counts: readonly number[];
}
