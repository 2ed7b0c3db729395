/**
 * Places for entities that come to a map that stands: near what they are tied to, on free land of
 * their region. Whoever has a place keeps it.
 */
import { eachTie, type MapNetwork } from "./map-network";
import { gap, leastDistance } from "./map-spacing";

interface Stand {
  readonly x: number;
  readonly y: number;
  readonly region: string;
}

/** How far from its kin a newcomer may settle, in map units. */
const furthestKin = 60;
/** How many rings around the middle of its ties are searched for free land of its region. */
const searchedRings = 200;

/**
 * Keeps the places that stand and adds the missing ones.
 *
 * @param keys of the regions; an entity's region is its index there
 */
export function settleNewcomers(
  network: MapNetwork,
  places: ReadonlyMap<string, Stand>,
): { x: Float64Array; y: Float64Array; region: Int32Array; keys: string[] } {
  const known = network.entities.map(({ id }) => places.get(id));
  const keys = [...new Set(known.map((place) => place?.region ?? ""))].filter(Boolean).sort();
  const x = Float64Array.from(known, (place) => place?.x ?? Number.NaN);
  const y = Float64Array.from(known, (place) => place?.y ?? Number.NaN);
  const region = Int32Array.from(known, (place) => (place ? keys.indexOf(place.region) : -1));
  joinNearest(known, x, y, region);
  const open = new Set(known.flatMap((place, i) => (place ? [] : [i])));
  const standing = known.flatMap((place, i) => (place ? [i] : []));
  while (open.size > 0) {
    const next = closestToMap(network, open);
    open.delete(next);
    region[next] = regionOfTies(network, next, region, open, keys.length);
    const spot = freeSpot(network, next, x, y, region, standing);
    x[next] = spot.x;
    y[next] = spot.y;
    standing.push(next);
  }
  return { x, y, region, keys };
}

/** Who stands on the map without a region of those that there are belongs to the land of the nearest who has one. */
function joinNearest(
  known: readonly (Stand | undefined)[],
  x: Float64Array,
  y: Float64Array,
  region: Int32Array,
): void {
  const before = region.slice();
  known.forEach((place, i) => {
    if (!place || before[i] >= 0) return;
    let least = Number.POSITIVE_INFINITY;
    before.forEach((at, other) => {
      const distance = Math.hypot(x[other] - x[i], y[other] - y[i]);
      if (at < 0 || distance >= least) return;
      least = distance;
      region[i] = at;
    });
  });
}

/** Of those without a place, the one most of whose ties lead to places. */
function closestToMap(network: MapNetwork, open: ReadonlySet<number>): number {
  const tiedness = (i: number) => {
    let [placed, all] = [0, 0];
    eachTie(network, i, (other, strength) => {
      all += strength;
      if (!open.has(other)) placed += strength;
    });
    return all > 0 ? placed / all : 0;
  };
  const [first, ...rest] = open;
  return rest.reduce(
    (best, i) => {
      const value = tiedness(i);
      return value > best.value ? { i, value } : best;
    },
    { i: first, value: tiedness(first) },
  ).i;
}

function regionOfTies(
  network: MapNetwork,
  entity: number,
  region: Int32Array,
  open: ReadonlySet<number>,
  regions: number,
): number {
  const sums = new Float64Array(regions);
  eachTie(network, entity, (other, strength) => {
    if (!open.has(other)) sums[region[other]] += strength;
  });
  return sums.indexOf(sums.reduce((a, b) => Math.max(a, b), 0));
}

/**
 * The free place nearest to the weighted middle of its neighbours where its own kin are nearest; where
 * its region has no land left, the nearest place that is free at all.
 */
function freeSpot(
  network: MapNetwork,
  entity: number,
  x: Float64Array,
  y: Float64Array,
  region: Int32Array,
  standing: readonly number[],
): { x: number; y: number } {
  const target = middleOfTies(network, entity, x, y, region, standing);
  const isFree = (px: number, py: number, amongKin: boolean) => {
    let [own, foreign] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const i of standing) {
      const distance = Math.hypot(x[i] - px, y[i] - py);
      if (distance < leastDistance(network, region, entity, i)) return false;
      if (region[i] === region[entity]) own = Math.min(own, distance);
      else foreign = Math.min(foreign, distance);
    }
    return !amongKin || (own <= furthestKin && own < foreign);
  };
  const onRing = (ring: number, amongKin: boolean) => {
    const count = Math.max(1, Math.floor(2 * Math.PI * ring));
    for (let n = 0; n < count; n++) {
      const angle = (2 * Math.PI * n) / count;
      const px = tenth(target.x + ring * gap * Math.cos(angle));
      const py = tenth(target.y + ring * gap * Math.sin(angle));
      if (isFree(px, py, amongKin)) return { x: px, y: py };
    }
    return undefined;
  };
  for (let ring = 0; ring < searchedRings; ring++) {
    const spot = onRing(ring, true);
    if (spot) return spot;
  }
  for (let ring = 0; ; ring++) {
    const spot = onRing(ring, false);
    if (spot) return spot;
  }
}

function middleOfTies(
  network: MapNetwork,
  entity: number,
  x: Float64Array,
  y: Float64Array,
  region: Int32Array,
  standing: readonly number[],
): { x: number; y: number } {
  let [sum, sx, sy] = [0, 0, 0];
  const add = (i: number, weight: number) => {
    sum += weight;
    sx += weight * x[i];
    sy += weight * y[i];
  };
  eachTie(network, entity, (other, strength) => {
    if (region[other] === region[entity] && !Number.isNaN(x[other])) add(other, strength);
  });
  if (sum === 0) for (const i of standing) if (region[i] === region[entity]) add(i, 1);
  return sum === 0 ? { x: 0, y: 0 } : { x: sx / sum, y: sy / sum };
}

/** Rounded to one decimal, as places are stored. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
