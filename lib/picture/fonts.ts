/** The fonts of the packages as files of outlines, which PDF can hold parts of: opened once, and only those that are needed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inflateSync } from "node:zlib";
import type { Locale } from "@/lib/graph/schema";
import { westernSubsets } from "./picture-style";

export type FontWeight = 400 | 600 | 700;
const chineseSubset = "chinese-simplified";

/** Folder of a package's fonts, and the beginning of their names. */
function fontFolder(name: "noto-sans" | "noto-sans-sc"): string {
  const require = createRequire(join(process.cwd(), "package.json"));
  return dirname(require.resolve(`@fontsource/${name}/package.json`));
}

/** A file of a package of fonts. */
export interface FontFile {
  readonly key: string;
  /** The font, as a file of type TrueType. */
  read(): Buffer;
}

const files = new Map<string, FontFile>();

function fontFile(name: "noto-sans" | "noto-sans-sc", subset: string, weight: FontWeight): FontFile {
  const key = `${name}-${subset}-${weight}`;
  let content: Buffer | undefined;
  const file = files.get(key) ?? {
    key,
    read() {
      content ??= unpackedFont(readFileSync(join(fontFolder(name), "files", `${key}-normal.woff`)));
      return content;
    },
  };
  files.set(key, file);
  return file;
}

/** Those that letters are looked for in, in order; in Chinese the Chinese one first, as quotation marks are its own there. */
export function usualFonts(locale: Locale, weight: FontWeight): FontFile[] {
  const western = westernSubsets.map((subset) => fontFile("noto-sans", subset, weight));
  const chinese = fontFile("noto-sans-sc", chineseSubset, weight);
  return locale === "zh" ? [chinese, ...western] : [...western, chinese];
}

/** Parts of the Chinese font, and which characters each holds. */
let parts: { readonly subset: string; readonly ranges: readonly (readonly [number, number])[] }[] | undefined;

/** The part of the Chinese font that has a rare character, such as an arrow. */
export function rareFont(character: number, weight: FontWeight): FontFile | undefined {
  parts ??= readParts();
  const part = parts.find(({ ranges }) => ranges.some(([from, to]) => character >= from && character <= to));
  return part && fontFile("noto-sans-sc", part.subset, weight);
}

function readParts(): NonNullable<typeof parts> {
  const written: unknown = JSON.parse(readFileSync(join(fontFolder("noto-sans-sc"), "unicode.json"), "utf8"));
  return Object.entries(written as Record<string, string>).flatMap(([name, text]) => {
    const subset = /^\[(\d+)\]$/.exec(name)?.[1];
    if (subset === undefined) return [];
    const ranges = text.split(",").map((range): [number, number] => {
      const [from, to = from] = range.trim().replace("U+", "").split("-");
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
    return [{ subset, ranges }];
  });
}

/** Bytes of a table's entry in the directory of a WOFF, and in that of a font; and of what is before each. */
const entry = { packed: 20, plain: 16 };
const header = { packed: 44, plain: 12 };

/** A font out of a WOFF (https://www.w3.org/TR/WOFF): its tables, unpacked one by one. */
function unpackedFont(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const largest = Math.floor(Math.log2(count));
  const head = Buffer.alloc(header.plain + entry.plain * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(entry.plain * 2 ** largest, 6);
  head.writeUInt16BE(largest, 8);
  head.writeUInt16BE(entry.plain * (count - 2 ** largest), 10);
  const written: Buffer[] = [head];
  let at = head.length;
  for (let i = 0; i < count; i++) {
    const from = header.packed + entry.packed * i;
    const [offset, packed, length, sum] = [4, 8, 12, 16].map((place) => woff.readUInt32BE(from + place));
    const content = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(content) : content;
    const to = header.plain + entry.plain * i;
    woff.copy(head, to, from, from + 4);
    head.writeUInt32BE(sum, to + 4);
    head.writeUInt32BE(at, to + 8);
    head.writeUInt32BE(length, to + 12);
    // Tables begin at multiples of four.
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    written.push(padded);
    at += padded.length;
  }
  return Buffer.concat(written);
}
