/** What the entities and relations of a test graph say of themselves: names, summaries, facts and sources, by their numbers. */

import { seededRandom } from "@/lib/data/map-network";
import type { Attributes, ExchangeEdge, ExchangeNode, Value } from "@/lib/exchange/exchange";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import { type Structure, structureOf } from "./structure";
import { capitalised, characterName, syllableName } from "./texts";

export interface GeneratedOptions {
  readonly entities: number;
  /** For each entity. */
  readonly relations: number;
  readonly seed: number;
}

export interface Generated {
  readonly attributes: Attributes;
  readonly nodes: Iterable<ExchangeNode>;
  readonly edges: Iterable<ExchangeEdge>;
  /** Of relations; fewer than were asked for where the ontology does not let so many be. */
  readonly relations: number;
}

export const fewestEntities = 100;
export const mostEntities = 10_000_000;

/** A graph over an ontology, in the form that our own exports have. The same options always give the same. */
export function generate(ontology: Ontology, options: GeneratedOptions): Generated {
  const { entities, relations, seed } = options;
  const structure = structureOf(ontology, entities, relations, seed);
  const count = entities.toLocaleString("en");
  const name = { en: `Test graph of ${count} entities`, zh: `${count} 个实体的测试图` };
  return {
    attributes: {
      format: "large-model-atlas",
      graph: "test",
      title: name.en,
      ontology: JSON.parse(
        JSON.stringify({ ...ontology, graph: { ...ontology.graph, id: "test", name } }),
      ) as Value,
    },
    nodes: nodesOf(ontology, structure, seed),
    edges: edgesOf(ontology, structure, seed),
    relations: structure.from.length,
  };
}

const idOf = (kinds: readonly string[], { kind }: Structure, i: number): string =>
  `${kinds[kind[i]]}/${syllableName(i)}`;

function* nodesOf(ontology: Ontology, structure: Structure, seed: number): Generator<ExchangeNode> {
  const kinds = Object.keys(ontology.kinds);
  const random = seededRandom(seed + 1);
  for (let i = 0; i < structure.size; i++) {
    const kind = kinds[structure.kind[i]];
    const { label, facts } = ontology.kinds[kind];
    const [syllable, characters] = [capitalised(syllableName(i)), characterName(i)];
    // Some are called by what they are.
    const isPlain = random() < 0.7;
    const name = {
      en: isPlain ? syllable : `${syllable} ${label.en}`,
      zh: isPlain ? characters : characters + label.zh,
    };
    const sources = random() < 0.5 ? [{ url: `https://example.org/${syllableName(i)}` }] : [];
    const attributes: Record<string, Value> = {
      kind,
      "name.en": name.en,
      "name.zh": name.zh,
      ...(random() < 0.25 && { aliases: [`${syllable.slice(0, 4).toUpperCase()}-${i}`] }),
      "summary.en": `${name.en} is entry ${i + 1} of a generated graph, of the kind "${label.en}".`,
      "summary.zh": `${name.zh}是生成图中的第 ${i + 1} 个条目，类别为“${label.zh}”。`,
    };
    for (const [fact, definition] of Object.entries(facts)) {
      if (random() < 0.35) continue;
      attributes[`fact.${fact}`] = factValue(definition, ontology, i, random);
      if (sources.length > 0 && random() < 0.7) attributes[`fact.${fact}.sources`] = [1];
    }
    if (sources.length > 0) attributes.sources = sources;
    yield { id: idOf(kinds, structure, i), label: name.en, attributes };
  }
}

function* edgesOf(ontology: Ontology, structure: Structure, seed: number): Generator<ExchangeEdge> {
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const random = seededRandom(seed + 2);
  const { from, to, type } = structure;
  for (let r = 0; r < from.length; r++) {
    const isSourced = random() < 0.3;
    yield {
      from: idOf(kinds, structure, from[r]),
      to: idOf(kinds, structure, to[r]),
      type: types[type[r]],
      attributes: isSourced ? { sources: [{ url: `https://example.org/${syllableName(from[r])}` }] } : {},
    };
  }
}

const countries = "CN US GB FR DE JP KR IN CA SG AE IL CH SE NL FI IT ES BR AU".split(" ");
const languages = "en zh fr de ja ko es ru ar pt hi it".split(" ");

function factValue(definition: FactDefinition, ontology: Ontology, i: number, random: () => number): Value {
  const one = () => itemOf(definition, ontology, i, random);
  if (!definition.list) return one();
  const items = Array.from({ length: 1 + Math.floor(random() * 3) }, one);
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** One of these, the first ones far more often. */
function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(items.length * random() ** 2)];
}

function itemOf(definition: FactDefinition, ontology: Ontology, i: number, random: () => number): Value {
  switch (definition.type) {
    case "text":
      // Words that many share, so that there is something to filter by.
      return capitalised(syllableName(Math.floor(500 * random() ** 3)));
    case "url":
      return `https://example.org/${syllableName(i)}`;
    case "date":
      return dateOf(random);
    case "number":
      return amountOf(random);
    case "quantity":
      return { [pick(Object.keys(definition.measures ?? { items: 0 }), random)]: amountOf(random) };
    case "enum":
      return pick(Object.keys(ontology.enumerations[definition.values ?? ""] ?? { other: 0 }), random);
    case "country":
      return pick(countries, random);
    case "language":
      return pick(languages, random);
    case "license":
      return { id: pick(Object.keys(ontology.licenses), random) };
  }
}

/** Over many decades, with two digits that count. */
const amountOf = (random: () => number): number =>
  Math.round(10 + 90 * random()) * 10 ** Math.floor(11 * random());

function dateOf(random: () => number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(2026 - Math.floor(30 * random() ** 2));
  const precision = random();
  if (precision < 0.2) return year;
  const month = `${year}-${two(1 + Math.floor(12 * random()))}`;
  return precision < 0.5 ? month : `${month}-${two(1 + Math.floor(28 * random()))}`;
}
