/** Relations between regions of a large map, counted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regionTies } from "@/lib/data/large/region-ties";
import { checkCompact } from "@/lib/graph/check-compact";
import { type Community, tileGraph } from "@/lib/graph/tile";
import { plainOntology } from "../fixtures/random-graph";

const communities = 9;
const anyGraph = fc.record({
  of: fc.array(fc.nat(communities - 1), { minLength: 1, maxLength: 40 }),
  relations: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 300 }),
  loose: fc.integer({ min: -1, max: communities - 1 }),
});

describe("ties of regions", () => {
  it("are the pairs with most relations between their entities, whichever way these lead", () => {
    fc.assert(
      fc.property(anyGraph, ({ of, relations, loose }) => {
        const ends = relations.map(([a, b]) => [a % of.length, b % of.length]);
        const columns = {
          size: ends.length,
          from: Uint32Array.from(ends, ([a]) => a),
          to: Uint32Array.from(ends, ([, b]) => b),
        };
        const found = regionTies({ of: Int32Array.from(of), count: communities }, columns, loose);
        for (let one = 0; one < communities; one++) {
          const counts = Array.from({ length: communities }, (_, other) => {
            const isBetween = ([a, b]: number[]) =>
              (of[a] === one && of[b] === other) || (of[a] === other && of[b] === one);
            const isTied = one !== other && one !== loose && other !== loose;
            return [other, isTied ? ends.filter(isBetween).length : 0];
          });
          const expected = counts
            .filter(([, count]) => count > 1)
            .sort(([a, most], [b, least]) => least - most || a - b)
            .slice(0, 6);
          expect(found[one]).toEqual(expected);
        }
      }),
    );
  });

  it("lead to regions of the same tile alone", () => {
    const community = (number: number, ties: Community["ties"]): Community => ({
      ...{ number, level: 1, ties, name: { en: "a", zh: "甲" }, x: 0, y: 0, tint: 0, outline: [], size: 1 },
    });
    const about = { graph: "g", version: "v", ontology: plainOntology, size: 0, readings: {} };
    const regions = [
      community(11, [[14, 9]]),
      community(13, [
        [11, 7],
        [14, 4],
      ]),
      community(14, undefined),
    ];
    const tile = tileGraph(about, [], regions.slice(0, 2));
    expect(tile.regions.map(({ ties }) => ties)).toEqual([undefined, [[0, 7]]]);
    expect(tileGraph(about, [], regions).regions.map(({ ties }) => ties)).toEqual([
      [[2, 9]],
      [
        [0, 7],
        [2, 4],
      ],
      undefined,
    ]);
    expect(() => checkCompact(tile)).not.toThrow();
    const astray = { ...tile, regions: [{ ...tile.regions[0], ties: [[5, 1] as const] }] };
    expect(() => checkCompact(astray)).toThrow("tied to none");
  });
});
