/** A filter in the reader's language: labels of facets and their values, one text for each condition, and the sentence. */
import type { FacetDefinition, FacetTable } from "@/lib/graph/facet-table";
import type { Condition, Filtered, Filtering } from "@/lib/graph/filter";
import { type Filter, unknownValue } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { Link } from "@/lib/graph/links";
import { calledIn, sizeOfWhole } from "@/lib/graph/map-part";
import type { Near } from "@/lib/graph/near";
import { clauseOf, readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";
import type { Hop } from "@/lib/graph/scope";
import { filterWords } from "./filter-words";
import { formatAmounts, formatCount, formatDate, formatValue } from "./format";
import { listSeparators } from "./locale";

/** What texts about a filter are made of. */
export interface FilterSpeech {
  readonly graph: Graph;
  readonly table: FacetTable;
  readonly locale: Locale;
  /** Titles of the white paper's sections by number. */
  readonly sections: Readonly<Record<string, string>>;
}

export function facetLabel({ builtIn, label }: FacetDefinition, { locale, graph }: FilterSpeech): string {
  if (builtIn === "commercial_use") return graph.ontology.commercial_use.label[locale];
  return builtIn ? filterWords[locale].facet[builtIn] : (label?.[locale] ?? "");
}

export function valueLabel(definition: FacetDefinition, value: string, speech: FilterSpeech): string {
  const { graph, locale, sections } = speech;
  const w = filterWords[locale];
  if (value === unknownValue) return w.unknown;
  switch (definition.builtIn) {
    case "named":
      return w.named[value] ?? value;
    case "sourcing":
      return w.sourcing[value] ?? value;
    case "section":
      return `${value} ${sections[value] ?? ""}`.trim();
    case "commercial_use":
      return graph.ontology.commercial_use.values[value as "yes"]?.[locale] ?? value;
  }
  if (!definition.fact) return calledIn(graph, value)?.[locale] ?? value;
  const item = definition.fact.type === "license" ? [{ id: value }] : value;
  return formatValue(definition.fact, item, graph.ontology, locale);
}

/** An end of a range, or of a histogram's bin. */
export function boundLabel(
  { type, fact }: FacetDefinition,
  bound: string,
  { graph, locale }: FilterSpeech,
): string {
  if (type === "date") return formatDate(bound, locale);
  return formatAmounts([Number(bound)], fact?.unit, graph.ontology, locale);
}

const join = (parts: readonly string[], last: string, locale: Locale): string =>
  parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(listSeparators[locale])}${last}${parts[parts.length - 1]}`;

/** The kinds that a view leaves, or those that it takes out, whichever are fewer. */
function kindsText(hidden: readonly string[], { graph, locale }: FilterSpeech): string {
  const w = filterWords[locale];
  const names = (kinds: readonly string[]) =>
    join(
      kinds.map((kind) => graph.ontology.kinds[kind]?.plural[locale] ?? kind),
      w.and,
      locale,
    );
  const left = graph.kinds.filter((kind) => !hidden.includes(kind));
  return left.length > 0 && left.length < hidden.length ? w.only(names(left)) : w.without(names(hidden));
}

function scopesText({ scopes, combine }: Filter, { graph, locale }: FilterSpeech): string {
  const w = filterWords[locale];
  const names = scopes.map((id) => graph.names[graph.indexOf(id)]?.[locale] ?? id);
  if (names.length < 2) return names.join("");
  return combine === "all" ? w.bothOf(join(names, w.and, locale)) : join(names, w.or, locale);
}

function valuesText(
  { any, not }: Filter["values"][number],
  definition: FacetDefinition,
  speech: FilterSpeech,
): string {
  const w = filterWords[speech.locale];
  const labels = (values: readonly string[]) =>
    join(
      values.map((value) => valueLabel(definition, value, speech)),
      w.or,
      speech.locale,
    );
  const parts = [...(any.length > 0 ? [labels(any)] : []), ...(not.length > 0 ? [w.not(labels(not))] : [])];
  return parts.join(listSeparators[speech.locale]);
}

function rangeText(
  { from, to, unknown }: Filter["ranges"][number],
  definition: FacetDefinition,
  speech: FilterSpeech,
): string {
  const w = filterWords[speech.locale];
  const [first, last] = [from, to].map((bound) => bound && boundLabel(definition, bound, speech));
  const isDate = definition.type === "date";
  const text =
    first && last
      ? w.between(first, last)
      : first
        ? (isDate ? w.since : w.atLeast)(first)
        : (isDate ? w.until : w.atMost)(last ?? "");
  return unknown ? w.orUnknown(text) : text;
}

function nearText({ id, depth, direction, types }: Near, { graph, locale }: FilterSpeech): string {
  const w = filterWords[locale];
  const text = w.nearOf(graph.names[graph.indexOf(id)]?.[locale] ?? id, depth);
  const along = [
    ...(direction === "any" ? [] : [direction === "out" ? w.nearOut : w.nearIn]),
    ...types.map((type) => readingOf(graph.ontology, type, "out", locale)),
  ];
  return along.length > 0 ? w.nearAlong(text, along.join(listSeparators[locale])) : text;
}

/** Entities that a link names before it only counts the others. */
const linkedNames = 3;

/** The relation's reading with the names of what it leads to: "trained on The Pile". */
function linkText({ type, direction, ids }: Link, { graph, locale }: FilterSpeech): string {
  const w = filterWords[locale];
  // A single one that is left would take as much room counted as named.
  const named = ids.length <= linkedNames + 1 ? ids : ids.slice(0, linkedNames);
  const names = named.map((id) => graph.names[graph.indexOf(id)]?.[locale] ?? id);
  const text =
    named.length < ids.length
      ? w.linkedToMore(names, formatCount(ids.length - named.length, locale))
      : join(names, w.or, locale);
  return w.linkedTo(readingOf(graph.ontology, type, direction, locale), text);
}

/** What one condition says: "Access: open source or open weights". */
export function conditionText(
  about: Condition["about"],
  { filter, hiddenKinds, answer }: Filtering,
  speech: FilterSpeech,
): string {
  const w = filterWords[speech.locale];
  switch (about.type) {
    case "answer":
      return answer?.title[speech.locale] ?? "";
    case "kinds":
      return kindsText(hiddenKinds, speech);
    case "scope":
      return scopesText(filter, speech);
    case "near":
      return filter.near ? nearText(filter.near, speech) : "";
    case "link": {
      const { type, direction } = about.link;
      const link = filter.links.find((one) => one.type === type && one.direction === direction);
      return link ? linkText(link, speech) : readingOf(speech.graph.ontology, type, direction, speech.locale);
    }
    case "list":
      return w.listOf(formatCount(filter.list?.length ?? 0, speech.locale));
    default: {
      const definition = speech.table.get(about.facet)?.definition;
      if (!definition) return about.facet;
      const values = filter.values.find(({ facet }) => facet === about.facet);
      const range = filter.ranges.find(({ facet }) => facet === about.facet);
      const text =
        about.type === "values"
          ? values && valuesText(values, definition, speech)
          : range && rangeText(range, definition, speech);
      return w.is(facetLabel(definition, speech), text ?? "");
    }
  }
}

/** The whole filter as one sentence, with what it leaves. */
export function filterSentence(filtering: Filtering, filtered: Filtered, speech: FilterSpeech): string {
  const { graph, locale } = speech;
  const w = filterWords[locale];
  const abouts = filtered.conditions.map(({ about }) => about);
  const subject = subjectText(abouts, filtering, speech);
  const scoped = abouts.some(({ type }) => type === "scope");
  const texts = abouts
    .filter(({ type }) => type !== "scope" && type !== "kinds")
    .map((about) => conditionText(about, filtering, speech));
  const count = (n: number) => formatCount(n, locale);
  const counts = [
    w.result(count(filtered.members), count(sizeOfWhole(graph))),
    ...(filtered.context > 0 ? [w.withContext(count(filtered.context))] : []),
  ];
  return w.sentence(
    scoped ? w.inScopes(scopesText(filtering.filter, speech), subject) : subject,
    w.conditions(texts),
    counts.join(listSeparators[locale]),
  );
}

/** Of which kinds members can be: those that are not taken out and have every facet that is asked about. */
function subjectText(
  abouts: readonly Condition["about"][],
  { hiddenKinds }: Filtering,
  speech: FilterSpeech,
): string {
  const { graph, table, locale } = speech;
  const w = filterWords[locale];
  const possible = graph.kinds.filter(
    (kind) =>
      !hiddenKinds.includes(kind) &&
      abouts.every((about) => !("facet" in about) || table.get(about.facet)?.definition.kinds.includes(kind)),
  );
  if (possible.length === graph.kinds.length || possible.length === 0) return w.everything;
  const plurals = possible.map((kind) => graph.ontology.kinds[kind].plural[locale]);
  const text = join(plurals, w.and, locale);
  return locale === "en" ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

/** A chain of hops as the rest of a sentence about where it starts: "governs Privacy leakage, which affects Healthcare". */
export function chainText(hops: readonly Hop[], { graph, locale }: FilterSpeech): string {
  const w = filterWords[locale];
  return w.whyChain(
    hops.map((hop) => w.whyHop(clause(graph, hop, hop.direction, locale), graph.names[hop.to][locale])),
  );
}

/** What ties an entity to another, read from that one: "PMC-LLaMA is based on it". */
export function tieText(hop: Hop, { graph, locale }: FilterSpeech): string {
  const back = hop.direction === "out" ? "in" : "out";
  return filterWords[locale].whyTie(graph.names[hop.to][locale], clause(graph, hop, back, locale));
}

const clause = (
  { ontology, relations, relationTypes }: Graph,
  hop: Hop,
  direction: "out" | "in",
  locale: Locale,
) => clauseOf(ontology, relationTypes[relations.type[hop.relation]], direction, locale);
