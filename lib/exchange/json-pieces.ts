/**
 * A JSON text that comes in parts, in pieces: members of the outermost object, and the items of the outermost list or of
 * one member of the object that is a list. So no more than a piece of a large file has to be parsed at once.
 */
import { readLimits } from "./exchange";

export interface PieceTaker {
  /** A member of the outermost object, as `"key": value`. */
  member(text: string, line: number): void;
  item(text: string, line: number): void;
  fault(code: "not-well-formed" | "too-deep" | "too-large", line: number, reason: string): void;
}

/** Characters of one piece. */
const longest = 16 * 1024 * 1024;

export class JsonPieces {
  readonly #taker: PieceTaker;
  /** The member that is taken apart, at its colon. */
  readonly #opening: RegExp;
  readonly #piece: string[] = [];
  #length = 0;
  #line = 1;
  #begun = 1;
  #depth = 0;
  #root: "" | "{" | "[" = "";
  /** Depth of the pieces. */
  #level = 1;
  #isText = false;
  #isEscaped = false;
  #isOver = false;

  constructor(taken: string, taker: PieceTaker) {
    this.#taker = taker;
    this.#opening = new RegExp(`^\\s*"${taken}"\\s*:\\s*$`);
  }

  push(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length && !this.#isOver; at += 1) {
      const sign = text.charCodeAt(at);
      if (this.#isEscaped) {
        this.#isEscaped = false;
      } else if (this.#isText) {
        at = this.#inText(text, at);
      } else if (isSign(sign)) {
        start = this.#take(text, start, at, sign);
      }
    }
    this.#keep(text.slice(start));
  }

  end(): void {
    if (!this.#isOver && (this.#depth > 0 || this.#root === "")) {
      this.#fault("not-well-formed", "the text ends too early");
    }
  }

  /** Goes on to what ends a text or escapes its end; where that is. */
  #inText(text: string, from: number): number {
    textStops.lastIndex = from;
    const at = textStops.exec(text)?.index ?? text.length;
    this.#isEscaped = text.charCodeAt(at) === backslash;
    this.#isText = text.charCodeAt(at) !== quote;
    return at;
  }

  /** Takes a sign that may end a piece; where the next one begins. */
  #take(text: string, start: number, at: number, sign: number): number {
    if (sign === newline) {
      this.#line += 1;
      return start;
    }
    if (sign === quote) {
      this.#isText = true;
      return start;
    }
    if (this.#root === "" || this.#depth === 0) {
      return this.#outside(text, start, at, sign);
    }
    if (sign === comma) {
      return this.#depth === this.#level ? this.#endPiece(text, start, at) : start;
    }
    if (sign === openBrace || sign === openBracket) {
      return this.#open(text, start, at, sign);
    }
    return this.#close(text, start, at);
  }

  #outside(text: string, start: number, at: number, sign: number): number {
    this.#keep(text.slice(start, at));
    if (
      this.#root !== "" ||
      (sign !== openBrace && sign !== openBracket) ||
      this.#piece.join("").trim() !== ""
    ) {
      this.#fault("not-well-formed", "one object or list was expected");
    }
    this.#clear();
    this.#root = sign === openBrace ? "{" : "[";
    this.#depth = 1;
    return at + 1;
  }

  #open(text: string, start: number, at: number, sign: number): number {
    this.#depth += 1;
    if (this.#depth > readLimits.depth) {
      this.#fault("too-deep", "");
    }
    if (this.#root === "{" && this.#depth === 2 && sign === openBracket && this.#length + at - start < 100) {
      if (this.#opening.test(this.#piece.join("") + text.slice(start, at))) {
        this.#clear();
        this.#level = 2;
        return at + 1;
      }
    }
    return start;
  }

  #close(text: string, start: number, at: number): number {
    const next = this.#depth === this.#level ? this.#endPiece(text, start, at) : start;
    this.#depth -= 1;
    if (this.#depth < this.#level) {
      this.#level = 1;
    }
    return next;
  }

  #endPiece(text: string, start: number, at: number): number {
    this.#keep(text.slice(start, at));
    const piece = this.#piece.join("");
    const line = this.#begun;
    this.#clear();
    if (piece.trim() !== "" && !this.#isOver) {
      if (this.#root === "{" && this.#level === 1) {
        this.#taker.member(piece, line);
      } else {
        this.#taker.item(piece, line);
      }
    }
    return at + 1;
  }

  #keep(text: string): void {
    this.#piece.push(text);
    this.#length += text.length;
    if (this.#length > longest) {
      this.#fault("too-large", "");
    }
  }

  #clear(): void {
    this.#piece.length = 0;
    this.#length = 0;
    this.#begun = this.#line;
  }

  #fault(code: "not-well-formed" | "too-deep" | "too-large", reason: string): void {
    this.#isOver = true;
    this.#taker.fault(code, this.#line, reason);
  }
}

const [newline, quote, comma, openBracket, backslash, closeBracket, openBrace, closeBrace] = [
  10, 34, 44, 91, 92, 93, 123, 125,
] as const;

const textStops = /["\\]/g;

const isSign = (sign: number): boolean =>
  sign === quote ||
  sign === comma ||
  sign === newline ||
  sign === openBrace ||
  sign === closeBrace ||
  sign === openBracket ||
  sign === closeBracket;
