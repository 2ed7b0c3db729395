/**
 * The camera: how map units become CSS pixels, `screen = map * zoom + offset`.
 *
 * Plain values and pure functions; both layers of the canvas draw with the same camera.
 */
import { mapRadius } from "@/lib/graph/graph";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";

export interface Camera {
  /** CSS pixels per map unit. */
  readonly zoom: number;
  /** Where the map's origin stands, in CSS pixels from the canvas's top left. */
  readonly x: number;
  readonly y: number;
}

/** Room that panels take at the edges of the canvas, in CSS pixels; the camera keeps clear of it. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const noInsets: Insets = { left: 0, top: 0, right: 0, bottom: 0 };

/** Nearest that the camera goes, in CSS pixels per map unit. */
export const nearestZoom = 5;
/** Farthest, as a share of the zoom that shows the whole map. */
const farthestShare = 0.6;

/** Keeps a zoom within what the map allows; `whole` is the zoom that shows all of it. */
export function clampZoom(zoom: number, whole: number): number {
  return Math.min(Math.max(zoom, whole * farthestShare), Math.max(nearestZoom, whole));
}

/** The part of the canvas that the insets leave free; at least a tenth of each side. */
function roomOf(size: Size, insets: Insets): Rectangle {
  const [left, right] = shrink(size.width, insets.left, insets.right);
  const [top, bottom] = shrink(size.height, insets.top, insets.bottom);
  return { left, top, right, bottom };
}

function shrink(length: number, before: number, after: number): [number, number] {
  const scale = Math.min(1, (length * 0.9) / Math.max(before + after, 1));
  return [before * scale, length - after * scale];
}

/** The camera that shows this rectangle of the map as large as the room allows, in its middle. */
export function fitCamera(rectangle: Rectangle, size: Size, insets: Insets): Camera {
  const room = roomOf(size, insets);
  const width = Math.max(rectangle.right - rectangle.left, 1e-6);
  const height = Math.max(rectangle.bottom - rectangle.top, 1e-6);
  const zoom = Math.min((room.right - room.left) / width, (room.bottom - room.top) / height);
  return centredCamera(
    { x: (rectangle.left + rectangle.right) / 2, y: (rectangle.top + rectangle.bottom) / 2 },
    zoom,
    size,
    insets,
  );
}

/** The camera that puts a point of the map into the middle of the room. */
export function centredCamera(centre: Point, zoom: number, size: Size, insets: Insets): Camera {
  const room = roomOf(size, insets);
  return {
    zoom,
    x: (room.left + room.right) / 2 - centre.x * zoom,
    y: (room.top + room.bottom) / 2 - centre.y * zoom,
  };
}

/** What of the map is in sight in the room that the insets leave; without insets, on the whole canvas. */
export function sightOf(camera: Camera, size: Size, insets: Insets = noInsets): Rectangle {
  const room = roomOf(size, insets);
  return {
    left: (room.left - camera.x) / camera.zoom,
    top: (room.top - camera.y) / camera.zoom,
    right: (room.right - camera.x) / camera.zoom,
    bottom: (room.bottom - camera.y) / camera.zoom,
  };
}

/** The camera at another zoom, with what is under `anchor` (CSS pixels) staying there. */
export function zoomedCamera(camera: Camera, zoom: number, anchor: Point): Camera {
  const ratio = zoom / camera.zoom;
  return { zoom, x: anchor.x - (anchor.x - camera.x) * ratio, y: anchor.y - (anchor.y - camera.y) * ratio };
}

export function toScreen(camera: Camera, x: number, y: number): Point {
  return { x: x * camera.zoom + camera.x, y: y * camera.zoom + camera.y };
}

export function toMap(camera: Camera, { x, y }: Point): Point {
  return { x: (x - camera.x) / camera.zoom, y: (y - camera.y) / camera.zoom };
}

/** Zoom at which marks are drawn at their true radius. */
const trueZoom = 0.55;
/** Nearer, marks grow more slowly than the map, so that coming closer makes room for names. */
const growth = 0.6;

/** Radius of an entity's mark on the screen, in CSS pixels; `weight` is as an importance. */
export function screenRadius(weight: number, zoom: number): number {
  return Math.max(1.4, mapRadius(weight) * trueZoom * (zoom / trueZoom) ** growth);
}

/** Radius of an entity's mark in a scene: what a filter is about is not drawn too small to be seen. */
export function markRadius({ weight, context, prominence }: Scene, entity: number, zoom: number): number {
  const radius = screenRadius(weight[entity], zoom);
  return context[entity] ? radius : Math.max(radius, mostProminent * prominence);
}

/** Least radius of a mark, in CSS pixels, where few are left. */
const mostProminent = 5;

/**
 * The way from one camera to another that zooms out just far enough not to rush past things
 * (van Wijk and Nuij 2003, "Smooth and efficient zooming and panning", with rho = 1.2).
 *
 * @returns the camera at `t` from 0 to 1, and how long the whole way seems, in units of the view's width
 */
export function flightOf(from: Camera, to: Camera, size: Size): { at(t: number): Camera; length: number } {
  const rho = 1.2;
  const middle = { x: size.width / 2, y: size.height / 2 };
  const [start, end] = [toMap(from, middle), toMap(to, middle)];
  const [w0, w1] = [size.width / from.zoom, size.width / to.zoom];
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const place = (share: number, width: number): Camera => {
    const zoom = size.width / width;
    const x = start.x + (end.x - start.x) * share;
    const y = start.y + (end.y - start.y) * share;
    return { zoom, x: middle.x - x * zoom, y: middle.y - y * zoom };
  };
  if (distance < w0 * 1e-3) {
    return {
      length: Math.abs(Math.log(w1 / w0)) / rho,
      at: (t) => (t >= 1 ? to : place(t, w0 * (w1 / w0) ** t)),
    };
  }
  const slope = (w: number, sign: number) =>
    (w1 ** 2 - w0 ** 2 + sign * rho ** 4 * distance ** 2) / (2 * w * rho ** 2 * distance);
  const r0 = Math.asinh(-slope(w0, 1));
  const r1 = Math.asinh(-slope(w1, -1));
  const length = (r1 - r0) / rho;
  return {
    length,
    at: (t) => {
      if (t >= 1) return to;
      const s = t * length;
      const width = (w0 * Math.cosh(r0)) / Math.cosh(rho * s + r0);
      const travelled = (w0 / rho ** 2) * (Math.cosh(r0) * Math.tanh(rho * s + r0) - Math.sinh(r0));
      return place(travelled / distance, width);
    },
  };
}
