/** How a question may go on: names and phrases that begin with what is typed last, or what can follow a noun. */
import type { FacetColumn } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";
import { searchGraph, searchIndexOf } from "@/lib/graph/search";
import { facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { grammars } from "./grammars";
import type { Lexicon, Sense } from "./lexicon";
import { type Item, segment } from "./segment";
import { type Token, tokensOf } from "./tokens";

export interface Suggestion {
  /** The whole text if it is chosen. */
  readonly text: string;
  readonly label: string;
  /** What the label names: a kind, a facet. */
  readonly kind?: string;
}

/** Words of the text, from the last one backwards, that an unfinished phrase may consist of. */
const longestFragment = 4;
/** Readings and values that are offered behind a noun. */
const following = { relations: 4, values: 4 };

/** At most so many; none for an empty text. The best is first, and no two have the same text. */
export function suggestAsk(lexicon: Lexicon, text: string, locale: Locale, limit: number): Suggestion[] {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return [];
  const items = segment(lexicon, text);
  const isOpen = tokens[tokens.length - 1].end === text.length;
  const found = [
    ...continuations(lexicon, items, text, locale),
    ...(isOpen ? completions(lexicon, items, text, tokens, locale) : []),
  ];
  const [texts, labels] = [new Set([text.trim()]), new Set<string>()];
  const isNew = (one: Suggestion) => {
    const key = `${one.label} ${one.kind}`;
    if (texts.has(one.text.trim()) || labels.has(key)) return false;
    labels.add(key);
    return texts.add(one.text.trim());
  };
  return found.filter(isNew).slice(0, limit);
}

/** What begins with the last words: the more of it is there already, and the more it matters, the better. */
function completions(
  lexicon: Lexicon,
  items: readonly Item[],
  text: string,
  tokens: readonly Token[],
  locale: Locale,
): Suggestion[] {
  const { graph } = lexicon.speech;
  const found: { score: number; suggestion: Suggestion }[] = [];
  for (let length = Math.min(longestFragment, tokens.length); length > 0; length--) {
    const own = tokens.slice(-length);
    const key = own.map((token) => token.key).join("");
    // In the middle of a phrase that is understood, another one does not begin.
    if (isInside(items, own[0].start) || (key.length < 2 && !/\p{Script=Han}/u.test(key))) continue;
    const before = text.slice(0, own[0].start);
    const isBehindNoun = items.some(
      ({ end, senses }) => senses.some(({ is }) => is === "kind") && before.trimEnd().length === end,
    );
    const offer = (sense: Sense, name: string, share: number) => {
      const kind = kindOf(lexicon, sense, locale);
      const likely = isBehindNoun && sense.is === "relation" ? 0.6 : 0;
      const worth = sense.is === "entity" ? graph.importance[sense.entity] * 0.4 : worthOf[sense.is] + likely;
      const written = sense.is === "entity" ? name : lowered(name, locale);
      const suggestion = { text: before + written, label: name, ...(kind && { kind }) };
      found.push({ score: length + share + worth, suggestion });
    };
    for (const { sense, text: phrase, key: other, locale: of } of lexicon.phrases) {
      const isName = of === locale && (sense.is !== "value" || sense.as === "name");
      if (isName && other.startsWith(key)) offer(sense, phrase, key.length / other.length);
    }
    for (const { sense, key: other } of lexicon.names) {
      if (sense.is === "entity" && other.startsWith(key))
        offer(sense, graph.names[sense.entity][locale], key.length / other.length);
    }
    // Pinyin, and words in the middle of names, of the last word alone: looking for more takes too long.
    if (length > 1) continue;
    for (const { entity, score, matched } of searchGraph(searchIndexOf(graph), key, {
      limit: searched,
      slips: false,
    })) {
      const isRead = /^[a-z]+$/.test(key) && /\p{Script=Han}/u.test(matched);
      if (score >= wordScore || (isRead && score >= readScore))
        offer({ is: "entity", entity }, graph.names[entity][locale], 0);
    }
  }
  return found.toSorted((a, b) => b.score - a.score).map(({ suggestion }) => suggestion);
}

/** How much more than its length a phrase matters. */
const worthOf = { kind: 0.6, relation: 0.3, value: 0.2, facet: -0.5, license: -1, word: -1 };
const searched = 8;
/** Of hits of search: from here on one of the words begins so, or its pinyin reads so. */
const wordScore = 66;
const readScore = 50;

/** Labels stand at the head of lists; in a sentence they are small. */
const lowered = (text: string, locale: Locale): string =>
  locale === "en" && /^[A-Z][a-z]+( [a-z]|$)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

const isInside = (items: readonly Item[], at: number): boolean =>
  items.some(({ start, end, senses }) => start < at && at < end && senses.some(({ is }) => is !== "word"));

/** What the noun that stands last may be followed by. */
function continuations(lexicon: Lexicon, items: readonly Item[], text: string, locale: Locale): Suggestion[] {
  const { graph, table } = lexicon.speech;
  const speech = { ...lexicon.speech, locale };
  const last = items.findLast(({ senses }) => senses.some(({ is }) => is === "kind"));
  const kind = last?.senses.find((sense) => sense.is === "kind")?.kind;
  if (!last || !kind || text.slice(last.end).trim() !== "") return [];
  const before = text.slice(0, last.start);
  const noun = text.slice(last.start, last.end);
  const { joining } = grammars[locale];
  const readings = commonRelations(graph, kind)
    .slice(0, following.relations)
    .map(({ type, direction }): Suggestion => {
      const reading = readingOf(graph.ontology, type, direction, locale);
      return { text: joining.relation(before, noun, reading), label: `${noun} ${reading}…` };
    });
  const values = [...table.values()]
    .filter(({ definition: { fact, kinds } }) => fact?.type === "enum" && kinds.includes(kind))
    .map((column): Suggestion => {
      const value = valueLabel(column.definition, commonest(column), speech);
      const label = facetLabel(column.definition, speech);
      return { text: joining.value(before, noun, value), label: joining.value("", noun, value), kind: label };
    })
    .slice(0, following.values);
  return [...values, ...readings];
}

/** Relation types by how many such relations entities of a kind have, the most first, seen from the kind. */
function commonRelations(graph: Graph, kind: string): { type: string; direction: "out" | "in" }[] {
  const { relations, kind: kinds, relationTypes } = graph;
  const own = graph.kinds.indexOf(kind);
  const counts = relationTypes.flatMap((type) => [
    { type, direction: "out" as const, count: 0 },
    { type, direction: "in" as const, count: 0 },
  ]);
  for (let relation = 0; relation < relations.size; relation++) {
    const at = relations.type[relation] * 2;
    if (kinds[relations.from[relation]] === own) counts[at].count++;
    if (kinds[relations.to[relation]] === own) counts[at + 1].count++;
  }
  return counts.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}

/** The value that the most entities have. */
function commonest({ names, items }: FacetColumn): string {
  const counts = new Uint32Array(names.length);
  for (const item of items) counts[item]++;
  return names[counts.indexOf(Math.max(...counts))];
}

function kindOf({ speech }: Lexicon, sense: Sense, locale: Locale): string | undefined {
  const { graph, table } = speech;
  if (sense.is === "entity") return graph.ontology.kinds[graph.kinds[graph.kind[sense.entity]]].label[locale];
  const definition = sense.is === "value" ? table.get(sense.facet)?.definition : undefined;
  return definition && facetLabel(definition, { ...speech, locale });
}
