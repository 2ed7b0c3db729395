/**
 * What a reader does on the canvas beside pointing, each a pure step from one view to the next. A step that changes
 * nothing returns the view it was given; what is beyond a limit pushes out the earliest.
 */
import { emptyFilter } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { setList } from "./filter-steps";
import { move, select } from "./steps";
import {
  atlasLayout,
  type Expansion,
  exploreLimits,
  type Layout,
  type Style,
  type TimeWindow,
  type View,
} from "./view";

/** Values of a view are plain JSON, in fixed order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function change(view: View, part: Partial<View>): View {
  const isChanged = Object.entries(part).some(([key, value]) => !isSame(view[key as keyof View], value));
  return isChanged ? { ...view, ...part } : view;
}

const withoutOne = <T>(list: readonly T[], one: T): T[] => list.filter((other) => other !== one);

/** What stands for a closed group in place of an entity's id; no kind's name has a hyphen. */
export const groupPrefix = "group-of/";
export const isGroupId = (id: EntityId): boolean => id.startsWith(groupPrefix);

/** Calls up neighbours of an entity; an earlier expansion of it gives way. */
export function expand(view: View, expansion: Expansion): View {
  const others = view.expansions.filter(({ id }) => id !== expansion.id);
  return change(view, {
    expansions: [...others, expansion].slice(-exploreLimits.expansions),
    without: withoutOne(view.without, expansion.id),
  });
}

/** Takes back just what the expansion of this entity brought. */
export const collapse = (view: View, id: EntityId): View =>
  change(view, { expansions: view.expansions.filter((other) => other.id !== id) });

export const collapseAll = (view: View): View => change(view, { expansions: [] });

/** Everything that is selected, the first one first; of a relation, nothing. */
export const selectedOf = ({ selection, also }: View): EntityId[] =>
  typeof selection === "string" ? [selection, ...withoutOne(also, selection)] : [];

/** Selects all of these, the first of them before all. */
export function selectMany(view: View, ids: readonly EntityId[]): View {
  const all = [...new Set(ids)].slice(0, exploreLimits.also + 1);
  const [first, ...also] = all;
  const isSelected = all.length > 0 && isSame(all, selectedOf(view));
  return isSelected ? view : change(select(view, first), { also });
}

/** Takes an entity into what is selected, or out of it. */
export function toggleSelected(view: View, id: EntityId): View {
  const selected = selectedOf(view);
  return selectMany(view, selected.includes(id) ? withoutOne(selected, id) : [...selected, id]);
}

/** Takes entities out of the picture; they are no longer selected, expanded, or shown although a filter leaves them out. */
export function hide(view: View, ids: readonly EntityId[]): View {
  if (ids.length === 0) return view;
  const left = selectedOf(view).filter((id) => !ids.includes(id));
  const { selection } = view;
  const isCut = typeof selection === "object" && (ids.includes(selection.from) || ids.includes(selection.to));
  const isKept = !isCut && selectedOf(view).length === left.length;
  const cleared = isKept ? view : selectMany(view, left);
  const { filter } = cleared;
  return change(cleared, {
    without: [...new Set([...cleared.without, ...ids])].slice(-exploreLimits.without),
    expansions: cleared.expansions.filter(({ id }) => !ids.includes(id)),
    filter: { ...filter, shown: filter.shown.filter((id) => !ids.includes(id)) },
  });
}

/** Brings back everything that was taken out by hand. */
export const unhide = (view: View): View => change(view, { without: [] });

/** These alone: no other condition holds any more, and nothing else is called up. */
export function keepOnly(view: View, ids: readonly EntityId[]): View {
  if (ids.length === 0) return view;
  const filter = { ...emptyFilter, context: 0 as const };
  const { question: _, ...rest } = view;
  const next = setList({ ...rest, filter, hiddenKinds: [], without: [], expansions: [] }, ids);
  return isSame(next, view) ? view : next;
}

/** Where an entity stands now, it stays. */
export function pin(view: View, places: readonly { id: EntityId; x: number; y: number }[]): View {
  const { moved } = places.reduce((next, { id, x, y }) => move(next, id, x, y), view);
  return change(view, { moved });
}

/** Where the layout wants them, they go. */
export const unpin = (view: View, ids: readonly EntityId[]): View =>
  change(view, { moved: view.moved.filter(({ id }) => !ids.includes(id)) });

/** Another layout, with no more of it than this layout has use for; the picture is fitted anew. */
export function setLayout(view: View, { as, by, centre, closed }: Layout): View {
  const isRound = as === "concentric";
  const layout: Layout = {
    as,
    ...(by && !isRound && as !== "atlas" && { by }),
    ...(centre && isRound && { centre }),
    closed,
  };
  if (isSame(view.layout, layout)) return view;
  const { camera: _, ...rest } = view;
  return { ...rest, layout };
}

export const resetLayout = (view: View): View => setLayout(view, atlasLayout);

/** Makes a group one node. */
export function closeGroup(view: View, group: string): View {
  const { closed } = view.layout;
  if (view.layout.as !== "groups" || closed.includes(group)) return view;
  return change(view, {
    layout: { ...view.layout, closed: [...closed, group].slice(-exploreLimits.closed) },
  });
}

/** Shows what is in a group again. */
export const openGroup = (view: View, group: string): View =>
  change(view, { layout: { ...view.layout, closed: withoutOne(view.layout.closed, group) } });

export const setClosed = (view: View, closed: readonly string[]): View =>
  view.layout.as === "groups"
    ? change(view, {
        layout: { ...view.layout, closed: [...new Set(closed)].slice(0, exploreLimits.closed) },
      })
    : view;

/** Another style; one that is changed has no name until it is given one. A name that is too long is cut. */
export function setStyle(view: View, { name, colour, size }: Style): View {
  // An address can hold no half of a character.
  const named = name
    ?.toWellFormed()
    .trim()
    .slice(0, exploreLimits.styleName)
    .replace(/[\ud800-\udbff]$/, "");
  return change(view, {
    style: { ...(colour && { colour }), ...(size && { size }), ...(named && { name: named }) },
  });
}

/** Only what is dated within this window; nothing takes that away. */
export function setTime(view: View, time: TimeWindow | undefined): View {
  if (isSame(view.time, time)) return view;
  const { time: _, ...rest } = view;
  return time ? { ...rest, time } : rest;
}

/** Switches a relation type off, or on again. */
export function toggleType(view: View, type: string): View {
  const { hiddenTypes } = view;
  return setHiddenTypes(
    view,
    hiddenTypes.includes(type) ? withoutOne(hiddenTypes, type) : [type, ...hiddenTypes],
  );
}

export const setHiddenTypes = (view: View, types: readonly string[]): View =>
  change(view, { hiddenTypes: [...new Set(types)].slice(0, exploreLimits.types).sort() });
