/**
 * A picture as PNG with a palette of 256 colours: a third of the size that it has otherwise, which those who show
 * previews of links ask for. Flat areas keep their colours; only shades at the edges of marks and letters are rounded.
 */
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

/** Colours of the palette, and those of them that are the most frequent ones as they are. */
const most = { all: 256, exact: 96 };
/** Bits of each channel by which the other colours are brought together. */
const bits = 5;
/** Of the compression, from 1 to 9. */
const level = 6;

/** @param pixels red, green, blue and opacity of each; all of them opaque */
export async function palettePng(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { colours, of } = distinctColours(pixels);
  const palette = paletteOf(colours);
  const find = nearestIn(palette);
  const nearest = Uint8Array.from(colours, ({ rgb }) => find(rgb));
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    // Each row begins with the number of its filter: none.
    for (let x = 0; x < width; x++, pixel++) rows[y * (width + 1) + 1 + x] = nearest[of[pixel]];
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits for each pixel, which are the number of a colour.
  header.setUint8(8, 8);
  header.setUint8(9, 3);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("PLTE", Uint8Array.from(palette.flatMap(channels))),
    chunk("IDAT", await promisify(deflate)(rows, { level })),
    chunk("IEND", new Uint8Array()),
  ];
  const png = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    png.set(part, end);
    end += part.length;
  }
  return png;
}

const channels = (rgb: number): [number, number, number] => [rgb >> 16, (rgb >> 8) & 255, rgb & 255];

interface Colour {
  readonly rgb: number;
  count: number;
}

/** The colours that occur, and the index of each pixel's among them. */
function distinctColours(pixels: Uint8ClampedArray): { colours: Colour[]; of: Uint32Array } {
  const indices = new Map<number, number>();
  const colours: Colour[] = [];
  const of = new Uint32Array(pixels.length / 4);
  let [last, index] = [-1, -1];
  for (let pixel = 0; pixel < of.length; pixel++) {
    const rgb = (pixels[4 * pixel] << 16) | (pixels[4 * pixel + 1] << 8) | pixels[4 * pixel + 2];
    if (rgb !== last) {
      last = rgb;
      index = indices.get(rgb) ?? colours.length;
      if (index === colours.length) {
        indices.set(rgb, index);
        colours.push({ rgb, count: 0 });
      }
    }
    colours[index].count++;
    of[pixel] = index;
  }
  return { colours, of };
}

/** The most frequent colours, and means of the others, which are brought together by median cut (Heckbert 1982). */
function paletteOf(colours: readonly Colour[]): number[] {
  if (colours.length <= most.all) return colours.map(({ rgb }) => rgb);
  const byCount = colours.toSorted((a, b) => b.count - a.count);
  const boxes = [boxOf(coarse(byCount.slice(most.exact)))];
  while (boxes.length < most.all - most.exact) {
    const widest = boxes.reduce((best, box) => (box.spread > best.spread ? box : best));
    if (widest.spread === 0) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halves(widest).map(boxOf));
  }
  return [...byCount.slice(0, most.exact).map(({ rgb }) => rgb), ...boxes.map(meanOf)];
}

/** Colours that are all but the same as one, the most frequent of them. */
function coarse(colours: readonly Colour[]): Colour[] {
  const bins = new Map<number, Colour>();
  const [shift, mask] = [8 - bits, 0xff & ~(0xff >> bits)];
  for (const { rgb, count } of colours) {
    const [red, green, blue] = channels(rgb).map((channel) => (channel & mask) >> shift);
    const bin = (red << (2 * bits)) | (green << bits) | blue;
    const known = bins.get(bin);
    if (known) known.count += count;
    else bins.set(bin, { rgb, count });
  }
  return [...bins.values()];
}

interface ColourBox {
  readonly colours: readonly Colour[];
  /** The channel in which its colours lie farthest apart, and how much that matters. */
  readonly channel: number;
  readonly spread: number;
}

function boxOf(colours: readonly Colour[]): ColourBox {
  const ranges = [0, 1, 2].map((channel) => {
    const values = colours.map(({ rgb }) => channels(rgb)[channel]);
    return Math.max(...values) - Math.min(...values);
  });
  const widest = Math.max(...ranges);
  const pixels = colours.reduce((sum, { count }) => sum + count, 0);
  return { colours, channel: ranges.indexOf(widest), spread: widest * pixels ** 0.3 };
}

/** Two halves with about as many pixels each, none of them empty. */
function halves({ colours, channel }: ColourBox): [Colour[], Colour[]] {
  const sorted = colours.toSorted((a, b) => channels(a.rgb)[channel] - channels(b.rgb)[channel]);
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let [sum, end] = [0, 0];
  while (end < sorted.length - 1 && (end === 0 || sum + sorted[end].count / 2 < half))
    sum += sorted[end++].count;
  return [sorted.slice(0, end), sorted.slice(end)];
}

function meanOf({ colours }: ColourBox): number {
  const pixels = colours.reduce((sum, { count }) => sum + count, 0);
  const [red, green, blue] = [0, 1, 2].map((channel) =>
    Math.round(colours.reduce((sum, { rgb, count }) => sum + channels(rgb)[channel] * count, 0) / pixels),
  );
  return (red << 16) | (green << 8) | blue;
}

/**
 * Finds the colour of a palette that differs least from another; green matters most to the eye, blue least. It looks
 * from those with as much green outwards, and only as far as one could be nearer.
 */
function nearestIn(palette: readonly number[]): (rgb: number) => number {
  const order = palette.map((_, i) => i).sort((a, b) => greenOf(palette[a]) - greenOf(palette[b]));
  const [reds, greens, blues] = [0, 1, 2].map((channel) =>
    Int32Array.from(order, (i) => channels(palette[i])[channel]),
  );
  const starts = Array.from({ length: 256 }, (_, green) => greens.filter((other) => other < green).length);
  return (rgb) => {
    const [red, green, blue] = [rgb >> 16, greenOf(rgb), rgb & 255];
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    const look = (from: number, step: 1 | -1) => {
      for (let i = from; i >= 0 && i < order.length; i += step) {
        const [dr, dg, db] = [red - reds[i], green - greens[i], blue - blues[i]];
        if (6 * dg * dg >= least) return;
        const distance = 3 * dr * dr + 6 * dg * dg + db * db;
        if (distance < least) [best, least] = [order[i], distance];
      }
    };
    look(starts[green], 1);
    look(starts[green] - 1, -1);
    return best;
  };
}

const greenOf = (rgb: number): number => (rgb >> 8) & 255;

/** Length, name, content and checksum. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}
