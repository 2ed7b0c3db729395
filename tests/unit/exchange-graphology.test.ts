/** What we write as XML is read rightly by parsers that are not ours. */
import * as fc from "fast-check";
import { MultiGraph } from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { describe, expect, test } from "vitest";
import type { Attributes, ExchangeEdge, ExchangeGraph, ExchangeNode, Value } from "@/lib/exchange/exchange";
import { loadFormat } from "@/lib/exchange/formats";

const parsers = { graphml: parseGraphml, gexf: parseGexf };

/** What XML can hold as it is. */
const text = fc
  .array(fc.constantFrom(..."ab \"'&<>;,|\\/\n\t\r".split(""), "模型", "שלום", "👩‍🔬", "]]>", "é", "_x_"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const attributes = fc.record(
  {
    text,
    "fact.有": text,
    count: fc.integer({ min: -1000, max: 1000 }),
    number,
    truth: fc.boolean(),
    texts: fc.array(text, { maxLength: 3 }),
    numbers: fc.array(number, { minLength: 1, maxLength: 3 }),
    deep: fc.record({ a: fc.array(text, { maxLength: 2 }) }),
    mixed: fc.oneof(text, number),
    label: text,
    x: text,
  },
  { requiredKeys: [] },
);
const node = fc.record(
  {
    id: text,
    label: text,
    size: fc.double({ min: 0.1, max: 100, noNaN: true }),
    colour: fc.integer({ min: 0x100000, max: 0xffffff }).map((value) => `#${value.toString(16)}`),
    place: fc.record({ x: number, y: number }),
    attributes,
  },
  { requiredKeys: ["id", "attributes"] },
);
const graphs: fc.Arbitrary<ExchangeGraph> = fc
  .uniqueArray(node, { selector: ({ id }) => id, minLength: 1, maxLength: 4 })
  .chain((nodes) => {
    const end = fc.constantFrom(...nodes.map(({ id }) => id));
    const edge = fc.record(
      { from: end, to: end, type: text, isUndirected: fc.constant(true as const), attributes },
      { requiredKeys: ["from", "to", "attributes"] },
    );
    return fc.record({
      attributes: fc.record({ title: text, deep: fc.constant({ a: [1, { b: "c" }] }) }, { requiredKeys: [] }),
      nodes: fc.constant(nodes),
      edges: fc.array(edge, { maxLength: 5 }),
    });
  });

async function parsed(name: "graphml" | "gexf", graph: ExchangeGraph) {
  return parsers[name](MultiGraph, [...(await loadFormat(name)).write(graph)].join(""));
}

/** As others see them: a list or a nested value as JSON where it has no type of the format, fields by their usual names. */
function seen(
  all: readonly { readonly attributes: Attributes }[],
  own: Attributes,
  fields: Readonly<Record<string, Value | undefined>>,
  hasLists: boolean,
  taken: readonly string[],
): Record<string, Value> {
  const told: Record<string, Value> = {};
  for (const [name, value] of Object.entries(own)) {
    const types = new Set(
      all.flatMap(({ attributes }) => (name in attributes ? [typeof attributes[name]] : [])),
    );
    const isPlain = typeof value === "object" ? hasLists && Array.isArray(value) : types.size === 1;
    told[taken.includes(name) ? `${name} (attribute)` : name] = isPlain ? value : JSON.stringify(value);
  }
  return {
    ...told,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  } as Record<string, Value>;
}

const named = (things: readonly object[], names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .filter(([field]) => things.some((thing) => field in thing))
    .map(([, name]) => name);

function rgb(colour: string | undefined): string | undefined {
  const parts = colour?.match(/[0-9a-f]{2}/g)?.map((part) => Number.parseInt(part, 16));
  return parts && `rgb(${parts.join(",")})`;
}

const isShown = {
  graphml: {
    node: ({ label, place, size, colour }: ExchangeNode) => ({
      label,
      x: place?.x,
      y: place?.y,
      size,
      color: colour,
    }),
    edge: ({ type }: ExchangeEdge) => ({ type }),
  },
  gexf: {
    node: ({ label, place, size, colour }: ExchangeNode) => ({
      label,
      x: place?.x,
      y: place && 0 - place.y,
      size,
      color: rgb(colour),
    }),
    edge: ({ type }: ExchangeEdge) => ({ kind: type, label: type }),
  },
} as const;

describe.each(["graphml", "gexf"] as const)("%s", (name) => {
  test("ids, ends, directions and values are those that were written", async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const read = await parsed(name, graph);
        const { nodes, edges } = graph;
        const ofNodes = named(nodes, { label: "label", place: "x" });
        const ofEdges = name === "graphml" ? [] : named(edges, { type: "label" });
        const hasLists = name === "gexf";
        expect(read.nodes()).toEqual(nodes.map(({ id }) => id));
        expect(read.nodes().map((id) => read.getNodeAttributes(id))).toEqual(
          nodes.map((each) => seen(nodes, each.attributes, isShown[name].node(each), hasLists, ofNodes)),
        );
        const told = read
          .edges()
          .map((edge) => [...read.extremities(edge), read.isUndirected(edge), read.getEdgeAttributes(edge)]);
        const expected = edges.map((each) => [
          each.from,
          each.to,
          each.isUndirected === true,
          seen(edges, each.attributes, isShown[name].edge(each), hasLists, ofEdges),
        ]);
        expect(told).toHaveLength(expected.length);
        expect(told).toEqual(expect.arrayContaining(expected));
      }),
      { numRuns: 40 },
    );
  });
});

test("attributes of the graph are those of GraphML's graph", async () => {
  const read = await parsed("graphml", {
    attributes: { title: "图谱 <a>", version: "1", ontology: { kinds: [{ id: "model" }] } },
    nodes: [{ id: "a", attributes: {} }],
    edges: [],
  });
  expect(read.getAttributes()).toEqual({
    title: "图谱 <a>",
    version: "1",
    ontology: '{"kinds":[{"id":"model"}]}',
  });
});
