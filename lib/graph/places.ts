/**
 * Where everything stands, in the order of a curve that fills the map (Morton 1966): all that stands in a cell of any zoom is
 * a stretch of it. Pure; see tile.ts for cells and tiles.
 */
import { deepestZoom, type Grid } from "./tile";

export interface Places {
  /** Along the curve: how far along it each one stands, rising, and who it is, those that stand alike by number. */
  readonly along: Uint32Array;
  readonly entities: Uint32Array;
}

export function placesOf(
  { extent }: Pick<Grid, "extent">,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): Places {
  const cells = 2 ** deepestZoom;
  const at = (value: number) =>
    Math.max(0, Math.min(cells - 1, Math.floor(((value + extent) / (2 * extent)) * cells)));
  const distance = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i++) distance[i] = spread(at(x[i])) + 2 * spread(at(y[i]));
  let entities = Uint32Array.from({ length: x.length }, (_, i) => i);
  for (const shift of [0, 16]) entities = sortedBy(distance, shift, entities);
  return { along: distance.map((_, i) => distance[entities[i]]), entities };
}

/** Puts a bit between each two of sixteen. */
function spread(value: number): number {
  let bits = value;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Counting sort by sixteen bits; keeps the order of what is alike. */
function sortedBy(distance: Uint32Array, shift: number, entities: Uint32Array): Uint32Array<ArrayBuffer> {
  const start = new Uint32Array(2 ** 16 + 1);
  const part = (entity: number) => (distance[entity] >>> shift) & 0xffff;
  for (const entity of entities) start[part(entity) + 1]++;
  for (let i = 0; i < 2 ** 16; i++) start[i + 1] += start[i];
  const sorted = new Uint32Array(entities.length);
  for (const entity of entities) sorted[start[part(entity)]++] = entity;
  return sorted;
}

/** Who stands in a cell, as a stretch of the curve. */
export function placedIn({ along, entities }: Places, z: number, column: number, row: number): Uint32Array {
  const side = 4 ** (deepestZoom - z);
  const first = (spread(column) + 2 * spread(row)) * side;
  return entities.subarray(firstFrom(along, first), firstFrom(along, first + side));
}

/** The place of the first that is not below a value. */
function firstFrom(sorted: Uint32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
