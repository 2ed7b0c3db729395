/**
 * The port through which everything above it asks for graph data.
 *
 * An adapter is right when the contract (tests/contract/graph-store.ts) passes on a living store.
 * Finding nothing is an answer, not an error; order is fixed, so that a limit cuts alike everywhere.
 */
import type { Understood } from "@/lib/ask/understand";
import type { Measure } from "@/lib/graph/centrality";
import type { CompactFacets } from "@/lib/graph/facet-table";
import type { Filtering } from "@/lib/graph/filter";
import type { Histogram } from "@/lib/graph/filter-counts";
import type { FacetType, Standing } from "@/lib/graph/filter-value";
import type { FilterFault } from "@/lib/graph/fit-filter";
import type { CompactGraph } from "@/lib/graph/graph";
import type { CommercialUse, Ontology } from "@/lib/graph/ontology";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { EntityId, FactValue, Locale, Source, Text } from "@/lib/graph/schema";
import type { Story } from "@/lib/graph/story-schema";
import type { Grid, TileAddress } from "@/lib/graph/tile";
import type { Question, View, ViewProblem } from "@/lib/view/view";

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
  /** How its map is cut, where it can be had in tiles alone; absent where it can be had as a whole. */
  readonly tiles?: Grid | undefined;
}

/** Entities of a graph that can be had as a whole, at most. */
export const entitiesInWhole = 50_000;

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

/** What of a view decides what is counted: its filter, within the answer to its question. */
export interface FacetsAsked extends Pick<Filtering, "filter" | "hiddenKinds"> {
  readonly question?: Question | undefined;
}

/**
 * What a filter leaves, and what it would leave if one more thing were chosen; see lib/graph/filter-counts.ts. Of scopes and
 * of each facet's values at most `valuesInFacets`.
 */
export interface FacetsRecord {
  readonly members: number;
  /** Absent where a graph is too large for them to be counted in time. */
  readonly context?: number | undefined;
  /** In the ontology's order; members if no kind were taken out. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Most members first. */
  readonly scopes: readonly (EntityBrief & { readonly count: number })[];
  readonly facets: readonly FacetRecord[];
}

export const valuesInFacets = 1000;

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
  Partial<Pick<View, "question" | "expansions" | "without" | "hiddenTypes" | "time">>;

export interface TileQuery extends TileAddress {
  /** Entities that are in it wherever they stand; those that are not there are passed over. At most `tileLimits.with`. */
  readonly with: readonly EntityId[];
  /** The same, each with `neighborsInTile` of its neighbours. At most `tileLimits.around`. */
  readonly around: readonly EntityId[];
}

/**
 * A part of the map (lib/graph/tile.ts): what appears in it down to its zoom; where something is asked, instead the most
 * important that a filter leaves there, members first. At most `entitiesInTile`, and beside them those that were named.
 */
export interface TileAnswer {
  readonly tile: TileAddress;
  /** What stands in its rectangle and, where something is asked, is left of that by the filter. */
  readonly total: number;
  /** Cut out of the whole; between those that were named and what came with them, with all relations. */
  readonly compact: CompactGraph;
  /** Of the entities in it. */
  readonly facets: CompactFacets;
  /** Of each entity in it. Absent where nothing is asked. */
  readonly standing?: readonly Standing[];
  /**
   * How many entities stand in each part of its rectangle, in rows from the top left, `densityColumns` to a row; absent
   * where none is left out, and where something is asked.
   */
  readonly density?: readonly number[];
}

/** Parts of a tile along each side that are counted. */
export const densityColumns = 64;

/** A relation as an answer walks it: "out" from its start to its end. */
export interface RelationRecord {
  readonly from: EntityId;
  readonly type: string;
  readonly to: EntityId;
  readonly direction: Direction;
  readonly note?: Text | undefined;
  /** Empty when unsourced. */
  readonly sources: readonly Source[];
}

/** An entity that a flow (lib/graph/flow.ts) leads to. */
export interface Reached {
  readonly entity: EntityBrief;
  /** 1 for the next ones. */
  readonly hops: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** The strongest relation that leads to it from what is one hop nearer, as walked from there. */
  readonly via: RelationRecord;
}

/** How many entities a flow leads to, those on other pages included. */
export interface ReachTotals {
  readonly count: number;
  /** At one hop, at two, and so on. */
  readonly hops: readonly number[];
  /** Most first, then in the ontology's order; kinds without any are left out. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
}

export interface LineageQuery {
  readonly of: EntityId;
  /** "up" to ancestors, "down" to descendants. */
  readonly direction: "both" | "up" | "down";
  /** Hops, 1 to 12; as far as it leads where absent. */
  readonly depth?: number | undefined;
  /** Entities on a page, 1 to 500. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of what an entity comes from, then of what comes of it; of each the nearest first, then by importance. */
export interface LineagePage {
  readonly of: EntityBrief;
  readonly ancestors: readonly Reached[];
  readonly descendants: readonly Reached[];
  /** Empty for a direction that was not asked for. */
  readonly totals: { readonly ancestors: ReachTotals; readonly descendants: ReachTotals };
  readonly next?: string | undefined;
}

export type ImpactQuery = Omit<LineageQuery, "direction">;

/** A page of what a change of an entity would affect, the nearest first, then by importance. */
export interface ImpactPage {
  readonly of: EntityBrief;
  readonly affected: readonly Reached[];
  readonly totals: ReachTotals & { readonly groupings: readonly GroupingTotals[] };
  readonly next?: string | undefined;
}

/** How many entities there are by one of the ontology's groupings. All counts together are those of all entities. */
export interface GroupingTotals {
  readonly grouping: string;
  readonly label: Text;
  /** Most first, ties by value; at most `valuesInTotals`. */
  readonly values: readonly { readonly value: string; readonly label: Text; readonly count: number }[];
  /** Entities with a value that is not among them. */
  readonly others: number;
  /** Entities without a value. */
  readonly unknown: number;
}

/** How many values of a grouping an answer counts one by one. */
export const valuesInTotals = 50;

/** What lib/graph/terms.ts makes out, its lists cut off at `termsInAnswer`. */
export interface TermsAnswer {
  readonly own: TermRecord;
  /** By hop, then by importance. */
  readonly upstream: readonly TermRecord[];
  readonly verdict: CommercialUse;
  /** The nearest first, each with the way to it from the entity asked for. */
  readonly restricting: readonly { readonly term: TermRecord; readonly way: readonly RelationRecord[] }[];
  readonly unknown: readonly EntityBrief[];
  /** How long the lists are. */
  readonly totals: {
    readonly upstream: number;
    readonly restricting: number;
    readonly unknown: number;
  };
}

export const termsInAnswer = 200;

export interface TermRecord {
  readonly entity: EntityBrief;
  /** Hops up from the entity asked for, which has 0 itself. */
  readonly hop: number;
  /** The relation by which its terms come down, as walked up. */
  readonly via?: RelationRecord | undefined;
  readonly use: CommercialUse;
  /** Ids in the ontology's `licenses`. */
  readonly licenses: readonly string[];
}

export interface PathsQuery {
  readonly from: EntityId;
  readonly to: EntityId;
  /** 1 to 5. */
  readonly k: number;
  /** 1 to 6. */
  readonly hops: number;
}

/** The best ways between two entities, the most telling first; see lib/graph/paths.ts. */
export interface PathsAnswer {
  readonly from: EntityBrief;
  readonly to: EntityBrief;
  /** None where there is no way of so many hops. */
  readonly paths: readonly PathRecord[];
  /** Whether there may be better ways, or any at all, that were not looked for since that would lead too far. */
  readonly cutShort: boolean;
}

export interface PathRecord {
  readonly cost: number;
  readonly nodes: readonly EntityBrief[];
  /** One fewer than there are nodes, each as walked from the node before. */
  readonly hops: readonly RelationRecord[];
}

/** What entities have in common, and what is each one's own; see lib/graph/compare.ts. */
export interface ComparisonAnswer {
  readonly of: readonly EntityBrief[];
  /** Neighbours of several, those of most first, then the most telling; at most `neighborsInComparison`. */
  readonly shared: readonly SharedNeighbor[];
  /** For each of what is compared, the neighbours that no other has; as many at most. */
  readonly own: readonly (readonly SharedNeighbor[])[];
  /** How many there are of each. */
  readonly totals: { readonly shared: number; readonly own: readonly number[] };
  /** Relations among what is compared, from start to end. */
  readonly between: readonly RelationRecord[];
}

export const neighborsInComparison = 100;

export interface SharedNeighbor {
  readonly entity: EntityBrief;
  /** Whose it is, as indices into what is compared. */
  readonly of: readonly number[];
  /** As walked from what is compared. */
  readonly relations: readonly RelationRecord[];
}

export interface RankingQuery {
  readonly by: Measure;
  /** 1 to 200. */
  readonly limit: number;
}

/** The foremost entities of what a view shows, measured within that alone; see lib/graph/centrality.ts. */
export interface RankingAnswer {
  readonly by: Measure;
  /** How many entities the view shows. */
  readonly total: number;
  /** The highest score first, ties by importance. */
  readonly entities: readonly (EntityBrief & {
    readonly standing: Standing;
    /** From 1; equal scores share one. */
    readonly rank: number;
    readonly score: number;
  })[];
  /** From how many entities the scores were estimated; absent where they are exact. */
  readonly sampled?: number | undefined;
}

export interface AskQuery {
  /** In either language, at most 200 characters. */
  readonly text: string;
  /** Language of the labels. */
  readonly locale: Locale;
}

/** A question in words as it was understood; see lib/ask. */
export interface AskAnswer extends Pick<Understood, "parts" | "unknown"> {
  /** The view that answers it, as parameters of an address; empty where nothing was understood. */
  readonly view: string;
}

/** Every method throws `UnknownGraphError` or `UnknownVersionError` when the reference leads nowhere. */
export interface GraphStore {
  /** The graphs it holds, at their current versions. */
  graphs(): Promise<readonly GraphInfo[]>;
  info(ref: GraphRef): Promise<GraphInfo>;
  ontology(ref: GraphRef): Promise<Ontology>;
  /** The whole graph in its compact form. @throws {TooLargeError} */
  compact(ref: GraphRef): Promise<CompactGraph>;
  /** @throws {UnknownTileError} @throws {BadFilterError} @param asked absent: all that there is */
  tile(ref: GraphRef, query: TileQuery, asked?: SubgraphAsked): Promise<TileAnswer>;
  /** `undefined` when there is no such entity. */
  entity(ref: GraphRef, id: EntityId): Promise<EntityRecord | undefined>;
  /** `undefined` when there is no such entity. @throws {BadCursorError} a cursor that this query never gave */
  neighbors(ref: GraphRef, id: EntityId, query: NeighborQuery): Promise<NeighborPage | undefined>;
  /** Best match first; empty for a text without letters or digits. */
  search(ref: GraphRef, query: SearchQuery): Promise<readonly SearchHit[]>;
  /** Every facet's values in compact form, for the version's compact graph. @throws {TooLargeError} */
  facetTable(ref: GraphRef): Promise<CompactFacets>;
  /** @throws {BadFilterError} the filter names what the data do not have */
  facets(ref: GraphRef, asked: FacetsAsked): Promise<FacetsRecord>;
  /** @throws {BadFilterError} @throws {BadCursorError} */
  subgraph(ref: GraphRef, asked: SubgraphAsked, query: SubgraphQuery): Promise<SubgraphPage>;
  /** `undefined` when there is no such entity. @throws {BadCursorError} */
  lineage(ref: GraphRef, query: LineageQuery): Promise<LineagePage | undefined>;
  /** `undefined` when there is no such entity. @throws {BadCursorError} */
  impact(ref: GraphRef, query: ImpactQuery): Promise<ImpactPage | undefined>;
  /** `undefined` when there is no such entity. */
  terms(ref: GraphRef, of: EntityId): Promise<TermsAnswer | undefined>;
  /** `undefined` when either is no entity. */
  paths(ref: GraphRef, query: PathsQuery): Promise<PathsAnswer | undefined>;
  /** `undefined` when any of them is no entity. @param of two to four, each once */
  compare(ref: GraphRef, of: readonly EntityId[]): Promise<ComparisonAnswer | undefined>;
  /** @throws {BadFilterError} @throws what the signal gives as its reason, once it is aborted */
  ranking(
    ref: GraphRef,
    asked: SubgraphAsked,
    query: RankingQuery,
    signal?: AbortSignal,
  ): Promise<RankingAnswer>;
  /** Ready questions, in the order in which they are offered. */
  questions(ref: GraphRef): Promise<readonly ReadyQuestion[]>;
  /** Stories with all their steps, in the order in which they are offered. */
  stories(ref: GraphRef): Promise<readonly Story[]>;
  ask(ref: GraphRef, query: AskQuery): Promise<AskAnswer>;
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

/** The graph's map has no such tile. */
export class UnknownTileError extends Error {
  override readonly name = "UnknownTileError";
  constructor({ z, x, y }: TileAddress) {
    super(`The map of this graph has no tile ${z}/${x}/${y}.`);
  }
}

/** A graph is too large for what was asked; the message says what can be asked instead. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
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
