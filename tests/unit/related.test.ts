import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { otherEnd, relationsOf } from "@/lib/graph/graph";
import { relatedTo } from "@/lib/graph/related";
import { randomGraph } from "../fixtures/random-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

describe("related entities", () => {
  /** 0 and 1 share 4 and 5; 0 and 2 share 4, which everything is tied to; 3 is alone, 6 tied to 0 itself. */
  const graph = decodeGraph(
    tinyCompact(
      "abcdefg".split("").map((en) => ({ en })),
      [
        [0, 4],
        [0, 5],
        [1, 4],
        [1, 5],
        [2, 4],
        [6, 0],
        [6, 4],
        [6, 5],
      ],
    ),
  );

  it("share most with the entity, without being tied to it", () => {
    expect(relatedTo(graph, 0, 2)).toEqual([
      // The hub says less than what only few have.
      { entity: 1, shared: [5, 4] },
      { entity: 2, shared: [4] },
    ]);
  });

  it("are the nearest on the map where nothing is shared", () => {
    expect(relatedTo(graph, 0, 3).at(-1)).toEqual({ entity: 3, shared: [] });
  });

  it("are of the same kind, never the entity itself nor a neighbour, each once", () => {
    const random = randomGraph(80);
    fc.assert(
      fc.property(fc.nat({ max: 79 }), (entity) => {
        const related = relatedTo(random, entity, 10);
        const neighbours = [...relationsOf(random, entity)].map((relation) =>
          otherEnd(random, relation, entity),
        );
        expect(new Set(related.map((one) => one.entity)).size).toBe(10);
        for (const { entity: other, shared } of related) {
          expect([entity, ...neighbours]).not.toContain(other);
          expect(random.kind[other]).toBe(random.kind[entity]);
          for (const one of shared) expect(neighbours).toContain(one);
        }
      }),
    );
  });
});
