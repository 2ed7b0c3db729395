/** Rectangles of the map: round entities, wider or narrower. */
import { boundsOf } from "@/lib/graph/bounds";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import { screenRadius } from "./camera";

/** Free room around what is fitted, as a share of its size. */
const fitMargin = 0.03;
/** Land that is shown at the least, in map units: so near, names of a few entities have room beside them. */
const leastLand = { width: 210, height: 150 };

/** What the camera shows of a scene when it shows the whole; a part of a map does not change what that is. */
export function wholeOf({ graph, explored }: Scene): Rectangle {
  const bounds = (!explored?.isPlaced && graph.part?.whole) || (explored?.bounds ?? boundsOf(graph));
  const { left, top, right, bottom } = grown(bounds, fitMargin);
  const dx = Math.max(0, leastLand.width - (right - left)) / 2;
  const dy = Math.max(0, leastLand.height - (bottom - top)) / 2;
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

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
