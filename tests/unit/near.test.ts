/** Ego networks: by steps, direction and relation type; and the way back to the middle. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { filterGraph } from "@/lib/graph/filter";
import { emptyFilter, member } from "@/lib/graph/filter-value";
import { otherEnd, relationsOf } from "@/lib/graph/graph";
import { distancesFrom, type Near, wayBack } from "@/lib/graph/near";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

/** A chain 0 → 1 → 2 → 3 with 4 → 1. */
const graph = decodeGraph(
  tinyCompact(
    ["a", "b", "c", "d", "e"].map((en) => ({ en })),
    [
      [0, 1],
      [1, 2],
      [2, 3],
      [4, 1],
    ],
  ),
);
const near = (part: Partial<Near> = {}): Near => ({
  id: graph.ids[1],
  depth: 1,
  direction: "any",
  types: [],
  ...part,
});

describe("an ego network", () => {
  it.each<[Partial<Near>, number[]]>([
    [{}, [2, 1, 2, 0, 2]],
    [{ depth: 2 }, [2, 1, 2, 3, 2]],
    [{ depth: 2, direction: "out" }, [0, 1, 2, 3, 0]],
    [{ depth: 3, direction: "in" }, [2, 1, 0, 0, 2]],
    [{ types: ["ties"] }, [2, 1, 2, 0, 2]],
    [{ types: ["others"] }, [0, 1, 0, 0, 0]],
    [{ id: "kind0/gone" }, [0, 0, 0, 0, 0]],
  ])("with %j has these distances", (part, distances) => {
    expect([...distancesFrom(graph, near(part))]).toEqual(distances);
  });

  it("is what a filter leaves that asks for it", () => {
    const filter = { ...emptyFilter, context: 0 as const, near: near({ direction: "out" }) };
    const { standing } = filterGraph(graph, undefined, { filter, hiddenKinds: [] });
    expect([...standing].map((one) => one === member)).toEqual([false, true, true, false, false]);
  });

  it("grows with its depth, and every member has a way back of its own length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.nat(1000),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("any", "out", "in"),
        fc.nat(59),
        (size, seed, depth, direction, middle) => {
          const any = randomGraph(size, seed);
          const asked: Near = { id: any.ids[middle % size], depth, direction, types: [] };
          const distances = distancesFrom(any, asked);
          const wider = distancesFrom(any, { ...asked, depth: depth + 1 });
          distances.forEach((distance, entity) => {
            const way = wayBack(any, asked, entity);
            expect(way.length).toBe(Math.max(0, distance - 1));
            if (distance > 0) expect(wider[entity]).toBe(distance);
            let at = entity;
            for (const hop of way) {
              expect([...relationsOf(any, at)]).toContain(hop.relation);
              expect(otherEnd(any, hop.relation, at)).toBe(hop.to);
              if (direction !== "any") expect(hop.direction).toBe(direction === "out" ? "in" : "out");
              at = hop.to;
            }
            if (way.length > 0) expect(any.ids[at]).toBe(asked.id);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("in an address", () => {
  it.each(["near=kind0/x1,1", "near=kind0/x1,3,out", "near=kind0/x1,4,any,ties", "near=kind0/x1,2,in,ties"])(
    "%s comes back as it was",
    (text) => {
      const { view, problems } = parseView(new URLSearchParams(text));
      expect(problems).toEqual([]);
      expect(formatView(view)).toBe(text);
    },
  );

  it.each(["kind0/x1", "kind0/x1,0", "kind0/x1,5", "kind0/x1,1,up", "x,1", "kind0/x1,1,any,Bad", ""])(
    "near=%s is reported and left out",
    (text) => {
      const { view, problems } = parseView(new URLSearchParams({ near: text }));
      expect(problems).toMatchObject([{ code: "malformed", parameter: "near" }]);
      expect(view).toEqual(emptyView);
    },
  );

  it("drops what the graph does not have, and says so", () => {
    const { view } = parseView(new URLSearchParams("near=kind0/x1,1,any,ties,gone"));
    const fitted = fitViewToGraph(view, graph);
    expect(fitted.view.filter.near?.types).toEqual(["ties"]);
    expect(fitted.problems).toEqual([{ code: "unknown-type", parameter: "near", value: "gone" }]);
    const strange = fitViewToGraph(parseView(new URLSearchParams("near=kind0/gone,1")).view, graph);
    expect(strange.view.filter.near).toBeUndefined();
    expect(strange.problems).toMatchObject([{ code: "unknown-entity" }]);
  });
});
