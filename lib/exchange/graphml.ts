/**
 * GraphML. Label, place (y downwards), size and colour are keys like the attributes; which key is a field, what an
 * attribute is really called and which texts are JSON is said in a namespace of our own. Of foreign files, yEd's marks
 * and the usual names are understood.
 */
import { type Column, type ColumnType, cellOf, columnsOf } from "./columns";
import type {
  Attributes,
  ExchangeEdge,
  ExchangeGraph,
  ExchangeNode,
  Format,
  Reader,
  Sink,
  Value,
} from "./exchange";
import { stopReading } from "./stop-reading";
import {
  colourOf,
  colourOfParts,
  inPortions,
  numberIn,
  setOwn,
  truthIn,
  valueOfJson,
  wholeNumber,
} from "./values";
import { isOurs, ownNamespace, unfitted, type XmlListener, XmlReader, xmlAttribute, xmlText } from "./xml";

export const graphml: Format = {
  write: (graph) => inPortions(parts(graph)),
  read: (sink): Reader => new XmlReader(sink, new GraphmlListener(sink)),
};

type Field = "label" | "x" | "y" | "size" | "colour" | "type";

interface FieldKey {
  readonly field: Field;
  readonly title: string;
  readonly type: "string" | "double";
}

const nodeFields: readonly FieldKey[] = [
  { field: "label", title: "label", type: "string" },
  { field: "x", title: "x", type: "double" },
  { field: "y", title: "y", type: "double" },
  { field: "size", title: "size", type: "double" },
  { field: "colour", title: "color", type: "string" },
];
const edgeFields: readonly FieldKey[] = [{ field: "type", title: "type", type: "string" }];

function fieldOf(node: ExchangeNode, field: Field): string | number | undefined {
  if (field === "x" || field === "y") {
    return node.place?.[field];
  }
  return field === "type" ? undefined : node[field];
}

const writtenTypes: Readonly<Record<ColumnType, string>> = {
  boolean: "boolean",
  integer: "int",
  long: "long",
  double: "double",
  string: "string",
  "list of boolean": "string",
  "list of double": "string",
  "list of string": "string",
  json: "string",
};

function* parts(graph: ExchangeGraph): Generator<string> {
  const ofNodes = nodeFields.filter(({ field }) =>
    graph.nodes.some((node) => fieldOf(node, field) !== undefined),
  );
  const ofEdges = graph.edges.some(({ type }) => type !== undefined) ? edgeFields : [];
  const graphColumns = columnsOf([graph], new Set());
  const nodeColumns = columnsOf(graph.nodes, new Set(ofNodes.map(({ title }) => title)));
  const edgeColumns = columnsOf(graph.edges, new Set(ofEdges.map(({ title }) => title)));
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:atlas="${ownNamespace}">
`;
  yield* keys("graph", [], graphColumns);
  yield* keys("node", ofNodes, nodeColumns);
  yield* keys("edge", ofEdges, edgeColumns);
  // Readers that take only directed="true" as a word of its own would else take undirected edges for directed ones.
  const isMixed = graph.edges.some(({ isUndirected }) => isUndirected);
  yield `<graph edgedefault="${isMixed ? "undirected" : "directed"}">\n`;
  yield `${data("g", graph.attributes, graphColumns)}\n`;
  for (const node of graph.nodes) {
    const fields = ofNodes.map(({ field }) => datum(field, fieldOf(node, field)));
    const attributes = data("n", node.attributes, nodeColumns);
    yield `<node id="${xmlAttribute(node.id)}">${fields.join("")}${attributes}</node>\n`;
  }
  for (const edge of graph.edges) {
    const ends = `source="${xmlAttribute(edge.from)}" target="${xmlAttribute(edge.to)}"`;
    const direction = isMixed ? ` directed="${edge.isUndirected !== true}"` : "";
    const type = datum("type", edge.type);
    yield `<edge ${ends}${direction}>${type}${data("e", edge.attributes, edgeColumns)}</edge>\n`;
  }
  yield "</graph>\n</graphml>\n";
}

function* keys(
  what: "graph" | "node" | "edge",
  fields: readonly FieldKey[],
  columns: ReadonlyMap<string, Column>,
): Generator<string> {
  for (const { field, title, type } of fields) {
    yield `<key id="${field}" for="${what}" attr.name="${title}" attr.type="${type}" atlas:field="${field}"/>\n`;
  }
  for (const { name, title, type, index } of columns.values()) {
    const declared = `attr.name="${xmlAttribute(title)}" attr.type="${writtenTypes[type]}"`;
    const renamed = title === name ? "" : ` atlas:name="${xmlAttribute(name)}"`;
    const isJson = type === "json" || type.startsWith("list") ? ' atlas:type="json"' : "";
    yield `<key id="${what[0]}${index}" for="${what}" ${declared}${renamed}${isJson}/>\n`;
  }
}

function data(prefix: string, attributes: Attributes, columns: ReadonlyMap<string, Column>): string {
  let all = "";
  for (const name of Object.keys(attributes)) {
    const [column, value] = [columns.get(name), attributes[name]];
    if (column && value !== undefined) {
      all += datum(prefix + column.index, cellOf(value, column.type));
    }
  }
  return all;
}

function datum(key: string, value: string | number | undefined): string {
  return value === undefined ? "" : `<data key="${key}">${xmlText(String(value))}</data>`;
}

/** A declared key, as it is read. */
interface Key {
  readonly name: string;
  readonly type: string;
  readonly field: string | undefined;
  default: Value | undefined;
}

interface Thing {
  readonly kind: "graph" | "node" | "edge";
  readonly line: number;
  readonly attributes: Record<string, Value>;
  /** The attributes of its element. */
  readonly values: Readonly<Record<string, string>>;
  /** What is said of it otherwise than by attributes of the graph. */
  readonly fields: Partial<Record<Field, Value>>;
  /** Has been told, since what follows within it is of others. */
  isTold: boolean;
}

type KeysFor = Map<string, Key>;

class GraphmlListener implements XmlListener {
  readonly #sink: Sink;
  readonly #keys: Readonly<Record<Thing["kind"], KeysFor>> = {
    graph: new Map(),
    node: new Map(),
    edge: new Map(),
  };
  readonly #things: Thing[] = [];
  #isOurs = false;
  #isRoot = true;
  #isDirected: boolean[] = [];
  #declared: Key[] = [];
  #hasDefaults = false;
  #datum: string | undefined;
  #text: string | undefined;
  #line = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  open(name: string, values: Readonly<Record<string, string>>, line: number): void {
    this.#line = line;
    if (this.#isRoot) {
      this.#root(name, values, line);
    } else if (this.#datum !== undefined) {
      this.#mark(name, values);
    } else if (name === "key") {
      this.#declare(values);
    } else if (name === "default") {
      this.#text = "";
    } else if (name === "data") {
      this.#datum = values.key ?? "";
      this.#text = "";
    } else {
      this.#element(name, values, line);
    }
  }

  text(text: string): void {
    if (this.#text !== undefined) {
      this.#text += text;
    }
  }

  close(name: string): void {
    if (this.#datum !== undefined) {
      this.#closeWithin(name);
    } else if (name === "default" && this.#text !== undefined) {
      this.#hasDefaults = true;
      for (const key of this.#declared) {
        key.default = this.#value(key, this.#text);
      }
      this.#text = undefined;
    } else if (name === "graph" || name === "node" || name === "edge") {
      const thing = this.#things.pop();
      if (thing) {
        this.#tell(thing);
      }
      if (name === "graph") {
        this.#isDirected.pop();
      }
    }
  }

  end(): void {
    // All that there is has been told at the ends of elements.
  }

  #root(name: string, values: Readonly<Record<string, string>>, line: number): void {
    this.#isRoot = false;
    this.#isOurs = isOurs(values);
    if (name !== "graphml") {
      const told = { expected: "graphml", value: name };
      stopReading(this.#sink, { code: "not-this-format", line, values: told });
    }
  }

  #own(text: string): string {
    return this.#isOurs ? unfitted(text) : text;
  }

  #declare(values: Readonly<Record<string, string>>): void {
    const { id = "", for: what = "all" } = values;
    const name = this.#own(values["atlas:name"] ?? values["attr.name"] ?? values["yfiles.type"] ?? id);
    const type = values["atlas:type"] ?? values["attr.type"] ?? "string";
    this.#declared = [];
    for (const kind of ["graph", "node", "edge"] as const) {
      if (what === kind || what === "all" || what === "") {
        const field = this.#isOurs ? values["atlas:field"] : undefined;
        const key: Key = { name, type, field, default: undefined };
        this.#declared.push(key);
        this.#keys[kind].set(id, key);
      }
    }
  }

  #element(name: string, values: Readonly<Record<string, string>>, line: number): void {
    if (name === "hyperedge") {
      this.#sink.problem({ code: "unsupported", line, values: { value: name } });
    } else if (name === "graph" || name === "node" || name === "edge") {
      const outer = this.#things.at(-1);
      if (outer?.kind === "node") {
        this.#tell(outer);
      }
      if (name === "graph") {
        this.#isDirected.push(values.edgedefault !== "undirected");
      }
      this.#things.push({ kind: name, line, values, attributes: {}, fields: {}, isTold: false });
    }
  }

  #closeWithin(name: string): void {
    const thing = this.#things.at(-1);
    if (name === "data") {
      const id = this.#datum ?? "";
      if (thing && this.#text !== undefined) {
        this.#take(thing, this.#keys[thing.kind].get(id) ?? undeclared(id), this.#text);
      }
      this.#datum = undefined;
      this.#text = undefined;
    } else if (thing && (name === "NodeLabel" || name === "EdgeLabel") && this.#text !== undefined) {
      const label = this.#text.trim();
      if (label !== "") {
        thing.fields[name === "NodeLabel" ? "label" : "type"] ??= label;
      }
      this.#text = undefined;
    }
  }

  /** Elements within data are yEd's marks: their place, colour and label. */
  #mark(name: string, values: Readonly<Record<string, string>>): void {
    this.#text =
      name === "NodeLabel" || name === "EdgeLabel" ? "" : this.#text?.trim() ? this.#text : undefined;
    const thing = this.#things.at(-1);
    if (thing?.kind !== "node") {
      return;
    }
    const [x, y] = [Number(values.x ?? Number.NaN), Number(values.y ?? Number.NaN)];
    if (name === "Geometry" && Number.isFinite(x) && Number.isFinite(y)) {
      thing.fields.x = x + (Number(values.width) || 0) / 2;
      thing.fields.y = y + (Number(values.height) || 0) / 2;
    } else if (name === "Fill" && values.color !== undefined) {
      thing.fields.colour = values.color;
    }
  }

  #take(thing: Thing, key: Key, text: string): void {
    const value = this.#value(key, text);
    if (value === undefined) {
      return;
    }
    if (isField(key.field)) {
      thing.fields[key.field] ??= value;
      return;
    }
    setOwn(thing.attributes, key.name, value);
  }

  #value(key: Key, text: string): Value | undefined {
    const value = this.#valueOfType(key.type, this.#own(text));
    if (value === undefined && text.trim() !== "") {
      const values = { attribute: key.name, value: text.trim(), expected: key.type };
      this.#sink.problem({ code: "bad-value", line: this.#line, values });
    }
    return value;
  }

  #valueOfType(type: string, text: string): Value | undefined {
    switch (type) {
      case "json":
        return valueOfJson(text);
      case "boolean":
        return truthIn(text);
      case "int":
      case "integer":
      case "long":
        return /^[+-]?\d+$/.test(text.trim()) ? wholeNumber(text.trim()) : numberIn(text);
      case "float":
      case "double":
        return numberIn(text);
      default:
        return text;
    }
  }

  #tell(thing: Thing): void {
    if (thing.isTold) {
      return;
    }
    thing.isTold = true;
    if (this.#hasDefaults) {
      this.#addDefaults(thing);
    }
    if (thing.kind === "graph") {
      if (Object.keys(thing.attributes).length > 0) {
        this.#sink.graph(thing.attributes);
      }
    } else if (thing.kind === "node") {
      this.#sink.node(this.#node(thing), thing.line);
    } else {
      this.#edge(thing);
    }
  }

  #addDefaults({ kind, attributes }: Thing): void {
    for (const { name, default: value } of this.#keys[kind].values()) {
      if (value !== undefined && !Object.hasOwn(attributes, name)) {
        setOwn(attributes, name, value);
      }
    }
  }

  #node(thing: Thing): ExchangeNode {
    const { values, attributes } = thing;
    const label = this.#field(thing, "label", isLabel);
    const [x, y] = [this.#field(thing, "x", isNumber), this.#field(thing, "y", isNumber)];
    const size = this.#field(thing, "size", isNumber);
    const colour = this.#colour(thing);
    return {
      id: this.#own(values.id ?? ""),
      ...(label !== undefined && { label: String(label) }),
      ...(x !== undefined && y !== undefined && { place: { x, y } }),
      ...(size !== undefined && { size }),
      ...(colour !== undefined && { colour }),
      attributes,
    };
  }

  #edge(thing: Thing): void {
    const { values, attributes, line } = thing;
    const { source, target } = values;
    if (source === undefined || target === undefined) {
      const attribute = source === undefined ? "source" : "target";
      this.#sink.problem({ code: "missing-id", line, values: { attribute } });
      return;
    }
    const type = this.#field(thing, "type", isText);
    const isDirected =
      values.directed === undefined ? this.#isDirected.at(-1) !== false : values.directed === "true";
    const edge: ExchangeEdge = {
      from: this.#own(source),
      to: this.#own(target),
      ...(type !== undefined && { type }),
      attributes,
    };
    this.#sink.edge(isDirected ? edge : { ...edge, isUndirected: true }, line);
  }

  #colour(thing: Thing): string | undefined {
    const colour = this.#field(thing, "colour", isText);
    if (this.#isOurs) {
      return colour;
    }
    const { r, g, b } = thing.attributes;
    const mixed = isNumber(r) && isNumber(g) && isNumber(b) ? colourOfParts(r, g, b) : undefined;
    if (colour === undefined && mixed !== undefined) {
      for (const name of ["r", "g", "b"]) {
        delete thing.attributes[name];
      }
    }
    return colour === undefined ? mixed : colourOf(colour);
  }

  /** What is said of the field; in a foreign file, the attribute of a usual name, which is an attribute no more. */
  #field<V extends Value>(
    { kind, fields, attributes }: Thing,
    field: Field,
    isFit: (value: Value | undefined) => value is V,
  ): V | undefined {
    const said = fields[field];
    if (this.#isOurs || isFit(said)) {
      return isFit(said) ? said : undefined;
    }
    for (const name of usualNames[field][kind] ?? []) {
      const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      if (isFit(value) && value !== "" && (field !== "colour" || colourOf(String(value)) !== undefined)) {
        delete attributes[name];
        return value;
      }
    }
    return;
  }
}

const fieldNames: ReadonlySet<string> = new Set(["label", "x", "y", "size", "colour", "type"]);

function isField(name: string | undefined): name is Field {
  return name !== undefined && fieldNames.has(name);
}

function isNumber(value: Value | undefined): value is number {
  return typeof value === "number";
}

function isText(value: Value | undefined): value is string {
  return typeof value === "string";
}

function isLabel(value: Value | undefined): value is string | number {
  return isText(value) || isNumber(value);
}

/** What attributes are usually called that are fields, the best first. */
const usualNames: Readonly<Record<Field, Partial<Record<Thing["kind"], readonly string[]>>>> = {
  label: { node: ["label", "Label"] },
  x: { node: ["x", "X"] },
  y: { node: ["y", "Y"] },
  size: { node: ["size", "Size"] },
  colour: { node: ["color", "colour", "Color"] },
  type: { edge: ["type", "interaction", "relation", "relationship", "label", "Edge Label"] },
};

function undeclared(id: string): Key {
  return { name: id, type: "string", field: undefined, default: undefined };
}
