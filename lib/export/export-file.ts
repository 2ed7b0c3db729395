/** A graph as a file: what that is called, and its bytes. */
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { loadFormat } from "@/lib/exchange/formats";
import { inPortions } from "@/lib/exchange/values";
import type { Locale, Text } from "@/lib/graph/schema";
import { exportWords } from "@/lib/i18n/export-words";
import { fileNameOf } from "@/lib/view/picture-options";
import { type ExportKind, fileTypeOf } from "./export-kind";

/** What a file is of. */
export interface ExportedFrom {
  readonly graph: string;
  readonly name: Text;
  readonly version: string;
  /** Whether it holds all of the graph. */
  readonly isWhole: boolean;
}

/** The name of the file in the reader's language, and one in ASCII for programs that know no other. */
export function fileNames(
  kind: ExportKind,
  { graph, name, version, isWhole }: ExportedFrom,
  locale: Locale,
): { readonly full: string; readonly ascii: string } {
  const { files: w } = exportWords[locale];
  const end = `${version.slice(0, 8)}.${fileTypeOf(kind).extension}`;
  const joined = (parts: readonly (string | undefined)[], by: string) =>
    [...parts, end].filter((part) => part !== undefined).join(by);
  return {
    full: joined([fileNameOf(name[locale]), isWhole ? undefined : w.view, kind.part && w[kind.part]], " "),
    ascii: joined([graph, isWhole ? undefined : "view", kind.part], "-"),
  };
}

/** Writes a graph; the bytes come piece by piece as they are asked for. */
export type WriteFile = (graph: ExchangeGraph) => Iterable<Uint8Array<ArrayBuffer>>;

/** Loads what writes files of this kind. */
export async function fileWriter({ format, part }: ExportKind): Promise<WriteFile> {
  if (format === "bibtex") {
    const { writeBibtex } = await import("@/lib/exchange/bibtex");
    return (graph) => encoded(writeBibtex(graph));
  }
  if (format !== "csv") {
    const { write } = await loadFormat(format);
    return (graph) => encoded(write(graph));
  }
  const { writeEntitiesCsv, writeRelationsCsv } = await import("@/lib/exchange/csv");
  if (part === "entities") return (graph) => encoded(writeEntitiesCsv(graph));
  if (part === "relations") return (graph) => encoded(writeRelationsCsv(graph));
  const [{ zipped }, { writeBibtex }] = await Promise.all([import("./zip"), import("@/lib/exchange/bibtex")]);
  return (graph) =>
    zipped([
      ["entities.csv", encoded(writeEntitiesCsv(graph))],
      ["relations.csv", encoded(writeRelationsCsv(graph))],
      ["sources.bib", encoded(writeBibtex(graph))],
    ]);
}

function* encoded(parts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (const portion of inPortions(parts)) yield encoder.encode(portion);
}
