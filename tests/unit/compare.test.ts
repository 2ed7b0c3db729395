/** What entities have in common, what is each one's own, and what lies between them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNeighbours, type Shared } from "@/lib/graph/compare";
import { otherEnd, relationsOf } from "@/lib/graph/graph";
import { anyFlowing, flowing, told } from "../fixtures/flowing-graph";

const { graph } = flowing({
  "model/a": {
    to: {
      tested_on: ["dataset/quiz"],
      trained_on: ["dataset/wiki", "dataset/rare"],
      based_on: ["model/base"],
      applied_in: ["domain/law"],
    },
  },
  "model/b": {
    to: {
      tested_on: ["dataset/quiz"],
      trained_on: ["dataset/quiz", "dataset/wiki"],
      part_of: ["model/base"],
      compared_with: ["model/a"],
    },
  },
  "model/c": {
    to: { tested_on: ["dataset/quiz"], trained_on: ["dataset/wiki", "dataset/web"], based_on: ["model/b"] },
  },
  "model/base": {},
  "model/heir": { to: { based_on: ["model/c"] } },
  "dataset/quiz": {},
  "dataset/wiki": {},
  "dataset/rare": {},
  "dataset/web": {},
  "domain/law": {},
});
const compared = compareNeighbours(
  graph,
  ["model/a", "model/b", "model/c"].map((id) => graph.indexOf(id)),
);
const ids = (list: readonly Shared[]) => list.map(({ entity }) => graph.ids[entity]);

describe("a comparison", () => {
  it("has what most share first, and of that the most telling", () => {
    expect(ids(compared.shared)).toEqual(["dataset/wiki", "dataset/quiz", "model/base"]);
    expect(compared.shared.map(({ of }) => of)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1],
    ]);
  });

  it("has what only one has, the most telling first, and neither the compared nor what they share", () => {
    expect(compared.own.map(ids)).toEqual([
      ["dataset/rare", "domain/law"],
      [],
      ["model/heir", "dataset/web"],
    ]);
  });

  it("has what few others have before what many have", () => {
    const crowd = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`model/m${i}`, { to: { trained_on: ["dataset/wiki"] } }]),
    );
    const both = { to: { trained_on: ["dataset/wiki", "dataset/rare"] } };
    const { graph: crowded } = flowing({
      "model/a": both,
      "model/b": both,
      "dataset/wiki": {},
      "dataset/rare": {},
      ...crowd,
    });
    const { shared } = compareNeighbours(crowded, [0, 1]);
    expect(shared.map(({ entity }) => crowded.ids[entity])).toEqual(["dataset/rare", "dataset/wiki"]);
  });

  it("says by which relations, the most telling first", () => {
    const { relations } = compared.shared[1];
    expect(relations.map((some) => some.map((relation) => told(graph, relation)))).toEqual([
      ["model/a tested_on dataset/quiz"],
      ["model/b trained_on dataset/quiz", "model/b tested_on dataset/quiz"],
      ["model/c tested_on dataset/quiz"],
    ]);
    expect(compared.own[0][0].relations.map((some) => some.length)).toEqual([1, 0, 0]);
  });

  it("keeps the relations among what is compared apart", () => {
    expect(compared.between.map((relation) => told(graph, relation))).toEqual([
      "model/b compared_with model/a",
      "model/c based_on model/b",
    ]);
  });

  it("shares every neighbour and every relation out, once, in any graph", () => {
    fc.assert(
      fc.property(
        anyFlowing(),
        fc.integer({ min: 2, max: 4 }),
        fc.nat(99),
        ({ graph: any }, count, first) => {
          const entities = Array.from(
            { length: Math.min(count, any.size) },
            (_, i) => (first + i) % any.size,
          );
          const { shared, own, between } = compareNeighbours(any, entities);
          const all = [...shared, ...own.flat()];
          const neighbours = new Set(
            entities.flatMap((entity) =>
              [...relationsOf(any, entity)].map((one) => otherEnd(any, one, entity)),
            ),
          );
          for (const entity of entities) neighbours.delete(entity);
          expect(all.map(({ entity }) => entity).sort()).toEqual([...neighbours].sort());

          for (const { entity, of, relations } of all) {
            expect(relations).toHaveLength(entities.length);
            relations.forEach((some, i) => {
              const theirs = [...relationsOf(any, entities[i])].filter(
                (one) => otherEnd(any, one, entities[i]) === entity,
              );
              expect(some.toSorted()).toEqual(theirs.toSorted());
              expect(of.includes(i)).toBe(some.length > 0);
            });
          }
          expect(shared.every(({ of }) => of.length > 1)).toBe(true);
          const counts = shared.map(({ of }) => of.length);
          expect(counts).toEqual(counts.toSorted((a, b) => b - a));
          own.forEach((list, i) => {
            for (const { of } of list) expect(of).toEqual([i]);
          });
          const { from, to } = any.relations;
          expect(between).toEqual(
            [...from.keys()].filter(
              (r) => from[r] !== to[r] && entities.includes(from[r]) && entities.includes(to[r]),
            ),
          );
        },
      ),
    );
  });
});
