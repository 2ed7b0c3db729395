/** Bytes → text: which encodings a file can be in, and its text in one of them. */

/** Those that a reader may say a text is in; each of them but the first four looks like another, so nobody can tell. */
export const textEncodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-kr",
  "windows-1252",
  "windows-1251",
] as const;
export type TextEncoding = (typeof textEncodings)[number];

export const isTextEncoding = (text: string): text is TextEncoding =>
  (textEncodings as readonly string[]).includes(text);

/** Thrown where bytes are not of the encoding that they are read as. */
export class BrokenEncoding extends Error {
  override readonly name = "BrokenEncoding";
}

const byteOrderMarks: readonly [encoding: string, ...bytes: number[]][] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/**
 * The encodings to be tried, in order, by the first bytes of a file: its byte order mark or what its XML declaration
 * says, else UTF-8, and GB18030 where it is not UTF-8; UTF-16 where bytes are naught. Empty where the declared one is
 * not known here, and where it is no text.
 */
export function encodingsOf(head: Uint8Array): readonly string[] {
  const marked = byteOrderMarks.find(([, ...bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (marked) {
    return [marked[0]];
  }
  const declared = declaredEncoding(head);
  if (declared !== undefined && !/^(utf|ucs|us-ascii|iso-10646)/i.test(declared)) {
    return isKnown(declared) ? [declared] : [];
  }
  if (isBinary(head)) {
    const guess = wideEncodingOf(head);
    return sampleOf(head, guess)?.includes("\0") === false ? [guess] : [];
  }
  return decodes(head, "utf-8") ? ["utf-8", "gb18030"] : ["gb18030"];
}

/** Whether there are bytes that a text has in UTF-16 alone. */
export const isBinary = (head: Uint8Array): boolean => head.includes(0);

/** Of commas, digits and ends of lines the high byte is naught; which of the two that is, most of them say. */
function wideEncodingOf(head: Uint8Array): string {
  const naughts = [0, 0];
  for (const [at, byte] of head.entries()) {
    if (byte === 0) {
      naughts[at % 2] += 1;
    }
  }
  return naughts[0] > naughts[1] ? "utf-16be" : "utf-16le";
}

/** What the XML declaration at the beginning says, if there is one. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
  return /^<\?xml[^>]*?encoding\s*=\s*["']([^"'\s]{1,40})["']/.exec(start)?.[1];
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  return sampleOf(bytes, encoding) !== undefined;
}

/** The text of the first bytes of a file, which may end within a character; undefined where they are not of the encoding. */
export function sampleOf(head: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return;
  }
}

/** The text of bytes that come in parts. Throws BrokenEncoding at the first that is not of the encoding. */
export class Decoder {
  readonly #decoder: TextDecoder;

  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  write(bytes: Uint8Array): string {
    return this.#decode(bytes);
  }

  end(): string {
    return this.#decode();
  }

  #decode(bytes?: Uint8Array): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
    } catch {
      throw new BrokenEncoding();
    }
  }
}
