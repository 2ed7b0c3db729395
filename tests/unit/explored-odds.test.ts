/** Odd ends of explored views: what is selected and gone, switched off or folded away, and plans that differ by little. */
import { describe, expect, it } from "vitest";
import { detailOf } from "@/lib/canvas/detail";
import { edgesOf } from "@/lib/canvas/edges";
import { marksInSight } from "@/lib/canvas/label-wishes";
import * as steps from "@/lib/view/explore-steps";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { move, select } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { explorable, explorationOf, pictureOf } from "../fixtures/explored-graph";

const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
const speech = explorable({
  "model/a": { to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] } },
  "model/b": { to: { compared_with: ["model/a"], trained_on: ["dataset/d"] } },
  "dataset/d": {},
  "risk/f": {},
});
const sceneIn = (view: View) => pictureOf(speech, view).scene;
const drawnIn = (view: View) => {
  const scene = sceneIn(view);
  return detailOf(scene, everywhere).entities.map((entity) => scene.graph.ids[entity]);
};

describe("a selection", () => {
  it("whose first entity is gone goes on with the next", () => {
    const { view } = parseView(new URLSearchParams("select=model/gone&also=model/a,model/b"));
    const { view: fitted, problems } = fitViewToGraph(view, speech.graph, speech.table);
    expect(fitted).toMatchObject({ selection: "model/a", also: ["model/b"] });
    expect(problems).toEqual([{ code: "unknown-entity", parameter: "select", value: "model/gone" }]);
    expect(drawnIn(fitted)).toEqual(["model/a", "model/b"]);
  });

  it("of several in a closed group is that group", () => {
    const closed = steps.setLayout(emptyView, { as: "groups", by: "kind", closed: ["model"] });
    expect(drawnIn(steps.selectMany(closed, ["model/a", "model/b"]))).toEqual(["group-of/model"]);
  });

  it("of a relation whose type is switched off holds nothing", () => {
    const relation = { from: "model/a", type: "trained_on", to: "dataset/d" };
    const { focus } = sceneIn(steps.setHiddenTypes(select(emptyView, relation), ["trained_on"]));
    expect(focus).toBeUndefined();
  });
});

describe("what differs by little is told apart", () => {
  it("plans with a pin on the other side of the middle", () => {
    const force = steps.setLayout(emptyView, { as: "force", closed: [] });
    const key = (x: number, y: number) => explorationOf(speech, move(force, "model/a", x, y)).plan?.key;
    expect(key(50, 30)).toBe(key(50, 30));
    expect(key(50, 30)).not.toBe(key(-50, -30));
  });

  it("edges of as many relations that run another way", () => {
    const keyIn = (off: string) => {
      const scene = sceneIn(select(steps.setHiddenTypes(emptyView, [off]), "model/a"));
      return edgesOf(scene, scene.focus?.relations ?? []).map(({ key, count }) => [key, count]);
    };
    expect(keyIn("compared_with")).not.toEqual(keyIn("based_on"));
  });

  it("layouts by what has no groups, from those by what has", () => {
    const by = (key: string) => parseView(new URLSearchParams(`layout=groups:${key}`)).view;
    expect(fitViewToGraph(by("kind"), speech.graph, speech.table).problems).toEqual([]);
    expect(fitViewToGraph(by("parameters"), speech.graph, speech.table)).toMatchObject({
      view: { layout: emptyView.layout },
      problems: [{ code: "unknown-facet", parameter: "layout", value: "parameters" }],
    });
  });
});

it("names keep off marks that are large for another reason than importance", () => {
  const sized = explorable(
    Object.fromEntries([
      ["risk/x", {}],
      ...Array.from({ length: 20 }, (_, i) => [`model/m${i}`, { facts: { parameters: [100] } }]),
    ]),
  );
  const { scene } = pictureOf(sized, steps.setStyle(emptyView, { size: "parameters" }));
  const camera = { zoom: 1, x: 700, y: 450 };
  expect(marksInSight(scene, camera, { width: 1400, height: 900 })).toHaveLength(20);
});
