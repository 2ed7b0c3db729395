/** The kinds of files that a graph can leave in, and what they are sent as. */
import { formatFiles, formatNames } from "@/lib/exchange/formats";

/** BibTeX holds the sources alone. */
export const exportFormats = [...formatNames, "bibtex"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Tables of a graph, each a file of its own. */
export const csvParts = ["entities", "relations"] as const;
export type CsvPart = (typeof csvParts)[number];

/** Which file: without a part, CSV is an archive of both tables and the sources. */
export interface ExportKind {
  readonly format: ExportFormat;
  readonly part?: CsvPart | undefined;
}

/** Entities of a graph that is too large to be had as a whole, in one file or frozen view at most. */
export const mostOfLarge = 5000;

interface FileType {
  /** Without the dot. */
  readonly extension: string;
  readonly mediaType: string;
}

const bibtexFile: FileType = { extension: "bib", mediaType: "application/x-bibtex; charset=utf-8" };
const archiveFile: FileType = { extension: "zip", mediaType: "application/zip" };

export function fileTypeOf({ format, part }: ExportKind): FileType {
  if (format === "bibtex") return bibtexFile;
  return format === "csv" && part === undefined ? archiveFile : formatFiles[format];
}
