/**
 * What stands in a column for an entity, in the reader's language: as a cell, as a rank to sort by, as text for a file.
 * What is not known is told apart from what a kind does not have; neither is ever guessed.
 */
import { datePrecision, datesOf } from "@/lib/graph/dates";
import type { FacetColumn } from "@/lib/graph/facet-table";
import { degreeOf, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";
import { compareNames } from "@/lib/i18n/collate";
import { type FilterSpeech, facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { formatDate, formatShortAmount } from "@/lib/i18n/format";
import { groupingWords } from "@/lib/i18n/grouping-words";
import { listSeparators } from "@/lib/i18n/locale";
import { formatScore } from "@/lib/i18n/ranking-words";
import { tableWords } from "@/lib/i18n/table-words";
import { type Column, columnsOf, kindsOf, type OwnColumn } from "./columns";

/** What values are read from: the graph, its facets, and the language they are told in. */
export type Speech = FilterSpeech;

/** One place of the table, as it is shown. Plain JSON: the first rows travel in the page. */
export interface Cell {
  /** Nothing where `missing` says why. */
  readonly text: string;
  /** A second, quieter line. */
  readonly more?: string;
  /** Not known; or the kind has no such thing. */
  readonly missing?: "unknown" | "apart";
}

type Value =
  | { readonly words: readonly string[] }
  | { readonly numbers: readonly number[] }
  | { readonly date: string };

const unknown = "unknown";
const apart = "apart";

/** What a column is called; where others that are offered beside it are called the same, with what tells it apart. */
export function columnLabel(column: Column, speech: Speech): string {
  const label = ownLabel(column, speech);
  const { graph, locale } = speech;
  const { source } = column;
  if (source.of === "entity") return label;
  const same = columnsByLabel(column.kind, speech).get(label) ?? [];
  const facts = same.filter((other) => other.source.of !== "relations");
  const isTie = source.of === "relations";
  if (isTie && facts.length > 0)
    return groupingWords[locale].ofKinds(label, [tableWords[locale].columnPanel.groups.relations]);
  const kinds = kindsOf(graph.ontology, column).map((kind) => graph.ontology.kinds[kind].plural[locale]);
  if ((isTie ? same : facts).length < 2 || kinds.length === 0) return label;
  return groupingWords[locale].ofKinds(label, kinds);
}

const labelled = new WeakMap<Ontology, Map<string, ReadonlyMap<string, readonly Column[]>>>();

/** The columns that are offered for rows of a kind, by what they are called. */
function columnsByLabel(kind: string | undefined, speech: Speech): ReadonlyMap<string, readonly Column[]> {
  const { ontology } = speech.graph;
  const known = labelled.get(ontology) ?? new Map<string, ReadonlyMap<string, readonly Column[]>>();
  labelled.set(ontology, known);
  const key = `${speech.locale} ${kind ?? ""}`;
  const found = known.get(key);
  if (found) return found;
  const columns = new Map<string, Column[]>();
  for (const column of columnsOf(ontology, kind)) {
    const label = ownLabel(column, speech);
    columns.set(label, [...(columns.get(label) ?? []), column]);
  }
  known.set(key, columns);
  return columns;
}

function ownLabel({ source }: Column, speech: Speech): string {
  switch (source.of) {
    case "entity":
      return tableWords[speech.locale].columns[source.what];
    case "facet":
      return facetLabel(source.facet, speech);
    case "relations":
      return capital(readingOf(speech.graph.ontology, source.type, source.direction, speech.locale));
  }
}

/** What numbers of the column are counted in, where its label does not say so already. */
export function columnUnit(column: Column, speech: Speech): string | undefined {
  const { source } = column;
  if (column.type !== "number" || source.of !== "facet") return undefined;
  const unit = speech.graph.ontology.units[source.facet.fact?.unit ?? ""];
  // Amounts of data bear their units themselves.
  if (!unit || unit.show === "bytes") return undefined;
  const [label, name] = [ownLabel(column, speech), unit.label[speech.locale]];
  return label.toLowerCase().includes(name.toLowerCase()) ? undefined : name;
}

/** What numbers of ours are out of. */
export const columnMeaning = ({ source }: Column, { locale }: Speech): string | undefined =>
  source.of === "entity" ? tableWords[locale].columnMeanings[source.what] : undefined;

/** Names that a cell tells before it only counts the others. */
const toldNames = 4;

export function cellOf(column: Column, entity: number, speech: Speech): Cell {
  const value = cellValue(column, entity, speech);
  if (typeof value === "string") return { text: "", missing: value };
  const more = moreOf(column, entity, speech);
  return { text: textOf(column, value, speech), ...(more && { more }) };
}

function textOf({ source }: Column, value: Value, speech: Speech): string {
  const { locale, graph } = speech;
  if ("date" in value) return formatDate(value.date, locale);
  const separator = listSeparators[locale];
  if ("words" in value) {
    if (source.of !== "relations" || value.words.length <= toldNames + 1) return value.words.join(separator);
    const told = value.words.slice(0, toldNames).join(separator);
    return tableWords[locale].andMore(told, value.words.length - toldNames);
  }
  if (source.of === "entity")
    return formatScore(source.what === "importance" ? "importance" : "degree", value.numbers[0], locale);
  const unit = source.of === "facet" ? source.facet.fact?.unit : undefined;
  return value.numbers
    .map((number) => formatShortAmount(number, unit, graph.ontology, locale))
    .join(separator);
}

/** Under a name, what the other language calls it; under a licence, what it means for commercial use. */
function moreOf({ source }: Column, entity: number, speech: Speech): string | undefined {
  const { graph, table, locale } = speech;
  if (source.of === "entity" && source.what === "name") {
    const other = graph.names[entity][otherOf(locale)];
    return other === graph.names[entity][locale] ? undefined : other;
  }
  if (source.of !== "facet" || source.facet.fact?.type !== "license") return undefined;
  const use = table.get("commercial_use");
  if (!use) return undefined;
  const { label, values } = graph.ontology.commercial_use;
  const [answer] = wordsIn(use, entity);
  return tableWords[locale].licenseUse(label[locale], values[(answer as "yes") ?? "unknown"][locale]);
}

/** As it stands in a file: numbers in full, dates as precise as they are, everything that a cell only counts. */
export function plainText(column: Column, entity: number, speech: Speech): string {
  const value = cellValue(column, entity, speech);
  if (typeof value === "string") return "";
  if ("date" in value) return value.date;
  if ("words" in value) return value.words.join("; ");
  const isScore = column.source.of === "entity" && column.source.what === "importance";
  return value.numbers.map((number) => (isScore ? Math.round(1000 * number) / 10 : number)).join("; ");
}

/**
 * By entity, a number that is the greater, the later it comes; NaN where nothing is known. Of several numbers the
 * smallest counts when they rise and the greatest when they fall, so that the extreme comes first either way.
 */
export function ranksOf(column: Column, speech: Speech, falling: boolean): Float64Array {
  const { graph } = speech;
  const ranks = new Float64Array(graph.size).fill(Number.NaN);
  if (column.type === "name" || column.type === "words") return wordRanks(column, speech, ranks);
  for (let entity = 0; entity < graph.size; entity++) {
    const value = cellValue(column, entity, speech);
    if (typeof value === "string" || "words" in value) continue;
    if ("date" in value) ranks[entity] = dateRank(value.date);
    else ranks[entity] = falling ? Math.max(...value.numbers) : Math.min(...value.numbers);
  }
  return ranks;
}

/** A year comes before its months, a month before its days. */
function dateRank(date: string): number {
  const [year, month = 0, day = 0] = date.split("-").map(Number);
  return year * 10_000 + month * 100 + day;
}

/** Places in the order of the language; equal texts have equal places. Sections go by their numbers. */
function wordRanks(column: Column, speech: Speech, ranks: Float64Array): Float64Array {
  const compare = compareNames(speech.locale);
  const texts = new Map<string, number[]>();
  for (let entity = 0; entity < speech.graph.size; entity++) {
    const value = cellValue(column, entity, speech);
    if (typeof value === "string" || !("words" in value)) continue;
    const text = value.words.join(listSeparators[speech.locale]);
    const same = texts.get(text);
    if (same) same.push(entity);
    else texts.set(text, [entity]);
  }
  const rising = [...texts].sort(([a], [b]) => compare(a, b) || (a < b ? -1 : 1));
  rising.forEach(([, entities], rank) => {
    for (const entity of entities) ranks[entity] = rank;
  });
  return ranks;
}

const otherOf = (locale: Locale): Locale => (locale === "zh" ? "en" : "zh");

function cellValue(
  { source }: Column,
  entity: number,
  speech: Speech,
): Value | typeof unknown | typeof apart {
  const { graph, table, locale } = speech;
  switch (source.of) {
    case "entity":
      return ownValue(source.what, entity, speech);
    case "facet": {
      const column = table.get(source.facet.key);
      if (!column?.applies[graph.kind[entity]]) return apart;
      const [first, end] = [column.start[entity], column.start[entity + 1]];
      if (first === end) return unknown;
      if (column.definition.type === "number") return { numbers: [...column.items.subarray(first, end)] };
      if (column.definition.type === "date")
        return { date: dateIn(column.items[first], column.items[first + 1]) };
      const words = wordsIn(column, entity);
      const told = column.definition.builtIn === "section" ? narrowest(words) : words;
      return { words: told.map((word) => valueLabel(column.definition, word, speech)) };
    }
    case "relations": {
      const type = graph.relationTypes.indexOf(source.type);
      const end = source.direction === "out" ? graph.relations.from : graph.relations.to;
      const others = [...relationsOf(graph, entity)].flatMap((relation) =>
        graph.relations.type[relation] === type && end[relation] === entity
          ? [otherEnd(graph, relation, entity)]
          : [],
      );
      // The most important first.
      const words = [...new Set(others)].sort((a, b) => a - b).map((other) => graph.names[other][locale]);
      return words.length > 0 ? { words } : hasEnd(source, entity, speech) ? unknown : apart;
    }
  }
}

function ownValue(what: OwnColumn, entity: number, speech: Speech): Value | typeof unknown {
  const { graph, table, locale } = speech;
  const words = (...texts: readonly string[]) => (texts.length > 0 ? { words: texts } : unknown);
  switch (what) {
    case "name":
      return words(graph.names[entity][locale]);
    case "other-name":
      return words(graph.names[entity][otherOf(locale)]);
    case "kind":
      return words(graph.ontology.kinds[graph.kinds[graph.kind[entity]]].label[locale]);
    case "region": {
      const region = graph.regions[graph.region[entity]];
      return region ? words(region.name[locale]) : unknown;
    }
    case "aliases":
      return words(...graph.aliases[entity]);
    case "id":
      return words(graph.ids[entity]);
    case "importance":
      return { numbers: [graph.importance[entity]] };
    case "relations":
      return { numbers: [degreeOf(graph, entity)] };
    case "date": {
      const { first, precision } = datesOf(graph, table);
      if (precision[entity] === datePrecision.none) return unknown;
      return { date: partsOf(first[entity]).slice(0, precision[entity]).join("-") };
    }
  }
}

/** Whether a kind can have such relations at all. */
function hasEnd(
  { type, direction }: { readonly type: string; readonly direction: "in" | "out" },
  entity: number,
  { graph }: Speech,
): boolean {
  const kind = graph.kinds[graph.kind[entity]];
  const ends = graph.ontology.relations[type]?.ends ?? [];
  return ends.some((pair) => pair[direction === "out" ? "from" : "to"].includes(kind));
}

const wordsIn = ({ start, items, names }: FacetColumn, entity: number): string[] =>
  [...items.subarray(start[entity], start[entity + 1])].map((item) => names[item]);

/** Sections without the chapters that they are parts of. */
const narrowest = (sections: readonly string[]): string[] =>
  sections.filter((section) => !sections.some((other) => other.startsWith(`${section}.`)));

/** A date as precise as its first and last day allow it to be. */
function dateIn(first: number, last: number): string {
  const isDay = first === last;
  const isMonth = Math.floor(first / 100) === Math.floor(last / 100);
  return partsOf(first)
    .slice(0, isDay ? 3 : isMonth ? 2 : 1)
    .join("-");
}

/** 20230514 as year, month and day. */
function partsOf(day: number): string[] {
  const digits = String(day).padStart(8, "0");
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
