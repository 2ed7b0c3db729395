/**
 * The sheet that a map is printed on: a column with heading, legend and imprint, and a thin double line round the map.
 * All lengths are in pixels of the picture.
 */
import type { Insets } from "@/lib/canvas/camera";
import { traceShape } from "@/lib/canvas/shapes";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { pictureWords } from "@/lib/i18n/picture-words";
import type { Caption } from "./caption";
import { drawEmblem } from "./emblem";
import type { LegendEntry } from "./legend";
import type { PictureStyle } from "./picture-style";
import { linesOf } from "./text";

/** Of every picture: what Open Graph asks for. */
export const pictureSize = { width: 1200, height: 630 };
/** Where the map lies on the sheet. */
export const mapInsets: Insets = { left: 356, top: 24, right: 24, bottom: 24 };

const { width, height } = pictureSize;
const frame = {
  left: mapInsets.left,
  top: mapInsets.top,
  right: width - mapInsets.right,
  bottom: height - mapInsets.bottom,
};
/** Between the two lines round the map. */
const lineGap = 5;
const column = { left: 30, width: mapInsets.left - 30 - 28, top: 24, bottom: height - 26 };
/** Sizes of titles, each for so many lines at the most. */
const titleSizes = [
  { size: 44, lines: 2 },
  { size: 34, lines: 4 },
  { size: 28, lines: 6 },
];
const detail = { size: 20, line: 27, most: 5 };
const legendLine = { size: 19, height: 27, radius: 7 };
/** Height of the imprint, and free room above it. */
const imprint = { height: 62, above: 18 };

export interface SheetContent {
  readonly caption: Caption;
  readonly legend: readonly LegendEntry[];
  readonly dataVersion: string;
  readonly locale: Locale;
}

/** Draws the sheet round a map that has been drawn already. The context's unit has to be a pixel of the picture. */
export function drawSheet(
  context: CanvasRenderingContext2D,
  { caption, legend, dataVersion, locale }: SheetContent,
  style: PictureStyle,
  font: string,
): void {
  context.globalAlpha = 1;
  context.fillStyle = style.page;
  context.fillRect(0, 0, frame.left, height);
  context.fillRect(frame.right, 0, width - frame.right, height);
  context.fillRect(0, 0, width, frame.top);
  context.fillRect(0, frame.bottom, width, height - frame.bottom);
  context.strokeStyle = style.strongBorder;
  context.lineWidth = 2;
  strokeFrame(context, 0);
  context.strokeStyle = style.border;
  context.lineWidth = 1;
  strokeFrame(context, lineGap);
  context.textBaseline = "alphabetic";
  context.textAlign = "start";
  const bottom = drawHeading(context, caption, locale, style, font);
  drawLegend(context, legend, bottom, locale, style, font);
  drawImprint(context, dataVersion, locale, style, font);
}

function strokeFrame(context: CanvasRenderingContext2D, outside: number): void {
  const { left, top, right, bottom } = frame;
  const side = 2 * outside - 1;
  context.strokeRect(left - outside + 0.5, top - outside + 0.5, right - left + side, bottom - top + side);
}

/** @returns where it ends, from the top */
function drawHeading(
  context: CanvasRenderingContext2D,
  { title, details }: Caption,
  locale: Locale,
  style: PictureStyle,
  font: string,
): number {
  const flat = title.replaceAll(/\s+/g, " ").trim();
  const set = titleSizes.map(({ size, lines: most }) => {
    context.font = `700 ${size}px ${font}`;
    return { size, most, lines: linesOf(context, flat, column.width, most + 1, locale) };
  });
  const { size, most } = set.find(({ lines, most: least }) => lines.length <= least) ?? set[set.length - 1];
  context.font = `700 ${size}px ${font}`;
  context.fillStyle = style.ink;
  let y = column.top + size * 0.86;
  for (const line of linesOf(context, flat, column.width, most, locale)) {
    // Marks that open a quotation in Chinese are half empty: they hang out, so that lines begin as one.
    context.fillText(
      line,
      column.left - (/^[“‘「『《〈（【]/.test(line) && locale === "zh" ? size / 2 : 0),
      y,
    );
    y += size * 1.2;
  }
  y += detail.line - size * 1.2 + 14;
  context.font = `400 ${detail.size}px ${font}`;
  context.fillStyle = style.mutedInk;
  const lines = details.flatMap((text) => linesOf(context, text, column.width, 2, locale));
  for (const line of lines.slice(0, detail.most)) {
    context.fillText(line, column.left, y);
    y += detail.line;
  }
  return y;
}

/** As much of it as there is room for, above the imprint. */
function drawLegend(
  context: CanvasRenderingContext2D,
  legend: readonly LegendEntry[],
  above: number,
  locale: Locale,
  style: PictureStyle,
  font: string,
): void {
  const bottom = column.bottom - imprint.height - imprint.above;
  const rows = legend.slice(0, Math.max(0, Math.floor((bottom - above) / legendLine.height)));
  context.font = `400 ${legendLine.size}px ${font}`;
  rows.forEach(({ label, colour, shape, count }, i) => {
    const middle = bottom - (rows.length - i - 0.5) * legendLine.height;
    context.beginPath();
    traceShape(context, shape, column.left + legendLine.radius, middle, legendLine.radius);
    context.fillStyle = colour;
    context.fill();
    const number = formatCount(count, locale);
    const room = column.width - 28 - context.measureText(number).width - 12;
    const [name] = linesOf(context, label, room, 1, locale);
    context.textBaseline = "middle";
    context.fillStyle = style.ink;
    context.fillText(name, column.left + 28, middle);
    context.textAlign = "right";
    context.fillStyle = style.mutedInk;
    context.fillText(number, column.left + column.width, middle);
    context.textAlign = "start";
    context.textBaseline = "alphabetic";
  });
}

/** Who drew it, from which data. */
function drawImprint(
  context: CanvasRenderingContext2D,
  dataVersion: string,
  locale: Locale,
  style: PictureStyle,
  font: string,
): void {
  const { left, bottom } = column;
  context.strokeStyle = style.border;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, bottom - imprint.height - 0.5);
  context.lineTo(left + column.width, bottom - imprint.height - 0.5);
  context.stroke();
  drawEmblem(context, left, bottom - 44, 40);
  context.fillStyle = style.ink;
  context.font = `600 ${22}px ${font}`;
  context.fillText(words[locale].product, left + 52, bottom - 25);
  context.fillStyle = style.mutedInk;
  context.font = `400 ${15}px ${font}`;
  const [line] = linesOf(
    context,
    pictureWords[locale].dataVersion(dataVersion),
    column.width - 52,
    1,
    locale,
  );
  context.fillText(line, left + 52, bottom - 4);
}
