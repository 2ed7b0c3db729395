/**
 * Places by time: years from left to right (time-scale.ts), lanes from top to bottom, the most important of a moment in
 * the middle of its lane. What is undated stands at the left of its lane, before the first year.
 */
import type { Area, Arranging, LayoutRequest } from "./layout";
import { type Row, rowsOf } from "./line";
import { type Rest, startPace } from "./pace";
import { ticksOf, timeScale } from "./time-scale";

/** Between the rims of marks, in map units. */
const gap = 10;
/** Around what is in a lane; above it there is room for the lane's name. */
const margin = 12;
const nameRoom = 24;
/** Between lanes. */
const between = 8;
/** Between what is undated and the first year. */
const threshold = 44;
/** Width of a full year, in map units: the least, how it grows, and the most. */
const year = { least: 60, growth: 1.25, most: 1500 };
/** Width of the picture over its height: what is aimed at by widening, and what is not exceeded. */
const aspect = { wanted: 1.6, most: 2.4 };
/** How much higher the picture may become for what is undated, before that gets more room at the left. */
const higher = 1.12;
/** Ticks are no nearer to each other than this share of the picture's width. */
const ticksApart = 1 / 30;

interface Lane {
  /** -1 for what is in none. */
  readonly group: number;
  /** By date, the more important first. */
  readonly dated: readonly number[];
  readonly undated: readonly number[];
}

/** How far what is dated in a lane reaches from the lane's middle, up (negative) and down. */
interface Reach {
  readonly up: number;
  readonly down: number;
}

export function* timePlaces(request: LayoutRequest): Arranging {
  const { size, radius } = request;
  const rest = startPace();
  const lanes = lanesOf(request);
  const places = { x: new Float64Array(size), y: new Float64Array(size) };
  const { unit, scale, reaches } = yield* spreadDated(request, lanes, places, rest);
  const width = unit * scale.width;
  const { columns, rows } = rowsOfUndated(lanes, reaches, radius, width);

  const heights = contentHeights(reaches, rows);
  const left = -(columns > 0 ? columns + threshold : 0);
  const rim = radius.reduce((most, one) => Math.max(most, one), 0) + margin;
  const total = sumOf(heights) + lanes.length * (2 * margin + nameRoom);
  const missing = Math.max(0, (width - left + 2 * rim) / aspect.most - total) / lanes.length;
  const areas: Area[] = [];
  let top = 0;
  lanes.forEach(({ group, dated }, i) => {
    const bottom = top + nameRoom + 2 * margin + heights[i] + missing;
    const middle = (top + nameRoom + bottom) / 2;
    for (const node of dated) places.y[node] += middle - (reaches[i].up + reaches[i].down) / 2;
    placeRows(rows[i], radius, { left, middle }, places);
    if (group >= 0) {
      const [from, to] = [left - rim, width + rim];
      const outline = [from, top, to, top, to, bottom, from, bottom];
      areas.push({ group, outline, x: from + margin, y: top + nameRoom / 2 + 2 });
    }
    top = bottom + between;
  });
  return { ...places, areas, ticks: ticksOf(scale, unit, (width - left) * ticksApart) };
}

/** Lanes that hold something, in the order of their groups; what is in none comes last. */
function lanesOf({ size, group, when }: LayoutRequest): Lane[] {
  const lanes = new Map<number, { group: number; dated: number[]; undated: number[] }>();
  for (let node = 0; node < size; node++) {
    const at = Math.max(-1, group?.[node] ?? -1);
    const lane = lanes.get(at) ?? { group: at, dated: [], undated: [] };
    lanes.set(at, lane);
    (when && Number.isFinite(when[node]) ? lane.dated : lane.undated).push(node);
  }
  for (const { dated } of lanes.values()) dated.sort((a, b) => (when?.[a] ?? 0) - (when?.[b] ?? 0) || a - b);
  const isNone = (lane: Lane) => (lane.group < 0 ? 1 : 0);
  return [...lanes.values()].sort((a, b) => isNone(a) - isNone(b) || a.group - b.group);
}

/** Spreads what is dated over its lanes, around each lane's middle, with years so wide that lanes are not too high. */
function* spreadDated(
  { radius, when = new Float32Array(0) }: LayoutRequest,
  lanes: readonly Lane[],
  { x, y }: { x: Float64Array; y: Float64Array },
  rest: Rest,
) {
  const scale = timeScale(lanes.flatMap(({ dated }) => dated.map((node) => when[node])));
  for (let unit = year.least; ; unit *= year.growth) {
    const reaches: Reach[] = [];
    for (const { dated } of lanes) {
      for (const node of dated) x[node] = unit * scale.at(when[node]);
      reaches.push(swarm(dated, radius, x, y));
      yield* rest(() => ({ done: Math.min(0.9, unit / year.most) }));
    }
    const height = sumOf(contentHeights(reaches, [])) + lanes.length * (2 * margin + nameRoom);
    if (unit * scale.width >= aspect.wanted * height || unit * year.growth > year.most)
      return { unit, scale, reaches };
  }
}

/** Moves marks up or down from the middle, each no farther than it has to for not touching those before it. */
function swarm(dated: readonly number[], radius: Float32Array, x: Float64Array, y: Float64Array): Reach {
  const largest = dated.reduce((most, node) => Math.max(most, radius[node]), 0);
  let [up, down] = [0, 0];
  dated.forEach((node, i) => {
    const taken: { from: number; to: number }[] = [];
    for (let k = i - 1; k >= 0; k--) {
      const other = dated[k];
      const away = x[node] - x[other];
      if (away > radius[node] + largest + gap) break;
      const half = Math.sqrt(Math.max(0, (radius[node] + radius[other] + gap) ** 2 - away ** 2));
      taken.push({ from: y[other] - half, to: y[other] + half });
    }
    y[node] = nearestFree(taken);
    up = Math.min(up, y[node] - radius[node]);
    down = Math.max(down, y[node] + radius[node]);
  });
  return { up, down };
}

/** The number nearest to 0 that is inside of none of these intervals. */
function nearestFree(taken: { from: number; to: number }[]): number {
  taken.sort((a, b) => a.from - b.from);
  let [from, to] = [0, 0];
  let isOpen = false;
  for (const one of taken) {
    if (isOpen && one.from < to) to = Math.max(to, one.to);
    else if (isOpen && from < 0 && to > 0) break;
    else [from, to, isOpen] = [one.from, one.to, true];
  }
  if (!isOpen || from >= 0 || to <= 0) return 0;
  return to < -from ? to : from;
}

/** What is undated in rows, lane by lane, in a column so wide that lanes hardly become higher for it. */
function rowsOfUndated(
  lanes: readonly Lane[],
  reaches: readonly Reach[],
  radius: Float32Array,
  width: number,
): { columns: number; rows: Row[][] } {
  const all = lanes.flatMap(({ undated }) => undated);
  const mark = all.reduce((most, node) => Math.max(most, 2 * radius[node]), 0) + gap;
  const without = sumOf(contentHeights(reaches, []));
  for (let columns = all.length > 0 ? mark : 0; ; columns += mark) {
    const rows = lanes.map(({ undated }) => rowsOf(undated, radius, gap, columns));
    const height = sumOf(contentHeights(reaches, rows));
    if (height <= higher * without || width + columns >= aspect.wanted * height || columns === 0)
      return { columns, rows };
  }
}

/** Of each lane, how high what is in it is. */
function contentHeights(reaches: readonly Reach[], rows: readonly (readonly Row[])[]): number[] {
  return reaches.map(({ up, down }, i) => Math.max(down - up, heightOf(rows[i] ?? [])));
}

function heightOf(rows: readonly Row[]): number {
  return rows.length > 0 ? sumOf(rows.map(({ radius }) => 2 * radius + gap)) - gap : 0;
}

/** Rows below each other around the middle, each from the left. */
function placeRows(
  rows: readonly Row[],
  radius: Float32Array,
  { left, middle }: { left: number; middle: number },
  { x, y }: { x: Float64Array; y: Float64Array },
): void {
  let top = middle - heightOf(rows) / 2;
  for (const row of rows) {
    let at = left;
    for (const node of row.members) {
      x[node] = at + radius[node] + gap / 2;
      y[node] = top + row.radius;
      at += 2 * radius[node] + gap;
    }
    top += 2 * row.radius + gap;
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
