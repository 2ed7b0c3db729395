/**
 * Places by group: the members of each packed into a disc, the most important in its middle, and the discs packed
 * beside each other, those that are much tied near to each other. What is in no group is a disc of its own.
 *
 * Packing is d3-hierarchy's (Wang et al. 2006, "Visualization of large hierarchical data by circle packing").
 */
import { packEnclose, packSiblings } from "d3-hierarchy";
import type { Area, Arranging, LayoutRequest, Step } from "./layout";
import { type Rest, startPace } from "./pace";
import { tiesOf } from "./ties";

/** Around a mark, around a disc of several, and between discs, in map units. */
const air = 11;
const margin = 10;
const channel = 7;
/** Room for the name of a group of several, at its top. */
const nameRoom = 20;
/** Corners of an outline. */
const corners = 48;
/** Exchanges of two discs that are tried; each is a packing anew. */
const trials = 600;

interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Disc {
  /** -1 for what is in no group. */
  readonly group: number;
  readonly members: readonly number[];
  readonly r: number;
  x: number;
  y: number;
}

export function* groupPlaces(request: LayoutRequest): Arranging {
  const { size } = request;
  const rest = startPace();
  const inner = { x: new Float64Array(size), y: new Float64Array(size) };
  const discs: Disc[] = [];
  for (const { group, members } of setsOf(request)) discs.push(packMembers(request, group, members, inner));
  yield* packDiscs(request, discs, inner, rest);
  return { ...spread(inner, discs), areas: discs.filter(({ group }) => group >= 0).map(areaOf) };
}

/** Places within discs as places on the map. */
function spread(inner: Places, discs: readonly Disc[]): Places {
  const [x, y] = [inner.x.slice(), inner.y.slice()];
  for (const disc of discs) {
    for (const node of disc.members) {
      x[node] += disc.x;
      y[node] += disc.y;
    }
  }
  return { x, y };
}

/** Members by group, in order; each that has none for itself. */
function setsOf({ size, group }: LayoutRequest): { group: number; members: number[] }[] {
  const sets = new Map<number, number[]>();
  const single: { group: number; members: number[] }[] = [];
  for (let node = 0; node < size; node++) {
    const at = group?.[node] ?? -1;
    const set = sets.get(at);
    if (at < 0) single.push({ group: -1, members: [node] });
    else if (set) set.push(node);
    else sets.set(at, [node]);
  }
  const grouped = [...sets].sort(([a], [b]) => a - b).map(([at, members]) => ({ group: at, members }));
  return [...grouped, ...single];
}

/** Packs members around 0, 0; the disc that holds them. */
function packMembers(
  { radius }: LayoutRequest,
  group: number,
  members: readonly number[],
  places: { x: Float64Array; y: Float64Array },
): Disc {
  const circles = packSiblings(members.map((node) => ({ r: radius[node] + air })));
  const { x, y, r } = packEnclose(circles);
  // Below the middle, to leave room above for the name.
  const room = members.length > 1 ? nameRoom / 2 : 0;
  circles.forEach((circle, i) => {
    places.x[members[i]] = circle.x - x;
    places.y[members[i]] = circle.y - y + room;
  });
  return { group, members, r: members.length > 1 ? r + room + margin : r, x: 0, y: 0 };
}

/**
 * Packs discs around 0, 0: the largest first, which is shown at once, then exchanged as long as that shortens what ties
 * them.
 */
function* packDiscs(request: LayoutRequest, discs: Disc[], inner: Places, rest: Rest): Generator<Step, void> {
  const ties = tiesBetween(request, discs);
  let order = discs.map((_, i) => i).sort((a, b) => discs[b].r - discs[a].r || a - b);
  let best = pack(discs, order);
  let cost = costOf(best, ties);
  let tried = 0;
  place(discs, best);
  yield { done: 0.5, places: spread(inner, discs) };
  for (let span = 1; span < order.length && tried < trials; span++) {
    for (let a = 0; a + span < order.length && tried < trials; a++, tried++) {
      const other = order.with(a, order[a + span]).with(a + span, order[a]);
      const packed = pack(discs, other);
      const price = costOf(packed, ties);
      if (price < cost) [order, best, cost] = [other, packed, price];
      yield* rest(() => ({ done: 0.5 + (0.5 * tried) / trials }));
    }
  }
  place(discs, best);
}

function place(discs: readonly Disc[], circles: readonly Circle[]): void {
  circles.forEach(({ x, y }, i) => {
    discs[i].x = x;
    discs[i].y = y;
  });
}

interface Circle {
  r: number;
  x: number;
  y: number;
}

/** Circles of the discs, packed in that order. */
function pack(discs: readonly Disc[], order: readonly number[]): Circle[] {
  const circles = discs.map(({ r }): Circle => ({ r: r + channel / 2, x: 0, y: 0 }));
  packSiblings(order.map((i) => circles[i]));
  return circles;
}

interface DiscTie {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** How strongly discs are tied, apart from how strongly each is tied to all others. */
function tiesBetween(request: LayoutRequest, discs: readonly Disc[]): DiscTie[] {
  const discOf = new Int32Array(request.size);
  discs.forEach(({ members }, i) => {
    for (const node of members) discOf[node] = i;
  });
  const sums = new Map<number, number>();
  const all = new Float64Array(discs.length);
  for (const { from, to, weight } of tiesOf(request)) {
    const [a, b] = [discOf[from], discOf[to]];
    if (a === b) continue;
    const key = Math.min(a, b) * discs.length + Math.max(a, b);
    sums.set(key, (sums.get(key) ?? 0) + weight);
    all[a] += weight;
    all[b] += weight;
  }
  return Array.from(sums, ([key, weight]) => {
    const [a, b] = [Math.floor(key / discs.length), key % discs.length];
    return { a, b, weight: weight / Math.sqrt(all[a] * all[b]) || 0 };
  });
}

/** Lower is better: long ties cost, and discs far from the middle. */
function costOf(circles: readonly Circle[], ties: readonly DiscTie[]): number {
  const extent = Math.sqrt(circles.reduce((sum, { r }) => sum + r * r, 0)) || 1;
  let cost = 0;
  for (const { a, b, weight } of ties) {
    const [from, to] = [circles[a], circles[b]];
    cost += (weight * (Math.hypot(from.x - to.x, from.y - to.y) - from.r - to.r)) / extent;
  }
  const spread = circles.reduce((sum, { x, y, r }) => sum + r * r * (x * x + y * y), 0);
  const rim = circles.reduce((most, { x, y, r }) => Math.max(most, Math.hypot(x, y) + r), 0);
  return cost + (2 * rim) / extent + spread / extent ** 4;
}

function areaOf({ group, members, r, x, y }: Disc): Area {
  const outline = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  }).flat();
  return { group, outline, x, y: y - r + (members.length > 1 ? margin + nameRoom / 2 : air) };
}
