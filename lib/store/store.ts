/**
 * The port through which everything above it asks for graph data.
 *
 * An adapter is right when the contract (tests/contract/graph-store.ts) passes on a living store.
 * Finding nothing is an answer, not an error; order is fixed, so that a limit cuts alike everywhere.
 */
import type { CompactFacets } from "@/lib/graph/facet-table";
import type { Filtering } from "@/lib/graph/filter";
import type { Histogram } from "@/lib/graph/filter-counts";
import type { FacetType, Standing } from "@/lib/graph/filter-value";
import type { FilterFault } from "@/lib/graph/fit-filter";
import type { CompactGraph } from "@/lib/graph/graph";
import type { CommercialUse } from "@/lib/graph/ontology";
import type { EntityId, FactValue, Source, Text } from "@/lib/graph/schema";
import type { View, ViewProblem } from "@/lib/view/view";

/** Which graph, and which state of its data; without a version, the current one. */
export interface GraphRef {
  readonly graph: string;
  readonly version?: string | undefined;
}

export type Direction = "out" | "in";

export interface GraphInfo {
  readonly graph: string;
  readonly name: Text;
  /** Hash of the compiled data, 16 hexadecimal digits. */
  readonly version: string;
  readonly entities: number;
  readonly relations: number;
  /** How many statements a source supports. */
  readonly sourced: { readonly relations: number; readonly facts: number };
  readonly facts: number;
}

/** What a list says of an entity. */
export interface EntityBrief {
  readonly id: EntityId;
  readonly kind: string;
  readonly name: Text;
  /** 0 to 1. */
  readonly importance: number;
}

export interface FactRecord {
  readonly fact: string;
  readonly value: FactValue;
  readonly original?: string | undefined;
  /** For licences: what they mean together. */
  readonly commercialUse?: CommercialUse | undefined;
  /** Indices into the record's `sources`; empty when unsourced. */
  readonly sources: readonly number[];
}

/** A relation seen from one of its ends. */
export interface Neighbor {
  readonly type: string;
  readonly direction: Direction;
  readonly entity: EntityBrief;
  readonly note?: Text | undefined;
  /** Empty when unsourced. */
  readonly sources: readonly Source[];
}

/** Relations of one type and direction: how many, and the first of them. */
export interface NeighborGroup {
  readonly type: string;
  readonly direction: Direction;
  readonly count: number;
  /** How many of them no source supports. */
  readonly unsourced: number;
  /** The most important ones, at most `neighborsInRecord`. */
  readonly neighbors: readonly Neighbor[];
}

/** How many neighbours of each group an entity's record holds; the rest are asked for page by page. */
export const neighborsInRecord = 12;

/** All that is known of one entity. */
export interface EntityRecord extends EntityBrief {
  readonly aliases: readonly string[];
  readonly summary: Text;
  readonly namedInWhitePaper: boolean;
  /** Numbers of sections in the white paper's outline. */
  readonly sections: readonly string[];
  /** In the order of the ontology. */
  readonly facts: readonly FactRecord[];
  /** Derived facets by name, values in order of frequency, then alphabet. */
  readonly derived: Readonly<Record<string, readonly string[]>>;
  readonly sources: readonly Source[];
  /** In the order of the ontology, outgoing before incoming. */
  readonly groups: readonly NeighborGroup[];
  /** 1 for the most important entity. */
  readonly rank: number;
  readonly degree: number;
  readonly pagerank: number;
  readonly region?: Text | undefined;
}

export interface NeighborQuery {
  readonly type?: string | undefined;
  readonly direction?: Direction | undefined;
  /** 1 to 200. */
  readonly limit: number;
  /** Where the page before ended, as it said. */
  readonly cursor?: string | undefined;
}

/** A page of neighbours, most important first, ties by id, then type, outgoing before incoming. */
export interface NeighborPage {
  readonly neighbors: readonly Neighbor[];
  /** All that match, on every page. */
  readonly total: number;
  /** Absent on the last page. */
  readonly next?: string | undefined;
}

export interface SearchQuery {
  readonly text: string;
  readonly kind?: string | undefined;
  /** 1 to 50. */
  readonly limit: number;
}

export interface SearchHit extends EntityBrief {
  /** The name or alias that matched. */
  readonly matched: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}

/** What a filter leaves, and what it would leave if one more thing were chosen; see lib/graph/filter-counts.ts. */
export interface FacetsRecord {
  readonly members: number;
  readonly context: number;
  /** In the ontology's order; members if no kind were taken out. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Most members first. */
  readonly scopes: readonly (EntityBrief & { readonly count: number })[];
  readonly facets: readonly FacetRecord[];
}

export interface FacetRecord {
  readonly facet: string;
  readonly type: FacetType;
  /** Kinds that have it. */
  readonly kinds: readonly string[];
  readonly total: number;
  /** Most members first, ties by value. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly unknown: number;
  readonly histogram?: Histogram | undefined;
}

export interface SubgraphQuery {
  /** Entities on a page, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of what a filter leaves: members first, each group by importance. */
export interface SubgraphPage {
  readonly members: number;
  readonly context: number;
  readonly entities: readonly (EntityBrief & {
    readonly standing: Standing;
    /** Place on the map, in map units. */
    readonly x: number;
    readonly y: number;
  })[];
  /** Between entities of this page and of those before; every relation stands on one page. */
  readonly relations: readonly {
    readonly from: EntityId;
    readonly type: string;
    readonly to: EntityId;
    readonly sourced: boolean;
  }[];
  readonly next?: string | undefined;
}

/** The parts of a view that say what it shows; what is absent asks for nothing. */
export type SubgraphAsked = Filtering &
  Partial<Pick<View, "expansions" | "without" | "hiddenTypes" | "time">>;

/** Every method throws `UnknownGraphError` or `UnknownVersionError` when the reference leads nowhere. */
export interface GraphStore {
  /** The graphs it holds, at their current versions. */
  graphs(): Promise<readonly GraphInfo[]>;
  info(ref: GraphRef): Promise<GraphInfo>;
  /** The whole graph in its compact form. */
  compact(ref: GraphRef): Promise<CompactGraph>;
  /** `undefined` when there is no such entity. */
  entity(ref: GraphRef, id: EntityId): Promise<EntityRecord | undefined>;
  /** `undefined` when there is no such entity. @throws {BadCursorError} a cursor that this query never gave */
  neighbors(ref: GraphRef, id: EntityId, query: NeighborQuery): Promise<NeighborPage | undefined>;
  /** Best match first; empty for a text without letters or digits. */
  search(ref: GraphRef, query: SearchQuery): Promise<readonly SearchHit[]>;
  /** Every facet's values in compact form, for the version's compact graph. */
  facetTable(ref: GraphRef): Promise<CompactFacets>;
  /** @throws {BadFilterError} the filter names what the data do not have */
  facets(ref: GraphRef, filtering: Filtering): Promise<FacetsRecord>;
  /** @throws {BadFilterError} @throws {BadCursorError} */
  subgraph(ref: GraphRef, asked: SubgraphAsked, query: SubgraphQuery): Promise<SubgraphPage>;
  close(): Promise<void>;
}

export class UnknownGraphError extends Error {
  override readonly name = "UnknownGraphError";
  constructor(
    readonly graph: string,
    readonly known: readonly string[],
  ) {
    super(`There is no graph "${graph}"; known: ${known.join(", ")}.`);
  }
}

export class UnknownVersionError extends Error {
  override readonly name = "UnknownVersionError";
  constructor(
    readonly version: string,
    readonly current: string,
  ) {
    super(`Version "${version}" of this graph is not held here; the current one is "${current}".`);
  }
}

export class BadCursorError extends Error {
  override readonly name = "BadCursorError";
  constructor(readonly cursor: string) {
    super(`"${cursor}" is not a cursor of this list.`);
  }
}

/** A filter, or another part of a view, names an entity, a facet or a value that the data do not have. */
export class BadFilterError extends Error {
  override readonly name = "BadFilterError";
  constructor(readonly fault: FilterFault | ViewProblem) {
    super(`"${fault.parameter}" cannot be "${fault.value}" with these data (${fault.code}).`);
  }
}
