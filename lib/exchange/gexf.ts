/**
 * GEXF 1.3, as Gephi reads it; also 1.1 and 1.2 are read. Ours has y downwards, Gephi's upwards. The type of an edge is
 * its `kind`, and its label too, which Gephi shows. Attributes of the graph, which GEXF has no place for, are JSON among
 * the meta data; that, which texts are JSON and what an attribute is really called is said in a namespace of our own.
 */
import { type Column, type ColumnType, cellOf, columnsOf } from "./columns";
import type { ExchangeEdge, ExchangeGraph, ExchangeNode, Format, Reader, Sink, Value } from "./exchange";
import { stopReading } from "./stop-reading";
import {
  colourOf,
  colourOfParts,
  inPortions,
  numberIn,
  own,
  setOwn,
  truthIn,
  valueOfJson,
  wholeNumber,
} from "./values";
import { isOurs, ownNamespace, unfitted, type XmlListener, XmlReader, xmlAttribute, xmlText } from "./xml";

export const gexf: Format = {
  write: (graph) => inPortions(parts(graph)),
  read: (sink): Reader => new XmlReader(sink, new GexfListener(sink)),
};

const writtenTypes: Readonly<Record<ColumnType, string>> = {
  boolean: "boolean",
  integer: "integer",
  long: "long",
  double: "double",
  string: "string",
  "list of boolean": "listboolean",
  "list of double": "listdouble",
  "list of string": "liststring",
  json: "string",
};

function* parts(graph: ExchangeGraph): Generator<string> {
  const nodeColumns = columnsOf(graph.nodes, namesOfLooks(graph.nodes));
  // A weight that is a number is one of Gephi's own fields of an edge.
  const isWeighed = graph.edges.every(
    ({ attributes }) => typeof (own(attributes, "weight") ?? 0) === "number",
  );
  const edges = isWeighed ? graph.edges.map(unweighed) : graph.edges;
  const hasTypes = graph.edges.some(({ type }) => type !== undefined);
  const edgeColumns = columnsOf(edges, new Set(hasTypes ? ["kind", "label", "weight"] : ["weight"]));
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:atlas="${ownNamespace}">
${meta(graph)}<graph defaultedgetype="directed" mode="static">
`;
  yield declared("node", nodeColumns);
  yield declared("edge", edgeColumns);
  yield "<nodes>\n";
  for (const node of graph.nodes) {
    yield nodeElement(node, nodeColumns);
  }
  yield "</nodes>\n<edges>\n";
  for (const [index, edge] of graph.edges.entries()) {
    yield edgeElement(edge, index, isWeighed, edgeColumns);
  }
  yield "</edges>\n</graph>\n</gexf>\n";
}

/** What others call the looks that some node has. */
function namesOfLooks(nodes: readonly ExchangeNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { label, place, size, colour } of nodes) {
    for (const [name, value] of Object.entries({ label, x: place, y: place, size, color: colour })) {
      if (value !== undefined) {
        names.add(name);
      }
    }
  }
  return names;
}

function unweighed(edge: ExchangeEdge): ExchangeEdge {
  if (!Object.hasOwn(edge.attributes, "weight")) {
    return edge;
  }
  const { weight: _, ...attributes } = edge.attributes;
  return { ...edge, attributes };
}

function meta({ attributes }: ExchangeGraph): string {
  if (Object.keys(attributes).length === 0) {
    return "";
  }
  const title = own(attributes, "title");
  const description = typeof title === "string" ? `<description>${xmlText(title)}</description>\n` : "";
  const json = xmlText(JSON.stringify(attributes));
  return `<meta>\n${description}<atlas:attributes>${json}</atlas:attributes>\n</meta>\n`;
}

function declared(what: "node" | "edge", columns: ReadonlyMap<string, Column>): string {
  if (columns.size === 0) {
    return "";
  }
  const each = [...columns.values()].map(({ name, title, type, index }) => {
    const renamed = title === name ? "" : ` atlas:name="${xmlAttribute(name)}"`;
    const isJson = type === "json" || type.startsWith("list") ? ' atlas:type="json"' : "";
    return `<attribute id="${index}" title="${xmlAttribute(title)}" type="${writtenTypes[type]}"${renamed}${isJson}/>\n`;
  });
  return `<attributes class="${what}">\n${each.join("")}</attributes>\n`;
}

function nodeElement(node: ExchangeNode, columns: ReadonlyMap<string, Column>): string {
  const label = node.label === undefined ? "" : ` label="${xmlAttribute(node.label)}"`;
  return `<node id="${xmlAttribute(node.id)}"${label}>${valuesOf(node, columns)}${looks(node)}</node>\n`;
}

function looks({ place, size, colour }: ExchangeNode): string {
  let all = "";
  if (colour !== undefined) {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    all += `<viz:color r="${r}" g="${g}" b="${b}"/>`;
  }
  if (place) {
    all += `<viz:position x="${place.x}" y="${0 - place.y}"/>`;
  }
  return size === undefined ? all : `${all}<viz:size value="${size}"/>`;
}

function edgeElement(
  edge: ExchangeEdge,
  index: number,
  isWeighed: boolean,
  columns: ReadonlyMap<string, Column>,
): string {
  const ends = `id="${index}" source="${xmlAttribute(edge.from)}" target="${xmlAttribute(edge.to)}"`;
  const type = edge.type === undefined ? undefined : xmlAttribute(edge.type);
  const kind = type === undefined ? "" : ` kind="${type}" label="${type}"`;
  const weight = own(edge.attributes, "weight");
  const weighed = isWeighed && weight !== undefined ? ` weight="${weight}"` : "";
  const direction = edge.isUndirected ? ' type="undirected"' : ' type="directed"';
  return `<edge ${ends}${direction}${kind}${weighed}>${valuesOf(edge, columns)}</edge>\n`;
}

function valuesOf({ attributes }: ExchangeNode | ExchangeEdge, columns: ReadonlyMap<string, Column>): string {
  let all = "";
  for (const name of Object.keys(attributes)) {
    const [column, value] = [columns.get(name), attributes[name]];
    if (column && value !== undefined) {
      all += `<attvalue for="${column.index}" value="${xmlAttribute(cellOf(value, column.type))}"/>`;
    }
  }
  return all === "" ? "" : `<attvalues>${all}</attvalues>`;
}

/** A declared attribute, as it is read. */
interface Declared {
  readonly name: string;
  readonly type: string;
  default: Value | undefined;
}

interface Thing {
  readonly kind: "node" | "edge";
  readonly line: number;
  /** The attributes of its element. */
  readonly values: Readonly<Record<string, string>>;
  readonly attributes: Record<string, Value>;
  colour?: string | undefined;
  size?: number | undefined;
  place?: { x: number; y: number } | undefined;
  isTold: boolean;
}

const metaNames: ReadonlySet<string> = new Set(["creator", "description", "keywords", "title", "attributes"]);

class GexfListener implements XmlListener {
  readonly #sink: Sink;
  readonly #declared = { node: new Map<string, Declared>(), edge: new Map<string, Declared>() };
  readonly #things: Thing[] = [];
  readonly #graph: Record<string, Value> = {};
  #isOurs = false;
  #isRoot = true;
  #isInMeta = false;
  #isDirected = false;
  #class: "node" | "edge" = "node";
  #attribute: Declared | undefined;
  #text: string | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  open(name: string, values: Readonly<Record<string, string>>, line: number): void {
    if (this.#isRoot) {
      this.#root(name, values, line);
    } else if (this.#isInMeta) {
      this.#text = metaNames.has(name) ? "" : undefined;
    } else if (name === "meta") {
      this.#isInMeta = true;
      if (values.lastmodifieddate !== undefined && !this.#isOurs) {
        this.#graph.lastmodifieddate = values.lastmodifieddate;
      }
    } else if (name === "graph") {
      this.#isDirected = values.defaultedgetype === "directed";
    } else if (name === "attributes") {
      this.#class = values.class === "edge" ? "edge" : "node";
    } else if (name === "attribute") {
      this.#declare(values);
    } else if (name === "default") {
      this.#text = "";
    } else if (name === "node" || name === "edge") {
      this.#begin(name, values, line);
    } else {
      this.#within(name, values, line);
    }
  }

  text(text: string): void {
    if (this.#text !== undefined) {
      this.#text += text;
    }
  }

  close(name: string): void {
    if (this.#isInMeta) {
      this.#closeInMeta(name);
    } else if (name === "default" && this.#attribute && this.#text !== undefined) {
      this.#attribute.default = this.#valueOfType(this.#attribute.type, this.#text);
      this.#text = undefined;
    } else if (name === "attribute") {
      this.#attribute = undefined;
    } else if (name === "node" || name === "edge") {
      const thing = this.#things.pop();
      if (thing) {
        this.#tell(thing);
      }
    }
  }

  end(): void {
    if (Object.keys(this.#graph).length > 0) {
      this.#sink.graph(this.#graph);
    }
  }

  #root(name: string, values: Readonly<Record<string, string>>, line: number): void {
    this.#isRoot = false;
    this.#isOurs = isOurs(values);
    if (name !== "gexf") {
      const told = { expected: "gexf", value: name };
      stopReading(this.#sink, { code: "not-this-format", line, values: told });
    }
  }

  #own(text: string): string {
    return this.#isOurs ? unfitted(text) : text;
  }

  #closeInMeta(name: string): void {
    if (name === "meta") {
      this.#isInMeta = false;
    } else if (this.#text !== undefined && metaNames.has(name)) {
      const text = this.#own(this.#text);
      if (!this.#isOurs) {
        if (text.trim() !== "") {
          setOwn(this.#graph, name, text);
        }
      } else if (name === "attributes") {
        const all = valueOfJson(text);
        if (typeof all === "object" && !Array.isArray(all)) {
          this.#sink.graph(all as Readonly<Record<string, Value>>);
        }
      }
    }
    this.#text = undefined;
  }

  #declare(values: Readonly<Record<string, string>>): void {
    const id = values.id ?? values.for ?? "";
    const name = this.#own(values["atlas:name"] ?? values.title ?? id);
    const type = values["atlas:type"] ?? values.type ?? "string";
    this.#attribute = { name, type, default: undefined };
    this.#declared[this.#class].set(id, this.#attribute);
  }

  #begin(kind: "node" | "edge", values: Readonly<Record<string, string>>, line: number): void {
    const outer = this.#things.at(-1);
    if (outer) {
      this.#tell(outer);
    }
    const thing: Thing = { kind, line, values, attributes: {}, isTold: false };
    this.#things.push(thing);
    if (!this.#isOurs) {
      for (const name of ["start", "end", "startopen", "endopen", "timestamp", "pid"]) {
        const value = values[name];
        if (value !== undefined) {
          thing.attributes[name] = value;
        }
      }
    }
  }

  #within(name: string, values: Readonly<Record<string, string>>, line: number): void {
    const thing = this.#things.at(-1);
    if (!thing) {
      return;
    }
    switch (name) {
      case "attvalue":
        this.#take(thing, values, line);
        break;
      case "color":
        thing.colour = colourIn(values);
        break;
      case "size":
        thing.size = numberIn(values.value);
        break;
      case "position": {
        const [x, y] = [numberIn(values.x), numberIn(values.y)];
        thing.place = x === undefined || y === undefined ? undefined : { x, y: 0 - y };
        break;
      }
      default:
    }
  }

  #take(thing: Thing, values: Readonly<Record<string, string>>, line: number): void {
    const id = values.for ?? values.id ?? "";
    const known = this.#declared[thing.kind].get(id) ?? { name: id, type: "string", default: undefined };
    const text = this.#own(values.value ?? "");
    const value = this.#valueOfType(known.type, text);
    if (value !== undefined) {
      setOwn(thing.attributes, known.name, value);
    } else if (text.trim() !== "") {
      const told = { attribute: known.name, value: text.trim(), expected: known.type };
      this.#sink.problem({ code: "bad-value", line, values: told });
    }
  }

  #valueOfType(type: string, text: string): Value | undefined {
    return type === "json" ? valueOfJson(text) : valueOfType(type, text);
  }

  #tell(thing: Thing): void {
    if (thing.isTold) {
      return;
    }
    thing.isTold = true;
    for (const { name, default: value } of this.#declared[thing.kind].values()) {
      if (value !== undefined && !Object.hasOwn(thing.attributes, name)) {
        setOwn(thing.attributes, name, value);
      }
    }
    if (thing.kind === "node") {
      this.#node(thing);
    } else {
      this.#edge(thing);
    }
  }

  #node({ values, attributes, colour, size, place, line }: Thing): void {
    const label = this.#filled(values.label);
    this.#sink.node(
      {
        id: this.#own(values.id ?? ""),
        ...(label !== undefined && { label }),
        ...(place && { place }),
        ...(size !== undefined && { size }),
        ...(colour !== undefined && { colour }),
        attributes,
      },
      line,
    );
  }

  #edge({ values, attributes, line }: Thing): void {
    const { source, target } = values;
    if (source === undefined || target === undefined) {
      const attribute = source === undefined ? "source" : "target";
      this.#sink.problem({ code: "missing-id", line, values: { attribute } });
      return;
    }
    const weight = numberIn(values.weight);
    if (weight !== undefined) {
      attributes.weight = weight;
    }
    const type = this.#filled(values.kind) ?? this.#filled(values.label);
    const isDirected = values.type === undefined ? this.#isDirected : values.type === "directed";
    const edge: ExchangeEdge = {
      from: this.#own(source),
      to: this.#own(target),
      ...(type !== undefined && { type }),
      attributes,
    };
    this.#sink.edge(isDirected ? edge : { ...edge, isUndirected: true }, line);
  }

  /** What we have written may be empty; in other files that says nothing. */
  #filled(text: string | undefined): string | undefined {
    return text === undefined || (text === "" && !this.#isOurs) ? undefined : this.#own(text);
  }
}

function colourIn(values: Readonly<Record<string, string>>): string | undefined {
  if (values.hex !== undefined) {
    return colourOf(values.hex);
  }
  return colourOfParts(
    Number(values.r ?? Number.NaN),
    Number(values.g ?? Number.NaN),
    Number(values.b ?? Number.NaN),
  );
}

const wholeTypes: ReadonlySet<string> = new Set(["integer", "long", "short", "byte", "biginteger"]);
const numberTypes: ReadonlySet<string> = new Set(["float", "double", "bigdecimal"]);

function valueOfType(type: string, text: string): Value | undefined {
  if (type.startsWith("list")) {
    return itemsOf(text)
      .map((item) => valueOfType(type.slice(4), item))
      .filter((value) => value !== undefined);
  }
  if (type === "boolean") {
    return truthIn(text);
  }
  if (wholeTypes.has(type) && /^[+-]?\d+$/.test(text.trim())) {
    return wholeNumber(text.trim());
  }
  return wholeTypes.has(type) || numberTypes.has(type) ? numberIn(text) : text;
}

/** Items of a list as Gephi writes it: [a, "b, c"], or with bars, semicolons or commas between. */
function itemsOf(text: string): string[] {
  const plain = text.trim();
  if (!plain.startsWith("[") || !plain.endsWith("]")) {
    const delimiter = ["|", ";", ","].find((each) => plain.includes(each));
    return (delimiter === undefined ? [plain] : plain.split(delimiter))
      .map((item) => item.trim())
      .filter(Boolean);
  }
  const json = valueOfJson(plain);
  if (Array.isArray(json) && json.every((item) => typeof item !== "object")) {
    return json.map(String);
  }
  return quotedItems(plain.slice(1, -1));
}

/** Items between commas, each bare or between quotes, in which a backslash stands before what is meant as it is. */
function quotedItems(text: string): string[] {
  const items: string[] = [];
  let item = "";
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\") {
      at += 1;
      item += text[at] === "n" ? "\n" : (text[at] ?? "");
    } else if (character === quote || (quote === "" && isQuote(character) && item.trim() === "")) {
      quote = quote === "" ? character : "";
    } else if (quote === "" && character === ",") {
      items.push(item.trim());
      item = "";
    } else {
      item += character;
    }
  }
  return [...items, item.trim()].filter(Boolean);
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}
