import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dates } from "@/lib/graph/dates";
import type { Graph } from "@/lib/graph/graph";
import {
  broughtBy,
  candidatesOf,
  hubFrom,
  isHub,
  plainExpansion,
  sharedOf,
  tiesOf,
} from "@/lib/view/expansion";
import type { Expansion } from "@/lib/view/view";
import { expansionSchema } from "@/lib/view/view-schema";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

/** No dates but those that are written, as YYYYMMDD. */
function datesOf(graph: Graph, written: Readonly<Record<string, number>> = {}): Dates {
  const first = Float64Array.from(graph.ids, (id) => written[id] ?? Number.NaN);
  return { first, precision: Uint8Array.from(first, (day) => (Number.isNaN(day) ? 0 : 3)) };
}

const { graph } = scopedGraph({
  "model/a": {
    to: { based_on: ["model/b", "model/a"], trained_on: ["dataset/x", "dataset/y"], poses: ["risk/r"] },
  },
  "model/b": { to: { based_on: ["model/a"], compared_with: ["model/a"], trained_on: ["dataset/x"] } },
  "model/c": { to: { based_on: ["model/a"] } },
  "dataset/x": { to: { generated_by: ["model/a"] } },
  "dataset/y": {},
  "risk/r": {},
  "risk/alone": {},
});
const names = (entities: readonly number[], of: Graph = graph) => entities.map((entity) => of.ids[entity]);
const a = graph.indexOf("model/a");
const plain = plainExpansion("model/a");
const bring = (part: Partial<Expansion>, dates = datesOf(graph), of = graph) =>
  names(broughtBy(of, dates, { ...plain, ...part }), of);

describe("what ties an entity", () => {
  it("is told by type in the ontology's order, out before in, without the entity itself", () => {
    expect(tiesOf(graph, a)).toEqual([
      { type: "poses", direction: "out", count: 1 },
      { type: "based_on", direction: "out", count: 1 },
      { type: "based_on", direction: "in", count: 2 },
      { type: "trained_on", direction: "out", count: 2 },
      { type: "generated_by", direction: "in", count: 1 },
      { type: "compared_with", direction: "in", count: 1 },
    ]);
    expect(tiesOf(graph, graph.indexOf("risk/alone"))).toEqual([]);
  });

  it("leaves out types that are switched off", () => {
    expect(tiesOf(graph, a, (type) => type !== "trained_on")).toEqual([
      { type: "trained_on", direction: "out", count: 2 },
    ]);
  });

  it("counts what an expansion along it chooses from, in any graph", () => {
    fc.assert(
      fc.property(anyScopedGraph, ({ graph: any }) => {
        for (let entity = 0; entity < any.size; entity++)
          for (const { type, direction, count } of tiesOf(any, entity))
            expect(candidatesOf(any, { id: any.ids[entity], direction, types: [type] })).toHaveLength(count);
      }),
    );
  });
});

describe("an expansion", () => {
  it("brings each neighbour once, the most important first, never the entity itself", () => {
    expect(bring({})).toEqual(["model/b", "model/c", "dataset/x", "dataset/y", "risk/r"]);
  });

  it.each<[part: Partial<Expansion>, brought: string[]]>([
    [{ limit: 2 }, ["model/b", "model/c"]],
    [{ direction: "out" }, ["model/b", "dataset/x", "dataset/y", "risk/r"]],
    [{ direction: "in" }, ["model/b", "model/c", "dataset/x"]],
    [{ types: ["trained_on", "poses"] }, ["dataset/x", "dataset/y", "risk/r"]],
    [{ types: ["based_on"], direction: "out" }, ["model/b"]],
    [{ types: ["governs"] }, []],
    [{ types: ["gone"] }, []],
    [{ id: "model/gone" }, []],
    [{ id: "risk/alone" }, []],
  ])("with %o brings %o", (part, brought) => {
    expect(bring(part)).toEqual(brought);
  });

  it("by date brings the newest first and what is undated last, the more important first among equals", () => {
    const dates = datesOf(graph, {
      "model/c": 20190101,
      "dataset/x": 20231130,
      "dataset/y": 20190101,
      "risk/r": 20231201,
    });
    const newest = ["risk/r", "dataset/x", "model/c", "dataset/y", "model/b"];
    expect(bring({ rank: "date" }, dates)).toEqual(newest);
    expect(bring({ rank: "date", limit: 2 }, dates)).toEqual(newest.slice(0, 2));
  });

  it("by name goes by English names, upper and lower case alike, by character", () => {
    const called: Readonly<Record<string, string>> = {
      "model/b": "alpha 10",
      "model/c": "Alpha 2",
      "dataset/x": "Émile",
      "dataset/y": "ZEBRA",
      "risk/r": "zebra",
    };
    const renamed = {
      ...graph,
      names: graph.ids.map((id, i) => ({ en: called[id] ?? id, zh: `名${graph.size - i}` })),
    };
    expect(bring({ rank: "name" }, datesOf(graph), renamed)).toEqual([
      "model/b",
      "model/c",
      "dataset/y",
      "risk/r",
      "dataset/x",
    ]);
  });

  it("brings no more than its limit, of the candidates alone, and the first of a longer one", () => {
    const anyExpansion = fc.record({
      direction: fc.constantFrom("any" as const, "out" as const, "in" as const),
      rank: fc.constantFrom("importance" as const, "date" as const, "name" as const),
      limit: fc.integer({ min: 1, max: 12 }),
      types: fc.subarray(Object.keys(scopedOntology.relations)),
    });
    const anyDays = fc.array(fc.constantFrom(Number.NaN, 20190101, 20200101, 20210704), {
      minLength: 14,
      maxLength: 14,
    });
    fc.assert(
      fc.property(anyScopedGraph, anyExpansion, anyDays, ({ graph: any }, asked, days) => {
        const dates = { first: Float64Array.from(days), precision: new Uint8Array(14) };
        for (const id of any.ids) {
          const candidates = candidatesOf(any, { ...asked, id });
          const all = broughtBy(any, dates, { ...asked, id, limit: 60 });
          expect(new Set(all)).toEqual(new Set(candidates));
          expect(all).toHaveLength(candidates.length);
          expect(candidates).not.toContain(any.indexOf(id));
          expect(broughtBy(any, dates, { ...asked, id })).toEqual(all.slice(0, asked.limit));
        }
      }),
    );
  });

  it("out and in together reach what any direction reaches", () => {
    fc.assert(
      fc.property(anyScopedGraph, ({ graph: any }) => {
        for (const id of any.ids) {
          const [both, out, into] = (["any", "out", "in"] as const).map((direction) =>
            candidatesOf(any, { id, direction, types: [] }),
          );
          expect(both).toEqual([...new Set([...out, ...into])].sort((x, y) => x - y));
        }
      }),
    );
  });

  it("that needs no choice is one that a view can hold", () => {
    expect(expansionSchema.safeParse(plain)).toMatchObject({ success: true, data: plain });
  });
});

describe("a hub", () => {
  const star = (neighbours: number) => {
    const ends = Array.from({ length: neighbours }, (_, i) => `model/m${i}`);
    const { graph: any } = scopedGraph({
      // Twice tied is one neighbour.
      "model/hub": { to: { based_on: ends, compared_with: ends } },
      ...Object.fromEntries(ends.map((id) => [id, {}])),
    });
    return isHub(any, any.indexOf("model/hub"));
  };

  it("has so many neighbours, however many relations", () => {
    expect(star(hubFrom - 1)).toBe(false);
    expect(star(hubFrom)).toBe(true);
  });
});

describe("what several have in common", () => {
  it("is the relations among them and the others that all of them are tied to", () => {
    const shared = (...ids: string[]) => sharedOf(graph, ids.map(graph.indexOf));
    expect(shared("model/a", "model/b")).toEqual({ relations: 3, neighbours: 1 });
    expect(shared("model/a", "model/b", "dataset/x")).toEqual({ relations: 6, neighbours: 0 });
    expect(shared("model/b", "model/c")).toEqual({ relations: 0, neighbours: 1 });
    expect(shared("model/a", "risk/alone")).toEqual({ relations: 0, neighbours: 0 });
    expect(shared("model/a", "model/a")).toEqual({ relations: 0, neighbours: 0 });
    expect(shared()).toEqual({ relations: 0, neighbours: 0 });
  });
});
