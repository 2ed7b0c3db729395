/**
 * Places in rings around one node: who is a hop away on the first ring, and so on; what no way leads to is
 * outermost.
 *
 * The first ring is spread evenly, in the order of the directions in which its members start; farther out, each
 * stands in the direction of its neighbours further in, as near as there is room. A ring that is too crowded becomes
 * several.
 */
import type { Arranging, LayoutRequest } from "./layout";
import { mean, spaced } from "./line";
import { startPace } from "./pace";
import { componentsOf, hopsFrom, neighboursOf, tiesOf } from "./ties";

/** Between the rims of marks of a ring, between rings of the same distance, and between distances, in map units. */
const gap = 24;
const between = 22;
const step = 52;
/** How much of a ring may be taken before there is another. */
const fullness = 0.85;

interface Ring {
  readonly members: number[];
  readonly distance: number;
}

/** The node that the rings are about. */
export function centreOf({ size, centre = 0 }: LayoutRequest): number {
  return centre >= 0 && centre < size ? centre : 0;
}

export function* concentricPlaces(request: LayoutRequest): Arranging {
  const { size, radius } = request;
  const rest = startPace();
  const centre = centreOf(request);
  const neighbours = neighboursOf(size, tiesOf(request));
  const hops = hopsFrom(neighbours, centre);
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  let rim = radius[centre];
  let done = 0;
  for (const members of byDistance(hops)) {
    const wishes = wishesOf(request, neighbours, hops, { x, y }, members);
    const turned = members.toSorted((a, b) => wishes[a] - wishes[b] || a - b);
    const isApart = hops[members[0]] < 0;
    const rings = ringsOf(turned, radius, rim + (isApart ? 2 * step : step));
    for (const ring of rings) {
      placeRing(ring, radius, wishes, { x, y });
      rim = ring.distance + largest(ring.members, radius);
    }
    done += members.length / size;
    yield* rest(() => ({ done }));
  }
  return { x, y };
}

/** Nodes other than the centre by their hops, the unreachable last. */
function byDistance(hops: Int32Array): number[][] {
  const farthest = hops.reduce((most, hop) => Math.max(most, hop), 0);
  const rings: number[][] = Array.from({ length: farthest + 1 }, () => []);
  hops.forEach((hop, node) => {
    if (hop !== 0) rings[(hop > 0 ? hop : farthest + 1) - 1].push(node);
  });
  return rings.filter((ring) => ring.length > 0);
}

/** The directions in which members of a ring would like to stand, in radians, by node. */
function wishesOf(
  request: LayoutRequest,
  neighbours: readonly (readonly number[])[],
  hops: Int32Array,
  { x, y }: { x: Float64Array; y: Float64Array },
  members: readonly number[],
): Float64Array {
  const wishes = new Float64Array(request.size);
  const hop = hops[members[0]];
  if (hop < 0) {
    const component = componentsOf(neighbours);
    spreadEvenly(
      members.toSorted((a, b) => component[a] - component[b] || a - b),
      wishes,
    );
  } else if (hop === 1) {
    const centre = centreOf(request);
    for (const node of members)
      wishes[node] = Math.atan2(request.y[node] - request.y[centre], request.x[node] - request.x[centre]);
    spreadEvenly(
      members.toSorted((a, b) => wishes[a] - wishes[b] || a - b),
      wishes,
    );
  } else {
    for (const node of members) {
      const inner = neighbours[node].filter((other) => hops[other] === hop - 1);
      // Unit vectors, so that a far neighbour counts as much as a near one.
      const across = mean(inner.map((other) => x[other] / Math.hypot(x[other], y[other])));
      const down = mean(inner.map((other) => y[other] / Math.hypot(x[other], y[other])));
      wishes[node] = Math.atan2(down, across);
    }
  }
  return wishes;
}

/** Makes directions even around the circle, turned so that they are as near as can be to what they were. */
function spreadEvenly(turned: readonly number[], wishes: Float64Array): void {
  const even = turned.map((_, i) => ((i + 0.5) / turned.length) * 2 * Math.PI - Math.PI);
  const turns = turned.map((node, i) => wishes[node] - even[i]);
  const turn = Math.atan2(mean(turns.map(Math.sin)), mean(turns.map(Math.cos)));
  turned.forEach((node, i) => {
    const wish = even[i] + turn;
    wishes[node] = wish - 2 * Math.PI * Math.floor((wish + Math.PI) / (2 * Math.PI));
  });
}

/** Shares nodes out to as few rings as hold them, neighbours in direction to rings beside each other. */
function ringsOf(turned: readonly number[], radius: Float32Array, first: number): Ring[] {
  const mark = largest(turned, radius);
  const needed = turned.reduce((sum, node) => sum + 2 * radius[node] + gap, 0);
  const distances: number[] = [];
  let room = 0;
  for (let distance = first + mark; room < needed; distance += 2 * mark + between) {
    distances.push(distance);
    room += 2 * Math.PI * distance * fullness;
  }
  const rings = distances.map((distance): Ring & { taken: number } => ({ distance, members: [], taken: 0 }));
  for (const node of turned) {
    // To the ring that is emptiest for its size.
    const ring = rings.reduce((best, one) =>
      one.taken / one.distance < best.taken / best.distance ? one : best,
    );
    ring.members.push(node);
    ring.taken += 2 * radius[node] + gap;
  }
  return rings.filter(({ members }) => members.length > 0);
}

/** Spreads a ring's members, which are in the order of their wishes, as near to those as there is room. */
function placeRing(
  { members, distance }: Ring,
  radius: Float32Array,
  wishes: Float64Array,
  { x, y }: { x: Float64Array; y: Float64Array },
): void {
  // The circle is cut where the longest way is between two wishes.
  const gaps = members.map((node, i) => {
    const before = i > 0 ? wishes[members[i - 1]] : wishes[members[members.length - 1]] - 2 * Math.PI;
    return wishes[node] - before;
  });
  const cut = gaps.indexOf(Math.max(...gaps));
  const turned = [...members.slice(cut), ...members.slice(0, cut)];
  const line = turned.map((node, i) => wishes[node] + (i >= members.length - cut ? 2 * Math.PI : 0));
  const need = (a: number, b: number) => chordAngle(radius[a] + radius[b] + gap, distance);
  const needs = turned.map((node, i) => need(turned[i > 0 ? i - 1 : turned.length - 1], node));
  const middle = (line[0] + line[line.length - 1]) / 2;
  const half = Math.PI - needs[0] / 2;
  const angles = spaced(line, needs, middle - half, middle + half);
  turned.forEach((node, i) => {
    x[node] = distance * Math.cos(angles[i]);
    y[node] = distance * Math.sin(angles[i]);
  });
}

/** The angle between two points of a ring that are so far apart. */
function chordAngle(apart: number, distance: number): number {
  return 2 * Math.asin(Math.min(1, apart / 2 / distance));
}

function largest(members: readonly number[], radius: Float32Array): number {
  return members.reduce((most, node) => Math.max(most, radius[node]), 0);
}
