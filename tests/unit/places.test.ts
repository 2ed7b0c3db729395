/** The order of places in which every cell of the map is a stretch. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placedIn, placesOf } from "@/lib/graph/places";
import { cellAt, cellKey, deepestZoom, extentOf } from "@/lib/graph/tile";

describe("who stands in a cell", () => {
  it("is whoever's place lies in it, those that stand alike by number, and each is in one cell of a zoom", () => {
    const near = fc.integer({ min: -80, max: 80 });
    const anyPlace = fc.tuple(near, near).map(([x, y]) => ({ x: x / 2, y: y * 7 }));
    fc.assert(
      fc.property(fc.array(anyPlace, { maxLength: 40 }), fc.constantFrom(0, 1, 2, 3, 4), (all, z) => {
        const [x, y] = [all.map((one) => one.x), all.map((one) => one.y)];
        const grid = { extent: extentOf(x, y) };
        const places = placesOf(grid, x, y);
        let found = 0;
        for (let row = 0; row < 2 ** z; row++) {
          for (let column = 0; column < 2 ** z; column++) {
            const there = [...placedIn(places, z, column, row)];
            found += there.length;
            const key = cellKey(z, column, row);
            for (const entity of there) expect(cellAt(grid, z, x[entity], y[entity])).toBe(key);
          }
        }
        expect(found).toBe(all.length);
      }),
    );
  });

  it("is found at the deepest zoom as well", () => {
    const grid = { extent: 64 };
    const places = placesOf(grid, [-64, 63.999, 0], [-64, 63.999, 0]);
    const last = 2 ** deepestZoom - 1;
    expect([...placedIn(places, deepestZoom, 0, 0)]).toEqual([0]);
    expect([...placedIn(places, deepestZoom, last, last)]).toEqual([1]);
    expect([...placedIn(places, deepestZoom, 2 ** (deepestZoom - 1), 2 ** (deepestZoom - 1))]).toEqual([2]);
  });
});
