/**
 * Which entities a view shows: what its filter leaves, what has been called up and taken out by hand, and what its
 * window of time cuts off. Codes are those of lib/graph/filter-value.ts.
 */
import { type Dates, datesOf, insideTime } from "@/lib/graph/dates";
import type { FacetTable } from "@/lib/graph/facet-table";
import { type Filtered, type Filtering, filterGraph } from "@/lib/graph/filter";
import { member, out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { answerOf } from "./answer";
import { broughtBy } from "./expansion";
import type { Speech } from "./grouping";
import { namedIn } from "./question-steps";
import type { Question, View } from "./view";

/** What of a view says which entities are shown. */
export type Shown = Pick<View, "hiddenKinds" | "question" | "expansions" | "without" | "time">;

/**
 * The standing of each entity, the window of time left aside.
 *
 * @param filtered what the view's filter leaves; without it, nothing but kinds is filtered
 */
export function standingOf(
  graph: Graph,
  { hiddenKinds, question, expansions, without }: Shown,
  filtered: Filtered | undefined,
  dates: Dates,
): Uint8Array {
  const isHidden = graph.kinds.map((kind) => hiddenKinds.includes(kind));
  const standing = filtered?.standing.slice() ?? graph.kind.map((kind) => (isHidden[kind] ? out : member));
  if (question) keepAnswer(standing, graph, question);
  for (const expansion of expansions) {
    const middle = graph.indexOf(expansion.id);
    if (middle < 0) continue;
    for (const entity of [middle, ...broughtBy(graph, dates, expansion)]) standing[entity] = member;
  }
  for (const id of without) {
    const entity = graph.indexOf(id);
    if (entity >= 0) standing[entity] = out;
  }
  return standing;
}

/** Takes out what does not belong to the answer; what the question is about stays, whatever the filter says. */
function keepAnswer(standing: Uint8Array, graph: Graph, question: Question): void {
  const answered = new Set(answerOf(graph, question).entities);
  for (let i = 0; i < graph.size; i++) if (!answered.has(i)) standing[i] = out;
  for (const id of namedIn(question)) {
    const entity = graph.indexOf(id);
    if (entity >= 0) standing[entity] = member;
  }
}

/** Takes out what the view's window of time leaves out; changes the standing that it is given. */
export function cutByTime(standing: Uint8Array, graph: Graph, { time }: Shown, dates: Dates): void {
  if (!time) return;
  const inside = insideTime(graph, dates, time);
  for (let i = 0; i < graph.size; i++) if (!inside[i]) standing[i] = out;
}

/**
 * The standing of each entity in a view that fits the graph, with all that says what it shows.
 *
 * @param filtered what the view's filter leaves
 */
export function standingInView(
  graph: Graph,
  table: FacetTable,
  view: Shown & Filtering,
  filtered = filterGraph(graph, table, view),
): Uint8Array {
  const dates = datesOf(graph, table);
  const standing = standingOf(graph, view, filtered, dates);
  cutByTime(standing, graph, view, dates);
  return standing;
}

/** By entity, 1 where the view would show it if there were no window of time. */
export const shownAtAnyTime = (
  { graph, table }: Pick<Speech, "graph" | "table">,
  view: Shown,
  filtered: Filtered | undefined,
): Uint8Array => standingOf(graph, view, filtered, datesOf(graph, table)).map((one) => (one === out ? 0 : 1));
