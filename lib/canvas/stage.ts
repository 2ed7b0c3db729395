/**
 * The stage: the three layers of the canvas, drawn a little beyond what is in sight, and moved as one picture.
 *
 * Drawing takes longer than a frame, moving what is drawn does not: while the camera moves, the stage is shifted
 * and scaled; it is drawn anew once the camera rests or what is drawn no longer covers the sight.
 */
import type { Camera, Point, Size } from "./camera";

/** How far the stage reaches beyond the sight on each side, as a share of the sight. */
const reach = 0.18;
/** How much what is drawn may be scaled before it has to be drawn anew: it would look coarse. */
const scales = { least: 0.5, most: 1.9 };

export type Veil = "none" | "detail" | "detail and names";

export interface Stage {
  readonly base: HTMLCanvasElement;
  readonly detail: HTMLDivElement;
  readonly labels: HTMLCanvasElement;
  /** Of the stage, in CSS pixels. */
  readonly size: Size;
  /** Where the container's top left stands on the stage, in CSS pixels. */
  readonly origin: Point;
  /** @param ratio device pixels per CSS pixel */
  resize(container: Size, ratio: number): void;
  /** The camera as the layers have to draw it. */
  cameraOn(camera: Camera): Camera;
  /**
   * Moves what was drawn for one camera to where another wants it.
   *
   * @returns whether it still covers the sight and is not scaled too far
   */
  move(drawn: Camera, camera: Camera): boolean;
  /**
   * Puts all layers into one picture, which is moved faster than several; the base layer has to be drawn anew
   * before `part` makes them separate again.
   *
   * @param detail what the detail layer shows, where it shows the same camera as the others
   */
  join(detail: HTMLCanvasElement | undefined): void;
  part(): void;
  /** Takes these layers out of sight while what they show moves or changes faster than they can. */
  veil(layers: Veil): void;
  /** Into another container of the same place and size. */
  moveTo(container: HTMLElement): void;
  remove(): void;
}

/** @param container clips what reaches beyond it */
export function createStage(container: HTMLElement): Stage {
  const element = document.createElement("div");
  const layers = {
    base: document.createElement("canvas"),
    detail: document.createElement("div"),
    labels: document.createElement("canvas"),
  };
  Object.assign(element.style, { position: "absolute", pointerEvents: "none", willChange: "transform" });
  element.setAttribute("aria-hidden", "true");
  for (const [name, layer] of Object.entries(layers)) {
    layer.dataset.layer = name;
    Object.assign(layer.style, { position: "absolute", inset: "0", width: "100%", height: "100%" });
    element.append(layer);
  }
  container.append(element);
  let sight: Size = { width: 0, height: 0 };
  let origin: Point = { x: 0, y: 0 };
  let veiled: Veil = "none";

  return {
    ...layers,
    get size() {
      return { width: sight.width + 2 * origin.x, height: sight.height + 2 * origin.y };
    },
    get origin() {
      return origin;
    },
    resize(next, ratio) {
      sight = next;
      origin = { x: Math.round(sight.width * reach), y: Math.round(sight.height * reach) };
      const { width, height } = this.size;
      Object.assign(element.style, {
        left: `${-origin.x}px`,
        top: `${-origin.y}px`,
        width: `${width}px`,
        height: `${height}px`,
        transformOrigin: `${origin.x}px ${origin.y}px`,
      });
      for (const canvas of [layers.base, layers.labels]) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
    },
    cameraOn: ({ zoom, x, y }) => ({ zoom, x: x + origin.x, y: y + origin.y }),
    move(drawn, camera) {
      const scale = camera.zoom / drawn.zoom;
      const x = camera.x - scale * drawn.x;
      const y = camera.y - scale * drawn.y;
      element.style.transform =
        scale === 1 && x === 0 && y === 0 ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
      const covers = (offset: number, length: number, beyond: number) =>
        -offset / scale >= -beyond && (length - offset) / scale <= length + beyond;
      return (
        scale >= scales.least &&
        scale <= scales.most &&
        covers(x, sight.width, origin.x) &&
        covers(y, sight.height, origin.y)
      );
    },
    join(detail) {
      const context = layers.base.getContext("2d", { alpha: false });
      if (!context) return;
      const { width, height } = layers.base;
      context.setTransform(1, 0, 0, 1, 0, 0);
      const seen = [veiled === "none" && detail, veiled !== "detail and names" && layers.labels];
      for (const layer of seen) if (layer && layer.width > 0) context.drawImage(layer, 0, 0, width, height);
      for (const layer of [layers.detail, layers.labels]) layer.style.visibility = "hidden";
    },
    part() {
      for (const layer of [layers.detail, layers.labels]) layer.style.visibility = "";
    },
    veil(next) {
      if (next === veiled) return;
      veiled = next;
      layers.detail.style.opacity = next === "none" ? "" : "0";
      layers.labels.style.opacity = next === "detail and names" ? "0" : "";
    },
    moveTo: (other) => other.append(element),
    remove: () => element.remove(),
  };
}
