import { describe, expect, it } from "vitest";
import { GraphFormatError } from "@/lib/graph/check-compact";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactGraph, degreeOf, otherEnd, relationsOf } from "@/lib/graph/graph";
import { randomGraph } from "../fixtures/random-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

/** Three models that follow one another, the first with another name in Chinese. */
const sound = (): CompactGraph =>
  tinyCompact(
    [
      { en: "A", zh: "甲", importance: 0.5 },
      { en: "B", aliases: ["Bee"] },
      { en: "C", kind: 2 },
    ],
    [
      [0, 1],
      [1, 2],
    ],
  );

describe("the compact form", () => {
  it("is read into columns", () => {
    const graph = decodeGraph(sound());
    expect(graph).toMatchObject({
      id: "tiny",
      version: "0123456789abcdef",
      size: 3,
      ids: ["kind0/x0", "kind0/x1", "kind2/x2"],
      names: [
        { en: "A", zh: "甲" },
        { en: "B", zh: "B" },
        { en: "C", zh: "C" },
      ],
      aliases: [[], ["Bee"], []],
      importance: Float64Array.of(0.5, 0, 0),
      kind: Uint8Array.of(0, 0, 2),
    });
    expect(graph.relations).toMatchObject({
      size: 2,
      from: Uint32Array.of(0, 1),
      to: Uint32Array.of(1, 2),
      sourced: Uint8Array.of(1, 1),
    });
    expect([graph.indexOf("kind0/x1"), graph.indexOf("kind1/x1"), graph.indexOf("")]).toEqual([1, -1, -1]);
  });

  it("tells which relations no source supports", () => {
    const compact = sound();
    const { sourced } = decodeGraph({
      ...compact,
      relations: { ...compact.relations, unsourced: [1] },
    }).relations;
    expect([...sourced]).toEqual([1, 0]);
  });

  it.each<[string, (graph: CompactGraph) => object]>([
    ["another format", (graph) => ({ ...graph, format: 2 })],
    ["no ontology", ({ ontology: _, ...graph }) => graph],
    ["no regions", ({ regions: _, ...graph }) => graph],
    [
      "a column that is missing",
      ({ entities: { en: _, ...entities }, ...graph }) => ({ ...graph, entities }),
    ],
    ["a column that is too short", (graph) => withEntities(graph, { zh: [0, 0] })],
    ["a kind that there is not", (graph) => withEntities(graph, { kind: [0, 3, 0] })],
    ["a name that is no text", (graph) => withEntities(graph, { en: ["A", null, "C"] })],
    ["a Chinese name that is no text", (graph) => withEntities(graph, { zh: [0, null, 0] })],
    ["a place that is nowhere", (graph) => withEntities(graph, { x: [0, null, 1] })],
    ["a region that there is not", (graph) => withEntities(graph, { region: [-1, 0, -1] })],
    ["an entity that is there twice", (graph) => withEntities(graph, { slug: ["x0", "x0", "x2"] })],
    ["a relation that leads nowhere", (graph) => withRelations(graph, { to: [1, 3] })],
    ["a relation that leads before the first", (graph) => withRelations(graph, { to: [1, -1] })],
    ["a relation that leads between two", (graph) => withRelations(graph, { to: [1, 0.5] })],
    ["a relation of no type", (graph) => withRelations(graph, { type: [0, 1] })],
    ["fewer relations than are counted", (graph) => withRelations(graph, { count: [1, 1, 1] })],
    ["a count below nothing", (graph) => withRelations(graph, { count: [3, -1, 0] })],
    ["an unsourced relation that there is not", (graph) => withRelations(graph, { unsourced: [2] })],
    ["a reading that is no text", (graph) => ({ ...graph, readings: { 文: 1 } })],
  ])("is refused with %s", (_, damage) => {
    expect(() => decodeGraph(damage(sound()) as CompactGraph)).toThrow(GraphFormatError);
  });

  it("is either read or refused, whatever has befallen any part of it", () => {
    const damages = [undefined, null, -1, 0, 0.5, 1e15, "x", [], {}, [[]], true];
    for (const [place] of spotsIn(sound()).entries()) {
      for (const damage of damages) {
        const graph = structuredClone(sound());
        const [holder, key] = spotsIn(graph)[place];
        const before = holder[key];
        holder[key] = damage;
        expect(() => readOrRefuse(graph), `${key}: ${before} is now ${damage}`).not.toThrow();
      }
    }
  });
});

describe("relations", () => {
  it("are found from both their ends, and from nowhere else", () => {
    const graph = randomGraph(200);
    const seen = new Map<number, number[]>();
    for (let entity = 0; entity < graph.size; entity++) {
      expect(relationsOf(graph, entity)).toHaveLength(degreeOf(graph, entity));
      for (const relation of relationsOf(graph, entity)) {
        seen.set(relation, [...(seen.get(relation) ?? []), entity]);
        expect(otherEnd(graph, relation, otherEnd(graph, relation, entity))).toBe(entity);
      }
    }
    const ends = Array.from(graph.relations.from, (from, r) =>
      [from, graph.relations.to[r]].sort((a, b) => a - b),
    );
    expect([...seen].sort(([a], [b]) => a - b).map(([, entities]) => entities)).toEqual(ends);
  });

  it("tie the more strongly the fewer others their ends have", () => {
    const star = tinyCompact(
      ["hub", "a", "b", "c"].map((en) => ({ en })),
      [
        [1, 0],
        [2, 0],
        [3, 0],
        [3, 2],
      ],
    );
    const strengths = [...decodeGraph(star).relations.strength].map((strength) => strength.toFixed(4));
    expect(strengths).toEqual([1 / 3, 1 / 6, 1 / 6, 1 / 4].map((square) => Math.sqrt(square).toFixed(4)));
  });
});

describe("the backbone", () => {
  it("is the strongest two relations of each entity", () => {
    const graph = randomGraph(200);
    const { strength } = graph.relations;
    const strongest = new Set<number>();
    for (let entity = 0; entity < graph.size; entity++) {
      const ranked = [...relationsOf(graph, entity)].sort((a, b) => strength[b] - strength[a] || a - b);
      for (const relation of ranked.slice(0, 2)) strongest.add(relation);
    }
    const backbone = [...graph.relations.backbone].flatMap((is, relation) => (is ? [relation] : []));
    expect(backbone).toEqual([...strongest].sort((a, b) => a - b));
    expect(backbone.length).toBeLessThan(graph.relations.size);
  });
});

const withEntities = (graph: CompactGraph, entities: object) => ({
  ...graph,
  entities: { ...graph.entities, ...entities },
});
const withRelations = (graph: CompactGraph, relations: object) => ({
  ...graph,
  relations: { ...graph.relations, ...relations },
});

function readOrRefuse(graph: CompactGraph): void {
  try {
    decodeGraph(graph);
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error;
  }
}

type Holder = Record<string, unknown>;

/** Every part of a value, as what holds it and under which key; the ontology as a whole and its outer parts. */
function spotsIn(value: unknown): [holder: Holder, key: string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): [Holder, string][] => [
    [value as Holder, key],
    ...(key === "ontology"
      ? Object.keys(part).map((inner): [Holder, string] => [part, inner])
      : spotsIn(part)),
  ]);
}
