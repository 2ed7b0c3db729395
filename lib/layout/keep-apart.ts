/** Pushes marks apart that overlap. */
import { eachNearPair } from "@/lib/graph/near-pairs";

/** A turn between directions that never come back to one another. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));
/** Rounds of pushing; what is still hemmed in then is put where there is room. */
const rounds = 80;
/** Overlap that nobody sees, in map units. */
const slack = 0.01;

/** Marks as columns; a pinned one is not moved. */
export interface Marks {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: ArrayLike<number>;
  readonly pinned: ArrayLike<number>;
}

/**
 * Moves marks so that between the rims of any two that are not both pinned there is `gap`, as little as it can;
 * pauses after each round.
 */
export function* keepApart(marks: Marks, gap: number): Generator<void, void> {
  for (let round = 0; round < rounds; round++) {
    if (!pushOnce(marks, gap)) return;
    yield;
  }
  const { radius, pinned } = marks;
  for (const mark of overlapping(marks)) {
    if (!pinned[mark]) standFree(marks, mark, radius[mark] + gap);
  }
}

/** @returns whether anything was pushed */
function pushOnce(marks: Marks, gap: number): boolean {
  const { x, y, radius, pinned } = marks;
  let pushed = false;
  eachNearPair(x, y, reachOf(marks, gap), (a, b) => {
    if (pinned[a] && pinned[b]) return;
    const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
    const distance = Math.hypot(dx, dy);
    const missing = radius[a] + radius[b] + gap - distance;
    if (missing <= slack) return;
    pushed = true;
    const angle = goldenAngle * (a + b);
    const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [Math.cos(angle), Math.sin(angle)];
    // The smaller one gives way.
    const share = radius[b] / (radius[a] + radius[b]) || 0.5;
    const ofA = pinned[a] ? 0 : pinned[b] ? 1 : share;
    const push = missing * 1.02;
    x[a] -= ux * push * ofA;
    y[a] -= uy * push * ofA;
    x[b] += ux * push * (1 - ofA);
    y[b] += uy * push * (1 - ofA);
  });
  return pushed;
}

function overlapping(marks: Marks): Set<number> {
  const { x, y, radius } = marks;
  const found = new Set<number>();
  eachNearPair(x, y, reachOf(marks, 0), (a, b) => {
    if (radius[a] + radius[b] - Math.hypot(x[b] - x[a], y[b] - y[a]) <= slack) return;
    found.add(marks.pinned[b] ? a : b);
  });
  return found;
}

/** Puts a mark at the nearest place that is free, looked for in widening circles. */
function standFree({ x, y, radius }: Marks, mark: number, step: number): void {
  const isFree = (atX: number, atY: number) => {
    for (let other = 0; other < x.length; other++) {
      if (other === mark) continue;
      if (Math.hypot(x[other] - atX, y[other] - atY) < radius[other] + radius[mark]) return false;
    }
    return true;
  };
  const [startX, startY] = [x[mark], y[mark]];
  for (let circle = 0; !isFree(x[mark], y[mark]); circle++) {
    const angle = goldenAngle * circle;
    const away = step * Math.sqrt(circle) * 0.5;
    x[mark] = startX + away * Math.cos(angle);
    y[mark] = startY + away * Math.sin(angle);
  }
}

/** As far apart as the middles of two marks may be and still stand nearer than the gap. */
function reachOf({ radius }: Marks, gap: number): number {
  let largest = 0;
  for (let i = 0; i < radius.length; i++) largest = Math.max(largest, radius[i]);
  return 2 * largest + gap;
}
