/**
 * The atlas's own JSON: an ExchangeGraph as it is. `attributes` are those of the graph; each node and each edge stands
 * on a line of its own, with its `attributes` as plain JSON.
 */
import type { ExchangeEdge, ExchangeGraph, ExchangeNode, Format, Sink, Value } from "./exchange";
import { idOf, isObject, type JsonObject } from "./json-fields";
import { JsonReader } from "./json-stream";
import { stopReading } from "./stop-reading";
import { inPortions, own } from "./values";

const formatVersion = 1;

export const atlasJson: Format = { write: writeAtlasJson, read };

/** A graph whose nodes and edges come one by one. */
export interface StreamedGraph extends Pick<ExchangeGraph, "attributes"> {
  readonly nodes: Iterable<ExchangeNode>;
  readonly edges: Iterable<ExchangeEdge>;
}

/** Parts of the text, in order; nodes and edges are asked for as it is written. */
export function writeAtlasJson(graph: StreamedGraph): Iterable<string> {
  return inPortions(parts(graph));
}

function* parts(graph: StreamedGraph): Generator<string> {
  yield `{"format":"large-model-atlas","formatVersion":${formatVersion},\n`;
  yield `"attributes":${JSON.stringify(graph.attributes)},\n"nodes":[`;
  let between = "\n";
  for (const node of graph.nodes) {
    yield between + JSON.stringify(written(node));
    between = ",\n";
  }
  yield '\n],\n"edges":[';
  between = "\n";
  for (const edge of graph.edges) {
    yield between + JSON.stringify(writtenEdge(edge));
    between = ",\n";
  }
  yield "\n]}\n";
}

function written({ id, label, place, size, colour, attributes }: ExchangeNode): object {
  return { id, label, x: place?.x, y: place?.y, size, colour, attributes };
}

function writtenEdge({ from, to, type, isUndirected, attributes }: ExchangeEdge): object {
  return { from, to, type, undirected: isUndirected, attributes };
}

function read(sink: Sink): JsonReader {
  let isOurs = false;
  const take = (path: string, key: string | number, value: Value, line: number): void => {
    if (path === "nodes") {
      takeNode(sink, value, line);
    } else if (path === "edges") {
      takeEdge(sink, value, line);
    } else if (key === "format" && value === "large-model-atlas") {
      isOurs = true;
    } else if (key === "formatVersion" && value !== formatVersion) {
      const values = { attribute: key, value: String(value), expected: formatVersion };
      stopReading(sink, { code: "unsupported", line, values });
    } else if (key === "attributes" && isObject(value)) {
      sink.graph(value);
    }
  };
  const end = () => {
    if (!isOurs) {
      stopReading(sink, { code: "not-this-format", values: { expected: "large-model-atlas" } });
    }
  };
  return new JsonReader(sink, { opened: new Set(["", "nodes", "edges"]), take, end });
}

function takeNode(sink: Sink, value: Value, line: number): void {
  const id = isObject(value) ? idOf(own(value, "id")) : undefined;
  if (!isObject(value) || id === undefined) {
    sink.problem({ code: "missing-id", line, values: {} });
    return;
  }
  const [x, y] = [numberIn(value, "x"), numberIn(value, "y")];
  sink.node(
    {
      id,
      ...present("label", textIn(value, "label")),
      ...present("place", x === undefined || y === undefined ? undefined : { x, y }),
      ...present("size", numberIn(value, "size")),
      ...present("colour", textIn(value, "colour")),
      attributes: attributesIn(value),
    },
    line,
  );
}

function takeEdge(sink: Sink, value: Value, line: number): void {
  const [from, to] = isObject(value) ? [idOf(own(value, "from")), idOf(own(value, "to"))] : [];
  if (!isObject(value) || from === undefined || to === undefined) {
    sink.problem({ code: "missing-id", line, values: { attribute: from === undefined ? "from" : "to" } });
    return;
  }
  const edge: ExchangeEdge = {
    from,
    to,
    ...present("type", textIn(value, "type")),
    attributes: attributesIn(value),
  };
  sink.edge(own(value, "undirected") === true ? { ...edge, isUndirected: true } : edge, line);
}

/** The field, only if there is something in it. */
function present<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = own(object, name);
  return typeof value === "string" ? value : undefined;
}

function numberIn(object: JsonObject, name: string): number | undefined {
  const value = own(object, name);
  return typeof value === "number" ? value : undefined;
}

function attributesIn(object: JsonObject): JsonObject {
  const value = own(object, "attributes");
  return isObject(value) ? value : {};
}
