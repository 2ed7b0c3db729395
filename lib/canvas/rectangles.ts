/** Rectangles of the map: round entities, wider or narrower. */
import { boundsOf } from "@/lib/graph/bounds";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import { screenRadius } from "./camera";

/** Free room around what is fitted, as a share of its size. */
export const fitMargin = 0.03;

/** What the camera shows of a scene when it shows the whole; a part of a map does not change what that is. */
export const wholeOf = ({ graph, explored }: Scene): Rectangle =>
  grown((!explored?.isPlaced && graph.part?.whole) || (explored?.bounds ?? boundsOf(graph)), fitMargin);

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
