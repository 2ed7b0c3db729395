/**
 * How the members of a region stand to one another, found in a time that grows with their ties alone: a walk along ties
 * smooths places until only the broadest differences are left (Koren 2005, "Drawing graphs by eigenvectors"), which are
 * spread over a disc; then neighbours draw nearer to one another while marks push each other away.
 */
import { eachNearPair } from "@/lib/graph/near-pairs";
import { fillDisc, type Layout, sunflower } from "./map-layout";
import { eachTie, type LayoutNetwork } from "./map-network";

const smoothingRounds = 50;

/** Places of the members, in their order, around 0, 0 and some one apart. */
export function arrangeFast(network: LayoutNetwork, members: readonly number[], rounds: number): Layout {
  const ties = tiesAmong(network, members);
  const places = sunflower(members.length);
  smooth(ties, places);
  const even = fillDisc(places, Math.sqrt(members.length));
  draw(ties, even, rounds);
  return inRings(even);
}

/**
 * The same places on rings around their middle, evenly along each: who is farther out stays so, and who follows whom
 * around the middle nearly so. Without it, members crowd in some directions and leave others empty.
 */
function inRings({ x, y }: Layout): Layout {
  const size = x.length;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / size;
  const [middleX, middleY] = [mean(x), mean(y)];
  const distance = x.map((value, i) => Math.sqrt((value - middleX) ** 2 + (y[i] - middleY) ** 2));
  const angle = x.map((value, i) => Math.atan2(y[i] - middleY, value - middleX));
  const outwards = [...x.keys()].sort((a, b) => distance[a] - distance[b] || a - b);
  const places = { x: new Float64Array(size), y: new Float64Array(size) };
  for (let ring = 0, start = 0; start < size; ring++) {
    const count = Math.min(size - start, Math.max(1, Math.round(2 * Math.PI * ring)));
    const around = outwards.slice(start, start + count).sort((a, b) => angle[a] - angle[b] || a - b);
    const step = (2 * Math.PI) / count;
    // Turned so that angles change least.
    let [cos, sin] = [0, 0];
    around.forEach((i, n) => {
      cos += Math.cos(angle[i] - n * step);
      sin += Math.sin(angle[i] - n * step);
    });
    const turn = Math.atan2(sin, cos);
    around.forEach((i, n) => {
      places.x[i] = ring * Math.cos(turn + n * step);
      places.y[i] = ring * Math.sin(turn + n * step);
    });
    start += count;
  }
  return places;
}

interface Ties {
  readonly from: Uint32Array;
  readonly end: Uint32Array;
  readonly strength: Float64Array;
  /** Of all ties of a member. */
  readonly sum: Float64Array;
}

function tiesAmong(network: LayoutNetwork, members: readonly number[]): Ties {
  const number = new Map(members.map((entity, i) => [entity, i]));
  const from = new Uint32Array(members.length + 1);
  const sum = new Float64Array(members.length);
  const ends: number[] = [];
  const strengths: number[] = [];
  members.forEach((entity, i) => {
    eachTie(network, entity, (other, strength) => {
      const end = number.get(other);
      if (end === undefined) return;
      ends.push(end);
      strengths.push(strength);
      sum[i] += strength;
    });
    from[i + 1] = ends.length;
  });
  return { from, end: Uint32Array.from(ends), strength: Float64Array.from(strengths), sum };
}

/** Of every member the middle of its neighbours along one axis; where it stands itself if it has none. */
function middles({ from, end, strength, sum }: Ties, values: Float64Array, into: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    let total = 0;
    for (let t = from[i]; t < from[i + 1]; t++) total += strength[t] * values[end[t]];
    into[i] = sum[i] === 0 ? values[i] : total / sum[i];
  }
}

function smooth(ties: Ties, { x, y }: Layout): void {
  const extent = Math.sqrt(x.length);
  const middle = new Float64Array(x.length);
  for (let round = 0; round < smoothingRounds; round++) {
    for (const values of [x, y]) {
      middles(ties, values, middle);
      for (let i = 0; i < values.length; i++) values[i] = (values[i] + middle[i]) / 2;
    }
    centre(ties, x);
    centre(ties, y);
    // Both axes would come to the same otherwise.
    const share = dot(ties, x, y) / (dot(ties, x, x) || 1);
    for (let i = 0; i < x.length; i++) y[i] -= share * x[i];
    stretch(x, extent);
    stretch(y, extent);
  }
}

/** So that all being in one place is not what smoothing ends with. */
function centre({ sum }: Ties, values: Float64Array): void {
  let [total, weight] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    total += (sum[i] + 1e-9) * values[i];
    weight += sum[i] + 1e-9;
  }
  const middle = total / weight;
  for (let i = 0; i < values.length; i++) values[i] -= middle;
}

function dot({ sum }: Ties, a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (sum[i] + 1e-9) * a[i] * b[i];
  return total;
}

function stretch(values: Float64Array, extent: number): void {
  let square = 0;
  for (const value of values) square += value * value;
  const factor = extent / Math.sqrt(square / values.length || 1);
  for (let i = 0; i < values.length; i++) values[i] *= factor;
}

/** Two that are nearer than this push each other away; places are some 1.8 apart where they are even. */
const reach = 1.6;

function draw(ties: Ties, { x, y }: Layout, rounds: number): void {
  const [toX, toY] = [new Float64Array(x.length), new Float64Array(x.length)];
  for (let round = 0; round < rounds; round++) {
    const step = 0.5 * (1 - round / rounds);
    middles(ties, x, toX);
    middles(ties, y, toY);
    for (let i = 0; i < x.length; i++) {
      const [dx, dy] = [toX[i] - x[i], toY[i] - y[i]];
      // No farther than others can give way, or all that hang on one would come to one place.
      const share = step * Math.min(1, 1 / Math.sqrt(dx * dx + dy * dy + 1e-9));
      x[i] += share * dx;
      y[i] += share * dy;
    }
    for (let push = 0; push < 2; push++) {
      eachNearPair(x, y, reach, (a, b) => {
        const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
        const square = dx * dx + dy * dy;
        if (square >= reach * reach) return;
        const distance = Math.sqrt(square);
        // Two in one place part along a direction that differs from pair to pair.
        const [ux, uy] =
          distance > 1e-6 ? [dx / distance, dy / distance] : [Math.cos(a + b), Math.sin(a + b)];
        const move = (reach - distance) / 2;
        x[a] -= ux * move;
        y[a] -= uy * move;
        x[b] += ux * move;
        y[b] += uy * move;
      });
    }
  }
}
