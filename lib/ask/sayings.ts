/** What phrases the names of entities, the ontology, the facets and the grammars give. */
import type { FacetColumn } from "@/lib/graph/facet-table";
import { type Graph, relationsOf } from "@/lib/graph/graph";
import type { Also, Ontology } from "@/lib/graph/ontology";
import { type Locale, locales } from "@/lib/graph/schema";
import { grammars } from "./grammars";
import type { Sense } from "./lexicon";
import { abroadWords, homeCountry } from "./places";
import { isNounOf, wordsOf } from "./value-words";
import type { WordName } from "./zh-words";

/** A name, and what is before or inside of its brackets: "Vision Transformer (ViT)". */
export function waysToWrite(name: string): string[] {
  const [, before, inside] = /^(.+?)\s*[(（]([^()（）]+)[)）]$/.exec(name) ?? [];
  return before && inside ? [name, before, inside] : [name];
}

/** What is left of names that begin with their makers': 百炼 of 阿里云百炼, "Bedrock" of "Amazon Bedrock". */
export function shortNames(graph: Graph): Map<string, number> {
  const makes = Object.values(graph.ontology.derived_facets).map(({ path }) => path);
  const found = new Map<string, Set<number>>();
  const namesOf = (entity: number) => [
    graph.names[entity].en,
    graph.names[entity].zh,
    ...graph.aliases[entity],
  ];
  for (let entity = 0; entity < graph.size; entity++) {
    const makers = [...relationsOf(graph, entity)].flatMap((relation) => {
      const { from, to, type } = graph.relations;
      return from[relation] === entity && makes.includes(graph.relationTypes[type[relation]])
        ? namesOf(to[relation])
        : [];
    });
    for (const name of makers.length > 0 ? namesOf(entity) : []) {
      const rests = makers.flatMap((maker) =>
        name.startsWith(maker) ? [name.slice(maker.length).replace(/^(?:智能)?云/, "")] : [],
      );
      for (const rest of rests)
        if (/^(?:\s?\p{Script=Han}{2,3}|\s[A-Z][A-Za-z]{4,})$/u.test(rest))
          found.set(rest.trim(), (found.get(rest.trim()) ?? new Set()).add(entity));
    }
  }
  return new Map(
    [...found].flatMap(([text, [one, ...others]]) => (others.length === 0 ? [[text, one]] : [])),
  );
}

/** Takes a phrase up, with the language that it belongs to. */
export type Say = (text: string, locale: Locale | undefined, sense: Sense) => unknown;

/** Takes up what the ontology calls things, to be offered, and what else they are called, only to be known. */
export function sayOntology(
  { kinds, relations, derived_facets: derived }: Ontology,
  say: Say,
  know: Say,
): void {
  for (const [kind, { label, plural, also }] of Object.entries(kinds)) {
    for (const locale of locales) {
      // Other nouns are offered as well: whoever begins to type "chip" goes on with it.
      for (const text of [plural[locale], label[locale], ...(also?.[locale] ?? [])])
        say(text, locale, { is: "kind", kind });
    }
  }
  const nounsIn = (locale: Locale) =>
    new Map(
      Object.entries(kinds).flatMap(([kind, { label, plural, also }]) =>
        [label[locale], plural[locale], ...(also?.[locale] ?? [])].map((noun) => [noun, kind] as const),
      ),
    );
  const nouns = nounsIn("zh");
  const englishNouns = nounsIn("en");
  const sayReading = (
    text: string,
    locale: Locale,
    sense: Extract<Sense, { is: "relation" }>,
    add: Say = say,
  ) => {
    const [, verb, noun] = /^(.+)的(.+)$/.exec(text) ?? [];
    // 发布的政策 is 发布, of a noun that names a kind by itself; 训练数据 is as much a kind of data as a relation.
    add(verb && noun && nouns.has(noun) ? verb : text, locale, sense);
    const [named] = [...nouns.keys()].filter((one) => text.endsWith(one) && text.length > one.length + 1);
    const kind = named === undefined || verb ? undefined : nouns.get(named);
    if (kind) add(text, locale, { is: "kind", kind });
    // So is "training data of", or "makers of".
    const [, head] = /^(.+) (?:of|for|behind)$/.exec(text) ?? [];
    const headKind =
      head && (englishNouns.get(head) ?? englishNouns.get(head.slice(head.lastIndexOf(" ") + 1)));
    if (headKind) add(text, locale, { is: "kind", kind: headKind });
    // "Models trained by" goes without its preposition.
    const [participle] = /^[a-z-]+ed(?= )/.exec(text) ?? [];
    if (participle && sense.voice === "out") know(participle, undefined, sense);
  };
  for (const [type, relation] of Object.entries(relations)) {
    const readings = (
      voice: "out" | "in",
      also: Also | undefined,
      texts: readonly (string | undefined)[][],
    ) => {
      locales.forEach((locale, i) => {
        const sense = { is: "relation", type, voice } as const;
        for (const text of texts.flatMap((one) => one[i] ?? [])) sayReading(text, locale, sense);
        for (const text of also?.[locale] ?? []) sayReading(text, locale, sense, know);
      });
    };
    const { label, clause, inverse, inverse_clause: back } = relation;
    const both = (text: { zh: string; en: string } | undefined) => locales.map((locale) => text?.[locale]);
    readings("out", relation.also, [both(label), both(clause)]);
    readings("in", relation.inverse_also, [both(inverse), both(back)]);
  }
  // What a facet reads off one relation is called so as well: the developer of something.
  for (const { label, path } of Object.values(derived)) {
    if (!Object.hasOwn(relations, path)) continue;
    for (const locale of locales) say(label[locale], locale, { is: "relation", type: path, voice: "out" });
  }
}

export function sayFacet(ontology: Ontology, { definition, names }: FacetColumn, say: Say, know: Say): void {
  const { key, label, fact } = definition;
  for (const locale of locales) {
    if (!label) continue;
    // Dates are asked for by the verb: "released", 发布.
    const verb = label[locale].replace(/时间$/, "");
    for (const text of new Set([label[locale], verb])) say(text, locale, { is: "facet", facet: key });
    for (const text of fact?.also?.[locale] ?? []) know(text, locale, { is: "facet", facet: key });
  }
  // What is counted may stand for the count: 参数 for 参数量.
  const unit = ontology.units[fact?.unit ?? ""];
  if (unit?.show === "compact")
    for (const locale of locales) say(unit.label[locale], undefined, { is: "facet", facet: key });
  for (const value of names) {
    for (const locale of locales) {
      for (const [i, [text, as]] of wordsOf(definition, value, ontology, locale).entries()) {
        (i === 0 ? say : know)(text, locale, { is: "value", facet: key, value, as });
        // "Diffusion models" are models as well.
        const kind = definition.kinds.find((one) => isNounOf(ontology, one, text, locale));
        if (kind && as === "name") know(text, locale, { is: "kind", kind });
      }
    }
    if (value === homeCountry && fact?.type === "country")
      for (const locale of locales)
        for (const text of abroadWords[locale])
          know(text, locale, { is: "value", facet: key, value, as: "name", isRefused: true });
  }
}

export function sayGrammar(locale: Locale, put: (text: string, sense: Sense) => void): void {
  const { words, license } = grammars[locale];
  for (const [word, texts] of Object.entries(words) as [WordName, readonly string[]][])
    for (const text of texts) put(text, { is: "word", word });
  for (const text of license) put(text, { is: "license" });
}
