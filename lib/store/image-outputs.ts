/** Files of an image on their way to the disk: columns of numbers, lines of text, each with its length and hash. */
import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { type ColumnOf, type ImageColumn, imageColumns } from "./image-layout";

/** Bytes that are written at once. */
const portion = 64 * 1024;

/** Numbers on their way to a file. */
export class Column<C extends ImageColumn> {
  readonly #items: ColumnOf<C>;
  #filled = 0;

  constructor(
    readonly name: C,
    private readonly output: Output,
  ) {
    const type = imageColumns[name];
    this.#items = new type(portion / type.BYTES_PER_ELEMENT) as ColumnOf<C>;
  }

  push(value: number): void {
    this.#items[this.#filled++] = value;
    if (this.#filled === this.#items.length) this.#flush();
  }

  #flush(): void {
    const { buffer, BYTES_PER_ELEMENT } = this.#items;
    this.output.write(new Uint8Array(buffer, 0, this.#filled * BYTES_PER_ELEMENT));
    this.#filled = 0;
  }

  /** Hands on what is left. */
  end(): Output {
    this.#flush();
    return this.output;
  }
}

/** A file on its way to the disk, with its hash. */
export class Output {
  readonly name: string;
  readonly #file: number;
  readonly #hash: Hash = createHash("sha256");
  #bytes = 0;
  #texts: string[] = [];
  #waiting = 0;
  #ended: { bytes: number; hash: string } | undefined;

  constructor(readonly path: string) {
    this.name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
    this.#file = openSync(path, "wx", 0o600);
  }

  write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#bytes += bytes.length;
  }

  /** @returns how many bytes it takes */
  text(text: string): number {
    const bytes = Buffer.byteLength(text);
    this.#texts.push(text);
    this.#waiting += bytes;
    if (this.#waiting >= portion) this.#flush();
    return bytes;
  }

  #flush(): void {
    if (this.#texts.length > 0) this.write(Buffer.from(this.#texts.join("")));
    this.#texts = [];
    this.#waiting = 0;
  }

  /** On the disk for good. */
  end(): { bytes: number; hash: string } {
    if (this.#ended) return this.#ended;
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#ended = { bytes: this.#bytes, hash: this.#hash.digest("hex") };
    return this.#ended;
  }
}
