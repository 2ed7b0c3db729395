/**
 * Names as they are seen: which stand where, how wide they are and how one is drawn, on any 2D context.
 *
 * label-wishes.ts says which names are wished for, labels.ts places them; the label layer draws them on the screen in
 * portions, lib/picture all at once.
 */
import { type Look, marksInSight, type NamesState, wishForNames } from "./label-wishes";
import {
  type Box,
  type LabelWish,
  type PlacedLabel,
  placeLabels,
  type Side,
  type Surroundings,
} from "./labels";
import type { CanvasStyle } from "./style";

/** Pixels around the text that its halo or its plate take: a halo may touch other names, a plate may not. */
const margin = 4;
/** How far the drawing of a name reaches beyond its box, in CSS pixels. */
export const outside = ({ plate }: Look): number => (plate ? 0 : margin);
/** One name for so many square pixels of canvas, at the most. */
const areaPerName = 7600;
/** So many candidates for each name that may be shown; those less important stay nameless though they had room. */
const candidatesPerName = 2;

/** Names that are told by others leave room, up to this share of all. */
const mostTold = 1 / 3;

/** A name that has its place. */
export interface PlacedName extends PlacedLabel {
  readonly look: Look;
}

/**
 * The names of a picture, in CSS pixels from its top left, the most important first; none over another.
 *
 * @param before sides that names had in the picture before
 * @param around what names have to do with besides marks
 */
export function placeNames(
  state: Omit<NamesState, "candidates">,
  before: ReadonlyMap<string, Side | undefined>,
  around: Omit<Surroundings, "marks">,
): PlacedName[] {
  const { scene, camera, size, widthOf } = state;
  const wishes: LabelWish[] = [];
  const looks: Look[] = [];
  const most = Math.max(24, Math.round((size.width * size.height) / areaPerName));
  const told = wishForNames(
    (key, look, where) => {
      const width = widthOf(look);
      if (width === undefined) return;
      const more = 2 * (margin - outside(look));
      wishes.push({ key, width: width + more, height: Math.ceil(look.size * 1.25) + more, ...where });
      looks.push(look);
    },
    { ...state, candidates: most * candidatesPerName },
  );
  const marks = marksInSight(scene, camera, size);
  const placed = placeLabels(wishes, size, most - Math.min(told, Math.round(most * mostTold)), before, {
    ...around,
    marks,
  });
  return placed.map((label) => ({ ...label, look: looks[label.wish] }));
}

export const fontOf = ({ size, weight }: Look, style: CanvasStyle): string =>
  `${weight} ${size}px ${style.font}`;

/** How wide a name is, in whole CSS pixels. */
export function measureName(context: CanvasRenderingContext2D, look: Look, style: CanvasStyle): number {
  context.font = fontOf(look, style);
  return Math.ceil(context.measureText(look.text).width);
}

/** Draws a name into its box, with the halo or the plate that sets it off. */
export function drawName(
  context: CanvasRenderingContext2D,
  look: Look,
  style: CanvasStyle,
  { left, top, right, bottom }: Box,
): void {
  const x = left - outside(look) + margin;
  const y = (top + bottom) / 2;
  context.font = fontOf(look, style);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  if (look.plate) {
    context.fillStyle = style.background;
    context.strokeStyle = style.selection;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1, 4);
    context.fill();
    context.stroke();
  } else {
    context.strokeStyle = style.halo;
    context.lineWidth = 3.5;
    context.strokeText(look.text, x, y);
  }
  context.fillStyle = look.colour;
  context.fillText(look.text, x, y);
}
