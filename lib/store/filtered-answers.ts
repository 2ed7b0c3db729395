/**
 * Answers about what a filter leaves. What the last few filters leave is kept: readers page through it, count it and have it
 * drawn tile by tile, and in a large graph working it out takes a while, in which others have their turns.
 */
import { type Filtered, filterSteps } from "@/lib/graph/filter";
import { countSteps } from "@/lib/graph/filter-counts";
import { context, member, standings } from "@/lib/graph/filter-value";
import { answerAsCondition } from "@/lib/view/answer";
import { standingInView } from "@/lib/view/standing";
import type { View } from "@/lib/view/view";
import { briefOf, type HeldGraph, pageIn, switchedOff, viewIn } from "./held";
import { Latest } from "./latest";
import {
  type FacetsAsked,
  type FacetsRecord,
  type SubgraphAsked,
  type SubgraphPage,
  type SubgraphQuery,
  valuesInFacets,
} from "./store";
import { inTurns } from "./turns";

/** Filters whose results are kept; each takes some bytes an entity. What is told of one takes little. */
const kept = { results: 16, records: 64 };

/** What is left of a graph, by what is asked of it. */
export class Filters {
  private readonly filtered = new Latest<Filtered>(kept.results);
  private readonly records = new Latest<FacetsRecord>(kept.records);
  private readonly standings = new Latest<Uint8Array>(kept.results);

  constructor(private readonly held: HeldGraph) {}

  /**
   * The standing of each entity in a view.
   *
   * @throws {BadFilterError} it names what the data do not have
   */
  async standing(asked: SubgraphAsked): Promise<Uint8Array> {
    const { graph, table } = this.held;
    const view = viewIn(this.held, asked);
    const { filter, hiddenKinds, question, expansions, without, time } = view;
    const key = JSON.stringify([filter, hiddenKinds, question, expansions, without, time]);
    return this.standings.get(key, async () =>
      standingInView(graph, table, view, await this.leftBy({ ...view, question: undefined })),
    );
  }

  /**
   * What a filter leaves, within the answer to a question where one is asked, and what one more choice would.
   *
   * @throws {BadFilterError} it names what the data do not have
   */
  async facets(asked: FacetsAsked): Promise<FacetsRecord> {
    const view = viewIn(this.held, asked);
    return this.records.get(keyOf(view), async () => countsOf(this.held, await this.leftBy(view)));
  }

  private leftBy(view: Pick<View, "filter" | "hiddenKinds" | "question">): Promise<Filtered> {
    const { graph, table } = this.held;
    const { filter, hiddenKinds, question } = view;
    return this.filtered.get(keyOf(view), () => {
      const answer = question && answerAsCondition(graph, question);
      return inTurns(filterSteps(graph, table, { filter, hiddenKinds, answer }));
    });
  }
}

const keyOf = ({
  filter,
  hiddenKinds,
  question,
}: Pick<View, "filter" | "hiddenKinds" | "question">): string =>
  JSON.stringify([filter, hiddenKinds, question]);

interface FilterSource extends HeldGraph {
  readonly filters: Filters;
}

async function countsOf({ graph, table }: HeldGraph, filtered: Filtered): Promise<FacetsRecord> {
  const { kinds, scopes, facets } = await inTurns(countSteps(graph, table, filtered));
  return {
    members: filtered.members,
    context: filtered.context,
    kinds: graph.kinds.map((kind, i) => ({ kind, count: kinds[i] })),
    scopes: [...scopes]
      .map(([entity, count]) => ({ entity, id: graph.ids[entity], count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
      .slice(0, valuesInFacets)
      .map(({ entity, count }) => ({ ...briefOf(graph, entity), count })),
    facets: [...facets].map(([facet, { total, values, unknown, histogram }]) => ({
      facet,
      type: table.get(facet)?.definition.type ?? "category",
      kinds: table.get(facet)?.definition.kinds ?? [],
      total,
      values: [...values]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, valuesInFacets),
      unknown,
      histogram,
    })),
  };
}

export async function subgraphPage(
  held: FilterSource,
  asked: SubgraphAsked,
  query: SubgraphQuery,
): Promise<SubgraphPage> {
  const { graph } = held;
  const standing = await held.filters.standing(asked);
  const isOff = switchedOff(graph, asked);
  const all = shownIn(standing);
  const { start, end, next } = pageIn(all.entities.length, query);
  const list = all.entities.subarray(start, end);
  return {
    members: all.members,
    context: all.entities.length - all.members,
    entities: Array.from(list, (entity) => ({
      ...briefOf(graph, entity),
      standing: standings[standing[entity]],
      x: graph.x[entity],
      y: graph.y[entity],
    })),
    relations: relationsOnPage(held, all, start, end, isOff),
    next,
  };
}

/** What is shown, members first, each by importance. */
interface Shown {
  readonly entities: Uint32Array;
  readonly members: number;
  /** By entity, its place among them; those that are out have one past the end. */
  readonly place: Uint32Array;
}

const shown = new WeakMap<Uint8Array, Shown>();

function shownIn(standing: Uint8Array): Shown {
  const known = shown.get(standing);
  if (known) return known;
  const count = [0, 0, 0];
  for (const one of standing) count[one]++;
  const [members, total] = [count[member], count[member] + count[context]];
  const entities = new Uint32Array(total);
  const place = new Uint32Array(standing.length).fill(total);
  const next = [total, members, 0];
  for (let entity = 0; entity < standing.length; entity++) {
    const one = standing[entity];
    if (one !== member && one !== context) continue;
    place[entity] = next[one]++;
    entities[place[entity]] = entity;
  }
  const made = { entities, members, place };
  shown.set(standing, made);
  return made;
}

/** Relations between entities of a page and those of it and of pages before, in the graph's order. */
function relationsOnPage(
  { graph }: HeldGraph,
  { entities, place }: Shown,
  start: number,
  end: number,
  isOff: Uint8Array,
): SubgraphPage["relations"] {
  const { from, to, type, sourced } = graph.relations;
  const { incident, incidentFrom } = graph;
  const found = new Set<number>();
  for (let at = start; at < end; at++) {
    const entity = entities[at];
    for (let i = incidentFrom[entity]; i < incidentFrom[entity + 1]; i++) {
      const relation = incident[i];
      if (place[from[relation]] <= at && place[to[relation]] <= at && !isOff[type[relation]])
        found.add(relation);
    }
  }
  return Array.from(Uint32Array.from(found).sort(), (r) => ({
    from: graph.ids[from[r]],
    type: graph.relationTypes[type[r]],
    to: graph.ids[to[r]],
    sourced: sourced[r] === 1,
  }));
}
