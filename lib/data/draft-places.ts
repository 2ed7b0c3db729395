/** Places that a graph brings along, brought to the measure of the map: as they are to one another, and marks apart. */
import type { EntityId } from "@/lib/graph/schema";
import type { Layout } from "./map-layout";
import { eachTie, type MapNetwork } from "./map-network";
import { keepApart, landOf } from "./map-spacing";

/** Land that fits an entity between these factors is left as it is: so our own maps come back unchanged. */
const fitting = { least: 0.6, most: 1.7 };
/** Share of the places at each end that does not count for how large a map is. */
const rim = 0.02;

/**
 * Places for all, those without one beside what they are tied to.
 *
 * @returns `undefined` where the places do not make a map: fewer than half of the entities have one, or most share one
 */
export function fitPlaces(
  network: MapNetwork,
  places: ReadonlyMap<EntityId, { readonly x: number; readonly y: number }>,
): Layout | undefined {
  const { size, entities } = network;
  const x = new Float64Array(size).fill(Number.NaN);
  const y = new Float64Array(size).fill(Number.NaN);
  const known: number[] = [];
  const different = new Set<string>();
  entities.forEach(({ id }, i) => {
    const place = places.get(id);
    if (!place || !Number.isFinite(place.x) || !Number.isFinite(place.y)) return;
    [x[i], y[i]] = [place.x, place.y];
    known.push(i);
    different.add(`${place.x} ${place.y}`);
  });
  if (known.length * 2 < size || different.size * 2 < known.length || different.size < 2) return undefined;
  scale(network, known, x, y);
  placeOthers(network, x, y);
  if (crowding(x, y) > mostCrowded) spreadOut(x, y);
  if (crowding(x, y) > mostCrowded) return undefined;
  // Regions do not part here: what stood apart before stays where it stood.
  keepApart(network, new Int32Array(size), x, y, 12);
  return { x, y };
}

/** How many others share an entity's surroundings, in the mean; some ten where all stand evenly. */
const mostCrowded = 150;
const surroundings = 100;

function crowding(x: Float64Array, y: Float64Array): number {
  const counts = new Map<string, number>();
  for (let i = 0; i < x.length; i++) {
    const square = `${Math.floor(x[i] / surroundings)} ${Math.floor(y[i] / surroundings)}`;
    counts.set(square, (counts.get(square) ?? 0) + 1);
  }
  let pairs = 0;
  for (const count of counts.values()) pairs += count * count;
  return pairs / x.length;
}

/** Places that crowd together are spread evenly along each axis; who is left of whom stays so. */
function spreadOut(x: Float64Array, y: Float64Array): void {
  for (const values of [x, y]) {
    const order = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
    const extent = Math.sqrt(values.length * evenLand);
    order.forEach((i, rank) => {
      values[i] = (rank / values.length - 0.5) * extent;
    });
  }
}

/** Of an entity, in square map units. */
const evenLand = 1500;

interface Span {
  readonly least: number;
  readonly most: number;
}

function scale(network: MapNetwork, known: readonly number[], x: Float64Array, y: Float64Array): void {
  const [across, down] = [spanOf(known, x), spanOf(known, y)];
  const [width, height] = [across.most - across.least, down.most - down.least];
  // A line has no area; a narrow strip stands for it.
  const longer = Math.max(width, height) || 1;
  const area = Math.max(width, longer / 50) * Math.max(height, longer / 50);
  const wanted = landOf(network).reduce((sum, land) => sum + land, 0) * (known.length / network.size);
  const factor = Math.sqrt(wanted / area);
  const isFitting = factor >= fitting.least && factor <= fitting.most;
  const middle = { x: (across.least + across.most) / 2, y: (down.least + down.most) / 2 };
  for (const i of known) {
    x[i] = drawnIn(x[i], across);
    y[i] = drawnIn(y[i], down);
    if (isFitting) continue;
    x[i] = (x[i] - middle.x) * factor;
    y[i] = (y[i] - middle.y) * factor;
  }
}

function spanOf(known: readonly number[], values: Float64Array): Span {
  const sorted = Float64Array.from(known, (i) => values[i]).sort();
  const skipped = Math.floor(sorted.length * rim);
  return { least: sorted[skipped], most: sorted[sorted.length - 1 - skipped] };
}

/** What lies far beyond nearly all others comes nearer. */
function drawnIn(value: number, { least, most }: Span): number {
  const room = (most - least) / 2 || 1;
  const beyond = (distance: number) => room * (1 + Math.min(2, Math.log(distance / room) / 8));
  if (value > most + room) return most + beyond(value - most);
  if (value < least - room) return least - beyond(least - value);
  return value;
}

/** Who has no place stands beside its neighbours, else below the map. */
function placeOthers(network: MapNetwork, x: Float64Array, y: Float64Array): void {
  const open = [...x.keys()].filter((i) => Number.isNaN(x[i]));
  if (open.length === 0) return;
  let [left, right, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i])) continue;
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    bottom = Math.max(bottom, y[i]);
  }
  const inRow = Math.max(1, Math.ceil((right - left) / rowGap));
  let rest = 0;
  open.forEach((i, n) => {
    let [count, sx, sy] = [0, 0, 0];
    eachTie(network, i, (other) => {
      if (Number.isNaN(x[other])) return;
      count++;
      sx += x[other];
      sy += y[other];
    });
    // Around the middle in a sunflower's spiral, so that no two come to the same place.
    const [angle, distance] = [2.39996 * n, 20 + Math.sqrt(n)];
    if (count > 0) {
      x[i] = sx / count + distance * Math.cos(angle);
      y[i] = sy / count + distance * Math.sin(angle);
    } else {
      x[i] = left + (rest % inRow) * rowGap;
      y[i] = bottom + (2 + Math.floor(rest / inRow)) * rowGap;
      rest++;
    }
  });
}

const rowGap = 40;
