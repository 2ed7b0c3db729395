/** How everything moves from where it stands to where a layout wants it. */
import type { Scene } from "@/lib/view/scene";

/** Milliseconds; where the goal changes on the way, as while a layout is at work, less. */
export const transitionTime = { whole: 400, onTheWay: 180 };
/** Nothing that moves less than this, in map units, is worth a movement. */
const noticeable = 1;

export interface Transition {
  /** What is to be seen on the way. */
  at(now: number): Scene;
  ended(now: number): boolean;
}

/**
 * The way from one scene to another, as far as both show the same entities; nothing where none of them moves.
 *
 * @param isOnTheWay whether the first is itself seen in passing
 */
export function transitionOf(
  from: Scene,
  to: Scene,
  now: number,
  isOnTheWay: boolean,
): Transition | undefined {
  if (from.x === to.x && from.y === to.y) return undefined;
  const [x, y] = [to.x.slice(), to.y.slice()];
  let moves = false;
  const same = from.graph === to.graph;
  for (let node = 0; node < to.graph.size; node++) {
    if (to.hidden[node]) continue;
    const old = same ? node : from.graph.indexOf(to.graph.ids[node]);
    if (old < 0 || from.hidden[old]) continue;
    [x[node], y[node]] = [from.x[old], from.y[old]];
    moves ||= Math.hypot(x[node] - to.x[node], y[node] - to.y[node]) > noticeable;
  }
  if (!moves) return undefined;
  const time = isOnTheWay ? transitionTime.onTheWay : transitionTime.whole;
  const between = (start: Float32Array, end: Float32Array, share: number) =>
    start.map((value, i) => value + (end[i] - value) * share);
  return {
    at(when) {
      const t = Math.min(1, Math.max(0, (when - now) / time));
      // Slow at the end; in passing, at an even pace.
      const share = isOnTheWay ? t : 1 - (1 - t) ** 3;
      return { ...to, x: between(x, to.x, share), y: between(y, to.y, share) };
    },
    ended: (when) => when - now >= time,
  };
}
