/** What has been drawn as PDF: one page, with text that can be selected and searched, and only the letters that occur. */
import PDFDocument from "pdfkit";
import type { Locale } from "@/lib/graph/schema";
import { languageTags } from "@/lib/i18n";
import { type FontWeight, rareFont, usualFonts } from "./fonts";
import type { Mark, Recording, Shape, Stroke, Writing } from "./recording";

export interface PdfFacts {
  readonly title: string;
  readonly description: string;
  readonly locale: Locale;
}

/** Of a point, as PDF measures, in a CSS pixel. */
const point = 0.75;

/** As much of a font as is used, and of the document where its types say nothing. */
interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly bbox: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
  readonly path: {
    readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
  };
}
interface OpenedFont {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(character: number): boolean;
  layout(text: string): {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly {
      readonly xAdvance: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[];
  };
}
interface PdfObject {
  end(content?: string): void;
}
interface OpenDocument {
  readonly _font: { readonly font: OpenedFont };
  readonly page: { readonly xobjects: Record<string, PdfObject> };
  ref(data: object): PdfObject;
  addContent(operators: string): void;
}

/** The document. */
export function writePdf(
  { size, marks }: Recording,
  { title, description, locale }: PdfFacts,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: [size.width * point, size.height * point],
    margin: 0,
    // None before the first text: the usual one would be read from a file.
    font: "",
    pdfVersion: "1.7",
    lang: languageTags[locale],
    displayTitle: true,
    info: { Title: title, Subject: description, Creator: "Large Model Atlas" },
  });
  const parts: Uint8Array[] = [];
  const whole = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    document.on("data", (part: Uint8Array) => parts.push(part));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on("error", reject);
  });
  document.scale(point);
  const writer = new PageWriter(document, locale);
  for (const mark of marks) writer.draw(mark);
  document.end();
  return whole;
}

class PageWriter {
  readonly #document: PDFKit.PDFDocument;
  readonly #locale: Locale;
  readonly #inner: OpenDocument;
  /** By weight and character, the name of the font that has it. */
  readonly #fonts = new Map<string, string>();
  readonly #opened = new Map<string, OpenedFont>();
  /** By font and glyph, the name of its outline. */
  readonly #outlines = new Map<string, string>();

  constructor(document: PDFKit.PDFDocument, locale: Locale) {
    this.#document = document;
    this.#locale = locale;
    this.#inner = document as unknown as OpenDocument;
  }

  draw(mark: Mark): void {
    switch (mark.is) {
      case "clip":
        this.#document.save().path(mark.path).clip();
        return;
      case "unclip":
        this.#document.restore();
        return;
      case "shape":
        this.#shape(mark);
        return;
      default:
        this.#text(mark);
    }
  }

  /** Filled and stroked apart: at once, what shines through would not be the same. */
  #shape({ path, rule, fill, stroke }: Shape): void {
    if (fill)
      this.#document
        .fillColor(fill.colour, fill.alpha)
        .path(path)
        .fill(rule === "evenodd" ? "even-odd" : "non-zero");
    if (!stroke) return;
    this.#pen(stroke);
    this.#document.path(path).stroke();
  }

  #pen({ colour, alpha, width, join, cap, dash }: Stroke): void {
    const [length, space] = dash;
    this.#document.strokeColor(colour, alpha).lineWidth(width).lineJoin(join).lineCap(cap);
    if (length === undefined) this.#document.undash();
    else this.#document.dash(length, { space });
  }

  #text({ text, x, y, anchor, size, weight, halo, fill }: Writing): void {
    const runs = this.#runsOf(text, weight);
    const widths = runs.map(({ font, text: part }) =>
      this.#document.font(font).fontSize(size).widthOfString(part),
    );
    const width = widths.reduce((sum, one) => sum + one, 0);
    const left = x - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
    const each = (draw: (run: Run, x: number) => void) => {
      let at = left;
      runs.forEach((run, i) => {
        draw(run, at);
        at += widths[i];
      });
    };
    // Outlines and not letters, or every name would be found twice.
    if (halo) {
      this.#pen(halo);
      each((run, at) => this.#halo(run, at, y, size, halo));
    }
    if (!fill) return;
    this.#document.fillColor(fill.colour, fill.alpha);
    each(({ font, text: part }, at) => {
      this.#document
        .font(font)
        .fontSize(size)
        .text(part, at, y, { lineBreak: false, baseline: "alphabetic" });
    });
  }

  /** Parts of a text by the font that has their characters; what no font has stays with what is before it. */
  #runsOf(text: string, weight: number): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const font = this.#fontOf(character, weight, last?.font);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  }

  #fontOf(character: string, weight: number, before: string | undefined): string {
    const near: FontWeight = weight < 600 ? 400 : weight < 700 ? 600 : 700;
    const usual = usualFonts(this.#locale, near);
    const fallback = before ?? usual[0].key;
    const key = `${near} ${character}`;
    const known = this.#fonts.get(key);
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    const rare = () => [rareFont(code, near) ?? []].flat();
    const has = ({ key: name, read }: (typeof usual)[number]) =>
      this.#open(name, read).hasGlyphForCodePoint(code);
    const found = usual.find(has) ?? rare().find(has);
    if (!found) {
      this.#open(fallback, usual[0].read);
      return fallback;
    }
    this.#fonts.set(key, found.key);
    return found.key;
  }

  #open(key: string, read: () => Buffer): OpenedFont {
    const known = this.#opened.get(key);
    if (known) return known;
    this.#document.registerFont(key, read());
    this.#document.font(key);
    const { font } = this.#inner._font;
    this.#opened.set(key, font);
    return font;
  }

  #halo({ font: key, text }: Run, x: number, y: number, size: number, { width }: Stroke): void {
    const font = this.#opened.get(key);
    if (!font) return;
    const scale = size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(text);
    let at = x;
    glyphs.forEach((glyph, i) => {
      const { xAdvance, xOffset, yOffset } = positions[i];
      const outline = this.#outline(key, glyph, width / scale);
      if (outline !== undefined) {
        const [left, base] = [at + xOffset * scale, y - yOffset * scale];
        const place = [scale, 0, 0, -scale, left, base].map(short).join(" ");
        this.#inner.addContent(`q ${place} cm ${short(width / scale)} w /${outline} Do Q`);
      }
      at += xAdvance * scale;
    });
  }

  /** Name of the object that strokes a glyph in its font's own units; nothing where it has no outline. */
  #outline(font: string, { id, path, bbox }: Glyph, reach: number): string | undefined {
    if (path.commands.length === 0) return undefined;
    const key = `${font} ${id}`;
    const known = this.#outlines.get(key);
    if (known !== undefined) return known;
    const name = `Halo${this.#outlines.size + 1}`;
    const box = [bbox.minX - reach, bbox.minY - reach, bbox.maxX + reach, bbox.maxY + reach].map(short);
    const object = this.#inner.ref({ Type: "XObject", Subtype: "Form", BBox: box });
    object.end(outlineData(path.commands));
    this.#inner.page.xobjects[name] = object;
    this.#outlines.set(key, name);
    return name;
  }
}

interface Run {
  readonly font: string;
  text: string;
}

const short = (value: number): number => Math.round(value * 1e5) / 1e5;

/** Operators that stroke an outline. PDF has no quadratic curves. */
function outlineData(commands: Glyph["path"]["commands"]): string {
  let [x, y] = [0, 0];
  const written = commands.map(({ command, args }) => {
    const [endX, endY] = args.slice(-2);
    const write = (numbers: readonly number[], operator: string) =>
      `${numbers.map((value) => Math.round(value)).join(" ")} ${operator}`;
    let text = "h";
    if (command === "moveTo") text = write(args, "m");
    else if (command === "lineTo") text = write(args, "l");
    else if (command === "bezierCurveTo") text = write(args, "c");
    else if (command === "quadraticCurveTo") {
      const [midX, midY] = args;
      const towards = (from: number, to: number) => from + ((to - from) * 2) / 3;
      const control = [towards(x, midX), towards(y, midY), towards(endX, midX), towards(endY, midY)];
      text = write([...control, endX, endY], "c");
    }
    if (command !== "closePath") [x, y] = [endX, endY];
    return text;
  });
  return `${written.join("\n")}\nS`;
}
