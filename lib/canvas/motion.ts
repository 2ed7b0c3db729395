/**
 * How the camera moves: at once, on a flight, eased after a coarse step. One movement at a time; a new one
 * takes the place of the old.
 *
 * It owns the camera and knows no scene; `apply` is told every new camera.
 */
import { type Camera, clampZoom, flightOf, type Point, type Size, zoomedCamera } from "./camera";

/** Milliseconds. */
const flightTime = { least: 250, most: 900, perLength: 260 };

interface Movement {
  readonly start: number;
  readonly duration: number;
  /** The camera at t from 0 to 1. */
  at(t: number): Camera;
  landed?(): void;
}

export interface Motion {
  readonly camera: Camera;
  /** Whether a movement is under way. */
  readonly moving: boolean;
  /** To this camera at once. */
  jump(camera: Camera): void;
  /** Breaks off what is under way. */
  halt(): void;
  /** So many CSS pixels, in so many milliseconds. */
  pan(dx: number, dy: number, duration: number, landed?: () => void): void;
  /**
   * By a factor, what is under `anchor` staying there. While an earlier zoom is under way, it goes on from that
   * one's goal, so that the steps of a wheel add up.
   *
   * @param whole the zoom that shows the whole map
   */
  zoom(factor: number, anchor: Point, whole: number, duration: number, landed?: () => void): void;
  /** On a way that shows where it leads, in so many milliseconds at most, unless the reader prefers stillness. */
  fly(target: Camera, size: Size, landed?: () => void, most?: number): void;
  /** Goes on with what is under way; once a frame. */
  step(now: number): void;
}

export function createMotion(apply: (camera: Camera) => void): Motion {
  let camera: Camera = { zoom: 1, x: 0, y: 0 };
  let movement: Movement | undefined;
  let zoomGoal: number | undefined;

  const put = (next: Camera) => {
    camera = next;
    apply(next);
  };
  const start = (at: Movement["at"], duration: number, landed?: () => void) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    zoomGoal = undefined;
    if (!still && duration > 0) {
      movement = { start: performance.now(), duration, at, ...(landed && { landed }) };
      // The first frame shows where it starts; this asks for it.
      return apply(camera);
    }
    movement = undefined;
    put(at(1));
    landed?.();
  };

  return {
    get camera() {
      return camera;
    },
    get moving() {
      return movement !== undefined;
    },
    jump(next) {
      movement = undefined;
      put(next);
    },
    halt() {
      movement = undefined;
    },
    pan(dx, dy, duration, landed) {
      const from = camera;
      start((t) => ({ ...from, x: from.x + dx * t, y: from.y + dy * t }), duration, landed);
    },
    zoom(factor, anchor, whole, duration, landed) {
      const goal = clampZoom((movement && zoomGoal ? zoomGoal : camera.zoom) * factor, whole);
      const from = camera.zoom;
      const zoomAt = (t: number) => from * (goal / from) ** (1 - (1 - t) ** 2);
      start((t) => zoomedCamera(camera, zoomAt(t), anchor), duration, landed);
      zoomGoal = goal;
    },
    fly(target, size, landed, most = flightTime.most) {
      const { at, length } = flightOf(camera, target, size);
      const duration = Math.min(most, flightTime.least + length * flightTime.perLength);
      start((t) => at(t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2), duration, landed);
    },
    step(now) {
      if (!movement) return;
      const { start: began, duration, at, landed } = movement;
      const t = Math.min(1, (now - began) / duration);
      if (t >= 1) movement = undefined;
      put(at(t));
      if (t >= 1) landed?.();
    },
  };
}
