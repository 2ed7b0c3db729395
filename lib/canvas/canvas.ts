/**
 * The canvas: a map in three layers with one camera. The base layer shows everything as dots and
 * regions, the detail layer (Cytoscape, loaded after the first picture) what deserves to be read and
 * touched, the label layer the names. While the camera moves, what is drawn moves (stage.ts).
 *
 * It is told what to show and reports what the reader does; it decides nothing else. Listeners are
 * registered once, when it is made, and go with `destroy()`.
 */

import type { EntityId } from "@/lib/graph/schema";
import type { Scene } from "@/lib/view/scene";
import { type Rectangle, type RelationKey, relationKey } from "@/lib/view/view";
import {
  type Camera,
  centredCamera,
  fitCamera,
  type Insets,
  markRadius,
  noInsets,
  type Point,
  type Size,
  sightOf,
  toMap,
  toScreen,
} from "./camera";
import { loadCytoscape } from "./cytoscape";
import type { detailOf } from "./detail";
import type { DetailLayer } from "./detail-layer";
import { countAsHand, firstHand } from "./first-hand";
import { takeFirstPicture } from "./first-picture";
import { followGestures } from "./gestures";
import { type Hint, hintOf } from "./label-wishes";
import type { Box } from "./labels";
import type { LassoLine } from "./lasso";
import type { Minimap } from "./minimap";
import { createMotion } from "./motion";
import { createPicture } from "./picture";
import { mouseReach, type Target, targetAt, touchReach } from "./pointing";
import { centreOf, grown, isSame, rectangleAround, wholeOf } from "./rectangles";
import { createStage } from "./stage";
import { type CanvasStyle, readStyle } from "./style";
import { type Transition, transitionOf, transitionTime } from "./transition";

export type { Insets } from "./camera";
export type { Box } from "./labels";

export interface CanvasEvents {
  /** The reader pointed at an entity, a relation, or (undefined) at nothing; at one more where it `adds`. */
  onSelect(selection: EntityId | RelationKey | undefined, adds: boolean): void;
  /** The reader asked for what is round an entity, or in a group, that stands at this place. */
  onOpen(id: EntityId, place: Point): void;
  /** The reader has drawn a line round these. */
  onLasso(ids: readonly EntityId[]): void;
  /** The camera has come to rest after the reader moved it: what of the map is in sight now, nothing for all of it. */
  onLook(rectangle: Rectangle | undefined): void;
  /** The reader asked what can be done with an entity, a relation, or the map, at this place in CSS pixels from its top left. */
  onMenu(target: EntityId | RelationKey | undefined, place: Point): void;
  /** The reader dragged an entity to another place, in map units. Absent where all stays in its place: a press on it pans. */
  onMove?: ((id: EntityId, x: number, y: number) => void) | undefined;
}

export interface GraphCanvas {
  /** What has other places than before moves there, unless the reader prefers stillness. */
  show(scene: Scene): void;
  /** Reads colours and type anew from the container's style, which has changed to this theme. */
  restyle(theme: CanvasStyle["theme"]): void;
  setInsets(insets: Insets): void;
  /** What floats over the canvas, in CSS pixels from its top left: names stand clear of it. */
  setPanels(panels: readonly Box[]): void;
  /** Fits the rectangle, or the whole map, into the room that the insets leave; in flight if it is to be animated. */
  lookAt(rectangle: Rectangle | undefined, how?: { animate?: boolean }): void;
  /** Flies to entities so that all of them are in sight, in the room that these insets, or the present ones, leave. */
  flyTo(entities: readonly EntityId[], room?: Insets): void;
  /** Names an entity as if the pointer were on it; nothing takes that back. */
  point(id: EntityId | undefined): void;
  /** The next press draws a line round what is to be selected. */
  lasso(): void;
  /** Where an entity stands, in CSS pixels from the canvas's top left. */
  placeOf(id: EntityId): Point | undefined;
  /** What of the map, in map units, is at this place in CSS pixels from the canvas's top left. */
  mapPlace(place: Point): Point;
  /** Tells the camera and what is shown now and with every frame. Returns a function that stops it. */
  follow(tell: (camera: Camera, scene: Scene) => void): () => void;
  /** What of the map, in map units, is on the whole canvas where this rectangle, or the whole map, is fitted; nothing without room. */
  sightOf(rectangle: Rectangle | undefined): Rectangle | undefined;
  /** Tells once that the camera rests, at once where it does. Returns a function that stops it. */
  atRest(tell: () => void): () => void;
  zoomBy(factor: number): void;
  panBy(dx: number, dy: number): void;
  /** Draws the whole map small, with what is in sight as a frame, into this element; a tap moves the camera. Returns a function that stops it. */
  attachMinimap(container: HTMLElement): () => void;
  destroy(): void;
}

/** Nearest zoom that a flight to a single entity ends at, in CSS pixels per map unit. */
const flightZoom = 2.2;
/** How far beyond the sight detail is kept, as a share of the sight, so that panning finds it there. */
const detailMargin = 0.15;
/** A mark of this radius, in CSS pixels, can be dragged; a press on a smaller one pans. */
const grabFrom = 8;
/** Milliseconds. */
const stepTime = { wheel: 140, button: 210, reveal: 250 };
/** The camera counts as resting when it has not moved for so long. */
const settleTime = 90;
/** Scenes that follow each other within so many milliseconds are seen in passing. */
const quick = 400;
/** From the last name until Cytoscape is asked for: a paint, and an input that waits. */
const detailPause = 60;

/** The small map is a help that one can do without. */
const ignore = () => undefined;

/** Which entity is in focus, whatever its index. */
const nameOfFocus = ({ graph, focus }: Scene): EntityId | undefined =>
  focus?.entity === undefined ? undefined : graph.ids[focus.entity];

/** @param container positioned by the page's style, clips what is beyond it; its size may change at any time */
export function createGraphCanvas(container: HTMLElement, events: CanvasEvents): GraphCanvas {
  const first = takeFirstPicture();
  const stage = first?.stage ?? createStage(container);
  const picture = first?.picture ?? createPicture(stage);
  if (first) {
    stage.moveTo(container);
    first.handOver();
  }
  let detail: DetailLayer | undefined;
  let choice: typeof detailOf | undefined;
  let minimap: Minimap | undefined;
  let scene: Scene | undefined;
  /** The way to the scene, from where things stood. */
  let transition: Transition | undefined;
  let style: CanvasStyle = readStyle(container, "light");
  let size: Size = { width: 0, height: 0 };
  let ratio = 1;
  let insets: Insets = noInsets;
  let panels: readonly Box[] = [];
  /** What the camera was last told to fit: fitted again when the window changes size. */
  let fitted: Rectangle | "whole" | undefined = "whole";
  let grabbed: number | undefined;
  /** What the last tap was on: a second one means the same, wherever the map has gone meanwhile. */
  let tapped: EntityId | undefined;
  let draws = false;
  let lassoLine: LassoLine | undefined;
  /** A new selection may stand under a panel; the next frame knows how wide the panels are. */
  let toReveal: number | undefined;
  let hint: Hint | undefined;
  /** Whether the camera has come to rest, so that the picture should be drawn for just where it is. */
  let settled = true;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether Cytoscape has yet to be told of another scene or style. */
  let detailStale = false;
  /** Whether the small map has yet to be drawn anew. */
  let minimapStale = false;
  /** Runs while scenes follow each other so quickly that Cytoscape stays out; and when the last one came. */
  let hurry: ReturnType<typeof setTimeout> | undefined;
  let shownAt = 0;
  const followers = new Set<(camera: Camera, scene: Scene) => void>();
  const waiting = new Set<() => void>();
  let frame = 0;
  let destroyed = false;

  const requestDraw = () => {
    if (!frame && !destroyed) frame = requestAnimationFrame(draw);
  };
  const settle = () => {
    clearTimeout(settleTimer);
    settled = true;
    refreshDetail();
    requestDraw();
    for (const tell of waiting) tell();
    waiting.clear();
  };
  const motion = createMotion(() => {
    settled = false;
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, settleTime);
    requestDraw();
  });
  /** So it is until the page's style is there. */
  const hasNoRoom = () => size.width === 0 || size.height === 0;
  const whole = () => (scene ? wholeOf(scene) : { left: -1, top: -1, right: 1, bottom: 1 });
  const wholeZoom = () => fitCamera(whole(), size, insets).zoom;
  const cameraFor = (target: Rectangle | "whole"): Camera =>
    fitCamera(target === "whole" ? whole() : target, size, insets);

  const draw = () => {
    frame = 0;
    if (!scene || hasNoRoom()) return;
    reveal();
    const { camera } = motion;
    const now = performance.now();
    const passing = transition && !transition.ended(now) ? transition.at(now) : undefined;
    if (transition) picture.show(passing ?? scene, style);
    if (!passing) transition = undefined;
    const isHeld = passing !== undefined || scene.explored?.isSettling === true;
    stage.veil(isHeld ? "detail and names" : hurry || detail?.isAssembling() ? "detail" : "none");
    const shown = {
      scene: passing ?? scene,
      style,
      camera,
      settled,
      size,
      ratio,
      hint,
      panels,
      unnamed: isHeld,
    };
    const unfinished = picture.frame(shown, isHeld || hurry ? undefined : detail);
    for (const tell of followers) tell(camera, shown.scene);
    if (unfinished || passing) requestDraw();
    minimap?.frame(sightOf(camera, size, insets));
    motion.step(performance.now());
    if (isHeld || hurry) return;
    if (detailStale) setTimeout(updateDetail);
    else if (detail?.step()) requestDraw();
    if (!detailAsked && !unfinished) askForDetail();
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
    motion.pan(-dx * zoom, -dy * zoom, stepTime.reveal, settle);
  };
  /** Cytoscape and the small map take their time: what can be seen at once is painted before. */
  const updateDetail = () => {
    if (destroyed || !scene || hurry || scene.explored?.isSettling) return;
    if (minimapStale) {
      minimapStale = false;
      minimap?.show(scene, style, whole());
      minimap?.frame(sightOf(motion.camera, size, insets));
    }
    if (!detailStale) return;
    detailStale = false;
    if (!detail) return;
    detail.show(scene, style);
    refreshDetail();
    requestDraw();
  };
  const refreshDetail = () => {
    if (scene && detail && choice && !detailStale)
      detail.want(choice(scene, grown(sightOf(motion.camera, size), detailMargin)));
  };
  /** Cytoscape is large: it is asked for once the first picture stands on the screen with all its names. */
  let detailAsked = false;
  const askForDetail = () => {
    detailAsked = true;
    setTimeout(async () => {
      await firstHand();
      const [cytoscape, { createDetailLayer }, { detailOf: choose }] = await Promise.all([
        loadCytoscape(),
        import("./detail-layer"),
        import("./detail"),
      ]);
      if (destroyed || !scene) return;
      choice = choose;
      detail = createDetailLayer(cytoscape, stage.detail);
      // Making it takes a task of its own; what it is to show follows.
      detailStale = true;
      settle();
    }, detailPause);
  };
  const rest = () => {
    settle();
    fitted = sightOf(motion.camera, size, insets);
    events.onLook(fitted);
  };
  const moved = () => {
    fitted = undefined;
  };
  const redraw = () => {
    if (!scene) return;
    picture.show(scene, style);
    detailStale = true;
    minimapStale = true;
    requestDraw();
  };
  /** Keeps Cytoscape out while scenes follow each other quickly, as when time is played. */
  const followPace = (now: number) => {
    const isQuick = now - shownAt < quick;
    shownAt = now;
    if (!isQuick && !hurry) return;
    clearTimeout(hurry);
    hurry = setTimeout(() => {
      hurry = undefined;
      requestDraw();
    }, quick);
  };
  /** Lets everything move from where it is seen now, unless the reader prefers stillness. */
  const setOut = (before: Scene, next: Scene) => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const now = performance.now();
    transition = transitionOf(transition?.at(now) ?? before, next, now, transition !== undefined);
  };
  const resize = () => {
    const next = { width: container.clientWidth, height: container.clientHeight };
    const nextRatio = Math.min(2, devicePixelRatio || 1);
    if (next.width === size.width && next.height === size.height && nextRatio === ratio) return;
    const { zoom } = motion.camera;
    const centre = toMap(motion.camera, { x: size.width / 2, y: size.height / 2 });
    size = next;
    ratio = nextRatio;
    stage.resize(size, ratio);
    picture.restart();
    motion.jump(fitted ? cameraFor(fitted) : centredCamera(centre, zoom, size, noInsets));
    settle();
  };
  const watcher = new ResizeObserver(resize);
  watcher.observe(container);

  const under = (point: Point, touch: boolean): Target | undefined =>
    scene && targetAt(scene, motion.camera, point, touch ? touchReach : mouseReach, detail?.edges() ?? []);
  /** Whether a mark is large enough to be meant; a finger drags only what is selected, the rest is the map's. */
  const canGrab = (entity: number, touch: boolean) =>
    events.onMove !== undefined &&
    (scene?.focus?.chosen.includes(entity) ||
      (!touch && scene !== undefined && markRadius(scene, entity, motion.camera.zoom) >= grabFrom));
  const named = (target: Target | undefined): EntityId | RelationKey | undefined => {
    if (!scene || !target) return undefined;
    return "entity" in target
      ? scene.graph.ids[target.entity]
      : relationKey(scene.graph, target.edge.relation);
  };
  const setDraws = (next: boolean) => {
    draws = next;
    container.style.cursor = next ? "crosshair" : "";
  };
  const setHint = (next: Hint | undefined) => {
    if (next?.entity === hint?.entity && next?.text === hint?.text) return;
    hint = next;
    picture.renewNames();
    requestDraw();
  };
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
      picture.show(scene, style);
      detail?.place(grabbed, place.x, place.y);
      requestDraw();
    },
    drop() {
      if (grabbed === undefined || !scene) return;
      events.onMove?.(scene.graph.ids[grabbed], scene.x[grabbed], scene.y[grabbed]);
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
    tap(point, touch, { double, adds }) {
      if (!scene) return;
      if (double && tapped) return events.onOpen(tapped, point);
      const target = under(point, touch);
      tapped = target && "entity" in target ? scene.graph.ids[target.entity] : undefined;
      if (double && !target) motion.zoom(2, point, wholeZoom(), stepTime.button, rest);
      else if (target || !adds) events.onSelect(named(target), adds);
    },
    menu: (point, touch) => events.onMenu(named(under(point, touch)), point),
    draws: () => draws,
    async line(points, finished) {
      if (finished) setDraws(false);
      const { createLassoLine, entitiesInside } = await import("./lasso");
      if (destroyed || !scene) return;
      lassoLine ??= createLassoLine(container, style.selection);
      lassoLine.draw(points);
      if (!finished) return;
      lassoLine.remove();
      lassoLine = undefined;
      const { ids } = scene.graph;
      const inside = entitiesInside(scene, motion.camera, points);
      if (inside.length > 0) events.onLasso(inside.map((entity) => ids[entity]));
    },
    hover(point) {
      if (!settled) return;
      const target = point && under(point, false);
      container.style.cursor = draws ? "crosshair" : target ? "pointer" : "";
      setHint(scene && target && hintOf(scene, target, point));
    },
    rest,
  });

  return {
    show(next) {
      const before = scene;
      followPace(performance.now());
      const isOther = before?.graph !== next.graph;
      if (before && !motion.moving && nameOfFocus(next) !== nameOfFocus(before))
        toReveal = next.focus?.entity;
      const wholeBefore = whole();
      if (before) setOut(before, next);
      // It is an index into a graph that is there no more.
      if (isOther) hint = undefined;
      scene = next;
      if (next.focus || next.explored) countAsHand();
      redraw();
      if (!before) resize();
      if (fitted && before?.graph.version !== next.graph.version) {
        motion.jump(cameraFor(fitted));
        settle();
      } else if (fitted === "whole" && !hasNoRoom() && !isSame(whole(), wholeBefore))
        // With what moves, and no longer than that.
        motion.fly(cameraFor(fitted), size, settle, transition && transitionTime.whole);
      else refreshDetail();
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
      if (unknown) {
        motion.jump(cameraFor(fitted));
        settle();
      } else if (fitted === "whole" && !scene.focus) motion.fly(cameraFor(fitted), size, settle);
    },
    setPanels(next) {
      const areSame = next.length === panels.length && next.every((box, i) => isSame(box, panels[i]));
      if (areSame) return;
      panels = next;
      picture.renewNames();
      requestDraw();
    },
    lookAt(rectangle, how) {
      fitted = rectangle ?? "whole";
      if (!scene || hasNoRoom()) return;
      if (how?.animate) return motion.fly(cameraFor(fitted), size, settle);
      motion.jump(cameraFor(fitted));
      settle();
    },
    flyTo(entities, room) {
      if (room) insets = room;
      const target = scene && rectangleAround(scene, entities.map(scene.graph.indexOf));
      if (!target) return;
      const { zoom } = fitCamera(grown(target, 0.12), size, insets);
      const nearest = Math.max(flightZoom, motion.camera.zoom);
      const goal = centredCamera(centreOf(target), Math.min(zoom, nearest), size, insets);
      motion.fly(goal, size, settle);
      fitted = sightOf(goal, size, insets);
      events.onLook(fitted);
    },
    point(id) {
      const entity = id === undefined || !scene ? -1 : scene.graph.indexOf(id);
      setHint(entity < 0 ? undefined : { entity });
    },
    lasso: () => setDraws(true),
    placeOf(id) {
      const entity = scene?.graph.indexOf(id) ?? -1;
      return scene && entity >= 0 ? toScreen(motion.camera, scene.x[entity], scene.y[entity]) : undefined;
    },
    mapPlace: (place) => toMap(motion.camera, place),
    follow(tell) {
      followers.add(tell);
      if (scene) tell(motion.camera, scene);
      return () => followers.delete(tell);
    },
    sightOf: (rectangle) =>
      scene && !hasNoRoom() ? sightOf(cameraFor(rectangle ?? "whole"), size) : undefined,
    atRest(tell) {
      if (settled && !motion.moving) tell();
      else waiting.add(tell);
      return () => waiting.delete(tell);
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
      let isOff = false;
      let made: Minimap | undefined;
      import("./minimap").then(({ createMinimap }) => {
        if (isOff || destroyed) return;
        made = createMinimap(element, {
          look: (point) => {
            motion.jump(centredCamera(point, motion.camera.zoom, size, insets));
            moved();
          },
          rest,
        });
        minimap = made;
        if (scene) made.show(scene, style, whole());
        requestDraw();
      }, ignore);
      return () => {
        isOff = true;
        made?.destroy();
        if (minimap === made) minimap = undefined;
      };
    },
    destroy() {
      destroyed = true;
      cancelAnimationFrame(frame);
      clearTimeout(settleTimer);
      clearTimeout(hurry);
      motion.halt();
      stop();
      watcher.disconnect();
      minimap?.destroy();
      detail?.destroy();
      stage.remove();
    },
  };
}
