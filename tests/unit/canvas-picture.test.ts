/** What of the picture is drawn anew, and when: drawing a large map takes most of a frame. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Camera } from "@/lib/canvas/camera";
import type { DetailLayer } from "@/lib/canvas/detail-layer";
import { createPicture, type Shown } from "@/lib/canvas/picture";
import type { Stage } from "@/lib/canvas/stage";
import type { CanvasStyle } from "@/lib/canvas/style";
import { sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

class AnyPath {
  moveTo(): void {}
  lineTo(): void {}
  closePath(): void {}
}
beforeAll(() => vi.stubGlobal("Path2D", AnyPath));
afterAll(() => vi.unstubAllGlobals());

const size = { width: 800, height: 600 };
const style = { theme: "light", background: "#fff", line: "#ccc", ink: "#000", regionOpacity: 0.1 };

it("a sight that is fitted again, and full detail that comes to it, draw nothing anew", () => {
  let drawn = 0;
  // Nothing but the background covers all.
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name) => (name === "fillRect" ? () => void drawn++ : () => undefined),
    set: () => true,
  });
  const layer = { getContext: () => context };
  const stage = {
    ...{ base: layer, labels: layer, size, origin: { x: 0, y: 0 }, cameraOn: (camera: Camera) => camera },
    ...{ move: () => true, join: () => undefined, part: () => undefined },
  } as unknown as Stage;
  const told: Camera[] = [];
  const detail = { setCamera: (camera: Camera) => told.push(camera) } as unknown as DetailLayer;
  const scene = sceneOf(randomGraph(40), emptyView, "en");
  const picture = createPicture(stage);
  const frame = (zoom: number, layers?: DetailLayer) => {
    const shown: Shown = {
      ...{ scene, style: style as CanvasStyle, camera: { zoom, x: 0, y: 0 }, settled: true, size, ratio: 1 },
      ...{ hint: undefined, panels: [], unnamed: true },
    };
    // Cytoscape is a frame ahead.
    if (picture.frame(shown, layers)) picture.frame(shown, layers);
  };
  picture.show(scene, style as CanvasStyle);
  frame(1);
  expect(drawn).toBe(1);
  frame(1);
  frame(1, detail);
  expect([drawn, told.length]).toEqual([1, 1]);
  frame(2, detail);
  expect([drawn, told.length]).toEqual([2, 2]);
  picture.show(scene, style as CanvasStyle);
  frame(2, detail);
  expect([drawn, told.length]).toEqual([3, 2]);
});
