/**
 * .gz and .zip → the files in them. Whatever is unpacked of one file that came in counts together, also what is packed
 * twice, so that a bomb ends at the limit; a .zip is read by its directory, not by what looks like the beginning of a
 * file.
 */
import { type ReadProblemCode, readLimits } from "./exchange";

/** A file as it is read: its bytes, as often as they are asked for. */
export interface Source {
  readonly name: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Why something could not be unpacked. */
export class UnpackError extends Error {
  override readonly name = "UnpackError";
  readonly code: ReadProblemCode;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: ReadProblemCode, values: Readonly<Record<string, string | number>>) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** Bytes unpacked so far, by name, since a file may be read a second time in another encoding. */
export class Budget {
  readonly #onPacked: (bytes: number) => void;
  readonly #limit: number;
  readonly #spent = new Map<string, number>();
  readonly #worked = new Map<string, number>();
  #total = 0;

  /** Tells how many packed bytes have been worked off; fewer than none where they were only set aside. */
  constructor(onPacked: (bytes: number) => void = () => undefined, limit: number = readLimits.size) {
    this.#onPacked = onPacked;
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  start(name: string): void {
    this.#total -= this.#spent.get(name) ?? 0;
    this.#spent.set(name, 0);
  }

  /** Throws UnpackError where it is more than a file may be. */
  spend(name: string, bytes: number): void {
    this.#total += bytes;
    this.#spent.set(name, (this.#spent.get(name) ?? 0) + bytes);
    if (this.#total > this.#limit) {
      throw new UnpackError("too-large", { limit: this.#limit });
    }
  }

  /** Packed bytes have only been set aside. */
  setAside(bytes: number): void {
    this.#onPacked(-bytes);
  }

  /** Of the packed bytes of a file, so many have been worked off; those of another time do not count again. */
  workOff(name: string, bytes: number): void {
    const before = this.#worked.get(name) ?? 0;
    if (bytes > before) {
      this.#worked.set(name, bytes);
      this.#onPacked(bytes - before);
    }
  }
}

const mostFiles = 1000;
const mostLayers = 3;
const portion = 16_384;

/** The first bytes of a file, as many as there are. */
export async function headOf(source: Source, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk.subarray(0, length - size));
    size += chunk.length;
    if (size >= length) {
      break;
    }
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What there is to read in a file: itself, or what is packed in it. Throws UnpackError, also while bytes are read. */
export async function* unpacked(source: Source, budget = new Budget(), layer = 0): AsyncGenerator<Source> {
  const [first, second, third, fourth] = await headOf(source, 4);
  const isGzip = first === 0x1f && second === 0x8b;
  const isZip = first === 0x50 && second === 0x4b && isZipMark(third, fourth);
  if ((isGzip || isZip) && layer >= mostLayers) {
    throw new UnpackError("too-deep", { limit: mostLayers });
  }
  if (isGzip) {
    const name = source.name.replace(/\.gz$/i, "");
    yield* unpacked({ name, chunks: () => gunzipped(source, name, budget) }, budget, layer + 1);
  } else if (isZip) {
    for (const each of await filesOfZip(source, budget)) {
      yield* unpacked(each, budget, layer + 1);
    }
  } else {
    yield source;
  }
}

/** Of a file in the archive, or of the end of one that has none. */
function isZipMark(third: number | undefined, fourth: number | undefined): boolean {
  return (third === 3 && fourth === 4) || (third === 5 && fourth === 6);
}

interface Inflating {
  push(bytes: Uint8Array, isLast: boolean): void;
}

/** What comes out of a decompressor of fflate for the bytes pushed in. Throws UnpackError where they are damaged. */
function pushed(inflating: Inflating, bytes: Uint8Array, isLast: boolean): void {
  try {
    inflating.push(bytes, isLast);
  } catch (error) {
    throw error instanceof UnpackError
      ? error
      : new UnpackError("not-well-formed", {
          reason: error instanceof Error ? error.message : String(error),
        });
  }
}

async function* gunzipped(source: Source, name: string, budget: Budget): AsyncGenerator<Uint8Array> {
  const { Gunzip } = await import("fflate");
  budget.start(name);
  const ready: Uint8Array[] = [];
  const gunzip = new Gunzip((bytes) => {
    budget.spend(name, bytes.length);
    ready.push(bytes);
  });
  for await (const chunk of source.chunks()) {
    for (let at = 0; at < chunk.length; at += portion) {
      pushed(gunzip, chunk.subarray(at, at + portion), false);
      yield* ready.splice(0);
    }
  }
  pushed(gunzip, new Uint8Array(0), true);
  yield* ready.splice(0);
}

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedSize: number;
  readonly start: number;
}

async function filesOfZip(source: Source, budget: Budget): Promise<Source[]> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.chunks()) {
    size += chunk.length;
    if (size > budget.limit) {
      throw new UnpackError("too-large", { limit: budget.limit });
    }
    parts.push(chunk);
  }
  budget.setAside(size);
  const archive = joined(parts);
  const entries = directoryOf(archive);
  if (entries.some(({ name }) => name === "[Content_Types].xml" || name === "mimetype")) {
    throw new UnpackError("unsupported", { value: source.name });
  }
  return entries.filter(({ name }) => isWanted(name)).map((entry) => fileOf(archive, entry, source, budget));
}

function isWanted(name: string): boolean {
  const last = name.split("/").at(-1) ?? "";
  const isOfSystem = last.startsWith(".") || name.startsWith("__MACOSX/") || last === "Thumbs.db";
  // The bibliography that goes along with tables: it is no graph.
  return last !== "" && !isOfSystem && !last.endsWith(".bib");
}

function fileOf(archive: Uint8Array, entry: Entry, zip: Source, budget: Budget): Source {
  const name = `${zip.name}/${entry.name}`;
  return { name, chunks: () => inflated(archive, entry, name, budget) };
}

async function* inflated(
  archive: Uint8Array,
  entry: Entry,
  name: string,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted || (entry.method !== 0 && entry.method !== 8)) {
    throw new UnpackError("unsupported", {
      value: entry.isEncrypted ? "encrypted" : `method ${entry.method}`,
    });
  }
  budget.start(name);
  const packed = archive.subarray(entry.start, entry.start + entry.packedSize);
  if (packed.length < entry.packedSize) {
    throw new UnpackError("not-well-formed", { reason: "the archive ends early" });
  }
  if (entry.method === 0) {
    budget.spend(name, packed.length);
    budget.workOff(name, packed.length);
    yield packed;
    return;
  }
  const { Inflate } = await import("fflate");
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => {
    budget.spend(name, bytes.length);
    ready.push(bytes);
  });
  for (let at = 0; at < packed.length; at += portion) {
    pushed(inflate, packed.subarray(at, at + portion), at + portion >= packed.length);
    budget.workOff(name, Math.min(at + portion, packed.length));
    yield* ready.splice(0);
  }
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
/** Length of the end of an archive, and of the comment that may follow. */
const endLength = 22;
const longestComment = 65_535;

/** What is in an archive, by the directory at its end. Throws UnpackError where there is none or it is damaged. */
function directoryOf(archive: Uint8Array): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const damaged = new UnpackError("not-well-formed", { reason: "the archive has no whole directory" });
  let end = archive.length - endLength;
  const least = Math.max(0, end - longestComment);
  while (end >= least && view.getUint32(end, true) !== endMark) {
    end -= 1;
  }
  if (end < least) {
    throw damaged;
  }
  const count = view.getUint16(end + 10, true);
  if (count > mostFiles) {
    throw new UnpackError("too-large", { limit: mostFiles });
  }
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > archive.length || view.getUint32(at, true) !== entryMark) {
      throw damaged;
    }
    const entry = entryAt(archive, view, at);
    if (entry === undefined) {
      throw damaged;
    }
    entries.push(entry);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function entryAt(archive: Uint8Array, view: DataView, at: number): Entry | undefined {
  const header = view.getUint32(at + 42, true);
  if (header + 30 > archive.length || view.getUint32(header, true) !== fileMark) {
    return;
  }
  const flags = view.getUint16(at + 8, true);
  return {
    name: nameOf(archive.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))),
    isEncrypted: (flags & 1) === 1,
    method: view.getUint16(at + 10, true),
    packedSize: view.getUint32(at + 20, true),
    start: header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true),
  };
}

/** Names are in UTF-8 by the rules, and in the encoding of the country by habit. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
