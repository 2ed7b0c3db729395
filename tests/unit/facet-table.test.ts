import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CompactFacets,
  decodeFacets,
  type FacetColumn,
  FacetFormatError,
  facetsOf,
  packed,
} from "@/lib/graph/facet-table";
import { daysOf } from "@/lib/graph/filter-value";
import { naiveValues } from "../fixtures/naive-filter";
import { plainOntology } from "../fixtures/random-graph";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

/** An entity's values as they were before they became columns. */
function valuesIn({ definition, items, names, start }: FacetColumn, entity: number): (string | number)[] {
  const values = [...items.slice(start[entity], start[entity + 1])];
  return definition.type === "category" ? values.map((value) => names[value]) : values;
}

describe("the facets of an ontology", () => {
  it("are those read off other entities, then facts that it calls facets, then those that every graph has", () => {
    expect(facetsOf(scopedOntology).map(({ key, type, kinds }) => [key, type, kinds])).toEqual([
      ["base", "category", ["model"]],
      ["base_access", "category", ["model"]],
      ["access", "category", ["model", "dataset"]],
      ["parameters", "number", ["model"]],
      ["released", "date", ["model", "dataset", "policy"]],
      ["model.type", "category", ["model"]],
      ["license", "category", ["model"]],
      ["tokens", "number", ["dataset"]],
      ["policy.type", "category", ["policy"]],
      ["commercial_use", "category", ["model"]],
      ["section", "category", ["model", "dataset", "domain", "risk", "policy"]],
      ["named", "category", ["model", "dataset", "domain", "risk", "policy"]],
      ["sourcing", "category", ["model", "dataset", "domain", "risk", "policy"]],
    ]);
  });

  it("leave out what says the same as the scope, unless there is none", () => {
    const { scope: _, ...without } = scopedOntology;
    const keys = (ontology: typeof scopedOntology) => facetsOf(ontology).map(({ key }) => key);
    expect(keys(scopedOntology)).not.toContain("domain");
    expect(keys(without)).toContain("domain");
  });

  it("say nothing of commercial use where nothing has a licence", () => {
    expect(facetsOf(plainOntology).map(({ key }) => key)).toEqual(["section", "named", "sourcing"]);
  });

  it("know the fact that gives their values their names", () => {
    const factOf = (key: string) => facetsOf(scopedOntology).find((facet) => facet.key === key)?.fact;
    const { access, type } = scopedOntology.kinds.model.facts;
    expect(factOf("access")).toBe(access);
    expect(factOf("base_access")).toBe(access);
    expect(factOf("model.type")).toBe(type);
    expect(factOf("base")).toBeUndefined();
    expect(factOf("named")).toBeUndefined();
  });
});

describe("the columns of facets", () => {
  const { graph, facets, table } = scopedGraph({
    "model/a": {
      to: { based_on: ["model/b"] },
      facts: {
        access: "open",
        parameters: [70, 7],
        released: "2020-02",
        license: [{ id: "mit" }, { id: "research", part: "code" }],
      },
      sourced: ["access", "based_on"],
      sections: ["4.2.1", "4.1"],
      named: true,
    },
    "model/b": { facts: { access: "closed", license: [{ id: "lost" }] } },
    "dataset/c": { facts: { access: "open", tokens: 0 }, sourced: ["access", "tokens"] },
    "risk/d": {},
  });
  const told = (key: string) => {
    const column = table.get(key);
    return column && graph.ids.map((_, i) => valuesIn(column, i));
  };

  it.each<[key: string, a: unknown[], b: unknown[], c: unknown[], d: unknown[]]>([
    ["access", ["open"], ["closed"], ["open"], []],
    ["parameters", [7, 70], [], [], []],
    ["released", [20200201, 20200231], [], [], []],
    ["tokens", [], [], [0], []],
    ["license", ["mit", "research"], ["lost"], [], []],
    ["base", ["model/b"], [], [], []],
    ["base_access", ["closed"], [], [], []],
    // The licence of the code alone does not count beside another; one that is not known is no value.
    ["commercial_use", ["yes"], [], [], []],
    ["section", ["4", "4.1", "4.2", "4.2.1"], [], [], []],
    ["named", ["yes"], ["no"], ["no"], ["no"]],
    ["sourcing", ["part"], ["none"], ["full"], ["none"]],
  ])("%s", (key, ...values) => {
    expect(told(key)).toEqual(values);
  });

  it("know which kinds have the facet", () => {
    const applies = (key: string) => graph.kinds.filter((_, kind) => table.get(key)?.applies[kind]);
    expect(applies("access")).toEqual(["model", "dataset"]);
    expect(applies("named")).toEqual(graph.kinds);
  });

  it("hold what the entities say, after a way through JSON", () => {
    fc.assert(
      fc.property(anyScopedGraph, (scoped) => {
        const sent = JSON.parse(JSON.stringify(scoped.facets)) as CompactFacets;
        const decoded = decodeFacets(sent, scoped.graph);
        expect(decoded).toEqual(scoped.table);
        for (const key of ["named", "base", "base_access", "access", "parameters", "tokens", "policy.type"]) {
          const column = decoded.get(key);
          if (!column) throw new Error(key);
          scoped.entities.forEach((entity, i) => {
            const has = column.definition.kinds.includes(entity.kind);
            const values = has ? new Set(naiveValues(scoped, key, entity)) : new Set();
            expect(new Set(valuesIn(column, i))).toEqual(values);
          });
        }
      }),
    );
  });

  it.each<[what: string, change: Partial<CompactFacets["columns"][string]>]>([
    ["are of unequal length", { values: [0, 1] }],
    ["point beyond the graph", { entities: [0, 1, 9] }],
    ["point before it", { entities: [-1, 1, 1] }],
    ["name an entity twice", { entities: [0, 0, 2] }],
    ["run backwards", { entities: [2, -1, 1] }],
    ["have a value without a name", { names: ["open"] }],
  ])("are refused where they %s", (_, change) => {
    const columns = { ...facets.columns, access: { ...facets.columns.access, ...change } };
    expect(() => decodeFacets({ format: 1, columns }, graph)).toThrow(FacetFormatError);
  });

  it("are refused where one is missing, or the format is another", () => {
    const { access: _, ...columns } = facets.columns;
    expect(() => decodeFacets({ format: 1, columns }, graph)).toThrow("no column access");
    const other = { ...facets, format: 2 } as unknown as CompactFacets;
    expect(() => decodeFacets(other, graph)).toThrow(FacetFormatError);
  });
});

it.each([
  ["2020", 20200101, 20201231],
  ["2020-02", 20200201, 20200231],
  ["2020-02-29", 20200229, 20200229],
])("a date may mean each day from the first to the last: %s", (date, first, last) => {
  expect(daysOf(date)).toEqual([first, last]);
});

describe("a packed column", () => {
  const [category, number, date] = ["access", "parameters", "released"].map((key) => {
    const definition = facetsOf(scopedOntology).find((facet) => facet.key === key);
    if (!definition) throw new Error(`no facet ${key}`);
    return definition;
  });
  const column = (
    definition: FacetColumn["definition"],
    values: readonly number[],
    names = 0,
  ): FacetColumn => ({
    definition,
    applies: [],
    start: Uint32Array.from({ length: values.length + 1 }, (_, i) => i),
    items: Float64Array.from(values),
    names: Array.from({ length: names }, (_, i) => String(i)),
  });
  const upTo = (end: number) => Array.from({ length: end }, (_, i) => i);

  it.each([
    ["a few categories", column(category, [0, 2, 1], 3), 2, 2],
    ["just as many values and names as two bytes count", column(category, upTo(0xffff), 0xffff), 2, 2],
    ["one more", column(category, upTo(0x10000), 0x10000), 4, 4],
    ["numbers, fractions and large ones as well", column(number, [0.5, 1.8e12]), 2, 8],
    ["days", column(date, [20231231, 20240101]), 2, 4],
  ])("holds %s in as few bytes as they need", (_, whole, ofStart, ofItem) => {
    const { start, items, ...rest } = packed(whole);
    expect([...start]).toEqual([...whole.start]);
    expect([...items]).toEqual([...whole.items]);
    expect([start.BYTES_PER_ELEMENT, items.BYTES_PER_ELEMENT]).toEqual([ofStart, ofItem]);
    expect(rest).toEqual({ definition: whole.definition, applies: whole.applies, names: whole.names });
  });
});
