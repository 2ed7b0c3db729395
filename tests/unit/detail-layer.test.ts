import cytoscape from "cytoscape";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cytoscape } from "@/lib/canvas/cytoscape";
import { type Budget, detailBudget, detailOf } from "@/lib/canvas/detail";
import { createDetailLayer, type DetailLayer } from "@/lib/canvas/detail-layer";
import type { Edge } from "@/lib/canvas/edges";
import type { CanvasStyle } from "@/lib/canvas/style";
import { plainExpansion } from "@/lib/view/expansion";
import * as steps from "@/lib/view/explore-steps";
import { exploredScene } from "@/lib/view/explored-scene";
import type { Speech } from "@/lib/view/grouping";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import {
  anyFilterStep,
  anyStep,
  explorable,
  explorationOf,
  largeExplorable,
  pictureOf,
  type StepIn,
  walk,
} from "../fixtures/explored-graph";
import { randomGraph } from "../fixtures/random-graph";

/** What the layers have made, the latest last: to see what Cytoscape really holds. */
const made: cytoscape.Core[] = [];
const makeGraph = ((options?: cytoscape.CytoscapeOptions) => {
  const cy = cytoscape(options);
  made.push(cy);
  return cy;
}) as Cytoscape;

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

const keysOf = (edges: readonly Edge[]): string[] => edges.map(({ key }) => key).sort();

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
    layer = createDetailLayer(makeGraph, null);
  });
  afterEach(() => layer.destroy());

  it("takes what it is to hold in portions, and then holds just that", () => {
    const { wanted, portions } = settle(emptyView);
    expect(portions).toBeGreaterThan(3);
    expect(keysOf(layer.edges())).toEqual(keysOf(wanted.edges));
  });

  it("holds a selected hub's relations instead, and gets back to where it was", () => {
    const { wanted } = settle(emptyView);
    const focused = settle(select(emptyView, graph.ids[0]));
    expect(keysOf(layer.edges())).toEqual(keysOf(focused.wanted.edges));
    settle(emptyView);
    expect(keysOf(layer.edges())).toEqual(keysOf(wanted.edges));
  });

  it("stays within its budget wherever a reader goes", () => {
    for (const view of [emptyView, toggleKind(emptyView, "kind1"), select(emptyView, graph.ids[3])]) {
      settle(view);
      expect(layer.edges().length).toBeLessThanOrEqual(detailBudget.relations);
    }
  });

  it("survives another graph", () => {
    settle(emptyView);
    const other = randomGraph(50, 7);
    const scene = sceneOf(other, emptyView, "zh");
    layer.show(scene, style);
    layer.want(detailOf(scene, everywhere));
    while (layer.step());
    expect(Math.max(...layer.edges().map(({ relation }) => relation))).toBeLessThan(other.relations.size);
  });

  it("has a size for what Cytoscape still asks about of a larger graph", () => {
    settle(emptyView);
    const cy = made.at(-1) as cytoscape.Core;
    const before = cy.nodes();
    layer.show(sceneOf(randomGraph(50, 7), emptyView, "en"), style);
    expect(before.length).toBeGreaterThan(50);
    expect(cy.nodes()).toHaveLength(0);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    // So its renderer does in the next frame.
    (cy.style() as unknown as { apply(of: cytoscape.NodeCollection): void }).apply(before);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe("the detail layer of an explored picture", () => {
  let layer: DetailLayer;
  let cy: cytoscape.Core;
  beforeEach(() => {
    layer = createDetailLayer(makeGraph, null);
    cy = made[made.length - 1];
  });
  afterEach(() => layer.destroy());

  const show = (scene: Scene, budget: Budget = detailBudget) => {
    const wanted = detailOf(scene, everywhere, budget);
    layer.show(scene, style);
    layer.want(wanted);
    return wanted;
  };
  const settled = (scene: Scene) => {
    const wanted = show(scene);
    while (layer.step());
    return wanted;
  };
  const speech = explorable({
    "model/a": { to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] } },
    "model/b": { to: { compared_with: ["model/a"] }, facts: { released: "2020" } },
    "dataset/d": { facts: { released: "2019-05" } },
    "risk/f": {},
  });
  const sceneIn = (view: View) => pictureOf(speech, view).scene;

  /** Goes on from view to view, and looks at Cytoscape after every portion. */
  const goThrough = (of: Speech, way: readonly StepIn[], budget: Budget) => {
    let view = emptyView;
    let scene: Scene | undefined;
    const look = () => {
      expect(cy.nodes().length).toBeLessThanOrEqual(budget.entities);
      expect(cy.edges().length).toBeLessThanOrEqual(budget.relations);
      expect(layer.edges().length).toBe(cy.edges().length);
    };
    for (const [i, step] of way.entries()) {
      view = step(view, of);
      scene = exploredScene(explorationOf(of, view), "en", undefined, scene);
      const wanted = show(scene, budget);
      look();
      // A reader may be quicker than the layer.
      for (let portion = 0; portion < (i % 3 === 0 ? 1 : 99) && layer.step(); portion++) look();
      look();
      if (i % 3 === 0) continue;
      expect(
        cy
          .nodes()
          .map((node) => node.data("entity"))
          .toSorted(),
      ).toEqual(wanted.entities.toSorted());
      expect(keysOf(layer.edges())).toEqual(keysOf(wanted.edges));
      const { x, y } = scene;
      const astray = cy.nodes().filter((node) => {
        const entity = node.data("entity");
        return node.position().x !== x[entity] || node.position().y !== y[entity];
      });
      expect(astray.length).toBe(0);
    }
  };

  it("never holds more than it is to, whatever is explored, selected and filtered, and in the end just that", () => {
    const small = largeExplorable(60);
    const anyWalk = fc.array(fc.oneof({ weight: 3, arbitrary: anyStep(30) }, anyFilterStep), {
      minLength: 3,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyWalk, (way) => goThrough(small, way, { entities: 25, relations: 30 })),
      { numRuns: 25 },
    );
  });

  it("stays within its budget while large neighbourhoods are called up and taken back", () => {
    const large = largeExplorable(700);
    const all = large.graph.ids.slice(70, 82);
    const expand =
      (id: string): StepIn =>
      (view) =>
        steps.expand(view, { ...plainExpansion(id), limit: 60 });
    const { called } = explorationOf(large, walk(large, all.map(expand)));
    expect(called.entities.length).toBeGreaterThan(detailBudget.entities);
    goThrough(
      large,
      [
        (view) => view,
        ...all.map(expand),
        (view) => select(view, all[0]),
        (view) => select(view, all[1]),
        steps.collapseAll,
        (view) => steps.selectMany(view, large.graph.ids.slice(0, 201)),
        (view) => steps.setLayout(view, { as: "groups", by: "kind", closed: ["model"] }),
        (view) => steps.setClosed(view, []),
        (view) => select(view, undefined),
      ],
      detailBudget,
    );
  });

  it("moves what it holds to where a layout has put it, without taking it out", () => {
    const atlas = sceneIn(steps.toggleType(emptyView, "poses"));
    settled(atlas);
    const [before] = cy.nodes();
    const force = sceneIn(steps.setLayout(emptyView, { as: "concentric", closed: [] }));
    layer.show(force, style);
    expect(cy.nodes()[0]).toBe(before);
    for (const node of cy.nodes())
      expect(node.position()).toEqual({ x: force.x[node.data("entity")], y: force.y[node.data("entity")] });
  });

  const classesOf = (id: string): string[] =>
    cy
      .getElementById(`e${speech.graph.indexOf(id)}`)
      .classes()
      .filter((name) => !name.startsWith("kind") && name !== "icon");
  const edgeClasses = (): Record<string, string[]> =>
    Object.fromEntries(
      cy.edges().map((edge) => [`${edge.data("source")} ${edge.data("target")}`, edge.classes()]),
    );

  it("marks what has been expanded, pinned, selected, coloured, and what is dated by a year alone", () => {
    const explored = [
      (view: View) => steps.expand(view, plainExpansion("model/a")),
      (view: View) => move(view, "risk/f", 5, 6),
      (view: View) => steps.setTime(view, { from: "2010-01", to: "2030-01", undated: true }),
    ].reduce((view, step) => step(view), emptyView);
    settled(sceneIn(steps.selectMany(explored, ["dataset/d", "risk/f"])));
    expect(["model/a", "model/b", "dataset/d", "risk/f"].map(classesOf)).toEqual([
      ["expanded"],
      ["imprecise"],
      ["chosen"],
      ["pinned", "chosen"],
    ]);
    // The marks change with the scene, though the entities stay.
    const after = steps.setStyle(steps.collapseAll(explored), { colour: "released" });
    const scene = sceneIn(after);
    settled(scene);
    const paint = (node: number) => `paint${scene.explored?.paint?.of[node]}`;
    expect(["model/a", "model/b", "dataset/d", "risk/f"].map(classesOf)).toEqual([
      [paint(0)],
      [paint(1), "imprecise"],
      [paint(2)],
      [paint(3), "pinned"],
    ]);
  });

  it("shows which way relations run, how many an edge stands for, and each of those that are spread out", () => {
    const view = steps.toggleType(emptyView, "poses");
    settled(sceneIn(view));
    expect(edgeClasses()).toEqual({
      "e0 e1": ["strong", "along", "against", "many2"],
      "e0 e2": ["strong", "along"],
    });
    settled(sceneIn(steps.toggleType(view, "compared_with")));
    expect(edgeClasses()).toEqual({ "e0 e1": ["strong", "along"], "e0 e2": ["strong", "along"] });
    settled(sceneIn(select(view, { from: "model/a", type: "based_on", to: "model/b" })));
    expect(cy.edges().map((edge) => [edge.classes().join(" "), edge.data("bend")])).toEqual([
      ["strong along fanned chosen", -60],
      ["strong along", 0],
      ["strong along fanned", -60],
    ]);
  });

  it("leaves out which way relations run where there is no room for it", () => {
    const crowd = Array.from({ length: 90 }, (_, i) => [`risk/r${i}`, {}] as const);
    const models = {
      "model/a": { to: { based_on: ["model/b"], compared_with: ["model/b"] } },
      "model/b": { to: { compared_with: ["model/a"] } },
    };
    const view = steps.toggleType(emptyView, "poses");
    settled(pictureOf(explorable({ ...models, ...Object.fromEntries(crowd) }), view).scene);
    expect(edgeClasses()).toEqual({ "e0 e1": ["tie", "many2"] });
  });

  it("keeps curves as far apart on the screen at any zoom", () => {
    settled(sceneIn(select(emptyView, { from: "model/a", type: "based_on", to: "model/b" })));
    for (const zoom of [1, 4, 0.25]) {
      layer.setCamera({ zoom, x: 0, y: 0 });
      const heights = cy
        .edges(".fanned")
        .map((edge) => Number.parseFloat(edge.style("control-point-distances")) * zoom);
      expect(heights).toEqual([-60, -60]);
    }
  });
});
