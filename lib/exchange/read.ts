/**
 * Files of any kind → one graph: unpacked, decoded, recognised and read, with progress, and stopped where asked.
 */
import { Collector, ProblemList, putTogether } from "./collect";
import type { CsvMapping } from "./csv";
import {
  BrokenEncoding,
  Decoder,
  declaredEncoding,
  encodingsOf,
  isBinary,
  sampleOf,
  type TextEncoding,
} from "./decode";
import { detectFormat } from "./detect";
import {
  type ExchangeGraph,
  type Reader,
  type ReadProblem,
  readLimits,
  type Sink,
  StoppedReading,
} from "./exchange";
import { type FormatName, loadFormat } from "./formats";
import { stopReading } from "./stop-reading";
import { Budget, headOf, type Source, UnpackError, unpacked } from "./unpack";

export interface InputFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** From the beginning, as often as it is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface CsvTable {
  readonly file: string;
  readonly mapping: CsvMapping;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What it was read as. */
  readonly encoding: string;
  /** Its beginning as text, from which it can be cut in another way. */
  readonly beginning: string;
}

export interface ReadResult {
  readonly graph: ExchangeGraph;
  readonly formats: readonly FormatName[];
  /** All are counted; the first `readLimits.problems` are told. */
  readonly problems: { readonly count: number; readonly first: readonly ReadProblem[] };
  /** Of a file, or of all, nothing can be taken; the graph is not to be used. */
  readonly isFatal: boolean;
  readonly tables: readonly CsvTable[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told the share of bytes that are read, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** What the columns of a table are, by file name, where it is not what has been detected. */
  readonly mappings?: ReadonlyMap<string, CsvMapping> | undefined;
  /** What a text is encoded in, by file name, where it is not what has been detected. */
  readonly encodings?: ReadonlyMap<string, TextEncoding> | undefined;
}

const sampleLength = 65_536;
/** Milliseconds of reading until whoever wants to cancel is let in. */
const breath = 40;

/**
 * What the files hold together. All that is wrong with them is in the problems; rejects only when the signal says so,
 * or when a file cannot be read at all.
 */
export async function readFiles(files: readonly InputFile[], options: ReadOptions = {}): Promise<ReadResult> {
  const reading = await readParts(files, options, (file) => new Collector(file));
  const graph = putTogether(reading.parts, reading.problems);
  const { problems } = reading;
  if (graph.nodes.length === 0 && !problems.isFatal) {
    problems.add({ code: "empty", file: files[0]?.name ?? "", values: {}, isFatal: true });
  }
  options.onProgress?.(1);
  return {
    graph,
    formats: [...reading.formats],
    problems: { count: problems.count, first: problems.first },
    isFatal: problems.isFatal,
    tables: reading.tables,
  };
}

/** Takes what is in one file. */
export interface Part extends Sink {
  readonly problems: ProblemList;
}

interface Reading<P extends Part = Part> {
  readonly options: ReadOptions;
  readonly pace: Pace;
  /** A part for a file; asked for again where a file has to be read from its beginning. */
  readonly part: (file: string) => P;
  readonly problems: ProblemList;
  readonly parts: P[];
  readonly formats: Set<FormatName>;
  readonly tables: CsvTable[];
}

/** Reads files into parts; those of files that are of no use are not among what it hands back. */
export async function readParts<P extends Part>(
  files: readonly InputFile[],
  options: ReadOptions,
  part: (file: string) => P,
): Promise<Pick<Reading<P>, "problems" | "parts" | "formats" | "tables">> {
  const reading: Reading<P> = {
    options,
    pace: new Pace(files, options),
    part,
    problems: new ProblemList(),
    parts: [],
    formats: new Set(),
    tables: [],
  };
  for (const file of files) {
    await readFile(file, reading);
  }
  return reading;
}

/** Counts bytes, tells progress, and lets others have a turn. */
class Pace {
  readonly #options: ReadOptions;
  readonly #total: number;
  #done = 0;
  #told = 0;
  #last = performance.now();

  constructor(files: readonly InputFile[], options: ReadOptions) {
    this.#options = options;
    this.#total = files.reduce((sum, file) => sum + file.size, 0);
  }

  /** The bytes of a file as they go by; what is read again does not count again. */
  async *chunks(file: InputFile, counted: { bytes: number }): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const chunk of file.chunks()) {
      for (let start = 0; start < chunk.length; start += sampleLength) {
        const part = chunk.subarray(start, start + sampleLength);
        yield part;
        at += part.length;
        this.count(Math.max(0, at - counted.bytes));
        counted.bytes = Math.max(counted.bytes, at);
      }
    }
  }

  count(bytes: number): void {
    this.#done += bytes;
  }

  /** Throws the signal's reason where it says so. */
  async rest(): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (performance.now() - this.#last > breath) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#last = performance.now();
      this.#options.signal?.throwIfAborted();
    }
    const share = this.#total === 0 ? 0 : Math.min(1, this.#done / this.#total);
    if (share - this.#told >= 0.01) {
      this.#told = share;
      this.#options.onProgress?.(share);
    }
  }
}

async function readFile<P extends Part>(file: InputFile, reading: Reading<P>): Promise<void> {
  const counted = { bytes: 0 };
  const source: Source = { name: file.name, chunks: () => reading.pace.chunks(file, counted) };
  try {
    for await (const each of unpacked(source, new Budget((bytes) => reading.pace.count(bytes)))) {
      await readSource(each, reading);
    }
  } catch (error) {
    if (!(error instanceof UnpackError)) {
      throw error;
    }
    reading.problems.add({ code: error.code, file: file.name, values: error.values, isFatal: true });
  }
}

/** Reads a file that is not packed; where it turns out to be of another encoding, once more from the beginning. */
async function readSource<P extends Part>(source: Source, reading: Reading<P>): Promise<void> {
  const head = await headOf(source, sampleLength);
  const chosen = reading.options.encodings?.get(source.name);
  const encodings = chosen ? [chosen] : encodingsOf(head);
  for (const encoding of encodings) {
    const sample = sampleOf(head, encoding);
    const part = sample === undefined ? undefined : await readAs(source, encoding, sample, reading);
    if (part) {
      reading.problems.addAll(part.problems);
      if (!part.problems.isFatal) {
        reading.parts.push(part);
      }
      return;
    }
  }
  const code = !chosen && isBinary(head) ? "unknown-format" : "wrong-encoding";
  const values = { value: chosen ?? declaredEncoding(head) ?? encodings.join(", ") };
  reading.problems.add({ code, file: source.name, values, isFatal: true });
}

/** What is in the file; undefined where it is not of the encoding. */
async function readAs<P extends Part>(
  source: Source,
  encoding: string,
  sample: string,
  reading: Reading<P>,
): Promise<P | undefined> {
  const part = reading.part(source.name);
  try {
    const reader = await readerFor({ name: source.name, encoding, sample }, part, reading);
    await pass(source, new Decoder(encoding), reader, part, reading.pace);
  } catch (error) {
    if (error instanceof BrokenEncoding) {
      return;
    }
    if (!(error instanceof StoppedReading)) {
      throw error;
    }
  }
  return part;
}

async function readerFor<P extends Part>(
  { name, encoding, sample }: { name: string; encoding: string; sample: string },
  sink: Sink,
  reading: Reading<P>,
): Promise<Reader> {
  const format = detectFormat(name, sample);
  if (format === undefined || format === "unsupported") {
    const code = sample.trim() === "" ? "empty" : format === undefined ? "unknown-format" : "unsupported";
    stopReading(sink, { code, values: { value: name } });
  }
  reading.formats.add(format);
  if (format !== "csv") {
    return (await loadFormat(format)).read(sink);
  }
  const { detectCsv, readCsv } = await import("./csv");
  const { mapping, header, rows } = detectCsv(sample, reading.options.mappings?.get(name));
  const table = { file: name, mapping, header, rows, encoding, beginning: sample };
  const before = reading.tables.findIndex(({ file }) => file === name);
  reading.tables.splice(before < 0 ? reading.tables.length : before, before < 0 ? 0 : 1, table);
  return readCsv(sink, mapping);
}

async function pass(source: Source, decoder: Decoder, reader: Reader, part: Part, pace: Pace): Promise<void> {
  let size = 0;
  const take = (text: string) => {
    size += text.length;
    if (size > readLimits.size && !part.isBoundless) {
      part.problem({ code: "too-large", values: { limit: readLimits.size }, isFatal: true });
    }
    reader.write(text);
  };
  for await (const chunk of source.chunks()) {
    for (let start = 0; start < chunk.length; start += sampleLength) {
      take(decoder.write(chunk.subarray(start, start + sampleLength)));
      await pace.rest();
    }
  }
  take(decoder.end());
  await reader.end();
}
