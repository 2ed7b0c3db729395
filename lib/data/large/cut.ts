/** How the map of a large graph is cut into tiles: where each entity appears, and how many stand where none is shown. */
import { appearances, cellAt, cellKey, densitySteps, extentOf, type Grid } from "@/lib/graph/tile";

export interface Cut {
  readonly grid: Grid;
  readonly zoom: Uint8Array;
  readonly cell: Float64Array;
}

/** @param x places, the most important entity first */
export function cutOf(x: Float64Array, y: Float64Array): Cut {
  const extent = extentOf(x, y);
  const zoom = appearances(extent, x, y);
  const cell = Float64Array.from(zoom, (z, i) => cellAt({ extent }, z, x[i], y[i]));
  return { grid: { extent, zooms: zoom.reduce((most, z) => Math.max(most, z), 0) }, zoom, cell };
}

/** Of all cells in which someone stands who appears only beyond their zoom. */
export function* densitiesOf(
  { grid: { extent, zooms }, zoom }: Cut,
  x: Float64Array,
  y: Float64Array,
): Generator<{ cell: number; counts: number[] }> {
  for (let z = 0; z < zooms; z++) {
    const steps = 2 ** z * densitySteps;
    const at = (value: number) =>
      Math.max(0, Math.min(steps - 1, Math.floor(((value + extent) / (2 * extent)) * steps)));
    const cellOf = (i: number) =>
      cellKey(z, Math.floor(at(x[i]) / densitySteps), Math.floor(at(y[i]) / densitySteps));
    const cells = new Map<number, Uint32Array>();
    for (let i = 0; i < x.length; i++) {
      if (zoom[i] <= z) continue;
      const cell = cellOf(i);
      if (!cells.has(cell)) cells.set(cell, new Uint32Array(densitySteps * densitySteps));
    }
    for (let i = 0; i < x.length; i++) {
      const counts = cells.get(cellOf(i));
      if (counts) counts[(at(y[i]) % densitySteps) * densitySteps + (at(x[i]) % densitySteps)]++;
    }
    for (const [cell, counts] of cells) yield { cell, counts: [...counts] };
  }
}
