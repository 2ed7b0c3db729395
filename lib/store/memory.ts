/** The embedded store: graphs held in memory as columns, small ones with their records, large ones with those on the disk. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { CompactFacets } from "@/lib/graph/facet-table";
import type { CompactGraph } from "@/lib/graph/graph";
import { indexNames, type NameIndex, searchNames } from "@/lib/graph/name-index";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { EntityId } from "@/lib/graph/schema";
import { toEnd } from "@/lib/graph/steps";
import type { Story } from "@/lib/graph/story-schema";
import {
  askAnswer,
  comparisonAnswer,
  impactPage,
  lineagePage,
  pathsAnswer,
  rankingAnswer,
  termsAnswer,
} from "./answers";
import { factRecords } from "./fact-records";
import { Filters, subgraphPage } from "./filtered-answers";
import { briefOf, type HeldGraph, heldOf } from "./held";
import { Latest } from "./latest";
import { type NeighborOrder, neighborGroups, neighborPage, orderNeighbors } from "./neighbors";
import {
  type EntityRecord,
  entitiesInWhole,
  type GraphInfo,
  type GraphRef,
  type GraphStore,
  type SearchHit,
  type TileAnswer,
  type TileQuery,
  TooLargeError,
  UnknownGraphError,
  UnknownVersionError,
} from "./store";
import { type Cut, cutOf, tileAnswer } from "./tile-answer";

/** A graph with all that it is answered from. */
export interface Held extends HeldGraph {
  readonly info: GraphInfo;
  readonly order: NeighborOrder;
  /** Of a large graph it is made when the rest is there already. */
  readonly names: NameIndex | Promise<NameIndex>;
  readonly cut: Cut;
  /** The last tiles that were asked for without anything else. */
  readonly tiles: Latest<TileAnswer>;
  readonly filters: Filters;
  readonly about: Pick<CompactGraph, "graph" | "version" | "ontology" | "readings">;
  readonly questions: readonly ReadyQuestion[];
  readonly stories: readonly Story[];
  /** @throws {TooLargeError} */
  compact(): CompactGraph;
  /** @throws {TooLargeError} */
  facetTable(): CompactFacets;
}

/** A store over graphs compiled by lib/data/compile.ts, one version each. */
export const memoryStore = (graphs: readonly CompiledGraph[]): GraphStore => storeOver(graphs.map(hold));

/** A store over graphs that are held. */
export function storeOver(graphs: readonly Held[]): GraphStore {
  const held = new Map(graphs.map((one) => [one.info.graph, one]));
  const open = ({ graph, version }: GraphRef): Held => {
    const found = held.get(graph);
    if (!found) throw new UnknownGraphError(graph, [...held.keys()]);
    const current = found.info.version;
    if (version !== undefined && version !== current) throw new UnknownVersionError(version, current);
    return found;
  };
  return {
    graphs: async () => [...held.values()].map(({ info }) => info),
    info: async (ref) => open(ref).info,
    ontology: async (ref) => open(ref).graph.ontology,
    compact: async (ref) => open(ref).compact(),
    tile: async (ref, query, asked) => {
      const one = open(ref);
      if (asked) return tileAnswer(one, query, await one.filters.standing(asked));
      return keptTile(one, query);
    },
    entity: async (ref, id) => recordOf(open(ref), id),
    neighbors: async (ref, id, query) => {
      const one = open(ref);
      const entity = one.graph.indexOf(id);
      return entity < 0 ? undefined : neighborPage(one, one.order, entity, query);
    },
    search: async (ref, { text, kind, limit }) => {
      const { names, graph } = open(ref);
      return searchNames(await names, text, { kind, limit }).map(
        ({ entity, matched, score }): SearchHit => ({ ...briefOf(graph, entity), matched, score }),
      );
    },
    facetTable: async (ref) => open(ref).facetTable(),
    facets: async (ref, asked) => open(ref).filters.facets(asked),
    subgraph: async (ref, asked, query) => subgraphPage(open(ref), asked, query),
    lineage: async (ref, query) => lineagePage(open(ref), query),
    impact: async (ref, query) => impactPage(open(ref), query),
    terms: async (ref, of) => termsAnswer(open(ref), of),
    paths: async (ref, query) => pathsAnswer(open(ref), query),
    compare: async (ref, of) => comparisonAnswer(open(ref), of),
    ranking: async (ref, asked, query, signal) => {
      const one = open(ref);
      return rankingAnswer(one, await one.filters.standing(asked), asked, query, signal);
    },
    questions: async (ref) => open(ref).questions,
    stories: async (ref) => open(ref).stories,
    ask: async (ref, query) => askAnswer(open(ref), query),
    close: async () => held.clear(),
  };
}

function hold(compiled: CompiledGraph): Held {
  const held = heldOf(compiled);
  const { graph } = held;
  const { compact } = compiled;
  const facts = compiled.entities.flatMap((entity) => Object.values(entity.facts));
  const cut = cutOf(graph);
  const info: GraphInfo = {
    graph: graph.id,
    name: graph.ontology.graph.name,
    version: graph.version,
    entities: graph.size,
    relations: graph.relations.size,
    facts: facts.length,
    sourced: {
      facts: facts.filter(({ sources }) => sources.length > 0).length,
      relations: graph.relations.size - compact.relations.unsourced.length,
    },
    ...(graph.size > entitiesInWhole && { tiles: cut.grid }),
  };
  return {
    ...held,
    info,
    order: toEnd(orderNeighbors(graph)),
    names: toEnd(indexNames(graph)),
    cut,
    tiles: new Latest(tilesKept),
    filters: new Filters(held),
    about: compact,
    questions: compiled.questions,
    // What was kept before there were stories has none.
    stories: compiled.stories ?? [],
    compact: () => (info.tiles ? tooLarge(info, "whole") : compact),
    facetTable: () => (info.tiles ? tooLarge(info, "facets") : compiled.facets),
  };
}

/** Tiles that are kept of a graph: the first ones are everybody's. */
export const tilesKept = 24;

async function keptTile(held: Held, query: TileQuery): Promise<TileAnswer> {
  const { z, x, y } = query;
  if (query.with.length > 0 || query.around.length > 0) return tileAnswer(held, query);
  return held.tiles.get(`${z}/${x}/${y}`, async () => tileAnswer(held, query));
}

const instead = {
  whole: "it cannot be had whole; ask for tiles of its map, or for the subgraph that a filter leaves",
  facets: "its facets cannot be had whole; tiles have those of their entities, and any filter can be counted",
};

/** @throws {TooLargeError} always */
export function tooLarge({ entities }: GraphInfo, what: keyof typeof instead): never {
  throw new TooLargeError(`This graph has ${entities} entities: ${instead[what]}.`);
}

function recordOf(held: Held, id: EntityId): EntityRecord | undefined {
  const { graph, order, levels } = held;
  const index = graph.indexOf(id);
  if (index < 0) return undefined;
  const { entity, derived, pagerank } = held.records.of(index);
  const [coarsest] = levels;
  return {
    ...briefOf(graph, index),
    aliases: entity.aliases,
    summary: entity.summary,
    namedInWhitePaper: entity.namedInWhitePaper,
    sections: entity.sections,
    facts: factRecords(graph.ontology, entity),
    derived,
    sources: entity.sources,
    groups: neighborGroups(held, order, index),
    rank: index + 1,
    degree: graph.incidentFrom[index + 1] - graph.incidentFrom[index],
    pagerank,
    region: coarsest?.communities[coarsest.of[index]]?.name,
  };
}
