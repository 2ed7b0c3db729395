import { beforeAll, describe, expect, it } from "vitest";
import { entityDocument } from "@/lib/exchange/entity-document";
import { exchangeOf } from "@/lib/exchange/from-entities";
import { jsonld } from "@/lib/exchange/jsonld";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import type { Graph } from "@/lib/graph/graph";
import { portraitOf } from "@/lib/graph/portrait";
import { askedCompiled } from "../fixtures/small-graph";

let compiled: CompiledGraph;
let graph: Graph;
beforeAll(async () => {
  compiled = await askedCompiled();
  graph = decodeGraph(compiled.compact);
});
const portrait = (id: string) => portraitOf(compiled, graph, graph.indexOf(id));

describe("what a page tells of an entity", () => {
  it("is every relation once, from whichever end, the most important entity first", () => {
    let told = 0;
    graph.ids.forEach((_, index) => {
      const { groups, relations, sourced } = portraitOf(compiled, graph, index);
      for (const { relations: of } of groups) {
        const others = of.map(({ other }) => other);
        expect(others).toEqual(others.toSorted((a, b) => a - b));
      }
      const all = groups.flatMap((group) => group.relations);
      expect(all).toHaveLength(relations);
      expect(all.filter(({ numbers }) => numbers.length > 0)).toHaveLength(sourced.relations);
      told += relations;
    });
    expect(told).toBe(2 * graph.relations.size);
  });

  it("names for every statement sources of its list that really support it", () => {
    for (const { id, relations } of compiled.entities) {
      const { facts, groups, sources, entity } = portrait(id);
      expect(sources.slice(0, entity.sources.length)).toEqual(entity.sources);
      for (const { numbers, sources: of } of facts)
        expect(numbers.map((number) => sources[number - 1])).toEqual(of);
      for (const { type, direction, relations: of } of groups)
        for (const { other, numbers } of of) {
          const stated = direction === "out" ? relations : compiled.entities[other].relations;
          const ends = direction === "out" ? [id, graph.ids[other]] : [graph.ids[other], id];
          const same = stated.find((one) => one.type === type && one.from === ends[0] && one.to === ends[1]);
          expect(numbers.map((number) => sources[number - 1])).toEqual(same?.sources);
        }
    }
  });

  it("says which facts of its kind are missing", () => {
    const { facts, missing } = portrait("model/ernie-3");
    const definitions = Object.values(graph.ontology.kinds.model.facts);
    expect(new Set([...facts.map(({ definition }) => definition), ...missing])).toEqual(new Set(definitions));
    expect(facts.map(({ fact }) => fact)).toEqual(["released", "license"]);
  });

  it("says where it comes from and what comes of it", () => {
    const { ancestors, descendants } = portrait("model/ernie-2");
    expect(ancestors.order.map((entity) => graph.ids[entity])).toContain("model/ernie");
    expect(descendants).toEqual({ order: [graph.indexOf("model/ernie-3")], next: 1, depth: 1 });
  });
});

describe("what it tells programs", () => {
  it("is what the export of the graph says of the entity, and nothing that is written otherwise", () => {
    const of = { ontology: graph.ontology, graph: graph.id, version: graph.version };
    const whole = [...jsonld.write(exchangeOf({ ...of, entities: compiled.entities }))].join("");
    const exported = (JSON.parse(whole)["@graph"] as Record<string, unknown>[]).filter(
      (one) => one["@id"] === "entity:model/ernie-2",
    );
    const page = {
      address: "https://x.example/en/entity/model/ernie-2",
      title: "ERNIE 2",
      language: "en-GB",
    };
    const entity = compiled.entities[graph.indexOf("model/ernie-2")];
    const document = entityDocument(entity, of, page) as { "@graph": Record<string, unknown>[] };
    const [about, own] = document["@graph"];
    expect(about).toEqual({
      "@id": page.address,
      "@type": "schema:WebPage",
      "schema:name": "ERNIE 2",
      "schema:url": { "@id": page.address },
      "schema:inLanguage": "en-GB",
      "schema:mainEntity": { "@id": "entity:model/ernie-2" },
    });
    const values = (value: unknown): unknown[] => [value].flat();
    for (const one of exported)
      for (const [key, value] of Object.entries(one))
        expect(values(own[key]), key).toEqual(expect.arrayContaining(values(value)));
    expect(new Set(Object.keys(own))).toEqual(new Set(exported.flatMap(Object.keys)));
  });
});
