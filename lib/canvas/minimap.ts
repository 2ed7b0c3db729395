/** The whole map drawn small, with a frame round what is in sight. */
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import { createBaseLayer } from "./base-layer";
import { type Camera, fitCamera, noInsets, type Point, toMap } from "./camera";
import type { CanvasStyle } from "./style";

export interface Minimap {
  /** Draws the map anew. */
  show(scene: Scene, style: CanvasStyle, whole: Rectangle): void;
  /** Moves the frame. */
  frame(sight: Rectangle): void;
  destroy(): void;
}

export interface MinimapEvents {
  /** The reader presses on, or drags to, this point of the map. */
  look(point: Point): void;
  /** The reader has let go. */
  rest(): void;
}

export function createMinimap(container: HTMLElement, events: MinimapEvents): Minimap {
  const base = createBaseLayer();
  const ground = document.createElement("canvas");
  const screen = document.createElement("canvas");
  Object.assign(screen.style, { width: "100%", height: "100%", display: "block", touchAction: "none" });
  screen.setAttribute("aria-hidden", "true");
  container.append(screen);
  let camera: Camera = { zoom: 1, x: 0, y: 0 };
  let colour = "";
  const ratio = Math.min(2, devicePixelRatio || 1);
  const listening = new AbortController();
  const press = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { left, top } = screen.getBoundingClientRect();
    events.look(toMap(camera, { x: event.clientX - left, y: event.clientY - top }));
  };
  screen.addEventListener(
    "pointerdown",
    (event) => {
      screen.setPointerCapture(event.pointerId);
      press(event);
    },
    { signal: listening.signal },
  );
  screen.addEventListener("pointermove", press, { signal: listening.signal });
  screen.addEventListener("pointerup", events.rest, { signal: listening.signal });

  return {
    show(scene, style, whole) {
      const size = { width: container.clientWidth, height: container.clientHeight };
      for (const canvas of [ground, screen]) {
        canvas.width = Math.round(size.width * ratio);
        canvas.height = Math.round(size.height * ratio);
      }
      camera = fitCamera(whole, size, noInsets);
      colour = style.selection;
      const regions = (!scene.explored?.isPlaced && scene.graph.part?.regions) || scene.regions;
      base.show({ ...scene, regions, focus: undefined }, { ...style, regionOpacity: 0.4 });
      const context = ground.getContext("2d");
      // Without regions, dots that can hardly be told apart still show where there is something.
      if (context) base.draw(context, camera, size, ratio, regions.length > 0 ? "regions" : "everything");
    },
    frame({ left, top, right, bottom }) {
      const context = screen.getContext("2d");
      if (!context || ground.width === 0) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(ground, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const x = left * camera.zoom + camera.x;
      const y = top * camera.zoom + camera.y;
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.strokeRect(x, y, (right - left) * camera.zoom, (bottom - top) * camera.zoom);
    },
    destroy() {
      listening.abort();
      screen.remove();
    },
  };
}
