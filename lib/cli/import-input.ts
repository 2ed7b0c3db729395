/** What `npm run import` is given: files of any format, or a folder of our own YAML, as a graph that can be kept. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { compileDraft } from "@/lib/data/compile";
import { compileGraph } from "@/lib/data/compile-data";
import { files, loadGraphData } from "@/lib/data/files";
import { wrongAnswers } from "@/lib/data/questions";
import { wrongStories } from "@/lib/data/stories";
import type { Problem } from "@/lib/data/yaml-file";
import type { CsvMapping } from "@/lib/exchange/csv";
import { type ReadProblem, type ReadProblemCode, readLimits } from "@/lib/exchange/exchange";
import { draftOf } from "@/lib/exchange/infer";
import { applyEdits, type OntologyEdits } from "@/lib/exchange/ontology-edits";
import { type InputFile, readFiles } from "@/lib/exchange/read";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Text } from "@/lib/graph/schema";
import { importWords } from "@/lib/i18n/import-words";

export interface Input {
  /** A file or folder. */
  readonly path: string;
  readonly graph: string;
  /** What people call it; as the files say where absent. */
  readonly name: Partial<Text>;
  readonly edits: OntologyEdits;
  /** What the columns of tables are, by file. */
  readonly mappings: ReadonlyMap<string, CsvMapping>;
  /** Whether to take the rest where there are problems that leave one. */
  readonly isLenient: boolean;
}

export interface Outcome {
  /** Absent where problems stand in the way. */
  readonly compiled?: CompiledGraph;
  /** All are counted; the first ones are told, a line each. */
  readonly problems: { readonly count: number; readonly first: readonly string[] };
  /** What a graph cannot hold of what is in order, a line each. */
  readonly notes: readonly string[];
  /** It is too large to be read in this way; see import-large.ts. */
  readonly isTooLarge?: true;
}

/** @throws what reading files throws, such as where there is none of this path */
export async function readInput(input: Input): Promise<Outcome> {
  const isFolder = (await stat(input.path)).isDirectory();
  return isFolder && (await isOurs(input.path)) ? ofYaml(input) : ofFiles(input, isFolder);
}

const isOurs = async (folder: string): Promise<boolean> =>
  (await stat(join(folder, files.ontology)).catch(() => undefined))?.isFile() === true &&
  (await stat(join(folder, files.entities)).catch(() => undefined))?.isDirectory() === true;

async function ofYaml({ path, graph, name, edits }: Input): Promise<Outcome> {
  const { data, problems } = await loadGraphData(path, { isAtlas: false });
  if (!data) return refused(problems);
  if (data.entities.length > readLimits.entities) {
    const message = importWords.en.problem["too-many-entities"]({ limit: readLimits.entities });
    return refused([{ file: files.entities, line: 1, column: 1, message }]);
  }
  const called = { ...data.ontology.graph.name, ...name };
  const ontology = { ...data.ontology, graph: { ...data.ontology.graph, id: graph, name: called } };
  const { compiled } = compileGraph({ ...data, ontology: applyEdits(ontology, edits) });
  const found = [
    ...problems,
    ...wrongAnswers(data.questions, compiled),
    ...wrongStories(data.stories, compiled),
  ];
  return found.length > 0 ? refused(found) : { compiled, problems: none, notes: [] };
}

const none = { count: 0, first: [] };

const refused = (problems: readonly Problem[]): Outcome => ({
  problems: {
    count: problems.length,
    first: problems
      .slice(0, readLimits.problems)
      .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
  },
  notes: [],
});

async function ofFiles(input: Input, isFolder: boolean): Promise<Outcome> {
  const { path, graph, mappings, edits, isLenient } = input;
  const read = await readFiles(await inputFiles(path, isFolder), { mappings });
  const problems = { count: read.problems.count, first: read.problems.first.map(lineOf) };
  if (read.problems.first.some(isOfSize)) return { problems, notes: [], isTooLarge: true };
  if (read.isFatal || (problems.count > 0 && !isLenient)) return { problems, notes: [] };
  const name = nameOf(input, read.graph.attributes);
  const { draft, problems: lost } = draftOf(read.graph, { id: graph, name, edits });
  return { compiled: await compileDraft(draft), problems, notes: lost.map(lineOf) };
}

const ofSize: ReadonlySet<ReadProblemCode> = new Set([
  "too-many-entities",
  "too-many-relations",
  "too-large",
]);

const isOfSize = ({ code, isFatal }: ReadProblem): boolean => isFatal === true && ofSize.has(code);

/** As it was told, else as the graph says of itself, else as it is called in addresses. */
export function nameOf({ graph, name }: Input, { title, ontology }: Readonly<Record<string, unknown>>): Text {
  const carried = (ontology as { graph?: { name?: Partial<Text> } } | undefined)?.graph?.name ?? {};
  const titled = typeof title === "string" && title.trim() !== "" ? title.trim() : undefined;
  const en = name.en ?? carried.en ?? titled ?? graph;
  return { en, zh: name.zh ?? name.en ?? carried.zh ?? en };
}

/** A problem as it is told. */
export function lineOf({ code, file, line, column, values }: ReadProblem): string {
  const at = [file, line, column].filter((part) => part !== undefined && part !== "").join(":");
  const text = importWords.en.problem[code](values);
  return at ? `${at}: ${text}` : text;
}

export const inputFiles = async (path: string, isFolder: boolean): Promise<InputFile[]> =>
  isFolder ? filesIn(path) : [await fileAt(path, basename(path))];

async function filesIn(folder: string): Promise<InputFile[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = found
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map((path) => fileAt(path, path.slice(join(folder, "/").length).replaceAll("\\", "/"))),
  );
}

async function fileAt(path: string, name: string): Promise<InputFile> {
  const { size } = await stat(path);
  return { name, size, chunks: () => createReadStream(path) };
}
