/**
 * What a reader's steps on the canvas make of a graph: `(graph, view) → exploration → scene`.
 *
 * An exploration says which nodes there are (closed groups are one), which of them are hidden, how large and in which
 * colour they are, and what a layout has to know to place them; `exploredScene` (explored-scene.ts) puts it together
 * with the places that the layout found. Both are pure; views that ask for nothing of this do with `sceneOf`.
 */
import { type Dates, datesOf } from "@/lib/graph/dates";
import type { Filtered } from "@/lib/graph/filter";
import { member, out } from "@/lib/graph/filter-value";
import { type Fold, foldGraph } from "@/lib/graph/fold";
import { type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { type Answer, answerOf } from "./answer";
import { colouringOf, type Paint, sizingOf } from "./colouring";
import { broughtBy } from "./expansion";
import { openGroup, selectedOf } from "./explore-steps";
import { groupKind } from "./group-kind";
import { type Grouping, groupingOf, type Speech } from "./grouping";
import { type Plan, planOf } from "./layout-plan";
import type { Called } from "./scene";
import { cutByTime, standingOf } from "./standing";
import type { View } from "./view";

/** Most entities that a layout works on; beyond, the map's own places hold. */
export const layoutLimit = 2000;

/** What a view makes of a graph, in indices of `graph`: its entities, with one node for each closed group. */
export interface Exploration {
  readonly view: View;
  /** The graph with all its entities. */
  readonly original: Graph;
  readonly graph: Graph;
  readonly fold: Fold;
  /** What the layout groups by, or its lanes. */
  readonly grouping: Grouping | undefined;
  /** Index of the group of each node, where there is a grouping. */
  readonly groupOf: Int16Array | undefined;
  /** By entity of the original graph, 1 where it is shown, if only as part of a closed group. */
  readonly inSight: Uint8Array;
  readonly hidden: Uint8Array;
  readonly context: Uint8Array;
  readonly shared: Uint8Array;
  readonly prominence: number;
  /** How many entities of the graph are shown, however they are grouped. */
  readonly shown: number;
  readonly held: Uint16Array;
  readonly weight: Float64Array;
  readonly paint: Paint | undefined;
  readonly off: Uint8Array;
  readonly called: Called;
  /** By relation, 1 where the answer to the view's question runs along it; absent where nothing is asked. */
  readonly answered: Uint8Array | undefined;
  readonly expanded: ReadonlySet<number>;
  readonly imprecise: Uint8Array | undefined;
  /** What is placed, and how; nothing where the map's own places hold. */
  readonly plan: Plan | undefined;
  /** Whether there are more than a layout can place. */
  readonly tooMany: boolean;
}

/** Whether a view asks for more than `sceneOf` gives. */
export const isExplored = (view: View): boolean =>
  view.question !== undefined ||
  view.also.length + view.expansions.length + view.without.length + view.hiddenTypes.length > 0 ||
  view.layout.as !== "atlas" ||
  view.style.colour !== undefined ||
  view.style.size !== undefined ||
  view.time !== undefined;

/**
 * Works out what is there to see, but for places.
 *
 * @param filtered what the view's filter leaves; without it, nothing but kinds is filtered
 */
export function explore(speech: Speech, view: View, filtered: Filtered | undefined): Exploration {
  const { graph, table } = speech;
  const dates = datesOf(graph, table);
  const standing = standingOf(graph, view, filtered, dates);
  // A layout holds still while time goes by.
  const lasting = standing.slice();
  cutByTime(standing, graph, view, dates);
  const { selection } = view;
  const ends = typeof selection === "object" ? [selection.from, selection.to] : [];
  for (const id of [...selectedOf(view), ...ends]) {
    const entity = graph.indexOf(id);
    if (entity >= 0) for (const one of [standing, lasting]) one[entity] = Math.max(one[entity], member);
  }
  const { layout } = view;
  const isGrouped = layout.as === "groups";
  const key = layout.by ?? (layout.as === "time" || isGrouped ? "kind" : undefined);
  const grouping = key === undefined ? undefined : groupingOf(speech, key);
  const fold = foldOf(graph, grouping, isGrouped ? layout.closed : [], lasting);
  const size = fold.graph.size;
  const hidden = new Uint8Array(size).fill(1);
  const aside = new Uint8Array(size).fill(1);
  const lastingHidden = new Uint8Array(size).fill(1);
  const held = new Uint16Array(size);
  const heldAtMost = new Uint16Array(size);
  let shown = 0;
  for (let i = 0; i < graph.size; i++) {
    const node = fold.entityOf[i];
    if (lasting[i] !== out) {
      lastingHidden[node] = 0;
      heldAtMost[node]++;
    }
    if (standing[i] === out) continue;
    shown++;
    held[node]++;
    hidden[node] = 0;
    if (standing[i] === member) aside[node] = 0;
  }
  for (let node = 0; node < size; node++) {
    if (hidden[node]) aside[node] = 0;
    if (fold.groupOf[node] < 0) held[node] = 0;
  }
  const explored = {
    view,
    original: graph,
    graph: fold.graph,
    fold,
    grouping,
    groupOf: grouping && groupsOfNodes(grouping, fold),
    inSight: standing.map((one) => (one === out ? 0 : 1)),
    hidden,
    context: aside,
    shared: sharedOf(fold, standing, filtered),
    prominence: filtered ? Math.min(1, 12 / Math.sqrt(Math.max(1, filtered.members))) : 0,
    shown,
    held,
    weight: weightOf(speech, view, fold, heldAtMost),
    paint: paintOf(speech, view, fold),
    off: Uint8Array.from(graph.relationTypes, (type) => (view.hiddenTypes.includes(type) ? 1 : 0)),
    ...calledOf(graph, view, fold, hidden, dates),
    imprecise: view.time || layout.as === "time" ? impreciseOf(fold, dates) : undefined,
  };
  const nodes: number[] = [];
  for (let node = 0; node < size; node++) if (!lastingHidden[node]) nodes.push(node);
  const isPlaced = layout.as !== "atlas" && !(isGrouped && key === "community");
  const tooMany = nodes.length > layoutLimit;
  const plan = isPlaced && !tooMany ? planOf(explored, nodes, dates) : undefined;
  return { ...explored, plan, tooMany };
}

/** The view with the closed group opened that an entity is in, so that it can be seen. */
export function revealIn({ original, grouping }: Exploration, view: View, id: EntityId): View {
  const group = grouping?.groups[grouping.of[original.indexOf(id)] ?? -1];
  return group ? openGroup(view, group.value) : view;
}

/** Groups that are to be closed become nodes, if anything is in them. */
function foldOf(
  graph: Graph,
  grouping: Grouping | undefined,
  closed: readonly string[],
  standing: Uint8Array,
): Fold {
  const none = new Int16Array(graph.size).fill(-1);
  if (!grouping || closed.length === 0) return foldGraph(graph, none, [], groupKind);
  const counts = grouping.groups.map(() => 0);
  grouping.of.forEach((group, entity) => {
    if (standing[entity] !== out) counts[group]++;
  });
  const folded = grouping.groups.flatMap(({ value, id, label }, group) =>
    closed.includes(value) && counts[group] > 0 ? [{ group, id, name: label, size: counts[group] }] : [],
  );
  return foldGraph(graph, grouping.of, folded, groupKind);
}

function groupsOfNodes({ of }: Grouping, { graph, entityOf }: Fold): Int16Array {
  const groups = new Int16Array(graph.size).fill(-1);
  of.forEach((group, entity) => {
    groups[entityOf[entity]] = group;
  });
  return groups;
}

function sharedOf({ graph, entityOf, groupOf }: Fold, standing: Uint8Array, filtered?: Filtered): Uint8Array {
  const shared = new Uint8Array(graph.size);
  standing.forEach((one, i) => {
    const node = entityOf[i];
    if (one === member && filtered && filtered.scopes[i] > 1 && groupOf[node] < 0) shared[node] = 1;
  });
  return shared;
}

/** So many entities give a closed group's mark an area like that of the most important entity. */
const fullGroup = 40;

function weightOf(speech: Speech, { style }: View, fold: Fold, held: Uint16Array): Float64Array {
  const of = (style.size && sizingOf(speech, style.size)?.weight) || speech.graph.importance;
  const weight = new Float64Array(fold.graph.size);
  fold.entityOf.forEach((node, entity) => {
    weight[node] = fold.groupOf[node] < 0 ? of[entity] : Math.min(6, 0.5 + held[node] / fullGroup);
  });
  return weight;
}

/** Colours of nodes; closed groups keep that of their kind, which stands behind all others. */
function paintOf(speech: Speech, { style }: View, { graph, entityOf, groupOf }: Fold): Paint | undefined {
  const paint = style.colour ? colouringOf(speech, style.colour)?.paint : undefined;
  if (!paint) return undefined;
  const of = new Uint8Array(graph.size).fill(paint.colours.light.length);
  entityOf.forEach((node, entity) => {
    if (groupOf[node] < 0) of[node] = paint.of[entity];
  });
  const { light, dark } = groupKind.definition.colour;
  return { of, colours: { light: [...paint.colours.light, light], dark: [...paint.colours.dark, dark] } };
}

function calledOf(
  graph: Graph,
  view: View,
  { graph: folded, entityOf }: Fold,
  hidden: Uint8Array,
  dates: Dates,
): Pick<Exploration, "called" | "answered" | "expanded"> {
  const answer = view.question && answerOf(graph, view.question);
  const entities = new Set<number>();
  const relations = new Set<number>();
  const expanded = new Set<number>();
  const off = (type: string) => view.hiddenTypes.includes(type);
  for (const expansion of view.expansions) {
    const middle = graph.indexOf(expansion.id);
    const node = entityOf[middle];
    if (middle < 0 || hidden[node]) continue;
    expanded.add(node);
    entities.add(node);
    const brought = new Set(broughtBy(graph, dates, expansion).map((entity) => entityOf[entity]));
    for (const entity of brought) if (!hidden[entity]) entities.add(entity);
    for (const relation of relationsOf(folded, node)) {
      const type = folded.relationTypes[folded.relations.type[relation]];
      const isOut = folded.relations.from[relation] === node;
      const isAsked =
        (expansion.types.length === 0 || expansion.types.includes(type)) &&
        (expansion.direction === "any" || isOut === (expansion.direction === "out"));
      const other = otherEnd(folded, relation, node);
      if (isAsked && !off(type) && brought.has(other) && !hidden[other]) relations.add(relation);
    }
  }
  const seen = (answer?.entities ?? []).map((entity) => entityOf[entity]).filter((node) => !hidden[node]);
  const answered = answer && answeredOf(graph, folded, entityOf, answer);
  const { from, to, type } = folded.relations;
  answered?.forEach((isAnswer, relation) => {
    const isSeen =
      !hidden[from[relation]] && !hidden[to[relation]] && !off(folded.relationTypes[type[relation]]);
    if (isAnswer && isSeen) relations.add(relation);
  });
  return {
    called: { entities: [...new Set([...seen, ...entities])], relations: [...relations] },
    answered,
    expanded,
  };
}

/** An answer's relations as those of the folded graph. */
function answeredOf(graph: Graph, folded: Graph, entityOf: Int32Array, { relations }: Answer): Uint8Array {
  const answered = new Uint8Array(folded.relations.size);
  if (folded === graph) {
    for (const relation of relations) answered[relation] = 1;
    return answered;
  }
  const { from, to, type } = graph.relations;
  const keyOf = (start: number, end: number, of: number) =>
    (start * folded.size + end) * graph.relationTypes.length + of;
  const keys = new Set(relations.map((r) => keyOf(entityOf[from[r]], entityOf[to[r]], type[r])));
  const columns = folded.relations;
  for (let r = 0; r < columns.size; r++)
    if (keys.has(keyOf(columns.from[r], columns.to[r], columns.type[r]))) answered[r] = 1;
  return answered;
}

function impreciseOf({ graph, entityOf, groupOf }: Fold, { precision }: Dates): Uint8Array {
  const imprecise = new Uint8Array(graph.size);
  entityOf.forEach((node, entity) => {
    if (precision[entity] === 1 && groupOf[node] < 0) imprecise[node] = 1;
  });
  return imprecise;
}
