/** What the XML formats have in common: a parser that holds nothing and expands nothing, and text made fit for XML. */
import { SaxesParser } from "saxes";
import { type Reader, type ReadProblem, readLimits, type Sink } from "./exchange";
import { stopReading } from "./stop-reading";

/** What a format hears of a document, in order. Names are without their prefixes. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: string): void;
  /** The document is whole. */
  end(): void;
}

const portion = 65_536;

/** Reads XML. Entities that are declared in the document are refused, none is ever expanded or fetched. */
export class XmlReader implements Reader {
  readonly #sink: Sink;
  readonly #listener: XmlListener;
  readonly #parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  #depth = 0;
  /** Characters since the parser last told something. */
  #quiet = 0;

  constructor(sink: Sink, listener: XmlListener) {
    this.#sink = sink;
    this.#listener = listener;
    const parser = this.#parser;
    parser.on("opentag", (tag) => this.#open(tag.name, tag.attributes));
    parser.on("closetag", (tag) => {
      this.#quiet = 0;
      this.#depth -= 1;
      listener.close(localName(tag.name));
    });
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("comment", () => {
      this.#quiet = 0;
    });
    parser.on("doctype", (doctype) => {
      if (/<!ENTITY/i.test(doctype)) {
        this.#stop("entities-declared", {});
      }
    });
    parser.on("error", (error) => this.#stop("not-well-formed", { reason: reasonOf(error) }));
  }

  write(text: string): void {
    for (let start = 0; start < text.length; start += portion) {
      const part = start === 0 && text.length <= portion ? text : text.slice(start, start + portion);
      this.#quiet += part.length;
      this.#parser.write(part);
      if (this.#quiet > readLimits.value + portion) {
        this.#stop("value-too-long", { limit: readLimits.value });
      }
    }
  }

  end(): void {
    this.#parser.close();
    this.#listener.end();
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#quiet = 0;
    this.#depth += 1;
    if (this.#depth > readLimits.depth) {
      this.#stop("too-deep", { limit: readLimits.depth });
    }
    this.#listener.open(localName(name), attributes, this.#parser.line);
  }

  #text(text: string): void {
    this.#quiet = 0;
    this.#listener.text(text);
  }

  #stop(code: ReadProblem["code"], values: ReadProblem["values"]): never {
    const { line, columnIndex } = this.#parser;
    stopReading(this.#sink, { code, line, column: Math.max(1, columnIndex), values });
  }
}

/** What the parser says, without the place, which the problem names. */
function reasonOf(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The namespace of what we say beyond the formats, so that our own files come back as they were. */
export const ownNamespace = "urn:large-model-atlas:exchange";

/** Whether the root element says that we have written the document. */
export function isOurs(root: Readonly<Record<string, string>>): boolean {
  return root["xmlns:atlas"] === ownNamespace;
}

/**
 * A text with what XML 1.0 cannot hold (control characters, halves of surrogate pairs) as `_xHHHH_`, as in Office Open
 * XML; what looks like that already has its line escaped.
 */
export function fitForXml(text: string): string {
  return /[^\t\n\r -\ud7ff\ue000-\ufffd]|_x[0-9A-F]{4}/.test(text)
    ? text.replace(unfit, (character) => {
        return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
      })
    : text;
}

const unfit =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /_(?=x[0-9A-F]{4})|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text that `fitForXml` was given. */
export function unfitted(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What stands in XML as it is, wherever; most texts do. */
const plain = /^[ !#-%'-;=?-^`-~\u00a0-\ud7ff\ue000-\ufffd]*$/;

/** For between tags. */
export function xmlText(text: string): string {
  return plain.test(text) ? text : escaped(fitForXml(text), /[&<>\r]/g);
}

/** For between double quotes; line breaks stay what they are. */
export function xmlAttribute(text: string): string {
  return plain.test(text) ? text : escaped(fitForXml(text), /[&<>"\t\n\r]/g);
}

function escaped(text: string, pattern: RegExp): string {
  return text.replace(pattern, (character) => escapes[character] ?? character);
}
