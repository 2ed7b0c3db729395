/** What the page and the worker that imports tell each other (import-worker.ts, importer.ts). */
import type { OwnGraph, StorageFault } from "@/lib/api/local-graphs";
import type { CsvMapping } from "@/lib/exchange/csv";
import type { TextEncoding } from "@/lib/exchange/decode";
import type { ReadProblem } from "@/lib/exchange/exchange";
import type { FormatName } from "@/lib/exchange/formats";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CsvTable } from "@/lib/exchange/read";
import type { Ontology } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";

/** What a graph is made of, as far as one sees and edits it before it is opened. */
export interface FoundGraph {
  readonly ontology: Ontology;
  /** What the reader has changed of that before. */
  readonly edits: OntologyEdits;
  readonly entities: number;
  readonly relations: number;
  /** How many there are of each kind and relation type, and values of each fact (`kind.fact`). */
  readonly kinds: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, number>>;
  readonly facts: Readonly<Record<string, number>>;
  /** Whether places came with it. */
  readonly hasPlaces: boolean;
  /** The view that came with it, as parameters of an address. */
  readonly view: string | undefined;
}

/** What has come of reading files. */
export interface ReadFiles {
  readonly formats: readonly FormatName[];
  readonly problems: { readonly count: number; readonly first: readonly ReadProblem[] };
  readonly tables: readonly CsvTable[];
  /** Absent where nothing can be taken. */
  readonly found: FoundGraph | undefined;
}

/** How a graph is to be called and shown. */
export interface Naming {
  readonly graph: string;
  readonly name: Text;
  readonly edits: OntologyEdits;
}

export type ImportOrder =
  | {
      readonly do: "read";
      readonly files: readonly File[];
      /** What columns hold, by file, where that has been corrected. */
      readonly mappings: ReadonlyMap<string, CsvMapping>;
      /** What texts are encoded in, likewise. */
      readonly encodings: ReadonlyMap<string, TextEncoding>;
      /** For a graph that has no name of its own. */
      readonly name: string;
    }
  /** Makes what has been read a graph, and keeps it. */
  | ({ readonly do: "open" } & Naming)
  /** Looks at a graph that is kept, or was opened by this worker. */
  | { readonly do: "look"; readonly graph: string }
  /** Changes one of these. */
  | ({ readonly do: "change" } & Naming)
  /** Answers about a graph that it has opened or changed, at the port that comes along. */
  | { readonly do: "serve"; readonly graph: string };

/** What it is about just now. */
export type ImportPhase = "reading" | "inferring" | "compiling" | "keeping";

export type ImportNews =
  | { readonly is: "progress"; readonly phase: ImportPhase; readonly share: number }
  | { readonly is: "read"; readonly result: ReadFiles }
  | { readonly is: "looked"; readonly found: FoundGraph | undefined }
  | { readonly is: "opened"; readonly about: OwnGraph; readonly fault: StorageFault | undefined }
  | { readonly is: "unreadable"; readonly file: string }
  | { readonly is: "failed"; readonly reason: string };
