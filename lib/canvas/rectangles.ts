/** Rectangles of the map: round entities, wider or narrower. */
import type { Graph } from "@/lib/graph/graph";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import { screenRadius } from "./camera";

/** Free room around what is fitted, as a share of its size. */
export const fitMargin = 0.03;

/** The smallest rectangle that holds every entity's place; a small one round the origin where there is none. */
export function boundsOf({ x, y, size }: Pick<Graph, "x" | "y" | "size">): Rectangle {
  if (size === 0) return { left: -1, top: -1, right: 1, bottom: 1 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < size; i++) {
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    top = Math.min(top, y[i]);
    bottom = Math.max(bottom, y[i]);
  }
  return { left, top, right, bottom };
}

/** What the camera shows of a scene when it shows the whole. */
export const wholeOf = ({ graph, explored }: Scene): Rectangle =>
  grown(explored?.bounds ?? boundsOf(graph), fitMargin);

/** The smallest rectangle that holds the marks of these entities; indices below 0 are passed over. */
export function rectangleAround({ weight, x, y }: Scene, entities: readonly number[]): Rectangle | undefined {
  const known = entities.filter((entity) => entity >= 0);
  if (known.length === 0) return undefined;
  const reach = (entity: number) => screenRadius(weight[entity], 1);
  return {
    left: Math.min(...known.map((e) => x[e] - reach(e))),
    top: Math.min(...known.map((e) => y[e] - reach(e))),
    right: Math.max(...known.map((e) => x[e] + reach(e))),
    bottom: Math.max(...known.map((e) => y[e] + reach(e))),
  };
}

/** Wider on each side by this share of its size; narrower where it is negative. */
export function grown({ left, top, right, bottom }: Rectangle, share: number): Rectangle {
  const [dx, dy] = [(right - left) * share, (bottom - top) * share];
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

export const centreOf = ({ left, top, right, bottom }: Rectangle): { x: number; y: number } => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

export const isSame = (a: Rectangle, b: Rectangle): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
