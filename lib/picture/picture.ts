/** A picture of a view for those who have not opened it yet: the map on a sheet with a heading, on any 2D context. */
import type { Insets, Size } from "@/lib/canvas/camera";
import type { Locale } from "@/lib/graph/schema";
import type { View } from "@/lib/view/view";
import { captionOf } from "./caption";
import { legendOf } from "./legend";
import { drawMap, type NewPath } from "./map";
import { fontStacks, pictureStyles, type Theme } from "./picture-style";
import { drawSheet, mapInsets, pictureSize } from "./sheet";
import { type GraphData, sceneOfView } from "./view-scene";

/** What a picture shows, and how. */
export interface PictureRequest {
  readonly view: View;
  readonly locale: Locale;
  readonly theme: Theme;
  /** A saved view has one; else it is made of what the view asks for. */
  readonly title?: string | undefined;
}

/** Pixels of the picture to one CSS pixel of the explorer: at half its size, names can still be read. */
const scale = 1.5;
/** How long a layout may take, in milliseconds. */
export const layoutTime = 10_000;

/** Draws a picture of `pictureSize`. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  data: GraphData,
  { view, locale, theme, title }: PictureRequest,
  newPath: NewPath,
): void {
  const shown = sceneOfView(data, view, locale, layoutTime);
  const look = pictureStyles[theme];
  const font = fontStacks[locale];
  const [size, insets] = [scaled(pictureSize), scaledInsets(mapInsets)];
  drawMap(context, shown, { size, insets, ratio: scale, look, font }, newPath);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const caption = captionOf(data, shown, locale, title);
  const legend = legendOf(data, shown, locale, theme);
  drawSheet(context, { caption, legend, dataVersion: data.graph.version, locale }, look, font);
}

const scaled = ({ width, height }: Size): Size => ({ width: width / scale, height: height / scale });
const scaledInsets = ({ left, top, right, bottom }: Insets): Insets => ({
  left: left / scale,
  top: top / scale,
  right: right / scale,
  bottom: bottom / scale,
});
