/** What the embedded store's answers are made of: a graph in memory, briefs and records of it, and pages of lists. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { FacetTable } from "@/lib/graph/facet-table";
import { type Filtered, filterGraph } from "@/lib/graph/filter";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { answerAsCondition } from "@/lib/view/answer";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { standingInView } from "@/lib/view/standing";
import { emptyView, type View } from "@/lib/view/view";
import {
  BadCursorError,
  BadFilterError,
  type EntityBrief,
  type FacetsAsked,
  type RelationRecord,
  type SubgraphAsked,
} from "./store";

export interface HeldGraph {
  readonly compiled: CompiledGraph;
  readonly graph: Graph;
  readonly table: FacetTable;
  /** Titles of the white paper's sections by number. */
  readonly sections: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

export function briefOf(graph: Graph, entity: number): EntityBrief {
  return {
    id: graph.ids[entity],
    kind: graph.kinds[graph.kind[entity]],
    name: graph.names[entity],
    importance: graph.importance[entity],
  };
}

/** A relation with its note and sources, as walked from one of its ends. */
export function relationRecord(
  { compiled, graph }: HeldGraph,
  relation: number,
  start: number,
): RelationRecord {
  const { from, to, type } = graph.relations;
  const key = {
    from: graph.ids[from[relation]],
    type: graph.relationTypes[type[relation]],
    to: graph.ids[to[relation]],
  };
  const stated = compiled.entities[from[relation]].relations.find(
    (one) => one.type === key.type && one.to === key.to,
  );
  return {
    ...key,
    direction: from[relation] === start ? "out" : "in",
    note: stated?.note,
    sources: stated?.sources ?? [],
  };
}

/** @throws {BadFilterError} it names what the data do not have */
function viewIn({ graph, table }: HeldGraph, { question, ...asked }: SubgraphAsked): View {
  const view = { ...emptyView, ...asked, hiddenKinds: [...asked.hiddenKinds], ...(question && { question }) };
  const fitted = fitViewToGraph(view, graph, table);
  const [problem] = fitted.problems;
  if (problem) throw new BadFilterError(problem);
  return fitted.view;
}

/**
 * What a filter leaves, within the answer to a question where one is asked.
 *
 * @throws {BadFilterError} it names what the data do not have
 */
export function filteredIn(held: HeldGraph, asked: FacetsAsked): Filtered {
  const { graph, table } = held;
  const { filter, hiddenKinds, question } = viewIn(held, asked);
  const answer = question && answerAsCondition(graph, question);
  return filterGraph(graph, table, { filter, hiddenKinds, answer });
}

/**
 * The standing of each entity in a view.
 *
 * @throws {BadFilterError} it names what the data do not have
 */
export function standingIn(held: HeldGraph, asked: SubgraphAsked): Uint8Array {
  return standingInView(held.graph, held.table, viewIn(held, asked));
}

/** By relation type, 1 where a view switches it off. */
export const switchedOff = ({ relationTypes }: Graph, { hiddenTypes = [] }: SubgraphAsked): Uint8Array =>
  Uint8Array.from(relationTypes, (name) => (hiddenTypes.includes(name) ? 1 : 0));

/**
 * Where the page of a list begins and ends, and the cursor of the next one.
 *
 * @throws {BadCursorError} the list never gave this cursor
 */
export function pageIn(
  total: number,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { start: number; end: number; next: string | undefined } {
  const start = cursor === undefined ? 0 : offsetOf(cursor, total);
  const end = Math.min(start + limit, total);
  return { start, end, next: end < total ? cursorAt(end) : undefined };
}

/** As base64url, by what browsers and Node have both: this store runs in either. */
const cursorAt = (offset: number): string =>
  btoa(`after ${offset}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function textOf(cursor: string): string {
  try {
    return atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

function offsetOf(cursor: string, total: number): number {
  const offset = Number(/^after (\d{1,9})$/.exec(textOf(cursor))?.[1]);
  if (!(offset > 0 && offset < total) || cursorAt(offset) !== cursor) throw new BadCursorError(cursor);
  return offset;
}
