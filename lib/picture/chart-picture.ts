/**
 * A chart as a picture to take away: its drawing on a sheet with title, sentence, notes and source, so that it can stand
 * on its own. Painted on any 2D context; SVG comes of one that writes down what is painted.
 */
import { createCanvas, Path2D as NodePath } from "@napi-rs/canvas";
import type { Drawing, Paint, Shape } from "@/lib/charts/drawing";
import type { Locale } from "@/lib/graph/schema";
import { languageTags } from "@/lib/i18n";
import type { NewPath } from "./map";
import { registerFonts } from "./node-picture";
import { fontStacks, pictureStyles, svgFonts, type Theme } from "./picture-style";
import { RecordedPath, RecordingContext } from "./recording";
import { writeSvg } from "./svg";
import { linesOf } from "./text";
import { measureWith } from "./view-picture";

/** All plain data, for it goes to a thread. */
export interface ChartSheet {
  readonly drawing: Drawing;
  readonly title: string;
  readonly sentence: string | undefined;
  /** What is left out, and where the data are from. */
  readonly notes: readonly string[];
  readonly locale: Locale;
  readonly theme: Theme;
}

/** Pixels of a PNG to a CSS pixel. */
const scale = 2;
const margin = 28;
const type = { title: 24, sentence: 15, note: 11.5 };
/** From line to line, as a multiple of the type's size. */
const leading = 1.5;

interface Line {
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 700;
  readonly fill: Paint;
  /** Of its baseline. */
  readonly y: number;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Where the drawing begins. */
  readonly top: number;
}

export async function chartPictureOf(
  sheet: ChartSheet,
  format: "svg" | "png",
): Promise<Uint8Array<ArrayBuffer>> {
  registerFonts();
  const measuring = createCanvas(1, 1).getContext("2d") as unknown as CanvasRenderingContext2D;
  const { width, height, lines, top } = layOut(measuring, sheet);
  if (format === "svg") {
    const context = new RecordingContext({ width, height }, measureWith(measuring));
    const newPath: NewPath = (svg) => new RecordedPath(svg) as unknown as Path2D;
    paintSheet(context as unknown as CanvasRenderingContext2D, sheet, { width, height, lines, top }, newPath);
    const svg = writeSvg(context.recording(), {
      title: sheet.title,
      description: [sheet.sentence, ...sheet.notes].filter(Boolean).join(" "),
      language: languageTags[sheet.locale],
      fonts: svgFonts[sheet.locale],
    });
    return new TextEncoder().encode(svg);
  }
  const canvas = createCanvas(width * scale, height * scale);
  const context = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
  context.scale(scale, scale);
  const newPath: NewPath = (svg) => new NodePath(svg) as unknown as Path2D;
  paintSheet(context, sheet, { width, height, lines, top }, newPath);
  return new Uint8Array(await canvas.encode("png"));
}

function layOut(context: CanvasRenderingContext2D, sheet: ChartSheet): Sheet {
  const { drawing, locale } = sheet;
  const lines: Line[] = [];
  let y = margin;
  const write = (text: string, size: number, weight: 400 | 700, fill: Paint, most: number) => {
    context.font = `${weight} ${size}px ${fontStacks[locale]}`;
    for (const line of linesOf(context, text, drawing.width, most, locale)) {
      y += size * leading;
      lines.push({ text: line, size, weight, fill, y: y - size * (leading - 1) });
    }
  };
  write(sheet.title, type.title, 700, "ink", 2);
  if (sheet.sentence !== undefined) write(sheet.sentence, type.sentence, 400, "ink", 5);
  const top = y + 18;
  y = top + drawing.height + 10;
  for (const note of sheet.notes) write(note, type.note, 400, "muted", 4);
  return { width: drawing.width + 2 * margin, height: Math.ceil(y + margin - 8), lines, top };
}

function paintSheet(
  context: CanvasRenderingContext2D,
  { drawing, locale, theme }: ChartSheet,
  { width, height, lines, top }: Sheet,
  newPath: NewPath,
): void {
  const colour = colourIn(theme);
  const font = (size: number, weight: number) => `${weight} ${size}px ${fontStacks[locale]}`;
  context.fillStyle = colour("page");
  context.fillRect(0, 0, width, height);
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  for (const line of lines) {
    context.font = font(line.size, line.weight);
    context.fillStyle = colour(line.fill);
    context.fillText(line.text, margin, line.y);
  }
  context.save();
  context.translate(margin, top);
  for (const shape of drawing.shapes) paintShape(context, shape, colour, font, newPath);
  context.restore();
}

const aligns = { start: "left", middle: "center", end: "right" } as const;

function paintShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  colour: (paint: Paint) => string,
  font: (size: number, weight: number) => string,
  newPath: NewPath,
): void {
  switch (shape.is) {
    case "rect":
      context.fillStyle = colour(shape.fill);
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      return;
    case "fill": {
      const path = newPath(shape.d);
      context.fillStyle = colour(shape.fill);
      context.fill(path);
      if (!shape.rim) return;
      context.strokeStyle = colour(shape.rim);
      context.lineWidth = 1;
      context.setLineDash([]);
      return context.stroke(path);
    }
    case "stroke":
      context.strokeStyle = colour(shape.stroke);
      context.lineWidth = shape.width;
      return context.stroke(newPath(shape.d));
    case "text":
      context.font = font(shape.size, shape.isStrong ? 600 : 400);
      context.textAlign = aligns[shape.anchor];
      if (shape.hasHalo) {
        context.strokeStyle = colour("page");
        context.lineWidth = 3;
        context.lineJoin = "round";
        context.strokeText(shape.text, shape.x, shape.y);
      }
      context.fillStyle = colour(shape.fill);
      return context.fillText(shape.text, shape.x, shape.y);
    case "mark":
      for (const part of shape.shapes) paintShape(context, part, colour, font, newPath);
      return;
  }
}

function colourIn(theme: Theme): (paint: Paint) => string {
  const { ink, mutedInk, border, page } = pictureStyles[theme];
  const named = { ink, muted: mutedInk, line: border, page };
  return (paint) => (typeof paint === "string" ? named[paint] : paint[theme]);
}
