/** What a step has done, in one short line of the reader's language: `(before, after) → "Expanded LLaMA"`. */
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Condition } from "@/lib/graph/filter";
import { emptyFilter } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { calledIn } from "@/lib/graph/map-part";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId, Locale, Text } from "@/lib/graph/schema";
import { type ActionWords, actionWords } from "@/lib/i18n/action-words";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { conditionText, type FilterSpeech, facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { groupingWords } from "@/lib/i18n/grouping-words";
import { isGroupId, selectedOf } from "./explore-steps";
import { questionTitle } from "./question-title";
import { formatView, type Layout, type View } from "./view";

/** What lines about steps are made of; a `FilterSpeech` is one. */
export interface StepSpeech {
  readonly graph: Graph;
  readonly locale: Locale;
  /** Absent as long as the facets are not here: then lines name facets and their values as addresses do. */
  readonly table?: FacetTable | undefined;
  /** Titles of the white paper's sections by number. */
  readonly sections: Readonly<Record<string, string>>;
  /** Labels of what can be grouped, coloured and sized by (grouping.ts, colouring.ts), beside those of facets. */
  readonly keys?: readonly { readonly key: string; readonly label: Text }[] | undefined;
  /** The label of one of the groups by a key, named by its value or its id. */
  groupLabel?(by: string, group: string): string | undefined;
}

/** Most things that one line tells. */
const linesLimit = 2;

/**
 * One line about what led from the one view to the other: "Start" where there was none before, nothing where both have
 * the same address, and never nothing where they do not.
 */
export function describeStep(before: View | undefined, after: View, speech: StepSpeech): string {
  const w = actionWords[speech.locale].step;
  if (!before) return w.start;
  if (formatView(before) === formatView(after)) return "";
  const change: Change = { before, after, w, ...namesIn(speech) };
  // Taking out and keeping only have consequences that go without saying; so has anything for where one looks.
  for (const tell of [asking, hiding, keeping, deeds, pointing, looking]) {
    const lines = tell(change, speech);
    if (lines.length > 0) return w.join(lines.slice(0, linesLimit));
  }
  return w.changed;
}

interface Change extends Names {
  readonly before: View;
  readonly after: View;
  readonly w: ActionWords["step"];
}

interface Names {
  /** Of an entity, or of a closed group. */
  name(id: EntityId, view: View): string;
  /** Of what is grouped, coloured or sized by. */
  key(key: string): string;
  group(by: string, value: string): string;
  type(type: string): string;
  count(n: number): string;
}

function namesIn(speech: StepSpeech): Names {
  const { graph, locale, table, keys = [], groupLabel } = speech;
  const group = (by: string, value: string): string => {
    const known = groupLabel?.(by, value);
    if (known) return known;
    const definition = table?.get(by)?.definition;
    if (definition) return valueLabel(definition, value, filterSpeech(speech));
    if (by === byKind) return graph.ontology.kinds[value]?.plural[locale] ?? value;
    return calledIn(graph, value)?.[locale] ?? value;
  };
  return {
    name: (id, view) => {
      const entity = graph.indexOf(id);
      if (entity >= 0) return graph.names[entity][locale];
      return isGroupId(id) ? group(groupedBy(view.layout), id) : id;
    },
    key: (key) => {
      const definition = table?.get(key)?.definition;
      return (
        keys.find((one) => one.key === key)?.label[locale] ??
        (key === byKind || key === "community" ? groupingWords[locale][key] : undefined) ??
        (definition ? facetLabel(definition, filterSpeech(speech)) : key)
      );
    },
    group,
    type: (type) => readingOf(graph.ontology, type, "out", locale),
    count: (n) => formatCount(n, locale),
  };
}

const noFacets: FacetTable = new Map();
const filterSpeech = ({ graph, locale, table = noFacets, sections }: StepSpeech): FilterSpeech => ({
  graph,
  locale,
  table,
  sections,
});

const byKind = "kind";
const groupedBy = ({ by = byKind }: Layout): string => by;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const added = <T>(before: readonly T[], after: readonly T[]): T[] =>
  after.filter((one) => !before.includes(one));

/** About one, or about so many; nothing about none. */
function about<T>(
  items: readonly T[],
  one: (item: T) => string,
  many: (n: string) => string,
  count: Names["count"],
): string[] {
  if (items.length === 0) return [];
  return [items.length === 1 ? one(items[0]) : many(count(items.length))];
}

/** A question begins anew, and all else that changes with it goes without saying. */
function asking({ before, after, w }: Change, { graph, locale }: StepSpeech): string[] {
  if (isSame(before.question, after.question)) return [];
  if (after.question) return [w.asked(questionTitle(after.question, graph, locale))];
  // What is filtered for in its place says more than that it is gone.
  const isReplaced = !isSame(before.filter, after.filter) || !isSame(before.hiddenKinds, after.hiddenKinds);
  return isReplaced ? [] : [w.stoppedAsking];
}

/** Hiding takes what is hidden out of the selection, the expansions and the filter as well. */
function hiding({ before, after, w, name, count }: Change): string[] {
  return about(added(before.without, after.without), (id) => w.hid(name(id, before)), w.hidMany, count);
}

/** Keeping only some does away with every other condition. */
function keeping({ before, after, w, name, count }: Change): string[] {
  const { list = [], ...rest } = after.filter;
  const isAlone = isSame(rest, { ...emptyFilter, context: 0 }) && after.hiddenKinds.length === 0;
  if (!isAlone || isSame(before.filter.list, after.filter.list)) return [];
  return about(list, (id) => w.kept(name(id, before)), w.keptMany, count);
}

/** What is done to the picture, what matters most first. */
const deeds = (change: Change, speech: StepSpeech): string[] => [
  ...expanding(change),
  ...arranging(change, speech),
  ...opening(change),
  ...styling(change),
  ...timing(change, speech),
  ...switching(change),
  ...filtering(change, speech),
  ...placing(change, speech),
  ...noting(change),
  ...unhiding(change),
  ...changingData(change),
];

function expanding({ before, after, w, name, count }: Change): string[] {
  const [was, is] = [before, after].map(({ expansions }) => expansions.map(({ id }) => id));
  const again = after.expansions.filter(({ id, ...how }) => {
    const earlier = before.expansions.find((one) => one.id === id);
    return earlier && !isSame(earlier, { id, ...how });
  });
  const gone = added(is, was);
  return [
    ...about(added(was, is), (id) => w.expanded(name(id, after)), w.expandedMany, count),
    ...again.map(({ id }) => w.expandedAnew(name(id, after))),
    ...(gone.length > 1 && is.length === 0
      ? [w.collapsedAll]
      : about(gone, (id) => w.collapsed(name(id, before)), w.collapsedMany, count)),
  ];
}

function arranging({ before, after, w, name, key }: Change, { locale }: StepSpeech): string[] {
  const { as, by, centre } = after.layout;
  const was = before.layout;
  if (as === was.as && by === was.by && centre === was.centre) return [];
  if (as === "groups") return [w.grouped(key(groupedBy(after.layout)))];
  if (as === "atlas" && was.as === "groups") return [w.ungrouped];
  if (as === "time" && by !== undefined) return [w.lanes(key(by))];
  if (as === "concentric" && centre !== undefined) return [w.round(name(centre, after))];
  return [w.layout(arrangeWords[locale].layouts[as])];
}

function opening({ before, after, w, group, count }: Change): string[] {
  const isRegrouped = !isSame({ ...before.layout, closed: [] }, { ...after.layout, closed: [] });
  const by = groupedBy(after.layout);
  const [was, is] = [before.layout.closed, after.layout.closed];
  return [
    ...about(added(was, is), (value) => w.closed(group(by, value)), w.closedMany, count),
    // Other groups are not opened by that: they are gone.
    ...(isRegrouped ? [] : about(added(is, was), (value) => w.opened(group(by, value)), w.openedMany, count)),
  ];
}

function styling({ before: { style: was }, after: { style: is }, w, key }: Change): string[] {
  if (is.name !== undefined && is.name !== was.name) return [w.style(is.name)];
  const lines: string[] = [];
  if (is.colour !== was.colour)
    lines.push(w.colour(is.colour === undefined ? w.usualColour : key(is.colour)));
  if (is.size !== was.size) lines.push(w.size(is.size === undefined ? w.usualSize : key(is.size)));
  return lines.length === 0 && is.name !== was.name ? [w.unnamed] : lines;
}

function timing({ before: { time: was }, after: { time: is }, w }: Change, { locale }: StepSpeech): string[] {
  if (!is) return was ? [w.allTime] : [];
  const lines: string[] = [];
  if (is.from !== was?.from || is.to !== was.to) {
    const [from, to] = [is.from, is.to].map((month) => formatDate(month, locale));
    lines.push(from === to ? w.month(from) : w.time(from, to));
  }
  if (was ? is.undated !== was.undated : !is.undated) lines.push(w.undated(is.undated));
  return lines;
}

function switching({ before, after, w, type, count }: Change): string[] {
  const [was, is] = [before.hiddenTypes, after.hiddenTypes];
  const on = added(is, was);
  return [
    ...about(added(was, is), (one) => w.typeOff(type(one)), w.typesOff, count),
    ...(on.length > 1 && is.length === 0
      ? [w.allTypesOn]
      : about(on, (one) => w.typeOn(type(one)), w.typesOn, count)),
  ];
}

/** The conditions of a view, each by what it says. */
function conditionsOf({ hiddenKinds, filter }: View): Map<string, Condition["about"]> {
  const { scopes, combine, near, links, list, values, ranges } = filter;
  const conditions = new Map<string, Condition["about"]>();
  const add = (about: Condition["about"], says: unknown) =>
    conditions.set(JSON.stringify([about, says]), about);
  if (hiddenKinds.length > 0) add({ type: "kinds" }, hiddenKinds);
  if (scopes.length > 0) add({ type: "scope" }, [scopes, combine]);
  if (near) add({ type: "near" }, near);
  if (list) add({ type: "list" }, list);
  for (const { type, direction, ids } of links) add({ type: "link", link: { type, direction } }, ids);
  for (const { facet, ...says } of values) add({ type: "values", facet }, says);
  for (const { facet, ...says } of ranges) add({ type: "range", facet }, says);
  return conditions;
}

function filtering({ before, after, w, name, count }: Change, speech: StepSpeech): string[] {
  const [was, is] = [conditionsOf(before), conditionsOf(after)];
  const text = (condition: Condition["about"], view: View) =>
    conditionText(condition, view, filterSpeech(speech));
  const come = [...is].filter(([says]) => !was.has(says)).map(([, condition]) => condition);
  const isChanged = (condition: Condition["about"]) => come.some((one) => isSame(one, condition));
  const gone = [...was].filter(([says, condition]) => !is.has(says) && !isChanged(condition));
  const { contextDepth } = filterWords[speech.locale];
  const [shownBefore, shownAfter] = [before.filter.shown, after.filter.shown];
  const shown = added(shownBefore, shownAfter);
  return [
    ...come.map((condition) => w.filter(text(condition, after))),
    ...(gone.length > 1 && is.size === 0
      ? [w.filterCleared]
      : gone.map(([, condition]) => w.filterLess(text(condition, before)))),
    // With other conditions it goes without saying.
    ...(after.filter.context !== before.filter.context && come.length + gone.length === 0
      ? [w.context(contextDepth[after.filter.context])]
      : []),
    ...about(shown, (id) => w.shown(name(id, after)), w.shownMany, count),
    ...(shown.length === 0 && shownAfter.length < shownBefore.length ? [w.shownLess] : []),
  ];
}

function placing({ before, after, w, name, count }: Change, { graph }: StepSpeech): string[] {
  const placeBefore = new Map(before.moved.map((place) => [place.id, place]));
  const isAfter = new Set(after.moved.map(({ id }) => id));
  const gone = before.moved.filter(({ id }) => !isAfter.has(id));
  const come = after.moved.filter((place) => !isSame(placeBefore.get(place.id), place));
  // In the map's own layout one sees whether it was moved or left where it stood; elsewhere it is held in any case.
  const isMoved = ({ id, x, y }: View["moved"][number]) => {
    const entity = graph.indexOf(id);
    if (placeBefore.has(id)) return true;
    const isAway = Math.hypot(x - graph.x[entity], y - graph.y[entity]) > 1;
    return after.layout.as === "atlas" && isAway;
  };
  const one = (place: View["moved"][number]) => (isMoved(place) ? w.moved : w.pinned)(name(place.id, after));
  const lines = about(come, one, come.every(isMoved) ? w.movedMany : w.pinnedMany, count);
  // What a limit pushed out goes without saying.
  if (lines.length > 0) return lines;
  return gone.length > 1 && isAfter.size === 0
    ? [w.unpinnedAll]
    : about(gone, ({ id }) => w.unpinned(name(id, before)), w.unpinnedMany, count);
}

function noting({ before: { notes: was }, after: { notes: is }, w, count }: Change): string[] {
  if (isSame(was, is)) return [];
  const [longer, shorter] = is.length >= was.length ? [is, was] : [was, is];
  const odd = longer.filter((note, i) => !isSame(note, shorter[i]));
  const n = longer.length - shorter.length;
  if (n === 0) return about(odd, ({ text }) => w.noteChanged(text), w.notesChanged, count);
  if (n > 1) return [(longer === is ? w.notedMany : w.unnotedMany)(count(n))];
  return [(longer === is ? w.noted : w.unnoted)(odd[0].text)];
}

function unhiding({ before, after, w, name, count }: Change): string[] {
  // Expanding what was hidden shows it, and says so already.
  const expanded = added(
    before.expansions.map(({ id }) => id),
    after.expansions.map(({ id }) => id),
  );
  const back = added(after.without, before.without).filter((id) => !expanded.includes(id));
  return about(back, (id) => w.unhid(name(id, after)), w.unhidMany, count);
}

function changingData({ before, after, w }: Change): string[] {
  if (before.graph !== after.graph) return [w.otherGraph];
  return before.data === after.data ? [] : [w.otherVersion];
}

function pointing({ before, after, w, name, type, count }: Change): string[] {
  const { selection } = after;
  if (isSame([before.selection, before.also], [selection, after.also])) return [];
  if (selection === undefined) return [w.deselected];
  if (typeof selection !== "string")
    return [w.selectedRelation(name(selection.from, after), type(selection.type), name(selection.to, after))];
  const [was, is] = [selectedOf(before), selectedOf(after)];
  const [more, less] = [added(was, is), added(is, was)];
  const n = count(is.length);
  if (was.length > 0 && more.length === 1 && less.length === 0)
    return [w.selectedMore(name(more[0], after), n)];
  if (is.length > 1 && more.length === 0 && less.length === 1)
    return [w.selectedLess(name(less[0], before), n)];
  return [is.length === 1 ? w.selected(name(selection, after)) : w.selectedMany(n)];
}

function looking({ before, after, w }: Change): string[] {
  if (isSame(before.camera, after.camera)) return [];
  return [after.camera ? w.looked : w.lookedAtAll];
}
