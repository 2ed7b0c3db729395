/**
 * A graph as RDF: what Turtle and JSON-LD say, so that both say the same.
 *
 * schema.org, SKOS and RDFS where they fit:
 *
 * | in the graph                      | in RDF                                                              |
 * | --------------------------------- | ------------------------------------------------------------------- |
 * | a node                            | `a atlas:Entity`                                                    |
 * | its label                         | `rdfs:label`                                                        |
 * | `kind`                            | `a kind:<kind>`                                                     |
 * | `name.en`, `name.zh`              | `schema:name` with a language                                       |
 * | `summary.en`, `summary.zh`        | `schema:description` with a language                                |
 * | `aliases`                         | `skos:altLabel`                                                     |
 * | `fact.homepage`                   | `schema:url`                                                        |
 * | other attributes                  | `attribute:<name>`                                                  |
 * | `sources`                         | `attribute:sources`, and `schema:citation` for those with a URL     |
 * | place, size, colour               | `atlas:x`, `atlas:y`, `atlas:size`, `atlas:colour`                  |
 * | an edge                           | `relation:<type>`, or `atlas:relatedTo` where it has no type        |
 * | what else is known of it          | an `rdf:Statement` with an IRI of its own; notes are `rdfs:comment` |
 * | the graph                         | `a atlas:Graph`; its title `schema:name`, its version `schema:version` |
 *
 * A list of scalars is as many values, in the order of the file, and its attribute `a atlas:ListAttribute`; values within
 * one another, and lists that RDF would not keep, are `rdf:JSON`. The namespaces below are names: nothing is fetched from
 * there. There are no blank nodes. Lone surrogates become U+FFFD.
 */
import type { Attributes, ExchangeEdge, ExchangeGraph, ExchangeNode, Scalar, Value } from "./exchange";

export const rdfNs = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const rdfsNs = "http://www.w3.org/2000/01/rdf-schema#";
export const xsdNs = "http://www.w3.org/2001/XMLSchema#";
const schemaNs = "https://schema.org/";
const skosNs = "http://www.w3.org/2004/02/skos/core#";
const atlasNs = "https://large-model-atlas.org/terms/";

/** Prefixes of what is written. An IRI whose scheme is one of these is not written as it stands. */
export const prefixes = {
  atlas: atlasNs,
  attribute: `${atlasNs}attribute/`,
  entity: `${atlasNs}entity/`,
  graph: `${atlasNs}graph/`,
  kind: `${atlasNs}kind/`,
  rdf: rdfNs,
  rdfs: rdfsNs,
  relation: `${atlasNs}relation/`,
  schema: schemaNs,
  skos: skosNs,
  statement: `${atlasNs}statement/`,
  xsd: xsdNs,
} as const;

export const terms = {
  type: `${rdfNs}type`,
  subject: `${rdfNs}subject`,
  predicate: `${rdfNs}predicate`,
  object: `${rdfNs}object`,
  statement: `${rdfNs}Statement`,
  json: `${rdfNs}JSON`,
  label: `${rdfsNs}label`,
  comment: `${rdfsNs}comment`,
  name: `${schemaNs}name`,
  description: `${schemaNs}description`,
  url: `${schemaNs}url`,
  version: `${schemaNs}version`,
  citation: `${schemaNs}citation`,
  altLabel: `${skosNs}altLabel`,
  entity: `${atlasNs}Entity`,
  graph: `${atlasNs}Graph`,
  list: `${atlasNs}ListAttribute`,
  relatedTo: `${atlasNs}relatedTo`,
  isUndirected: `${atlasNs}isUndirected`,
  x: `${atlasNs}x`,
  y: `${atlasNs}y`,
  size: `${atlasNs}size`,
  colour: `${atlasNs}colour`,
  string: `${xsdNs}string`,
  integer: `${xsdNs}integer`,
  decimal: `${xsdNs}decimal`,
  double: `${xsdNs}double`,
  boolean: `${xsdNs}boolean`,
} as const;

/** An IRI, or a literal: a text has the type `xsd:string`, or a language and no type. */
export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly type: string }
  | { readonly text: string; readonly language: string };

/** What is said of a subject, each predicate once. */
export interface Description {
  readonly subject: string;
  readonly properties: readonly (readonly [predicate: string, objects: readonly Term[]])[];
}

/** Names whose texts are written with a language, by what stands before it. */
export const inLanguages: Readonly<Record<string, string>> = {
  name: terms.name,
  summary: terms.description,
  note: terms.comment,
};

/** Names of texts that have a predicate of their own. */
export const ofGraph: Readonly<Record<string, string>> = { title: terms.name, version: terms.version };

const absolute = /^([a-z][a-z0-9+.-]*):[^\s<>"{}|\\^`\p{Cc}]+$/iu;

/** Whether a text is an IRI that both formats take as it stands. */
function isIri(text: string): boolean {
  const scheme = absolute.exec(text)?.[1];
  return (
    scheme !== undefined &&
    !Object.hasOwn(prefixes, scheme) &&
    !text.startsWith(atlasNs) &&
    text.isWellFormed()
  );
}

/** A text as the end of an IRI; slashes stay where that is safe. */
function localPart(text: string, keepsSlashes = false): string {
  const local = encodeURIComponent(text.toWellFormed()).replace(/^\.+$/, (dots) =>
    dots.replaceAll(".", "%2E"),
  );
  return keepsSlashes && /^[\w-][\w.-]*(?:%2F[\w-][\w.-]*)+$/.test(local)
    ? local.replaceAll("%2F", "/")
    : local;
}

/** The text that ends an IRI below a namespace; undefined where it is not below it. */
export function textBelow(namespace: string, iri: string): string | undefined {
  if (!iri.startsWith(namespace)) {
    return;
  }
  const written = iri.slice(namespace.length);
  // Decoding takes long where there is much to read, and most have nothing to be decoded.
  if (!written.includes("%")) {
    return written;
  }
  try {
    return decodeURIComponent(written);
  } catch {
    return;
  }
}

/** Ids that are IRIs stay what they are. */
export const nodeIri = (id: string): string => (isIri(id) ? id : prefixes.entity + localPart(id, true));

const typeIri = (type: string | undefined): string =>
  type === undefined ? terms.relatedTo : prefixes.relation + localPart(type);

const text = (value: string, type: string = terms.string): Term => ({ text: value.toWellFormed(), type });

/** All digits and a point: processors of JSON-LD round what is a double. */
function decimalText(value: number): string {
  const [mantissa = "", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "", part = ""] = mantissa.split(".");
  const shift = Number(exponent);
  const digits = `${"0".repeat(Math.max(0, -shift))}${whole}${part}${"0".repeat(Math.max(0, shift - part.length))}`;
  const point = digits.length - Math.max(part.length - shift, 0);
  return `${value < 0 ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point) || "0"}`;
}

function scalar(value: Scalar): Term {
  if (typeof value === "number") {
    return Number.isSafeInteger(value)
      ? text(String(value), terms.integer)
      : text(decimalText(value), terms.decimal);
  }
  return typeof value === "boolean" ? text(String(value), terms.boolean) : text(value);
}

/** JSON with its keys in order, as `rdf:JSON` has it. */
function canonicalJson(value: Value): string {
  if (typeof value !== "object") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  const entries = Object.entries(value as Attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(",")}}`;
}

const isScalars = (value: Value): value is readonly Scalar[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item !== "object") &&
  new Set(value).size === value.length;

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** Everything that is said, in an order in which it is read back as it was. */
export function* describe(graph: ExchangeGraph): Generator<Description> {
  const lists = listAttributes(graph);
  yield graphDescription(graph.attributes, lists);
  for (const name of lists) {
    yield {
      subject: prefixes.attribute + localPart(name),
      properties: [[terms.type, [{ iri: terms.list }]]],
    };
  }
  for (const node of graph.nodes) {
    yield nodeDescription(node, lists);
  }
  yield* edgeDescriptions(graph.edges, lists);
}

/** Names of attributes that are lists wherever they are. */
function listAttributes({ attributes, nodes, edges }: ExchangeGraph): ReadonlySet<string> {
  const lists = new Set<string>();
  const others = new Set<string>();
  for (const owner of [{ attributes }, ...nodes, ...edges]) {
    for (const [name, value] of Object.entries(owner.attributes)) {
      (isScalars(value) ? lists : others).add(name);
    }
  }
  return new Set([...lists].filter((name) => !others.has(name)));
}

type Properties = [string, readonly Term[]][];

function graphDescription(attributes: Attributes, lists: ReadonlySet<string>): Description {
  const name = typeof attributes.graph === "string" ? attributes.graph : "";
  const properties: Properties = [[terms.type, [{ iri: terms.graph }]]];
  const rest = Object.entries(attributes).filter(([key, value]) => {
    const predicate = Object.hasOwn(ofGraph, key) && typeof value === "string" ? ofGraph[key] : undefined;
    if (predicate) {
      properties.push([predicate, [text(value as string)]]);
    }
    return !predicate;
  });
  return {
    subject: prefixes.graph + localPart(name),
    properties: joined([...properties, ...attributeProperties(rest, lists)]),
  };
}

function nodeDescription(node: ExchangeNode, lists: ReadonlySet<string>): Description {
  const { kind, ...others } = node.attributes;
  const isClass = typeof kind === "string" && kind !== "";
  const types: Term[] = [{ iri: terms.entity }];
  if (isClass) {
    types.push({ iri: prefixes.kind + localPart(kind) });
  }
  const properties: Properties = [[terms.type, types]];
  const add = (predicate: string, value: Scalar | undefined) => {
    if (value !== undefined) {
      properties.push([predicate, [scalar(value)]]);
    }
  };
  add(terms.label, node.label);
  add(terms.x, node.place?.x);
  add(terms.y, node.place?.y);
  add(terms.size, node.size);
  add(terms.colour, node.colour);
  const attributes = Object.entries(isClass ? others : node.attributes);
  return {
    subject: nodeIri(node.id),
    properties: joined([...properties, ...attributeProperties(attributes, lists)]),
  };
}

function attributeProperties(
  attributes: readonly (readonly [string, Value])[],
  lists: ReadonlySet<string>,
): Properties {
  return attributes.flatMap(([name, value]) => {
    const own: Properties = [
      usualProperty(name, value) ?? [prefixes.attribute + localPart(name), valueTerms(name, value, lists)],
    ];
    return name === "sources" ? [...own, [terms.citation, citations(value)]] : own;
  });
}

/** As others say it, where that says all of it. */
function usualProperty(name: string, value: Value): [string, readonly Term[]] | undefined {
  const [, before = "", language] = /^(name|summary|note)\.(en|zh)$/.exec(name) ?? [];
  const predicate = inLanguages[before];
  if (predicate && language && typeof value === "string") {
    return [predicate, [{ text: value.toWellFormed(), language }]];
  }
  if (name === "aliases" && isList(value) && value.length > 0 && isScalars(value)) {
    return value.every((item) => typeof item === "string") ? [terms.altLabel, value.map(scalar)] : undefined;
  }
  return name === "fact.homepage" && typeof value === "string" && isIri(value)
    ? [terms.url, [{ iri: value }]]
    : undefined;
}

function valueTerms(name: string, value: Value, lists: ReadonlySet<string>): readonly Term[] {
  if (typeof value !== "object") {
    return [scalar(value as Scalar)];
  }
  const isMany = isScalars(value) && value.length >= (lists.has(name) ? 1 : 2);
  return isMany ? value.map(scalar) : [text(canonicalJson(value), terms.json)];
}

function citations(sources: Value): readonly Term[] {
  const urls = (isList(sources) ? sources : []).map((source) =>
    typeof source === "object" && !Array.isArray(source) ? (source as Attributes).url : undefined,
  );
  const found = urls.filter((url): url is string => typeof url === "string" && isIri(url));
  return [...new Set(found)].map((iri) => ({ iri }));
}

/** A page that is about a subject. */
export function pageDescription({
  address,
  title,
  language,
  license,
  about,
}: {
  readonly address: string;
  readonly title: string;
  readonly language: string;
  readonly license?: string | undefined;
  readonly about: string;
}): Description {
  const properties: Properties = [
    [terms.type, [{ iri: `${schemaNs}WebPage` }]],
    [terms.name, [text(title)]],
    [terms.url, [{ iri: address }]],
    [`${schemaNs}inLanguage`, [text(language)]],
    [`${schemaNs}mainEntity`, [{ iri: about }]],
    [`${schemaNs}license`, license === undefined ? [] : [{ iri: license }]],
  ];
  return { subject: address, properties: joined(properties) };
}

/** Each predicate once, at its first place; those without objects are left out. */
function joined(properties: Properties): Properties {
  const objects = new Map<string, readonly Term[]>();
  for (const [predicate, more] of properties) {
    objects.set(predicate, [...(objects.get(predicate) ?? []), ...more]);
  }
  return [...objects].filter(([, all]) => all.length > 0);
}

/**
 * Edges in their order. Where one of several between the same two nodes has to be a statement, all of them are: the
 * plain triple stands for those that it is about, not for one more.
 */
function* edgeDescriptions(
  edges: readonly ExchangeEdge[],
  lists: ReadonlySet<string>,
): Generator<Description> {
  const counts = new Map<string, number>();
  const keyOf = ({ from, type, to }: ExchangeEdge) => JSON.stringify([from, type, to]);
  const stated = new Set<string>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > 1 || edge.isUndirected || Object.keys(edge.attributes).length > 0) {
      stated.add(key);
    }
  }
  counts.clear();
  for (const edge of edges) {
    const key = keyOf(edge);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const [from, type, to] = [nodeIri(edge.from), typeIri(edge.type), nodeIri(edge.to)];
    if (stated.has(key)) {
      yield statement(edge, count, lists);
    }
    if (count === 1) {
      yield { subject: from, properties: [[type, [{ iri: to }]]] };
    }
  }
}

function statement(edge: ExchangeEdge, count: number, lists: ReadonlySet<string>): Description {
  const name = [edge.from, edge.type ?? "", edge.to].map((part) => localPart(part)).join("/");
  // An edge without a type is not the one whose type is empty.
  const suffix = `${edge.type === undefined ? "/-" : ""}${count > 1 ? `/${count}` : ""}`;
  const properties: Properties = [
    [terms.type, [{ iri: terms.statement }]],
    [terms.subject, [{ iri: nodeIri(edge.from) }]],
    [terms.predicate, [{ iri: typeIri(edge.type) }]],
    [terms.object, [{ iri: nodeIri(edge.to) }]],
  ];
  if (edge.isUndirected) {
    properties.push([terms.isUndirected, [scalar(true)]]);
  }
  const attributes = attributeProperties(Object.entries(edge.attributes), lists);
  return {
    subject: `${prefixes.statement}${name}${suffix}`,
    properties: joined([...properties, ...attributes]),
  };
}
