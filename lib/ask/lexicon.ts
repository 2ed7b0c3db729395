/**
 * The phrases that a question may be made of, and what each may mean: names of entities, kinds, readings of relations,
 * labels and values of facets, words of grammar, in both languages at once, since people mix them.
 *
 * All of it is read off the graph, its ontology and its facets; built once for each of them.
 */
import { editDistance } from "@/lib/graph/edit-distance";
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { type Locale, locales } from "@/lib/graph/schema";
import type { FilterSpeech } from "@/lib/i18n/filter-text";
import { type QuantityReader, quantityReader } from "./quantities";
import { sayFacet, sayGrammar, sayOntology, shortNames, waysToWrite } from "./sayings";
import { stemOf, type Token, tokensOf } from "./tokens";
import type { WordName } from "./zh-words";

/** What a phrase may mean. */
export type Sense =
  | { readonly is: "entity"; readonly entity: number }
  | { readonly is: "kind"; readonly kind: string }
  /** Read from the relation's start ("out") or its end ("in"). */
  | { readonly is: "relation"; readonly type: string; readonly voice: "out" | "in" }
  | {
      readonly is: "value";
      readonly facet: string;
      readonly value: string;
      /** Whether it is called so, has such a code, or is meant in short where its facet is named beside it. */
      readonly as: "name" | "code" | "short";
      /** Whether the phrase means all but it. */
      readonly isRefused?: true;
    }
  | { readonly is: "facet"; readonly facet: string }
  | { readonly is: "license" }
  | { readonly is: "word"; readonly word: WordName };

/** A phrase as it may be completed: as it is written in the language that it belongs to. */
export interface Phrase {
  readonly text: string;
  /** Its tokens' keys, joined. */
  readonly key: string;
  readonly locale: Locale | undefined;
  readonly sense: Sense;
}

export interface Lexicon {
  readonly speech: FilterSpeech;
  /** Phrases that may be offered, which other words for the same and those of grammar are not; names by importance. */
  readonly phrases: readonly Phrase[];
  readonly names: readonly Phrase[];
  readonly quantityAt: QuantityReader;
  /** All that begins at a token: how many tokens each takes, and what it may mean. */
  matchesAt(tokens: readonly Token[], at: number): Match[];
  /** What a token that is in no phrase may have been meant for: one slip in five letters or more, two in eight or more. */
  slipsOf(key: string): readonly Sense[];
}

export interface Match {
  readonly length: number;
  readonly senses: readonly Sense[];
  /** Word for word, and not only by the stems of English words. */
  readonly isExact: boolean;
}

interface Core {
  readonly phrases: readonly Phrase[];
  readonly names: readonly Phrase[];
  readonly root: Node;
  readonly slips: ReadonlyMap<string, readonly Slippery[]>;
  /** Words that stand in phrases; whoever types one of them makes no slip. */
  readonly words: ReadonlySet<string>;
  readonly quantityAt: QuantityReader;
}

export type ValueSense = Extract<Sense, { is: "value" }>;

/** Phrases by the stems of their words; each entry by its words as they are. */
interface Node {
  readonly next: Map<string, Node>;
  entries?: { readonly key: string; readonly sense: Sense }[];
}

/** A name of one word. */
interface Slippery {
  readonly key: string;
  readonly senses: readonly Sense[];
}

const shortestSlip = 5;
const known = new WeakMap<FacetTable, Core>();
const spoken = new WeakMap<FacetTable, Map<string, Lexicon>>();

/** The lexicon of a graph for a reader's language, which its labels are in; built once. */
export function lexiconOf(speech: Omit<FilterSpeech, "locale">, locale: Locale): Lexicon {
  const { graph, table, sections } = speech;
  const ofTable = spoken.get(table) ?? new Map<string, Lexicon>();
  spoken.set(table, ofTable);
  const lexicon = ofTable.get(locale);
  if (lexicon?.speech.sections === sections && lexicon.speech.graph === graph) return lexicon;
  for (const _ of warmUpLexicon(speech));
  const core = known.get(table) as Core;
  const slips = new Map<string, readonly Sense[]>();
  const made: Lexicon = {
    speech: { graph, table, sections, locale },
    phrases: core.phrases,
    names: core.names,
    quantityAt: core.quantityAt,
    matchesAt: (tokens, at) => matchesAt(core, tokens, at),
    slipsOf: (key) => {
      const found = slips.get(key) ?? slipsOf(core, key);
      if (slips.size > 2000) slips.clear();
      slips.set(key, found);
      return found;
    },
  };
  ofTable.set(locale, made);
  return made;
}

/** Makes what lexiconOf takes longest for, in parts of a few milliseconds, for moments of leisure. */
export function* warmUpLexicon({ graph, table }: Omit<FilterSpeech, "locale">): Generator<undefined, void> {
  if (!known.has(table)) known.set(table, yield* coreOf(graph, table));
}

function matchesAt({ root }: Pick<Core, "root">, tokens: readonly Token[], at: number): Match[] {
  const matches: Match[] = [];
  let node: Node | undefined = root;
  let key = "";
  for (let i = at; i < tokens.length; i++) {
    node = node.next.get(tokens[i].stem);
    if (!node) break;
    key += tokens[i].key;
    const { entries } = node;
    if (!entries) continue;
    const exact = entries.filter((entry) => entry.key === key);
    // "Benchmarks" is more of a benchmark than of "benchmarked".
    const plural = entries.filter((entry) => key === `${entry.key}s` || entry.key === `${key}s`);
    const found = [exact, plural, entries].find((some) => some.length > 0) ?? [];
    // One form of a verb may be listed for one relation, and another form for another.
    const isVerb = found.some(({ sense }) => sense.is === "relation" || sense.is === "word");
    const senses = isVerb
      ? entries.filter((one) => found.includes(one) || isOtherRelation(one.sense, found))
      : found;
    // "Apps" may be a benchmark's name or what is sought, "transformers" a library or what models are.
    const others = exact.every(({ sense }) => sense.is === "entity")
      ? plural.filter(
          ({ sense }) => ["kind", "entity"].includes(sense.is) && !senses.some((one) => one.sense === sense),
        )
      : [];
    matches.push({
      length: i + 1 - at,
      senses: [...senses, ...others].map(({ sense }) => sense),
      isExact: exact.length > 0,
    });
  }
  return matches;
}

const isOtherRelation = (sense: Sense, found: readonly { readonly sense: Sense }[]): boolean =>
  sense.is === "relation" &&
  !found.some((one) => one.sense.is === "relation" && one.sense.type === sense.type);

function slipsOf({ slips, words }: Core, key: string): Sense[] {
  if (key.length < shortestSlip || !/^[a-z]+$/.test(key) || words.has(key)) return [];
  const most = key.length >= 8 ? 2 : 1;
  let [least, best] = [most + 1, [] as Sense[]];
  for (let length = key.length - most; length <= key.length + most; length++) {
    for (const { key: other, senses } of slips.get(`${key[0]}${length}`) ?? []) {
      const distance = editDistance(key, other, most);
      if (distance < least) [least, best] = [distance, [...senses]];
      else if (distance === least && least <= most) best.push(...senses);
    }
  }
  return best;
}

/** Entities that are taken up in one part. */
const atOnce = 150;

function* coreOf(graph: Graph, table: FacetTable): Generator<undefined, Core> {
  const root: Node = { next: new Map() };
  const [phrases, names]: Phrase[][] = [[], []];
  const slippery = new Map<string, Sense[]>();
  const words = new Set<string>();
  const put = (text: string, sense: Sense, tokens = tokensOf(text)) => {
    if (tokens.length === 0) return;
    insert(root, tokens, sense);
    for (const { key } of tokens) words.add(key);
    const [{ key }] = tokens;
    if (tokens.length > 1 || key.length < shortestSlip - 1 || sense.is === "word") return;
    slippery.set(key, [...(slippery.get(key) ?? []), sense]);
  };
  const say = (text: string, locale: Locale | undefined, sense: Sense, among = phrases) => {
    const tokens = tokensOf(text);
    put(text, sense, tokens);
    among.push({ text, key: tokens.map(({ key }) => key).join(""), locale, sense });
    return tokens;
  };
  const heads = new Map<string, number>();
  /** Entities in whose names a word stands. */
  const named = new Map<string, Set<number>>();
  for (let entity = 0; entity < graph.size; entity++) {
    const { en, zh } = graph.names[entity];
    // What only tells two of one name apart is no name: "Triton (language)".
    const isApart = /[(（][a-z ]+[)）]$/.test(en);
    const written = (name: string) => waysToWrite(name).slice(0, isApart ? 2 : 3);
    for (const name of new Set([en, zh, ...graph.aliases[entity]].flatMap(written)))
      for (const { key } of say(name, undefined, { is: "entity", entity }, names))
        named.set(key, (named.get(key) ?? new Set()).add(entity));
    const [head, ...rest] = tokensOf(en);
    if (head && rest.length > 0) heads.set(head.key, entity);
    if (entity % atOnce === 0) yield;
  }
  const know = (text: string, _: Locale | undefined, sense: Sense) => put(text, sense);
  sayOntology(graph.ontology, say, know);
  for (const column of table.values()) {
    sayFacet(graph.ontology, column, say, know);
    yield;
  }
  for (const locale of locales) sayGrammar(locale, put);
  // "Tsinghua" alone, where it stands in no other name and nothing is called so; of makers and the like, whose names begin
  // with one of their own.
  const makers = new Set(
    [...table.values()].flatMap(({ definition, names }) => (definition.fact ? [] : names)),
  );
  for (const [key, entity] of heads) {
    if (!makers.has(graph.ids[entity])) continue;
    if (named.get(key)?.size === 1 && key.length >= shortestSlip && !root.next.get(stemOf(key))?.entries)
      put(key, { is: "entity", entity });
  }
  const isKnown = (tokens: readonly Token[]) =>
    matchesAt({ root }, tokens, 0).some(({ length }) => length === tokens.length);
  for (const [text, entity] of shortNames(graph))
    if (!isKnown(tokensOf(text))) put(text, { is: "entity", entity });
  const slips = new Map<string, Slippery[]>();
  for (const [key, senses] of slippery) {
    const bucket = `${key[0]}${key.length}`;
    slips.set(bucket, [...(slips.get(bucket) ?? []), { key, senses }]);
  }
  return {
    phrases,
    names,
    root,
    slips,
    words,
    quantityAt: quantityReader(graph.ontology),
  };
}

function insert(root: Node, tokens: readonly Token[], sense: Sense): void {
  let node = root;
  let key = "";
  for (const token of tokens) {
    let next = node.next.get(token.stem);
    if (!next) {
      next = { next: new Map() };
      node.next.set(token.stem, next);
    }
    node = next;
    key += token.key;
  }
  node.entries ??= [];
  const { entries } = node;
  if (!entries.some((other) => other.key === key && isSame(other.sense, sense))) entries.push({ key, sense });
}

const isSame = (a: Sense, b: Sense): boolean =>
  a.is === b.is &&
  (a.is === "entity" ? b.is === "entity" && a.entity === b.entity : JSON.stringify(a) === JSON.stringify(b));
