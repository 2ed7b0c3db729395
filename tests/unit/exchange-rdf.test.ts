/** Turtle and JSON-LD: read back the same, the same triples in both, and what others write. */
import * as fc from "fast-check";
import jsonLd, { type JsonLdDocument } from "jsonld";
import { Parser, Writer } from "n3";
import { describe, expect, it } from "vitest";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { jsonld } from "@/lib/exchange/jsonld";
import { turtle } from "@/lib/exchange/turtle";
import { anyGraph, found } from "./exchange-graphs";

const turtleOf = (graph: ExchangeGraph): string => [...turtle.write(graph)].join("");
const jsonOf = (graph: ExchangeGraph): string => [...jsonld.write(graph)].join("");

/** Lines of N-Triples as another library has them. */
const plainTriples = (text: string): string[] =>
  new Writer({ format: "N-Triples" }).quadsToString(new Parser().parse(text)).trim().split("\n").sort();

const small: ExchangeGraph = {
  attributes: { graph: "atlas", version: "1", title: "Atlas" },
  nodes: [
    {
      id: "model/a",
      label: "A",
      attributes: {
        kind: "model",
        "name.en": "A",
        "name.zh": "甲",
        "summary.zh": "一个模型",
        aliases: ["A1"],
        "fact.homepage": "https://a.example/",
        "fact.parameters": [7_000_000_000],
        "fact.score": 0.5,
        sources: [{ url: "https://s.example/1", title: "One" }, { title: "Two" }],
      },
      place: { x: 1, y: -2.5 },
    },
    { id: "model/b", attributes: { kind: "model" } },
  ],
  edges: [
    { from: "model/a", to: "model/b", type: "uses", attributes: {} },
    {
      from: "model/b",
      to: "model/a",
      type: "uses",
      attributes: { "note.en": "a note", sources: [{ url: "https://s.example/2" }] },
    },
  ],
};

describe("a graph as RDF", () => {
  it.each([
    ["Turtle", turtleOf, turtle],
    ["JSON-LD", jsonOf, jsonld],
  ])("is read back the same from %s, in parts of any length", async (_, write, format) => {
    await fc.assert(
      fc.asyncProperty(anyGraph, fc.integer({ min: 1, max: 300 }), async (graph, partLength) => {
        const { graph: read, problems } = await found(format.read, write(graph), partLength);
        expect(problems).toEqual([]);
        expect(read).toEqual(graph);
      }),
      { numRuns: 80 },
    );
  });

  it("has the same triples in both, none of them about a thing without a name", async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, async (graph) => {
        const ofTurtle = plainTriples(turtleOf(graph));
        const quads = await jsonLd.toRDF(JSON.parse(jsonOf(graph)) as JsonLdDocument, {
          format: "application/n-quads",
        });
        expect(plainTriples(String(quads))).toEqual([...new Set(ofTurtle)]);
        expect(ofTurtle.some((line) => line.startsWith("_:"))).toBe(false);
      }),
    );
  });

  it("speaks the words of others where they fit", () => {
    expect(turtleOf(small).slice(turtleOf(small).indexOf("graph:atlas"))).toMatchInlineSnapshot(`
      "graph:atlas a atlas:Graph ;
        schema:version "1" ;
        schema:name "Atlas" ;
        attribute:graph "atlas" .

      attribute:aliases a atlas:ListAttribute .

      attribute:fact.parameters a atlas:ListAttribute .

      <https://large-model-atlas.org/terms/entity/model/a> a atlas:Entity, kind:model ;
        rdfs:label "A" ;
        atlas:x 1 ;
        atlas:y -2.5 ;
        schema:name "A"@en, "甲"@zh ;
        schema:description "一个模型"@zh ;
        skos:altLabel "A1" ;
        schema:url <https://a.example/> ;
        attribute:fact.parameters 7000000000 ;
        attribute:fact.score 0.5 ;
        attribute:sources "[{\\"title\\":\\"One\\",\\"url\\":\\"https://s.example/1\\"},{\\"title\\":\\"Two\\"}]"^^rdf:JSON ;
        schema:citation <https://s.example/1> .

      <https://large-model-atlas.org/terms/entity/model/b> a atlas:Entity, kind:model .

      <https://large-model-atlas.org/terms/entity/model/a> relation:uses <https://large-model-atlas.org/terms/entity/model/b> .

      <https://large-model-atlas.org/terms/statement/model%2Fb/uses/model%2Fa> a rdf:Statement ;
        rdf:subject <https://large-model-atlas.org/terms/entity/model/b> ;
        rdf:predicate relation:uses ;
        rdf:object <https://large-model-atlas.org/terms/entity/model/a> ;
        rdfs:comment "a note"@en ;
        attribute:sources "[{\\"url\\":\\"https://s.example/2\\"}]"^^rdf:JSON ;
        schema:citation <https://s.example/2> .

      <https://large-model-atlas.org/terms/entity/model/b> relation:uses <https://large-model-atlas.org/terms/entity/model/a> .
      "
    `);
  });
});

describe("RDF of others", () => {
  const people = `
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix : <http://people.example/#> .
    :ada a foaf:Person ; foaf:name "Ada" ; foaf:knows :alan, [ foaf:name "Somebody" ] ;
      foaf:homepage <http://ada.example/> ; :born 1815 ; :langs ("en" "fr") ; :friends (:alan :grace) .
    :alan foaf:name "Alan"@en, "艾伦"@zh .`;

  it("has nodes, edges and attributes", async () => {
    const { graph, problems, lines } = await found(turtle.read, people);
    expect(problems).toEqual([]);
    expect(graph).toMatchInlineSnapshot(`
      {
        "attributes": {},
        "edges": [
          {
            "attributes": {},
            "from": "http://people.example/#ada",
            "to": "http://people.example/#alan",
            "type": "knows",
          },
          {
            "attributes": {},
            "from": "http://people.example/#ada",
            "to": "_:1",
            "type": "knows",
          },
          {
            "attributes": {},
            "from": "http://people.example/#ada",
            "to": "http://people.example/#alan",
            "type": "friends",
          },
          {
            "attributes": {},
            "from": "http://people.example/#ada",
            "to": "http://people.example/#grace",
            "type": "friends",
          },
        ],
        "nodes": [
          {
            "attributes": {
              "born": 1815,
              "homepage": "http://ada.example/",
              "kind": "Person",
              "langs": [
                "en",
                "fr",
              ],
            },
            "id": "http://people.example/#ada",
            "label": "Ada",
          },
          {
            "attributes": {},
            "id": "_:1",
            "label": "Somebody",
          },
          {
            "attributes": {
              "name.en": "Alan",
              "name.zh": "艾伦",
            },
            "id": "http://people.example/#alan",
            "label": "Alan",
          },
          {
            "attributes": {},
            "id": "http://people.example/#grace",
          },
        ],
      }
    `);
    expect(lines.slice(0, 3)).toEqual([4, 4, 6]);
  });

  it("is the same as JSON-LD", async () => {
    const text = `[{"@context": {"foaf": "http://xmlns.com/foaf/0.1/", "p": "http://people.example/#", "born": "p:born"},
      "@id": "p:ada", "@type": "foaf:Person", "foaf:name": "Ada",
      "foaf:knows": [{"@id": "p:alan", "foaf:name": {"@value": "Alan", "@language": "en"}}, {"foaf:name": "Somebody"}],
      "born": 1815, "p:langs": {"@list": ["en", "fr"]}}]`;
    const { graph } = await found(jsonld.read, text, 7);
    expect(graph.nodes.map(({ id, label }) => [id, label])).toEqual([
      ["http://people.example/#ada", "Ada"],
      ["http://people.example/#alan", "Alan"],
      ["_:1", "Somebody"],
    ]);
    expect(graph.nodes[0]?.attributes).toEqual({ kind: "Person", born: 1815, langs: ["en", "fr"] });
    expect(graph.edges.map(({ to, type }) => [to, type])).toEqual([
      ["http://people.example/#alan", "knows"],
      ["_:1", "knows"],
    ]);
  });

  it("knows schema.org without asking, and no other context", async () => {
    const text = `{"@context": "https://schema.org", "@type": "Person", "@id": "http://x/a", "name": "A",
      "worksFor": {"@type": "Organization", "name": "B"}}`;
    const { graph } = await found(jsonld.read, text);
    expect(graph.nodes.map(({ label, attributes }) => [label, attributes.kind])).toEqual([
      ["A", "Person"],
      ["B", "Organization"],
    ]);
    expect(graph.edges).toEqual([{ from: "http://x/a", to: "_:1", type: "worksFor", attributes: {} }]);
    const remote = await found(jsonld.read, text.replace("https://schema.org", "https://evil.example/c"));
    expect(remote.isStopped).toBe(true);
    expect(remote.problems).toEqual([
      { code: "remote-context", values: { value: "https://evil.example/c" }, isFatal: true },
    ]);
  });

  it("may have its context after its things", async () => {
    const { graph } = await found(
      jsonld.read,
      `{"@graph": [{"@id": "x:a", "n": "A"}], "@context": {"n": "https://schema.org/name"}}`,
      5,
    );
    expect(graph.nodes).toEqual([{ id: "x:a", label: "A", attributes: {} }]);
  });

  it("has concepts of SKOS, and statements about statements", async () => {
    const { graph } = await found(
      turtle.read,
      `@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://c.example/> .
       @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
       :a a skos:Concept ; skos:prefLabel "动物"@zh, "Animals"@en ; skos:altLabel "Beasts" .
       :b skos:broader :a ; skos:prefLabel "Cats" .
       :s a rdf:Statement ; rdf:subject :b ; rdf:predicate skos:broader ; rdf:object :a ; :weight 0.5 .`,
    );
    expect(graph).toEqual({
      attributes: {},
      nodes: [
        {
          id: "http://c.example/a",
          label: "Animals",
          attributes: { kind: "Concept", "name.en": "Animals", "name.zh": "动物", aliases: ["Beasts"] },
        },
        { id: "http://c.example/b", label: "Cats", attributes: {} },
      ],
      edges: [
        {
          from: "http://c.example/b",
          to: "http://c.example/a",
          type: "broader",
          attributes: { weight: 0.5 },
        },
      ],
    });
  });
});

describe("RDF that is broken", () => {
  it.each([
    ["Turtle", turtle, '<http://a> <http://b> "c" .\n<http://a> oops .', "not-well-formed", 2],
    ["Turtle that ends too early", turtle, "<http://a> <http://b> ", "not-well-formed", 1],
    ["JSON-LD", jsonld, '{"@id": "x:a",\n"x:b": oops}', "not-well-formed", 1],
    ["JSON-LD that ends too early", jsonld, '{"@id": "x:a",\n"@graph": [', "not-well-formed", 2],
    ["JSON-LD within JSON-LD", jsonld, '{"x:a":'.repeat(100_000), "too-deep", 1],
    ["two things in a JSON-LD", jsonld, "{} {}", "not-well-formed", 1],
    ["a context that is none", jsonld, '{"@context": 7, "@id": "x:a"}', "not-this-format", undefined],
    [
      "Turtle that never ends",
      turtle,
      `<http://a> <http://b> """${"a\n".repeat(2_000_000)}`,
      "value-too-long",
      1,
    ],
    ["JSON-LD that never ends", jsonld, `{"x:a": "${"a".repeat(20_000_000)}`, "too-large", 1],
  ])("is told: %s", async (_, format, text, code, line) => {
    const began = performance.now();
    const { problems, isStopped } = await found(format.read, text, 65_536);
    expect(isStopped).toBe(true);
    expect(problems.map((problem) => [problem.code, problem.line, problem.isFatal])).toEqual([
      [code, line, true],
    ]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("lists that bite their tails and endless addresses end", async () => {
    const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    const text = `<x:s> <x:p> _:l . _:l <${rdf}first> "a" . _:l <${rdf}rest> _:l . <x:${"a".repeat(500_000)}/> <x:q> <x:s> .`;
    const { graph } = await found(turtle.read, text, 65_536);
    expect(graph.nodes[0]).toEqual({ id: "x:s", attributes: { p: "a" } });
    expect(graph.edges.length).toBe(1);
  });
});
