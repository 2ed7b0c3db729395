/**
 * What a reader can do to the filter of a view, each a pure step from one view to the next. A step that changes
 * nothing returns the view it was given.
 */
import type { Condition } from "@/lib/graph/filter";
import { emptyFilter, type Filter, filterLimits } from "@/lib/graph/filter-value";
import type { Link } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";
import { dropQuestion } from "./question-steps";
import { showAllKinds } from "./steps";
import type { View } from "./view";

/** Filters are plain JSON, and a changed one keeps the order of its fields. */
const isSame = (a: Filter, b: Filter): boolean => JSON.stringify(a) === JSON.stringify(b);

function change(view: View, part: Partial<Filter>): View {
  const filter = { ...view.filter, ...part };
  return isSame(filter, view.filter) ? view : { ...view, filter };
}

/** Puts a scope into the filter, or takes it out; the earliest goes where there are too many. */
export function toggleScope(view: View, scope: EntityId): View {
  const { scopes } = view.filter;
  const isIn = scopes.includes(scope);
  const next = isIn
    ? scopes.filter((other) => other !== scope)
    : [...scopes, scope].slice(-filterLimits.scopes);
  // With one scope left there is nothing to combine.
  return change(view, { scopes: next, combine: next.length < 2 ? "any" : view.filter.combine });
}

/** This scope alone. */
export const setScope = (view: View, scope: EntityId): View =>
  change(view, { scopes: [scope], combine: "any" });

export const setCombine = (view: View, combine: Filter["combine"]): View => change(view, { combine });

export const setContext = (view: View, context: Filter["context"]): View => change(view, { context });

/** A value of a facet goes from unchosen to chosen to refused and back. */
export function turnValue(view: View, facet: string, value: string): View {
  const { any = [], not = [] } = view.filter.values.find((one) => one.facet === facet) ?? {};
  const without = (values: readonly string[]) => values.filter((other) => other !== value);
  if (any.includes(value)) return setValues(view, facet, without(any), [...not, value]);
  if (not.includes(value)) return setValues(view, facet, any, without(not));
  return setValues(view, facet, [...any, value], not);
}

/** Takes a value back, chosen or refused. */
export function dropValue(view: View, facet: string, value: string): View {
  const { any = [], not = [] } = view.filter.values.find((one) => one.facet === facet) ?? {};
  const without = (values: readonly string[]) => values.filter((other) => other !== value);
  return setValues(view, facet, without(any), without(not));
}

/** Values beyond what a filter holds are left out. */
function setValues(view: View, facet: string, any: readonly string[], not: readonly string[]): View {
  const most = filterLimits.values;
  const one = { facet, any: any.slice(0, most), not: not.slice(0, most) };
  const others = view.filter.values.filter((other) => other.facet !== facet);
  return change(view, { values: any.length + not.length > 0 ? sorted([...others, one]) : others });
}

/** Sets the range of a facet; without either end, there is none. */
export function setRange(view: View, facet: string, range: Omit<Filter["ranges"][number], "facet">): View {
  const others = view.filter.ranges.filter((other) => other.facet !== facet);
  const isOpen = range.from === undefined && range.to === undefined;
  return change(view, { ranges: isOpen ? others : sorted([...others, { facet, ...range }]) });
}

/** Only what is near an entity; nothing takes that away. */
export function setNear(view: View, near: Filter["near"]): View {
  const { near: before, ...rest } = view.filter;
  if (JSON.stringify(before) === JSON.stringify(near)) return view;
  return { ...view, filter: near ? { ...rest, near } : rest };
}

/** Only what such a relation ties to any of `ids`; without them, that is asked for no longer. What a filter has no room for is left out. */
export function setLink(
  view: View,
  { type, direction, ids = [] }: Pick<Link, "type" | "direction"> & { readonly ids?: readonly EntityId[] },
): View {
  const others = view.filter.links.filter((other) => other.type !== type || other.direction !== direction);
  if (ids.length === 0) return change(view, { links: others });
  if (others.length >= filterLimits.links) return view;
  const link = { type, direction, ids: [...new Set(ids)].slice(0, filterLimits.linked) };
  return change(view, { links: [...others, link].sort(byRelation) });
}

/** The order of links in a filter. */
export const byRelation = (a: Omit<Link, "ids">, b: Omit<Link, "ids">): number => {
  const [first, second] = [a, b].map(({ type, direction }) => `${type} ${direction}`);
  return first < second ? -1 : first > second ? 1 : 0;
};

/** Only these entities; nothing takes the list away. */
export function setList(view: View, list: readonly EntityId[] | undefined): View {
  if (list) return change(view, { list: [...new Set(list)].slice(0, filterLimits.list) });
  const { list: before, ...rest } = view.filter;
  return before ? { ...view, filter: rest } : view;
}

/** Shows only what the filter leaves. */
export const dropShown = (view: View): View =>
  view.filter.shown.length > 0 ? change(view, { shown: [] }) : view;

/** Takes away one condition. */
export function dropCondition(view: View, about: Condition["about"]): View {
  switch (about.type) {
    case "answer":
      return dropQuestion(view);
    case "kinds":
      return showAllKinds(view);
    case "scope":
      return change(view, { scopes: [], combine: "any" });
    case "near":
      return setNear(view, undefined);
    case "list":
      return setList(view, undefined);
    case "link":
      return setLink(view, about.link);
    case "values":
      return setValues(view, about.facet, [], []);
    case "range":
      return setRange(view, about.facet, { unknown: false });
  }
}

/** No filter, and all kinds. */
export function clearFilter(view: View): View {
  const all = showAllKinds(view);
  return isSame(all.filter, emptyFilter) ? all : { ...all, filter: emptyFilter };
}

const sorted = <T extends { facet: string }>(parts: T[]): T[] =>
  parts.sort((a, b) => (a.facet < b.facet ? -1 : 1));
