/**
 * A view as a value: what is shown, how, and what is pointed at.
 *
 * The address bar, undo, short links, embeds and exports all carry this one value. It is plain JSON; a
 * step (steps.ts) turns one view into another and never changes it. Hover and open menus are not part
 * of it. `formatView` and `parseView` (parse-view.ts) are the address's side of it: readable parameters,
 * nothing lost. The shape stands in view-schema.ts, what fits a graph in fit-view.ts, apart, since the first
 * picture does without them.
 */

import { emptyFilter } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { formatExploration } from "./explore-text";
import { formatFilter } from "./filter-text";
import { notesText } from "./note-text";
import type { Expansion, Layout, Note, Question, Style, TimeWindow, View } from "./view-schema";

export type { Expansion, Layout, Note, Question, Style, TimeWindow, View };

/** A rectangle of the map, in map units. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Names a relation: `from~type~to`. */
export interface RelationKey {
  readonly from: EntityId;
  readonly type: string;
  readonly to: EntityId;
}

/** Most places that a reader may have moved; beyond, the earliest go back to the map's own. */
export const movedLimit = 100;
/** Most notes of a view, and characters of each. */
export const noteLimits = { notes: 40, text: 280 } as const;
/** Most of each that a view holds. */
export const exploreLimits = {
  also: 200,
  expansions: 30,
  /** Neighbours that one expansion brings. */
  brought: 60,
  without: 200,
  types: 60,
  closed: 60,
  styleName: 60,
  /** Of questions: hops from an entity, paths between two and hops of each, entities side by side. */
  depth: 12,
  paths: 5,
  hops: 6,
  compared: 4,
} as const;

/** The map's own places. */
export const atlasLayout: Layout = { as: "atlas", closed: [] };

/** The whole atlas, nothing selected. */
export const emptyView: View = {
  version: 1,
  graph: "atlas",
  hiddenKinds: [],
  hiddenTypes: [],
  filter: emptyFilter,
  also: [],
  expansions: [],
  without: [],
  layout: atlasLayout,
  style: {},
  moved: [],
  notes: [],
};

/** What was wrong with a view, and where; the interface puts it into the reader's language. */
export interface ViewProblem {
  readonly code:
    | "unknown-parameter"
    | "repeated-parameter"
    | "malformed"
    | "too-many"
    | "unknown-graph"
    | "unknown-version"
    | "unknown-kind"
    | "unknown-type"
    | "unknown-facet"
    | "unknown-value"
    | "unknown-entity"
    | "unknown-relation";
  /** The parameter of the address. */
  readonly parameter: string;
  readonly value: string;
}

/** The view as parameters of an address, in fixed order; what is as in `emptyView` is left out. */
export function formatView(view: View): string {
  const parts: [string, string][] = [];
  if (view.graph !== emptyView.graph) parts.push(["graph", view.graph]);
  if (view.data) parts.push(["version", view.data]);
  if (view.hiddenKinds.length > 0) parts.push(["hide", view.hiddenKinds.join(",")]);
  parts.push(...formatFilter(view.filter));
  if (view.selection) parts.push(["select", formatSelection(view.selection)]);
  parts.push(...formatExploration(view));
  if (view.moved.length > 0)
    parts.push(["moved", view.moved.map(({ id, x, y }) => `${id}:${x},${y}`).join(";")]);
  if (view.notes.length > 0) parts.push(["notes", notesText(view.notes)]);
  if (view.camera) {
    const { left, top, right, bottom } = view.camera;
    parts.push(["at", [left, top, right, bottom].join(",")]);
  }
  // Slash, comma, colon, semicolon, question mark and tilde mean nothing in a query and read better as they are.
  return parts
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replace(/%(2F|2C|3A|3B|3F|7E)/g, decodeURIComponent)}`,
    )
    .join("&");
}

export function formatSelection(selection: NonNullable<View["selection"]>): string {
  return typeof selection === "string" ? selection : `${selection.from}~${selection.type}~${selection.to}`;
}

/** The relation's index, or -1. */
export function findRelation(graph: Graph, { from, type, to }: RelationKey): number {
  const [start, end, kind] = [graph.indexOf(from), graph.indexOf(to), graph.relationTypes.indexOf(type)];
  if (start < 0 || end < 0) return -1;
  for (let i = graph.incidentFrom[start]; i < graph.incidentFrom[start + 1]; i++) {
    const relation = graph.incident[i];
    if (
      graph.relations.from[relation] === start &&
      graph.relations.to[relation] === end &&
      graph.relations.type[relation] === kind
    ) {
      return relation;
    }
  }
  return -1;
}

export function relationKey(graph: Graph, relation: number): RelationKey {
  return {
    from: graph.ids[graph.relations.from[relation]],
    type: graph.relationTypes[graph.relations.type[relation]],
    to: graph.ids[graph.relations.to[relation]],
  };
}
