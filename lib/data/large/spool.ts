/** Lines set aside on disk, and found again by their number: what a large graph says of its entities is never held. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { Growing } from "./growing";

/** Bytes that are written at once. */
const portion = 1 << 20;

export class Spool {
  readonly #file: number;
  readonly #starts = new Growing(Float64Array);
  #texts: string[] = [];
  #waiting = 0;
  #end = 0;

  /** @param path where nothing is yet; whoever made its folder removes it */
  constructor(path: string) {
    this.#file = openSync(path, "wx+", 0o600);
  }

  /** How many lines. */
  get size(): number {
    return this.#starts.size;
  }

  /** @returns the number of the line, from 0 */
  add(text: string): number {
    const bytes = Buffer.byteLength(text);
    this.#starts.push(this.#end);
    this.#end += bytes;
    this.#texts.push(text);
    this.#waiting += bytes;
    if (this.#waiting >= portion) this.#flush();
    return this.#starts.size - 1;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#texts.join(""));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#texts = [];
    this.#waiting = 0;
  }

  read(line: number): string {
    if (this.#waiting > 0) this.#flush();
    const start = this.#starts.at(line);
    const bytes = Buffer.allocUnsafe(
      (line + 1 < this.#starts.size ? this.#starts.at(line + 1) : this.#end) - start,
    );
    readSync(this.#file, bytes, 0, bytes.length, start);
    return bytes.toString();
  }

  close(): void {
    closeSync(this.#file);
  }
}
