/**
 * What a reader can do to a view, each a pure step from one view to the next. A step that changes
 * nothing returns the view it was given.
 */
import { filterLimits } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { formatSelection, movedLimit, type Rectangle, type View } from "./view";

/** Points at an entity or a relation alone, or at nothing. */
export function select(view: View, selection: View["selection"]): View {
  const [before, after] = [view.selection, selection].map((s) => s && formatSelection(s));
  if (before === after && view.also.length === 0) return view;
  const { selection: _, ...rest } = view;
  return selection ? { ...rest, selection, also: [] } : { ...rest, also: [] };
}

/** Shows an entity although the filter leaves it out; the earliest goes where there are too many. */
export function showAnyway(view: View, id: EntityId): View {
  const { shown } = view.filter;
  if (shown.includes(id)) return view;
  return { ...view, filter: { ...view.filter, shown: [...shown, id].slice(-filterLimits.shown) } };
}

/** Brings back an entity that was taken out by hand. */
export function bringBack(view: View, id: EntityId): View {
  const without = view.without.filter((other) => other !== id);
  return without.length < view.without.length ? { ...view, without } : view;
}

/** Takes a kind out of the picture, or brings it back. */
export function toggleKind(view: View, kind: string): View {
  const hidden = view.hiddenKinds.includes(kind)
    ? view.hiddenKinds.filter((other) => other !== kind)
    : [...view.hiddenKinds, kind].sort();
  return { ...view, hiddenKinds: hidden };
}

/** Takes out all kinds but one. */
export function showOnlyKind(view: View, kinds: readonly string[], kind: string): View {
  return { ...view, hiddenKinds: kinds.filter((other) => other !== kind).sort() };
}

/** Shows every kind again. */
export function showAllKinds(view: View): View {
  return view.hiddenKinds.length > 0 ? { ...view, hiddenKinds: [] } : view;
}

/** Puts an entity in another place, rounded to a tenth of a map unit. */
export function move(view: View, id: EntityId, x: number, y: number): View {
  const place = { id, ...roundedPlace(x, y) };
  return { ...view, moved: [...view.moved.filter((other) => other.id !== id), place].slice(-movedLimit) };
}

/** Everything back to its place on the map. */
export function resetPlaces(view: View): View {
  return view.moved.length > 0 ? { ...view, moved: [] } : view;
}

/** Looks at this rectangle, rounded outwards to whole map units, or at the whole map. */
export function look(view: View, rectangle: Rectangle | undefined): View {
  const { camera: _, ...rest } = view;
  if (!rectangle) return view.camera ? rest : view;
  return { ...rest, camera: roundedOut(rectangle) };
}

/** The rectangle in whole map units that holds this one. */
export function roundedOut({ left, top, right, bottom }: Rectangle): Rectangle {
  return {
    left: Math.floor(left) + 0,
    top: Math.floor(top) + 0,
    right: Math.ceil(right) + 0,
    bottom: Math.ceil(bottom) + 0,
  };
}

/** A place of the map, rounded to a tenth of a map unit. */
export const roundedPlace = (x: number, y: number): { x: number; y: number } => ({
  x: tenths(x),
  y: tenths(y),
});

/** Adding 0 turns the negative zero, which no address can carry, into plain zero. */
const tenths = (value: number): number => Math.round(value * 10) / 10 + 0;
