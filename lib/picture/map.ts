/** The map of a view as the explorer draws it, on any 2D context: what previews and pictures have in common. */
import { createBaseLayer } from "@/lib/canvas/base-layer";
import { type Camera, fitCamera, type Insets, type Size, sightOf } from "@/lib/canvas/camera";
import { detailOf } from "@/lib/canvas/detail";
import type { Look } from "@/lib/canvas/label-wishes";
import type { Box } from "@/lib/canvas/labels";
import { drawName, fontOf, measureName, placeNames } from "@/lib/canvas/names";
import { grown, rectangleAround, wholeOf } from "@/lib/canvas/rectangles";
import type { CanvasStyle } from "@/lib/canvas/style";
import { nearestMembers, type Scene } from "@/lib/view/scene";
import type { Rectangle, View } from "@/lib/view/view";
import { drawDetail } from "./marks";
import type { PictureStyle } from "./picture-style";
import { boxOf, drawPins, pinsOf } from "./pins";
import type { ViewScene } from "./view-scene";

/** A path, empty or along the path data of an SVG; a canvas outside of a browser has its own. */
export type NewPath = (svg?: string) => Path2D;

/** Free room round what is shown, as a share of its size: of the whole, and of what is cut out of it. */
const margins = { whole: 0.02, part: 0.08 };
/** No nearer than this where a picture is fitted to a few, in CSS pixels per map unit. */
const nearest = 2.2;

/** How a map is drawn. */
export interface MapDrawing {
  /** Of the sheet, in CSS pixels, and what of it lies round the map. */
  readonly size: Size;
  readonly insets: Insets;
  /** Pixels of the picture to a CSS pixel. */
  readonly ratio: number;
  readonly look: PictureStyle;
  /** CSS families of all names. */
  readonly font: string;
  /** What is under the map shines through. */
  readonly isTransparent?: boolean;
  /** Notes are not pinned to it. */
  readonly isUnpinned?: boolean;
}

/** Draws the map; what of it reaches beyond its frame is to be clipped, or covered. */
export function drawMap(
  context: CanvasRenderingContext2D,
  { view, scene }: ViewScene,
  { size, insets, ratio, look, font, isTransparent = false, isUnpinned = false }: MapDrawing,
  newPath: NewPath,
): void {
  const style: CanvasStyle = { ...look.canvas, font };
  const camera = cameraOf(view, scene, size, insets);
  const base = createBaseLayer(newPath);
  base.show(scene, isTransparent ? { ...style, background: "transparent" } : style);
  base.draw(context, camera, size, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawDetail(context, detailOf(scene, sightOf(camera, size, insets)), scene, style, camera, newPath);
  const pins = isUnpinned ? [] : pinsOf(view, scene, camera);
  drawNames(context, scene, style, camera, size, insets, pins.map(boxOf));
  drawPins(context, pins, look, font);
}

/** The camera of the view, or one that shows what there is to be seen. */
function cameraOf(view: View, scene: Scene, size: Size, insets: Insets): Camera {
  if (view.camera) return fitCamera(view.camera, size, insets);
  const camera = fitCamera(shownIn(scene), size, insets);
  if (camera.zoom <= nearest) return camera;
  const { left, top, right, bottom } = sightOf(camera, size, insets);
  return fitCamera(grown({ left, top, right, bottom }, (camera.zoom / nearest - 1) / 2), size, insets);
}

/** What holds everything that matters in a scene: what is in focus, else what is not hidden. */
function shownIn(scene: Scene): Rectangle {
  const { graph, focus, hidden, explored } = scene;
  const around = (entities: readonly number[]): Rectangle => {
    const part = rectangleAround(scene, entities);
    return part ? grown(part, margins.part) : grown(wholeOf(scene), margins.whole);
  };
  if (focus?.entity !== undefined && !explored?.isPlaced)
    return around(nearestMembers(scene).map((id) => graph.indexOf(id)));
  if (focus) return around(focus.members);
  const all = Array.from(hidden, (_, i) => i).filter((i) => !hidden[i]);
  return around(all.length > graph.size / 2 || explored?.isPlaced ? [] : all);
}

function drawNames(
  context: CanvasRenderingContext2D,
  scene: Scene,
  style: CanvasStyle,
  camera: Camera,
  size: Size,
  insets: Insets,
  pins: readonly Box[],
): void {
  const sight = {
    left: insets.left,
    top: insets.top,
    right: size.width - insets.right,
    bottom: size.height - insets.bottom,
  };
  const widths = new Map<string, number>();
  const widthOf = (look: Look) => {
    const key = fontOf(look, style) + look.text;
    const width = widths.get(key) ?? measureName(context, look, style);
    widths.set(key, width);
    return width;
  };
  const around = [
    { left: 0, top: 0, right: size.width, bottom: sight.top },
    { left: 0, top: sight.bottom, right: size.width, bottom: size.height },
    { left: 0, top: 0, right: sight.left, bottom: size.height },
    { left: sight.right, top: 0, right: size.width, bottom: size.height },
  ];
  const names = placeNames(
    { scene, style, camera, size, hint: undefined, top: sight.top + 14, widthOf },
    new Map(),
    { sight, panels: [...around, ...pins] },
  );
  // The most important last: where halos meet, theirs is whole.
  for (const { look, box } of names.toReversed()) {
    context.globalAlpha = look.alpha ?? 1;
    drawName(context, look, style, box);
  }
  context.globalAlpha = 1;
}
