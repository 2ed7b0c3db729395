/** What of the picture is drawn anew, and when: drawing a large map takes most of a frame. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Camera } from "@/lib/canvas/camera";
import type { DetailLayer } from "@/lib/canvas/detail-layer";
import { createPicture, type Shown } from "@/lib/canvas/picture";
import type { Stage } from "@/lib/canvas/stage";
import type { CanvasStyle } from "@/lib/canvas/style";
import { type Scene, sceneOf } from "@/lib/view/scene";
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
const style = { theme: "light", background: "#fff", line: "#ccc", ink: "#000" } as CanvasStyle;

/** Where everything is drawn to: counts how often the background, and how often marks that are squares, have been. */
function easel() {
  const counts = { grounds: 0, marks: 0 };
  // Nothing but the background covers all.
  const fillRect = (_x: number, _y: number, width: number) => {
    if (width === size.width) counts.grounds++;
    else counts.marks++;
  };
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name) => (name === "fillRect" ? fillRect : () => undefined),
    set: () => true,
  });
  const layer = { getContext: () => context };
  const stage = {
    ...{ base: layer, labels: layer, size, origin: { x: 0, y: 0 }, cameraOn: (camera: Camera) => camera },
    ...{ move: () => true, join: () => undefined, part: () => undefined },
  } as unknown as Stage;
  return { stage, counts };
}

const shownAt = (scene: Scene, zoom: number): Shown => ({
  ...{ scene, style, camera: { zoom, x: size.width / 2, y: size.height / 2 }, settled: true, size, ratio: 1 },
  ...{ hint: undefined, panels: [], unnamed: true },
});

it("a sight that is fitted again, and full detail that comes to it, draw nothing anew", () => {
  const { stage, counts } = easel();
  const told: Camera[] = [];
  const detail = { setCamera: (camera: Camera) => told.push(camera) } as unknown as DetailLayer;
  const scene = sceneOf(randomGraph(40), emptyView, "en");
  const picture = createPicture(stage);
  const frame = (zoom: number, layers?: DetailLayer) => {
    const shown = shownAt(scene, zoom);
    // Cytoscape is a frame ahead.
    if (picture.frame(shown, layers)) picture.frame(shown, layers);
  };
  picture.show(scene, style);
  frame(1);
  expect(counts.grounds).toBe(1);
  frame(1);
  frame(1, detail);
  expect([counts.grounds, told.length]).toEqual([1, 1]);
  frame(2, detail);
  expect([counts.grounds, told.length]).toEqual([2, 2]);
  picture.show(scene, style);
  frame(2, detail);
  expect([counts.grounds, told.length]).toEqual([3, 2]);
});

it("the first picture of a large map comes in parts, later ones and those of a single frame do not", () => {
  const scene = sceneOf(randomGraph(6000), emptyView, "en");
  for (const atOnce of [false, true]) {
    const { stage, counts } = easel();
    const picture = createPicture(stage);
    picture.show(scene, style, atOnce);
    // From afar, so that all marks are small.
    expect(picture.frame(shownAt(scene, 0.01), undefined)).toBe(!atOnce);
    expect(counts).toEqual({ grounds: 1, marks: atOnce ? 6000 : 0 });
    if (!atOnce) picture.frame(shownAt(scene, 0.01), undefined);
    expect(counts).toEqual({ grounds: 1, marks: 6000 });
    picture.show(scene, style);
    picture.frame(shownAt(scene, 0.01), undefined);
    expect(counts).toEqual({ grounds: 2, marks: 12_000 });
  }
});
