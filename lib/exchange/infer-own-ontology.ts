/** The ontology that our entities follow, read off them where a file does not carry it: facts stay exactly as they are. */
import type { FactDefinition, KindDefinition, Ontology } from "@/lib/graph/ontology";
import type { Entity, FactValue, LicenseUse, Text } from "@/lib/graph/schema";
import type { ExchangeGraph, Value } from "./exchange";
import { type Column, inferColumn } from "./infer-columns";
import { relationTypesOf } from "./infer-edges";
import { readable } from "./names-and-ids";
import { lookOf, ontologyBasis } from "./palette";

const name = /^[a-z][a-z0-9_]*$/;

/** @returns `undefined` where names are none that an ontology can have */
export function ontologyOf({ edges }: ExchangeGraph, entities: readonly Entity[]): Ontology | undefined {
  const kindOf = new Map(entities.map(({ id, kind }) => [id as string, kind]));
  const types = edges.map(({ type }) => type ?? "");
  const byCount = countedFirst(entities.map(({ kind }) => kind));
  if (![...byCount, ...types].every((word) => name.test(word))) return undefined;
  const inferred: Pick<Ontology, "enumerations" | "units" | "licenses"> = {
    enumerations: {},
    units: {},
    licenses: {},
  };
  const facts = factsOf(entities, inferred);
  const kinds = byCount.map((kind, i): [string, KindDefinition] => {
    const label = both(readable(kind));
    return [kind, { label, plural: label, ...lookOf(i), names_regions: 0.6, facts: facts.get(kind) ?? {} }];
  });
  const label: Text = { en: "Not stated", zh: "未说明" };
  return {
    graph: { id: "graph", name: label, license: { label } },
    kinds: Object.fromEntries(kinds),
    relations: relationTypesOf(
      edges,
      types,
      countedFirst(types),
      (type) => type,
      (node) => kindOf.get(node) ?? "",
    ),
    derived_facets: {},
    ...inferred,
    ...ontologyBasis,
  };
}

function countedFirst(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([word]) => word);
}

const both = (text: string): Text => ({ en: text, zh: text });

/** By kind, its facts in the order in which they are first met; one name means the same in all kinds. */
function factsOf(
  entities: readonly Entity[],
  inferred: {
    enumerations: Ontology["enumerations"];
    units: Ontology["units"];
    licenses: Ontology["licenses"];
  },
): Map<string, Record<string, FactDefinition>> {
  const values = new Map<string, FactValue[]>();
  for (const { facts } of entities) {
    for (const [fact, { value }] of Object.entries(facts)) {
      const before = values.get(fact);
      if (before) before.push(value);
      else values.set(fact, [value]);
    }
  }
  const definitions = new Map<string, FactDefinition>();
  for (const [fact, of] of values)
    definitions.set(fact, definitionOf(fact, of, inferColumn(fact, of as readonly Value[], true), inferred));
  const kinds = new Map<string, Record<string, FactDefinition>>();
  for (const { kind, facts } of entities) {
    const own = kinds.get(kind) ?? {};
    kinds.set(kind, own);
    for (const fact of Object.keys(facts)) {
      const definition = definitions.get(fact);
      if (definition) own[fact] ??= definition;
    }
  }
  return kinds;
}

function definitionOf(
  fact: string,
  values: readonly FactValue[],
  { definition, values: choices }: Column,
  inferred: {
    enumerations: Ontology["enumerations"];
    units: Ontology["units"];
    licenses: Ontology["licenses"];
  },
): FactDefinition {
  const label = both(readable(fact));
  if (choices) inferred.enumerations[fact] = { ...choices };
  if (definition.type === "license") {
    for (const { id } of values.flat() as LicenseUse[])
      inferred.licenses[id] ??= { label: both(id), commercial_use: "unknown" };
  }
  if (definition.type !== "quantity") return { label, ...definition, ...(choices && { values: fact }) };
  const measures = new Set(values.flatMap((value) => Object.keys(value)));
  for (const measure of measures)
    inferred.units[measure] ??= { label: both(readable(measure)), show: "plain" };
  return {
    label,
    ...definition,
    measures: Object.fromEntries(
      [...measures].map((measure) => [measure, { label: both(readable(measure)), unit: measure }]),
    ),
  };
}
