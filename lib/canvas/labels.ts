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

/** Free space kept around each name. */
const air = { x: 5, y: 2 };
const gap = 2;
const cell = 48;
const sides: readonly Side[] = ["right", "below", "left", "above"];

/**
 * Places as many names as fit, the first wishes first. A name that had a side before keeps it where it
 * still fits, so that names do not hop while the camera moves.
 *
 * @param most how many names at the most
 * @returns boxes that do not overlap, in the order of the wishes
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  canvas: Size,
  most: number,
  before: ReadonlyMap<string, Side | undefined>,
): PlacedLabel[] {
  const taken = new Map<number, Box[]>();
  const columns = Math.ceil(canvas.width / cell) + 2;
  const eachCell = (box: Box, visit: (boxes: Box[] | undefined, key: number) => boolean | undefined) => {
    for (let row = Math.floor(box.top / cell); row <= Math.floor(box.bottom / cell); row++) {
      for (let column = Math.floor(box.left / cell); column <= Math.floor(box.right / cell); column++) {
        const key = row * columns + column;
        if (visit(taken.get(key), key)) return true;
      }
    }
    return false;
  };
  const free = (box: Box) => !eachCell(box, (boxes) => boxes?.some((other) => overlap(box, other)));
  const take = (box: Box) =>
    void eachCell(box, (boxes, key) => {
      if (boxes) boxes.push(box);
      else taken.set(key, [box]);
      return false;
    });

  const placed: PlacedLabel[] = [];
  wishes.forEach((wish, index) => {
    if (placed.length >= most) return;
    const last = before.get(wish.key);
    const tried =
      wish.radius === undefined ? [undefined] : last ? [last, ...sides.filter((s) => s !== last)] : sides;
    for (const side of tried) {
      const box = boxAt(wish, side);
      const inside =
        box.left >= 0 && box.top >= 0 && box.right <= canvas.width && box.bottom <= canvas.height;
      if ((!inside && !wish.insistent) || !free(widened(box))) continue;
      take(widened(box));
      placed.push({ key: wish.key, box, wish: index, side });
      if (wish.radius !== undefined) take(square(wish.x, wish.y, wish.radius));
      return;
    }
  });
  return placed;
}

function boxAt({ x, y, width, height, radius }: LabelWish, side: Side | undefined): Box {
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

const widened = ({ left, top, right, bottom }: Box): Box => ({
  left: left - air.x / 2,
  top: top - air.y / 2,
  right: right + air.x / 2,
  bottom: bottom + air.y / 2,
});

const square = (x: number, y: number, radius: number): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
