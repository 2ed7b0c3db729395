/**
 * The atlas's entities as the form between all formats, and back with nothing lost.
 *
 * Attributes of a node: `kind`, `name.en`, `name.zh`, `aliases`, `summary.en`, `summary.zh`, `named_in_white_paper`,
 * `sections`, `sources`; of each fact `fact.<fact>`, `fact.<fact>.original` and `fact.<fact>.sources`, a list of numbers
 * from 1 into `sources`. Of an edge: `note.en`, `note.zh`, `sources`. What is empty is left out.
 */
import type { Outline } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import {
  type Entity,
  type EntityId,
  entityIdPattern,
  type Fact,
  type FactValue,
  type Relation,
  type Source,
  type Text,
} from "@/lib/graph/schema";
import type { Attributes, ExchangeEdge, ExchangeGraph, ExchangeNode, Value } from "./exchange";

/** What the graph's attribute `format` says of a graph of ours. */
const ownFormat = "large-model-atlas";

export interface EntitiesOf {
  readonly ontology: Ontology;
  readonly graph: string;
  readonly version: string;
  /** Exactly those of the view. */
  readonly entities: readonly Entity[];
  /** Which of their relations; those whose other end is missing are left out anyway. Absent: all. */
  readonly relations?: ((relation: Relation) => boolean) | undefined;
  readonly place?: ((id: EntityId) => { readonly x: number; readonly y: number } | undefined) | undefined;
  readonly colour?: ((entity: Entity) => string) | undefined;
  readonly size?: ((id: EntityId) => number) | undefined;
  readonly title?: string | undefined;
  readonly address?: string | undefined;
  readonly outline?: Outline | undefined;
}

/** The entities as nodes and their relations as edges, both in their order. */
export function exchangeOf(of: EntitiesOf): ExchangeGraph {
  const ids = new Set(of.entities.map(({ id }) => id));
  const isIn = (relation: Relation) => ids.has(relation.to) && (of.relations?.(relation) ?? true);
  return {
    attributes: compact({
      format: ownFormat,
      graph: of.graph,
      version: of.version,
      title: of.title,
      address: of.address,
      ontology: plain(of.ontology),
      outline: of.outline && plain(of.outline),
    }),
    nodes: of.entities.map((entity) => nodeOf(entity, of)),
    edges: of.entities.flatMap(({ relations }) => relations.filter(isIn).map(edgeOf)),
  };
}

function nodeOf(entity: Entity, { place, colour, size }: EntitiesOf): ExchangeNode {
  const { id, kind, name, summary, sources } = entity;
  const attributes: Record<string, Value | undefined> = {
    kind,
    "name.en": name.en,
    "name.zh": name.zh,
    aliases: listed(entity.aliases),
    "summary.en": summary.en,
    "summary.zh": summary.zh,
    named_in_white_paper: entity.namedInWhitePaper || undefined,
    sections: listed(entity.sections),
  };
  for (const [fact, { value, original, sources: cited }] of Object.entries(entity.facts)) {
    attributes[`fact.${fact}`] = plain(value);
    attributes[`fact.${fact}.original`] = original;
    attributes[`fact.${fact}.sources`] = listed(cited.map((source) => numberOf(source, sources)));
  }
  attributes.sources = listed(sources.map(plain));
  return {
    id,
    label: name.en,
    attributes: compact(attributes),
    ...(place && { place: place(id) }),
    ...(size && { size: size(id) }),
    ...(colour && { colour: colour(entity) }),
  };
}

function edgeOf({ type, from, to, note, sources }: Relation): ExchangeEdge {
  const attributes = { "note.en": note?.en, "note.zh": note?.zh, sources: listed(sources.map(plain)) };
  return { from, to, type, attributes: compact(attributes) };
}

/** Its place in the list, from 1; the source itself where it does not stand there. */
function numberOf(source: Source, sources: readonly Source[]): Value {
  const at = sources.indexOf(source);
  if (at >= 0) return at + 1;
  const text = JSON.stringify(source);
  const like = sources.findIndex((other) => JSON.stringify(other) === text);
  return like >= 0 ? like + 1 : plain(source);
}

const listed = (items: readonly Value[]): Value | undefined => (items.length > 0 ? items : undefined);

const compact = (attributes: Readonly<Record<string, Value | undefined>>): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );

/** Without what JSON has no word for; our data hold no null. */
const plain = (value: unknown): Value =>
  typeof value === "object" ? (JSON.parse(JSON.stringify(value)) as Value) : (value as Value);

/**
 * The entities that a graph was made of: the exact inverse of `exchangeOf`. Facts and relations come in the order of
 * the ontology where the graph carries one, whatever order a format gave them.
 *
 * @returns `undefined` for a graph that is not ours, or no longer
 */
export function entitiesIn(graph: ExchangeGraph): Entity[] | undefined {
  const relations = new Map<string, Relation[]>();
  for (const edge of graph.edges) {
    const relation = relationIn(edge);
    if (!relation) return undefined;
    const before = relations.get(edge.from);
    if (before) before.push(relation);
    else relations.set(edge.from, [relation]);
  }
  const entities: Entity[] = [];
  const order = orderOf(graph.attributes.ontology);
  for (const node of graph.nodes) {
    const entity = entityIn(node, relations.get(node.id) ?? [], order);
    if (!entity) return undefined;
    entities.push(entity);
  }
  return entities.length > 0 ? entities : undefined;
}

export interface Order {
  readonly facts: (kind: string) => readonly string[];
  /** By name of a relation type; those that are not there come last. */
  readonly relations: ReadonlyMap<string, number>;
}

export function orderOf(ontology: Value | undefined): Order | undefined {
  if (!isObject(ontology)) return undefined;
  const keysIn = (value: Value | undefined) => (isObject(value) ? Object.keys(value) : []);
  const { kinds } = ontology;
  return {
    facts: (kind) => {
      const of = isObject(kinds) && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      return keysIn(isObject(of) ? of.facts : undefined);
    },
    relations: new Map(keysIn(ontology.relations).map((type, i) => [type, i])),
  };
}

/** @returns `undefined` for a node that is not ours */
export function entityIn(
  { id, attributes }: ExchangeNode,
  relations: Relation[],
  order: Order | undefined,
): Entity | undefined {
  const kind = attributes.kind;
  const name = textIn(attributes, "name");
  const summary = textIn(attributes, "summary");
  const sources = sourcesIn(attributes.sources);
  const aliases = textsIn(attributes.aliases);
  const sections = textsIn(attributes.sections);
  if (typeof kind !== "string" || !entityIdPattern.test(id) || id.slice(0, id.indexOf("/")) !== kind)
    return undefined;
  if (!name || !summary || !sources || !aliases || !sections) return undefined;
  const facts = factsIn(attributes, sources, order?.facts(kind) ?? []);
  if (!facts) return undefined;
  if (order) sortRelations(relations, order);
  const named = attributes.named_in_white_paper;
  return {
    id,
    kind,
    name,
    aliases,
    summary,
    namedInWhitePaper: named === true || named === "true",
    sections,
    facts,
    relations,
    sources,
  };
}

function sortRelations(relations: Relation[], order: Order): void {
  const rank = ({ type }: Relation) => order.relations.get(type) ?? order.relations.size;
  relations.sort((a, b) => rank(a) - rank(b) || (a.to < b.to ? -1 : a.to > b.to ? 1 : 0));
}

const factName = /^fact\.([a-z][a-z0-9_]*)$/;

function factsIn(
  attributes: Attributes,
  sources: readonly Source[],
  order: readonly string[],
): Record<string, Fact> | undefined {
  const found = new Map<string, Fact>();
  for (const [key, value] of Object.entries(attributes)) {
    const name = factName.exec(key)?.[1];
    if (name === undefined) continue;
    const cited = citedIn(attributes[`${key}.sources`], sources);
    if (!cited || !isFactValue(value)) return undefined;
    const original = attributes[`${key}.original`];
    found.set(name, {
      value,
      ...(typeof original === "string" && { original }),
      sources: cited,
    });
  }
  const inOrder = order.filter((name) => found.has(name));
  const rest = [...found.keys()].filter((name) => !order.includes(name));
  const facts = [...inOrder, ...rest].flatMap((name) => {
    const fact = found.get(name);
    return fact ? [[name, fact] as const] : [];
  });
  return Object.fromEntries(facts);
}

function isFactValue(value: Value): value is Value & FactValue {
  const isSimple = (item: unknown) => typeof item === "string" || typeof item === "number";
  const isLicense = (item: Value) =>
    isObject(item) &&
    typeof item.id === "string" &&
    (item.part === undefined || typeof item.part === "string") &&
    Object.keys(item).every((key) => key === "id" || key === "part");
  if (isSimple(value)) return true;
  if (isList(value)) return value.every((item) => isSimple(item) || isLicense(item));
  return isObject(value) && Object.values(value).every((item) => typeof item === "number");
}

/** @returns `undefined` for an edge that is not ours */
export function relationIn({ type, from, to, attributes }: ExchangeEdge): Relation | undefined {
  const sources = sourcesIn(attributes.sources);
  if (type === undefined || !sources) return undefined;
  const note = textIn(attributes, "note");
  return { type, from, to, ...(note && { note }), sources };
}

function textIn(attributes: Attributes, name: string): Text | undefined {
  const [en, zh] = [attributes[`${name}.en`], attributes[`${name}.zh`]];
  return typeof en === "string" && typeof zh === "string" && en && zh ? { en, zh } : undefined;
}

/** A list of what passes; formats without lists keep it as JSON. `undefined` where it is anything else. */
function listIn<T>(value: Value | undefined, read: (item: Value) => T | undefined): T[] | undefined {
  if (value === undefined || value === "") return [];
  const list = typeof value === "string" ? parsed(value) : value;
  if (!isList(list)) return undefined;
  const items = list.map(read);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

const textsIn = (value: Value | undefined): string[] | undefined =>
  listIn(value, (item) => (typeof item === "string" && item ? item : undefined));

const sourcesIn = (value: Value | undefined): Source[] | undefined => listIn(value, sourceIn);

const citedIn = (value: Value | undefined, sources: readonly Source[]): Source[] | undefined =>
  listIn(value, (item) => (typeof item === "number" ? sources[item - 1] : sourceIn(item)));

function sourceIn(value: Value): Source | undefined {
  if (!isObject(value)) return undefined;
  const { url, title } = value;
  const isTitle =
    title === undefined ||
    typeof title === "string" ||
    (isObject(title) && typeof title.en === "string" && typeof title.zh === "string");
  if ((url !== undefined && typeof url !== "string") || !isTitle) return undefined;
  return {
    ...(url !== undefined && { url }),
    ...(title !== undefined && { title: title as Source["title"] }),
  };
}

const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

const isObject = (value: unknown): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !isList(value);
