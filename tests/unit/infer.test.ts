/** Drafts of graphs from anywhere: what is inferred, and that it always is what an ontology and entities have to be. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attributes, ExchangeEdge, ExchangeGraph, ExchangeNode, Value } from "@/lib/exchange/exchange";
import { exchangeOf } from "@/lib/exchange/from-entities";
import { type Draft, draftOf } from "@/lib/exchange/infer";
import { nameFor, readable, slugFor } from "@/lib/exchange/names-and-ids";
import { applyEdits, type OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { checkFactValue } from "@/lib/graph/fact-faults";
import { ontologySchema } from "@/lib/graph/ontology";
import { checkOntology } from "@/lib/graph/ontology-faults";
import { entityIdPattern, textSchema } from "@/lib/graph/schema";
import { compiledDataFolder } from "@/lib/store/open";

const options = { id: "mine", name: { en: "Mine", zh: "我的" } };
const node = (id: string, attributes: Attributes = {}, label?: string): ExchangeNode => ({
  id,
  attributes,
  ...(label !== undefined && { label }),
});
const edge = (from: string, to: string, type?: string, attributes: Attributes = {}): ExchangeEdge => ({
  from,
  to,
  attributes,
  ...(type !== undefined && { type }),
});
const graph = (nodes: readonly ExchangeNode[], edges: readonly ExchangeEdge[] = []): ExchangeGraph => ({
  attributes: {},
  nodes,
  edges,
});
/** One node for each value of an attribute. */
const column = (name: string, values: readonly Value[]) =>
  draftOf(graph(values.map((value, i) => node(`n${i}`, { [name]: value }))), options).draft;
const definitionsOf = ({ ontology }: Draft) =>
  Object.values(ontology.kinds).flatMap(({ facts }) => Object.entries(facts));

/** What an ontology and entities have to be, told where they are not. */
function faultsOf({ ontology, entities }: Draft): string[] {
  const faults: string[] = [];
  const shape = ontologySchema.safeParse(ontology);
  if (!shape.success) faults.push(JSON.stringify(shape.error.issues));
  checkOntology(ontology, (path, message) => faults.push(`${path.join(".")}: ${message}`));
  const ids = new Set(entities.map(({ id }) => id));
  if (ids.size < entities.length) faults.push("ids are there twice");
  for (const { id, kind, name, summary, facts, relations } of entities) {
    if (!entityIdPattern.test(id) || id.length > 120 || !id.startsWith(`${kind}/`)) faults.push(`id ${id}`);
    if (!textSchema.safeParse(name).success || !textSchema.safeParse(summary).success)
      faults.push(`texts of ${id}`);
    for (const [fact, { value }] of Object.entries(facts))
      checkFactValue(ontology.kinds[kind].facts[fact], value, [id, fact], ontology, (path, message) =>
        faults.push(`${path.join(".")}: ${message}`),
      );
    const seen = new Set<string>();
    for (const { type, from, to } of relations) {
      const [start, end] = [from, to].map((other) => other.slice(0, other.indexOf("/")));
      const fits = ontology.relations[type].ends.some(
        (pair) => pair.from.includes(start) && pair.to.includes(end),
      );
      if (!fits || !ids.has(to) || from !== id || from === to || seen.has(`${type} ${to}`))
        faults.push(`${from} ${type} ${to}`);
      seen.add(`${type} ${to}`);
    }
  }
  return faults;
}

describe("kinds", () => {
  it("are the values of the attribute that tells nodes apart", () => {
    const { ontology, entities } = draftOf(
      graph([
        node("a", { class: "Person" }),
        node("b", { class: "Person" }),
        node("c", { class: "国家公园" }),
      ]),
      options,
    ).draft;
    expect(Object.values(ontology.kinds).map(({ label }) => label.zh)).toEqual(["Person", "国家公园"]);
    expect(entities[0]).toMatchObject({ id: "person/a", facts: {} });
    expect(new Set(Object.values(ontology.kinds).map(({ shape, colour }) => shape + colour.light)).size).toBe(
      2,
    );
  });

  it("are forty at most: the rarest are gathered, and their values kept as facts", () => {
    const values = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 61 - i }, () => `type ${i}`),
    ).flat();
    const { ontology, entities } = column("type", values);
    expect(Object.keys(ontology.kinds)).toHaveLength(41);
    expect(entities.filter(({ kind }) => kind === "other")).toHaveLength(230);
    expect(entities.at(-1)?.facts.type?.value).toBe("type 59");
  });

  it("are one where nothing tells nodes apart, names least of all", () => {
    const names = Array.from({ length: 30 }, (_, i) => `name ${i}`);
    const { ontology, entities } = column("label", names);
    expect(Object.keys(ontology.kinds)).toEqual(["entity"]);
    expect(entities[7].name).toEqual({ en: "name 7", zh: "name 7" });
    expect(entities[7].summary).toEqual({ en: "An entity of Mine", zh: "我的中的实体" });
  });

  it("say with a number what it numbers", () => {
    expect(Object.values(column("Modularity Class", [1, 1, 2]).ontology.kinds)[0].label.en).toBe(
      "Modularity Class 1",
    );
  });
});

describe("facts", () => {
  it.each<[string, string, readonly Value[], object, readonly unknown[]]>([
    ["numbers", "score", [1, 2.5], { type: "number", facet: true }, [1, 2.5]],
    ["numbers as texts", "score", ["1", "nan", "2.5"], { type: "number", facet: true }, [1, undefined, 2.5]],
    ["numbers below zero, which no range can be asked of", "score", [1, -2], { type: "number" }, [1, -2]],
    ["codes that begin with a zero", "code", ["007", "12"], { type: "text" }, ["007", "12"]],
    [
      "years, where the name says so",
      "birthYear",
      [1980, "1990"],
      { type: "date", facet: true },
      ["1980", "1990"],
    ],
    ["four digits under another name", "score", [1980, 1990], { type: "number", facet: true }, [1980, 1990]],
    [
      "dates and moments",
      "at",
      ["2020-02-29", "2021-03-04T05:06:07Z"],
      { type: "date", facet: true },
      ["2020-02-29", "2021-03-04"],
    ],
    [
      "a day that there is not",
      "at",
      ["2020-02-30", "2020-02-29"],
      { type: "text" },
      ["2020-02-30", "2020-02-29"],
    ],
    [
      "true and false",
      "alive",
      [true, "false"],
      { type: "enum", facet: true, values: "alive" },
      ["yes", "no"],
    ],
    ["addresses", "page", ["https://a.example/x"], { type: "url" }, ["https://a.example/x"]],
    ["countries by their codes", "country", ["CN", "FR"], { type: "country", facet: true }, ["CN", "FR"]],
    [
      "countries by their names",
      "country",
      ["中国", "中国", "法国", "法国"],
      { type: "enum", facet: true, values: "country" },
      ["中国", "中国", "法国", "法国"],
    ],
    [
      "lists",
      "tags",
      [["a", "b"], ["a"], ["b", "a"]],
      { type: "enum", list: true, facet: true, values: "tags" },
      [["a", "b"], ["a"], ["b", "a"]],
    ],
    [
      "words that come again",
      "state",
      ["on", "off", "on", "off"],
      { type: "enum", facet: true, values: "state" },
      ["on", "off", "on", "off"],
    ],
    [
      "words that do not",
      "motto",
      ["carpe diem", "festina lente"],
      { type: "text" },
      ["carpe diem", "festina lente"],
    ],
    ["what says nothing", "state", ["", "?", "x"], { type: "text" }, [undefined, undefined, "x"]],
    ["things within things", "more", [{ a: [1] }], { type: "text" }, ['{"a":[1]}']],
  ])("are inferred: %s", (_, name, values, definition, read) => {
    const draft = column(name, values);
    const [[fact, found]] = definitionsOf(draft);
    const { label, ...rest } = found;
    expect(rest).toEqual(definition);
    expect(draft.entities.map(({ facts }) => facts[fact]?.value)).toEqual(read);
    expect(
      draft.entities
        .flatMap(({ facts }) => Object.values(facts))
        .every(({ sources }) => sources.length === 0),
    ).toBe(true);
    expect(faultsOf(draft)).toEqual([]);
  });

  it("are facets for as many as a reader can overlook", () => {
    const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, i]));
    const facets = definitionsOf(draftOf(graph([node("a", attributes)]), options).draft).filter(
      ([, { facet }]) => facet,
    );
    expect(facets).toHaveLength(40);
  });
});

describe("names and ids", () => {
  it("are taken in both languages where a file has both", () => {
    const { entities } = draftOf(
      graph([node("a", { "name.en": "Bank", "name.zh": "银行", aliases: ["bank", "岸"] })]),
      options,
    ).draft;
    expect(entities[0]).toMatchObject({ name: { en: "Bank", zh: "银行" }, aliases: ["岸"] });
  });

  it("keep an id that the entity's own does not tell", () => {
    const { entities } = draftOf(
      graph([node("http://x.example/Q42", {}, "Douglas"), node("n7", {}, "Ada")]),
      options,
    ).draft;
    expect(entities.map(({ id, facts }) => [id, facts.id?.value])).toEqual([
      ["entity/douglas", "http://x.example/Q42"],
      ["entity/ada", undefined],
    ]);
  });

  it.each([
    ["Žluťoučký kůň", "zlutoucky-kun"],
    ["Straße", "strasse"],
    ["a--b", "a-b"],
  ])("put %s into Latin letters", (text, slug) => {
    expect(slugFor(text)).toBe(slug);
  });

  it("tell other scripts apart by a hash, always the same", () => {
    expect(slugFor("北京")).toMatch(/^x[a-z0-9]{7}$/);
    expect(slugFor("北京")).not.toBe(slugFor("上海"));
    expect(slugFor("GPT 模型")).toMatch(/^gpt-[a-z0-9]{7}$/);
    expect(nameFor("worksFor", "_", "r")).toBe("works_for");
    expect(nameFor("3D", "", "k")).toBe("k3d");
    expect(readable("http://schema.org/worksFor")).toBe("works for");
  });
});

describe("relations", () => {
  it("have the types that edges say, and the rest as a note", () => {
    const { draft, problems } = draftOf(
      graph(
        [node("a"), node("b")],
        [
          edge("a", "b", "worksFor", { since: 2010 }),
          edge("a", "b", "worksFor", { since: 2012 }),
          edge("a", "a"),
          edge("b", "a", "Undirected"),
        ],
      ),
      options,
    );
    const [a, b] = draft.entities;
    expect(a.relations).toEqual([
      {
        type: "works_for",
        from: a.id,
        to: b.id,
        note: { en: "since: 2010; since: 2012", zh: "since: 2010; since: 2012" },
        sources: [],
      },
    ]);
    expect(b.relations.map(({ type }) => type)).toEqual(["related_to"]);
    expect(draft.ontology.relations.works_for.label).toEqual({ en: "works for", zh: "works for" });
    expect(problems.map(({ values }) => values.value)).toEqual([1, 1]);
  });
});

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "",
    "?",
    "__proto__",
    "constructor",
    "CN",
    "2020-01-01",
    "true",
    "NaN",
    "https://a.example",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 3000 }),
  fc.boolean(),
  fc.array(fc.oneof(fc.constantFrom("a", "b"), fc.integer()), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 2 }),
);
const key = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    "type",
    "label",
    "name",
    "summary",
    "country",
    "year",
    "kind",
    "section",
    "sources",
    "name.en",
    "fact.x",
    "__proto__",
    "constructor",
    "id",
  ),
);
const attributes = fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true });
const anyGraph: fc.Arbitrary<ExchangeGraph> = fc
  .uniqueArray(fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.constantFrom("中", "文", "é")), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((ids) =>
    fc.record({
      attributes: fc.constant({}),
      nodes: fc.tuple(
        ...ids.map((id) =>
          fc.record(
            { id: fc.constant(id), label: fc.string(), attributes },
            { requiredKeys: ["id", "attributes"] },
          ),
        ),
      ),
      edges: fc.array(
        fc.record(
          {
            from: fc.constantFrom(...ids),
            to: fc.constantFrom(...ids),
            type: fc.string(),
            isUndirected: fc.constant(true as const),
            attributes,
          },
          { requiredKeys: ["from", "to", "attributes"] },
        ),
        { maxLength: 12 },
      ),
    }),
  );

describe("any graph", () => {
  it("gives a draft that follows all rules, always the same", () => {
    fc.assert(
      fc.property(anyGraph, (generated) => {
        const { draft } = draftOf(generated, options);
        expect(faultsOf(draft)).toEqual([]);
        expect(draft.entities).toHaveLength(generated.nodes.length);
        expect(draftOf(generated, options).draft).toEqual(draft);
      }),
      { numRuns: 200 },
    );
  });
});

describe("our own exports", () => {
  const { compact, entities, outline } = JSON.parse(
    readFileSync(join(compiledDataFolder(), "atlas.json"), "utf8"),
  ) as CompiledGraph;
  const { ontology } = compact;
  const exported = exchangeOf({
    ontology,
    graph: "atlas",
    version: compact.version,
    entities,
    outline,
    place: () => ({ x: 3, y: 4 }),
  });

  it("give back entities and ontology", () => {
    const { draft, problems } = draftOf(exported, options);
    expect(problems).toEqual([]);
    expect(draft.entities).toEqual(entities);
    expect(draft.ontology).toEqual({ ...ontology, graph: { ...ontology.graph, ...options } });
    expect(draft.outline).toEqual(outline);
    expect(draft.places.get(entities[5].id)).toEqual({ x: 3, y: 4 });
  });

  it("give back entities with an ontology that fits them where they carry none", () => {
    const { draft, problems } = draftOf({ ...exported, attributes: {} }, options);
    expect(problems).toEqual([]);
    expect(faultsOf(draft)).toEqual([]);
    expect(draft.entities.map(({ id, facts }) => [id, facts])).toEqual(
      entities.map(({ id, facts }) => [id, facts]),
    );
    expect(draft.ontology.kinds.model.facts.license.type).toBe("license");
    expect(draft.ontology.kinds.dataset.facts.size.type).toBe("quantity");
    expect(draft.ontology.kinds.model.facts.released).toMatchObject({ type: "date", facet: true });
  });

  it("lose what their ontology does not allow, and say so", () => {
    const broken = {
      ...exported,
      nodes: exported.nodes.map((one, i) =>
        i === 0 ? { ...one, attributes: { ...one.attributes, "fact.nonsense": 1 } } : one,
      ),
      edges: [...exported.edges, edge(entities[0].id, entities[0].id, "based_on")],
    };
    const { draft, problems } = draftOf(broken, options);
    expect(draft.entities).toEqual(entities);
    expect(problems.map(({ code, values }) => [code, values.id, values.value])).toEqual([
      ["bad-value", entities[0].id, 1],
      ["bad-value", entities[0].id, 1],
    ]);
  });

  it("do without an ontology that contradicts itself", () => {
    const odd = { ...ontology, context: ["nothing"] };
    const { draft, problems } = draftOf(
      { ...exported, attributes: { ontology: JSON.parse(JSON.stringify(odd)) } },
      options,
    );
    expect(problems).toMatchObject([{ code: "bad-value", values: { attribute: "ontology" } }]);
    expect(faultsOf(draft)).toEqual([]);
  });
});

describe("edits", () => {
  const { draft } = draftOf(
    graph(
      [node("a", { type: "x", tag: "t" }), node("b", { type: "x", tag: "t" })],
      [edge("a", "b", "likes")],
    ),
    options,
  );
  const label = { en: "New", zh: "新" };

  it("change labels, colours and what is a facet", () => {
    const edits: OntologyEdits = {
      graph: { name: label },
      kinds: { x: { label, colour: { light: "#000000", dark: "#ffffff" } }, nothing: { label } },
      relations: { likes: { label, inverse: label } },
      facts: { "x.tag": { label, facet: false } },
    };
    const edited = applyEdits(draft.ontology, edits);
    expect(edited.graph.name).toEqual(label);
    expect(edited.kinds.x).toMatchObject({
      label,
      plural: label,
      colour: { light: "#000000" },
      facts: { tag: { label, facet: false } },
    });
    expect(edited.relations.likes).toMatchObject({ label, inverse: label });
    expect(Object.keys(edited.kinds)).toEqual(["x"]);
    expect(faultsOf({ ...draft, ontology: edited })).toEqual([]);
    expect(applyEdits(edited, edits)).toEqual(edited);
  });

  it("let descent run along a type, and no more", () => {
    const descent = applyEdits(draft.ontology, { relations: { likes: { ancestor: "to" } } });
    expect(descent.flows?.lineage).toEqual([{ via: "likes", source: "to" }]);
    expect(descent.relations.likes.ancestor).toBe("to");
    const turned = applyEdits(descent, { relations: { likes: { ancestor: "from" } } });
    expect(turned.flows?.lineage).toEqual([{ via: "likes", source: "from" }]);
    const none = applyEdits(descent, { relations: { likes: { ancestor: null } } });
    expect(none.flows?.lineage).toEqual([]);
    expect(none.relations.likes.ancestor).toBeUndefined();
  });

  it("leave out what no ontology can have", () => {
    const edits = { kinds: { x: { label: { en: "", zh: "" }, colour: { light: "red", dark: "#fff" } } } };
    expect(applyEdits(draft.ontology, edits)).toEqual(draft.ontology);
  });
});
