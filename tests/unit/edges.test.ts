import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Camera, toScreen } from "@/lib/canvas/camera";
import { bend, type Edge, edgesOf, pointOn } from "@/lib/canvas/edges";
import { mouseReach, targetAt } from "@/lib/canvas/pointing";
import { otherEnd } from "@/lib/graph/graph";
import * as steps from "@/lib/view/explore-steps";
import type { Scene } from "@/lib/view/scene";
import { move, select } from "@/lib/view/steps";
import { emptyView, type RelationKey, relationKey, type View } from "@/lib/view/view";
import { anyExplored, explorable, pictureOf } from "../fixtures/explored-graph";

const speech = explorable({
  "model/a": { to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] } },
  "model/b": { to: { compared_with: ["model/a"] } },
  "dataset/d": { to: { generated_by: ["model/c"] } },
  "model/c": { to: { trained_on: ["dataset/d"] } },
});
const { graph } = speech;
const every = Array.from({ length: graph.relations.size }, (_, relation) => relation);
const sceneIn = (view: View) => pictureOf(speech, view).scene;
// Far apart, so that nothing else is near.
const spread = [
  ["model/a", -400, 0],
  ["model/b", 400, 100],
  ["dataset/d", 0, 600],
  ["model/c", 700, 900],
].reduce((view, [id, x, y]) => move(view, String(id), Number(x), Number(y)), emptyView);
const camera: Camera = { zoom: 1.5, x: 30, y: -20 };

/** An edge as a sentence: what it leads from and to, how many it stands for and which way they run. */
function told({ graph: of }: Scene, { relation, count, along, against }: Edge): string {
  const { from, type, to } = relationKey(of, relation);
  return `${from} ${type} ${to} ×${count}${along ? " →" : ""}${against ? " ←" : ""}`;
}

const basedOn: RelationKey = { from: "model/a", type: "based_on", to: "model/b" };

describe("relations between the same two entities", () => {
  it("are one edge with their number, which runs both ways where they do", () => {
    const scene = sceneIn(steps.toggleType(emptyView, "poses"));
    expect(edgesOf(scene, every).map((edge) => told(scene, edge))).toEqual([
      "model/a based_on model/b ×3 → ←",
      "model/a trained_on dataset/d ×1 →",
      "dataset/d generated_by model/c ×2 → ←",
    ]);
    const off = sceneIn(steps.toggleType(emptyView, "compared_with"));
    expect(edgesOf(off, [0]).map((edge) => told(off, edge))).toEqual(["model/a based_on model/b ×1 →"]);
  });

  it("are one edge whichever of them is named, and have another key for another number", () => {
    const scene = sceneIn(steps.toggleType(emptyView, "poses"));
    const back = every.findLast((r) => otherEnd(graph, r, 0) === 1) ?? -1;
    expect(edgesOf(scene, [back]).map((edge) => told(scene, edge))).toEqual([
      "model/b compared_with model/a ×3 → ←",
    ]);
    const off = sceneIn(steps.toggleType(emptyView, "compared_with"));
    expect(edgesOf(scene, [0])[0].key).not.toBe(edgesOf(off, [0])[0].key);
  });

  it("are spread out, all of them, once one is selected; others stay as they are", () => {
    const scene = sceneIn(select(emptyView, basedOn));
    const edges = edgesOf(scene, every);
    expect(edges.map((edge) => `${told(scene, edge)} at ${edge.fan}`)).toEqual([
      "model/a based_on model/b ×1 → at -1",
      "model/a compared_with model/b ×1 → at 0",
      "model/b compared_with model/a ×1 → at 1",
      "model/a trained_on dataset/d ×1 → at 0",
      "dataset/d generated_by model/c ×2 → ← at 0",
    ]);
    expect(new Set(edges.map(({ key }) => key)).size).toBe(edges.length);
  });

  it("are straight where one that is selected is alone", () => {
    const scene = sceneIn(select(emptyView, { from: "model/a", type: "trained_on", to: "dataset/d" }));
    const [edge] = edgesOf(scene, scene.focus?.relations ?? []);
    expect(told(scene, edge)).toBe("model/a trained_on dataset/d ×1 →");
    expect(edge.fan).toBe(0);
  });

  it("of closed groups count all that they stand for", () => {
    const view = steps.setLayout(emptyView, { as: "groups", by: "kind", closed: ["model"] });
    const scene = sceneIn(view);
    const all = [...scene.graph.relations.from.keys()];
    expect(edgesOf(scene, all).map((edge) => told(scene, edge))).toEqual([
      "group-of/model trained_on dataset/d ×3 → ←",
    ]);
    const key = { from: "group-of/model", type: "trained_on", to: "dataset/d" };
    const open = sceneIn(select(view, key));
    expect(edgesOf(open, all).map((edge) => told(open, edge))).toEqual([
      "group-of/model trained_on dataset/d ×2 →",
      "dataset/d generated_by group-of/model ×1 →",
    ]);
  });

  it("are drawn once each pair, and count what is not switched off, in any picture", () => {
    fc.assert(
      fc.property(anyExplored, ({ speech: of, view }) => {
        const { scene } = pictureOf(of, view);
        const { from, to, type, size, count } = scene.graph.relations;
        const on = Array.from({ length: size }, (_, r) => r).filter((r) => !scene.explored?.off[type[r]]);
        const edges = edgesOf(scene, on);
        const pairOf = (r: number) => [from[r], to[r]].sort((a, b) => a - b).join();
        const isOpen = (r: number) =>
          scene.focus?.relation !== undefined && pairOf(scene.focus.relation) === pairOf(r);
        const drawn = edges
          .filter(({ relation }) => !isOpen(relation))
          .map(({ relation }) => pairOf(relation));
        expect(new Set(drawn).size).toBe(drawn.length);
        const parallel = (r: number) => on.filter((other) => pairOf(other) === pairOf(r));
        const sum = (all: readonly number[]) => all.reduce((total, r) => total + (count?.[r] ?? 1), 0);
        const stands = edges.map(({ relation }) =>
          isOpen(relation) && parallel(relation).length > 1 ? [relation] : parallel(relation),
        );
        expect(edges.map(({ count: many, along, against }) => [many, along, against])).toEqual(
          edges.map(({ relation }, i) => {
            const ways = stands[i].map((r) => from[r] === from[relation]);
            return [sum(stands[i]), ways.includes(true), ways.includes(false)];
          }),
        );
        expect(edges.reduce((total, edge) => total + edge.count, 0)).toBe(sum(on));
        expect(new Set(edges.map(({ key }) => key)).size).toBe(edges.length);
      }),
      { numRuns: 80 },
    );
  });
});

describe("spread edges", () => {
  const open = sceneIn(select(spread, basedOn));
  const edges = edgesOf(open, open.focus?.relations ?? []);
  const fans = edges.map(({ fan }) => fan);

  it("stand apart evenly, as many on the one side of the line as on the other", () => {
    expect(fans).toEqual([-1, 0, 1]);
    const two = sceneIn(select(spread, { from: "model/c", type: "trained_on", to: "dataset/d" }));
    expect(edgesOf(two, two.focus?.relations ?? []).map(({ fan }) => fan)).toEqual([-0.5, 0.5]);
  });

  it("stand apart in any picture, however their relations run", () => {
    fc.assert(
      fc.property(anyExplored, fc.nat(), ({ speech: of, view }, which) => {
        const { size } = of.graph.relations;
        if (size === 0) return;
        const pointed = select(steps.setHiddenTypes(view, []), relationKey(of.graph, which % size));
        const { scene } = pictureOf(of, steps.resetLayout(pointed));
        const spreadOut = edgesOf(scene, scene.focus?.relations ?? []).filter(({ fan }) => fan !== 0);
        const bent = spreadOut.map(({ fan }) => fan).sort((a, b) => a - b);
        expect(new Set(bent).size).toBe(bent.length);
        expect(bent).toEqual(bent.map((fan) => -fan).reverse());
      }),
      { numRuns: 60 },
    );
  });

  it("begin and end where their entities stand, in the direction of their relation", () => {
    for (const edge of [...edges, ...edgesOf(open, every)]) {
      const { from, to } = graph.relations;
      const ends = [from[edge.relation], to[edge.relation]];
      [0, 1].forEach((t) => {
        const end = toScreen(camera, open.x[ends[t]], open.y[ends[t]]);
        const point = pointOn(open, camera, edge, t);
        expect(point.x).toBeCloseTo(end.x, 6);
        expect(point.y).toBeCloseTo(end.y, 6);
      });
    }
  });

  it("bow out by the same distance for each place, in CSS pixels at any zoom", () => {
    for (const zoom of [0.2, 1, 4]) {
      const near = { zoom, x: 0, y: 0 };
      const middle = toScreen(near, 0, 50);
      const [left, straight, right] = edges.map((edge) => pointOn(open, near, edge, 0.5));
      expect(straight.x).toBeCloseTo(middle.x, 4);
      expect(straight.y).toBeCloseTo(middle.y, 4);
      expect(Math.hypot(left.x - middle.x, left.y - middle.y)).toBeCloseTo(30, 4);
      expect([right.x + left.x, right.y + left.y].map((sum) => sum / 2)).toEqual([
        expect.closeTo(middle.x, 4),
        expect.closeTo(middle.y, 4),
      ]);
    }
    // Twice as far is where the control point of such a curve stands, to the right of the way.
    expect(edges.map((edge) => bend(open, edge))).toEqual([-60, 0, -60]);
  });

  it("are found each at its own middle, and one that is not spread all along its line", () => {
    for (const edge of edges)
      expect(targetAt(open, camera, pointOn(open, camera, edge, 0.5), mouseReach, edges)).toEqual({ edge });
    const [bundle] = edgesOf(sceneIn(spread), [0]);
    for (const t of [0.2, 0.5, 0.8])
      expect(targetAt(open, camera, pointOn(open, camera, bundle, t), mouseReach, [bundle])).toEqual({
        edge: bundle,
      });
  });

  it("are not found on the straight line where a curve leads round it", () => {
    const [outer] = edges;
    const straight = pointOn(open, camera, { ...outer, fan: 0 }, 0.5);
    expect(targetAt(open, camera, straight, mouseReach, [outer])).toBeUndefined();
  });
});
