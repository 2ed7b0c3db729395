/**
 * The label layer: the names of regions and entities, above everything else.
 *
 * names.ts says which names stand where and how one is drawn; here each is drawn from a small picture that is made
 * once, so that drawing it again costs no text drawing.
 */
import type { Scene } from "@/lib/view/scene";
import type { Camera, Point, Size } from "./camera";
import type { Hint, Look } from "./label-wishes";
import type { Box, Side } from "./labels";
import { drawName, fontOf, measureName, outside, placeNames } from "./names";
import type { CanvasStyle } from "./style";

/** How long measuring names, and drawing them, may take in one frame, in milliseconds. */
const workTime = 8;
/** Pictures kept; a screen shows far fewer. */
const kept = 900;

export interface LabelState {
  readonly scene: Scene;
  readonly style: CanvasStyle;
  /** As the stage has it. */
  readonly camera: Camera;
  readonly stage: { readonly size: Size; readonly origin: Point };
  /** Of what is in sight. */
  readonly size: Size;
  readonly ratio: number;
  /** In CSS pixels from the top left of what is in sight, as the panels. */
  readonly hint: Hint | undefined;
  /** What floats over the canvas. */
  readonly panels: readonly Box[];
}

export interface LabelLayer {
  /**
   * Places the names and draws the first of them. A name takes longest when it is measured and drawn for the first
   * time, so there is a limit to what is done in one frame. Returns whether all names stand.
   */
  draw(context: CanvasRenderingContext2D, state: LabelState): boolean;
  /** Goes on with drawing. Returns whether all names stand. */
  more(context: CanvasRenderingContext2D): boolean;
}

/** A name that has its place. */
interface Pending {
  /** Names its picture. */
  readonly key: string;
  make(): HTMLCanvasElement;
  readonly left: number;
  readonly top: number;
  readonly alpha: number;
}

export function createLabelLayer(): LabelLayer {
  const pictures = new Map<string, HTMLCanvasElement>();
  const widths = new Map<string, number>();
  let before = new Map<string, Side | undefined>();
  let pending: Pending[] = [];
  /** What has to be placed anew, since there was no time to measure all names. */
  let unmeasured: LabelState | undefined;
  let ratio = 1;

  const paint = (context: CanvasRenderingContext2D): boolean => {
    const started = performance.now();
    pending = pending.filter(({ key, make, left, top, alpha }) => {
      const known = pictures.get(key);
      if (!known && performance.now() - started > workTime) return true;
      const picture = known ?? make();
      if (!known) keep(pictures, key, picture);
      context.globalAlpha = alpha;
      context.drawImage(picture, left, top, picture.width / ratio, picture.height / ratio);
      return false;
    });
    context.globalAlpha = 1;
    return pending.length === 0 && !unmeasured;
  };

  const place = (context: CanvasRenderingContext2D, state: LabelState) => {
    const { scene, style, camera, stage, size: inSight, hint, panels } = state;
    const { size, origin } = stage;
    const started = performance.now();
    let inTime = true;
    const widthOf = (look: Look): number | undefined => {
      const font = fontOf(look, style);
      const known = widths.get(font + look.text);
      if (known !== undefined) return known;
      inTime &&= performance.now() - started < workTime;
      if (!inTime) return undefined;
      const width = measureName(context, look, style);
      widths.set(font + look.text, width);
      return width;
    };
    const placed = placeNames(
      {
        scene,
        style,
        camera,
        size,
        hint: hint && shifted(hint, origin),
        top: origin.y + Math.max(0, ...panels.filter(isAtTop).map(({ bottom }) => bottom)) + 14,
        widthOf,
      },
      before,
      {
        sight: moved({ left: 0, top: 0, right: inSight.width, bottom: inSight.height }, origin),
        panels: panels.map((panel) => moved(panel, origin)),
      },
    );
    before = new Map(placed.map(({ key, side }) => [key, side]));
    unmeasured = inTime ? undefined : state;
    pending = placed.map(({ box, look }) => ({
      key: [look.text, look.size, look.weight, look.colour, look.plate, style.theme, ratio].join("|"),
      make: () => pictureOf(look, style, ratio, box),
      left: box.left - outside(look),
      top: box.top - outside(look),
      alpha: look.alpha ?? 1,
    }));
  };

  const layer: LabelLayer = {
    draw(context, state) {
      const { width, height } = state.stage.size;
      ratio = state.ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      place(context, state);
      return paint(context);
    },
    more: (context) =>
      pending.length === 0 && unmeasured ? layer.draw(context, unmeasured) : paint(context),
  };
  return layer;
}

/** The bar of the search and that of the tools; what stands below them is at the sides. */
const isAtTop = ({ top, bottom }: Box): boolean => top < 30 && bottom < 90;

const moved = ({ left, top, right, bottom }: Box, { x, y }: Point): Box => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});

const shifted = (hint: Hint, { x, y }: Point): Hint =>
  hint.x === undefined || hint.y === undefined ? hint : { ...hint, x: hint.x + x, y: hint.y + y };

/** The name drawn once, halo included, at the screen's own resolution. */
function pictureOf(look: Look, style: CanvasStyle, ratio: number, box: Box): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  const beyond = outside(look);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  picture.width = Math.ceil((width + 2 * beyond) * ratio);
  picture.height = Math.ceil((height + 2 * beyond) * ratio);
  const context = picture.getContext("2d");
  if (!context) return picture;
  context.scale(ratio, ratio);
  drawName(context, look, style, {
    left: beyond,
    top: beyond,
    right: beyond + width,
    bottom: beyond + height,
  });
  return picture;
}

function keep(pictures: Map<string, HTMLCanvasElement>, key: string, picture: HTMLCanvasElement): void {
  if (pictures.size >= kept) for (const old of [...pictures.keys()].slice(0, kept / 3)) pictures.delete(old);
  pictures.set(key, picture);
}
