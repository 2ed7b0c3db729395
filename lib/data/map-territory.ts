/**
 * Whose land is where: the map as a grid whose cells belong to the region that is densest there.
 *
 * The layout spreads entities over the land of their region with it (map-layout.ts), and the outlines
 * are drawn from it (map-outlines.ts), so that both agree on where a region ends.
 */

export interface Territory {
  /** Of a cell, in map units. */
  readonly cell: number;
  /** Map coordinates of the centre of the first cell. */
  readonly left: number;
  readonly top: number;
  /** In cells. */
  readonly width: number;
  readonly height: number;
  /** Region of each cell, row after row; -1 for sea. */
  readonly owner: Int16Array;
}

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Region of each point, from 0. */
  readonly region: Int32Array;
  readonly regions: number;
}

/** How far, in map units, a single entity's influence reaches (one sigma). */
const reach = 26;
/** Density below which there is sea; a lone entity's land ends 1.2 sigma from it. */
const coast = 0.5;
const margin = 3 * reach;
/** Influence three sigmas away, where it ends. */
const faintest = Math.exp(-9 / 2);

/** The land of every region around its entities. Water that is shut in by land becomes land. */
export function surveyTerritory(points: Points, cell: number): Territory {
  const { x, y, region, regions } = points;
  const left = Math.floor((min(x) - margin) / cell) * cell;
  const top = Math.floor((min(y) - margin) / cell) * cell;
  const width = Math.ceil((-min(x.map((v) => -v)) + margin - left) / cell) + 1;
  const height = Math.ceil((-min(y.map((v) => -v)) + margin - top) / cell) + 1;
  const cells = width * height;
  const owner = new Int16Array(cells).fill(-1);
  const highest = new Float32Array(cells);
  const density = new Float32Array(cells);
  const membersOf: number[][] = Array.from({ length: regions }, () => []);
  region.forEach((at, i) => {
    membersOf[at].push(i);
  });
  const span = Math.ceil(margin / cell);
  const touched = new Int32Array(cells);
  // Influence is that across times that down; each is worked out once for a row or column of cells.
  const across = new Float64Array(2 * span + 1);
  membersOf.forEach((members, at) => {
    let reached = 0;
    for (const i of members) {
      const column = Math.round((x[i] - left) / cell);
      const row = Math.round((y[i] - top) / cell);
      const [west, east] = [Math.max(0, column - span), Math.min(width - 1, column + span)];
      for (let c = west; c <= east; c++) {
        const dx = left + c * cell - x[i];
        across[c - west] = Math.exp(-(dx * dx) / (2 * reach * reach));
      }
      for (let r = Math.max(0, row - span); r <= Math.min(height - 1, row + span); r++) {
        const dy = top + r * cell - y[i];
        const down = Math.exp(-(dy * dy) / (2 * reach * reach));
        for (let c = west; c <= east; c++) {
          const influence = across[c - west] * down;
          if (influence < faintest) continue;
          const index = r * width + c;
          if (density[index] === 0) touched[reached++] = index;
          density[index] += influence;
        }
      }
    }
    for (let t = 0; t < reached; t++) {
      const index = touched[t];
      if (density[index] > highest[index]) {
        highest[index] = density[index];
        owner[index] = at;
      }
      density[index] = 0;
    }
  });
  const sea = openSea(highest, width, height);
  for (let index = 0; index < cells; index++) if (sea[index]) owner[index] = -1;
  fillLakes(owner, sea, width, height);
  return { cell, left, top, width, height, owner };
}

function min(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** The cells below the coast's density that are joined to the rim of the grid. */
function openSea(density: Float32Array, width: number, height: number): Uint8Array {
  const sea = new Uint8Array(density.length);
  const queue: number[] = [];
  const visit = (index: number) => {
    if (sea[index] || density[index] >= coast) return;
    sea[index] = 1;
    queue.push(index);
  };
  for (let c = 0; c < width; c++) {
    visit(c);
    visit((height - 1) * width + c);
  }
  for (let r = 0; r < height; r++) {
    visit(r * width);
    visit(r * width + width - 1);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const c = next % width;
    if (c > 0) visit(next - 1);
    if (c < width - 1) visit(next + 1);
    if (next >= width) visit(next - width);
    if (next < density.length - width) visit(next + width);
  }
  return sea;
}

/** Gives inland cells that no entity reaches to the land beside them, ring by ring. */
function fillLakes(owner: Int16Array, sea: Uint8Array, width: number, height: number): void {
  for (let changed = true; changed; ) {
    changed = false;
    const before = owner.slice();
    for (let index = 0; index < owner.length; index++) {
      if (before[index] >= 0 || sea[index]) continue;
      const c = index % width;
      const r = (index - c) / width;
      const beside = [
        c > 0 ? before[index - 1] : -1,
        c < width - 1 ? before[index + 1] : -1,
        r > 0 ? before[index - width] : -1,
        r < height - 1 ? before[index + width] : -1,
      ].find((at) => at >= 0);
      if (beside === undefined) continue;
      owner[index] = beside;
      changed = true;
    }
  }
}
