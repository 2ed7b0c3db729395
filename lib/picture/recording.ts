/**
 * A 2D context that writes down what is drawn on it, for forms of pictures that are no pixels: svg.ts and pdf.ts write
 * what comes out. It is as much of the browser's context as the drawing routines use; it moves and scales, but neither
 * turns nor skews. How wide a text is, it has to be told.
 */
import type { Size } from "@/lib/canvas/camera";

/** An opaque colour as "#rrggbb", and how opaque it is drawn. */
export interface Ink {
  readonly colour: string;
  readonly alpha: number;
}

export interface Stroke extends Ink {
  readonly width: number;
  readonly join: CanvasLineJoin;
  readonly cap: CanvasLineCap;
  readonly dash: readonly number[];
}

/** Path data as SVG has them, in pixels of the picture. */
export interface Shape {
  readonly is: "shape";
  readonly path: string;
  readonly rule: CanvasFillRule;
  fill?: Ink;
  stroke?: Stroke;
}

export interface Writing {
  readonly is: "text";
  readonly text: string;
  readonly x: number;
  /** Of its baseline. */
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly weight: number;
  /** Drawn beneath its letters, to set them off. */
  halo?: Stroke;
  fill?: Ink;
}

/** What is drawn, the lowest first; between a clip and its end, only inside of its path. */
export type Mark =
  | Shape
  | Writing
  | { readonly is: "clip"; readonly path: string }
  | { readonly is: "unclip" };

export interface Recording {
  readonly size: Size;
  readonly marks: readonly Mark[];
}

/** How a text is set in a CSS font: its width, and how far the middle of a line lies above its baseline. */
export type Measure = (text: string, font: string) => { readonly width: number; readonly middle: number };

/** Command letter and numbers of SVG path data, all absolute; `O` is an arc, as a canvas has it. */
type Command = readonly [letter: "M" | "L" | "Q" | "C" | "Z" | "O", ...numbers: number[]];

/** Where the units of a path lie in the picture. */
interface Frame {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
const unmoved: Frame = { scale: 1, x: 0, y: 0 };

/** A path that can be written down: as much of Path2D as is used. */
export class RecordedPath {
  readonly commands: Command[] = [];
  /** @param svg path data that it begins with */
  constructor(readonly svg = "") {}

  moveTo(x: number, y: number): void {
    this.commands.push(["M", x, y]);
  }
  lineTo(x: number, y: number): void {
    this.#begin(x, y);
    this.commands.push(["L", x, y]);
  }
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#begin(x1, y1);
    this.commands.push(["Q", x1, y1, x, y]);
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#begin(x1, y1);
    this.commands.push(["C", x1, y1, x2, y2, x, y]);
  }
  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    this.commands.push(["O", x, y, radius, start, end, counterclockwise ? 1 : 0]);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.commands.push(["M", x, y], ["L", x + width, y], ["L", x + width, y + height], ["L", x, y + height]);
    this.closePath();
  }
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const [right, bottom, quarter] = [x + width, y + height, Math.PI / 2];
    this.commands.push(["M", x + r, y]);
    this.arc(right - r, y + r, r, -quarter, 0);
    this.arc(right - r, bottom - r, r, 0, quarter);
    this.arc(x + r, bottom - r, r, quarter, 2 * quarter);
    this.arc(x + r, y + r, r, 2 * quarter, 3 * quarter);
    this.closePath();
  }
  closePath(): void {
    if (!this.#isEmpty()) this.commands.push(["Z"]);
  }

  #isEmpty(): boolean {
    return this.commands.length === 0 && this.svg === "";
  }
  /** A path that begins with a line or a curve begins where that first points to. */
  #begin(x: number, y: number): void {
    if (this.#isEmpty()) this.commands.push(["M", x, y]);
  }
}

/** The path data of a path in a frame. */
export function pathData({ svg, commands }: RecordedPath, frame: Frame = unmoved): string {
  /** Where the path has come to; nothing where the next command begins a part of its own. */
  let reached = svg === "" ? undefined : "";
  const parts = [movedData(svg, frame)];
  for (const [letter, ...numbers] of commands) {
    parts.push(letter === "O" ? arcData(numbers, frame, reached) : letter + placed(numbers, frame));
    reached = letter === "Z" ? undefined : letter === "O" ? "" : placed(numbers.slice(-2), frame);
  }
  return parts.join("");
}

/** Hundredths of a pixel; more could not be seen. */
const short = (value: number): number => Math.round(value * 100) / 100 || 0;

/** Points, in pairs of numbers, in a frame. */
const placed = (numbers: readonly number[], { scale, x, y }: Frame): string =>
  numbers.map((value, i) => short(value * scale + (i % 2 === 0 ? x : y))).join(" ");

/** @param reached where a line leads from to the start of the arc */
function arcData(
  [x, y, radius, start, end, isCounter]: readonly number[],
  frame: Frame,
  reached: string | undefined,
): string {
  const turn = 2 * Math.PI;
  const at = (angle: number) => placed([x + radius * Math.cos(angle), y + radius * Math.sin(angle)], frame);
  const first = at(start);
  const begin = reached === undefined ? `M${first}` : reached === first ? "" : `L${first}`;
  const r = short(radius * frame.scale);
  const span = isCounter ? start - end : end - start;
  const sweep = isCounter ? 0 : 1;
  // A whole circle has no two ends that an arc could be told by.
  if (span >= turn)
    return `${begin}A${r} ${r} 0 0 ${sweep} ${at(start + Math.PI)}A${r} ${r} 0 0 ${sweep} ${at(start)}`;
  const large = ((span % turn) + turn) % turn > Math.PI ? 1 : 0;
  return `${begin}A${r} ${r} 0 ${large} ${sweep} ${at(end)}`;
}

/** How many numbers each command of path data takes. */
const taken: Readonly<Record<string, number>> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  c: 6,
  s: 4,
  q: 4,
  t: 2,
  a: 7,
  z: 0,
};

/** Path data of any kind in a frame; what cannot be read is left out. */
function movedData(svg: string, { scale, x, y }: Frame): string {
  if (svg === "") return "";
  const parts: string[] = [];
  for (const [, letter, text] of svg.matchAll(/([mlhvcsqtaz])([^mlhvcsqtaz]*)/gi)) {
    const kind = letter.toLowerCase();
    const numbers = numbersOf(text, kind === "a");
    // Only absolute ones begin from the corner of the picture.
    const [left, top] = letter === kind ? [0, 0] : [x, y];
    const step = taken[kind];
    const moved = numbers.map((value, i) => {
      const place = step === 0 ? 0 : i % step;
      if (kind === "a") {
        if (place >= 2 && place <= 4) return value;
        return short(value * scale + (place === 5 ? left : place === 6 ? top : 0));
      }
      const isAcross = kind === "h" || (kind !== "v" && place % 2 === 0);
      return short(value * scale + (isAcross ? left : top));
    });
    parts.push(letter + moved.join(" "));
  }
  return parts.join("");
}

/** @param hasFlags whether the fourth and fifth of seven are single digits, which may stand without a gap */
function numbersOf(text: string, hasFlags: boolean): number[] {
  const number = /\s*,?\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/iy;
  const flag = /\s*,?\s*([01])/y;
  const found: number[] = [];
  for (let at = 0; ; ) {
    const place = found.length % 7;
    const next = hasFlags && (place === 3 || place === 4) ? flag : number;
    next.lastIndex = at;
    const match = next.exec(text);
    if (!match) return found;
    found.push(Number(match[1]));
    at = next.lastIndex;
  }
}

interface State {
  frame: Frame;
  fillStyle: string;
  strokeStyle: string;
  globalAlpha: number;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  lineCap: CanvasLineCap;
  dash: readonly number[];
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  /** Clips that end with it. */
  clips: number;
}

const usualState: State = {
  frame: unmoved,
  fillStyle: "#000000",
  strokeStyle: "#000000",
  globalAlpha: 1,
  lineWidth: 1,
  lineJoin: "miter",
  lineCap: "butt",
  dash: [],
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  clips: 0,
};

/** The context. What is asked of it that it cannot do is an error. */
export class RecordingContext {
  readonly marks: Mark[] = [];
  #state: State = { ...usualState };
  readonly #saved: State[] = [];
  #path = new RecordedPath();
  /** Where a shape was drawn along, so that a fill and a stroke of the same become one. */
  #last: { readonly along: RecordedPath; readonly shape: Shape } | undefined;

  constructor(
    readonly size: Size,
    readonly measure: Measure,
  ) {}

  /** What has been drawn; every clip that was not left ends here. */
  recording(): Recording {
    const open = [...this.#saved, this.#state].reduce((sum, { clips }) => sum + clips, 0);
    return { size: this.size, marks: [...this.marks, ...Array<Mark>(open).fill({ is: "unclip" })] };
  }

  set fillStyle(style: string) {
    this.#state.fillStyle = style;
  }
  get fillStyle(): string {
    return this.#state.fillStyle;
  }
  set strokeStyle(style: string) {
    this.#state.strokeStyle = style;
  }
  get strokeStyle(): string {
    return this.#state.strokeStyle;
  }
  set globalAlpha(alpha: number) {
    this.#state.globalAlpha = alpha;
  }
  set lineWidth(width: number) {
    this.#state.lineWidth = width;
  }
  set lineJoin(join: CanvasLineJoin) {
    this.#state.lineJoin = join;
  }
  set lineCap(cap: CanvasLineCap) {
    this.#state.lineCap = cap;
  }
  set font(font: string) {
    this.#state.font = font;
  }
  set textAlign(align: CanvasTextAlign) {
    this.#state.textAlign = align;
  }
  set textBaseline(baseline: CanvasTextBaseline) {
    this.#state.textBaseline = baseline;
  }
  setLineDash(dash: readonly number[]): void {
    this.#state.dash = dash;
  }

  save(): void {
    this.#saved.push(this.#state);
    this.#state = { ...this.#state, clips: 0 };
  }
  restore(): void {
    const before = this.#saved.pop();
    if (!before) return;
    for (let i = 0; i < this.#state.clips; i++) this.#put({ is: "unclip" });
    this.#state = before;
  }
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    if (b !== 0 || c !== 0 || a !== d) throw new Error("A recording neither turns nor skews.");
    this.#state.frame = { scale: a, x: e, y: f };
  }
  translate(x: number, y: number): void {
    const { scale, x: left, y: top } = this.#state.frame;
    this.#state.frame = { scale, x: left + x * scale, y: top + y * scale };
  }
  scale(x: number, y: number): void {
    if (x !== y) throw new Error("A recording scales both ways alike.");
    this.#state.frame = { ...this.#state.frame, scale: this.#state.frame.scale * x };
  }

  beginPath(): void {
    this.#path = new RecordedPath();
  }
  moveTo(x: number, y: number): void {
    this.#extended().moveTo(...this.#placed(x, y));
  }
  lineTo(x: number, y: number): void {
    this.#extended().lineTo(...this.#placed(x, y));
  }
  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#extended().quadraticCurveTo(...this.#placed(x1, y1), ...this.#placed(x, y));
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    const ends = [this.#placed(x1, y1), this.#placed(x2, y2)] as const;
    this.#extended().bezierCurveTo(...ends[0], ...ends[1], ...this.#placed(x, y));
  }
  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    const { scale } = this.#state.frame;
    this.#extended().arc(...this.#placed(x, y), radius * scale, start, end, counterclockwise);
  }
  rect(x: number, y: number, width: number, height: number): void {
    const { scale } = this.#state.frame;
    this.#extended().rect(...this.#placed(x, y), width * scale, height * scale);
  }
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const { scale } = this.#state.frame;
    this.#extended().roundRect(...this.#placed(x, y), width * scale, height * scale, radius * scale);
  }
  closePath(): void {
    this.#extended().closePath();
  }

  fill(path?: RecordedPath | CanvasFillRule, rule: CanvasFillRule = "nonzero"): void {
    const along = path instanceof RecordedPath ? path : this.#path;
    const fill = this.#ink(this.#state.fillStyle);
    if (fill) this.#draw(along, typeof path === "string" ? path : rule).fill = fill;
  }
  stroke(path: RecordedPath = this.#path): void {
    const stroke = this.#stroke();
    if (!stroke) return;
    const last = this.#last;
    const isSame = last?.along === path && last.shape === this.marks.at(-1) && !last.shape.stroke;
    if (isSame && last.shape.path === this.#data(path)) last.shape.stroke = stroke;
    else this.#draw(path, "nonzero").stroke = stroke;
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new RecordedPath();
    path.rect(x, y, width, height);
    this.fill(path);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    const path = new RecordedPath();
    path.rect(x, y, width, height);
    this.stroke(path);
  }
  clip(): void {
    this.#put({ is: "clip", path: this.#data(this.#path) });
    this.#state.clips++;
  }

  measureText(text: string): { width: number } {
    return { width: this.measure(text, this.#state.font).width };
  }
  fillText(text: string, x: number, y: number): void {
    const fill = this.#ink(this.#state.fillStyle);
    if (fill && text !== "") this.#write(text, x, y, { fill });
  }
  strokeText(text: string, x: number, y: number): void {
    const halo = this.#stroke();
    if (halo) this.#write(text, x, y, { halo });
  }

  /** The path of before is in the picture's own pixels already: points are moved as they are added. */
  #data(path: RecordedPath): string {
    return pathData(path, path === this.#path ? unmoved : this.#state.frame);
  }

  #placed(x: number, y: number): [number, number] {
    const { scale, x: left, y: top } = this.#state.frame;
    return [x * scale + left, y * scale + top];
  }

  #put(mark: Mark): void {
    this.marks.push(mark);
  }

  /** The path of before; one that has been drawn stays as it was. */
  #extended(): RecordedPath {
    if (this.#last?.along === this.#path) {
      const { svg, commands } = this.#path;
      this.#path = new RecordedPath(svg);
      this.#path.commands.push(...commands);
    }
    return this.#path;
  }

  #draw(along: RecordedPath, rule: CanvasFillRule): Shape {
    const shape: Shape = { is: "shape", path: this.#data(along), rule };
    this.#last = { along, shape };
    this.#put(shape);
    return shape;
  }

  #write(text: string, x: number, y: number, drawn: Pick<Writing, "fill" | "halo">): void {
    const { frame, font, textAlign, textBaseline } = this.#state;
    const { weight, size } = fontIn(font);
    const lower = textBaseline === "middle" ? this.measure(text, font).middle : 0;
    const writing: Writing = {
      is: "text",
      text,
      x: short(x * frame.scale + frame.x),
      y: short((y + lower) * frame.scale + frame.y),
      anchor: textAlign === "center" ? "middle" : textAlign === "right" ? "end" : "start",
      size: short(size * frame.scale),
      weight,
      ...drawn,
    };
    const before = this.marks.at(-1);
    // Letters above their own halo are one text, which is found and copied once.
    const isHalo = before?.is === "text" && !before.fill && before.text === text;
    if (drawn.fill && isHalo && before.x === writing.x && before.y === writing.y) before.fill = drawn.fill;
    else this.#put(writing);
  }

  #ink(style: string): Ink | undefined {
    const { colour, alpha } = inkIn(style);
    const drawn = alpha * this.#state.globalAlpha;
    return drawn > 0 ? { colour, alpha: Math.round(drawn * 1000) / 1000 } : undefined;
  }

  #stroke(): Stroke | undefined {
    const { strokeStyle, lineWidth, lineJoin, lineCap, dash, frame } = this.#state;
    const ink = this.#ink(strokeStyle);
    return (
      ink && {
        ...ink,
        width: short(lineWidth * frame.scale),
        join: lineJoin,
        cap: lineCap,
        dash: dash.map((length) => short(length * frame.scale)),
      }
    );
  }
}

/** Weight and size in a CSS font as the drawing routines write it. */
export function fontIn(font: string): { weight: number; size: number } {
  const [, weight, size] = /^(?:(\d+)\s+)?([\d.]+)px/.exec(font) ?? [];
  return { weight: Number(weight ?? 400), size: Number(size ?? 10) };
}

/** A CSS colour in its hexadecimal forms or as `rgb(…)`; any other is black. */
export function inkIn(style: string): Ink {
  if (style === "transparent") return { colour: "#000000", alpha: 0 };
  const hex = /^#(?:([0-9a-f]{3,4})|([0-9a-f]{6})([0-9a-f]{2})?)$/i.exec(style);
  if (hex) {
    const [, few, six, opacity] = hex;
    const digits = few ? [...few].map((digit) => digit + digit).join("") : six + (opacity ?? "");
    return {
      colour: `#${digits.slice(0, 6).toLowerCase()}`,
      alpha: digits.length > 6 ? Number.parseInt(digits.slice(6), 16) / 255 : 1,
    };
  }
  const channels =
    /^rgba?\(([^)]*)\)$/i
      .exec(style)?.[1]
      .split(/[\s,/]+/)
      .filter(Boolean)
      .map(Number) ?? [];
  const [alpha = 1] = channels.slice(3);
  const [red = 0, green = 0, blue = 0] = channels.every(Number.isFinite) ? channels : [];
  const digits = [red, green, blue].map((channel) =>
    Math.round(Math.min(255, Math.max(0, channel)))
      .toString(16)
      .padStart(2, "0"),
  );
  return {
    colour: `#${digits.join("")}`,
    alpha: Number.isFinite(alpha) ? Math.min(1, Math.max(0, alpha)) : 1,
  };
}
