/**
 * Places in layers: ancestors above, descendants below, and what is tied to nothing in rows at the bottom.
 *
 * Cycles are broken (acyclic.ts), layers filled and ordered (layers.ts). A layer that is too wide becomes several
 * rows, its members going to them in turn, so that everybody stays near to those above and below.
 */
import { type Arc, endsOf, withoutCycles } from "./acyclic";
import { layersOf, ordered } from "./layers";
import type { Arranging, LayoutRequest } from "./layout";
import { mean, type Row, rowsOf, spaced } from "./line";
import { startPace } from "./pace";
import { arcsOf, componentsOf, neighboursOf } from "./ties";

/** Between the rims of marks of a row, of rows of one layer, and of layers, in map units. */
const gap = 26;
const between = 22;
const fall = 58;
/** The picture is no wider than so many times its height, as far as rows can help it. */
const aspect = 2.2;
/** What width is tried after another. */
const narrowing = 0.95;
/** Sweeps for the order, and for the places in the rows. */
const sweeps = 16;
const straightenings = 8;

export function* layeredPlaces(request: LayoutRequest): Arranging {
  const { size, radius } = request;
  const rest = startPace();
  const given = arcsOf(request);
  const arcs = withoutCycles(size, given);
  yield* rest(() => ({ done: 0.05 }));
  const neighbours = neighboursOf(size, given);
  const start = startingLayers(request, arcs, neighbours);
  yield* rest(() => ({ done: 0.1 }));
  const ordering = ordered(size, arcs, start, sweeps);
  let sorted = ordering.next();
  for (; !sorted.done; sorted = ordering.next()) {
    const share = sorted.value;
    yield* rest(() => ({ done: 0.1 + 0.7 * share }));
  }
  const loose = neighbours.flatMap((ends, node) => (ends.length === 0 ? [node] : []));
  const { layers, looseRows, width } = stackOf(sorted.value, loose, radius);
  const places = { x: new Float64Array(size), y: new Float64Array(size) };
  placeDown([...layers, looseRows], places.y);
  for (const row of [...layers.flat(), ...looseRows]) placeAcross(row, radius, places.x, () => 0, width);
  for (const share of straighten(size, arcs, layers.flat(), radius, places.x, width)) {
    yield* rest(() => ({ done: 0.8 + 0.2 * share }));
  }
  return places;
}

/** Layers of what is tied, connected parts side by side, everybody from left to right as they start. */
function startingLayers(
  { size, x }: LayoutRequest,
  arcs: readonly Arc[],
  neighbours: readonly (readonly number[])[],
): number[][] {
  const layer = layersOf(size, arcs);
  const component = componentsOf(neighbours);
  const members: number[][] = Array.from({ length: size }, () => []);
  component.forEach((at, node) => {
    members[at].push(node);
  });
  const middle = members.map((nodes) => mean(nodes.map((node) => x[node])));
  const layers: number[][] = Array.from({ length: size }, () => []);
  layer.forEach((at, node) => {
    if (neighbours[node].length > 0) layers[at].push(node);
  });
  const filled = layers.filter((nodes) => nodes.length > 0);
  for (const nodes of filled) {
    nodes.sort(
      (a, b) =>
        middle[component[a]] - middle[component[b]] || component[a] - component[b] || x[a] - x[b] || a - b,
    );
  }
  return filled;
}

interface Stack {
  readonly layers: readonly (readonly Row[])[];
  /** Of what is tied to nothing. */
  readonly looseRows: readonly Row[];
  /** That rows do not exceed. */
  readonly width: number;
}

/** Layers in rows, as wide as they may be for the picture not to become too wide. */
function stackOf(
  members: readonly (readonly number[])[],
  loose: readonly number[],
  radius: Float32Array,
): Stack {
  const widest = [...members, loose].flatMap((layer) =>
    rowsOf(layer, radius, gap, Number.POSITIVE_INFINITY).map((row) => row.width),
  );
  const least = 2 * radius.reduce((most, one) => Math.max(most, one), 0) + gap;
  for (let width = Math.max(...widest); ; width = Math.max(least, width * narrowing)) {
    const layers = members.map((layer) => inTurn(layer, radius, width));
    const looseRows = rowsOf(loose, radius, gap, width);
    const stack = [...layers, looseRows];
    if (width <= least || width <= aspect * heightOf(stack)) return { layers, looseRows, width };
  }
}

/** A layer as rows that are no wider than told; its members go to them in turn. */
function inTurn(members: readonly number[], radius: Float32Array, width: number): Row[] {
  for (let count = 1; ; count++) {
    const rows = Array.from({ length: Math.min(count, members.length) }, (_, row) =>
      rowsOf(
        members.filter((_, i) => i % count === row),
        radius,
        gap,
        Number.POSITIVE_INFINITY,
      ),
    ).flat();
    if (count >= members.length || rows.every((row) => row.width <= width)) return rows;
  }
}

/** From the top of the first row to the bottom of the last. */
function heightOf(layers: readonly (readonly Row[])[]): number {
  const filled = layers.filter((rows) => rows.length > 0);
  const steps = filled.length * (fall - between) - fall;
  return filled.flat().reduce((sum, row) => sum + 2 * row.radius + between, steps);
}

/** Rows below each other, layers farther than the rows of a layer. */
function placeDown(layers: readonly (readonly Row[])[], y: Float64Array): void {
  let bottom = 0;
  for (const rows of layers) {
    for (const { members, radius } of rows) {
      for (const node of members) y[node] = bottom + radius;
      bottom += 2 * radius + between;
    }
    bottom += fall - between;
  }
}

/** Members of a row as near to their wishes as there is room. */
function placeAcross(
  { members }: Row,
  radius: Float32Array,
  x: Float64Array,
  wish: (node: number) => number,
  width: number,
): void {
  const gaps = members.map((node, i) => radius[node] + gap + (i > 0 ? radius[members[i - 1]] : 0));
  const low = -width / 2 + radius[members[0]] + gap / 2;
  const high = width / 2 - radius[members[members.length - 1]] - gap / 2;
  spaced(members.map(wish), gaps, low, high).forEach((place, i) => {
    x[members[i]] = place;
  });
}

/** Draws everybody to above or below those they are tied to; pauses after each sweep. */
function* straighten(
  size: number,
  arcs: readonly Arc[],
  rows: readonly Row[],
  radius: Float32Array,
  x: Float64Array,
  width: number,
): Generator<number, void> {
  const below = endsOf(size, arcs, "from", "to");
  const above = endsOf(size, arcs, "to", "from");
  const both = below.map((ends, node) => [...ends, ...above[node]]);
  for (let sweep = 0; sweep < straightenings; sweep++) {
    const isDown = sweep % 2 === 0;
    const side = sweep < straightenings - 2 ? (isDown ? above : below) : both;
    const wish = (node: number) => (side[node].length > 0 ? mean(side[node].map((end) => x[end])) : x[node]);
    for (const row of isDown ? rows : rows.toReversed()) placeAcross(row, radius, x, wish, width);
    yield (sweep + 1) / straightenings;
  }
}
