/**
 * What the map draws of a region: its coast and its tint. Where its name stands: map-anchors.ts.
 *
 * Land comes from map-territory.ts; each region's is smoothed and drawn in a little, so that a narrow
 * channel parts it from its neighbours.
 */
import { contours } from "d3-contour";
import { type Points, surveyTerritory, type Territory } from "./map-territory";

/** Of the grid that outlines are drawn from, in map units; larger maps do with a coarser one. */
const finest = 6;
/** How far corners are rounded off, in map units (one sigma). */
const rounding = 9;
/** Share of land around a point on the coast: above one half draws the coast in. */
const coastLevel = 0.64;
/** Land that an entity's mark always has around its rim. */
const footing = 7;
/** Lakes and islets smaller than this are left out, in square map units. */
const smallestRing = 700;
/** Points that lie within it of the line between others are left out, in map units; more than that where there are too many. */
const leastTolerance = 0.3;
/** How many numbers all outlines together may take, where nothing else is said. */
const usualNumbers = 6000;

/**
 * The rings around every region's land, whole numbers, all together few enough to travel.
 *
 * @param radius of the marks; their land is always part of their own region
 * @param options.cell of the grid, in map units
 * @param options.mostRings of one region; the smallest of more are left out
 */
export function drawOutlines(
  points: Points,
  radius: Float64Array,
  {
    cell = finest,
    mostRings = Number.POSITIVE_INFINITY,
    mostNumbers = usualNumbers,
  }: { cell?: number; mostRings?: number; mostNumbers?: number } = {},
): { shapes: number[][][]; territory: Territory } {
  const territory = surveyTerritory(points, cell);
  standFirm(points, radius, territory);
  const rings = boundsOf(territory, points.regions).map((bounds, region) =>
    coastOf(territory, region, bounds).slice(0, mostRings),
  );
  const worth = rings.map((list) => list.map(worthOf));
  const numbersAt = (tolerance: number) =>
    worth
      .flat()
      .reduce((sum, of) => sum + 2 * of.reduce((kept, one) => kept + (one > tolerance ? 1 : 0), 0), 0);
  let tolerance = leastTolerance;
  while (numbersAt(tolerance) > mostNumbers && tolerance <= 20) tolerance *= 1.3;
  const shapes = rings.map((list, region) =>
    list.map((ring, at) =>
      ring.flatMap((value, i) => (worth[region][at][i >> 1] > tolerance ? [Math.round(value)] : [])),
    ),
  );
  return { shapes, territory };
}

/** Gives the land right around each mark to its region, whatever is densest there. */
function standFirm({ x, y, region }: Points, radius: Float64Array, territory: Territory): void {
  const { cell, left, top, width, owner } = territory;
  const nearest = new Float32Array(owner.length).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < x.length; i++) {
    const reach = radius[i] + footing;
    const span = Math.ceil(reach / cell);
    const column = Math.round((x[i] - left) / cell);
    const row = Math.round((y[i] - top) / cell);
    for (let r = row - span; r <= row + span; r++) {
      for (let c = column - span; c <= column + span; c++) {
        const index = r * width + c;
        const distance = Math.hypot(left + c * cell - x[i], top + r * cell - y[i]) - radius[i];
        if (distance > footing || distance >= nearest[index]) continue;
        nearest[index] = distance;
        owner[index] = region[i];
      }
    }
  }
}

/** The rings around a region's land, the land before the lakes in it. */
function coastOf(territory: Territory, region: number, bounds: Bounds): number[][] {
  const { cell, left, top } = territory;
  const window = windowOf(territory, region, bounds);
  if (!window) return [];
  const share = blur(window.mask, window.width, window.height, rounding / cell);
  const { coordinates } = contours()
    .size([window.width, window.height])
    .contour(Array.from(share), coastLevel);
  const rings = coordinates.flat().map((ring) =>
    // The contour closes its rings by repeating the first point, and has the middle of a cell at one half.
    ring
      .slice(0, -1)
      .map(([c, r]): [number, number] => [
        left + (window.column + c - 0.5) * cell,
        top + (window.row + r - 0.5) * cell,
      ]),
  );
  const sized = rings.map((ring) => ({ ring, area: areaOf(ring) })).sort((a, b) => b.area - a.area);
  return sized.filter(({ area }, i) => i === 0 || area >= smallestRing).map(({ ring }) => ring.flat());
}

interface Bounds {
  west: number;
  east: number;
  north: number;
  south: number;
}

/** By region, how far its cells reach; an east of -1 stands for none. */
function boundsOf({ width, height, owner }: Territory, regions: number): Bounds[] {
  const bounds = Array.from({ length: regions }, () => ({ west: width, east: -1, north: height, south: -1 }));
  owner.forEach((at, index) => {
    if (at < 0) return;
    const c = index % width;
    const r = (index - c) / width;
    const own = bounds[at];
    own.west = Math.min(own.west, c);
    own.east = Math.max(own.east, c);
    own.north = Math.min(own.north, r);
    own.south = Math.max(own.south, r);
  });
  return bounds;
}

/** The cells of one region, as 0 and 1, with room around them for smoothing. */
function windowOf({ cell, width, owner }: Territory, region: number, { west, east, north, south }: Bounds) {
  if (east < 0) return undefined;
  const border = Math.ceil((3 * rounding) / cell);
  const [column, row] = [west - border, north - border];
  const size = { width: east - west + 1 + 2 * border, height: south - north + 1 + 2 * border };
  const mask = new Float32Array(size.width * size.height);
  for (let r = north; r <= south; r++) {
    for (let c = west; c <= east; c++) {
      if (owner[r * width + c] === region) mask[(r - row) * size.width + c - column] = 1;
    }
  }
  return { ...size, column, row, mask };
}

/** Gaussian blur, first along rows, then along columns. */
function blur(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const span = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * span + 1 }, (_, i) =>
    Math.exp(-((i - span) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((a, b) => a + b, 0);
  const pass = (from: Float32Array, step: number, positionOf: (index: number) => number, length: number) =>
    from.map((_, index) => {
      const position = positionOf(index);
      let sum = 0;
      for (let k = -span; k <= span; k++) {
        if (position + k >= 0 && position + k < length) sum += kernel[k + span] * from[index + k * step];
      }
      return sum / total;
    });
  const rows = pass(values, 1, (index) => index % width, width);
  return pass(rows, width, (index) => Math.floor(index / width), height);
}

function areaOf(ring: readonly [number, number][]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return Math.abs(sum / 2);
}

/**
 * By point of a ring, the tolerance from which it is left out (Douglas and Peucker): which point divides a stretch does
 * not depend on the tolerance, so that one pass tells it for all.
 */
function worthOf(ring: readonly number[]): Float64Array {
  const size = ring.length / 2;
  const half = Math.floor(size / 2);
  const worth = new Float64Array(size);
  worth[0] = Number.POSITIVE_INFINITY;
  worth[half] = Number.POSITIVE_INFINITY;
  const spans: [start: number, end: number, most: number][] = [
    [0, half, Number.POSITIVE_INFINITY],
    [half, size, Number.POSITIVE_INFINITY],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [start, end, above] = span;
    const [ax, ay, bx, by] = [
      ring[2 * start],
      ring[2 * start + 1],
      ring[2 * (end % size)],
      ring[2 * (end % size) + 1],
    ];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    let [furthest, most] = [-1, leastTolerance];
    for (let i = start + 1; i < end; i++) {
      const away = Math.abs((ring[2 * i] - ax) * (by - ay) - (ring[2 * i + 1] - ay) * (bx - ax)) / length;
      if (away > most) [furthest, most] = [i, away];
    }
    if (furthest < 0) continue;
    // What lies in a stretch goes with the point that divides it, however far out it is.
    worth[furthest] = Math.min(most, above);
    spans.push([start, furthest, worth[furthest]], [furthest, end, worth[furthest]]);
  }
  return worth;
}

/**
 * A tint for every region: neighbours differ, the more clearly the better, and so, as far as the
 * colours go, do their neighbours.
 *
 * @param colours as `#rrggbb`
 * @returns indices into `colours`
 */
export function chooseTints(
  { width, owner }: Territory,
  regions: number,
  colours: readonly string[],
): number[] {
  const borders = Array.from({ length: regions }, () => new Float64Array(regions));
  // Across a channel or a narrow bay, regions are neighbours too.
  const strides = [1, 2, 4, 7];
  owner.forEach((at, index) => {
    if (at < 0) return;
    for (const stride of strides) {
      for (const beside of [index + stride, index + stride * width]) {
        const other = owner[beside] ?? -1;
        if (other < 0 || other === at) continue;
        borders[at][other]++;
        borders[other][at]++;
      }
    }
  });
  const tints = new Array<number>(regions).fill(-1);
  const used = new Float64Array(colours.length);
  for (let done = 0; done < regions; done++) {
    const pressed = (region: number) => {
      const around = new Set(tints.filter((tint, other) => tint >= 0 && borders[region][other] > 0));
      return around.size + borders[region].filter((length) => length > 0).length / 100;
    };
    const open = tints.flatMap((tint, region) => (tint < 0 ? [region] : []));
    const region = open.reduce((a, b) => (pressed(b) > pressed(a) ? b : a));
    const cost = used.map((count) => count * 0.2);
    for (let other = 0; other < regions; other++) {
      if (tints[other] < 0) continue;
      if (borders[region][other] > 0) {
        cost.forEach((_, tint) => {
          cost[tint] += 4 * likeness(colours[tint], colours[tints[other]]);
        });
        cost[tints[other]] += 1000 + borders[region][other];
      }
      if (borders[region].some((length, via) => length > 0 && borders[via][other] > 0))
        cost[tints[other]] += 1;
    }
    const tint = cost.indexOf(Math.min(...cost));
    tints[region] = tint;
    used[tint]++;
  }
  return tints;
}

/** From 0 for colours that no one confuses to 1 for the same one. */
function likeness(a: string, b: string): number {
  const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [from, to] = [channels(a), channels(b)];
  return Math.exp(-(Math.hypot(...from.map((value, i) => value - to[i])) ** 2) / 60 ** 2);
}
