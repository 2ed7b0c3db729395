import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapPart } from "@/lib/graph/map-part";
import { type Ontology, ontologySchema } from "@/lib/graph/ontology";
import { entityIdSchema } from "@/lib/graph/schema";
import { groupingKeys, groupingOf, type Speech } from "@/lib/view/grouping";
import {
  anyScopedGraph,
  type ScopedGraph,
  scopedGraph,
  scopedOntology,
  type Written,
} from "../fixtures/scoped-graph";

const { scope: _, ...unscoped } = scopedOntology;
const text = (word: string) => ({ en: word, zh: `${word}字` });
/** Domains stand for themselves, models for what they are applied in; access and types of policies are one question. */
const ontology: Ontology = {
  ...unscoped,
  groupings: {
    field: { label: text("field"), self: "domain", roll_up: "part_of", facets: ["domain"] },
    openness: { label: text("openness"), facets: ["access", "policy.type"] },
  },
  enumerations: { access: { open: { en: "open", zh: "开放" }, closed: { en: "closed", zh: "封闭" } } },
};

const speechOf = ({ graph, table }: ScopedGraph): Speech => ({ graph, table, sections: {} });
const speak = (written: Written) => speechOf(scopedGraph(written, ontology));

/** By group, its entities. */
function groupsIn(speech: Speech, key: string): Record<string, string[]> {
  const grouping = groupingOf(speech, key);
  if (!grouping) throw new Error(`nothing is grouped by ${key}`);
  return Object.fromEntries(
    grouping.groups.map(({ value }, group) => [
      value,
      speech.graph.ids.filter((_, entity) => grouping.of[entity] === group),
    ]),
  );
}

describe("grouping", () => {
  const speech = speak({
    "domain/health": {},
    "domain/mental": { to: { part_of: ["domain/health"] } },
    "domain/finance": {},
    "model/a": { to: { applied_in: ["domain/mental"] }, facts: { access: "open" }, sections: ["4.2"] },
    "model/b": { to: { applied_in: ["domain/finance"] }, facts: { access: "closed" } },
    "model/c": { facts: { access: "open" } },
    "dataset/d": { facts: { access: "open" } },
    "policy/e": { facts: { type: "law" } },
    "risk/f": {},
  });

  it("names groups anew once more names are known of a part of a map", () => {
    const elsewhere = "domain/finance";
    const on = (names: MapPart["names"]): Speech => ({
      ...speech,
      graph: {
        ...speech.graph,
        indexOf: (id) => (id === elsewhere ? -1 : speech.graph.indexOf(id)),
        part: { names } as MapPart,
      },
    });
    const label = (of: Speech) =>
      groupingOf(of, "field")?.groups.find(({ value }) => value === elsewhere)?.label;
    const before = on(new Map());
    expect(label(before)?.en).toBe("finance");
    const called = text("Money");
    expect(label(on(new Map([[elsewhere, called]])))).toEqual(called);
    expect(groupingOf(before, "field")).toBe(groupingOf(before, "field"));
  });

  it("by kind", () => {
    expect(groupsIn(speech, "kind")).toEqual({
      domain: ["domain/health", "domain/mental", "domain/finance"],
      model: ["model/a", "model/b", "model/c"],
      dataset: ["dataset/d"],
      policy: ["policy/e"],
      risk: ["risk/f"],
    });
    expect(groupingOf(speech, "kind")?.groups[0].label).toEqual(text("domains"));
  });

  it("by a question that each kind answers in its own way", () => {
    expect(groupsIn(speech, "openness")).toEqual({
      open: ["model/a", "model/c", "dataset/d"],
      closed: ["model/b"],
      law: ["policy/e"],
      "?": ["domain/health", "domain/mental", "domain/finance", "risk/f"],
    });
    expect(groupingOf(speech, "openness")?.groups.map(({ label }) => label)).toEqual([
      { en: "open", zh: "开放" },
      { en: "closed", zh: "封闭" },
      { en: "law", zh: "law" },
      { en: "openness: not given", zh: "没有openness字信息" },
    ]);
  });

  it("by entities, each with what belongs to it, a part with its whole", () => {
    expect(groupsIn(speech, "field")).toEqual({
      "domain/health": ["domain/health", "domain/mental", "model/a"],
      "domain/finance": ["domain/finance", "model/b"],
      "?": ["model/c", "dataset/d", "policy/e", "risk/f"],
    });
    expect(groupsIn(speech, "domain")).toMatchObject({
      "domain/finance": ["model/b"],
      "domain/health": ["model/a"],
    });
  });

  it("by the first of several values", () => {
    expect(groupsIn(speech, "section")).toMatchObject({ "4": ["model/a"] });
    expect(groupsIn(speech, "access")).toMatchObject({ open: ["model/a", "model/c", "dataset/d"] });
  });

  it("by the regions of the map, each known by its most important entity", () => {
    const region = { x: 0, y: 0, tint: 0, outline: [], size: 0 };
    const regions = [
      { ...region, name: text("North") },
      { ...region, name: text("South") },
    ];
    const graph = { ...speech.graph, regions, region: Int16Array.of(1, 1, 0, 0, 0, 1, 1, -1, 1) };
    const inRegions = { ...speech, graph, table: new Map(speech.table) };
    expect(groupsIn(inRegions, "community")).toEqual({
      "domain/health": ["domain/health", "domain/mental", "model/c", "dataset/d", "risk/f"],
      "domain/finance": ["domain/finance", "model/a", "model/b"],
      "?": ["policy/e"],
    });
    expect(groupingOf(inRegions, "community")?.groups[0].label).toEqual(text("South"));
    expect(groupingKeys(inRegions).map(({ key }) => key)).toContain("community");
  });

  it.each(["parameters", "released", "nothing", "__proto__", "constructor"])(
    "by %s is not possible",
    (key) => {
      expect(groupingOf(speech, key)).toBeUndefined();
    },
  );

  it("is worked out once", () => {
    expect(groupingOf(speech, "field")).toBe(groupingOf({ ...speech }, "field"));
  });

  it("names sections in the language that it is told them in", () => {
    const labels = (title: string) =>
      groupingOf({ ...speech, sections: { "4": title } }, "section")?.groups[0].label.en;
    expect([labels("Ecosystem"), labels("生态")]).toEqual(["4 Ecosystem", "4 生态"]);
  });

  it("is offered by whatever tells entities apart", () => {
    const keys = groupingKeys(speech).map(({ key }) => key);
    expect(keys).toEqual(["kind", "field", "openness", "domain", "access", "section"]);
  });

  it("is offered once where a facet and more than it go by one key", () => {
    const access = { label: text("openness"), facets: ["access", "policy.type"] };
    const written: Written = {
      "model/a": { facts: { access: "open" } },
      "policy/b": { facts: { type: "law" } },
    };
    const wider = speechOf(scopedGraph(written, { ...ontology, groupings: { access } }));
    expect(groupingKeys(wider)).toEqual([
      { key: "kind", label: { en: "Kind", zh: "类型" } },
      { key: "access", label: text("openness") },
    ]);
    expect(groupsIn(wider, "access")).toEqual({ law: ["policy/b"], open: ["model/a"] });
  });

  it("tells facets of one label apart by their kinds", () => {
    const both = speak({
      "model/a": { facts: { type: "x" } },
      "model/b": { facts: { type: "y" } },
      "policy/c": { facts: { type: "law" } },
      "policy/d": { facts: { type: "plan" } },
    });
    const same = text("type");
    for (const key of ["model.type", "policy.type"])
      Object.assign(both.table.get(key)?.definition ?? {}, { label: same });
    expect(groupingKeys(both).filter(({ key }) => key.endsWith(".type"))).toEqual([
      { key: "model.type", label: { en: "type (models)", zh: "type字（models字）" } },
      { key: "policy.type", label: { en: "type (policys)", zh: "type字（policys字）" } },
    ]);
  });
});

describe("many groups", () => {
  /** `count` groups, the first with one entity, the second with two, and one entity without a group. */
  const many = (count: number) =>
    speak({
      ...Object.fromEntries(
        Array.from({ length: count }, (_, group) =>
          Array.from({ length: group + 1 }, (_, i) => [
            `model/m${group}-${i}`,
            { facts: { access: `Value ${String(group).padStart(2, "0")}` } },
          ]),
        ).flat(),
      ),
      "risk/r": {},
    });

  it("are all there as far as they can be told apart", () => {
    const groups = groupingOf(many(40), "access")?.groups ?? [];
    expect(groups).toHaveLength(41);
    expect([groups[0].value, groups[39].value, groups[40].value]).toEqual(["Value 39", "Value 00", "?"]);
  });

  it("beyond are the 39 largest and the others, before those without a value", () => {
    const speech = many(42);
    const grouping = groupingOf(speech, "access");
    const groups = grouping?.groups ?? [];
    expect(groups.map(({ value }) => value)).toEqual([
      ...Array.from({ length: 39 }, (_, i) => `Value ${String(41 - i).padStart(2, "0")}`),
      "…",
      "?",
    ]);
    expect(groups[39]).toMatchObject({ id: "group-of/others", label: { en: "others", zh: "其他" }, size: 6 });
    expect(grouping?.of[speech.graph.indexOf("model/m0-0")]).toBe(39);
  });
});

describe("ids of groups", () => {
  it("are made of the value, and told apart where that is not enough", () => {
    // The most frequent one comes first, but ids do not depend on it.
    const values = ["C++", "C++", "C", "开放权重", "图像", "unknown", "-", "x".repeat(300)];
    const written = values.map((access, i) => [`model/m${i}`, { facts: { access } }] as const);
    const { groups = [] } =
      groupingOf(speak({ ...Object.fromEntries(written), "risk/r": {} }), "access") ?? {};
    const ids = Object.fromEntries(groups.map(({ value, id }) => [value.slice(0, 10), id]));
    expect(ids).toEqual({
      C: "group-of/c",
      "C++": "group-of/c-2",
      "-": "group-of/value",
      图像: "group-of/value-2",
      开放权重: "group-of/value-3",
      unknown: "group-of/unknown",
      "?": "group-of/unknown-2",
      xxxxxxxxxx: `group-of/${"x".repeat(100)}`,
    });
    for (const { id } of groups) expect(entityIdSchema.safeParse(id).success).toBe(true);
  });

  it("cannot be those of an entity, whose kinds have no hyphen", () => {
    expect(ontologySchema.shape.kinds.safeParse({ "group-of": ontology.kinds.model }).success).toBe(false);
  });
});

it("puts every entity into exactly one group, the largest first", () => {
  fc.assert(
    fc.property(anyScopedGraph, (scoped) => {
      const speech = speechOf(scoped);
      for (const { key } of groupingKeys(speech)) {
        const { groups, of } = groupingOf(speech, key) ?? { groups: [], of: new Int16Array() };
        expect(of).toHaveLength(speech.graph.size);
        const sizes = groups.map((_, group) => of.filter((one) => one === group).length);
        expect(groups.map(({ size }) => size)).toEqual(sizes);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(speech.graph.size);
        expect(sizes).not.toContain(0);
        const known = groups.filter(({ value }) => value !== "?");
        expect(known).toEqual(groups.slice(0, known.length));
        expect(known.toSorted((a, b) => b.size - a.size || (a.value < b.value ? -1 : 1))).toEqual(known);
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        for (const { label } of groups) expect(Object.values(label).every((word) => word !== "")).toBe(true);
      }
    }),
  );
});
