/**
 * The canvas: a map in three layers with one camera. The base layer shows everything as dots and
 * regions, the detail layer (Cytoscape, loaded after the first picture) what deserves to be read and
 * touched, the label layer the names.
 *
 * It is told what to show and reports what the reader does; it decides nothing else. Listeners are
 * registered once, when it is made, and go with `destroy()`.
 */

import type { EntityId } from "@/lib/graph/schema";
import type { Scene } from "@/lib/view/scene";
import { type Rectangle, type RelationKey, relationKey } from "@/lib/view/view";
import { createBaseLayer } from "./base-layer";
import {
  type Camera,
  centredCamera,
  fitCamera,
  type Insets,
  noInsets,
  type Point,
  type Size,
  screenRadius,
  sightOf,
  toMap,
  toScreen,
} from "./camera";
import { detailOf } from "./detail";
import type { DetailLayer } from "./detail-layer";
import { followGestures } from "./gestures";
import { createLabelLayer, type Hint, hintOf } from "./label-layer";
import type { Box } from "./labels";
import { createMinimap, type Minimap } from "./minimap";
import { createMotion } from "./motion";
import { mouseReach, type Target, targetAt, touchReach } from "./pointing";
import { boundsOf, centreOf, grown, rectangleAround } from "./rectangles";
import { type CanvasStyle, readStyle } from "./style";

export type { Insets } from "./camera";
export type { Box } from "./labels";

export interface CanvasEvents {
  /** The reader pointed at an entity, a relation, or (undefined) at nothing. */
  onSelect(selection: EntityId | RelationKey | undefined): void;
  /** The camera has come to rest after the reader moved it: what of the map is in sight now, nothing for all of it. */
  onLook(rectangle: Rectangle | undefined): void;
  /** The reader dragged an entity to another place, in map units. */
  onMove(id: EntityId, x: number, y: number): void;
}

export interface GraphCanvas {
  show(scene: Scene): void;
  /** Reads colours and type anew from the container's style, which has changed to this theme. */
  restyle(theme: CanvasStyle["theme"]): void;
  setInsets(insets: Insets): void;
  /** What floats over the canvas, in CSS pixels from its top left: names stand clear of it. */
  setPanels(panels: readonly Box[]): void;
  /** Fits the rectangle, or the whole map, into the room that the insets leave; in flight if it is to be animated. */
  lookAt(rectangle: Rectangle | undefined, how?: { animate?: boolean }): void;
  /** Flies to entities so that all of them are in sight. */
  flyTo(entities: readonly EntityId[]): void;
  zoomBy(factor: number): void;
  panBy(dx: number, dy: number): void;
  /** Draws the whole map small, with what is in sight as a frame, into this element; a tap moves the camera. Returns a function that stops it. */
  attachMinimap(container: HTMLElement): () => void;
  destroy(): void;
}

/** Nearest zoom that a flight to a single entity ends at, in CSS pixels per map unit. */
const flightZoom = 2.2;
/** Free room around what is fitted, as a share of its size. */
const fitMargin = 0.03;
/** How far beyond the sight detail is kept, as a share of the sight, so that panning finds it there. */
const detailMargin = 0.15;
/** A mark of this radius, in CSS pixels, can be dragged; a press on a smaller one pans. */
const grabFrom = 8;
/** Milliseconds. */
const stepTime = { wheel: 140, button: 210, reveal: 250 };
const detailPause = 320;

/** @param container positioned by the page's style; its size may change at any time */
export function createGraphCanvas(container: HTMLElement, events: CanvasEvents): GraphCanvas {
  const { base: baseScreen, detail: detailScreen, labels: labelScreen, remove } = createScreens(container);
  const base = createBaseLayer();
  const labels = createLabelLayer();
  let detail: DetailLayer | undefined;
  let minimap: Minimap | undefined;
  let scene: Scene | undefined;
  let style: CanvasStyle = readStyle(container, "light");
  let size: Size = { width: 0, height: 0 };
  let ratio = 1;
  let insets: Insets = noInsets;
  let panels: readonly Box[] = [];
  /** What the camera was last told to fit: fitted again when the window changes size. */
  let fitted: Rectangle | "whole" | undefined = "whole";
  let grabbed: number | undefined;
  /** A new selection may stand under a panel; the next frame knows how wide the panels are. */
  let toReveal: number | undefined;
  let hint: Hint | undefined;
  let detailTimer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let destroyed = false;

  const requestDraw = () => {
    if (!frame && !destroyed) frame = requestAnimationFrame(draw);
  };
  /**
   * Cytoscape draws the camera it was given in its own frame callback, which comes before ours; so
   * both layers draw the same camera only if it is set before that frame, never inside it.
   */
  const motion = createMotion((camera) => {
    detail?.setCamera(camera);
    requestDraw();
  });
  /** So it is until the page's style is there. */
  const hasNoRoom = () => size.width === 0 || size.height === 0;
  const whole = () =>
    grown(scene ? boundsOf(scene.graph) : { left: -1, top: -1, right: 1, bottom: 1 }, fitMargin);
  const wholeZoom = () => fitCamera(whole(), size, insets).zoom;
  const cameraFor = (target: Rectangle | "whole"): Camera =>
    fitCamera(target === "whole" ? whole() : target, size, insets);

  const draw = () => {
    frame = 0;
    if (!scene || hasNoRoom()) return;
    reveal();
    const { camera } = motion;
    const context = baseScreen.getContext("2d", { alpha: false });
    if (context) base.draw(context, camera, size, ratio);
    const names = labelScreen.getContext("2d");
    if (names) labels.draw(names, { scene, style, camera, size, ratio, hint, panels });
    minimap?.frame(sightOf(camera, size, insets));
    motion.step(performance.now());
    if (detail?.step()) requestDraw();
    if (!detailAsked) askForDetail();
  };
  /** Moves the map just so far that what has been selected stands clear of the panels. */
  const reveal = () => {
    if (toReveal === undefined || !scene) return;
    const entity = toReveal;
    toReveal = undefined;
    const room = grown(sightOf(motion.camera, size, insets), -0.04);
    const dx = Math.min(0, scene.x[entity] - room.left) + Math.max(0, scene.x[entity] - room.right);
    const dy = Math.min(0, scene.y[entity] - room.top) + Math.max(0, scene.y[entity] - room.bottom);
    if (dx === 0 && dy === 0) return;
    const { zoom } = motion.camera;
    fitted = undefined;
    motion.pan(-dx * zoom, -dy * zoom, stepTime.reveal, refreshDetail);
  };
  const refreshDetail = () => {
    clearTimeout(detailTimer);
    detailTimer = undefined;
    if (!scene || !detail) return;
    detail.want(detailOf(scene, grown(sightOf(motion.camera, size), detailMargin)));
    requestDraw();
  };
  /** Cytoscape is large: it is asked for once the first picture stands. */
  let detailAsked = false;
  const askForDetail = async () => {
    detailAsked = true;
    const { createDetailLayer } = await import("./detail-layer");
    if (destroyed || !scene) return;
    detail = createDetailLayer(detailScreen);
    detail.show(scene, style);
    detail.setCamera(motion.camera);
    refreshDetail();
  };
  /** While the camera moves, detail follows now and then only: coming and going costs more than moving. */
  const moved = () => {
    fitted = undefined;
    detailTimer ??= setTimeout(refreshDetail, detailPause);
  };
  const rest = () => {
    refreshDetail();
    fitted = sightOf(motion.camera, size, insets);
    events.onLook(fitted);
  };
  const redraw = () => {
    if (!scene) return;
    base.show(scene, style);
    detail?.show(scene, style);
    minimap?.show(scene, style, whole());
    requestDraw();
  };
  const resize = () => {
    const next = { width: container.clientWidth, height: container.clientHeight };
    const nextRatio = Math.min(2, devicePixelRatio || 1);
    if (next.width === size.width && next.height === size.height && nextRatio === ratio) return;
    const { zoom } = motion.camera;
    const centre = toMap(motion.camera, { x: size.width / 2, y: size.height / 2 });
    size = next;
    ratio = nextRatio;
    for (const screen of [baseScreen, labelScreen]) {
      screen.width = Math.round(size.width * ratio);
      screen.height = Math.round(size.height * ratio);
    }
    motion.jump(fitted ? cameraFor(fitted) : centredCamera(centre, zoom, size, noInsets));
    refreshDetail();
  };
  const watcher = new ResizeObserver(resize);
  watcher.observe(container);

  const under = (point: Point, touch: boolean): Target | undefined =>
    scene &&
    targetAt(scene, motion.camera, point, touch ? touchReach : mouseReach, detail?.relations() ?? []);
  /** Whether a mark is large enough to be meant; a finger drags only what is selected, the rest is the map's. */
  const canGrab = (entity: number, touch: boolean) =>
    entity === scene?.focus?.entity ||
    (!touch && screenRadius(scene?.graph.importance[entity] ?? 0, motion.camera.zoom) >= grabFrom);
  const stop = followGestures(container, {
    grab(point, touch) {
      motion.halt();
      const target = under(point, false);
      grabbed = target && "entity" in target && canGrab(target.entity, touch) ? target.entity : undefined;
      return grabbed !== undefined;
    },
    drag(point) {
      if (grabbed === undefined || !scene) return;
      const place = toMap(motion.camera, point);
      scene = { ...scene, x: scene.x.with(grabbed, place.x), y: scene.y.with(grabbed, place.y) };
      base.show(scene, style);
      detail?.place(grabbed, place.x, place.y);
      requestDraw();
    },
    drop() {
      if (grabbed === undefined || !scene) return;
      events.onMove(scene.graph.ids[grabbed], scene.x[grabbed], scene.y[grabbed]);
      grabbed = undefined;
    },
    pan(dx, dy) {
      motion.jump({ ...motion.camera, x: motion.camera.x + dx, y: motion.camera.y + dy });
      moved();
    },
    zoom(factor, anchor, smooth) {
      motion.zoom(factor, anchor, wholeZoom(), smooth ? stepTime.wheel : 0);
      moved();
    },
    tap(point, touch) {
      const target = under(point, touch);
      if (!scene) return;
      if (!target) events.onSelect(undefined);
      else if ("entity" in target) events.onSelect(scene.graph.ids[target.entity]);
      else events.onSelect(relationKey(scene.graph, target.relation));
    },
    hover(point) {
      const target = point && under(point, false);
      container.style.cursor = target ? "pointer" : "";
      const next = scene && target && hintOf(scene, target, point);
      if (next?.entity === hint?.entity && next?.text === hint?.text) return;
      hint = next;
      requestDraw();
    },
    rest,
  });

  return {
    show(next) {
      const first = scene === undefined;
      const other = scene?.graph !== next.graph;
      if (!first && !motion.moving && next.focus?.entity !== scene?.focus?.entity)
        toReveal = next.focus?.entity;
      scene = next;
      redraw();
      if (first) resize();
      if (other && fitted) motion.jump(cameraFor(fitted));
      refreshDetail();
    },
    restyle(theme) {
      if (theme === style.theme) return;
      style = readStyle(container, theme);
      redraw();
    },
    setInsets(next) {
      const unknown = insets === noInsets;
      insets = next;
      // Later on the map stays where it is when a panel opens over its edge.
      if (!fitted || !scene || hasNoRoom()) return;
      if (unknown) motion.jump(cameraFor(fitted));
      else if (fitted === "whole" && !scene.focus) motion.fly(cameraFor(fitted), size, refreshDetail);
    },
    setPanels(next) {
      panels = next;
      requestDraw();
    },
    lookAt(rectangle, how) {
      fitted = rectangle ?? "whole";
      if (!scene || hasNoRoom()) return;
      if (how?.animate) return motion.fly(cameraFor(fitted), size, refreshDetail);
      motion.jump(cameraFor(fitted));
      refreshDetail();
    },
    flyTo(entities) {
      const target = scene && rectangleAround(scene, entities.map(scene.graph.indexOf));
      if (!target) return;
      const { zoom } = fitCamera(grown(target, 0.12), size, insets);
      const nearest = Math.max(flightZoom, motion.camera.zoom);
      const goal = centredCamera(centreOf(target), Math.min(zoom, nearest), size, insets);
      motion.fly(goal, size, refreshDetail);
      fitted = sightOf(goal, size, insets);
      events.onLook(fitted);
    },
    zoomBy(factor) {
      const { x, y } = centreOf(sightOf(motion.camera, size, insets));
      motion.zoom(factor, toScreen(motion.camera, x, y), wholeZoom(), stepTime.button, rest);
      moved();
    },
    panBy(dx, dy) {
      motion.pan(dx, dy, stepTime.wheel, rest);
      moved();
    },
    attachMinimap(element) {
      const made = createMinimap(element, {
        look: (point) => {
          motion.jump(centredCamera(point, motion.camera.zoom, size, insets));
          moved();
        },
        rest,
      });
      minimap = made;
      if (scene) {
        made.show(scene, style, whole());
        requestDraw();
      }
      return () => {
        made.destroy();
        if (minimap === made) minimap = undefined;
      };
    },
    destroy() {
      destroyed = true;
      cancelAnimationFrame(frame);
      clearTimeout(detailTimer);
      motion.halt();
      stop();
      watcher.disconnect();
      minimap?.destroy();
      detail?.destroy();
      remove();
    },
  };
}

/** The three layers, one above the other, each filling the container. */
function createScreens(container: HTMLElement) {
  const base = document.createElement("canvas");
  const detail = document.createElement("div");
  const labels = document.createElement("canvas");
  for (const [name, layer] of Object.entries({ base, detail, labels })) {
    layer.dataset.layer = name;
    const place = { position: "absolute", inset: "0", width: "100%", height: "100%", pointerEvents: "none" };
    Object.assign(layer.style, place);
    layer.setAttribute("aria-hidden", "true");
    container.append(layer);
  }
  return {
    base,
    detail,
    labels,
    remove: () => {
      for (const layer of [base, detail, labels]) layer.remove();
    },
  };
}
