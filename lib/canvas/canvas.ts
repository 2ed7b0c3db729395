/**
 * The canvas: a map in three layers with one camera. The base layer shows everything as dots and
 * regions, the detail layer (Cytoscape, loaded after the first picture) what deserves to be read and
 * touched, the label layer the names.
 *
 * It is told what to show and reports what the reader does; it decides nothing else. Listeners are
 * registered once, when it is made, and go with `destroy()`.
 */

import { readingOf } from "@/lib/graph/ontology";
import type { EntityId } from "@/lib/graph/schema";
import type { Scene } from "@/lib/view/scene";
import { type Rectangle, type RelationKey, relationKey } from "@/lib/view/view";
import { createBaseLayer } from "./base-layer";
import {
  type Camera,
  centredCamera,
  clampZoom,
  fitCamera,
  flightOf,
  type Insets,
  noInsets,
  type Point,
  type Size,
  screenRadius,
  sightOf,
  toMap,
  zoomedCamera,
} from "./camera";
import { type Detail, detailOf } from "./detail";
import type { DetailLayer } from "./detail-layer";
import { followGestures } from "./gestures";
import { createLabelLayer, type Hint } from "./label-layer";
import type { Box } from "./labels";
import { createMinimap, type Minimap } from "./minimap";
import { mouseReach, type Target, targetAt, touchReach } from "./pointing";
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
  /** Fits the rectangle, or the whole map, into the room that the insets leave. */
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
/** Milliseconds. */
const flightTime = { least: 250, most: 900, perLength: 260 };
const zoomTime = 140;
const detailPause = 320;

interface Animation {
  readonly start: number;
  readonly duration: number;
  /** The camera at t from 0 to 1. */
  readonly at: (t: number) => Camera;
}

/** @param container positioned by the page's style; its size may change at any time */
export function createGraphCanvas(container: HTMLElement, events: CanvasEvents): GraphCanvas {
  const layers = [
    document.createElement("canvas"),
    document.createElement("div"),
    document.createElement("canvas"),
  ] as const;
  const [baseScreen, detailScreen, labelScreen] = layers;
  layers.forEach((layer, i) => {
    layer.dataset.layer = ["base", "detail", "labels"][i];
    Object.assign(layer.style, {
      position: "absolute",
      inset: "0",
      width: "100%",
      height: "100%",
      pointerEvents: "none",
    });
    layer.setAttribute("aria-hidden", "true");
  });
  container.append(...layers);

  const base = createBaseLayer();
  const labels = createLabelLayer();
  let detail: DetailLayer | undefined;
  let minimap: Minimap | undefined;
  let scene: Scene | undefined;
  let style: CanvasStyle = readStyle(container, "light");
  let camera: Camera = { zoom: 1, x: 0, y: 0 };
  let size: Size = { width: 0, height: 0 };
  let ratio = 1;
  let insets: Insets = noInsets;
  let panels: readonly Box[] = [];
  /** What the camera was last told to fit: fitted again when the window changes size. */
  let fitted: Rectangle | "whole" | undefined = "whole";
  let animation: Animation | undefined;
  let grabbed: number | undefined;
  /** A new selection may stand under a panel; the next frame knows how wide the panels are. */
  let toReveal: number | undefined;
  let hint: Hint | undefined;
  let detailTimer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let destroyed = false;

  const whole = (): Rectangle => {
    if (!scene || scene.graph.size === 0) return { left: -1, top: -1, right: 1, bottom: 1 };
    return grown(boundsOf(scene.graph), fitMargin);
  };
  const wholeZoom = () => fitCamera(whole(), size, insets).zoom;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const draw = () => {
    frame = 0;
    if (!scene || size.width === 0) return;
    reveal();
    const context = baseScreen.getContext("2d", { alpha: false });
    if (context) base.draw(context, camera, size, ratio);
    const names = labelScreen.getContext("2d");
    if (names) labels.draw(names, { scene, style, camera, size, ratio, hint, panels });
    minimap?.frame(sightOf(camera, size, insets));
    if (animation) advance(performance.now());
    if (detail?.step()) requestDraw();
  };
  /** Moves the map just so far that what has been selected stands clear of the panels. */
  const reveal = () => {
    if (toReveal === undefined || !scene) return;
    const entity = toReveal;
    toReveal = undefined;
    const room = grown(sightOf(camera, size, insets), -0.04);
    const dx = Math.min(0, scene.x[entity] - room.left) + Math.max(0, scene.x[entity] - room.right);
    const dy = Math.min(0, scene.y[entity] - room.top) + Math.max(0, scene.y[entity] - room.bottom);
    if (dx === 0 && dy === 0) return;
    const from = camera;
    fitted = undefined;
    animate(
      (t) => ({ ...from, x: from.x - dx * from.zoom * t, y: from.y - dy * from.zoom * t }),
      flightTime.least,
    );
  };
  const requestDraw = () => {
    if (!frame && !destroyed) frame = requestAnimationFrame(draw);
  };

  /**
   * Cytoscape draws the camera it was given in its own frame callback, which comes before ours; so
   * both layers draw the same camera only if it is set before that frame, never inside it.
   */
  const setCamera = (next: Camera) => {
    camera = next;
    detail?.setCamera(camera);
    requestDraw();
  };
  const refreshDetail = () => {
    clearTimeout(detailTimer);
    detailTimer = undefined;
    if (!scene || !detail) return;
    detail.want(currentDetail(scene, camera, size));
    requestDraw();
  };
  const advance = (now: number) => {
    if (!animation) return;
    const t = Math.min(1, (now - animation.start) / animation.duration);
    const { at } = animation;
    if (t >= 1) animation = undefined;
    setCamera(at(t));
    if (t >= 1) refreshDetail();
  };
  const animate = (at: Animation["at"], duration: number) => {
    if (still() || duration <= 0) {
      animation = undefined;
      setCamera(at(1));
      refreshDetail();
    } else {
      animation = { start: performance.now(), duration, at };
      requestDraw();
    }
  };
  const fly = (target: Camera, hurried: boolean) => {
    if (hurried) return animate(() => target, 0);
    const { at, length } = flightOf(camera, target, size);
    const duration = Math.min(flightTime.most, flightTime.least + length * flightTime.perLength);
    animate((t) => at(t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2), duration);
  };
  /** While the camera moves, detail follows now and then only: coming and going costs more than moving. */
  const moved = () => {
    fitted = undefined;
    detailTimer ??= setTimeout(refreshDetail, detailPause);
  };
  const rest = () => {
    refreshDetail();
    fitted = sightOf(camera, size, insets);
    events.onLook(fitted);
  };

  const resize = () => {
    const next = { width: container.clientWidth, height: container.clientHeight };
    const nextRatio = Math.min(2, devicePixelRatio || 1);
    if (next.width === size.width && next.height === size.height && nextRatio === ratio) return;
    const centre = toMap(camera, { x: size.width / 2, y: size.height / 2 });
    size = next;
    ratio = nextRatio;
    for (const screen of [baseScreen, labelScreen]) {
      screen.width = Math.round(size.width * ratio);
      screen.height = Math.round(size.height * ratio);
    }
    setCamera(fitted ? cameraFor(fitted) : centredCamera(centre, camera.zoom, size, noInsets));
    refreshDetail();
  };
  const cameraFor = (target: Rectangle | "whole"): Camera =>
    fitCamera(target === "whole" ? whole() : target, size, insets);

  const under = (point: Point, touch: boolean): Target | undefined =>
    scene && targetAt(scene, camera, point, touch ? touchReach : mouseReach, detail?.relations() ?? []);
  const stop = followGestures(container, {
    grab(point, touch) {
      animation = undefined;
      const target = under(point, false);
      // A finger on the map pans it; only what is selected can be dragged by touch.
      grabbed =
        target && "entity" in target && (!touch || target.entity === scene?.focus?.entity)
          ? target.entity
          : undefined;
      return grabbed !== undefined;
    },
    drag(point) {
      if (grabbed === undefined || !scene) return;
      const { x, y } = toMap(camera, point);
      if (scene.x === scene.graph.x) scene = { ...scene, x: scene.x.slice(), y: scene.y.slice() };
      scene.x[grabbed] = x;
      scene.y[grabbed] = y;
      detail?.place(grabbed, x, y);
      requestDraw();
    },
    drop() {
      if (grabbed === undefined || !scene) return;
      events.onMove(scene.graph.ids[grabbed], scene.x[grabbed], scene.y[grabbed]);
      grabbed = undefined;
    },
    pan(dx, dy) {
      animation = undefined;
      setCamera({ ...camera, x: camera.x + dx, y: camera.y + dy });
      moved();
    },
    zoom(factor, anchor, smooth) {
      zoomTo(factor, anchor, smooth ? zoomTime : 0);
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
      const next = hintOf(target, point);
      if (next?.entity === hint?.entity && next?.text === hint?.text) return;
      hint = next;
      requestDraw();
    },
    rest,
  });
  const hintOf = (target: Target | undefined, point: Point | undefined): Hint | undefined => {
    if (!target || !scene || !point) return undefined;
    if ("entity" in target) return { entity: target.entity };
    const { graph, locale } = scene;
    const { from, to, type } = graph.relations;
    const name = (end: number) => graph.names[end][locale];
    const reading = readingOf(graph.ontology, graph.relationTypes[type[target.relation]], "out", locale);
    return { text: `${name(from[target.relation])} — ${reading} → ${name(to[target.relation])}`, ...point };
  };
  let zoomGoal: number | undefined;
  const zoomTo = (factor: number, anchor: Point, duration: number) => {
    const goal = clampZoom((animation && zoomGoal ? zoomGoal : camera.zoom) * factor, wholeZoom());
    zoomGoal = goal;
    const from = camera.zoom;
    const eased = (t: number) => from * (goal / from) ** (1 - (1 - t) ** 2);
    animate((t) => zoomedCamera(camera, eased(t), anchor), duration);
    moved();
  };

  const watcher = new ResizeObserver(resize);
  watcher.observe(container);
  import("./detail-layer").then(({ createDetailLayer }) => {
    if (destroyed) return;
    detail = createDetailLayer(detailScreen);
    if (!scene) return;
    detail.show(scene, style);
    detail.setCamera(camera);
    refreshDetail();
  });

  return {
    show(next) {
      const first = scene === undefined;
      const other = scene?.graph !== next.graph;
      if (!first && !animation && next.focus?.entity !== scene?.focus?.entity) toReveal = next.focus?.entity;
      scene = next;
      base.show(scene, style);
      detail?.show(scene, style);
      minimap?.show(scene, style, whole());
      if (first) resize();
      if (other && fitted) setCamera(cameraFor(fitted));
      refreshDetail();
      requestDraw();
    },
    restyle(theme) {
      if (theme === style.theme) return;
      style = readStyle(container, theme);
      if (!scene) return;
      base.show(scene, style);
      detail?.show(scene, style);
      minimap?.show(scene, style, whole());
      requestDraw();
    },
    setInsets(next) {
      const unknown = insets === noInsets;
      insets = next;
      // Later on the map stays where it is when a panel opens over its edge.
      if (!fitted || !scene || size.width === 0) return;
      if (unknown) setCamera(cameraFor(fitted));
      else if (fitted === "whole" && !scene.focus) fly(cameraFor(fitted), false);
    },
    setPanels(next) {
      panels = next;
      requestDraw();
    },
    lookAt(rectangle, how) {
      fitted = rectangle ?? "whole";
      if (!scene || size.width === 0) return;
      fly(cameraFor(fitted), !how?.animate);
    },
    flyTo(entities) {
      if (!scene) return;
      const target = rectangleAround(
        scene,
        entities.map((id) => scene?.graph.indexOf(id) ?? -1),
      );
      if (!target) return;
      const fitting = fitCamera(grown(target, 0.12), size, insets);
      const zoom = Math.min(fitting.zoom, Math.max(flightZoom, camera.zoom));
      const centre = { x: (target.left + target.right) / 2, y: (target.top + target.bottom) / 2 };
      const goal = centredCamera(centre, zoom, size, insets);
      fly(goal, false);
      fitted = sightOf(goal, size, insets);
      events.onLook(fitted);
    },
    zoomBy(factor) {
      const { left, top, right, bottom } = sightOf(camera, size, insets);
      const x = ((left + right) / 2) * camera.zoom + camera.x;
      const y = ((top + bottom) / 2) * camera.zoom + camera.y;
      zoomTo(factor, { x, y }, zoomTime * 1.5);
      setTimeout(rest, zoomTime * 2);
    },
    panBy(dx, dy) {
      const from = camera;
      animate((t) => ({ ...from, x: from.x + dx * t, y: from.y + dy * t }), zoomTime);
      moved();
      setTimeout(rest, zoomTime * 2);
    },
    attachMinimap(element) {
      const made = createMinimap(element, (point) => {
        animation = undefined;
        setCamera(centredCamera(point, camera.zoom, size, insets));
        rest();
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
      stop();
      watcher.disconnect();
      minimap?.destroy();
      detail?.destroy();
      for (const layer of layers) layer.remove();
    },
  };
}

function boundsOf({ x, y, size }: Scene["graph"]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < size; i++) {
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    top = Math.min(top, y[i]);
    bottom = Math.max(bottom, y[i]);
  }
  return { left, top, right, bottom };
}

function currentDetail(scene: Scene, camera: Camera, size: Size): Detail {
  return detailOf(scene, grown(sightOf(camera, size), detailMargin));
}

function grown({ left, top, right, bottom }: Rectangle, share: number): Rectangle {
  const [dx, dy] = [(right - left) * share, (bottom - top) * share];
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

/** The smallest rectangle that holds the marks of these entities; indices below 0 are passed over. */
function rectangleAround({ graph, x, y }: Scene, entities: readonly number[]): Rectangle | undefined {
  const known = entities.filter((entity) => entity >= 0);
  if (known.length === 0) return undefined;
  const reach = (entity: number) => screenRadius(graph.importance[entity], 1);
  return {
    left: Math.min(...known.map((e) => x[e] - reach(e))),
    top: Math.min(...known.map((e) => y[e] - reach(e))),
    right: Math.max(...known.map((e) => x[e] + reach(e))),
    bottom: Math.max(...known.map((e) => y[e] + reach(e))),
  };
}
