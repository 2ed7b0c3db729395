/**
 * Where the regions of a map drawn anew lie: discs, packed into one landscape-shaped continent so
 * that those with many ties are neighbours.
 */
import { eachTie, type LayoutNetwork, seededRandom } from "./map-network";

interface Disc {
  x: number;
  y: number;
}

/** Width of the continent over its height. */
export const aspect = 1.45;
const rounds = 260;

/**
 * The middles of the regions, around 0, 0.
 *
 * @param starts so many packings are tried
 * @param isImproved pairs of discs change places where that is better, which takes the fourth power of their number
 */
export function packRegions(
  network: LayoutNetwork,
  region: Int32Array,
  radii: readonly number[],
  { starts, isImproved }: { readonly starts: number; readonly isImproved: boolean },
): Disc[] {
  const ties = tiesBetween(network, region, radii.length);
  let best: { discs: Disc[]; cost: number } | undefined;
  for (let start = 1; start <= starts; start++) {
    const discs = packOnce(ties, radii, seededRandom(start));
    const cost = costOf(discs, ties, radii);
    if (!best || cost < best.cost) best = { discs, cost };
  }
  if (!best) return [];
  return isImproved ? improve(best, ties, radii) : best.discs;
}

/** Lets two discs change places wherever that shortens ties. */
function improve(
  start: { discs: Disc[]; cost: number },
  ties: readonly Float64Array[],
  radii: readonly number[],
): Disc[] {
  let best = start;
  for (let pass = 0; pass < 2; pass++) {
    for (let a = 0; a < radii.length; a++) {
      for (let b = a + 1; b < radii.length; b++) {
        if (Math.max(radii[a], radii[b]) > 1.6 * Math.min(radii[a], radii[b])) continue;
        const discs = best.discs.map((_, i) => ({ ...best.discs[i === a ? b : i === b ? a : i] }));
        for (let round = 0; round < 12; round++) {
          attract(discs, ties, radii, 0.03);
          part(discs, radii, 1);
        }
        const cost = costOf(discs, ties, radii);
        if (cost < best.cost - 1e-9) best = { discs, cost };
      }
    }
  }
  for (let i = 0; i < 60; i++) part(best.discs, radii, 1);
  return centred(best.discs, radii);
}

/** How strongly regions are tied, apart from how strongly each is tied to all others. */
function tiesBetween(network: LayoutNetwork, region: Int32Array, regions: number): Float64Array[] {
  const sums = Array.from({ length: regions }, () => new Float64Array(regions));
  for (let i = 0; i < network.size; i++) {
    eachTie(network, i, (other, strength) => {
      if (region[i] !== region[other]) sums[region[i]][region[other]] += strength;
    });
  }
  const all = sums.map((row) => row.reduce((a, b) => a + b, 0) || 1);
  return sums.map((row, a) => row.map((sum, b) => sum / Math.sqrt(all[a] * all[b])));
}

function packOnce(ties: readonly Float64Array[], radii: readonly number[], random: () => number): Disc[] {
  const extent = Math.sqrt(radii.reduce((sum, r) => sum + r * r, 0));
  const discs = radii.map(() => ({
    x: (random() - 0.5) * 2 * extent * Math.sqrt(aspect),
    y: ((random() - 0.5) * 2 * extent) / Math.sqrt(aspect),
  }));
  for (let round = 0; round < rounds; round++) {
    const done = round / rounds;
    attract(discs, ties, radii, 0.5 * (1 - done) + 0.02);
    const gravity = 0.012 + 0.03 * done;
    for (const disc of discs) {
      disc.x -= (gravity * disc.x) / aspect;
      disc.y -= gravity * disc.y * aspect;
    }
    // Discs start small, so that they can pass each other, and swell to their size.
    const scale = Math.min(1, 0.25 + 1.1 * done);
    for (let i = 0; i < 3; i++) part(discs, radii, scale);
  }
  for (let i = 0; i < 60; i++) part(discs, radii, 1);
  return centred(discs, radii);
}

function attract(discs: Disc[], ties: readonly Float64Array[], radii: readonly number[], step: number): void {
  for (let a = 0; a < discs.length; a++) {
    for (let b = a + 1; b < discs.length; b++) {
      const [dx, dy] = [discs[b].x - discs[a].x, discs[b].y - discs[a].y];
      const distance = Math.hypot(dx, dy) + 1e-9;
      const apart = Math.max(0, distance - radii[a] - radii[b]);
      const pull = (step * ties[a][b] * apart) / distance;
      discs[a].x += dx * pull;
      discs[a].y += dy * pull;
      discs[b].x -= dx * pull;
      discs[b].y -= dy * pull;
    }
  }
}

function part(discs: Disc[], radii: readonly number[], scale: number): void {
  for (let a = 0; a < discs.length; a++) {
    for (let b = a + 1; b < discs.length; b++) {
      const [dx, dy] = [discs[b].x - discs[a].x, discs[b].y - discs[a].y];
      const distance = Math.hypot(dx, dy) + 1e-9;
      const missing = scale * (radii[a] + radii[b]) - distance;
      if (missing <= 0) continue;
      const share = radii[b] ** 2 / (radii[a] ** 2 + radii[b] ** 2);
      discs[a].x -= (dx / distance) * missing * share;
      discs[a].y -= (dy / distance) * missing * share;
      discs[b].x += (dx / distance) * missing * (1 - share);
      discs[b].y += (dy / distance) * missing * (1 - share);
    }
  }
}

function centred(discs: readonly Disc[], radii: readonly number[]): Disc[] {
  const all = radii.reduce((sum, r) => sum + r * r, 0) || 1;
  const x = discs.reduce((sum, disc, i) => sum + disc.x * radii[i] ** 2, 0) / all;
  const y = discs.reduce((sum, disc, i) => sum + disc.y * radii[i] ** 2, 0) / all;
  return discs.map((disc) => ({ x: disc.x - x, y: disc.y - y }));
}

/** Lower is better: long ties between regions, and land far from the middle, cost. */
function costOf(discs: readonly Disc[], ties: readonly Float64Array[], radii: readonly number[]): number {
  const extent = Math.sqrt(radii.reduce((sum, r) => sum + r * r, 0)) || 1;
  let cost = 0;
  for (let a = 0; a < discs.length; a++) {
    for (let b = a + 1; b < discs.length; b++) {
      const distance = Math.hypot(discs[b].x - discs[a].x, discs[b].y - discs[a].y);
      cost += (ties[a][b] * Math.max(0, distance - radii[a] - radii[b])) / extent;
    }
  }
  const spread = discs.reduce((sum, { x, y }) => sum + (x * x) / aspect + y * y * aspect, 0);
  const rim = Math.max(
    ...discs.map(({ x, y }, i) => Math.hypot(x / Math.sqrt(aspect), y * Math.sqrt(aspect)) + radii[i]),
  );
  return cost + (2 * spread) / (discs.length * extent * extent) + (3 * rim) / extent;
}
