/** The embedded store: compiled graphs held in memory, their relations in graphology. */
import { MultiDirectedGraph } from "graphology";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { countFilter } from "@/lib/graph/filter-counts";
import { context, member, standings } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Locale, Relation } from "@/lib/graph/schema";
import { buildSearchIndex, type SearchIndex, searchGraph } from "@/lib/graph/search";
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
import { briefOf, filteredIn, type HeldGraph, pageIn, standingIn, switchedOff } from "./held";
import {
  type Direction,
  type EntityRecord,
  entitiesInWhole,
  type FacetsAsked,
  type FacetsRecord,
  type GraphInfo,
  type GraphRef,
  type GraphStore,
  type Neighbor,
  type NeighborGroup,
  type NeighborPage,
  type NeighborQuery,
  neighborsInRecord,
  type SearchHit,
  type SubgraphAsked,
  type SubgraphPage,
  type SubgraphQuery,
  UnknownGraphError,
  UnknownVersionError,
} from "./store";
import { gridOf, tileAnswer } from "./tile-answer";

interface Held extends HeldGraph {
  readonly relations: MultiDirectedGraph<Record<string, never>, { relation: Relation }>;
  readonly index: SearchIndex;
  readonly info: GraphInfo;
}

/** A store over graphs compiled by lib/data/compile.ts, one version each. */
export function memoryStore(graphs: readonly CompiledGraph[]): GraphStore {
  const held = new Map(graphs.map((compiled) => [compiled.compact.graph, hold(compiled)]));
  const open = ({ graph, version }: GraphRef): Held => {
    const found = held.get(graph);
    if (!found) throw new UnknownGraphError(graph, [...held.keys()]);
    const current = found.compiled.compact.version;
    if (version !== undefined && version !== current) throw new UnknownVersionError(version, current);
    return found;
  };
  return {
    graphs: async () => [...held.values()].map(({ info }) => info),
    info: async (ref) => open(ref).info,
    compact: async (ref) => open(ref).compiled.compact,
    tile: async (ref, query, asked) => tileAnswer(open(ref), query, asked),
    entity: async (ref, id) => recordOf(open(ref), id),
    neighbors: async (ref, id, query) => pageOf(open(ref), id, query),
    search: async (ref, { text, kind, limit }) => {
      const { index, graph } = open(ref);
      return searchGraph(index, text, { kind, limit }).map(
        ({ entity, matched, score }): SearchHit => ({ ...briefOf(graph, entity), matched, score }),
      );
    },
    facetTable: async (ref) => open(ref).compiled.facets,
    facets: async (ref, asked) => facetsOf(open(ref), asked),
    subgraph: async (ref, asked, query) => subgraphOf(open(ref), asked, query),
    lineage: async (ref, query) => lineagePage(open(ref), query),
    impact: async (ref, query) => impactPage(open(ref), query),
    terms: async (ref, of) => termsAnswer(open(ref), of),
    paths: async (ref, query) => pathsAnswer(open(ref), query),
    compare: async (ref, of) => comparisonAnswer(open(ref), of),
    ranking: async (ref, asked, query, signal) => rankingAnswer(open(ref), asked, query, signal),
    questions: async (ref) => open(ref).compiled.questions,
    // What was kept before there were stories has none.
    stories: async (ref) => open(ref).compiled.stories ?? [],
    ask: async (ref, query) => askAnswer(open(ref), query),
    close: async () => held.clear(),
  };
}

function hold(compiled: CompiledGraph): Held {
  const graph = decodeGraph(compiled.compact);
  const relations = new MultiDirectedGraph<Record<string, never>, { relation: Relation }>();
  for (const { id } of compiled.entities) relations.addNode(id);
  for (const entity of compiled.entities) {
    for (const relation of entity.relations)
      relations.addDirectedEdge(relation.from, relation.to, { relation });
  }
  const facts = compiled.entities.flatMap((entity) => Object.values(entity.facts));
  const info: GraphInfo = {
    graph: graph.id,
    name: graph.ontology.graph.name,
    version: graph.version,
    entities: graph.size,
    relations: graph.relations.size,
    facts: facts.length,
    sourced: {
      facts: facts.filter(({ sources }) => sources.length > 0).length,
      relations: graph.relations.size - compiled.compact.relations.unsourced.length,
    },
    ...(graph.size > entitiesInWhole && { tiles: gridOf(graph) }),
  };
  return {
    compiled,
    graph,
    relations,
    index: buildSearchIndex(graph),
    table: decodeFacets(compiled.facets, graph),
    sections: { zh: sectionsOf(compiled, "zh"), en: sectionsOf(compiled, "en") },
    info,
  };
}

const sectionsOf = ({ outline }: CompiledGraph, locale: Locale): Record<string, string> =>
  Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));

function recordOf(held: Held, id: EntityId): EntityRecord | undefined {
  const { compiled, graph } = held;
  const index = graph.indexOf(id);
  if (index < 0) return undefined;
  const entity = compiled.entities[index];
  const neighbors = neighborsOf(held, id, {});
  return {
    ...briefOf(graph, index),
    aliases: entity.aliases,
    summary: entity.summary,
    namedInWhitePaper: entity.namedInWhitePaper,
    sections: entity.sections,
    facts: factRecords(graph.ontology, entity),
    derived: compiled.derived[index],
    sources: entity.sources,
    groups: groupsOf(graph, neighbors),
    rank: index + 1,
    degree: neighbors.length,
    pagerank: compiled.pagerank[index],
    region: graph.regions[graph.region[index]]?.name,
  };
}

/** All relations of an entity that match, most important neighbour first. */
function neighborsOf(
  { graph, relations }: Held,
  id: EntityId,
  { type, direction }: Pick<NeighborQuery, "type" | "direction">,
): Neighbor[] {
  const found: Neighbor[] = [];
  const take = (relation: Relation, towards: Direction) => {
    if (type !== undefined && relation.type !== type) return;
    const entity = briefOf(graph, graph.indexOf(towards === "out" ? relation.to : relation.from));
    found.push({
      type: relation.type,
      direction: towards,
      entity,
      note: relation.note,
      sources: relation.sources,
    });
  };
  if (direction !== "in") relations.forEachOutEdge(id, (_, { relation }) => take(relation, "out"));
  if (direction !== "out") relations.forEachInEdge(id, (_, { relation }) => take(relation, "in"));
  const order = new Map(graph.relationTypes.map((name, i) => [name, i]));
  const place = (name: string) => order.get(name) ?? 0;
  return found.sort(
    (a, b) =>
      b.entity.importance - a.entity.importance ||
      (a.entity.id < b.entity.id ? -1 : a.entity.id > b.entity.id ? 1 : 0) ||
      place(a.type) - place(b.type) ||
      (a.direction === b.direction ? 0 : a.direction === "out" ? -1 : 1),
  );
}

function groupsOf(graph: Graph, neighbors: readonly Neighbor[]): NeighborGroup[] {
  return graph.relationTypes.flatMap((type) =>
    (["out", "in"] as const).flatMap((direction) => {
      const members = neighbors.filter(
        (neighbor) => neighbor.type === type && neighbor.direction === direction,
      );
      if (members.length === 0) return [];
      const unsourced = members.filter(({ sources }) => sources.length === 0).length;
      return [
        { type, direction, count: members.length, unsourced, neighbors: members.slice(0, neighborsInRecord) },
      ];
    }),
  );
}

function pageOf(
  held: Held,
  id: EntityId,
  { type, direction, ...page }: NeighborQuery,
): NeighborPage | undefined {
  if (held.graph.indexOf(id) < 0) return undefined;
  const all = neighborsOf(held, id, { type, direction });
  const { start, end, next } = pageIn(all.length, page);
  return { neighbors: all.slice(start, end), total: all.length, next };
}

function facetsOf(held: Held, asked: FacetsAsked): FacetsRecord {
  const { graph, table } = held;
  const result = filteredIn(held, asked);
  const { kinds, scopes, facets } = countFilter(graph, table, result);
  return {
    members: result.members,
    context: result.context,
    kinds: graph.kinds.map((kind, i) => ({ kind, count: kinds[i] })),
    scopes: [...scopes]
      .map(([entity, count]) => ({ ...briefOf(graph, entity), count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    facets: [...facets].map(([facet, { total, values, unknown, histogram }]) => ({
      facet,
      type: table.get(facet)?.definition.type ?? "category",
      kinds: table.get(facet)?.definition.kinds ?? [],
      total,
      values: [...values]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
      unknown,
      histogram,
    })),
  };
}

function subgraphOf(held: Held, asked: SubgraphAsked, query: SubgraphQuery): SubgraphPage {
  const { graph } = held;
  const standing = standingIn(held, asked);
  const isOff = switchedOff(graph, asked);
  const all: number[] = [];
  for (const wanted of [member, context])
    for (let entity = 0; entity < graph.size; entity++) if (standing[entity] === wanted) all.push(entity);
  const { start, end, next } = pageIn(all.length, query);
  /** By entity, its place in the list; beyond this page and for those that are out, past the end. */
  const place = new Int32Array(graph.size).fill(end);
  for (let i = 0; i < end; i++) place[all[i]] = i;
  const { size, from, to, type, sourced } = graph.relations;
  const relations: SubgraphPage["relations"][number][] = [];
  for (let r = 0; r < size; r++) {
    const later = Math.max(place[from[r]], place[to[r]]);
    if (later < start || later >= end || isOff[type[r]]) continue;
    relations.push({
      from: graph.ids[from[r]],
      type: graph.relationTypes[type[r]],
      to: graph.ids[to[r]],
      sourced: sourced[r] === 1,
    });
  }
  const members = standing.filter((one) => one === member).length;
  return {
    members,
    context: all.length - members,
    entities: all.slice(start, end).map((entity) => ({
      ...briefOf(graph, entity),
      standing: standings[standing[entity]],
      x: graph.x[entity],
      y: graph.y[entity],
    })),
    relations,
    next,
  };
}
