/**
 * Reads JSON that comes in parts, and hands it on piece by piece, so that neither the whole text nor all that is in it
 * is ever held. `JSON.parse` would need both, and would know no line.
 */
import { type Reader, type ReadProblem, readLimits, type Sink, type Value } from "./exchange";
import { stopReading } from "./stop-reading";
import { mostValues, setOwn, wholeNumber } from "./values";

export interface JsonPieces {
  /**
   * Paths of the objects and lists that are handed on piece by piece: "" is the outermost, "a" its member, "a.b" that
   * one's. All else is handed on whole.
   */
  readonly opened: ReadonlySet<string>;
  /** Such an object or list begins. */
  open?(path: string): void;
  /** A member of what is opened: its key, or its index in a list; null, and what is no number, is left out. */
  take(path: string, key: string | number, value: Value, line: number): void;
  /** The text is whole. */
  end(): void;
}

interface Level {
  readonly isList: boolean;
  /** What is being put together; undefined where it is handed on piece by piece. */
  readonly value: Value[] | Record<string, Value> | undefined;
  readonly path: string;
  readonly line: number;
  key: string;
  index: number;
}

/** Levels that the formats need round a value of the deepest kind. */
const levelsAround = 8;
/** Characters of what is handed on at once. */
const longestPiece = 4 * readLimits.value;
const longestWord = 1000;

const [tab, newline, carriageReturn, space, quote, comma, minus, colon] = [9, 10, 13, 32, 34, 44, 45, 58];
const [openList, backslash, closeList, openObject, closeObject] = [91, 92, 93, 123, 125];

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | ", or end" | "nothing";

/** A reader of JSON. Python's NaN and Infinity are taken as null. */
export class JsonReader implements Reader {
  readonly #sink: Sink;
  readonly #pieces: JsonPieces;
  readonly #levels: Level[] = [];
  #expected: Expected = "value";
  /** Of the part before: a word that may go on, or the pieces of a text that does. */
  #rest = "";
  #text: string[] | undefined;
  #textLength = 0;
  #isEscaped = false;
  #hasEscapes = false;
  #line = 1;
  /** Characters before this part, and before this line. */
  #before = 0;
  #lineStart = 0;
  /** Where what is put together begins; -1 where nothing is. */
  #pieceStart = -1;
  #count = 0;

  constructor(sink: Sink, pieces: JsonPieces) {
    this.#sink = sink;
    this.#pieces = pieces;
  }

  write(part: string): void {
    const text = this.#rest + part;
    this.#before -= this.#rest.length;
    this.#rest = "";
    let at = this.#text ? this.#string(text, 0) : 0;
    while (at < text.length) {
      at = this.#token(text, at);
    }
    this.#before += text.length;
    if (this.#pieceStart >= 0 && this.#before - this.#pieceStart > longestPiece) {
      this.#stop("value-too-long", 0, { limit: longestPiece });
    }
  }

  end(): void {
    if (this.#rest !== "") {
      const word = this.#rest;
      this.#rest = "";
      this.#before -= word.length;
      this.#word(word, 0);
      this.#before += word.length;
    }
    if (this.#expected !== "nothing" || this.#text) {
      this.#fail("the text ends early", 0);
    }
    this.#pieces.end();
  }

  /** Takes what begins at the index; returns where it ends. */
  #token(text: string, at: number): number {
    const code = text.charCodeAt(at);
    switch (code) {
      case newline:
        this.#line += 1;
        this.#lineStart = this.#before + at + 1;
        return at + 1;
      case space:
      case tab:
      case carriageReturn:
        return at + 1;
      case quote:
        this.#text = [];
        this.#textLength = 0;
        this.#hasEscapes = false;
        return this.#string(text, at + 1);
      case openObject:
      case openList:
        this.#open(code === openList, at);
        return at + 1;
      case closeObject:
      case closeList:
        this.#close(code === closeList, at);
        return at + 1;
      case comma:
        this.#comma(at);
        return at + 1;
      case colon:
        if (this.#expected !== ":") {
          this.#fail("unexpected :", at);
        }
        this.#expected = "value";
        return at + 1;
      default:
        return this.#wordAt(text, at);
    }
  }

  /** The rest of a text, as far as it is here. */
  #string(text: string, start: number): number {
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#isEscaped) {
        this.#isEscaped = false;
      } else if (code === quote) {
        this.#endString(text.slice(start, at), at);
        return at + 1;
      } else if (code === backslash) {
        this.#isEscaped = true;
        this.#hasEscapes = true;
      } else if (code < space) {
        this.#fail("a control character within a text", at);
      }
    }
    this.#text?.push(text.slice(start));
    this.#textLength += text.length - start;
    if (this.#textLength > 6 * readLimits.value) {
      this.#stop("value-too-long", at, { limit: readLimits.value });
    }
    return text.length;
  }

  #endString(last: string, at: number): void {
    const raw = this.#text?.length ? this.#text.join("") + last : last;
    this.#text = undefined;
    const text = this.#hasEscapes ? this.#unescaped(raw, at) : raw;
    const level = this.#levels.at(-1);
    if (level && (this.#expected === "key" || this.#expected === "key or }")) {
      level.key = text;
      this.#expected = ":";
    } else {
      this.#put(text, at);
    }
  }

  #unescaped(raw: string, at: number): string {
    try {
      return JSON.parse(`"${raw}"`);
    } catch {
      return this.#fail("an escape that JSON does not know", at);
    }
  }

  #wordAt(text: string, start: number): number {
    let at = start;
    while (at < text.length && isOfWord(text.charCodeAt(at))) {
      at += 1;
    }
    if (at === start) {
      this.#fail(`unexpected ${String.fromCodePoint(text.codePointAt(at) ?? 0)}`, at);
    }
    if (at - start > longestWord) {
      this.#fail("a number that is too long", start);
    }
    if (at === text.length) {
      this.#rest = text.slice(start);
    } else {
      this.#word(text.slice(start, at), start);
    }
    return at;
  }

  #word(word: string, at: number): void {
    if (word === "true" || word === "false") {
      this.#put(word === "true", at);
    } else if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
      this.#put(this.#number(word, at), at);
    } else if (/^(?:null|NaN|-?Infinity)$/.test(word)) {
      this.#put(undefined, at);
    } else {
      this.#fail(`unexpected ${word}`, at);
    }
  }

  #number(word: string, at: number): number | string | undefined {
    const number = /[.eE]/.test(word) ? Number(word) : wholeNumber(word);
    if (number === Number.POSITIVE_INFINITY || number === Number.NEGATIVE_INFINITY) {
      this.#sink.problem({ code: "bad-value", ...this.#place(at), values: { value: word } });
      return;
    }
    return number;
  }

  #open(isList: boolean, at: number): void {
    this.#expectValue(at);
    if (this.#levels.length >= readLimits.depth + levelsAround) {
      this.#stop("too-deep", at, { limit: readLimits.depth });
    }
    const path = this.#path();
    const isOpened = path !== undefined && this.#pieces.opened.has(path);
    if (!isOpened && this.#pieceStart < 0) {
      this.#pieceStart = this.#before + at;
    }
    if (isOpened) {
      this.#pieces.open?.(path);
    }
    const value = isOpened ? undefined : isList ? [] : {};
    this.#levels.push({ isList, value, path: path ?? "", line: this.#line, key: "", index: 0 });
    this.#expected = isList ? "value or ]" : "key or }";
  }

  /** Of what comes next; undefined within what is handed on whole. */
  #path(): string | undefined {
    const level = this.#levels.at(-1);
    if (!level) {
      return "";
    }
    if (level.value) {
      return;
    }
    const key = level.isList ? "[]" : level.key;
    return level.path === "" ? key : `${level.path}.${key}`;
  }

  #close(isList: boolean, at: number): void {
    const level = this.#levels.at(-1);
    const isDue = this.#expected === ", or end" || this.#expected === (isList ? "value or ]" : "key or }");
    if (!level || level.isList !== isList || !isDue) {
      this.#fail(`unexpected ${isList ? "]" : "}"}`, at);
    }
    this.#levels.pop();
    this.#hand(level.value, level.line);
  }

  #comma(at: number): void {
    const level = this.#levels.at(-1);
    if (!level || this.#expected !== ", or end") {
      this.#fail("unexpected ,", at);
    }
    level.index += 1;
    this.#expected = level.isList ? "value" : "key";
  }

  #expectValue(at: number): void {
    if (this.#expected !== "value" && this.#expected !== "value or ]") {
      this.#fail(this.#expected === "nothing" ? "something after the end" : `expected ${this.#expected}`, at);
    }
  }

  #put(value: string | number | boolean | undefined, at: number): void {
    this.#expectValue(at);
    this.#hand(value, this.#line);
  }

  /** A whole value goes to where it belongs. */
  #hand(value: Value | undefined, line: number): void {
    const level = this.#levels.at(-1);
    this.#expected = level ? ", or end" : "nothing";
    this.#count += 1;
    if (this.#count > mostValues && !this.#sink.isBoundless) {
      this.#stop("too-large", 0, { limit: mostValues });
    }
    if (!level) {
      if (value !== undefined) {
        this.#pieces.take("", "", value, line);
      }
      return;
    }
    if (!level.value) {
      this.#pieceStart = -1;
      if (value !== undefined) {
        this.#pieces.take(level.path, level.isList ? level.index : level.key, value, line);
      }
    } else if (value !== undefined) {
      if (Array.isArray(level.value)) {
        level.value.push(value);
      } else {
        setOwn(level.value as Record<string, Value>, level.key, value);
      }
    }
  }

  #place(at: number): { line: number; column: number } {
    return { line: this.#line, column: Math.max(1, this.#before + at - this.#lineStart + 1) };
  }

  #fail(reason: string, at: number): never {
    return this.#stop("not-well-formed", at, { reason });
  }

  #stop(code: ReadProblem["code"], at: number, values: ReadProblem["values"]): never {
    stopReading(this.#sink, { code, ...this.#place(at), values });
  }
}

/** Of numbers and of words like true: letters, digits, sign and point. */
function isOfWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === minus ||
    code === 43 ||
    code === 46
  );
}
