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
import { type Edge, edgesOf, pointOn } from "@/lib/canvas/edges";
import { hintOf, type Look, wishForNames } from "@/lib/canvas/label-wishes";
import { type LabelWish, overlap, placeLabels } from "@/lib/canvas/labels";
import { placeNames } from "@/lib/canvas/names";
import { mouseReach, targetAt, touchReach } from "@/lib/canvas/pointing";
import { wholeOf } from "@/lib/canvas/rectangles";
import type { CanvasStyle } from "@/lib/canvas/style";
import { decodeGraph } from "@/lib/graph/decode";
import type { MapPart } from "@/lib/graph/map-part";
import { plainExpansion } from "@/lib/view/expansion";
import * as steps from "@/lib/view/explore-steps";
import { neighbourhoodLimit, type Scene, sceneOf } from "@/lib/view/scene";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView, relationKey, type View } from "@/lib/view/view";
import { anyExplored, anyStep, explorable, largeExplorable, pictureOf } from "../fixtures/explored-graph";
import { randomGraph } from "../fixtures/random-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

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
          expect(placed.slice(i + 1).some((other) => overlap(box, other.box))).toBe(false);
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

  it("of a few entities all have room on a phone that shows the whole", () => {
    const names = ["Ministry of Long Names", "Ada Lovelace", "Institute in Vienna"];
    for (const count of [1, 2, 3]) {
      const named = names.slice(0, count).map((en, i) => ({ en, importance: i === 0 ? 1 : 0.4 }));
      const scene = sceneOf(decodeGraph(tinyCompact(named)), emptyView, "en");
      const phone = { width: 360, height: 640 };
      const camera = fitCamera(wholeOf(scene), phone, { left: 8, top: 68, right: 8, bottom: 190 });
      const widthOf = ({ text, size }: Look) => text.length * size * 0.55;
      const state = {
        scene,
        style: {} as CanvasStyle,
        camera,
        size: phone,
        hint: undefined,
        top: 0,
        widthOf,
      };
      expect(placeNames(state, new Map(), { panels: [] })).toHaveLength(count);
    }
  });

  it("keep the side they had where it still fits", () => {
    const wish: LabelWish = { key: "a", width: 100, height: 16, x: 500, y: 500, radius: 5 };
    expect(placeLabels([wish], size, 9, new Map([["a", "above"]]))[0]?.side).toBe("above");
    expect(placeLabels([wish], size, 9, new Map())[0]?.side).toBe("right");
  });

  it("that are insistent stand where they can be read, where there is such a side, and else all the same", () => {
    const wish: LabelWish = { key: "a", width: 150, height: 20, x: 1400, y: 500, radius: 5, insistent: true };
    const mark = { left: 1300, top: 480, right: 1320, bottom: 520 };
    // With so many others it is not one of a few that are all to be read.
    const others = Array.from({ length: 12 }, (_, i) => ({ ...wish, key: `${i}`, x: 100, y: 900, width: 9 }));
    const sideOf = (more: Partial<LabelWish>) =>
      placeLabels([{ ...wish, ...more }, ...others], size, 9, new Map(), { panels: [], marks: [mark] })[0]
        ?.side;
    expect(sideOf({})).toBe("left");
    expect(sideOf({ x: 500 })).toBe("right");
    expect(sideOf({ width: 2000 })).toBeDefined();
  });

  it("without marks of their own give way to others' where they may", () => {
    const wish: LabelWish = { key: "region", width: 100, height: 20, x: 500, y: 500 };
    const around = { panels: [], marks: [{ left: 495, top: 498, right: 505, bottom: 508 }] };
    const sideOf = (more: Partial<LabelWish>, surroundings = around) =>
      placeLabels([{ ...wish, ...more }], size, 9, new Map([["region", "below"]]), surroundings)[0]?.side;
    expect(sideOf({})).toBeUndefined();
    expect(sideOf({ shifts: true })).toBe("above");
    expect(sideOf({ shifts: true }, { panels: [], marks: [] })).toBe("below");
    const [plain] = placeLabels([{ ...wish, shifts: true }], size, 9, new Map());
    expect(plain.side).toBeUndefined();
  });
});

/** An edge that stands for one relation. */
const lone = (relation: number): Edge => ({
  key: `${relation}×1`,
  relation,
  count: 1,
  along: true,
  against: false,
  fan: 0,
});

describe("what is drawn in full", () => {
  const graph = randomGraph(3000);
  const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

  it("stays within the budget and holds the most important entities", () => {
    const { entities, edges } = detailOf(sceneOf(graph, emptyView, "en"), everywhere);
    expect(entities).toEqual(Array.from({ length: detailBudget.entities }, (_, i) => i));
    expect(edges.length).toBeLessThanOrEqual(detailBudget.relations);
    expect(edges.length).toBeGreaterThan(100);
  });

  it("lies in sight, and no relation lacks an end", () => {
    const sight = { left: -200, top: -200, right: 300, bottom: 250 };
    const scene = sceneOf(graph, emptyView, "en");
    const { entities, edges } = detailOf(scene, sight);
    for (const entity of entities) {
      expect(scene.x[entity]).toBeGreaterThanOrEqual(sight.left);
      expect(scene.x[entity]).toBeLessThanOrEqual(sight.right);
    }
    const held = new Set(entities);
    for (const { relation } of edges) {
      expect(held.has(graph.relations.from[relation]) && held.has(graph.relations.to[relation])).toBe(true);
    }
  });

  it("never holds what the view leaves out", () => {
    const { entities } = detailOf(sceneOf(graph, toggleKind(emptyView, "kind0"), "en"), everywhere);
    expect(entities.some((entity) => graph.kind[entity] === 0)).toBe(false);
  });

  it("is the selected hub with its foremost neighbours, and the rest are counted", () => {
    const scene = sceneOf(graph, select(emptyView, graph.ids[0]), "en");
    const { entities, edges } = detailOf(scene, everywhere);
    expect(entities[0]).toBe(0);
    expect(entities).toHaveLength(neighbourhoodLimit + 1);
    const neighbours = new Set([...graph.relations.from].filter((_, r) => graph.relations.to[r] === 0));
    expect(scene.focus?.rest).toBe(neighbours.size - neighbourhoodLimit);
    const { from, to } = graph.relations;
    expect(edges.every(({ relation: r }) => to[r] === 0 || from[r] === 0)).toBe(true);
  });

  it("becomes another by what is added and removed alone", () => {
    const [seven, eight, nine] = [7, 8, 9].map(lone);
    const [before, after] = [
      { entities: [1, 2, 3], edges: [seven, eight] },
      { entities: [3, 4], edges: [{ ...eight }, nine] },
    ];
    expect(diffDetail(before, after)).toEqual({
      added: { entities: [4], edges: [nine] },
      removed: { entities: [1, 2], edges: [seven] },
    });
  });
});

describe("what is drawn in full of an explored picture", () => {
  const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
  const nowhere = { left: 1e5, top: 1e5, right: 1e5 + 1, bottom: 1e5 + 1 };
  const speech = largeExplorable(120);
  const { graph } = speech;
  const few = steps.keepOnly(emptyView, graph.ids.slice(0, 40));
  const sceneIn = (view: View) => pictureOf(speech, view).scene;
  const base = graph.ids[20];

  it("is what has been called up, wherever it is, before anything that is in sight", () => {
    const scene = sceneIn(steps.expand(few, plainExpansion(base)));
    expect(scene.focus).toBeUndefined();
    const called = scene.explored?.called.entities ?? [];
    expect(called.length).toBeGreaterThan(3);
    expect(detailOf(scene, nowhere).entities).toEqual(called);
    const { entities } = detailOf(scene, everywhere);
    expect(entities.slice(0, called.length)).toEqual(called);
    expect(new Set(entities).size).toBe(entities.length);
    expect(entities).toHaveLength(scene.explored?.shown ?? 0);
    const tight = { entities: 3, relations: 9 };
    expect(detailOf(scene, everywhere, tight).entities).toHaveLength(tight.entities);
    // Relations that it was called up along come first.
    const { from, to } = graph.relations;
    const ends = detailOf(scene, everywhere, { entities: 200, relations: 2 }).edges.map(({ relation: r }) => [
      from[r],
      to[r],
    ]);
    for (const pair of ends) expect(pair).toContain(graph.indexOf(base));
  });

  it("has relations of any length where all can be drawn, of those that are not switched off", () => {
    const scene = sceneIn(steps.toggleType(few, "trained_on"));
    const sight = { left: -1000, top: -1000, right: 1000, bottom: 1000 };
    const { relations, relationTypes } = graph;
    const { entities, edges } = detailOf(scene, sight);
    const inDetail = new Set(entities);
    const between = [...relations.from.keys()].filter(
      (r) =>
        inDetail.has(relations.from[r]) &&
        inDetail.has(relations.to[r]) &&
        relationTypes[relations.type[r]] !== "trained_on",
    );
    expect(edges.reduce((sum, { count }) => sum + count, 0)).toBe(between.length);
    expect(edges.filter(({ relation }) => !between.includes(relation))).toEqual([]);
    const lengthOf = ({ relation: r }: Edge) => {
      const [from, to] = [relations.from[r], relations.to[r]];
      return Math.hypot(scene.x[from] - scene.x[to], scene.y[from] - scene.y[to]);
    };
    expect(Math.max(...edges.map(lengthOf))).toBeGreaterThan(800);
    const short = detailOf(scene, sight, { entities: 30, relations: 320 }).edges.map(lengthOf);
    expect(Math.max(...short)).toBeLessThanOrEqual(800);
    expect(short.length).toBeGreaterThan(0);
  });

  it("stays within the budget, ends included, wherever a reader goes", () => {
    const large = largeExplorable(500);
    // More is called up at first than can be drawn.
    const crowd = large.graph.ids
      .slice(50, 66)
      .reduce((view, id) => steps.expand(view, { ...plainExpansion(id), limit: 60 }), emptyView);
    expect(pictureOf(large, crowd).exploration.called.entities.length).toBeGreaterThan(detailBudget.entities);
    fc.assert(
      fc.property(fc.array(anyStep(60), { minLength: 5, maxLength: 20, size: "max" }), (way) => {
        let view = crowd;
        for (const step of [(same: View) => same, ...way]) {
          // Layouts take long to find and change nothing in how much there is to draw.
          view = steps.resetLayout(step(view, large));
          const { scene } = pictureOf(large, view);
          const { entities, edges } = detailOf(scene, everywhere);
          expect(entities.length).toBeLessThanOrEqual(detailBudget.entities);
          expect(edges.length).toBeLessThanOrEqual(detailBudget.relations);
          expect(new Set(entities).size).toBe(entities.length);
          expect(new Set(edges.map(({ key }) => key)).size).toBe(edges.length);
          const { from, to } = scene.graph.relations;
          const held = new Set(entities);
          expect(entities.filter((entity) => scene.hidden[entity])).toEqual([]);
          expect(edges.filter(({ relation: r }) => !held.has(from[r]) || !held.has(to[r]))).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
  });
});

const style: CanvasStyle = {
  theme: "light",
  font: "sans-serif",
  background: "#ffffff",
  ink: "#000000",
  mutedInk: "#555555",
  halo: "#ffffff",
  line: "#cccccc",
  strongLine: "#777777",
  selection: "#dd4400",
  rim: "#ffffff",
  regionOpacity: 0.1,
};

describe("names in an explored picture", () => {
  const speech = explorable({
    "model/a": {
      to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] },
      facts: { released: "2019-03" },
    },
    "model/b": { to: { compared_with: ["model/a"], trained_on: ["dataset/d"] }, facts: { released: "2021" } },
    "dataset/d": { facts: { released: "2018" } },
  });
  const camera: Camera = { zoom: 1, x: 700, y: 450 };
  type Wished = Look & Pick<LabelWish, "key" | "x" | "y" | "insistent" | "shifts">;
  const wishesIn = (scene: Scene, top = 0): Wished[] => {
    const wishes: Wished[] = [];
    wishForNames(
      (key, look, { x, y, insistent, shifts }) => wishes.push({ ...look, key, x, y, insistent, shifts }),
      {
        scene,
        style,
        camera,
        size,
        hint: undefined,
        top,
        candidates: 100,
        widthOf: ({ text }) => text.length * 7,
      },
    );
    return wishes;
  };
  const sceneIn = (view: View) => pictureOf(speech, view).scene;
  const basedOn = { from: "model/a", type: "based_on", to: "model/b" };

  it("tell how many a closed group holds, and nothing of the kind of what is none", () => {
    const view = steps.setLayout(emptyView, { as: "groups", by: "kind", closed: ["model"] });
    expect(wishesIn(sceneIn(view)).map(({ key, text }) => [key, text])).toEqual([
      ["group-of/model", "models · 2"],
      ["region 0", "datasets"],
      ["dataset/d", "dataset/d"],
    ]);
    const later = steps.setTime(view, { from: "2020-01", to: "2022-01", undated: false });
    expect(wishesIn(sceneIn(later)).find(({ key }) => key === "group-of/model")?.text).toBe("models · 1");
  });

  it("of regions stay until one is well within them on a part of a map, where an entity of the same name has its own", () => {
    const region = { name: { en: "model/a", zh: "a" }, x: 0, y: 0, tint: 0, outline: [], size: 300 };
    const scene = { ...sceneOf(speech.graph, emptyView, "en"), regions: [region] };
    const of = (graph: object) => ({
      ...scene,
      region: new Int16Array(scene.graph.size),
      graph: { ...scene.graph, ...graph },
    });
    const keysIn = (one: Scene) => wishesIn(one).map(({ key }) => key);
    expect(keysIn(of({}))).not.toContain("region 0");
    const part = { filter: "" } as MapPart;
    expect(keysIn(of({ part }))).toEqual(expect.arrayContaining(["region 0", "model/a"]));
    expect(keysIn({ ...of({ part }), regions: [{ ...region, size: 1500 }] })).not.toContain("region 0");
  });

  it("that a far region's tells are not repeated on a part of a map, and come as one comes nearer", () => {
    const name = { en: "model/a · model/b", zh: "a · b" };
    const region = { name, x: 0, y: 0, tint: 0, outline: [], size: 4 };
    const scene = { ...sceneOf(speech.graph, emptyView, "en"), region: new Int16Array(speech.graph.size) };
    const keysIn = (graph: object, regionSize: number) =>
      wishesIn({
        ...scene,
        regions: [{ ...region, size: regionSize }],
        graph: { ...scene.graph, ...graph },
      }).map(({ key }) => key);
    const part = { filter: "" } as MapPart;
    expect(keysIn({ part }, 4)).toEqual(["region 0", "dataset/d"]);
    expect(keysIn({ part }, 25)).toEqual(expect.arrayContaining(["region 0", "model/a", "model/b"]));
  });

  it("leave the room of those that their regions tell free, up to a third of all", () => {
    const many = Array.from({ length: 80 }, (_, i) => i);
    const base = sceneOf(speech.graph, emptyView, "en");
    const placedIn = (tellers: number) => {
      const regions = many.slice(0, tellers).map((i) => ({
        name: { en: `m${2 * i} · m${2 * i + 1}`, zh: "" },
        x: 600 * (i % 2) - 300,
        y: 50 * i - 300,
        tint: 0,
        outline: [],
        size: 1,
      }));
      const scene: Scene = {
        ...base,
        regions,
        region: Int16Array.from(many, (i) => Math.floor(i / 2)),
        graph: {
          ...base.graph,
          part: { filter: "" } as MapPart,
          size: many.length,
          ids: many.map((i) => `model/${i}`),
          names: many.map((i) => ({ en: `m${i}`, zh: "" })),
        },
        hidden: new Uint8Array(many.length),
        context: new Uint8Array(many.length),
        x: Float32Array.from(many, (i) => 60 * (i % 10) - 290),
        y: Float32Array.from(many, (i) => 60 * Math.floor(i / 10) - 240),
        weight: new Float64Array(many.length).fill(0.5),
      };
      const state = {
        scene,
        style,
        camera: { zoom: 0.25, x: 150, y: 150 },
        size: { width: 300, height: 300 },
      };
      const widthOf = ({ text }: Look) => text.length;
      return placeNames({ ...state, hint: undefined, top: 0, widthOf }, new Map(), { panels: [] }).length;
    };
    expect([0, 2, 8].map(placedIn)).toEqual([24, 20, 16]);
  });

  it("of the few that a filter leaves come before those of regions, which move off their marks", () => {
    const left = 24;
    const size = 40;
    const region = { name: { en: "region", zh: "区域" }, x: 0, y: 0, tint: 0, outline: [], size };
    const scene = sceneOf(speech.graph, emptyView, "en");
    const many = Array.from({ length: size }, (_, i) => i);
    const of = (members: number): Scene => ({
      ...scene,
      regions: [region],
      region: new Int16Array(size),
      graph: {
        ...scene.graph,
        size,
        ids: many.map((i) => `model/${i}`),
        names: many.map((i) => ({ en: `model ${i}`, zh: `模型 ${i}` })),
      },
      hidden: Uint8Array.from(many, (i) => (i > members ? 1 : 0)),
      // The last of those that are there is what one is related to.
      context: Uint8Array.from(many, (i) => (i === members ? 1 : 0)),
      x: new Float32Array(size),
      y: new Float32Array(size),
      weight: new Float64Array(size).fill(0.5),
      prominence: 1,
    });
    const orderOf = (one: Scene) => wishesIn(one).map(({ key }) => key);
    const few = orderOf(of(left));
    expect(few.indexOf("region 0")).toBe(left);
    expect(few.indexOf(`model/${left}`)).toBe(left + 1);
    expect(orderOf(of(left + 1))[0]).toBe("region 0");
    expect(orderOf({ ...of(left), prominence: 0 })[0]).toBe("region 0");
    const shifts = (one: Scene) => wishesIn(one).find(({ key }) => key === "region 0")?.shifts;
    expect([shifts(of(left)), shifts(of(left + 1))]).toEqual([true, false]);
  });

  it("of years stand at their ticks, at the upper edge of the sight at least", () => {
    const scene = sceneIn(steps.setLayout(emptyView, { as: "time", closed: [] }));
    const { ticks = [], top = 0 } = scene.explored?.axis ?? {};
    const yearsIn = (at: number) => wishesIn(scene, at).filter(({ key }) => key.startsWith("year "));
    expect(ticks.length).toBeGreaterThan(2);
    expect(yearsIn(0).map(({ text, x }) => [text, x])).toEqual(
      ticks.map(({ year, x }) => [String(year), x + camera.x]),
    );
    expect(yearsIn(0)[0]).toMatchObject({ insistent: true, y: Math.max(0, top + camera.y - 12) });
    expect(new Set(yearsIn(5000).map(({ y }) => y))).toEqual(new Set([5000]));
    expect(wishesIn(sceneIn(emptyView)).some(({ key }) => key.startsWith("year "))).toBe(false);
  });

  it("stand beside edges that stand for several relations, at their middles", () => {
    const scene = sceneIn(select(emptyView, "model/a"));
    const edges = edgesOf(scene, scene.focus?.relations ?? []);
    expect(edges.map(({ count }) => count)).toEqual([3, 1]);
    const labels = wishesIn(scene).filter(({ key }) => edges.some((edge) => edge.key === key));
    expect(labels.map(({ text, plate }) => [text, plate])).toEqual([["×3", false]]);
    expect(labels[0]).toMatchObject(pointOn(scene, camera, edges[0], 0.5));
  });

  it("read each relation of those that are spread out, the selected one on a plate", () => {
    const scene = sceneIn(select(emptyView, basedOn));
    const edges = edgesOf(scene, scene.focus?.relations ?? []);
    const labels = wishesIn(scene).filter(({ key }) => edges.some((edge) => edge.key === key));
    expect(labels.map(({ text, plate, weight }) => [text, plate, weight])).toEqual([
      ["based on", true, 700],
      ["compared with", false, 500],
      ["compared with", false, 500],
    ]);
    labels.forEach((label, i) => {
      expect(label).toMatchObject(pointOn(scene, camera, edges[i], 0.5));
    });
    expect(new Set(labels.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });

  it("hint at one relation by how it reads, and at several by their number", () => {
    const hinted = (view: View, relation: number, locale: "en" | "zh" = "en") => {
      const scene = { ...sceneIn(view), locale };
      const edge = edgesOf(scene, [relation])[0];
      return hintOf(scene, { edge }, { x: 3, y: 4 });
    };
    const relation = [...speech.graph.relations.from.keys()].findLast((r) => {
      const { from, type, to } = relationKey(speech.graph, r);
      return `${from} ${type} ${to}` === "model/b trained_on dataset/d";
    });
    expect(hinted(emptyView, relation ?? -1)).toEqual({
      text: "model/b — trained on → dataset/d",
      x: 3,
      y: 4,
    });
    expect(hinted(emptyView, relation ?? -1, "zh").text).toContain("trained on字");
    expect(hinted(emptyView, 0).text).toContain("×3");
    expect(hinted(steps.toggleType(emptyView, "compared_with"), 0).text).toBe("model/a — based on → model/b");
  });

  it("are wished for once each, and of nothing that is hidden, wherever a reader goes", () => {
    fc.assert(
      fc.property(anyExplored, ({ speech: of, view }) => {
        const { scene } = pictureOf(of, view);
        const keys = wishesIn(scene).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const nodes = keys.map(scene.graph.indexOf).filter((node) => node >= 0);
        expect(nodes.filter((node) => scene.hidden[node])).toEqual([]);
      }),
      { numRuns: 60 },
    );
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
    const edge = lone(relation);
    expect(targetAt(wide, camera, middle, mouseReach, [edge])).toEqual({ edge });
    expect(targetAt(wide, camera, middle, mouseReach, [])).toBeUndefined();
  });

  it("gives a finger a wider reach than a mouse", () => {
    const alone = sceneOf(graph, move(emptyView, graph.ids[0], 9000, 9000), "en");
    const beside = toScreen(camera, 9000 + 25, 9000);
    expect(targetAt(alone, camera, beside, touchReach, [])).toEqual({ entity: 0 });
    expect(targetAt(alone, camera, beside, mouseReach, [])).toBeUndefined();
  });
});
