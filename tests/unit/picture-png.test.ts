/** Pictures in 256 colours: they can be read, flat areas are exact, and the rest is near. */
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { palettePng } from "@/lib/picture/png";

/** A picture written and read again. */
async function readAgain(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
): Promise<Uint8ClampedArray> {
  const image = await loadImage(Buffer.from(await palettePng(pixels, width, height)));
  expect([image.width, image.height]).toEqual([width, height]);
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

const opaque = (colours: readonly (readonly [number, number, number])[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255]));

describe("a picture in 256 colours", () => {
  it("is exact where there are no more", async () => {
    const channel = fc.nat(255);
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 16 }))
      .chain(([width, height]) =>
        fc.tuple(
          fc.constant(width),
          fc.constant(height),
          fc.array(fc.tuple(channel, channel, channel), {
            minLength: width * height,
            maxLength: width * height,
          }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(picture, async ([width, height, colours]) => {
        const pixels = opaque(colours);
        expect(await readAgain(pixels, width, height)).toEqual(pixels);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps what is frequent and comes near with what is not", async () => {
    const side = 128;
    const colours = Array.from({ length: side * side }, (_, i): [number, number, number] => {
      const [x, y] = [i % side, Math.floor(i / side)];
      // Half of it flat, the other shades of everything.
      return y < side / 2 ? [251, 250, 247] : [2 * x, 2 * y, (x + y) % 256];
    });
    const pixels = opaque(colours);
    const read = await readAgain(pixels, side, side);
    const half = pixels.length / 2;
    expect(read.slice(0, half)).toEqual(pixels.slice(0, half));
    const mean =
      pixels.slice(half).reduce((sum, value, i) => sum + Math.abs(value - read[half + i]), 0) / half;
    expect(mean).toBeLessThan(8);
  });
});
