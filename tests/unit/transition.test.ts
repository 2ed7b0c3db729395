import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transitionOf } from "@/lib/canvas/transition";
import * as steps from "@/lib/view/explore-steps";
import type { Scene } from "@/lib/view/scene";
import { move } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { anyExplored, anyWay, explorable, pictureOf } from "../fixtures/explored-graph";

const speech = explorable({
  "model/a": { to: { based_on: ["model/b"] } },
  "model/b": {},
  "dataset/d": {},
  "risk/f": {},
});
const sceneIn = (view: View): Scene => pictureOf(speech, view).scene;
const grouped = steps.setLayout(emptyView, { as: "groups", by: "kind", closed: [] });
const atlas = sceneIn(emptyView);
const groups = sceneIn(grouped);
const end = 100_000;
/** Where each node stands that is shown, by id. */
const placesIn = ({ graph, hidden, x, y }: Scene): Record<string, [number, number]> =>
  Object.fromEntries(
    graph.ids.flatMap((id, node) => (hidden[node] ? [] : [[id, [x[node], y[node]] as [number, number]]])),
  );

describe("a transition", () => {
  it("begins where things stood and ends at the goal, and is over then", () => {
    const way = transitionOf(atlas, groups, 1000, false);
    expect(placesIn(way?.at(1000) ?? groups)).toEqual(placesIn(atlas));
    expect(way?.at(1000 + end)).toEqual(groups);
    expect(way?.ended(1000)).toBe(false);
    expect(way?.ended(1399)).toBe(false);
    expect(way?.ended(1400)).toBe(true);
    expect(way?.at(1400)).toEqual(groups);
  });

  it("never leaves the straight line, comes nearer all the time and slows down at the end", () => {
    const way = transitionOf(atlas, groups, 0, false);
    const left = [0, 80, 160, 240, 320, 400].map((now) => {
      const { x, y } = way?.at(now) ?? atlas;
      const [dx, dy] = [groups.x[0] - atlas.x[0], groups.y[0] - atlas.y[0]];
      const aside = (x[0] - atlas.x[0]) * dy - (y[0] - atlas.y[0]) * dx;
      expect(Math.abs(aside) / Math.hypot(dx, dy)).toBeLessThan(1e-2);
      return Math.hypot(x[0] - groups.x[0], y[0] - groups.y[0]);
    });
    const pace = left.slice(1).map((distance, i) => left[i] - distance);
    expect(pace.every((step) => step > 0)).toBe(true);
    expect(pace).toEqual(pace.toSorted((a, b) => b - a));
  });

  it("between places that change on the way is shorter and of an even pace", () => {
    const way = transitionOf(atlas, groups, 0, true);
    expect(way?.ended(179)).toBe(false);
    expect(way?.ended(180)).toBe(true);
    const { x } = way?.at(90) ?? atlas;
    expect(x[0]).toBeCloseTo((atlas.x[0] + groups.x[0]) / 2, 3);
  });

  it("shows before its start and after its end what it shows then", () => {
    const way = transitionOf(atlas, groups, 1000, false);
    expect(way?.at(0)).toEqual(way?.at(1000));
    expect(way?.at(end)).toEqual(way?.at(2 * end));
  });

  it("is none where nothing that is seen moves so far that one would notice", () => {
    expect(transitionOf(atlas, atlas, 0, false)).toBeUndefined();
    const [x, y] = [atlas.x[0], atlas.y[0]];
    const movedTo = (dx: number, dy: number) =>
      transitionOf(atlas, sceneIn(move(emptyView, "model/a", x + dx, y + dy)), 0, false);
    expect(movedTo(0.6, 0.6)).toBeUndefined();
    expect(movedTo(0.8, 0.8)).toBeDefined();
    const hidden = steps.hide(move(emptyView, "model/a", x + 100, y), ["model/a"]);
    expect(transitionOf(atlas, sceneIn(hidden), 0, false)).toBeUndefined();
    expect(transitionOf(sceneIn(hidden), atlas, 0, false)).toBeUndefined();
  });

  it("lets what is new appear where it belongs", () => {
    const before = sceneIn(steps.hide(emptyView, ["risk/f"]));
    const at = groups.graph.indexOf("risk/f");
    const start = transitionOf(before, groups, 0, false)?.at(0);
    expect([start?.x[at], start?.y[at]]).toEqual([groups.x[at], groups.y[at]]);
  });

  it("between a graph and what it is with closed groups knows entities by what they are", () => {
    const closed = sceneIn(steps.closeGroup(grouped, "model"));
    expect(closed.graph.ids).toEqual(["group-of/model", "dataset/d", "risk/f"]);
    const start = transitionOf(groups, closed, 0, false)?.at(0) ?? closed;
    expect(start.graph).toBe(closed.graph);
    expect(placesIn(start)).toEqual({
      "group-of/model": placesIn(closed)["group-of/model"],
      "dataset/d": placesIn(groups)["dataset/d"],
      "risk/f": placesIn(groups)["risk/f"],
    });
    const back = transitionOf(closed, groups, 0, false)?.at(0) ?? groups;
    expect(placesIn(back)).toMatchObject({ "dataset/d": placesIn(closed)["dataset/d"] });
    expect(placesIn(back)["model/a"]).toEqual(placesIn(groups)["model/a"]);
  });

  it("between any two pictures starts where all that both show stood, and ends at the second", () => {
    fc.assert(
      fc.property(anyExplored, anyWay, ({ speech: of, view }, way) => {
        const [from, to] = [view, way.reduce((next, step) => step(next, of), view)].map(
          (one) => pictureOf(of, one).scene,
        );
        const [before, goal] = [placesIn(from), placesIn(to)];
        const moving = transitionOf(from, to, 0, false);
        const both = Object.keys(goal).filter((id) => id in before);
        const farthest = Math.max(
          0,
          ...both.map((id) => Math.hypot(before[id][0] - goal[id][0], before[id][1] - goal[id][1])),
        );
        expect(moving !== undefined).toBe(farthest > 1);
        if (!moving) return;
        const start = placesIn(moving.at(0));
        expect(start).toEqual({ ...goal, ...Object.fromEntries(both.map((id) => [id, before[id]])) });
        const last = placesIn(moving.at(end));
        expect(Object.keys(last)).toEqual(Object.keys(goal));
        const errors = Object.entries(goal).flatMap(([id, [x, y]]) => [last[id][0] - x, last[id][1] - y]);
        expect(Math.max(0, ...errors.map(Math.abs))).toBeLessThan(1e-3);
        // The scenes themselves are left as they are.
        expect([placesIn(from), placesIn(to)]).toEqual([before, goal]);
      }),
      { numRuns: 60 },
    );
  });
});
