import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Camera, Point } from "@/lib/canvas/camera";
import { toScreen } from "@/lib/canvas/camera";
import { entitiesInside } from "@/lib/canvas/lasso";
import { sceneOf } from "@/lib/view/scene";
import { move, toggleKind } from "@/lib/view/steps";
import { emptyView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

const graph = randomGraph(200);
const scene = sceneOf(graph, emptyView, "en");
const plain: Camera = { zoom: 1, x: 0, y: 0 };
/** Its sides lie between places of entities, which are whole numbers. */
const square = (left: number, top: number, side: number): Point[] => [
  { x: left, y: top },
  { x: left + side, y: top },
  { x: left + side, y: top + side },
  { x: left, y: top + side },
];

describe("the lasso", () => {
  it("takes in what stands inside of its line, the most important first, and nothing hidden", () => {
    const inside = entitiesInside(scene, plain, square(-200.5, -200.5, 400));
    const expected = [...graph.ids.keys()].filter(
      (i) => Math.max(Math.abs(graph.x[i] + 0.5), Math.abs(graph.y[i] + 0.5)) < 200,
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(inside).toEqual(expected);
    const fewer = sceneOf(graph, toggleKind(emptyView, "kind0"), "en");
    expect(entitiesInside(fewer, plain, square(-200.5, -200.5, 400))).toEqual(
      expected.filter((i) => graph.kind[i] !== 0),
    );
  });

  it("is drawn on the screen, wherever the camera is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: -999, max: 999 }),
        (tenths, x, y) => {
          const camera = { zoom: tenths / 10, x, y };
          const onScreen = square(-150.5, -90.5, 300).map((point) => toScreen(camera, point.x, point.y));
          expect(entitiesInside(scene, camera, onScreen)).toEqual(
            entitiesInside(scene, plain, square(-150.5, -90.5, 300)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it("may be bent, drawn either way round and begun anywhere", () => {
    // A horseshoe that is open to the right.
    const horseshoe = [
      [-300, -300],
      [300, -300],
      [300, -200],
      [-200, -200],
      [-200, 200],
      [300, 200],
      [300, 300],
      [-300, 300],
    ].map(([x, y]) => ({ x, y }));
    const within = (id: number, x: number, y: number) => {
      const moved = sceneOf(graph, move(emptyView, graph.ids[id], x, y), "en");
      return [horseshoe, horseshoe.toReversed(), [...horseshoe.slice(3), ...horseshoe.slice(0, 3)]].map(
        (line) => entitiesInside(moved, plain, line).includes(id),
      );
    };
    expect(within(0, 0, 0)).toEqual([false, false, false]);
    expect(within(0, -250, 0)).toEqual([true, true, true]);
    expect(within(0, 250, -250)).toEqual([true, true, true]);
    expect(within(0, 250, 0)).toEqual([false, false, false]);
    expect(within(0, 400, -250)).toEqual([false, false, false]);
  });

  it("takes in what it runs round once, not what it runs round twice", () => {
    const outer = square(-400.5, -400.5, 800);
    const inner = square(-100.5, -100.5, 200);
    const twice = [...outer, outer[0], ...inner, inner[0]];
    const ring = entitiesInside(scene, plain, twice);
    const [all, middle] = [outer, inner].map((line) => entitiesInside(scene, plain, line));
    expect(middle.length).toBeGreaterThan(0);
    expect(ring).toEqual(all.filter((i) => !middle.includes(i)));
  });

  it("of no more than a line takes in nothing", () => {
    for (const line of [[], [{ x: 0, y: 0 }], square(-400.5, -400.5, 800).slice(0, 2)])
      expect(entitiesInside(scene, plain, line)).toEqual([]);
  });
});
