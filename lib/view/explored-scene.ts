/** An exploration with places: what is put before the reader's eyes. */
import { type Graph, mapRadius, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import type { Exploration } from "./explore";
import { selectedOf } from "./explore-steps";
import type { Found } from "./layout-plan";
import { type Focus, focusOf, placesOf, type Scene } from "./scene";
import type { Rectangle } from "./view";

/**
 * The scene of an exploration.
 *
 * @param found places that a layout has found; those of another plan serve as far as they go
 * @param before what was to be seen, to go on from where there are no places yet
 */
export function exploredScene(
  exploration: Exploration,
  locale: Locale,
  found: Found | undefined,
  before: Scene | undefined,
): Scene {
  const { view, graph, hidden, context: aside, off, plan, groupOf, grouping } = exploration;
  const isFound = plan !== undefined && found?.plan.key === plan.key;
  const places = plan
    ? isFound
      ? foundPlaces(exploration, found)
      : placesBefore(exploration, before)
    : graph;
  const { x, y } = placesOf(graph, view, places);
  const inLayout = isFound ? found.placed : undefined;
  // A closed group is a mark with a name of its own, and needs no land.
  const areas = inLayout?.areas.filter(({ group }) => !isClosed(exploration, group)) ?? [];
  const regions = areas.map(({ group, outline, x: left, y: top }) => ({
    name: grouping?.groups[group]?.label ?? { en: "", zh: "" },
    x: left,
    y: top,
    tint: group,
    outline: [outline],
    size: grouping?.groups[group]?.size ?? 0,
  }));
  const areaOf = new Map(areas.map(({ group }, area) => [group, area]));
  const everywhere = Array.from(hidden, (_, node) => node);
  const marks = boundsOf(plan ? { x, y } : graph, plan?.nodes ?? everywhere, exploration.weight);
  const bounds = areas.reduce((around, { outline }) => joined(around, outline), marks);
  const focus = focusIn(exploration);
  return {
    graph,
    locale,
    hidden,
    context: aside,
    shared: exploration.shared,
    prominence: exploration.prominence,
    x,
    y,
    focus,
    regions: plan ? regions : graph.regions,
    region: plan
      ? Int16Array.from(hidden, (_, node) => areaOf.get(groupOf?.[node] ?? -1) ?? -1)
      : graph.region,
    weight: exploration.weight,
    explored: {
      isPlaced: plan !== undefined,
      isSettling: plan !== undefined && (!isFound || found.isOnTheWay === true),
      shown: hidden.reduce((count, isHidden) => count + 1 - isHidden, 0),
      bounds,
      off,
      called: exploration.called,
      answered: exploration.answered,
      expanded: exploration.expanded,
      pinned: new Set(view.moved.map(({ id }) => graph.indexOf(id)).filter((node) => node >= 0)),
      paint: exploration.paint,
      imprecise: exploration.imprecise,
      axis:
        inLayout && inLayout.ticks.length > 0
          ? { ticks: inLayout.ticks, top: bounds.top, bottom: bounds.bottom }
          : undefined,
      held: exploration.held,
    },
  };
}

const isClosed = ({ view, grouping }: Exploration, group: number): boolean =>
  view.layout.as === "groups" && view.layout.closed.includes(grouping?.groups[group]?.value ?? "");

function foundPlaces({ graph }: Exploration, { plan, placed }: Found): Pick<Scene, "x" | "y"> {
  const [x, y] = [graph.x.slice(), graph.y.slice()];
  plan.nodes.forEach((node, i) => {
    [x[node], y[node]] = [placed.x[i], placed.y[i]];
  });
  return { x, y };
}

/** Where things stood; what is new comes out of what it is tied to. */
function placesBefore({ graph, hidden }: Exploration, before: Scene | undefined): Pick<Scene, "x" | "y"> {
  if (!before) return graph;
  const [x, y] = [graph.x.slice(), graph.y.slice()];
  const stood = (node: number) => {
    const old = before.graph.indexOf(graph.ids[node]);
    return old >= 0 && !before.hidden[old] ? old : -1;
  };
  for (let node = 0; node < graph.size; node++) {
    if (hidden[node]) continue;
    const old = stood(node);
    if (old >= 0) {
      [x[node], y[node]] = [before.x[old], before.y[old]];
      continue;
    }
    const near = [...relationsOf(graph, node)]
      .map((r) => stood(otherEnd(graph, r, node)))
      .find((other) => other >= 0);
    if (near !== undefined) [x[node], y[node]] = [before.x[near], before.y[near]];
  }
  return { x, y };
}

/** What is selected and what has been called up, in the foreground; nothing where all is equal. */
function focusIn({
  view,
  original,
  graph,
  hidden,
  off,
  called,
  shown,
  fold,
}: Exploration): Focus | undefined {
  const chosen = selectedOf(view)
    .map((id) => fold.entityOf[original.indexOf(id)] ?? graph.indexOf(id))
    .filter((node, i, all) => node >= 0 && !hidden[node] && all.indexOf(node) === i);
  const selection = focusOf(graph, view.selection, hidden, off);
  // In a picture that has been narrowed down, what was called up need not be set off against the rest.
  const isOfAll = !view.question && isMostOf(original, shown);
  const isSeveral = view.also.length > 0 && chosen.length > 0;
  const base = isSeveral ? severalOf(graph, chosen, off) : seen(selection, graph, off);
  if (!base)
    return called.entities.length > 0 && isOfAll
      ? { ...called, members: called.entities, chosen: [], rest: 0 }
      : undefined;
  if (!isOfAll) return base;
  const members = [...new Set([...base.members, ...called.entities])];
  return {
    ...base,
    members,
    relations: [...new Set([...base.relations, ...called.relations])],
    rest: base.entity === undefined ? 0 : Math.max(0, base.rest - newNeighbours(graph, base, members)),
  };
}

/** Whether what is shown is more than half of all; of a part of a map, more than half of it, and of what the filter is put to. */
function isMostOf({ size, within, part }: Graph, shown: number): boolean {
  if (!part) return shown > (within?.size ?? size) / 2;
  const { members, context = 0 } = part.counts ?? { members: 0 };
  return shown > size / 2 && (part.filter === "" || members + context > part.size / 2);
}

/** A focus, unless it is on a relation of a type that is switched off. */
const seen = (focus: Focus | undefined, { relations }: Graph, off: Uint8Array): Focus | undefined =>
  focus?.relation !== undefined && off[relations.type[focus.relation]] ? undefined : focus;

/** How many of these are neighbours of what is selected that a selection alone would not have brought. */
function newNeighbours(graph: Graph, { entity, members: before }: Focus, members: readonly number[]): number {
  if (entity === undefined) return 0;
  const neighbours = new Set([...relationsOf(graph, entity)].map((r) => otherEnd(graph, r, entity)));
  const known = new Set(before);
  return members.filter((member) => neighbours.has(member) && !known.has(member)).length;
}

function severalOf(graph: Graph, chosen: readonly number[], off: Uint8Array): Focus {
  const inside = new Set(chosen);
  const relations = chosen.flatMap((node) =>
    [...relationsOf(graph, node)].filter(
      (r) =>
        graph.relations.from[r] === node &&
        inside.has(graph.relations.to[r]) &&
        !off[graph.relations.type[r]],
    ),
  );
  return { members: chosen, chosen, relations, rest: 0 };
}

/** A rectangle that holds the points of a ring as well. */
function joined({ left, top, right, bottom }: Rectangle, ring: readonly number[]): Rectangle {
  const [xs, ys] = [0, 1].map((axis) => ring.filter((_, i) => i % 2 === axis));
  return {
    left: Math.min(left, ...xs),
    top: Math.min(top, ...ys),
    right: Math.max(right, ...xs),
    bottom: Math.max(bottom, ...ys),
  };
}

/** What holds the marks of these; of what is there at any time, so that the picture rests while time goes by. */
function boundsOf(
  { x, y }: Pick<Scene, "x" | "y">,
  nodes: readonly number[],
  weight: ArrayLike<number>,
): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of nodes) {
    const radius = mapRadius(weight[i]);
    left = Math.min(left, x[i] - radius);
    right = Math.max(right, x[i] + radius);
    top = Math.min(top, y[i] - radius);
    bottom = Math.max(bottom, y[i] + radius);
  }
  return left < right ? { left, top, right, bottom } : { left: -1, top: -1, right: 1, bottom: 1 };
}
