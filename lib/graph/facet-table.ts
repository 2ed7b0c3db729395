/**
 * Facets: what a graph can be filtered by, and the value that each entity has, as columns.
 *
 * Which facets there are follows from the ontology: the facts that it calls facets, those that are read off
 * other entities, and four that every graph has. Columns are compiled once (`compactFacets`), travel apart from
 * the graph, since a reader who filters nothing does without them, and are decoded here.
 */
import { daysOf, type FacetType } from "./filter-value";
import type { Graph } from "./graph";
import type { FactDefinition, Ontology } from "./ontology";
import { commercialUse } from "./ontology-readings";
import type { Entity, LicenseUse, Text } from "./schema";

/** Facets that no ontology has to declare. */
export const builtInFacets = ["commercial_use", "section", "named", "sourcing"] as const;
export type BuiltInFacet = (typeof builtInFacets)[number];

export interface FacetDefinition {
  /** Name of a fact or derived facet; `kind.fact` where kinds mean different things by one name. */
  readonly key: string;
  readonly type: FacetType;
  /** Kinds that have it. */
  readonly kinds: readonly string[];
  /** Absent for what is built in: the interface has words for that. */
  readonly label?: Text;
  /** What its values are: the fact itself, or the one at the end of a derived facet's path. */
  readonly fact?: FactDefinition;
  readonly builtIn?: BuiltInFacet;
}

/** One facet's values as JSON. */
interface CompactColumn {
  /** Entities that have a value, each as the distance from the one before. */
  readonly entities: readonly number[];
  /** One value or several of each; of categories, indices into `names`. */
  readonly values: readonly (number | string | readonly number[])[];
  readonly names?: readonly string[];
}

/** All facets as JSON, for the entities of one version of a graph, in its order. */
export interface CompactFacets {
  readonly format: 1;
  readonly columns: Readonly<Record<string, CompactColumn>>;
}

/** The values of one facet. Those of entity i: `items[start[i]]` to `items[start[i + 1] - 1]`. */
export interface FacetColumn {
  readonly definition: FacetDefinition;
  /** By kind, whether it has this facet. */
  readonly applies: readonly boolean[];
  readonly start: Uint32Array | Uint16Array;
  /**
   * Of categories, indices into `names`; of numbers, the numbers, rising; of dates, the first and the last
   * day that are meant, as whole numbers YYYYMMDD.
   */
  readonly items: Float64Array | Uint32Array | Uint16Array;
  readonly names: readonly string[];
}

export type FacetTable = ReadonlyMap<string, FacetColumn>;

/** The facets of an ontology: derived first, then facts in the order of kinds, then those that are built in. */
export function facetsOf(ontology: Ontology): FacetDefinition[] {
  const kinds = Object.keys(ontology.kinds);
  const licensed = kinds.filter((kind) => licenseFact(ontology, kind) !== undefined);
  return [
    ...derivedDefinitions(ontology),
    ...factDefinitions(ontology),
    ...builtInFacets
      .filter((facet) => facet !== "commercial_use" || licensed.length > 0)
      .map((facet): FacetDefinition => {
        const having = facet === "commercial_use" ? licensed : kinds;
        return { key: facet, type: "category", kinds: having, builtIn: facet };
      }),
  ];
}

/** A facet that says the same as the ontology's scope is left out. */
function derivedDefinitions({
  derived_facets: facets,
  kinds,
  relations,
  scope,
}: Ontology): FacetDefinition[] {
  return Object.entries(facets).flatMap(([key, { label, kinds: of, path }]): FacetDefinition[] => {
    const steps = path.split(".");
    const [last = ""] = steps.slice(-1);
    const ends = relations[last]?.ends.flatMap(({ to }) => to) ?? [];
    if (scope && ends.length > 0 && ends.every((kind) => kind === scope.kind)) return [];
    const fact =
      steps.length > 1 ? Object.values(kinds).find(({ facts }) => facts[last])?.facts[last] : undefined;
    return [{ key, type: "category", kinds: of, label, ...(fact && ends.length === 0 && { fact }) }];
  });
}

function factDefinitions(ontology: Ontology): FacetDefinition[] {
  const all = Object.entries(ontology.kinds).flatMap(([kind, { facts }]) =>
    Object.entries(facts).flatMap(([name, fact]) => (fact.facet ? [{ kind, name, fact }] : [])),
  );
  const meaning = ({ type, list, values, unit }: FactDefinition) =>
    JSON.stringify([type, list, values, unit]);
  const groups = new Map<string, typeof all>();
  for (const one of all) {
    const key = `${one.name} ${meaning(one.fact)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [{ kind, name, fact }] = group;
    const alone = all.every((other) => other.name !== name || meaning(other.fact) === meaning(fact));
    return {
      key: alone ? name : `${kind}.${name}`,
      type: fact.type === "number" ? "number" : fact.type === "date" ? "date" : "category",
      kinds: group.map((member) => member.kind),
      label: fact.label,
      fact,
    };
  });
}

const licenseFact = (ontology: Ontology, kind: string): string | undefined =>
  Object.entries(ontology.kinds[kind].facts).find(([, { type }]) => type === "license")?.[0];

/**
 * The columns of all facets.
 *
 * @param derived values of derived facets, in the order of the entities
 */
export function compactFacets(
  ontology: Ontology,
  entities: readonly Entity[],
  derived: readonly Readonly<Record<string, readonly string[]>>[],
): CompactFacets {
  const columns = facetsOf(ontology).map((definition) => {
    const having = entities.flatMap((entity, i): Having[] => {
      if (!definition.kinds.includes(entity.kind)) return [];
      const values = valuesOf(definition, ontology, entity, derived[i]);
      return values.length > 0 ? [{ entity: i, values }] : [];
    });
    return [definition.key, compactColumn(definition.type, having)] as const;
  });
  return { format: 1, columns: Object.fromEntries(columns) };
}

/**
 * The columns of all facets, of values that are known.
 *
 * @param valuesOf of an entity, its values of the facets that it has one of: names, numbers, or the first and the last day
 *   that are meant, as YYYYMMDD
 */
export function columnsOfValues(
  ontology: Ontology,
  size: number,
  valuesOf: (entity: number) => Readonly<Record<string, readonly Value[]>>,
): CompactFacets {
  const facets = facetsOf(ontology).map(({ key, type }) => ({ key, type, having: [] as Having[] }));
  const byKey = new Map(facets.map((facet) => [facet.key, facet]));
  for (let entity = 0; entity < size; entity++) {
    const own = valuesOf(entity);
    for (const key in own) {
      const facet = byKey.get(key);
      if (!facet || own[key].length === 0) continue;
      facet.having.push({ entity, values: facet.type === "date" ? [dateOfDays(own[key])] : own[key] });
    }
  }
  const columns = facets.map(({ key, type, having }) => [key, compactColumn(type, having)] as const);
  return { format: 1, columns: Object.fromEntries(columns) };
}

/** A date as precise as its first and last day say; see daysOf. */
function dateOfDays([first, last]: readonly Value[]): string {
  const [from, to] = [String(first), String(last)];
  const parts = [from.slice(0, 4), from.slice(4, 6), from.slice(6)];
  if (from === to) return parts.join("-");
  return from.slice(0, 6) === to.slice(0, 6) ? parts.slice(0, 2).join("-") : parts[0];
}

/**
 * What reads the values of an entity, by facet, those without one left out: names of categories, numbers rising, and of
 * dates the first and the last day, as `FacetColumn` has them.
 */
export function facetReader(
  ontology: Ontology,
): (entity: Entity, derived: Readonly<Record<string, readonly string[]>>) => Record<string, Value[]> {
  const definitions = facetsOf(ontology);
  const byKind = new Map(
    Object.keys(ontology.kinds).map((kind) => [
      kind,
      definitions.filter(({ kinds }) => kinds.includes(kind)),
    ]),
  );
  return (entity, derived) => {
    const found: Record<string, Value[]> = {};
    for (const definition of byKind.get(entity.kind) ?? []) {
      const values = valuesOf(definition, ontology, entity, derived);
      if (values.length === 0) continue;
      if (definition.type === "date") found[definition.key] = daysOf(String(values[0]));
      else if (definition.type === "number") found[definition.key] = values.map(Number).sort((a, b) => a - b);
      else found[definition.key] = values.map(String);
    }
    return found;
  };
}

type Value = string | number;
const none: readonly Value[] = [];

function valuesOf(
  { key, builtIn }: FacetDefinition,
  ontology: Ontology,
  entity: Entity,
  derived: Readonly<Record<string, readonly string[]>>,
): readonly Value[] {
  if (builtIn) return builtInValues(builtIn, ontology, entity);
  if (Object.hasOwn(ontology.derived_facets, key)) return derived[key] ?? [];
  const value = entity.facts[key.slice(key.indexOf(".") + 1)]?.value;
  if (value === undefined) return none;
  if (typeof value === "string" || typeof value === "number") return [value];
  const items = Array.isArray(value) ? value : [value];
  const plain = items.map((item) => (typeof item === "object" ? item.id : item));
  return [...new Set(plain.filter((item) => typeof item === "string" || typeof item === "number"))];
}

function builtInValues(facet: BuiltInFacet, ontology: Ontology, entity: Entity): readonly Value[] {
  switch (facet) {
    case "commercial_use": {
      const licenses = entity.facts[licenseFact(ontology, entity.kind) ?? ""]?.value;
      const use = licenses === undefined ? "unknown" : commercialUse(ontology, licenses as LicenseUse[]);
      return use === "unknown" ? [] : [use];
    }
    case "section":
      // A section is part of its chapter.
      return entity.sections.length === 0 ? none : [...new Set(entity.sections.flatMap(withChapters))].sort();
    case "named":
      return [entity.namedInWhitePaper ? "yes" : "no"];
    case "sourcing": {
      let [sourced, all] = [0, 0];
      for (const statements of [Object.values(entity.facts), entity.relations]) {
        all += statements.length;
        for (const { sources } of statements) if (sources.length > 0) sourced++;
      }
      return [sourced === 0 ? "none" : sourced < all ? "part" : "full"];
    }
  }
}

/** "4.2.1" as "4", "4.2" and "4.2.1". */
function withChapters(section: string): string[] {
  const parts = section.split(".");
  return parts.map((_, i) => parts.slice(0, i + 1).join("."));
}

/** An entity's values of a facet that it has one of. */
interface Having {
  readonly entity: number;
  readonly values: readonly Value[];
}

/** @param having by entity, rising */
function compactColumn(type: FacetType, having: readonly Having[]): CompactColumn {
  const entities = having.map(({ entity }, i) => entity - (having[i - 1]?.entity ?? 0));
  const several = <T>(items: readonly T[]): T | readonly T[] => (items.length === 1 ? items[0] : items);
  if (type === "date") return { entities, values: having.map(({ values }) => String(values[0])) };
  if (type === "number") {
    const rising = (values: readonly Value[]) => values.map(Number).sort((a, b) => a - b);
    return { entities, values: having.map(({ values }) => several(rising(values))) };
  }
  const occurring = new Set<string>();
  for (const { values } of having) for (const value of values) occurring.add(String(value));
  const names = [...occurring].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const indexOf = (value: Value) => index.get(String(value)) ?? 0;
  return { entities, values: having.map(({ values }) => several(values.map(indexOf))), names };
}

/** The columns of some entities of a graph, in this order, as those of all of it hold their values. */
export function facetsWithin(table: FacetTable, entities: readonly number[]): CompactFacets {
  const columns = [...table].map(([key, column]) => [key, columnWithin(column, entities)] as const);
  return { format: 1, columns: Object.fromEntries(columns) };
}

/** In plain loops, since every tile of a large map has some ten thousand values. */
function columnWithin(
  { definition, start, items, names }: FacetColumn,
  all: readonly number[],
): CompactColumn {
  const { type } = definition;
  const entities: number[] = [];
  const having: number[] = [];
  for (let i = 0, last = 0; i < all.length; i++) {
    if (start[all[i]] === start[all[i] + 1]) continue;
    entities.push(i - last);
    last = i;
    having.push(all[i]);
  }
  if (type === "date")
    return {
      entities,
      values: having.map((entity) => dateOfDays([items[start[entity]], items[start[entity] + 1]])),
    };
  const place = new Map<number, number>();
  if (type === "category")
    for (const entity of having)
      for (let at = start[entity]; at < start[entity + 1]; at++) place.set(items[at], 0);
  // Names are in order, so those that occur are as well.
  const occurring = [...place.keys()].sort((a, b) => a - b);
  for (let i = 0; i < occurring.length; i++) place.set(occurring[i], i);
  const told = (at: number): number => (type === "category" ? (place.get(items[at]) ?? 0) : items[at]);
  const values = having.map((entity) => {
    const [first, end] = [start[entity], start[entity + 1]];
    if (end - first === 1) return told(first);
    const several: number[] = [];
    for (let at = first; at < end; at++) several.push(told(at));
    return several;
  });
  return {
    entities,
    values,
    ...(type === "category" && { names: occurring.map((item) => names[item]) }),
  };
}

/** The columns do not belong to this graph, or are damaged. */
export class FacetFormatError extends Error {
  override readonly name = "FacetFormatError";
}

/** @throws {FacetFormatError} a column is missing, points beyond the graph, or is of unequal length */
export function decodeFacets(compact: CompactFacets, graph: Graph): FacetTable {
  if (compact?.format !== 1) throw new FacetFormatError("facets of another format");
  return new Map(
    facetsOf(graph.ontology).map((definition) => {
      const column = compact.columns[definition.key];
      if (!column) throw new FacetFormatError(`no column ${definition.key}`);
      return [definition.key, decodeColumn(definition, column, graph)];
    }),
  );
}

function decodeColumn(definition: FacetDefinition, column: CompactColumn, graph: Graph): FacetColumn {
  const { entities, values, names = [] } = column;
  const { key, type, kinds } = definition;
  if (entities.length !== values.length) throw new FacetFormatError(`column ${key} is of unequal length`);
  const start = new Uint32Array(graph.size + 1);
  const items: number[] = [];
  let entity = 0;
  entities.forEach((distance, i) => {
    entity += distance;
    if (i > 0 && !(distance > 0)) throw new FacetFormatError(`column ${key} is out of order`);
    if (!(entity in graph.ids)) throw new FacetFormatError(`column ${key} points beyond the graph`);
    const value = values[i];
    const before = items.length;
    if (type === "date") items.push(...daysOf(String(value)));
    else items.push(...((Array.isArray(value) ? value : [value]) as number[]));
    if (type === "category" && items.slice(before).some((item) => !(item in names)))
      throw new FacetFormatError(`column ${key} has a value without a name`);
    start[entity + 1] = items.length - before;
  });
  for (let i = 0; i < graph.size; i++) start[i + 1] += start[i];
  const applies = graph.kinds.map((kind) => kinds.includes(kind));
  return packed({ definition, applies, start, items: Float64Array.from(items), names });
}

/** A column in as few bytes as its values need: pages hold several tiles of a large map with all of their columns. */
export function packed(column: FacetColumn): FacetColumn {
  const { definition, start, items, names } = column;
  const { type } = definition;
  return {
    ...column,
    start: (start.at(-1) ?? 0) <= 0xffff ? Uint16Array.from(start) : start,
    items:
      type === "number"
        ? Float64Array.from(items)
        : type === "category" && names.length <= 0xffff
          ? Uint16Array.from(items)
          : Uint32Array.from(items),
  };
}
