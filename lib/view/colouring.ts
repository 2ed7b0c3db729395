/** What colours and sizes of marks can stand for, beside kind and importance, and what the legend says of it. */
import type { FacetColumn } from "@/lib/graph/facet-table";
import { unknownValue } from "@/lib/graph/filter-value";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import type { Text } from "@/lib/graph/schema";
import { boundLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatAmounts, formatCount, formatDate } from "@/lib/i18n/format";
import { groupingWords } from "@/lib/i18n/grouping-words";
import { listSeparators } from "@/lib/i18n/locale";
import { binOf, boundsOf, isLogarithmic, roundMarks } from "./colouring-bins";
import {
  absentColour,
  categoryColours,
  othersColour,
  rampColours,
  type ThemedColours,
} from "./colouring-palette";
import {
  appliesTo,
  facetText,
  groupingKeys,
  groupingOf,
  inBoth,
  keptByTable,
  othersValue,
  type Speech,
} from "./grouping";

/** By entity, its colour as an index. */
export interface Paint {
  readonly of: Uint8Array;
  readonly colours: ThemedColours;
}

export interface Colouring {
  readonly key: string;
  readonly label: Text;
  readonly paint: Paint;
  /** What each colour stands for, and of how many entities; `value` where it is a single group (grouping.ts). */
  readonly entries: readonly { readonly label: Text; readonly size: number; readonly value?: string }[];
}

export interface Sizing {
  readonly key: string;
  readonly label: Text;
  /** By entity, from 0 to 1 as importance is: it stands for the area of a mark. */
  readonly weight: Float64Array;
  /** Whether each step on the scale is the same ratio, not the same difference. */
  readonly isLog: boolean;
  /** Up to three round numbers, rising, and what marks of theirs weigh. */
  readonly marks: readonly { readonly label: Text; readonly weight: number }[];
}

/** What stands for what nobody knows is smaller than whatever is known. */
const unknownWeight = 0.004;
const leastWeight = 0.02;

/** The key of sizes that every graph has: how many relations an entity has. */
const degreeKey = "degree";

/**
 * The colours that a key (see colourKeys) gives; nothing where there is no such key or value, and for kinds, which
 * have colours of their own.
 *
 * Categories have a colour each, the largest first, as far as there are colours; the rest is "others". Of several
 * categories the first counts, of several numbers the largest. What has no value comes last, and is grey.
 */
export const colouringOf = keptByTable((speech, key): Colouring | undefined => {
  if (key === "kind") return undefined;
  const column = speech.table.get(key);
  if (!column || column.definition.type === "category") return byGroups(speech, key);
  return column.items.length > 0 ? byBins(speech, column) : undefined;
});

/** The sizes that a key (see sizeKeys) gives; nothing where there is no such key or value. Of several numbers the largest counts. */
export const sizingOf = keptByTable((speech, key): Sizing | undefined => {
  const { graph, table } = speech;
  if (key === degreeKey) {
    const degrees = graph.ids.map((_, entity) => degreeOf(graph, entity));
    const label = inBoth((locale) => groupingWords[locale].degree);
    return sizeBy({ key, label }, degrees, (value) => inBoth((locale) => formatCount(value, locale)));
  }
  const column = table.get(key);
  if (column?.definition.type !== "number" || column.items.length === 0) return undefined;
  return sizeBy({ key, label: facetText(speech, column.definition) }, numbersOf(graph, column), (value) =>
    inBoth((locale) => boundLabel(column.definition, String(value), { ...speech, locale })),
  );
});

/** What marks can be coloured by beside kinds, in the order of choice. */
export function colourKeys(speech: Speech): { key: string; label: Text }[] {
  const ranges = [...speech.table.values()].filter(
    (column) =>
      column.definition.type !== "category" && new Set(knownOf(numbersOf(speech.graph, column))).size > 1,
  );
  return [
    ...groupingKeys(speech).filter(({ key }) => key !== "kind"),
    ...ranges.map(({ definition }) => ({ key: definition.key, label: facetText(speech, definition) })),
  ];
}

/** What marks can be sized by beside importance, in the order of choice. */
export function sizeKeys(speech: Speech): { key: string; label: Text }[] {
  const numbers = [...speech.table.values()].filter(
    ({ definition, items }) => definition.type === "number" && new Set(items).size > 1,
  );
  return [
    { key: degreeKey, label: inBoth((locale) => groupingWords[locale].degree) },
    ...numbers.map(({ definition }) => ({ key: definition.key, label: facetText(speech, definition) })),
  ];
}

function byGroups(speech: Speech, key: string): Colouring | undefined {
  const grouping = groupingOf(speech, key);
  if (!grouping) return undefined;
  const isKnown = ({ value }: { value: string }) => value !== unknownValue && value !== othersValue;
  const coloured = grouping.groups.filter(isKnown).slice(0, categoryColours.light.length);
  const last = grouping.groups.at(-1);
  const absent = last?.value === unknownValue ? last.size : 0;
  const others = grouping.of.length - absent - coloured.reduce((sum, { size }) => sum + size, 0);
  const entries: Colouring["entries"] = [
    ...coloured.map(({ label, size, value }) => ({ label, size, value })),
    ...(others > 0 ? [{ label: inBoth((locale) => groupingWords[locale].others), size: others }] : []),
    ...(absent > 0
      ? [
          key === "community" && last
            ? { label: last.label, size: absent, value: unknownValue }
            : absentEntry(speech, key, absent, (entity) => grouping.groups[grouping.of[entity]] === last),
        ]
      : []),
  ];
  const absentGroup = absent > 0 ? grouping.groups.length - 1 : -1;
  const of = Uint8Array.from(grouping.of, (group) =>
    group === absentGroup ? entries.length - 1 : Math.min(group, coloured.length),
  );
  const pick = (theme: "light" | "dark") => [
    ...categoryColours[theme].slice(0, coloured.length),
    ...(others > 0 ? [othersColour[theme]] : []),
    ...(absent > 0 ? [absentColour[theme]] : []),
  ];
  return {
    key,
    label: grouping.label,
    paint: { of, colours: { light: pick("light"), dark: pick("dark") } },
    entries,
  };
}

function byBins(speech: Speech, column: FacetColumn): Colouring {
  const { definition } = column;
  const values = numbersOf(speech.graph, column);
  const known = knownOf(values);
  const type = definition.type === "date" ? "date" : "number";
  const bounds = boundsOf(known, type, rampColours.light.length);
  const bins = bounds.length + 1;
  const of = Uint8Array.from(values, (value) => (Number.isNaN(value) ? bins : binOf(value, bounds)));
  const sizes = new Uint32Array(bins + 1);
  for (const bin of of) sizes[bin]++;
  const absent = sizes[bins];
  const label =
    type === "date"
      ? (bin: number) => yearsText(known, bounds, bin)
      : (bin: number) => amountsText(speech, column, known, bounds, bin);
  const entries: Colouring["entries"] = [
    ...Array.from({ length: bins }, (_, bin) => ({ label: label(bin), size: sizes[bin] })),
    ...(absent > 0
      ? [absentEntry(speech, definition.key, absent, (entity) => Number.isNaN(values[entity]))]
      : []),
  ];
  const pick = (theme: "light" | "dark") => [
    // Fewer bins are spread over the whole ramp.
    ...Array.from({ length: bins }, (_, bin) => {
      const ramp = rampColours[theme];
      return ramp[Math.round(((bin + 1) / bins) * ramp.length) - 1];
    }),
    ...(absent > 0 ? [absentColour[theme]] : []),
  ];
  return {
    key: definition.key,
    label: facetText(speech, definition),
    paint: { of, colours: { light: pick("light"), dark: pick("dark") } },
    entries,
  };
}

/** The entry of what has no value: because it is not known, because it could have none, or some for each reason. */
function absentEntry(
  speech: Speech,
  key: string,
  size: number,
  isAbsent: (entity: number) => boolean,
): Colouring["entries"][number] {
  const applies = appliesTo(speech, key);
  const { kind } = speech.graph;
  let unknown = 0;
  kind.forEach((of, entity) => {
    if (applies[of] && isAbsent(entity)) unknown++;
  });
  const label = inBoth((locale) => {
    const w = groupingWords[locale];
    if (unknown === size) return filterWords[locale].unknown;
    return unknown === 0 ? w.notApplicable : w.unknownOrNot;
  });
  return { label, size, value: unknownValue };
}

function sizeBy(
  about: Pick<Sizing, "key" | "label">,
  values: readonly number[],
  labelOf: (value: number) => Text,
): Sizing {
  const known = knownOf(values);
  const isLog = isLogarithmic(known);
  const most = Math.max(...known);
  const least = Math.min(...known);
  const share = isLog
    ? (value: number) => Math.log(value / least) / Math.log(most / least)
    : (value: number) => (most > 0 ? Math.max(0, value / most) : 1);
  // On a linear scale areas are as the numbers are, but for the very smallest.
  const weightOf = (value: number) =>
    isLog ? leastWeight + (1 - leastWeight) * share(value) : Math.max(leastWeight, share(value));
  return {
    ...about,
    weight: Float64Array.from(values, (value) => (Number.isNaN(value) ? unknownWeight : weightOf(value))),
    isLog,
    marks: roundMarks(known, isLog).map((value) => ({ label: labelOf(value), weight: weightOf(value) })),
  };
}

/** By entity its number, the largest where there are several, or the year of its date; NaN where there is none. */
function numbersOf({ ids }: Graph, { definition, start, items }: FacetColumn): number[] {
  return ids.map((_, entity) => {
    const [first, end] = [start[entity], start[entity + 1]];
    if (first === end) return Number.NaN;
    return definition.type === "date" ? Math.floor(items[first] / 10_000) : items[end - 1];
  });
}

const knownOf = (values: readonly number[]): number[] => values.filter((value) => !Number.isNaN(value));

function yearsText(years: readonly number[], bounds: readonly number[], bin: number): Text {
  const inside = years.filter((year) => binOf(year, bounds) === bin);
  const from = bounds[bin - 1] ?? Math.min(...inside);
  const to = bin < bounds.length ? bounds[bin] - 1 : Math.max(...inside);
  return inBoth((locale) => {
    const year = (value: number) => formatDate(String(value), locale);
    if (from === to) return year(from);
    if (bin === 0) return groupingWords[locale].before(year(bounds[0]));
    return bin === bounds.length
      ? filterWords[locale].since(year(from))
      : filterWords[locale].between(year(from), year(to));
  });
}

function amountsText(
  speech: Speech,
  { definition }: FacetColumn,
  values: readonly number[],
  bounds: readonly number[],
  bin: number,
): Text {
  const [from, to] = [bounds[bin - 1], bounds[bin]];
  return inBoth((locale) => {
    const bound = (value: number) => boundLabel(definition, String(value), { ...speech, locale });
    if (from === undefined && to === undefined) return bound(values[0] ?? 0);
    if (from === undefined) return groupingWords[locale].under(bound(to));
    if (to === undefined) return filterWords[locale].atLeast(bound(from));
    // As a list of amounts, both have their unit once, behind the last.
    const list = formatAmounts([from, to], definition.fact?.unit, speech.graph.ontology, locale);
    const [first, last] = list.split(listSeparators[locale]);
    return filterWords[locale].between(first, last);
  });
}
