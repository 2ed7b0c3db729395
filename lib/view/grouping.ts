/**
 * What entities can be grouped by: their kind, their region of the map, the ontology's groupings and every facet of
 * categories. An entity is in exactly one group; where a facet has several values of it, the first one counts: of
 * derived facets the most frequent, of facts the one that stands first in the entity's file.
 */
import type { FacetColumn, FacetDefinition, FacetTable } from "@/lib/graph/facet-table";
import { unknownValue } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { calledIn } from "@/lib/graph/map-part";
import type { GroupingDefinition } from "@/lib/graph/ontology";
import type { EntityId, Locale, Text } from "@/lib/graph/schema";
import { type FilterSpeech, facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { groupingWords } from "@/lib/i18n/grouping-words";

/** What labels are made of, in both languages. */
export type Speech = Omit<FilterSpeech, "locale">;

export interface Group {
  /** Value of the facet, name of the kind, or id of the region's most important entity. */
  readonly value: string;
  /** `group-of/…`, which no entity's id can be: names of kinds have no hyphen. */
  readonly id: EntityId;
  readonly label: Text;
  /** How many entities it has. */
  readonly size: number;
}

export interface Grouping {
  readonly key: string;
  readonly label: Text;
  /** The largest first, then by value; then `othersValue`, then `unknownValue`, where there are any. */
  readonly groups: readonly Group[];
  /** By entity, its group. */
  readonly of: Int16Array;
}

/** Stands for all groups that are too small to be shown beside so many others. */
export const othersValue = "…";

/** More groups than this, those without a value aside, cannot be told apart. */
const groupsLimit = 40;

/** Longest slug of a group's id, so that a number behind it still fits in. */
const slugLimit = 100;

/** The groups that a key (see groupingKeys) makes; nothing where there is no such key, or not of categories. */
export const groupingOf = keptByTable(formGroups);

/** What a graph can be grouped by, in the order of choice; what all entities have in common is left out. */
export function groupingKeys(speech: Speech): { key: string; label: Text }[] {
  const { graph, table } = speech;
  const categories = [...table.values()].filter(
    ({ definition: { key, type }, names }) =>
      type === "category" && names.length > 1 && !Object.hasOwn(graph.ontology.groupings ?? {}, key),
  );
  return [
    { key: "kind", label: inBoth((locale) => groupingWords[locale].kind) },
    ...(graph.regions.length > 1
      ? [{ key: "community", label: inBoth((locale) => groupingWords[locale].community) }]
      : []),
    ...Object.entries(graph.ontology.groupings ?? {}).map(([key, { label }]) => ({ key, label })),
    ...categories.map(({ definition }) => ({
      key: definition.key,
      label: facetText(speech, definition),
    })),
  ];
}

/** By kind, whether its entities can have a value of what a key stands for. */
export function appliesTo({ graph, table }: Speech, key: string): boolean[] {
  const grouping = groupingNamed(graph, key);
  const columns = columnsOf(table, grouping?.facets ?? [key]);
  return graph.kinds.map(
    (kind, i) => kind === grouping?.self || columns.some(({ applies }) => applies[i]) || key === "community",
  );
}

/** A facet's label, with its kinds where others have the same. */
export function facetText(speech: Speech, definition: FacetDefinition): Text {
  return inBoth((locale) => {
    const label = facetLabel(definition, { ...speech, locale });
    if (!sharedLabels(speech, locale).has(label)) return label;
    const kinds = definition.kinds.map((kind) => speech.graph.ontology.kinds[kind].plural[locale]);
    return groupingWords[locale].ofKinds(label, kinds);
  });
}

/** Labels that more than one facet has. */
const sharedLabels = keptByTable((speech, locale: Locale): ReadonlySet<string> => {
  const labels = [...speech.table.values()].map(({ definition }) =>
    facetLabel(definition, { ...speech, locale }),
  );
  return new Set(labels.filter((label, i) => labels.indexOf(label) !== i));
});

/** A text made for each language. */
export function inBoth(of: (locale: Locale) => string): Text {
  return { en: of("en"), zh: of("zh") };
}

/**
 * A function that works out only once what belongs to a table and a key. Titles of sections are the reader's
 * language's, so that another language's labels are not taken for them. Of a part of a map, it is worked out anew once more
 * names are known.
 */
export function keptByTable<T, Key extends string = string>(
  make: (speech: Speech, key: Key) => T,
): (speech: Speech, key: Key) => T {
  interface Kept {
    readonly names: NonNullable<Speech["graph"]["part"]>["names"];
    readonly made: T;
  }
  const byTable = new WeakMap<FacetTable, WeakMap<Speech["sections"], Map<Key, Kept>>>();
  return (speech, key) => {
    const names = speech.graph.part?.names;
    const bySections = byTable.get(speech.table) ?? new WeakMap<Speech["sections"], Map<Key, Kept>>();
    byTable.set(speech.table, bySections);
    const known = bySections.get(speech.sections) ?? new Map<Key, Kept>();
    bySections.set(speech.sections, known);
    const kept = known.get(key);
    if (kept?.made !== undefined && kept.names === names) return kept.made;
    const made = make(speech, key);
    known.set(key, { names, made });
    return made;
  };
}

/** A key, and what it says of an entity. */
interface Division {
  readonly label: Text;
  valueOf(entity: number): string | undefined;
  /** Of a value that it has said of an entity. */
  labelOf(value: string): Text;
  /** Of entities without a value. */
  readonly none: Text;
}

/** What a key (see groupingKeys) says of each entity; nothing where there is no such key, or not of categories. */
export const divisionBy = keptByTable(divisionOf);

function formGroups(speech: Speech, key: string): Grouping | undefined {
  const division = divisionBy(speech, key);
  if (!division) return undefined;
  const values = Array.from(speech.graph.ids, (_, entity) => division.valueOf(entity) ?? unknownValue);
  const sizes = new Map<string, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const sizeOf = (value: string) => sizes.get(value) ?? 0;
  const known = [...sizes.keys()]
    .filter((value) => value !== unknownValue)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a < b ? -1 : 1));
  const shown = known.length > groupsLimit ? known.slice(0, groupsLimit - 1) : known;
  const rest = known.slice(shown.length);
  const idOf = idsOf(shown);
  const groups = shown.map(
    (value): Group => ({ value, id: idOf(value), label: division.labelOf(value), size: sizeOf(value) }),
  );
  if (rest.length > 0)
    groups.push({
      value: othersValue,
      id: idOf(othersValue),
      label: inBoth((locale) => groupingWords[locale].others),
      size: rest.reduce((sum, value) => sum + sizeOf(value), 0),
    });
  if (sizes.has(unknownValue))
    groups.push({
      value: unknownValue,
      id: idOf(unknownValue),
      label: division.none,
      size: sizeOf(unknownValue),
    });
  const place = new Map(groups.map(({ value }, i) => [value, i]));
  const others = place.get(othersValue) ?? -1;
  return { key, label: division.label, groups, of: Int16Array.from(values, (v) => place.get(v) ?? others) };
}

/** Gives each value an id of its own. Those that differ are told apart in the order of the values, whatever their size. */
function idsOf(values: readonly string[]): (value: string) => EntityId {
  const taken = new Set<string>();
  const ids = new Map<string, EntityId>();
  const idOf = (value: string) => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const plain = slugOf(value);
    let id = `group-of/${plain}`;
    for (let n = 2; taken.has(id); n++) id = `group-of/${plain}-${n}`;
    taken.add(id);
    ids.set(value, id);
    return id;
  };
  for (const value of values.toSorted()) idOf(value);
  return idOf;
}

function slugOf(value: string): string {
  if (value === othersValue) return "others";
  if (value === unknownValue) return "unknown";
  const slug = value.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, slugLimit).replace(/^-|-$/g, "") || "value";
}

function divisionOf(speech: Speech, key: string): Division | undefined {
  const { graph, table } = speech;
  if (key === "kind") return byKind(graph);
  if (key === "community") return byRegion(graph);
  const grouping = groupingNamed(graph, key);
  if (grouping) return byFacets(speech, grouping);
  const definition = table.get(key)?.definition;
  if (definition?.type !== "category") return undefined;
  const derived = Object.hasOwn(graph.ontology.derived_facets, key)
    ? graph.ontology.derived_facets[key]
    : undefined;
  return byFacets(
    speech,
    { label: facetText(speech, definition), roll_up: derived?.roll_up, facets: [key] },
    inBoth((locale) => facetLabel(definition, { ...speech, locale })),
  );
}

function byKind({ kinds, kind, ontology }: Graph): Division {
  const label = inBoth((locale) => groupingWords[locale].kind);
  return {
    label,
    valueOf: (entity) => kinds[kind[entity]],
    labelOf: (value) => ontology.kinds[value].plural,
    none: notGiven(label),
  };
}

function byRegion({ ids, region, regions }: Graph): Division {
  const leaders = regions.map((_, i) => ids[region.indexOf(i)]);
  const names = new Map(regions.map(({ name }, i) => [leaders[i], name]));
  return {
    label: inBoth((locale) => groupingWords[locale].community),
    valueOf: (entity) => leaders[region[entity]],
    labelOf: (value) => names.get(value) ?? { en: value, zh: value },
    none: inBoth((locale) => filterWords[locale].outline.elsewhere),
  };
}

/** @param name the label without whatever tells it apart from others */
function byFacets(
  speech: Speech,
  { label, self, roll_up: rollUp, facets }: GroupingDefinition,
  name: Text = label,
): Division {
  const { graph, table } = speech;
  const columns = columnsOf(table, facets);
  const wholeOf = rollUp === undefined ? (value: string) => value : wholesAlong(graph, rollUp);
  const selfKind = self === undefined ? -1 : graph.kinds.indexOf(self);
  /** Which facet a value was first read from: that one knows its name. */
  const readFrom = new Map<string, FacetDefinition>();
  return {
    label,
    valueOf: (entity) => {
      if (graph.kind[entity] === selfKind) return wholeOf(graph.ids[entity]);
      const column = columns.find(({ start }) => start[entity] < start[entity + 1]);
      if (!column) return undefined;
      const value = wholeOf(column.names[column.items[column.start[entity]]]);
      if (!readFrom.has(value)) readFrom.set(value, column.definition);
      return value;
    },
    labelOf: (value) => {
      const definition = readFrom.get(value);
      if (definition) return inBoth((locale) => valueLabel(definition, value, { ...speech, locale }));
      return calledIn(graph, value) ?? { en: value, zh: value };
    },
    none: notGiven(name),
  };
}

/**
 * Where an entity's id leads when its wholes are followed to the top, the most important one where there are several;
 * wholes are of its own kind. What is no entity's id stays what it is.
 */
function wholesAlong(graph: Graph, relationType: string): (value: string) => string {
  const { from, to, type, size } = graph.relations;
  const along = graph.relationTypes.indexOf(relationType);
  const above = new Map<number, number>();
  for (let r = 0; r < size; r++) {
    if (type[r] !== along || graph.kind[from[r]] !== graph.kind[to[r]]) continue;
    above.set(from[r], Math.min(above.get(from[r]) ?? to[r], to[r]));
  }
  const top = (entity: number): number => {
    const seen = new Set<number>();
    let at = entity;
    for (let next = above.get(at); next !== undefined && !seen.has(next); next = above.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  };
  return (value) => {
    const entity = graph.indexOf(value);
    return entity < 0 ? value : graph.ids[top(entity)];
  };
}

const groupingNamed = ({ ontology }: Graph, key: string): GroupingDefinition | undefined =>
  Object.hasOwn(ontology.groupings ?? {}, key) ? ontology.groupings?.[key] : undefined;

const columnsOf = (table: FacetTable, facets: readonly string[]): FacetColumn[] =>
  facets.flatMap((facet) => table.get(facet) ?? []);

const notGiven = (label: Text): Text => inBoth((locale) => groupingWords[locale].notGiven(label[locale]));
