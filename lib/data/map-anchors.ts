/**
 * Where the names of regions stand: on their own land, near its middle, clear of important marks and
 * of each other.
 */
import type { Points, Territory } from "./map-territory";

/** Room that a name takes at the first zoom, in map units. */
export interface Label {
  readonly width: number;
  readonly height: number;
}

/**
 * @param importance of the points, 0 to 1
 * @param most so many places are tried for one name
 * @returns one place a region, whole numbers
 */
export function placeNames(
  { x, y, regions }: Points,
  importance: Float64Array,
  { cell, left, top, width, owner }: Territory,
  labels: readonly Label[],
  most = Number.POSITIVE_INFINITY,
): { x: number; y: number }[] {
  const land: number[][] = Array.from({ length: regions }, () => []);
  owner.forEach((at, index) => {
    if (at >= 0) land[at].push(index);
  });
  const ownerAt = (px: number, py: number) => {
    const column = Math.round((px - left) / cell);
    return column < 0 || column >= width ? -1 : (owner[Math.round((py - top) / cell) * width + column] ?? -1);
  };
  const places: { x: number; y: number }[] = Array.from({ length: regions }, () => ({ x: 0, y: 0 }));
  const largestFirst = land.map((_, at) => at).sort((a, b) => land[b].length - land[a].length || a - b);
  const taken: number[] = [];
  // Where few places are tried, those at the far ends of a region hardly matter.
  const isAll = most === Number.POSITIVE_INFINITY;
  for (const at of largestFirst) {
    const label = labels[at];
    const cells = land[at].map((index) => ({
      x: left + (index % width) * cell,
      y: top + Math.floor(index / width) * cell,
    }));
    const middle = {
      x: cells.reduce((sum, place) => sum + place.x, 0) / Math.max(1, cells.length),
      y: cells.reduce((sum, place) => sum + place.y, 0) / Math.max(1, cells.length),
    };
    const extent = Math.sqrt(cells.length) * cell || 1;
    const near = nearIndices(x, y, middle, isAll ? extent * 2 + label.width : extent + label.width / 2);
    const costAt = (px: number, py: number) => {
      let cost = (3 * Math.hypot(px - middle.x, py - middle.y)) / extent;
      for (const i of near) {
        const dx = Math.abs(x[i] - px) / (label.width / 2 + 6);
        const dy = Math.abs(y[i] - py) / (label.height / 2 + 6);
        if (dx < 1 && dy < 1) cost += 0.08 + 2 * Math.sqrt(importance[i]);
      }
      for (let across = -2; across <= 2; across++) {
        for (const up of [-0.7, 0.7]) {
          if (ownerAt(px + (across * label.width) / 4, py + up * label.height) !== at) cost += 2.2;
        }
      }
      for (const other of taken) {
        const dx = Math.abs(places[other].x - px) - (label.width + labels[other].width) / 2 - 12;
        const dy = Math.abs(places[other].y - py) - (label.height + labels[other].height) / 2 - 12;
        if (dx < 0 && dy < 0) cost += 40;
      }
      return cost;
    };
    let least = Number.POSITIVE_INFINITY;
    // Every third cell is near enough to any good place.
    const stride = Math.max(3, Math.ceil(cells.length / most));
    cells.forEach((place, n) => {
      if (n % stride !== 0) return;
      const cost = costAt(place.x, place.y);
      if (cost < least) {
        least = cost;
        places[at] = { x: Math.round(place.x), y: Math.round(place.y) };
      }
    });
    taken.push(at);
  }
  return places;
}

function nearIndices(
  x: Float64Array,
  y: Float64Array,
  middle: { x: number; y: number },
  reach: number,
): number[] {
  const near: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [Math.abs(x[i] - middle.x), Math.abs(y[i] - middle.y)];
    if (dx < reach && dy < reach && Math.hypot(dx, dy) < reach) near.push(i);
  }
  return near;
}
