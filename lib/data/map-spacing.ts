/**
 * How much room entities take on the map: the land each should have, and the distances that no two
 * of them fall short of.
 */
import { eachNearPair } from "@/lib/graph/near-pairs";
import type { LayoutNetwork } from "./map-network";

/** Between the rims of two marks of one region, at the least. */
export const gap = 3;
/** Between marks of different regions: the channel between two coasts and a strip of land on both sides. */
const channel = 20;
/** Added around an important mark, whose name is read beside it. */
const air = 9;

/** The land that each entity should have, in square map units. */
export function landOf({ importance }: LayoutNetwork): Float64Array {
  return importance.map((value) => 1030 + 2500 * Math.sqrt(value));
}

/** The least distance between the middles of two marks. */
export function leastDistance(network: LayoutNetwork, region: Int32Array, a: number, b: number): number {
  const { radius, importance } = network;
  const between =
    region[a] === region[b] ? gap + air * Math.sqrt(Math.max(importance[a], importance[b])) : channel;
  return radius[a] + radius[b] + between;
}

/** Pushes marks apart that are too near to each other, in at most this many rounds. */
export function keepApart(
  network: LayoutNetwork,
  region: Int32Array,
  x: Float64Array,
  y: Float64Array,
  rounds: number,
): void {
  const reach = 2 * 14 + Math.max(channel, gap + air) + 2;
  const aired = network.importance.map((importance) => gap + air * Math.sqrt(importance));
  const { radius } = network;
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    eachNearPair(x, y, reach, (a, b) => {
      const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
      const square = dx * dx + dy * dy;
      if (square > reach * reach) return;
      const between = region[a] === region[b] ? Math.max(aired[a], aired[b]) : channel;
      const least = radius[a] + radius[b] + between;
      if (square > least * least) return;
      const distance = Math.hypot(dx, dy);
      const missing = least - distance;
      if (missing <= 1e-6) return;
      moved = true;
      // Two in one place part along a direction that differs from pair to pair.
      const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [Math.cos(a + b), Math.sin(a + b)];
      const share = network.radius[b] / (network.radius[a] + network.radius[b]);
      const push = missing * 0.51;
      x[a] -= ux * push * 2 * share;
      y[a] -= uy * push * 2 * share;
      x[b] += ux * push * 2 * (1 - share);
      y[b] += uy * push * 2 * (1 - share);
    });
    if (!moved) return;
  }
}
