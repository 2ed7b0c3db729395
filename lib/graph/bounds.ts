/** What of the map a graph takes up. */
import type { Graph } from "./graph";

/** In map units, y downwards. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest rectangle that holds every entity's place; a small one round the origin where there is none. */
export function boundsOf({ x, y, size }: Pick<Graph, "x" | "y" | "size">): Bounds {
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
