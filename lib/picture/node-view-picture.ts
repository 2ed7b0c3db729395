/** Pictures of views to take away, drawn in Node. */
import { createCanvas, Path2D as NodePath } from "@napi-rs/canvas";
import type { PictureFormat } from "@/lib/view/picture-options";
import { registerFonts } from "./node-picture";
import { writePdf } from "./pdf";
import {
  descriptionOf,
  drawViewPicture,
  measureWith,
  recordingOf,
  svgPictureOf,
  type ViewPictureRequest,
} from "./view-picture";
import type { GraphData } from "./view-scene";

export interface DrawnPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the picture is about. */
  readonly title: string;
}

const newPath = (svg?: string) => new NodePath(svg) as unknown as Path2D;

/**
 * A picture in one of the forms.
 *
 * @param scale pixels of a PNG to a CSS pixel
 */
export async function viewPictureOf(
  data: GraphData,
  request: ViewPictureRequest,
  format: PictureFormat,
  scale: number,
): Promise<DrawnPicture> {
  registerFonts();
  if (format === "png") return pngOf(data, request, scale);
  const measure = measureWith(createCanvas(1, 1).getContext("2d") as unknown as CanvasRenderingContext2D);
  if (format === "svg") {
    const { svg, caption } = svgPictureOf(data, request, measure);
    return { bytes: new TextEncoder().encode(svg), title: caption.title };
  }
  const { recording, caption } = recordingOf(data, request, measure);
  const { title } = caption;
  const facts = { title, description: descriptionOf(caption, request), locale: request.locale };
  return { bytes: await writePdf(recording, facts), title };
}

async function pngOf(data: GraphData, request: ViewPictureRequest, scale: number): Promise<DrawnPicture> {
  const canvas = createCanvas(Math.round(request.width * scale), Math.round(request.height * scale));
  const context = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
  const { title } = drawViewPicture(context, data, request, newPath, scale);
  return { bytes: new Uint8Array(await canvas.encode("png")), title };
}
