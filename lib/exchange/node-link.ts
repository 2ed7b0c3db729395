/**
 * Node-link JSON, as networkx's `node_link_data` writes it (`links` or `edges`) and as examples of d3 use it, whose
 * links may name their ends by index. Attributes stand beside the fields; those that are called like a field stand in
 * `attributes`.
 */
import {
  type ExchangeEdge,
  type ExchangeGraph,
  type Format,
  readLimits,
  type Sink,
  type Value,
} from "./exchange";
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

const nodeFields = new Set(["id", "key", "x", "y", ...lookNames]);
const edgeFields = new Set(["source", "target", "from", "to", "key", "directed", ...typeNames]);

export const nodeLink: Format = {
  write: (graph) => inPortions(parts(graph)),
  read: (sink) => new NodeLinkPieces(sink).reader,
};

function* parts(graph: ExchangeGraph): Generator<string> {
  yield `{"directed":true,"multigraph":true,\n"graph":${JSON.stringify(graph.attributes)},\n"nodes":[`;
  let between = "\n";
  for (const { id, label, place, size, colour, attributes } of graph.nodes) {
    const fields = { id, label, x: place?.x, y: place?.y, size, color: colour };
    yield between + JSON.stringify(withAttributes(fields, attributes, nodeFields));
    between = ",\n";
  }
  yield '\n],\n"links":[';
  between = "\n";
  for (const { from, to, type, isUndirected, attributes } of graph.edges) {
    const fields = { source: from, target: to, type, directed: isUndirected ? false : undefined };
    yield between + JSON.stringify(withAttributes(fields, attributes, edgeFields));
    between = ",\n";
  }
  yield "\n]}\n";
}

interface Link {
  readonly members: JsonObject;
  readonly line: number;
}

/** Keeps links to the end: only then is it known what a number at their ends means, and whether they have directions. */
class NodeLinkPieces {
  readonly reader: JsonReader;
  readonly #sink: Sink;
  readonly #ids: string[] = [];
  readonly #known = new Set<string>();
  readonly #links: Link[] = [];
  #hasLists = false;
  #isDirected = true;
  #isMultigraph = false;

  constructor(sink: Sink) {
    this.#sink = sink;
    const opened = new Set(["", "nodes", "links", "edges"]);
    this.reader = new JsonReader(sink, {
      opened,
      open: (path) => {
        this.#hasLists ||= path !== "";
      },
      take: (path, key, value, line) => this.#take(path, key, value, line),
      end: () => this.#end(),
    });
  }

  #take(path: string, key: string | number, value: Value, line: number): void {
    if (path === "nodes") {
      this.#node(value, key, line);
    } else if (path === "links" || path === "edges") {
      this.#link(value, line);
    } else if (key === "directed") {
      this.#isDirected = value !== false;
    } else if (key === "multigraph") {
      this.#isMultigraph = value === true;
    } else if (key === "graph" && isObject(value)) {
      this.#sink.graph(value);
    } else if (typeof key === "string" && key !== "" && key !== "graph") {
      this.#sink.graph({ [key]: value });
    }
  }

  #node(value: Value, key: string | number, line: number): void {
    const index = this.#ids.length;
    if (!isObject(value)) {
      this.#add(idOf(value), { attributes: {} }, line);
      return;
    }
    const taken = new Set<string>();
    const id = this.#idOf(value, key, index, taken);
    const members = taken.has("key") ? lifted(value) : value;
    const looks = looksOf(members, taken);
    const place = placeOf(members);
    if (place) {
      taken.add("x").add("y");
    }
    this.#add(id, { ...looks, ...(place && { place }), attributes: attributesOf(members, taken) }, line);
  }

  #add(id: string | undefined, node: Omit<Parameters<Sink["node"]>[0], "id">, line: number): void {
    this.#ids.push(id ?? "");
    this.#known.add(id ?? "");
    this.#sink.node({ id: id ?? "", ...node }, line);
  }

  /** Its id or key, else its key in an object of nodes, its name, or its index, by which links then name it. */
  #idOf(members: JsonObject, key: string | number, index: number, taken: Set<string>): string {
    for (const name of ["id", "key"]) {
      const id = idOf(own(members, name));
      if (id !== undefined) {
        taken.add(name);
        return id;
      }
    }
    const name = typeof key === "string" ? key : idOf(own(members, "name"));
    return name === undefined || name === "" || this.#known.has(name) ? `${name ?? ""}#${index}` : name;
  }

  #link(value: Value, line: number): void {
    if (!isObject(value)) {
      this.#sink.problem({ code: "missing-id", line, values: { attribute: "source" } });
      return;
    }
    this.#links.push({ members: value, line });
    if (this.#links.length > readLimits.relations) {
      const values = { limit: readLimits.relations };
      stopReading(this.#sink, { code: "too-many-relations", line, values });
    }
  }

  #end(): void {
    if (!this.#hasLists) {
      stopReading(this.#sink, { code: "not-this-format", values: { expected: "nodes" } });
      return;
    }
    const endOf = this.#endOf();
    for (const { members, line } of this.#links) {
      this.#edge(members, endOf, line);
    }
  }

  /** Numbers at ends are ids where all of them are, else indices where all of them can be. */
  #endOf(): (value: Value | undefined) => string | undefined {
    const numbers = this.#links
      .flatMap(({ members }) => [endIn(members, "source"), endIn(members, "target")])
      .filter((end) => typeof end === "number");
    const areIds = numbers.every((number) => this.#known.has(String(number)));
    const areIndices = !areIds && numbers.every((number) => this.#ids[number] !== undefined);
    return (value) => (areIndices && typeof value === "number" ? this.#ids[value] : idOf(value));
  }

  #edge(members: JsonObject, endOf: (value: Value | undefined) => string | undefined, line: number): void {
    const [from, to] = [endOf(endIn(members, "source")), endOf(endIn(members, "target"))];
    if (from === undefined || to === undefined) {
      const attribute = from === undefined ? "source" : "target";
      this.#sink.problem({ code: "missing-id", line, values: { attribute } });
      return;
    }
    const taken = new Set(["source", "target", ...(this.#isMultigraph ? ["key"] : [])]);
    for (const [name, other] of endNames) {
      if (own(members, name) === undefined) {
        taken.add(other);
      }
    }
    const type = typeOf(members, taken);
    const directed = own(members, "directed");
    if (typeof directed === "boolean") {
      taken.add("directed");
    }
    const isDirected = typeof directed === "boolean" ? directed : this.#isDirected;
    const edge: ExchangeEdge = { from, to, ...type, attributes: attributesOf(members, taken) };
    this.#sink.edge(isDirected ? edge : { ...edge, isUndirected: true }, line);
  }
}

const endNames: readonly ["source" | "target", string][] = [
  ["source", "from"],
  ["target", "to"],
];

/** What stands at an end; the id of a node where the node itself does, as after a simulation of d3. */
function endIn(members: JsonObject, name: "source" | "target"): Value | undefined {
  const end = own(members, name) ?? own(members, name === "source" ? "from" : "to");
  return isObject(end) ? (own(end, "id") ?? own(end, "key") ?? own(end, "index") ?? own(end, "name")) : end;
}

/** With the attributes beside the key, where a node has all of them in one member. */
function lifted(members: JsonObject): JsonObject {
  const attributes = own(members, "attributes");
  return isObject(attributes) ? { ...attributes, key: own(members, "key") ?? "" } : members;
}
