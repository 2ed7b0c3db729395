import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { detailBudget, detailOf } from "@/lib/canvas/detail";
import { createDetailLayer, type DetailLayer } from "@/lib/canvas/detail-layer";
import type { CanvasStyle } from "@/lib/canvas/style";
import { sceneOf } from "@/lib/view/scene";
import { select, toggleKind } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

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
const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
const graph = randomGraph(2000);

describe("the detail layer", () => {
  let layer: DetailLayer;
  const settle = (view: View) => {
    const scene = sceneOf(graph, view, "en");
    const wanted = detailOf(scene, everywhere);
    layer.show(scene, style);
    layer.want(wanted);
    let portions = 1;
    while (layer.step()) portions++;
    return { wanted, portions };
  };
  beforeEach(() => {
    layer = createDetailLayer(null);
  });
  afterEach(() => layer.destroy());

  it("takes what it is to hold in portions, and then holds just that", () => {
    const { wanted, portions } = settle(emptyView);
    expect(portions).toBeGreaterThan(3);
    expect([...layer.relations()].sort()).toEqual([...wanted.relations].sort());
  });

  it("holds a selected hub's relations instead, and gets back to where it was", () => {
    const { wanted } = settle(emptyView);
    const focused = settle(select(emptyView, graph.ids[0]));
    expect([...layer.relations()].sort()).toEqual([...focused.wanted.relations].sort());
    settle(emptyView);
    expect([...layer.relations()].sort()).toEqual([...wanted.relations].sort());
  });

  it("stays within its budget wherever a reader goes", () => {
    for (const view of [emptyView, toggleKind(emptyView, "kind1"), select(emptyView, graph.ids[3])]) {
      settle(view);
      expect(layer.relations().length).toBeLessThanOrEqual(detailBudget.relations);
    }
  });

  it("survives another graph", () => {
    settle(emptyView);
    const other = randomGraph(50, 7);
    const scene = sceneOf(other, emptyView, "zh");
    layer.show(scene, style);
    layer.want(detailOf(scene, everywhere));
    while (layer.step());
    expect(Math.max(...layer.relations())).toBeLessThan(other.relations.size);
  });
});
