/** Broad lines between the regions of a large map: of most relations, each pair once, and none where things stand elsewhere. */
import { describe, expect, it } from "vitest";
import { createBaseLayer } from "@/lib/canvas/base-layer";
import { fitCamera, noInsets } from "@/lib/canvas/camera";
import type { CanvasStyle } from "@/lib/canvas/style";
import { boundsOf } from "@/lib/graph/bounds";
import type { Region } from "@/lib/graph/graph";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

const path = { moveTo() {}, lineTo() {}, closePath() {} };
const region = (x: number, ties?: Region["ties"]): Region => ({
  ...{ name: { en: "r", zh: "域" }, x, y: 0, tint: 0, outline: [], size: 1 },
  ...(ties && { ties }),
});

/** Ends, by x, and breadth in CSS pixels of all lines that begin at a region. */
function bandsOf(scene: Scene, what?: "regions"): (readonly [from: number, to: number, width: number])[] {
  const found: (readonly [number, number, number])[] = [];
  const nothing = () => {};
  const size = { width: 1440, height: 900 };
  const camera = fitCamera(boundsOf(scene.graph), size, noInsets);
  let [from, to] = [0, 0];
  const context = {
    ...{ setTransform: nothing, fillRect: nothing, beginPath: nothing, fill: nothing, arc: nothing },
    ...{ closePath: nothing, lineWidth: 1 },
    moveTo: (x: number) => {
      from = x;
    },
    lineTo: (x: number) => {
      to = x;
    },
    stroke(drawn?: unknown) {
      if (!drawn && from < 0) found.push([from, to, Math.round(this.lineWidth * camera.zoom * 10) / 10]);
    },
  };
  const layer = createBaseLayer(() => path as unknown as Path2D);
  layer.show(scene, { theme: "light" } as CanvasStyle);
  layer.draw(context as unknown as CanvasRenderingContext2D, camera, size, 1, what);
  return found;
}

describe("regions with many relations between them", () => {
  const graph = randomGraph(30);
  // Nothing else stands left of the middle.
  const regions = [
    region(-4000, [
      [1, 400],
      [2, 100],
      [3, 90],
    ]),
    region(-3000, [[0, 400]]),
    region(-2000, [[0, 100]]),
    region(-1000),
  ];
  const scene = { ...sceneOf(graph, emptyView, "en"), regions, region: new Int16Array(graph.size).fill(-1) };

  it("are joined by a line the broader, the more there are; two of each region at most", () => {
    expect(bandsOf(scene)).toEqual([
      [-4000, -3000, 6],
      [-4000, -2000, 3],
    ]);
  });

  it("are not where only regions are drawn, or others stand on the map than there are", () => {
    expect(bandsOf(scene, "regions")).toEqual([]);
    expect(bandsOf({ ...scene, prominence: 1 })).toEqual([]);
  });
});
