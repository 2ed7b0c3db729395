import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Camera,
  centredCamera,
  fitCamera,
  flightOf,
  sightOf,
  toMap,
  toScreen,
  zoomedCamera,
} from "@/lib/canvas/camera";
import { detailBudget, detailOf, diffDetail } from "@/lib/canvas/detail";
import { type LabelWish, overlap, placeLabels } from "@/lib/canvas/labels";
import { mouseReach, targetAt, touchReach } from "@/lib/canvas/pointing";
import { neighbourhoodLimit, sceneOf } from "@/lib/view/scene";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

const size = { width: 1440, height: 900 };
const insets = { left: 20, top: 60, right: 400, bottom: 20 };
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyRectangle = fc
  .tuple(between(-2000, 2000), between(-2000, 2000), between(1, 3000), between(1, 3000))
  .map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));
const anyCamera: fc.Arbitrary<Camera> = fc
  .tuple(between(0.05, 8), between(-5000, 5000), between(-5000, 5000))
  .map(([zoom, x, y]) => ({ zoom, x, y }));

describe("the camera", () => {
  it("has all of a fitted rectangle in sight, clear of the panels", () => {
    fc.assert(
      fc.property(anyRectangle, (rectangle) => {
        const sight = sightOf(fitCamera(rectangle, size, insets), size, insets);
        expect(sight.left).toBeLessThanOrEqual(rectangle.left + 1e-6);
        expect(sight.top).toBeLessThanOrEqual(rectangle.top + 1e-6);
        expect(sight.right).toBeGreaterThanOrEqual(rectangle.right - 1e-6);
        expect(sight.bottom).toBeGreaterThanOrEqual(rectangle.bottom - 1e-6);
      }),
    );
  });

  it("comes back to the same place from the rectangle in sight, as an address does", () => {
    fc.assert(
      fc.property(anyCamera, (camera) => {
        const again = fitCamera(sightOf(camera, size, insets), size, insets);
        expect(again.zoom).toBeCloseTo(camera.zoom, 6);
        expect(again.x).toBeCloseTo(camera.x, 3);
        expect(again.y).toBeCloseTo(camera.y, 3);
      }),
    );
  });

  it("keeps what is under the pointer there while zooming", () => {
    fc.assert(
      fc.property(anyCamera, between(0.05, 8), between(0, 1440), between(0, 900), (camera, zoom, x, y) => {
        const under = toMap(camera, { x, y });
        const after = toScreen(zoomedCamera(camera, zoom, { x, y }), under.x, under.y);
        expect(after.x).toBeCloseTo(x, 4);
        expect(after.y).toBeCloseTo(y, 4);
      }),
    );
  });

  it("flies from where it is to where it should be, without a leap on the way", () => {
    fc.assert(
      fc.property(anyCamera, anyCamera, (from, to) => {
        const { at } = flightOf(from, to, size);
        expect(at(1)).toEqual(to);
        expect(at(0).zoom).toBeCloseTo(from.zoom, 5);
        expect(Math.abs(Math.log(at(0.999).zoom / to.zoom))).toBeLessThan(0.1);
      }),
    );
  });

  it("works on a canvas that the panels leave no room on", () => {
    const camera = centredCamera(
      { x: 0, y: 0 },
      1,
      { width: 360, height: 640 },
      { left: 0, top: 300, right: 0, bottom: 500 },
    );
    expect(camera.y).toBeGreaterThan(0);
    expect(camera.y).toBeLessThan(640);
  });
});

describe("names", () => {
  const anyWish: fc.Arbitrary<LabelWish> = fc.record({
    key: fc.uuid(),
    width: fc.integer({ min: 8, max: 260 }),
    height: fc.integer({ min: 12, max: 24 }),
    x: fc.integer({ min: -50, max: 1500 }),
    y: fc.integer({ min: -50, max: 950 }),
    radius: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  });

  it("never stand one over another, and never off the canvas", () => {
    fc.assert(
      fc.property(fc.array(anyWish, { maxLength: 300, size: "max" }), (wishes) => {
        const placed = placeLabels(wishes, size, 200, new Map());
        expect(placed.length).toBeLessThanOrEqual(200);
        placed.forEach(({ box }, i) => {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(size.width);
          for (const other of placed.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
        });
      }),
    );
  });

  it("of the important win", () => {
    const wish = { width: 100, height: 16, x: 500, y: 500 };
    const placed = placeLabels(
      [
        { key: "first", ...wish },
        { key: "second", ...wish },
      ],
      size,
      9,
      new Map(),
    );
    expect(placed.map(({ key }) => key)).toEqual(["first"]);
  });

  it("keep the side they had where it still fits", () => {
    const wish: LabelWish = { key: "a", width: 100, height: 16, x: 500, y: 500, radius: 5 };
    expect(placeLabels([wish], size, 9, new Map([["a", "above"]]))[0]?.side).toBe("above");
    expect(placeLabels([wish], size, 9, new Map())[0]?.side).toBe("right");
  });
});

describe("what is drawn in full", () => {
  const graph = randomGraph(3000);
  const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

  it("stays within the budget and holds the most important entities", () => {
    const { entities, relations } = detailOf(sceneOf(graph, emptyView, "en"), everywhere);
    expect(entities).toEqual(Array.from({ length: detailBudget.entities }, (_, i) => i));
    expect(relations.length).toBeLessThanOrEqual(detailBudget.relations);
    expect(relations.length).toBeGreaterThan(100);
  });

  it("lies in sight, and no relation lacks an end", () => {
    const sight = { left: -200, top: -200, right: 300, bottom: 250 };
    const scene = sceneOf(graph, emptyView, "en");
    const { entities, relations } = detailOf(scene, sight);
    for (const entity of entities) {
      expect(scene.x[entity]).toBeGreaterThanOrEqual(sight.left);
      expect(scene.x[entity]).toBeLessThanOrEqual(sight.right);
    }
    const held = new Set(entities);
    for (const relation of relations) {
      expect(held.has(graph.relations.from[relation]) && held.has(graph.relations.to[relation])).toBe(true);
    }
  });

  it("never holds what the view leaves out", () => {
    const { entities } = detailOf(sceneOf(graph, toggleKind(emptyView, "kind0"), "en"), everywhere);
    expect(entities.some((entity) => graph.kind[entity] === 0)).toBe(false);
  });

  it("is the selected hub with its foremost neighbours, and the rest are counted", () => {
    const scene = sceneOf(graph, select(emptyView, graph.ids[0]), "en");
    const { entities, relations } = detailOf(scene, everywhere);
    expect(entities[0]).toBe(0);
    expect(entities).toHaveLength(neighbourhoodLimit + 1);
    const neighbours = new Set([...graph.relations.from].filter((_, r) => graph.relations.to[r] === 0));
    expect(scene.focus?.rest).toBe(neighbours.size - neighbourhoodLimit);
    expect(relations.every((r) => graph.relations.to[r] === 0 || graph.relations.from[r] === 0)).toBe(true);
  });

  it("becomes another by what is added and removed alone", () => {
    const [before, after] = [
      { entities: [1, 2, 3], relations: [7, 8] },
      { entities: [3, 4], relations: [8, 9] },
    ];
    expect(diffDetail(before, after)).toEqual({
      added: { entities: [4], relations: [9] },
      removed: { entities: [1, 2], relations: [7] },
    });
  });
});

describe("pointing", () => {
  const graph = randomGraph(400);
  const scene = sceneOf(graph, emptyView, "en");
  const camera: Camera = { zoom: 1, x: 700, y: 450 };

  it("finds every entity at its own place", () => {
    for (let entity = 0; entity < graph.size; entity++) {
      const target = targetAt(
        scene,
        camera,
        toScreen(camera, scene.x[entity], scene.y[entity]),
        mouseReach,
        [],
      );
      const found = target && "entity" in target ? target.entity : -1;
      const same = scene.x[found] === scene.x[entity] && scene.y[found] === scene.y[entity];
      const nearer = Math.hypot(scene.x[found] - scene.x[entity], scene.y[found] - scene.y[entity]) < 20;
      expect(same || nearer).toBe(true);
    }
  });

  it("finds a relation between its ends, and nothing in the open", () => {
    const wide = sceneOf(
      graph,
      move(move(emptyView, graph.ids[0], -5000, 0), graph.ids[1], -5000, 600),
      "en",
    );
    const relation = graph.relations.from.findIndex((from, r) => from === 1 && graph.relations.to[r] === 0);
    const middle = toScreen(camera, -5000, 300);
    expect(targetAt(wide, camera, middle, mouseReach, [relation])).toEqual({ relation });
    expect(targetAt(wide, camera, middle, mouseReach, [])).toBeUndefined();
  });

  it("gives a finger a wider reach than a mouse", () => {
    const alone = sceneOf(graph, move(emptyView, graph.ids[0], 9000, 9000), "en");
    const beside = toScreen(camera, 9000 + 25, 9000);
    expect(targetAt(alone, camera, beside, touchReach, [])).toEqual({ entity: 0 });
    expect(targetAt(alone, camera, beside, mouseReach, [])).toBeUndefined();
  });
});
