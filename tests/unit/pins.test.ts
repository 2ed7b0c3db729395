/** Pins on the map that keep clear of one another. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apart } from "@/lib/canvas/pins";

const size = 26;
const coordinate = fc.double({ min: -200, max: 200, noNaN: true });
const places = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 30 });

describe("pins", () => {
  it("never lie over one another, and the first stays where it belongs", () => {
    fc.assert(
      fc.property(places, (wanted) => {
        const pins = apart(wanted, size);
        expect(pins).toHaveLength(wanted.length);
        expect(pins[0]).toEqual(wanted[0]);
        for (const [i, a] of pins.entries())
          for (const b of pins.slice(i + 1))
            expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThan(size - 1e-5);
      }),
    );
  });

  it("stay where they belong while there is room", () => {
    const far = [0, 1, 2, 3].map((i) => ({ x: i * size, y: (i % 2) * 500 }));
    expect(apart(far, size)).toEqual(far);
  });

  it("move no further than it takes", () => {
    const near = [
      { x: 0, y: 0 },
      { x: 20, y: 3 },
      { x: 1, y: -25 },
    ];
    expect(apart(near, size)).toEqual([
      { x: 0, y: 0 },
      { x: size, y: 3 },
      { x: 1, y: -size },
    ]);
  });
});
