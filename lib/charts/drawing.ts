/**
 * A drawing as a value: shapes that a page can make elements of and a canvas can paint (lib/picture), in colours for both
 * themes. What is written on it has to find room without being measured, so widths are estimated, rather too large.
 */
import type { Locale } from "@/lib/graph/schema";
import type { Group, Mark, Tone } from "./chart";
import { toneColour } from "./tones";

export interface Themed {
  readonly light: string;
  readonly dark: string;
}
/** A colour of the page, or one of its own in each theme. */
export type Paint = "ink" | "muted" | "line" | "page" | Themed;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Writing {
  readonly is: "text";
  readonly text: string;
  readonly x: number;
  /** Of its baseline. */
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly isStrong: boolean;
  readonly fill: Paint;
  /** Set off from what it is written over. */
  readonly hasHalo: boolean;
}

export type Shape =
  | ({ readonly is: "rect"; readonly fill: Paint } & Rectangle)
  /** Path data, all absolute. */
  | { readonly is: "fill"; readonly d: string; readonly fill: Paint; readonly rim?: Paint }
  | {
      readonly is: "stroke";
      readonly d: string;
      readonly stroke: Paint;
      readonly width: number;
    }
  | Writing
  /** Leads to the mark's view. */
  | {
      readonly is: "mark";
      readonly mark: Mark;
      readonly title: string;
      /** Where it can be hit, beyond what is seen of it. */
      readonly area?: Rectangle;
      /** Told by the keyboard as well; where there are hundreds, only the foremost are. */
      readonly isStop: boolean;
      readonly shapes: readonly Shape[];
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** What is seen of a drawing, without what it leads to. */
export const seen = ({ shapes, ...size }: Drawing): Drawing => ({
  ...size,
  shapes: shapes.flatMap((shape) => (shape.is === "mark" ? shape.shapes : [shape])),
});

/** The room that a chart is drawn in. */
export interface Room {
  readonly width: number;
  readonly locale: Locale;
  readonly isNarrow: boolean;
}

export const textSize = { small: 11, usual: 12.5 } as const;

export const writing = (
  text: string,
  x: number,
  y: number,
  more: Partial<Omit<Writing, "is" | "text" | "x" | "y">> = {},
): Writing => ({
  is: "text",
  text,
  x,
  y,
  anchor: "start",
  size: textSize.usual,
  isStrong: false,
  fill: "ink",
  hasHalo: false,
  ...more,
});

/** Widths of characters as shares of the type's size, in Noto Sans and what is like it. */
const widths: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/, 1],
  [/[MW@%—]/, 0.92],
  [/[A-Z&0-9+<>=≤≥×]/, 0.66],
  [/[mw]/, 0.88],
  [/[ijlIft.,:;'()[\]|\-·/ ]/, 0.36],
];

/** How wide a text is at most, as far as can be told without measuring. */
export function textWidth(text: string, size: number = textSize.usual): number {
  let sum = 0;
  for (const char of text) sum += widths.find(([characters]) => characters.test(char))?.[1] ?? 0.6;
  return sum * size;
}

/** A text as so many lines at most; the last is cut short where there would be more. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.match(
    /[\u2e80-\u9fff\uff00-\uffef][，。、：；）”]*|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g,
  ) ?? []) {
    if (line !== "" && textWidth((line + part).trimEnd(), size) > width) {
      lines.push(line.trim());
      line = part;
    } else line += part;
  }
  lines.push(line.trim());
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]}…`;
  return kept.map((one) => shortened(one, width, size));
}

/** A text in the width that there is. */
export function shortened(text: string, width: number, size: number = textSize.usual): string {
  if (textWidth(text, size) <= width) return text;
  let kept = [...text.replace(/…$/, "")];
  while (kept.length > 1 && textWidth(`${kept.join("")}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.join("").trimEnd()}…`;
}

/** Black or white, whichever is easier to read on a colour: at least 4.5 to 1 on any. */
export const inkOn = ({ light, dark }: Themed): Themed => ({ light: inkOnOne(light), dark: inkOnOne(dark) });

function inkOnOne(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

type Hatch = readonly [direction: "rising" | "falling" | "level" | "upright", gap: number];
const hatches: readonly (Hatch | undefined)[] = [
  undefined,
  ["rising", 8],
  ["level", 6],
  ["falling", 8],
  ["upright", 6],
  ["rising", 5],
  ["level", 10],
];
const otherHatches: Readonly<Record<Exclude<Tone, number>, Hatch>> = {
  several: ["upright", 10],
  others: ["falling", 5],
  unknown: ["rising", 14],
};

/** A rectangle in the colour and the pattern of a group. */
export function filled(tone: Tone, at: Rectangle): Shape[] {
  const hatch = typeof tone === "number" ? hatches[tone % hatches.length] : otherHatches[tone];
  const d = hatch ? hatchPath(hatch, at) : "";
  return [
    { is: "rect", ...at, fill: toneColour(tone) },
    ...(d === "" ? [] : [{ is: "stroke", d, stroke: "page", width: 0.7 } as const]),
  ];
}

const short = (value: number): number => Math.round(value * 10) / 10;

function hatchPath([direction, gap]: Hatch, { x, y, width, height }: Rectangle): string {
  const [right, bottom] = [x + width, y + height];
  const lines: [number, number, number, number][] = [];
  // Lines of all rectangles belong to one raster, so that a pattern goes on from one to the next.
  const raster = (from: number) => Math.ceil((from + 0.5) / gap) * gap;
  if (direction === "level") for (let at = raster(y); at < bottom; at += gap) lines.push([x, at, right, at]);
  if (direction === "upright")
    for (let at = raster(x); at < right; at += gap) lines.push([at, y, at, bottom]);
  if (direction === "rising")
    for (let sum = raster(x + y); sum < right + bottom; sum += gap) {
      const [from, to] = [Math.max(x, sum - bottom), Math.min(right, sum - y)];
      lines.push([from, sum - from, to, sum - to]);
    }
  if (direction === "falling")
    for (let difference = raster(y - right); difference < bottom - x; difference += gap) {
      const [from, to] = [Math.max(x, y - difference), Math.min(right, bottom - difference)];
      lines.push([from, from + difference, to, to + difference]);
    }
  return lines.map(([x1, y1, x2, y2]) => `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`).join("");
}

/** Points of the signs, round a centre, at a radius of 1; a circle has none. */
const signs: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  [
    [0, -1.2],
    [1.15, 0.9],
    [-1.15, 0.9],
  ],
  [
    [0, 1.2],
    [1.15, -0.9],
    [-1.15, -0.9],
  ],
  [
    [-1.3, -0.5],
    [1.3, -0.5],
    [1.3, 0.5],
    [-1.3, 0.5],
  ],
];

/** A small sign in the colour of a group, round a point. */
export function sign(tone: Tone, x: number, y: number, radius: number): Shape {
  const at = typeof tone === "number" ? tone : tone === "several" ? 3 : tone === "others" ? 4 : 5;
  const points = signs[at % signs.length].map(
    ([dx, dy]) => `${short(x + dx * radius)} ${short(y + dy * radius)}`,
  );
  const [left, right] = [short(x - radius), short(x + radius)];
  const d =
    points.length > 0
      ? `M${points.join("L")}Z`
      : `M${left} ${short(y)}A${radius} ${radius} 0 1 1 ${right} ${short(y)}A${radius} ${radius} 0 1 1 ${left} ${short(y)}Z`;
  return { is: "fill", d, fill: toneColour(tone), rim: "page" };
}

/** What colours and patterns mean, in as many lines as it takes, from the top of the drawing. */
export function legend(
  groups: readonly Group[],
  { width }: Room,
  as: "areas" | "signs",
  line?: string,
): { shapes: Shape[]; height: number } {
  const [swatch, lineHeight, gap] = [13, 21, 16];
  const shapes: Shape[] = [];
  let [x, y] = [0, 0];
  const place = (label: string, draw: (x: number, y: number) => Shape[]) => {
    const needed = swatch + 6 + textWidth(label) + gap;
    if (x > 0 && x + needed - gap > width) [x, y] = [0, y + lineHeight];
    shapes.push(...draw(x, y), writing(label, x + swatch + 6, y + 13));
    x += needed;
  };
  for (const { label, tone } of groups)
    place(label, (left, top) =>
      as === "areas"
        ? filled(tone, { x: left, y: top + 2, width: swatch, height: swatch })
        : [sign(tone, left + swatch / 2, top + 8.5, 4.5)],
    );
  if (line !== undefined)
    place(line, (left, top) => [
      { is: "stroke", d: `M${left} ${top + 8}L${left + swatch} ${top + 8}`, stroke: "ink", width: 2 },
    ]);
  return { shapes, height: shapes.length === 0 ? 0 : y + lineHeight };
}
