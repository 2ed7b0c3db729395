/**
 * The page that a view is printed on, as those of an atlas are: title above, the map in a thin double frame, legend and
 * notes in a column beside it or, on a narrow page, below, and an imprint at the foot. All lengths are in CSS pixels.
 */
import type { Insets, Size } from "@/lib/canvas/camera";
import type { Box } from "@/lib/canvas/labels";
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

/** What stands on a page besides the map; what is left out takes no room. */
export interface PageContent {
  readonly caption?: Caption | undefined;
  readonly legend?:
    | { readonly title: string; readonly sizes: string; readonly entries: readonly LegendEntry[] }
    | undefined;
  readonly notes: readonly { readonly number: number; readonly text: string }[];
  /** Short texts of the imprint; none, no imprint. */
  readonly imprint: readonly string[];
  readonly address?: string | undefined;
  readonly locale: Locale;
}

/** A page with everything in its place. */
export interface Page {
  readonly size: Size;
  /** Where the map lies. */
  readonly map: Box;
  /** What stands round it, none over another. */
  readonly blocks: readonly Block[];
  /** Without anything round it, a map fills the page. */
  readonly isFramed: boolean;
}

interface Block {
  readonly box: Box;
  draw(context: CanvasRenderingContext2D, style: PictureStyle): void;
}

/** Between the two lines of the frame, and what it takes outside of the map. */
const frame = { gap: 4, room: 6 };
const titleSizes = { wide: [30, 26, 22], narrow: [24, 20, 18] };
const titleLines = { wide: 2, narrow: 3 };
const type = { detail: 13, heading: 12, row: 12.5, note: 12, small: 11 };
const rowHeight = 21;
const noteLine = 16;
const smallLine = 16;
/** Height of what a legend says of sizes. */
const sizesHeight = 20;
const swatch = { radius: 5.5, room: 20 };
/** Widest page that has no room for a column, and the widths of columns. */
const narrow = { width: 680, shape: 0.95 };
const column = { share: 0.17, least: 190, most: 260, gap: 22 };
/** Share of the room that is left to the map above legend and notes, and of the rest that the notes get of it. */
const below = { map: 0.5, notes: 0.45, gap: 10 };
/** Least heights in which there is anything to be read. */
const leastHeight = { legend: 64, notes: 40 };
/** Share of a column that a legend leaves to notes. */
const legendBesideNotes = 0.6;

/** Places everything; `context` only measures. */
export function layOutPage(
  context: CanvasRenderingContext2D,
  content: PageContent,
  size: Size,
  font: string,
): Page {
  const { caption, legend, notes, imprint, address, locale } = content;
  const isFramed = Boolean(caption || legend || notes.length > 0 || imprint.length > 0 || address);
  if (!isFramed)
    return { size, isFramed, blocks: [], map: { left: 0, top: 0, right: size.width, bottom: size.height } };
  const pen: Pen = { context, font, locale };
  const margin = Math.round(Math.min(36, Math.max(14, Math.min(size.width, size.height) * 0.03)));
  const isNarrow = size.width < narrow.width || size.width < size.height * narrow.shape;
  const room = { left: margin, top: margin, right: size.width - margin, bottom: size.height - margin };
  const blocks: Block[] = [];
  if (caption) {
    const block = headingBlock(pen, caption, room, isNarrow);
    blocks.push(block);
    room.top = block.box.bottom + 12;
  }
  if (imprint.length > 0 || address) {
    const block = imprintBlock(pen, imprint, address, room);
    blocks.push(block);
    room.bottom = block.box.top - 12;
  }
  const hasAside = (legend && legend.entries.length > 0) || notes.length > 0;
  if (hasAside && !isNarrow) {
    const width = Math.round(Math.min(column.most, Math.max(column.least, size.width * column.share)));
    const aside = { ...room, left: room.right - width, top: room.top };
    blocks.push(...asideBlocks(pen, legend, notes, aside));
    room.right -= width + column.gap;
  } else if (hasAside) {
    const placed = belowBlocks(pen, legend, notes, room);
    blocks.push(...placed);
    room.bottom = Math.min(...placed.map(({ box }) => box.top), room.bottom) - 12;
  }
  const map = {
    left: room.left + frame.room,
    top: room.top + frame.room,
    right: room.right - frame.room,
    bottom: room.bottom - frame.room,
  };
  return { size, map, blocks, isFramed };
}

/** What of the page lies round its map. */
export const insetsOf = ({ size, map }: Page): Insets => ({
  left: map.left,
  top: map.top,
  right: size.width - map.right,
  bottom: size.height - map.bottom,
});

/** Draws all but the map. The context's unit has to be a CSS pixel. */
export function drawPage(context: CanvasRenderingContext2D, page: Page, style: PictureStyle): void {
  if (!page.isFramed) return;
  context.globalAlpha = 1;
  context.lineJoin = "miter";
  for (const [outside, width, colour] of [
    [0.5, 1, style.strongBorder],
    [frame.gap + 0.5, 1, style.border],
  ] as const) {
    const { left, top, right, bottom } = page.map;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(left - outside, top - outside, right - left + 2 * outside, bottom - top + 2 * outside);
  }
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
  for (const block of page.blocks) block.draw(context, style);
}

/** What texts are measured and set with. */
interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly font: string;
  readonly locale: Locale;
}

const fontIn = ({ font }: Pen, weight: number, size: number): string => `${weight} ${size}px ${font}`;

function linesIn(
  pen: Pen,
  text: string,
  weight: number,
  size: number,
  width: number,
  most: number,
): string[] {
  pen.context.font = fontIn(pen, weight, size);
  return linesOf(pen.context, text.replaceAll(/\s+/g, " ").trim(), width, most, pen.locale);
}

function widthIn(pen: Pen, text: string, weight: number, size: number): number {
  pen.context.font = fontIn(pen, weight, size);
  return pen.context.measureText(text).width;
}

function headingBlock(pen: Pen, { title, details }: Caption, room: Box, isNarrow: boolean): Block {
  const shape = isNarrow ? "narrow" : "wide";
  const width = room.right - room.left;
  const most = titleLines[shape];
  const sizes = titleSizes[shape];
  // The largest in which it takes one line, else the smallest.
  const size =
    sizes.find((one) => linesIn(pen, title, 700, one, width, 2).length < 2) ?? sizes[sizes.length - 1];
  const lines = linesIn(pen, title, 700, size, width, most);
  const under = linesIn(pen, details.join(" · "), 400, type.detail, width, isNarrow ? 3 : 2);
  const line = Math.round(size * 1.22);
  const height = lines.length * line + (under.length > 0 ? 4 + under.length * 18 : 0);
  const box = { ...room, bottom: room.top + height };
  return {
    box,
    draw(context, style) {
      context.fillStyle = style.ink;
      context.font = fontIn(pen, 700, size);
      lines.forEach((text, i) => {
        // Marks that open a quotation in Chinese are half empty: they hang out, so that lines begin as one.
        const hanging = /^[“‘「『《〈（【]/.test(text) && pen.locale === "zh" ? size / 2 : 0;
        context.fillText(text, box.left - hanging, box.top + i * line + size * 0.9);
      });
      context.fillStyle = style.mutedInk;
      context.font = fontIn(pen, 400, type.detail);
      const top = box.top + lines.length * line + 4;
      under.forEach((text, i) => {
        context.fillText(text, box.left, top + i * 18 + type.detail);
      });
    },
  };
}

/** Who drew it and from what, in small type above the lower edge; the address at the right where there is room. */
function imprintBlock(pen: Pen, imprint: readonly string[], address: string | undefined, room: Box): Block {
  const emblem = 15;
  const { left, right, bottom } = room;
  const product = words[pen.locale].product;
  const indent = emblem + 6 + widthIn(pen, product, 600, type.small);
  const parts = imprint.join(" · ");
  const gap = 12;
  const isBeside = indent + gap + widthIn(pen, parts, 400, type.small) <= right - left;
  const texts = isBeside || parts === "" ? [] : linesIn(pen, parts, 400, type.small, right - left, 2);
  const first = isBeside ? parts : "";
  const used = indent + gap + widthIn(pen, first, 400, type.small) + 2 * gap;
  const addressWidth = address === undefined ? 0 : widthIn(pen, address, 400, type.small);
  const isOpposite = address !== undefined && texts.length === 0 && used + addressWidth <= right - left;
  if (address !== undefined && !isOpposite)
    texts.push(...linesIn(pen, address, 400, type.small, right - left, 2));
  const top = bottom - (texts.length + 1) * smallLine;
  return {
    box: { left, right, top, bottom },
    draw(context, style) {
      drawEmblem(context, left, top, emblem);
      const y = top + type.small + 1;
      context.font = fontIn(pen, 600, type.small);
      context.fillStyle = style.ink;
      context.fillText(product, left + emblem + 6, y);
      context.font = fontIn(pen, 400, type.small);
      context.fillStyle = style.mutedInk;
      context.fillText(first, left + indent + gap, y);
      if (isOpposite) {
        context.textAlign = "right";
        context.fillText(address, right, y);
        context.textAlign = "start";
      }
      texts.forEach((text, i) => {
        context.fillText(text, left, y + (i + 1) * smallLine);
      });
    },
  };
}

type Legend = NonNullable<PageContent["legend"]>;
type Notes = PageContent["notes"];

function asideBlocks(pen: Pen, legend: Legend | undefined, notes: Notes, room: Box): Block[] {
  const blocks: Block[] = [];
  let top = room.top;
  if (legend && legend.entries.length > 0) {
    const share = notes.length > 0 ? legendBesideNotes : 1;
    const block = legendBlock(pen, legend, { ...room, bottom: top + (room.bottom - top) * share }, 1);
    blocks.push(block);
    top = block.box.bottom + 18;
  }
  if (notes.length > 0) blocks.push(notesBlock(pen, notes, { ...room, top }));
  return blocks;
}

/** Above the imprint, the notes lowest; on a very low page, none. */
function belowBlocks(pen: Pen, legend: Legend | undefined, notes: Notes, room: Box): Block[] {
  const blocks: Block[] = [];
  const free = (room.bottom - room.top) * (1 - below.map) - 2 * below.gap;
  const hasLegend = legend !== undefined && legend.entries.length > 0;
  let bottom = room.bottom;
  const add = (height: number, block: (room: Box) => Block) => {
    const placed = lowered(block({ ...room, top: bottom - height, bottom }), bottom);
    blocks.push(placed);
    bottom = placed.box.top - below.gap;
  };
  const noteRoom = free * (hasLegend ? below.notes : 1);
  if (notes.length > 0 && noteRoom >= leastHeight.notes) add(noteRoom, (one) => notesBlock(pen, notes, one));
  const left = free - (room.bottom - bottom);
  const columns = Math.max(1, Math.floor((room.right - room.left) / 165));
  if (hasLegend && left >= leastHeight.legend) add(left, (one) => legendBlock(pen, legend, one, columns));
  return blocks;
}

/** The same block so far down that it ends here. */
function lowered({ box, draw }: Block, bottom: number): Block {
  const by = bottom - box.bottom;
  return {
    box: { ...box, top: box.top + by, bottom },
    draw(context, style) {
      context.save();
      context.translate(0, by);
      draw(context, style);
      context.restore();
    },
  };
}

/** As many entries as there is room for, in columns that are read downwards. */
function legendBlock(pen: Pen, { title, sizes, entries }: Legend, room: Box, columns: number): Block {
  const gap = 20;
  const width = (room.right - room.left - gap * (columns - 1)) / columns;
  const heading = 22;
  const fitting =
    Math.max(1, Math.floor((room.bottom - room.top - heading - sizesHeight) / rowHeight)) * columns;
  const isCut = entries.length > fitting;
  const shown = isCut ? entries.slice(0, fitting - 1) : entries;
  const rest = isCut
    ? pictureWords[pen.locale].moreEntries(formatCount(entries.length - shown.length, pen.locale))
    : undefined;
  const rows = Math.ceil((shown.length + (isCut ? 1 : 0)) / columns);
  const [headline = ""] = linesIn(pen, title, 600, type.heading, room.right - room.left, 1);
  const [footline = ""] = linesIn(pen, sizes, 400, type.small, room.right - room.left, 1);
  const texts = shown.map(({ label, count }) => {
    const number = formatCount(count, pen.locale);
    const free = width - swatch.room - widthIn(pen, number, 400, type.row) - 10;
    return { name: linesIn(pen, label, 400, type.row, free, 1)[0] ?? "", number };
  });
  const box = { ...room, bottom: room.top + heading + rows * rowHeight + sizesHeight };
  const place = (i: number) => ({
    left: box.left + Math.floor(i / rows) * (width + gap),
    middle: box.top + heading + ((i % rows) + 0.5) * rowHeight,
  });
  return {
    box,
    draw(context, style) {
      context.fillStyle = style.ink;
      context.font = fontIn(pen, 600, type.heading);
      context.fillText(headline, box.left, box.top + type.heading);
      context.font = fontIn(pen, 400, type.row);
      context.textBaseline = "middle";
      shown.forEach(({ colour, shape }, i) => {
        const { left, middle } = place(i);
        context.beginPath();
        traceShape(context, shape, left + swatch.radius + 1, middle, swatch.radius);
        context.fillStyle = colour;
        context.fill();
        context.fillStyle = style.ink;
        context.fillText(texts[i].name, left + swatch.room, middle);
        context.textAlign = "right";
        context.fillStyle = style.mutedInk;
        context.fillText(texts[i].number, left + width, middle);
        context.textAlign = "start";
      });
      context.fillStyle = style.mutedInk;
      if (rest !== undefined) {
        const { left, middle } = place(shown.length);
        context.fillText(rest, left + swatch.room, middle);
      }
      context.textBaseline = "alphabetic";
      context.font = fontIn(pen, 400, type.small);
      context.fillText(footline, box.left, box.bottom - 3);
    },
  };
}

/** Notes by their numbers, as many as there is room for; the last that fits may be cut short. */
function notesBlock(pen: Pen, notes: Notes, room: Box): Block {
  const heading = 22;
  const indent = 24;
  const between = 6;
  const width = room.right - room.left - indent;
  const set: { readonly number: number; readonly lines: readonly string[]; readonly top: number }[] = [];
  let top = room.top + heading;
  for (const { number, text } of notes) {
    // A line is kept for those that do not fit, unless this is the last one.
    const isLast = set.length === notes.length - 1;
    const most = Math.floor((room.bottom - top - (isLast ? 0 : noteLine)) / noteLine);
    if (most < 1) break;
    const lines = linesIn(pen, text, 400, type.note, width, most);
    set.push({ number, lines: lines.length > 0 ? lines : [""], top });
    top += Math.max(1, lines.length) * noteLine + between;
  }
  const left = notes.length - set.length;
  const rest = left > 0 ? pictureWords[pen.locale].moreNotes(formatCount(left, pen.locale)) : undefined;
  const bottom = Math.min(room.bottom, rest === undefined ? top - between : top + noteLine - between);
  const box = { ...room, bottom: Math.max(room.top + heading, bottom) };
  return {
    box,
    draw(context, style) {
      context.fillStyle = style.ink;
      context.font = fontIn(pen, 600, type.heading);
      context.fillText(pictureWords[pen.locale].notesTitle, box.left, box.top + type.heading);
      for (const { number, lines, top: y } of set) {
        context.beginPath();
        context.arc(box.left + 8, y + noteLine / 2, 8, 0, 2 * Math.PI);
        context.fillStyle = style.accent;
        context.fill();
        context.fillStyle = style.surface;
        context.font = fontIn(pen, 700, number > 9 ? 9 : 10.5);
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(String(number), box.left + 8, y + noteLine / 2 + 0.5);
        context.textAlign = "start";
        context.fillStyle = style.ink;
        context.font = fontIn(pen, 400, type.note);
        lines.forEach((line, i) => {
          context.fillText(line, box.left + indent, y + (i + 0.5) * noteLine);
        });
        context.textBaseline = "alphabetic";
      }
      if (rest === undefined) return;
      context.fillStyle = style.mutedInk;
      context.font = fontIn(pen, 400, type.note);
      context.fillText(rest, box.left + indent, box.bottom - 4);
    },
  };
}
