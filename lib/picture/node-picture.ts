/** Pictures of views as PNG, drawn in Node. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, GlobalFonts, Path2D as NodePath } from "@napi-rs/canvas";
import { drawPicture, type PictureRequest } from "./picture";
import { familyOf, fontWeights, westernSubsets } from "./picture-style";
import { palettePng } from "./png";
import { pictureSize } from "./sheet";
import type { GraphData } from "./view-scene";

/** What the canvas of Node offers is the browser's, as far as it is used here; only its types are its own. */
const newPath = (svg?: string) => new NodePath(svg) as unknown as Path2D;

/** A picture of a view; takes 0.1 to 0.3 s, a large layout longer. */
export async function pictureOf(data: GraphData, request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
  registerFonts();
  const { width, height } = pictureSize;
  const context = createCanvas(width, height).getContext("2d");
  drawPicture(context as unknown as CanvasRenderingContext2D, data, request, newPath);
  return palettePng(context.getImageData(0, 0, width, height).data, width, height);
}

let registered = false;

/** Makes the fonts of the packages known under names of our own; takes 0.2 s the first time. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  const require = createRequire(join(process.cwd(), "package.json"));
  const folder = (name: string) =>
    join(dirname(require.resolve(`@fontsource/${name}/package.json`)), "files");
  const [western, chinese] = [folder("noto-sans"), folder("noto-sans-sc")];
  for (const weight of fontWeights) {
    for (const subset of westernSubsets)
      GlobalFonts.registerFromPath(
        join(western, `noto-sans-${subset}-${weight}-normal.woff2`),
        familyOf(subset),
      );
    GlobalFonts.registerFromPath(
      join(chinese, `noto-sans-sc-chinese-simplified-${weight}-normal.woff2`),
      familyOf("chinese"),
    );
  }
}
