/**
 * Which names are drawn and where: by importance, and never one over another.
 *
 * Pure: it is told how wide a text is and where marks stand, and returns boxes. The drawing is the
 * label layer's (label-layer.ts).
 */
import type { Size } from "./camera";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A name that would like to be drawn. Lengths in CSS pixels. */
export interface LabelWish {
  /** Tells it from the others from frame to frame. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  /** Centre of what it names. */
  readonly x: number;
  readonly y: number;
  /** Radius of the mark that it stands beside; without one it is centred on (x, y). */
  readonly radius?: number;
  /** Without a mark of its own, it may stand just above or below (x, y) where that is better. */
  readonly shifts?: boolean;
  /** Drawn even where the canvas ends or other marks stand, never over another name. */
  readonly insistent?: boolean;
}

export type Side = "below" | "right" | "left" | "above";

export interface PlacedLabel {
  readonly key: string;
  readonly box: Box;
  /** Index of its wish. */
  readonly wish: number;
  readonly side: Side | undefined;
}

/** What names have to do with besides each other. Lengths in CSS pixels. */
export interface Surroundings {
  /** What is in sight, where more is drawn than that: no name stands across its edge. */
  readonly sight?: Box | undefined;
  /** Panels that float over the canvas: only insistent names stand under one. */
  readonly panels: readonly Box[];
  /** Marks that a name should not cover if another side of its own is free. */
  readonly marks: readonly Box[];
}
export const emptySurroundings: Surroundings = { panels: [], marks: [] };

/** Free space kept around each name. */
const air = { x: 5, y: 2 };
const gap = 2;
/** For names that are all to be read: how far off one may stand, and how near an edge. */
const fartherOff = [14, 34];
const edgeRoom = 4;
const cell = 48;
const sides: readonly Side[] = ["right", "below", "left", "above"];
const centred: readonly (Side | undefined)[] = [undefined];
const shifted: readonly (Side | undefined)[] = [undefined, "above", "below"];
/** So few names are all to be read: one above or below its mark is moved in from the edge, or stands farther off. */
export const fewNames = 12;

/**
 * Places as many names as fit, the first wishes first. A name that had a side before keeps it where it
 * still fits, so that names do not hop while the camera moves; a side that covers no mark is better.
 *
 * @param most how many names at the most
 * @returns boxes that do not overlap, in the order of the wishes
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  canvas: Size,
  most: number,
  before: ReadonlyMap<string, Side | undefined>,
  { sight, panels, marks }: Surroundings = emptySurroundings,
): PlacedLabel[] {
  const taken = createGrid(canvas);
  const marked = createGrid(canvas);
  for (const mark of marks) marked.add(mark);
  const isInRoom = (box: Box) =>
    box.left >= 0 &&
    box.top >= 0 &&
    box.right <= canvas.width &&
    box.bottom <= canvas.height &&
    (!sight || contains(sight, box) || !overlap(sight, box)) &&
    !panels.some((panel) => overlap(panel, box));
  const allowed = (box: Box, insistent = false) => taken.isFree(widened(box)) && (insistent || isInRoom(box));

  const edges = wishes.length > fewNames ? undefined : (sight ?? { left: 0, right: canvas.width });
  const placed: PlacedLabel[] = [];
  wishes.forEach((wish, index) => {
    if (placed.length >= most) return;
    const last = before.get(wish.key);
    const { radius } = wish;
    const all = radius !== undefined ? sides : wish.shifts ? shifted : centred;
    const tried = last && all.includes(last) ? [last, ...all.filter((s) => s !== last)] : all;
    const farther = edges && radius !== undefined ? fartherOff.map((more) => radius + more) : [];
    const fitting = [radius, ...farther]
      .flatMap((reach) =>
        tried.map((side) => ({
          side,
          box: movedIn(boxAt({ ...wish, radius: reach }, side), side, wish, edges),
        })),
      )
      .filter(({ box }) => allowed(box, wish.insistent));
    // An insistent one goes where it can be read, if there is such a side.
    const readable = wish.insistent ? fitting.filter(({ box }) => isInRoom(box)) : fitting;
    const sorted = readable.length > 0 ? readable : fitting;
    const best = sorted.find(({ box }) => marked.isFree(box)) ?? sorted[0];
    if (!best) return;
    taken.add(widened(best.box));
    if (wish.radius !== undefined) taken.add(square(wish.x, wish.y, wish.radius));
    placed.push({ key: wish.key, box: best.box, wish: index, side: best.side });
  });
  return placed;
}

/** Boxes by the cells of the canvas that they touch, so that a box meets only those nearby. */
function createGrid(canvas: Size): { add(box: Box): void; isFree(box: Box): boolean } {
  const cells = new Map<number, Box[]>();
  const columns = Math.ceil(canvas.width / cell) + 2;
  const cellsOf = function* ({ left, top, right, bottom }: Box) {
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++) {
      for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++)
        yield row * columns + column;
    }
  };
  return {
    add(box) {
      for (const key of cellsOf(box)) {
        const boxes = cells.get(key);
        if (boxes) boxes.push(box);
        else cells.set(key, [box]);
      }
    },
    isFree(box) {
      for (const key of cellsOf(box)) if (cells.get(key)?.some((other) => overlap(box, other))) return false;
      return true;
    },
  };
}

function boxAt(
  {
    x,
    y,
    width,
    height,
    radius,
  }: Pick<LabelWish, "x" | "y" | "width" | "height"> & { radius: number | undefined },
  side: Side | undefined,
): Box {
  const reach = (radius ?? 0) + gap;
  const left = side === "right" ? x + reach : side === "left" ? x - reach - width : x - width / 2;
  const top = side === "below" ? y + reach : side === "above" ? y - reach - height : y - height / 2;
  return {
    left: Math.round(left),
    top: Math.round(top),
    right: Math.round(left) + width,
    bottom: Math.round(top) + height,
  };
}

/** Beside the edges and not across them, as long as it stands at what it names. */
function movedIn(
  box: Box,
  side: Side | undefined,
  { x }: LabelWish,
  edges: Pick<Box, "left" | "right"> | undefined,
): Box {
  if (!edges || (side !== "below" && side !== "above")) return box;
  const width = box.right - box.left;
  const left = Math.max(edges.left + edgeRoom, Math.min(box.left, edges.right - edgeRoom - width));
  return left > x || left + width < x ? box : { ...box, left, right: left + width };
}

const widened = ({ left, top, right, bottom }: Box): Box => ({
  left: left - air.x / 2,
  top: top - air.y / 2,
  right: right + air.x / 2,
  bottom: bottom + air.y / 2,
});

/** The box of a mark. */
export const square = (x: number, y: number, radius: number): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const contains = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;
