/** Entities as exchanged graphs, and back: nothing is lost, and nothing that is not ours is taken for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entitiesIn, exchangeOf } from "@/lib/exchange/from-entities";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, Fact, Relation, Source } from "@/lib/graph/schema";
import { compiledDataFolder } from "@/lib/store/open";

const { compact, entities, outline } = JSON.parse(
  readFileSync(join(compiledDataFolder(), "atlas.json"), "utf8"),
) as CompiledGraph;
const { ontology } = compact;
const atlas = { ontology, graph: "atlas", version: compact.version, entities, outline };

describe("the atlas", () => {
  const graph = exchangeOf({
    ...atlas,
    place: () => ({ x: 1, y: 2 }),
    colour: () => "#112233",
    size: () => 4,
  });

  it("comes back whole, its version included", () => {
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
    expect(entitiesIn(graph)).toEqual(entities);
    expect(graph.attributes.version).toBe(compact.version);
    expect(graph.nodes[0]).toMatchObject({ id: entities[0].id, label: entities[0].name.en, size: 4 });
  });

  it("comes back in its order whatever order a format gives", () => {
    const turned = {
      ...graph,
      nodes: graph.nodes.map((node) => ({
        ...node,
        attributes: Object.fromEntries(Object.entries(node.attributes).reverse()),
      })),
      edges: graph.edges.toReversed(),
    };
    expect(JSON.stringify(entitiesIn(turned))).toBe(JSON.stringify(entitiesIn(graph)));
  });

  it("leaves out relations that are not asked for, and those that lead away", () => {
    const some = entities.filter(({ kind }) => kind === "model" || kind === "dataset");
    const ids = new Set(some.map(({ id }) => id));
    const { edges } = exchangeOf({
      ...atlas,
      entities: some,
      relations: ({ type }) => type === "trained_on",
    });
    const wanted = some.flatMap(({ relations }) =>
      relations.filter(({ type, to }) => type === "trained_on" && ids.has(to)),
    );
    expect(edges.map(({ from, to }) => [from, to])).toEqual(wanted.map(({ from, to }) => [from, to]));
    expect(edges.every(({ type }) => type === "trained_on")).toBe(true);
  });
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("[1]", "引号“”", '"a", \n b', "👩‍🔬", "مرحبا", "\u0000", " "),
);
const factName = fc.constantFrom("a", "size", "part_of", "x1", "sources", "original");
const both = fc.record({ en: text, zh: text });
const source: fc.Arbitrary<Source> = fc.record(
  { url: fc.constantFrom("https://a.example/?q=1&r", "http://例.example"), title: fc.oneof(text, both) },
  { requiredKeys: [] },
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const value: fc.Arbitrary<Fact["value"]> = fc.oneof(
  fc.string(),
  number,
  fc.array(fc.oneof(text, number)),
  fc.array(fc.record({ id: text, part: text }, { requiredKeys: ["id"] })),
  fc.dictionary(factName, number),
);

const graphOf = fc
  .uniqueArray(fc.constantFrom("a", "b", "c2", "d-e", "f", "g"), { minLength: 1, maxLength: 6 })
  .chain((slugs) => {
    const ids = slugs.map((slug) => `thing/${slug}`);
    return fc.tuple(...ids.map((id) => entityOf(id, ids)));
  });

function entityOf(id: string, ids: readonly string[]): fc.Arbitrary<Entity> {
  return fc.array(source, { maxLength: 4 }).chain((sources) => {
    // Others than those that the entity lists can support a statement too.
    const cited = fc.array(sources.length > 0 ? fc.oneof(fc.constantFrom(...sources), source) : source, {
      maxLength: 2,
    });
    const fact: fc.Arbitrary<Fact> = fc.record(
      { value, original: text, sources: cited },
      { requiredKeys: ["value", "sources"] },
    );
    const relation: fc.Arbitrary<Relation> = fc.record(
      {
        type: fc.constantFrom("near", "part_of"),
        from: fc.constant(id),
        to: fc.constantFrom(...ids),
        note: both,
        sources: fc.array(source, { maxLength: 2 }),
      },
      { requiredKeys: ["type", "from", "to", "sources"] },
    );
    return fc.record({
      id: fc.constant(id),
      kind: fc.constant("thing"),
      name: both,
      aliases: fc.array(text, { maxLength: 3 }),
      summary: both,
      namedInWhitePaper: fc.boolean(),
      sections: fc.array(text, { maxLength: 2 }),
      facts: fc.dictionary(factName, fact, {
        maxKeys: 4,
        noNullPrototype: true,
      }),
      relations: fc.uniqueArray(relation, { maxLength: 4, selector: ({ type, to }) => `${type} ${to}` }),
      sources: fc.constant(sources),
    });
  });
}

describe("any entities", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(graphOf, (generated) => {
        // An ontology that knows none of their names keeps relations in the order of ids.
        const sorted = generated.map((entity) => ({
          ...entity,
          relations: entity.relations.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0)),
        }));
        const own = { ...ontology, relations: {} } as Ontology;
        const graph = exchangeOf({ ontology: own, graph: "g", version: "1", entities: sorted });
        expect(entitiesIn(JSON.parse(JSON.stringify(graph)))).toEqual(sorted);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a graph that is not ours", () => {
  const [node] = exchangeOf({ ...atlas, entities: entities.slice(0, 1) }).nodes;
  it.each([
    ["no kind", { kind: undefined }],
    ["another kind than its id has", { kind: "other" }],
    ["no summary", { "summary.zh": undefined }],
    ["sources that are none", { sources: [1] }],
    ["a fact that is true or false", { "fact.x": true }],
    ["a source that there is not", { "fact.x": "y", "fact.x.sources": [99] }],
  ])("has %s", (_, change) => {
    const attributes = JSON.parse(JSON.stringify({ ...node.attributes, ...change }));
    expect(entitiesIn({ attributes: {}, nodes: [{ ...node, attributes }], edges: [] })).toBeUndefined();
  });

  it("may hold nothing at all", () => {
    expect(entitiesIn({ attributes: {}, nodes: [], edges: [] })).toBeUndefined();
  });
});
