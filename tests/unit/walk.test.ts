import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import type { MapPart } from "@/lib/graph/map-part";
import { locales } from "@/lib/graph/schema";
import { arrivalText, wayText } from "@/lib/i18n/expand-words";
import { startWalk, stepAlong, stepBack, turn, type Walk, type Way, waysOf } from "@/lib/view/walk";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

const { graph } = scopedGraph({
  "model/a": { to: { based_on: ["model/b", "model/a"], trained_on: ["dataset/y", "dataset/x"] } },
  "model/b": { to: { based_on: ["model/a"], compared_with: ["model/a"] } },
  "model/c": { to: { based_on: ["model/a"] } },
  "dataset/x": { to: { generated_by: ["model/a"] } },
  "dataset/y": {},
  "risk/alone": {},
});
const a = graph.indexOf("model/a");
const all = (of: Graph) => ({ graph: of, hidden: new Uint8Array(of.size) });
const told = (ways: readonly Way[]) =>
  ways.map(({ relation, direction, other }) =>
    [graph.relationTypes[graph.relations.type[relation]], direction, graph.ids[other]].join(" "),
  );

describe("the ways from an entity", () => {
  it("go by type, out before in, the more important end first", () => {
    expect(told(waysOf(all(graph), a))).toEqual([
      // What runs both ways is one way; the entity itself is none.
      "based_on out model/b",
      "based_on in model/c",
      "trained_on out dataset/x",
      "trained_on out dataset/y",
      "generated_by in dataset/x",
      "compared_with in model/b",
    ]);
    expect(waysOf(all(graph), graph.indexOf("risk/alone"))).toEqual([]);
  });

  it("lead to nothing hidden and along no type that is switched off", () => {
    const hidden = Uint8Array.from(graph.ids, (id) => (id === "dataset/x" ? 1 : 0));
    const off = Uint8Array.from(graph.relationTypes, (type) => (type === "based_on" ? 1 : 0));
    expect(told(waysOf({ graph, hidden, off }, a))).toEqual([
      "trained_on out dataset/y",
      "compared_with in model/b",
    ]);
  });

  it("are in one order, which no other way of listing the relations changes", () => {
    fc.assert(
      fc.property(anyScopedGraph, fc.infiniteStream(fc.nat(99)), ({ graph: any }, shuffle) => {
        const { incidentFrom } = any;
        const incident = any.incident.slice();
        for (let entity = 0; entity < any.size; entity++) {
          const part = incident.subarray(incidentFrom[entity], incidentFrom[entity + 1]);
          const keys = new Map([...part].map((relation) => [relation, shuffle.next().value ?? 0]));
          part.sort((x, y) => (keys.get(x) ?? 0) - (keys.get(y) ?? 0));
        }
        for (let entity = 0; entity < any.size; entity++) {
          const ways = waysOf(all(any), entity);
          expect(waysOf(all({ ...any, incident }), entity)).toEqual(ways);
          // Strictly rising, so no two are equal.
          const rank = ({ relation, direction, other }: Way) =>
            (any.relations.type[relation] * 2 + (direction === "in" ? 1 : 0)) * any.size + other;
          expect(ways.every((way, i) => i === 0 || rank(ways[i - 1]) < rank(way))).toBe(true);
        }
      }),
    );
  });

  it("reach every neighbour that is in sight, along relations of the entity", () => {
    fc.assert(
      fc.property(anyScopedGraph, ({ graph: any }) => {
        const { from, to } = any.relations;
        for (let entity = 0; entity < any.size; entity++) {
          const ways = waysOf(all(any), entity);
          const reached = new Set<number>();
          for (let r = 0; r < any.relations.size; r++) {
            if (from[r] === entity) reached.add(to[r]);
            if (to[r] === entity) reached.add(from[r]);
          }
          reached.delete(entity);
          expect(new Set(ways.map(({ other }) => other))).toEqual(reached);
          for (const { relation, direction, other } of ways)
            expect([from[relation], to[relation]]).toEqual(
              direction === "out" ? [entity, other] : [other, entity],
            );
        }
      }),
    );
  });
});

describe("a walk", () => {
  const idOf = (entity: number) => graph.ids[entity];
  const ways = waysOf(all(graph), a);
  const start = startWalk("model/a");

  it("faces nothing at first, then each way in turn, and the first one after the last", () => {
    const faced = (by: 1 | -1, times: number) =>
      Array.from({ length: times }).reduce<Walk>((walk) => turn(walk, ways, by), start).at;
    expect(start.at).toBe(-1);
    expect([1, 2, 6, 7].map((times) => faced(1, times))).toEqual([0, 1, 5, 0]);
    expect([1, 2, 6, 7].map((times) => faced(-1, times))).toEqual([5, 4, 0, 5]);
  });

  it("turning there and back faces the same way", () => {
    for (let at = 0; at < ways.length; at++) {
      const walk = { ...start, at };
      expect(turn(turn(walk, ways, 1), ways, -1)).toEqual(walk);
    }
  });

  it("goes nowhere without ways, or without facing one", () => {
    expect(turn(start, [], 1)).toBe(start);
    expect(stepAlong(start, ways, idOf)).toBe(start);
    expect(stepAlong({ ...start, at: 1 }, [], idOf)).toEqual({ ...start, at: 1 });
    const only = { ...start, at: 0 };
    expect(turn(only, ways.slice(0, 1), 1)).toBe(only);
  });

  it("goes on where ways have become fewer", () => {
    const walk = { ...start, at: 5 };
    expect(turn(walk, ways.slice(0, 3), 1).at).toBe(0);
    expect(turn(walk, ways.slice(0, 3), -1).at).toBe(2);
  });

  it("steps along and back, and ends where it began", () => {
    const along = stepAlong(turn(start, ways, -1), ways, idOf);
    expect(along).toMatchObject({ trail: ["model/a", "model/b"], at: -1 });
    const back = stepBack(along);
    expect(back).toEqual(turn(start, ways, -1));
    expect(stepBack(start)).toBeUndefined();
    expect(back && stepBack(back)).toBeUndefined();
  });

  it("of any length is walked back the way it came", () => {
    const anyMove = fc.constantFrom("next", "previous", "along", "along");
    fc.assert(
      fc.property(
        anyScopedGraph,
        fc.nat(13),
        fc.array(anyMove, { maxLength: 40 }),
        ({ graph: any }, at, moves) => {
          const begun = startWalk(any.ids[at % any.size]);
          const passed: Walk[] = [];
          let walk = begun;
          for (const move of moves) {
            const from = waysOf(all(any), any.indexOf(walk.trail.at(-1) ?? ""));
            const next =
              move === "along"
                ? stepAlong(walk, from, (entity) => any.ids[entity])
                : turn(walk, from, move === "next" ? 1 : -1);
            if (next.trail.length > walk.trail.length) passed.push(walk);
            walk = next;
          }
          for (const before of passed.reverse()) {
            const back = stepBack(walk);
            expect(back).toEqual(before);
            walk = back ?? begun;
          }
          expect(walk.trail).toEqual(begun.trail);
        },
      ),
    );
  });
});

describe("what is spoken", () => {
  const ways = waysOf(all(graph), a);

  it("says of a way how it reads, where it leads, and which of how many it is", () => {
    expect(wayText(graph, ways[1], 1, ways.length, "en")).toBe(
      "based on by model/c, model, 1 relation, 2 of 6",
    );
    expect(wayText(graph, ways[2], 2, ways.length, "zh")).toBe(
      "trained on字：dataset/x，dataset字，2 条关系，第 3 条，共 6 条",
    );
  });

  it("says of an entity what it is and how many relations it has, and whether there is no way on", () => {
    expect(arrivalText(graph, graph.indexOf("dataset/x"), 2, "en")).toBe("dataset/x, dataset, 2 relations");
    expect(arrivalText(graph, graph.indexOf("risk/alone"), 0, "en")).toBe(
      "risk/alone, risk, 0 relations, no way leads on",
    );
    expect(arrivalText(graph, graph.indexOf("risk/alone"), 0, "zh")).toBe(
      "risk/alone，risk字，0 条关系，没有可走的关系",
    );
  });

  it("says of a part of a map how many of an entity's relations are on it", () => {
    const within = { size: 1000, degree: Uint32Array.from(graph.ids, (_, i) => (i === a ? 40 : 0)) };
    // Of what is there in full, nothing more is said.
    for (const entity of graph.ids.keys()) within.degree[entity] ||= degreeOf(graph, entity);
    const part = { ...graph, within, part: {} as MapPart };
    expect(arrivalText(part, a, 6, "en")).toBe("model/a, model, 40 relations, 6 on this part of the map");
    expect(arrivalText(part, a, 0, "zh")).toBe("model/a，model字，40 条关系，目前的图上没有可走的");
    expect(wayText(part, ways[1], 1, 6, "en")).toBe(
      "based on by model/c, model, 1 relation, 2 of the 6 on this part of the map",
    );
    expect(wayText(part, ways[1], 1, 6, "zh")).toMatch("第 2 条，目前的图上共 6 条");
    const c = graph.indexOf("model/c");
    expect(arrivalText(part, c, 1, "en")).toBe(arrivalText(graph, c, 1, "en"));
  });

  it("names every relation type in both languages", () => {
    for (const locale of locales)
      for (const way of ways) {
        const { label, inverse } =
          scopedOntology.relations[graph.relationTypes[graph.relations.type[way.relation]]];
        const reading = (way.direction === "out" ? label : inverse)[locale];
        expect(wayText(graph, way, 0, 1, locale)).toMatch(new RegExp(`^${reading}[ ：]`));
      }
  });
});
