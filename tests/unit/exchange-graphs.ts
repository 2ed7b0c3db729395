/** Graphs of all kinds for the tests of formats, and what a reader makes of a text. */
import * as fc from "fast-check";
import {
  type Attributes,
  type ExchangeEdge,
  type ExchangeGraph,
  type ExchangeNode,
  type Reader,
  type ReadProblem,
  type Sink,
  StoppedReading,
  type Value,
} from "@/lib/exchange/exchange";

const awkward = fc.constantFrom(
  ..."\"';,|\\\t\n\r=+-@＝:#<>{}[]()^`%&~_.$ ".split(""),
  "\r\n",
  "; ",
  "'=",
  '""',
  "\\e",
  "\\0",
  "]]>",
  "模型",
  "שלום",
  "مرحبا",
  "\u200F",
  "👩‍🔬",
  "é",
  "e\u0301",
  "\u2028",
  "\uFEFF",
  "\u0001",
  "\u007F",
  "\uFFFE",
  "__proto__",
  "constructor",
  "http://a.example/",
  "true",
  "1",
  "-0",
);

/** Any text of whole characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(awkward, fc.string({ unit: "grapheme", maxLength: 4 })), { maxLength: 5 })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ maxLength: 8 }),
);

/** JSON has no negative zero. */
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(0, 1e21, 1e-7, -1, 671_000_000_000, Number.MAX_SAFE_INTEGER + 2),
);
const scalar = fc.oneof(anyText, number, fc.boolean());
const tied = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(anyText, { maxLength: 3 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(anyText, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const names = fc.oneof(
  anyText,
  fc.constantFrom(
    "id",
    "label",
    "kind",
    "type",
    "from",
    "to",
    "x",
    "size",
    "colour",
    "direction",
    "year:number",
    "a:ID",
  ),
  fc.constantFrom(
    "name.en",
    "name.zh",
    "aliases",
    "summary.en",
    "sources",
    "fact.parameters",
    "note.zh",
    "fact.homepage",
  ),
  fc.constantFrom("rdfs:label", "https://schema.org/name", "a", "名称", "unit "),
);
const url = fc.oneof(fc.constantFrom("https://a.example/1", "http://b.example/#x", "urn:isbn:1"), anyText);
/** As the atlas has them. */
const usual = fc.record(
  {
    kind: fc.constantFrom("model", "a b"),
    "name.zh": anyText,
    aliases: fc.array(anyText, { maxLength: 3 }),
    "fact.homepage": url,
    sources: fc.array(fc.record({ url, title: anyText }, { requiredKeys: [] }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
export const anyAttributes: fc.Arbitrary<Attributes> = fc.oneof(
  fc.dictionary(names, tied.value, { maxKeys: 5, noNullPrototype: true }),
  usual,
);

const id = fc.oneof(
  anyText.filter((text) => text !== ""),
  fc.constantFrom(
    "model/deepseek-v3",
    "http://a.example/b#c",
    "urn:x",
    "_:b0",
    "mailto:a@b",
    "id",
    "..",
    "a/../b",
  ),
);
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const place = fc.record({ x: number, y: number });
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

const node = fc.record({
  id,
  label: optional(anyText),
  attributes: anyAttributes,
  place: optional(place),
  size: optional(number),
  colour: optional(colour),
});

/** Graphs with all kinds of values; every text is of whole characters. */
export const anyGraph: fc.Arbitrary<ExchangeGraph> = fc
  .uniqueArray(node, { selector: ({ id }) => id, minLength: 1, maxLength: 5 })
  .chain((nodes) => {
    const end = fc.constantFrom(...nodes.map(({ id }) => id));
    const edge = fc.record({
      from: end,
      to: end,
      type: optional(fc.oneof(anyText, fc.constantFrom("Directed", "uses", "type", "a b", "rdf:type"))),
      isUndirected: optional(fc.constant(true as const)),
      attributes: fc.oneof(fc.constant({}), anyAttributes),
    });
    return fc.record({
      attributes: anyAttributes,
      nodes: fc.constant(nodes.map(defined)),
      edges: fc.array(edge, { maxLength: 5 }).map((edges) => edges.map(defined)),
    });
  });

/** Without what is undefined. */
const defined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

export interface Found {
  readonly graph: ExchangeGraph;
  readonly problems: readonly Omit<ReadProblem, "file">[];
  /** With the line of each, where it was told. */
  readonly lines: readonly (number | undefined)[];
  readonly isStopped: boolean;
}

/** What a reader finds in a text that comes in parts of that length. */
export async function found(
  read: (sink: Sink) => Reader,
  text: string,
  partLength = text.length + 1,
): Promise<Found> {
  const attributes: Record<string, Value> = {};
  const nodes: ExchangeNode[] = [];
  const edges: ExchangeEdge[] = [];
  const problems: Omit<ReadProblem, "file">[] = [];
  const lines: (number | undefined)[] = [];
  let isStopped = false;
  const sink: Sink = {
    graph: (found) => {
      for (const [name, value] of Object.entries(found)) {
        Object.defineProperty(attributes, name, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    },
    node: (node, line) => {
      nodes.push(node);
      lines.push(line);
    },
    edge: (edge, line) => {
      edges.push(edge);
      lines.push(line);
    },
    problem: (problem) => problems.push(problem),
  };
  try {
    const reader = read(sink);
    for (let at = 0; at < text.length; at += partLength) {
      reader.write(text.slice(at, at + partLength));
    }
    await reader.end();
  } catch (error) {
    if (!(error instanceof StoppedReading)) {
      throw error;
    }
    isStopped = true;
  }
  return { graph: { attributes, nodes, edges }, problems, lines, isStopped };
}
