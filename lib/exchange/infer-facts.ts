/** Facts of entities, of all attributes that are nothing else: what each holds, and whether readers may filter by it. */
import { builtInFacets } from "@/lib/graph/facet-table";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import type { Fact } from "@/lib/graph/schema";
import type { ExchangeNode, Value } from "./exchange";
import { type Column, inferColumn } from "./infer-columns";
import { Names, nameFor, oneLine, readable } from "./names-and-ids";

/** So many facets a reader can overlook; of more, those that say something of most. */
const mostFacets = 40;

export interface Facts {
  readonly of: (node: number) => Record<string, Fact>;
  readonly definitions: (kind: string) => Record<string, FactDefinition>;
  readonly enumerations: Ontology["enumerations"];
}

interface Known {
  readonly name: string;
  readonly definition: FactDefinition;
  readonly read: Column["read"];
  /** How many have it. */
  readonly count: number;
}

/**
 * @param kinds by number of the node
 * @param used attributes that say something else
 */
export function inferFacts(
  nodes: readonly ExchangeNode[],
  kinds: readonly string[],
  used: ReadonlySet<string>,
): Facts {
  const columns = new Map<string, { values: Value[]; kinds: Set<string> }>();
  nodes.forEach(({ attributes }, i) => {
    for (const [key, value] of Object.entries(attributes)) {
      if (used.has(key)) continue;
      const column = columns.get(key) ?? { values: [], kinds: new Set() };
      columns.set(key, column);
      column.values.push(value);
      column.kinds.add(kinds[i]);
    }
  });
  const names = new Names([...builtInFacets, "kind", "community", "constructor"]);
  const enumerations: Record<string, Ontology["enumerations"][string]> = {};
  const known = new Map<string, Known>();
  for (const [key, { values }] of columns) {
    const bare = key.replace(/^fact\./, "");
    const { definition, values: choices, read } = inferColumn(bare, values);
    const name = names.give(nameFor(bare, "_", "f"), "_");
    if (choices) enumerations[name] = { ...choices };
    const label = oneLine(readable(bare), 60) ?? name;
    known.set(key, {
      name,
      definition: { label: { en: label, zh: label }, ...definition, ...(choices && { values: name }) },
      read,
      count: values.length,
    });
  }
  const offered = fullestFacets([...known.values()]);
  const definitionOf = ({ definition: { facet, ...rest }, name }: Known): FactDefinition =>
    facet && offered.has(name) ? { ...rest, facet } : rest;
  return {
    of: (node) => factsOf(nodes[node], known),
    definitions: (kind) =>
      Object.fromEntries(
        [...known].flatMap(([key, fact]) =>
          columns.get(key)?.kinds.has(kind) ? [[fact.name, definitionOf(fact)] as const] : [],
        ),
      ),
    enumerations,
  };
}

function fullestFacets(known: readonly Known[]): Set<string> {
  const facets = known.filter(({ definition }) => definition.facet);
  return new Set(
    facets
      .toSorted((a, b) => b.count - a.count)
      .slice(0, mostFacets)
      .map(({ name }) => name),
  );
}

function factsOf({ attributes }: ExchangeNode, known: ReadonlyMap<string, Known>): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const [key, { name, read }] of known) {
    const given = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    const value = given === undefined ? undefined : read(given);
    if (value !== undefined) facts[name] = { value, sources: [] };
  }
  return facts;
}
