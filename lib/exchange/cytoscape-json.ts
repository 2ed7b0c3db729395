/**
 * Cytoscape JSON: `elements` as `{nodes, edges}` or as one list, or the list alone. Attributes stand in `data` beside
 * the fields; those that are called like a field stand in its `attributes`.
 */
import type { ExchangeEdge, ExchangeGraph, Format, Sink, Value } from "./exchange";
import {
  attributesOf,
  idOf,
  isObject,
  type JsonObject,
  lookNames,
  looksOf,
  placeOf,
  typeNames,
  typeOf,
  withAttributes,
} from "./json-fields";
import { JsonReader } from "./json-stream";
import { stopReading } from "./stop-reading";
import { inPortions, own } from "./values";

const nodeFields = new Set(["id", "source", "target", ...lookNames]);
const edgeFields = new Set(["id", "source", "target", "directed", ...typeNames]);

export const cytoscapeJson: Format = { write: (graph) => inPortions(parts(graph)), read };

function* parts(graph: ExchangeGraph): Generator<string> {
  yield '{"format_version":"1.0","generated_by":"large-model-atlas","target_cytoscapejs_version":"~3",\n';
  yield `"data":${JSON.stringify(graph.attributes)},\n"elements":{"nodes":[`;
  let between = "\n";
  const ids = new Set<string>();
  for (const { id, label, place, size, colour, attributes } of graph.nodes) {
    ids.add(id);
    const data = withAttributes({ id, label, size, color: colour }, attributes, nodeFields);
    yield between + JSON.stringify({ data, position: place && { x: place.x, y: place.y } });
    between = ",\n";
  }
  yield '\n],"edges":[';
  between = "\n";
  let index = 0;
  for (const { from, to, type, isUndirected, attributes } of graph.edges) {
    do {
      index += 1;
    } while (ids.has(`e${index}`));
    const directed = isUndirected ? false : undefined;
    const fields = { id: `e${index}`, source: from, target: to, type, directed };
    yield between + JSON.stringify({ data: withAttributes(fields, attributes, edgeFields) });
    between = ",\n";
  }
  yield "\n]}}\n";
}

const lists: ReadonlySet<string> = new Set(["elements.nodes", "elements.edges"]);
/** What a saved network says of its looks, not of itself. */
const ofLooks = /^(?:style|zoom|pan|layout|min|max|\w*Enabled|renderer|boxSelect|format_|generated_|target_)/;

function read(sink: Sink): JsonReader {
  let hasElements = false;
  const take = (path: string, key: string | number, value: Value, line: number): void => {
    if (typeof key === "number" || lists.has(path)) {
      hasElements = true;
      takeElement(sink, value, path.endsWith("edges"), line);
    } else if (path === "" && key === "data" && isObject(value)) {
      sink.graph(value);
    } else if (path === "" && key !== "" && !ofLooks.test(key) && typeof value !== "object") {
      sink.graph({ [key]: value });
    }
  };
  const open = (path: string) => {
    hasElements ||= path === "elements";
  };
  const end = () => {
    if (!hasElements) {
      stopReading(sink, { code: "not-this-format", values: { expected: "elements" } });
    }
  };
  return new JsonReader(sink, { opened: new Set(["", "elements", ...lists]), open, take, end });
}

function takeElement(sink: Sink, value: Value, isAmongEdges: boolean, line: number): void {
  const data = isObject(value) ? own(value, "data") : undefined;
  if (!isObject(value) || !isObject(data)) {
    sink.problem({ code: "missing-id", line, values: { attribute: "data" } });
    return;
  }
  const isEdge =
    isAmongEdges ||
    own(value, "group") === "edges" ||
    (own(value, "group") === undefined && own(data, "source") !== undefined);
  if (isEdge) {
    takeEdge(sink, data, line);
  } else {
    takeNode(sink, data, own(value, "position"), line);
  }
}

function takeNode(sink: Sink, data: JsonObject, position: Value | undefined, line: number): void {
  const taken = new Set(["id"]);
  const looks = looksOf(data, taken);
  const place = isObject(position) ? placeOf(position) : undefined;
  const attributes = attributesOf(data, taken);
  sink.node({ id: idOf(own(data, "id")) ?? "", ...looks, ...(place && { place }), attributes }, line);
}

function takeEdge(sink: Sink, data: JsonObject, line: number): void {
  const [from, to] = [idOf(own(data, "source")), idOf(own(data, "target"))];
  if (from === undefined || to === undefined) {
    const attribute = from === undefined ? "source" : "target";
    sink.problem({ code: "missing-id", line, values: { attribute } });
    return;
  }
  const taken = new Set(["id", "source", "target"]);
  const type = typeOf(data, taken);
  const directed = own(data, "directed");
  if (typeof directed === "boolean") {
    taken.add("directed");
  }
  const edge: ExchangeEdge = { from, to, ...type, attributes: attributesOf(data, taken) };
  sink.edge(directed === false ? { ...edge, isUndirected: true } : edge, line);
}
