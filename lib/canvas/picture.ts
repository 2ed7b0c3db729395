/**
 * The picture: base layer, labels and Cytoscape kept in step while the camera moves and after.
 *
 * Cytoscape takes longest, and draws the camera that it was told in its own frame callback, which comes before
 * ours: so it is told once the camera rests, one frame ahead, and all layers change together. On the way the
 * layers are one picture that is moved (stage.ts); where it no longer covers the sight, base layer and labels
 * are drawn anew and Cytoscape stays out.
 */
import type { Scene } from "@/lib/view/scene";
import { createBaseLayer, many } from "./base-layer";
import type { Camera, Size } from "./camera";
import type { DetailLayer } from "./detail-layer";
import { createLabelLayer } from "./label-layer";
import type { Hint } from "./label-wishes";
import type { Box } from "./labels";
import type { Stage } from "./stage";
import type { CanvasStyle } from "./style";

export interface Shown {
  readonly scene: Scene;
  readonly style: CanvasStyle;
  readonly camera: Camera;
  /** Whether the camera rests, so that the picture should be drawn for just where it is. */
  readonly settled: boolean;
  /** Of what is in sight, in CSS pixels; device pixels to one of them. */
  readonly size: Size;
  readonly ratio: number;
  readonly hint: Hint | undefined;
  readonly panels: readonly Box[];
  /** Whether names are out of sight, so that drawing them would be for nothing. */
  readonly unnamed: boolean;
}

export interface Picture {
  /** Prepares another scene or style. @param atOnce whether all of it is to come with one frame, since there is no other */
  show(scene: Scene, style: CanvasStyle, atOnce?: boolean): void;
  /** The names have to be placed anew, though scene and camera are the same. */
  renewNames(): void;
  /** Nothing that is drawn can be used any more: the stage has another size. */
  restart(): void;
  /** Shows this now, as far as one frame allows. Returns whether another frame is needed. */
  frame(shown: Shown, detail: DetailLayer | undefined): boolean;
}

/** Fitting the same sight again makes another camera of the same numbers. */
const isSame = (one: Camera | undefined, other: Camera | undefined): boolean =>
  one?.zoom === other?.zoom && one?.x === other?.x && one?.y === other?.y;

export function createPicture(stage: Stage): Picture {
  const base = createBaseLayer(undefined, "squares");
  const labels = createLabelLayer();
  /** The cameras that base layer and labels show, that Cytoscape was told, and that all will show with the next frame. */
  let drawn: Camera | undefined;
  let detailAt: Camera | undefined;
  let awaited: Camera | undefined;
  /** Whether the layers are one picture, which is moved; whether they are about to be. */
  let joined = false;
  let toJoin = false;
  /** Whether all names are drawn. */
  let named = true;
  /** Whether names may come a frame after what they name: for a moment, the old ones stand on another scene. */
  let namesLater = false;
  /** Whether marks come a frame after what they stand on, since there are very many of both; whether they are due now. */
  let marksLater = false;
  let marksDue = false;
  /** What has to be drawn anew although the camera is the same. */
  let stale = { base: true, labels: true };

  const part = () => {
    joined = false;
    stale = { base: true, labels: true };
    stage.part();
  };
  const follow = (camera: Camera, settled: boolean, detail: DetailLayer | undefined) => {
    if (awaited) {
      // What base layer and labels show already is not drawn once more: Cytoscape comes to it.
      if (joined || !isSame(drawn, awaited)) part();
      drawn = awaited;
      awaited = undefined;
    }
    const covers = drawn !== undefined && stage.move(drawn, camera);
    if (!settled) {
      if (!covers) {
        drawn = camera;
        stale = { base: true, labels: true };
      }
      toJoin = !joined;
    } else if (!covers || !isSame(drawn, camera) || joined || (detail && !isSame(detailAt, camera))) {
      if (detail) {
        awaited = camera;
        detailAt = camera;
        detail.setCamera(stage.cameraOn(camera));
      } else {
        drawn = camera;
        part();
      }
    }
    if (drawn) stage.move(drawn, camera);
  };
  const paint = (shown: Shown, detail: DetailLayer | undefined) => {
    if (!drawn) return;
    const state = { ...shown, camera: stage.cameraOn(drawn), stage };
    const ground = (stale.base || marksDue) && stage.base.getContext("2d", { alpha: false });
    if (ground) {
      const what = !stale.base ? "marks" : marksLater ? "ground" : "everything";
      base.draw(ground, state.camera, stage.size, shown.ratio, what);
      marksDue = what === "ground";
      marksLater = false;
    }
    const waits = namesLater || shown.unnamed;
    const names = !waits && (stale.labels || !(named || joined)) && stage.labels.getContext("2d");
    if (names) named = stale.labels ? labels.draw(names, state) : labels.more(names);
    stale = { base: false, labels: stale.labels && waits };
    if (namesLater) named = false;
    namesLater = false;
    if (toJoin || (joined && ground)) {
      stage.join(isSame(detailAt, drawn) ? detail?.picture() : undefined);
      joined = true;
      toJoin = false;
    }
  };

  return {
    show(scene, style, atOnce = false) {
      base.show(scene, style);
      // What has changed is to be seen as soon as can be; placing and drawing names takes a frame of its own.
      // The first picture of a large map comes in three parts, so that no frame takes long.
      marksLater = drawn === undefined && !atOnce && scene.graph.size > many;
      namesLater = drawn !== undefined || marksLater;
      stale = { base: true, labels: true };
    },
    renewNames() {
      stale.labels = true;
    },
    restart() {
      drawn = undefined;
      namesLater = false;
    },
    frame(shown, detail) {
      follow(shown.camera, shown.settled, detail);
      if (awaited) return true;
      paint(shown, detail);
      return marksDue || (!named && !joined && !shown.unnamed);
    },
  };
}
