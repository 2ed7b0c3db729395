/** Answers to questions about a graph in memory: the pure core's (lib/graph), as records with names and sources. */
import { lexiconOf, warmUpLexicon } from "@/lib/ask/lexicon";
import { understand } from "@/lib/ask/understand";
import {
  type Centrality,
  type Measure,
  measureCentrality,
  networkOf,
  type Part,
  rankingOf,
} from "@/lib/graph/centrality";
import { compareNeighbours, type Shared } from "@/lib/graph/compare";
import { datesOf, dateText } from "@/lib/graph/dates";
import { pathsBetween } from "@/lib/graph/far-paths";
import { out, standings } from "@/lib/graph/filter-value";
import { flowOf, type Reach, reachOf } from "@/lib/graph/flow";
import { type Graph, otherEnd } from "@/lib/graph/graph";
import { bestPaths } from "@/lib/graph/paths";
import type { EntityId } from "@/lib/graph/schema";
import { type Term, termsOf } from "@/lib/graph/terms";
import { divisionBy } from "@/lib/view/grouping";
import { emptyView, formatView } from "@/lib/view/view";
import { briefOf, type HeldGraph, pageIn, relationRecord, switchedOff } from "./held";
import {
  type AskAnswer,
  type AskQuery,
  type ComparisonAnswer,
  entitiesInWhole,
  type GroupingTotals,
  type ImpactPage,
  type ImpactQuery,
  type LineagePage,
  type LineageQuery,
  neighborsInComparison,
  type PathsAnswer,
  type PathsQuery,
  type RankingAnswer,
  type RankingQuery,
  type Reached,
  type ReachTotals,
  type RelationRecord,
  type SharedNeighbor,
  type SubgraphAsked,
  type TermRecord,
  type TermsAnswer,
  TooLargeError,
  termsInAnswer,
  valuesInTotals,
} from "./store";
import { inTurns } from "./turns";

export function lineagePage(
  held: HeldGraph,
  { of, direction, depth, ...page }: LineageQuery,
): LineagePage | undefined {
  const { graph } = held;
  const start = graph.indexOf(of);
  if (start < 0) return undefined;
  const flow = flowOf(graph, "lineage");
  const up = reachOf(graph, flow, start, "up", direction === "down" ? 0 : depth);
  const down = reachOf(graph, flow, start, "down", direction === "up" ? 0 : depth);
  const ancestors = up.order.length;
  const { start: first, end, next } = pageIn(ancestors + down.order.length, page);
  const part = (reach: Reach, before: number) =>
    reach.order
      .slice(Math.max(0, first - before), Math.max(0, end - before))
      .map((entity) => reachedIn(held, reach, entity));
  return {
    of: briefOf(graph, start),
    ancestors: part(up, 0),
    descendants: part(down, ancestors),
    totals: { ancestors: totalsOf(graph, up), descendants: totalsOf(graph, down) },
    next,
  };
}

export function impactPage(held: HeldGraph, { of, depth, ...page }: ImpactQuery): ImpactPage | undefined {
  const { graph } = held;
  const start = graph.indexOf(of);
  if (start < 0) return undefined;
  const reach = reachOf(graph, flowOf(graph, "impact"), start, "down", depth);
  const { start: first, end, next } = pageIn(reach.order.length, page);
  return {
    of: briefOf(graph, start),
    affected: reach.order.slice(first, end).map((entity) => reachedIn(held, reach, entity)),
    totals: { ...totalsOf(graph, reach), groupings: groupingTotals(held, reach.order) },
    next,
  };
}

function reachedIn(held: HeldGraph, { hops, via }: Reach, entity: number): Reached {
  const { graph, table } = held;
  return {
    entity: briefOf(graph, entity),
    hops: hops[entity] - 1,
    date: dateText(datesOf(graph, table), entity),
    via: relationRecord(held, via[entity], otherEnd(graph, via[entity], entity)),
  };
}

function totalsOf({ kinds, kind }: Graph, { order, hops }: Reach): ReachTotals {
  const farthest = order.length > 0 ? hops[order[order.length - 1]] - 1 : 0;
  const byHop = Array.from({ length: farthest }, () => 0);
  const byKind = kinds.map((name) => ({ kind: name, count: 0 }));
  for (const entity of order) {
    byHop[hops[entity] - 2]++;
    byKind[kind[entity]].count++;
  }
  return {
    count: order.length,
    hops: byHop,
    kinds: byKind.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
  };
}

function groupingTotals({ graph, table }: HeldGraph, entities: readonly number[]): GroupingTotals[] {
  return Object.keys(graph.ontology.groupings ?? {}).flatMap((grouping) => {
    const division = divisionBy({ graph, table, sections: {} }, grouping);
    if (!division) return [];
    const counts = new Map<string, number>();
    for (const entity of entities) {
      const value = division.valueOf(entity);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const sorted = [...counts].sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1));
    const sum = (list: typeof sorted) => list.reduce((total, [, count]) => total + count, 0);
    return {
      grouping,
      label: division.label,
      values: sorted
        .slice(0, valuesInTotals)
        .map(([value, count]) => ({ value, label: division.labelOf(value), count })),
      others: sum(sorted.slice(valuesInTotals)),
      unknown: entities.length - sum(sorted),
    };
  });
}

export function termsAnswer(held: HeldGraph, of: EntityId): TermsAnswer | undefined {
  const { graph, table } = held;
  const start = graph.indexOf(of);
  if (start < 0) return undefined;
  const { own, upstream, verdict, restricting, unknown } = termsOf(graph, table, start);
  return {
    own: termRecord(held, own),
    upstream: upstream.slice(0, termsInAnswer).map((term) => termRecord(held, term)),
    verdict,
    restricting: restricting.slice(0, termsInAnswer).map(({ term, way }) => ({
      term: termRecord(held, term),
      way: walked(held, start, way),
    })),
    unknown: unknown.slice(0, termsInAnswer).map((entity) => briefOf(graph, entity)),
    totals: { upstream: upstream.length, restricting: restricting.length, unknown: unknown.length },
  };
}

function termRecord(held: HeldGraph, { entity, hop, via, use, licenses }: Term): TermRecord {
  const { graph } = held;
  return {
    entity: briefOf(graph, entity),
    hop,
    via: via < 0 ? undefined : relationRecord(held, via, otherEnd(graph, via, entity)),
    use,
    licenses,
  };
}

export function pathsAnswer(held: HeldGraph, { from, to, k, hops }: PathsQuery): PathsAnswer | undefined {
  const { graph } = held;
  const [start, end] = [graph.indexOf(from), graph.indexOf(to)];
  if (start < 0 || end < 0) return undefined;
  const asked = { k, hops };
  const { paths, isCutShort } =
    graph.size > entitiesInWhole
      ? pathsBetween(graph, start, end, asked)
      : { paths: bestPaths(graph, start, end, asked), isCutShort: false };
  return {
    from: briefOf(graph, start),
    to: briefOf(graph, end),
    cutShort: isCutShort,
    paths: paths.map(({ nodes, relations, cost }) => ({
      cost,
      nodes: nodes.map((node) => briefOf(graph, node)),
      hops: walked(held, start, relations),
    })),
  };
}

/** Relations, each of which begins where the one before it ends. */
function walked(held: HeldGraph, start: number, relations: readonly number[]): RelationRecord[] {
  let at = start;
  return relations.map((relation) => {
    const record = relationRecord(held, relation, at);
    at = otherEnd(held.graph, relation, at);
    return record;
  });
}

export function comparisonAnswer(held: HeldGraph, of: readonly EntityId[]): ComparisonAnswer | undefined {
  const { graph } = held;
  const compared = of.map((id) => graph.indexOf(id));
  if (compared.includes(-1)) return undefined;
  const { shared, own, between } = compareNeighbours(graph, compared);
  const records = (neighbours: readonly Shared[]) =>
    neighbours.slice(0, neighborsInComparison).map(
      (one): SharedNeighbor => ({
        entity: briefOf(graph, one.entity),
        of: one.of,
        relations: one.relations.flatMap((some, i) =>
          some.map((relation) => relationRecord(held, relation, compared[i])),
        ),
      }),
    );
  return {
    of: compared.map((entity) => briefOf(graph, entity)),
    shared: records(shared),
    own: own.map(records),
    totals: { shared: shared.length, own: own.map((neighbours) => neighbours.length) },
    between: between.map((relation) => relationRecord(held, relation, graph.relations.from[relation])),
  };
}

/**
 * @param standing of each entity in the view
 * @throws {TooLargeError} what is shown is too much to be measured
 */
export async function rankingAnswer(
  { graph }: HeldGraph,
  standing: Uint8Array,
  asked: SubgraphAsked,
  { by, limit }: RankingQuery,
  signal?: AbortSignal,
): Promise<RankingAnswer> {
  signal?.throwIfAborted();
  const total = standing.reduce((count, one) => count + (one === out ? 0 : 1), 0);
  if (by !== "importance" && total > entitiesInWhole)
    throw new TooLargeError(
      `Ranking by ${by} takes ${entitiesInWhole} entities at most, and this view shows ${total}: filter it further, or rank by importance.`,
    );
  const { scores, entities, sampled } = await measured(graph, standing, asked, { by, limit }, signal);
  return {
    by,
    total,
    entities: rankingOf(scores)
      .slice(0, limit)
      .map(({ node, rank, score }) => ({
        ...briefOf(graph, entities[node]),
        standing: standings[standing[entities[node]]],
        rank,
        score,
      })),
    sampled,
  };
}

/** The scores of what is shown; by importance, those of the first alone. */
async function measured(
  graph: Graph,
  standing: Uint8Array,
  asked: SubgraphAsked,
  { by, limit }: RankingQuery,
  signal: AbortSignal | undefined,
): Promise<Centrality & Pick<Part, "entities">> {
  if (by !== "importance") {
    const part = networkOf(graph, standing, switchedOff(graph, asked));
    return { ...(await centralityOf(graph, by, part, signal)), entities: part.entities };
  }
  const first: number[] = [];
  for (let i = 0; i < standing.length && first.length < limit; i++) if (standing[i] !== out) first.push(i);
  return {
    scores: Float64Array.from(first, (entity) => graph.importance[entity]),
    entities: Uint32Array.from(first),
  };
}

async function centralityOf(
  graph: Graph,
  by: Exclude<Measure, "importance">,
  { network }: Part,
  signal: AbortSignal | undefined,
): Promise<Centrality> {
  const isWhole = network.size === graph.size && network.from.length === graph.relations.size;
  if (!isWhole) return inTurns(measureCentrality(by, network), signal);
  const ofGraph = ofWholeGraphs.get(graph) ?? new Map<Measure, Promise<Centrality>>();
  ofWholeGraphs.set(graph, ofGraph);
  // Whoever asks next needs it too, so it is worked out to the end.
  const centrality = ofGraph.get(by) ?? inTurns(measureCentrality(by, network));
  ofGraph.set(by, centrality);
  return centrality;
}

const ofWholeGraphs = new WeakMap<Graph, Map<Measure, Promise<Centrality>>>();

/** Entities whose names are understood in a question: in a larger graph, the most important ones. */
const namesUnderstood = 20_000;

const foremost = new WeakMap<Graph, Graph>();

/** The graph as far as its names are understood. */
function namedPart(graph: Graph): Graph {
  if (graph.size <= namesUnderstood) return graph;
  const part = foremost.get(graph) ?? { ...graph, size: namesUnderstood };
  foremost.set(graph, part);
  return part;
}

export async function askAnswer(
  { graph, table, sections }: HeldGraph,
  { text, locale }: AskQuery,
): Promise<AskAnswer> {
  const speech = { graph: namedPart(graph), table, sections: sections[locale] };
  await inTurns(warmUpLexicon(speech));
  const { parts, unknown, isEmpty, view } = understand(lexiconOf(speech, locale), text, locale);
  return { view: isEmpty ? "" : formatView(view({ ...emptyView, graph: graph.id })), parts, unknown };
}
