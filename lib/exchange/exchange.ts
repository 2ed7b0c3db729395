/**
 * The form that stands between all formats of graph data: what a module of this folder writes, it writes from this
 * form, and what it reads, it reads into it, so that one property (what is written is read back the same) tests both.
 *
 * It knows nothing of ontologies: from-entities.ts makes it of the atlas's entities, infer.ts makes entities of it.
 */

export type Scalar = string | number | boolean;
/** Plain JSON without null. Numbers are finite. */
export type Value = Scalar | readonly Value[] | { readonly [key: string]: Value };
export type Attributes = Readonly<Record<string, Value>>;

export interface ExchangeNode {
  /** Unique within the graph; any text that is not empty. */
  readonly id: string;
  readonly label?: string | undefined;
  readonly attributes: Attributes;
  /** Place in map units, y downwards. */
  readonly place?: { readonly x: number; readonly y: number } | undefined;
  /** Radius of its mark in map units. */
  readonly size?: number | undefined;
  /** As "#rrggbb". */
  readonly colour?: string | undefined;
}

export interface ExchangeEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** What kind of relation it is. */
  readonly type?: string | undefined;
  readonly isUndirected?: true | undefined;
  readonly attributes: Attributes;
}

export interface ExchangeGraph {
  readonly attributes: Attributes;
  readonly nodes: readonly ExchangeNode[];
  readonly edges: readonly ExchangeEdge[];
}

/** What a file may be at most; what is beyond is told and nothing of the file is taken. */
export const readLimits = {
  entities: 50_000,
  relations: 250_000,
  /** Characters, after unpacking. */
  size: 256 * 1024 * 1024,
  /** Characters of one value, and of one line of a table. */
  value: 1024 * 1024,
  /** Levels of elements, lists or objects within one another. */
  depth: 64,
  /** Attributes of all nodes together, by name. */
  attributes: 400,
  /** Problems that are told; all are counted. */
  problems: 100,
} as const;

/** What can be wrong with a file; lib/i18n/import-words.ts has the words for each. */
export const readProblemCodes = [
  "unknown-format",
  "wrong-encoding",
  "not-well-formed",
  "not-this-format",
  "entities-declared",
  "too-large",
  "too-many-entities",
  "too-many-relations",
  "too-many-attributes",
  "too-deep",
  "value-too-long",
  "missing-id",
  "repeated-id",
  "unknown-end",
  "bad-value",
  "bad-row",
  "missing-column",
  "remote-context",
  "unsupported",
  "empty",
] as const;
export type ReadProblemCode = (typeof readProblemCodes)[number];

export interface ReadProblem {
  readonly code: ReadProblemCode;
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** What the words name: `id`, `value`, `attribute`, `expected`, `limit`, `reason` (English, from a parser). Each at most 80 characters. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Nothing of the file can be taken; without it, all but the thing that the problem is about. */
  readonly isFatal?: true | undefined;
}

/** Takes what a reader finds, in the order of the file. */
export interface Sink {
  /** It holds nothing of what it takes, so there may be any number of values; what a single one may be stays limited. */
  readonly isBoundless?: true;
  graph(attributes: Attributes): void;
  node(node: ExchangeNode, line?: number): void;
  edge(edge: ExchangeEdge, line?: number): void;
  problem(problem: Omit<ReadProblem, "file">): void;
}

/** Thrown by a sink or a reader when nothing further is to be read; what it is about has been told as a problem. */
export class StoppedReading extends Error {
  override readonly name = "StoppedReading";
}

/** Reads a text that comes in parts. Whatever stands in it, nothing is thrown but `StoppedReading`. */
export interface Reader {
  write(text: string): void;
  end(): void | Promise<void>;
}

export interface Format {
  /** Parts of the text, in order; together they are the whole file. */
  write(graph: ExchangeGraph): Iterable<string>;
  read(sink: Sink): Reader;
}
