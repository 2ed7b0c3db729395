import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapRadius } from "@/lib/graph/graph";
import type { LayoutRequest } from "@/lib/layout/layout";
import { plainExpansion } from "@/lib/view/expansion";
import * as steps from "@/lib/view/explore-steps";
import type { Plan } from "@/lib/view/layout-plan";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView, type Layout, type View } from "@/lib/view/view";
import { anyExplored, anyLayout, anyStep, explorable, explorationOf } from "../fixtures/explored-graph";

const speech = explorable({
  "model/a": {
    to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] },
    facts: { released: "2020-07-01", access: "open" },
  },
  "model/b": { to: { trained_on: ["dataset/d"] }, facts: { released: "2018", access: "open" } },
  "dataset/d": { to: { generated_by: ["model/a"] } },
  "risk/f": {},
});
const { graph } = speech;
const layoutOf = (as: Layout["as"], more: Partial<Layout> = {}): View =>
  steps.setLayout(emptyView, { as, closed: [], ...more });
function planIn(view: View): Plan {
  const { plan } = explorationOf(speech, view);
  if (!plan) throw new Error("there is no plan");
  return plan;
}
const requestIn = (view: View): LayoutRequest => planIn(view).request;

/** Relations of a request as the ids of what they lead from and to. */
function arcsIn(view: View): string[] {
  const { nodes, request } = planIn(view);
  const ids = nodes.map((node) => graph.ids[node]);
  return [...request.edges.from].map((from, i) => `${ids[from]} ${ids[request.edges.to[i]]}`);
}

describe("the plan of a layout", () => {
  it("is what is shown, where it stands on the map and how large it is", () => {
    const { nodes, request } = planIn(toggleKind(layoutOf("force"), "dataset"));
    expect(nodes).toEqual([0, 1, 3]);
    expect(request).toEqual({
      as: "force",
      size: 3,
      x: Float32Array.of(graph.x[0], graph.x[1], graph.x[3]),
      y: Float32Array.of(graph.y[0], graph.y[1], graph.y[3]),
      radius: Float32Array.from([0, 1, 3], (node) => mapRadius(graph.importance[node])),
      // What is not there ties nothing.
      edges: {
        from: Uint32Array.of(0, 0),
        to: Uint32Array.of(1, 1),
        weight: graph.relations.strength.slice(0, 2),
      },
      pinned: Uint8Array.of(0, 0, 0),
    });
  });

  it("is none where the map's own places hold", () => {
    for (const view of [
      steps.hide(emptyView, ["model/a"]),
      layoutOf("groups", { by: "community" }),
      steps.expand(emptyView, plainExpansion("model/a")),
    ])
      expect(explorationOf(speech, view).plan).toBeUndefined();
  });

  it("pins what the reader has moved to where it was moved", () => {
    const view = steps.hide(move(move(layoutOf("force"), "dataset/d", 7, 8), "model/a", 1, 2), ["model/a"]);
    const { x, y, pinned } = requestIn(view);
    expect([...pinned]).toEqual([0, 1, 0]);
    expect([x[1], y[1]]).toEqual([7, 8]);
    expect([x[0], y[0]]).toEqual([graph.x[1], graph.y[1]]);
  });

  it("names the centre by its place among what is shown, if it is", () => {
    const view = layoutOf("concentric", { centre: "dataset/d" });
    expect(requestIn(view).centre).toBe(2);
    expect(requestIn(steps.hide(view, ["model/a"])).centre).toBe(1);
    expect(requestIn(steps.hide(view, ["dataset/d"]))).not.toHaveProperty("centre");
    expect(requestIn(layoutOf("concentric"))).not.toHaveProperty("centre");
  });

  it("has dates by time alone, in years, and lanes by kind unless told otherwise", () => {
    const { when, group, groups } = requestIn(layoutOf("time"));
    expect([...(when ?? [])]).toEqual([2020.5, 2018, Number.NaN, Number.NaN]);
    expect(groups).toBe(3);
    expect([...(group ?? [])]).toEqual([0, 0, 1, 2]);
    expect(requestIn(layoutOf("force"))).not.toHaveProperty("when");
    expect(requestIn(layoutOf("force"))).not.toHaveProperty("group");
    const byAccess = requestIn(layoutOf("time", { by: "access" }));
    expect([...(byAccess.group ?? [])]).toEqual([0, 0, 1, 1]);
  });

  it("has closed groups as nodes, the larger the more they hold", () => {
    const { nodes, request } = planIn(layoutOf("groups", { closed: ["model"] }));
    expect(nodes).toEqual([0, 1, 2]);
    expect([...(request.group ?? [])]).toEqual([0, 1, 2]);
    expect(request.radius[0]).toBeCloseTo(mapRadius(0.5 + 2 / 40), 5);
    expect(request.x[0]).toBeCloseTo((graph.x[0] + graph.x[1]) / 2, 3);
  });
});

describe("relations of a plan", () => {
  it("are all between what is shown, but for types that are switched off", () => {
    const all = [
      "model/a model/b",
      "model/a dataset/d",
      "model/a model/b",
      "model/b dataset/d",
      "dataset/d model/a",
    ];
    expect(arcsIn(layoutOf("force")).toSorted()).toEqual(all.toSorted());
    expect(arcsIn(steps.toggleType(layoutOf("force"), "trained_on")).toSorted()).toEqual(
      ["model/a model/b", "model/a model/b", "dataset/d model/a"].toSorted(),
    );
  });

  it("lead from the ancestor by descent, and only descent counts where there is any", () => {
    expect(arcsIn(layoutOf("layered"))).toEqual(["model/b model/a", "model/a dataset/d"]);
    expect(arcsIn(steps.hide(layoutOf("layered"), ["dataset/d"]))).toEqual(["model/b model/a"]);
  });

  it("lead against their own direction where there is no descent", () => {
    // What something is trained on was there before it.
    const view = steps.hide(layoutOf("layered"), ["model/a"]);
    expect(arcsIn(view)).toEqual(["dataset/d model/b"]);
  });
});

/** What a layout goes by, as it can be compared. */
const plainOf = ({ nodes, request }: Plan): string =>
  JSON.stringify([nodes, request], (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array, String) : value,
  );

describe("the key of a plan", () => {
  it("is the same for the same, and another for anything that a layout goes by", () => {
    const placed = anyLayout("force", "layered", "concentric", "time", "groups");
    fc.assert(
      fc.property(anyExplored, placed, anyStep(), ({ speech: of, view: before }, layout, step) => {
        const view = steps.setLayout(before, layout(of));
        const [one, other] = [view, step(view, of)].map((next) => explorationOf(of, next).plan);
        if (one && other) expect(one.key === other.key).toBe(plainOf(one) === plainOf(other));
      }),
      { numRuns: 100 },
    );
  });

  const force = layoutOf("force");
  it.each<[string, View, View]>([
    ["another layout", force, layoutOf("layered")],
    ["something hidden", force, steps.hide(force, ["risk/f"])],
    ["a pin", force, move(force, "risk/f", graph.x[3], graph.y[3])],
    ["the place of a pin", move(force, "risk/f", 1, 2), move(force, "risk/f", 1, 3)],
    ["a relation type off", force, steps.toggleType(force, "based_on")],
    ["sizes", force, steps.setStyle(force, { size: "degree" })],
    ["a centre", layoutOf("concentric"), layoutOf("concentric", { centre: "model/b" })],
    ["other lanes", layoutOf("time"), layoutOf("time", { by: "access" })],
    ["a closed group", layoutOf("groups"), layoutOf("groups", { closed: ["model"] })],
    [
      "an expansion",
      toggleKind(force, "risk"),
      steps.expand(toggleKind(force, "risk"), plainExpansion("risk/f")),
    ],
  ])("changes with %s", (_, one, other) => {
    expect(planIn(one).key).not.toBe(planIn(other).key);
  });

  it.each<[string, View]>([
    ["a selection", select(force, "model/a")],
    ["a colour", steps.setStyle(force, { colour: "access" })],
    ["a window of time", steps.setTime(force, { from: "2018-01", to: "2019-01", undated: false })],
    ["an expansion to what is there", steps.expand(force, plainExpansion("model/a"))],
  ])("does not change with %s", (_, other) => {
    expect(planIn(other).key).toBe(planIn(force).key);
  });
});
