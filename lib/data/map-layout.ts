/**
 * Places for every entity on a map drawn anew.
 *
 * Each region is arranged for itself; the regions are packed as discs (map-packing.ts); then the whole map settles: entities lean towards what they are tied to, and
 * spread evenly over the land of their own region, which they never leave.
 */
import { eachTie, type LayoutNetwork } from "./map-network";
import { aspect, packRegions } from "./map-packing";
import { keepApart, landOf } from "./map-spacing";
import { surveyTerritory, type Territory } from "./map-territory";

export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The ellipse that the continent tends to, over the land in it. */
const roomy = 1.06;

/** How a layout is worked out, and how much work it may be. */
export interface Effort {
  /** So many packings of the regions are tried. */
  readonly starts: number;
  /** Regions change places where that is better. */
  readonly isImproved: boolean;
  /** Middles of the regions, of these radii; packed as discs where absent. */
  readonly pack?: (radii: readonly number[]) => { x: number; y: number }[];
  /** Places of the members of one region to one another, in their order; where and how large does not matter. */
  readonly arrange: (network: LayoutNetwork, members: readonly number[]) => Layout;
  /** Rounds in which the whole map settles. */
  readonly settleRounds: number;
  /** Of the grid that entities are then spread over, in map units. */
  readonly cell: number;
  /** Land goes to who is nearest among those close by, instead of among all of the region. */
  readonly isNearEnough: boolean;
}

/** @param region of every entity, from 0 */
export function layOut(network: LayoutNetwork, region: Int32Array, effort: Effort): Layout {
  const regions = region.reduce((most, at) => Math.max(most, at + 1), 0);
  const members: number[][] = Array.from({ length: regions }, () => []);
  region.forEach((at, i) => {
    members[at].push(i);
  });
  const land = landOf(network);
  const radii = members.map((list) => Math.sqrt(list.reduce((sum, i) => sum + land[i], 0) / Math.PI));
  const centres = effort.pack?.(radii) ?? packRegions(network, region, radii, effort);
  const layout = { x: new Float64Array(network.size), y: new Float64Array(network.size) };
  members.forEach((list, at) => {
    const { x, y } = fillDisc(effort.arrange(network, list), radii[at]);
    list.forEach((entity, i) => {
      layout.x[entity] = centres[at].x + x[i];
      layout.y[entity] = centres[at].y + y[i];
    });
  });
  turnRegions(network, region, members, centres, layout);
  settle(network, region, members, layout, effort);
  return layout;
}

/** The same places around 0, 0 in a disc of the radius, evenly filled from the middle outwards. */
export function fillDisc({ x, y }: Layout, radius: number): Layout {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = { x: mean(x), y: mean(y) };
  const polar = Array.from(x, (_, i) => ({
    i,
    angle: Math.atan2(y[i] - middle.y, x[i] - middle.x),
    distance: Math.hypot(x[i] - middle.x, y[i] - middle.y),
  }));
  polar.sort((a, b) => a.distance - b.distance || a.i - b.i);
  const furthest = Math.max(polar.at(-1)?.distance ?? 0, 1e-9);
  const filled = { x: new Float64Array(x.length), y: new Float64Array(y.length) };
  polar.forEach(({ i, angle, distance }, rank) => {
    const even = Math.sqrt((rank + 0.5) / polar.length);
    const reach = radius * 0.92 * (0.75 * even + (0.25 * distance) / furthest);
    filled.x[i] = reach * Math.cos(angle);
    filled.y[i] = reach * Math.sin(angle);
  });
  return filled;
}

/** A sunflower's spiral: places around 0, 0, no two of them the same. */
export function sunflower(count: number): Layout {
  const at = (i: number, turn: (angle: number) => number) => Math.sqrt(i + 0.5) * turn(2.39996 * i);
  return {
    x: Float64Array.from({ length: count }, (_, i) => at(i, Math.cos)),
    y: Float64Array.from({ length: count }, (_, i) => at(i, Math.sin)),
  };
}

/** Turns and mirrors each region so that entities face what they are tied to in other regions. */
function turnRegions(
  network: LayoutNetwork,
  region: Int32Array,
  members: readonly (readonly number[])[],
  centres: readonly { x: number; y: number }[],
  { x, y }: Layout,
): void {
  const turns = 24;
  for (let round = 0; round < 3; round++) {
    members.forEach((list, at) => {
      const centre = centres[at];
      const outward = list.map((i) => {
        // Only the weighted middle of its ties elsewhere matters: long ties do not bend for a turn.
        let [sum, ox, oy] = [0, 0, 0];
        eachTie(network, i, (other, strength) => {
          if (region[other] === at) return;
          const distance = Math.hypot(x[other] - centre.x, y[other] - centre.y) + 1;
          sum += strength / distance;
          ox += (strength / distance) * ((x[other] - centre.x) / distance);
          oy += (strength / distance) * ((y[other] - centre.y) / distance);
        });
        return { i, dx: x[i] - centre.x, dy: y[i] - centre.y, sum, ox, oy };
      });
      let best = { score: Number.NEGATIVE_INFINITY, cos: 1, sin: 0, mirror: 1 };
      for (const mirror of [1, -1]) {
        for (let turn = 0; turn < turns; turn++) {
          const cos = Math.cos((2 * Math.PI * turn) / turns);
          const sin = Math.sin((2 * Math.PI * turn) / turns);
          const score = outward.reduce(
            (total, { dx, dy, ox, oy }) =>
              total + (cos * dx - sin * dy * mirror) * ox + (sin * dx + cos * dy * mirror) * oy,
            0,
          );
          if (score > best.score + 1e-9) best = { score, cos, sin, mirror };
        }
      }
      for (const { i, dx, dy } of outward) {
        x[i] = centre.x + best.cos * dx - best.sin * dy * best.mirror;
        y[i] = centre.y + best.sin * dx + best.cos * dy * best.mirror;
      }
    });
  }
}

/** Lets every entity lean towards its ties, and share its region's land evenly with the others. */
function settle(
  network: LayoutNetwork,
  region: Int32Array,
  members: readonly (readonly number[])[],
  layout: Layout,
  { settleRounds: rounds, cell, isNearEnough }: Effort,
): void {
  const { x, y } = layout;
  const wanted = landOf(network).reduce((sum, land) => sum + land, 0);
  for (let round = 0; round < rounds; round++) {
    const calm = round / rounds;
    lean(network, region, layout, 0.1 * (1 - calm));
    const territory = surveyTerritory({ x, y, region, regions: members.length }, cell);
    const nearest = isNearEnough
      ? nearestCloseBy(region, territory, layout)
      : nearestOfRegion(members, layout);
    spread(network, nearest, territory, layout, 0.9);
    fitToLand(territory, wanted, layout);
    keepApart(network, region, x, y, 2);
  }
  keepApart(network, region, x, y, isNearEnough ? 20 : 200);
}

/** Brings the whole map nearer to the land that its entities should have, and to a landscape's shape. */
function fitToLand({ cell, owner }: Territory, wanted: number, { x, y }: Layout): void {
  const area = owner.reduce((cells, at) => cells + (at >= 0 ? 1 : 0), 0) * cell * cell;
  const spanOf = (values: Float64Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, span: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) };
  };
  const [across, down] = [spanOf(x), spanOf(y)];
  const scale = within(Math.sqrt(wanted / area), 0.04);
  const stretch =
    across.span > 0 && down.span > 0 ? within(Math.sqrt((aspect * down.span) / across.span), 0.02) : 1;
  const [halfWidth, halfHeight] = [
    Math.sqrt((wanted * roomy * aspect) / Math.PI),
    Math.sqrt((wanted * roomy) / aspect / Math.PI),
  ];
  for (let i = 0; i < x.length; i++) {
    x[i] = (x[i] - across.mean) * scale * stretch;
    y[i] = ((y[i] - down.mean) * scale) / stretch;
    // Capes beyond the ellipse of this land are drawn in, which fills the bays.
    const beyond = Math.hypot(x[i] / halfWidth, y[i] / halfHeight);
    if (beyond <= 1) continue;
    const inward = 1 - (0.15 * (beyond - 1)) / beyond;
    x[i] *= inward;
    y[i] *= inward;
  }
}

/** A factor that differs from 1 by no more than `share`. */
function within(factor: number, share: number): number {
  return Math.min(1 + share, Math.max(1 - share, factor));
}

/** How much less a tie into another region bends an entity than one inside its own. */
const abroad = 0.35;

function lean(network: LayoutNetwork, region: Int32Array, { x, y }: Layout, step: number): void {
  const [toX, toY] = [x.slice(), y.slice()];
  for (let i = 0; i < network.size; i++) {
    let [sum, dx, dy] = [0, 0, 0];
    eachTie(network, i, (other, strength) => {
      const weight = region[other] === region[i] ? strength : strength * abroad;
      const distance = Math.hypot(x[other] - x[i], y[other] - y[i]);
      // What is far away gives the direction alone.
      const pull = weight * Math.min(1, 150 / (distance + 1e-9));
      sum += weight;
      dx += pull * (x[other] - x[i]);
      dy += pull * (y[other] - y[i]);
    });
    if (sum === 0) continue;
    toX[i] += (step * dx) / sum;
    toY[i] += (step * dy) / sum;
  }
  x.set(toX);
  y.set(toY);
}

/** The entity of a region with the least distance to a place: squared, less its bonus; -1 where none was found. */
type Nearest = (region: number, px: number, py: number, bonus: Float64Array) => number;

function nearestOfRegion(members: readonly (readonly number[])[], { x, y }: Layout): Nearest {
  return (region, px, py, bonus) => {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
    for (const i of members[region]) {
      const distance = (x[i] - px) ** 2 + (y[i] - py) ** 2 - bonus[i];
      if (distance < least) [nearest, least] = [i, distance];
    }
    return nearest;
  };
}

/** Width of the squares in which, and in those around which, the nearest is looked for. */
const closeBy = 66;

function nearestCloseBy(
  region: Int32Array,
  { cell, left, top, width, height }: Territory,
  { x, y }: Layout,
): Nearest {
  const columns = Math.ceil((width * cell) / closeBy) + 1;
  const rows = Math.ceil((height * cell) / closeBy) + 1;
  const first = new Int32Array(columns * rows).fill(-1);
  const following = new Int32Array(x.length);
  const columnOf = (px: number) => Math.floor((px - left) / closeBy);
  const rowOf = (py: number) => Math.floor((py - top) / closeBy);
  for (let i = 0; i < x.length; i++) {
    const square = rowOf(y[i]) * columns + columnOf(x[i]);
    following[i] = first[square];
    first[square] = i;
  }
  return (of, px, py, bonus) => {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    const [column, row] = [columnOf(px), rowOf(py)];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        for (let i = first[r * columns + c]; i >= 0; i = following[i]) {
          if (region[i] !== of) continue;
          const [dx, dy] = [x[i] - px, y[i] - py];
          const distance = dx * dx + dy * dy - bonus[i];
          if (distance >= least) continue;
          nearest = i;
          least = distance;
        }
      }
    }
    return nearest;
  };
}

/** Moves every entity towards the middle of the land that is nearer to it than to others of its region. */
function spread(
  network: LayoutNetwork,
  nearestTo: Nearest,
  { cell, left, top, width, owner }: Territory,
  { x, y }: Layout,
  step: number,
): void {
  const bonus = network.importance.map((importance) => 1700 * Math.sqrt(importance));
  const count = new Uint32Array(network.size);
  const [sumX, sumY] = [new Float64Array(network.size), new Float64Array(network.size)];
  owner.forEach((at, index) => {
    if (at < 0) return;
    const cx = left + (index % width) * cell;
    const cy = top + Math.floor(index / width) * cell;
    const nearest = nearestTo(at, cx, cy, bonus);
    if (nearest < 0) return;
    count[nearest]++;
    sumX[nearest] += cx;
    sumY[nearest] += cy;
  });
  for (let i = 0; i < network.size; i++) {
    if (count[i] === 0) continue;
    x[i] += step * (sumX[i] / count[i] - x[i]);
    y[i] += step * (sumY[i] / count[i] - y[i]);
  }
}
