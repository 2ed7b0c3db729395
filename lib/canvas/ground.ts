/**
 * The ground under the dots of a large map: how densely entities stand where they are not shown one by one. A small picture
 * that is made once for each part of the map, and stretched over it.
 */
import type { Scene } from "@/lib/view/scene";
import type { CanvasStyle } from "./style";

/** Draws it, in map units. */
export type Ground = (context: CanvasRenderingContext2D) => void;

/** Opacity with a single entity in a part, how much each doubling adds, and the most. */
const opacity = { one: 0.02, doubling: 0.02, most: 0.2 };

/** Whether what stands on the map is what stands there without a filter, at its own places. */
export const isGround = ({ prominence, explored }: Scene): boolean =>
  prominence === 0 && !explored?.isPlaced && !explored?.answered;

/** Nothing for a scene in which everything is shown one by one. */
export function groundOf({ graph: { part } }: Scene, style: CanvasStyle): Ground | undefined {
  const { density, rectangle } = part ?? {};
  if (!density || !rectangle) return undefined;
  const side = Math.round(Math.sqrt(density.length));
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const pixels = canvas.getContext("2d");
  if (!pixels) return undefined;
  const image = pixels.createImageData(side, side);
  const [red, green, blue] = colourOf(pixels, style.mutedInk);
  density.forEach((count, i) => {
    // By how many there are and not by how many the densest part has: another part of the map looks no different.
    const alpha = count > 0 ? Math.min(opacity.most, opacity.one + opacity.doubling * Math.log2(count)) : 0;
    image.data.set([red, green, blue, Math.round(alpha * 255)], i * 4);
  });
  pixels.putImageData(image, 0, 0);
  const { left, top, right, bottom } = rectangle;
  return (context) => {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(canvas, left, top, right - left, bottom - top);
  };
}

/** A colour of the style as red, green and blue. */
function colourOf(context: CanvasRenderingContext2D, colour: string): Uint8ClampedArray {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const { data } = context.getImageData(0, 0, 1, 1);
  context.clearRect(0, 0, 1, 1);
  return data;
}
