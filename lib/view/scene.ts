/**
 * What a view puts before the reader's eyes, as plain data: `(graph, view) → scene`.
 *
 * A scene knows neither pixels nor zoom; which of its entities are drawn in full at a zoom, the canvas
 * works out (lib/canvas/detail.ts).
 */
import type { Filtered } from "@/lib/graph/filter";
import { context, member, out } from "@/lib/graph/filter-value";
import { degreeOf, type Graph, otherEnd, type Region, relationsOf } from "@/lib/graph/graph";
import { isPartlyHere } from "@/lib/graph/map-part";
import type { EntityId, Locale } from "@/lib/graph/schema";
import type { Paint } from "./colouring";
import { findRelation, type Rectangle, type View } from "./view";

/** What is pointed at, and what belongs to it; everything else steps back. Indices into the graph. */
export interface Focus {
  /** The selected entity; absent when a relation is selected. */
  readonly entity?: number;
  /** The selected relation. */
  readonly relation?: number;
  /** Selected entities, which are marked and can be dragged however small. */
  readonly chosen: readonly number[];
  /** Entities in full colour, the selected one first, then by how much they matter to it. */
  readonly members: readonly number[];
  /** Relations in full colour. */
  readonly relations: readonly number[];
  /** Neighbours of a hub that are left as dots; on a part of a map, relations that lead to those or to where nothing is known of. */
  readonly rest: number;
}

export interface Scene {
  readonly graph: Graph;
  readonly locale: Locale;
  /** 1 where the view leaves the entity out. */
  readonly hidden: Uint8Array;
  /** 1 where it stands back: what a filter leaves as context of what it is about. */
  readonly context: Uint8Array;
  /** 1 where it belongs to more than one of the scopes that the filter names. */
  readonly shared: Uint8Array;
  /** From 0 to 1, how much what the filter is about deserves to stand out: the fewer, the more; 0 without a filter. */
  readonly prominence: number;
  /** Places in map units, the reader's own moves included. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly focus?: Focus | undefined;
  /** Named parts of the picture, and by entity the one that it stands in, or -1. */
  readonly regions: readonly Region[];
  readonly region: Int16Array;
  /** By entity, from 0 to 1 (of closed groups, more), how large its mark is. */
  readonly weight: ArrayLike<number>;
  /** What lib/view/explore.ts adds, where the reader has asked for it. */
  readonly explored?: Explored | undefined;
}

export interface Explored {
  /** Whether a layout has placed everything anew. */
  readonly isPlaced: boolean;
  /** Whether that layout is still at work: what is shown has no place of its own yet, or not the last. */
  readonly isSettling: boolean;
  /** How many nodes are shown. */
  readonly shown: number;
  /** Holds every place that something stands at. */
  readonly bounds: Rectangle;
  /** By relation type, 1 where it is switched off. */
  readonly off: Uint8Array;
  readonly called: Called;
  /** By relation, 1 where the answer to a question runs along it; then no others are drawn unasked. */
  readonly answered?: Uint8Array | undefined;
  /** Entities that have been expanded. */
  readonly expanded: ReadonlySet<number>;
  /** Entities that no layout moves. */
  readonly pinned: ReadonlySet<number>;
  /** Colours that stand for something else than kinds. */
  readonly paint?: Paint | undefined;
  /** By entity, 1 where no more than the year of its date is known, and dates matter. */
  readonly imprecise?: Uint8Array | undefined;
  /** Years along the x axis, from `top` to `bottom`. */
  readonly axis?: Axis | undefined;
  /** By entity, how many a closed group holds of what is shown; 0 for what is none. */
  readonly held?: Uint16Array | undefined;
}

/** Entities that expansions called up, the expanded ones among them, and the relations that they did so along. */
export interface Called {
  readonly entities: readonly number[];
  readonly relations: readonly number[];
}

export interface Axis {
  readonly ticks: readonly { readonly year: number; readonly x: number }[];
  readonly top: number;
  readonly bottom: number;
}

/** How many neighbours of a selected entity are brought into the picture; of a hub, those that matter most. */
export const neighbourhoodLimit = 40;

/**
 * The scene of a view that fits the graph (see fitViewToGraph); what does not fit is passed over.
 *
 * @param filtered what the view's filter leaves (lib/graph/filter.ts); without it, nothing but kinds is filtered
 */
export function sceneOf(graph: Graph, view: View, locale: Locale, filtered?: Filtered): Scene {
  const hiddenKinds = graph.kinds.map((kind) => view.hiddenKinds.includes(kind));
  const hidden = Uint8Array.from(graph.kind, (kind, i) =>
    (filtered ? filtered.standing[i] === out : hiddenKinds[kind]) ? 1 : 0,
  );
  const standing = filtered?.standing ?? new Uint8Array(graph.size);
  const focus = focusOf(graph, view.selection, hidden);
  // What is pointed at is always seen, even when its kind is taken out.
  for (const member of focus?.entity === undefined ? (focus?.members ?? []) : [focus.entity])
    hidden[member] = 0;
  return {
    graph,
    locale,
    hidden,
    context: standing.map((one) => (one === context ? 1 : 0)),
    shared: standing.map((one, i) => (one === member && filtered && filtered.scopes[i] > 1 ? 1 : 0)),
    prominence: filtered ? Math.min(1, 12 / Math.sqrt(Math.max(1, filtered.members))) : 0,
    ...placesOf(graph, view),
    focus,
    regions: graph.regions,
    region: graph.region,
    weight: graph.importance,
  };
}

/**
 * What is selected with the nearer half of what belongs to it: of a hub, whose neighbours stand all over the
 * map, those that can be looked at together.
 */
export function nearestMembers({ graph, x, y, focus }: Scene): EntityId[] {
  if (focus?.entity === undefined) return (focus?.members ?? []).map((member) => graph.ids[member]);
  const { entity, members } = focus;
  const distance = (other: number) => Math.hypot(x[other] - x[entity], y[other] - y[entity]);
  const near = members.toSorted((a, b) => distance(a) - distance(b) || a - b);
  return near.slice(0, Math.ceil((near.length + 1) / 2)).map((member) => graph.ids[member]);
}

/** The places of the map, or those given, with what the reader has moved. */
export function placesOf(
  graph: Graph,
  view: View,
  from: Pick<Scene, "x" | "y"> = graph,
): Pick<Scene, "x" | "y"> {
  if (view.moved.length === 0) return { x: from.x, y: from.y };
  const [x, y] = [from.x.slice(), from.y.slice()];
  for (const { id, ...place } of view.moved) {
    const index = graph.indexOf(id);
    if (index >= 0) [x[index], y[index]] = [place.x, place.y];
  }
  return { x, y };
}

/** What a selection puts into the foreground; `isOff` says of a relation type whether it is switched off. */
export function focusOf(
  graph: Graph,
  selection: View["selection"],
  hidden: Uint8Array,
  off?: Uint8Array,
): Focus | undefined {
  if (selection === undefined) return undefined;
  if (typeof selection !== "string") {
    const relation = findRelation(graph, selection);
    if (relation < 0) return undefined;
    const members = [graph.relations.from[relation], graph.relations.to[relation]];
    return { relation, members, chosen: [], relations: parallelsOf(graph, relation, off), rest: 0 };
  }
  const entity = graph.indexOf(selection);
  return entity < 0 ? undefined : neighbourhoodOf(graph, entity, hidden, off);
}

/** The relations between the ends of this one, itself first. */
function parallelsOf(graph: Graph, relation: number, off: Uint8Array | undefined): number[] {
  const [from, to] = [graph.relations.from[relation], graph.relations.to[relation]];
  const others = [...relationsOf(graph, from)].filter(
    (other) =>
      other !== relation && otherEnd(graph, other, from) === to && !off?.[graph.relations.type[other]],
  );
  // Of a loop, both ends are listed.
  return [...new Set([relation, ...others])];
}

/**
 * An entity and its neighbours, at most `neighbourhoodLimit`: ranked by how strongly they are tied to
 * it, weighed with their own importance, so that a hub shows what tells most.
 */
function neighbourhoodOf(graph: Graph, entity: number, hidden: Uint8Array, off?: Uint8Array): Focus {
  const { strength, type } = graph.relations;
  const score = new Map<number, number>();
  for (const relation of relationsOf(graph, entity)) {
    const other = otherEnd(graph, relation, entity);
    if (hidden[other] || other === entity || off?.[type[relation]]) continue;
    const value = strength[relation] * Math.sqrt(degreeOf(graph, other)) * (0.3 + graph.importance[other]);
    score.set(other, (score.get(other) ?? 0) + value);
  }
  const ranked = [...score]
    .sort(([a, first], [b, second]) => second - first || a - b)
    .map(([other]) => other);
  const shown = new Set(ranked.slice(0, neighbourhoodLimit));
  const relations = [...relationsOf(graph, entity)].filter(
    (relation) => shown.has(otherEnd(graph, relation, entity)) && !off?.[type[relation]],
  );
  // Of those who are elsewhere, it is not known which ones a filter leaves.
  const isPartly = graph.part?.filter === "" && isPartlyHere(graph, entity);
  const rest = isPartly ? degreeOf(graph, entity) - relations.length : ranked.length - shown.size;
  return { entity, members: [entity, ...shown], chosen: [entity], relations, rest };
}
