/**
 * `npm run import -- <file or folder> --name <graph>` brings a graph to the server of `ATLAS_DATA_DIR` or, where `DATABASE_URL`
 * is set, into that database, for all servers that share it: a file, or a
 * folder of files, in any format that lib/exchange reads, or a folder of our own YAML. A running server has it within a
 * second. Graphs of more than 50,000 entities have to be in the form of our own exports.
 *
 * Options: `--title <text>` and `--title-zh <text>` say what people call it, `--edits <file.json>` changes the ontology
 * that is found, `--mapping <file.json>` says what the columns of tables are, `--lenient` takes the rest where
 * there are problems that leave one, `--dry-run` tells what would come out. `--list` tells the graphs that are there,
 * `--remove <graph>` removes one.
 *
 * Problems go to the error output, one a line, at most the first hundred; the exit code is 1 when nothing was
 * imported, 2 when the options make no sense.
 */
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { CsvMapping } from "@/lib/exchange/csv";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { facetsOf } from "@/lib/graph/facet-table";
import {
  faultOfName,
  importedGraphsFolder,
  importedNames,
  keepImported,
  readImported,
  removeImported,
} from "@/lib/store/graph-files";
import type { GraphImage } from "@/lib/store/image";
import { imageOf } from "@/lib/store/image-of";
import { memoryStore } from "@/lib/store/memory";
import { type GraphsKept, openGraphsKept } from "@/lib/store/sql/open";
import type { GraphInfo } from "@/lib/store/store";
import { type Input, type Outcome, readInput } from "./import-input";
import { bringLarge } from "./import-large";

const usage = [
  "allowed: <file or folder> --name <graph> [--title <text>] [--title-zh <text>] [--edits <file.json>]",
  "         [--mapping <file.json>] [--lenient] [--dry-run]",
  "         --list",
  "         --remove <graph>",
].join("\n");

/** The options make no sense. */
class UsageError extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await run(readOptions());
  } catch (error) {
    console.error(`import: ${(error as Error).message}`);
    if (error instanceof UsageError) console.error(usage);
    return error instanceof UsageError ? 2 : 1;
  }
}

type Options = ReturnType<typeof parse>;

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      name: { type: "string" },
      title: { type: "string" },
      "title-zh": { type: "string" },
      edits: { type: "string" },
      mapping: { type: "string" },
      lenient: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      remove: { type: "string" },
    },
  });
}

function readOptions(): Options {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function run({ values, positionals }: Options): Promise<number> {
  const kept = await openGraphsKept();
  try {
    return await act(kept ?? importedGraphsFolder(), { values, positionals });
  } finally {
    await kept?.close();
  }
}

/** Where imported graphs are: in a folder, or in a database. */
type Place = string | GraphsKept;

async function act(place: Place, { values, positionals }: Options): Promise<number> {
  if (values.list) return list(place);
  if (values.remove !== undefined) return remove(place, values.remove);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError("one file or folder is needed");
  if (values.name === undefined) throw new UsageError("--name is needed");
  const fault = faultOfName(values.name);
  if (fault) throw new UsageError(`--name ${values.name}: ${fault}`);
  const input: Input = {
    path: resolve(path),
    graph: values.name,
    name: {
      ...(values.title !== undefined && { en: values.title }),
      ...(values["title-zh"] !== undefined && { zh: values["title-zh"] }),
    },
    edits: values.edits === undefined ? {} : ((await readJson(values.edits)) as OntologyEdits),
    mappings: await readMappings(values.mapping),
    isLenient: values.lenient,
  };
  return bring(place, input, values["dry-run"]);
}

async function bring(place: Place, input: Input, isDry: boolean): Promise<number> {
  const started = performance.now();
  const outcome = await readInput(input);
  if (outcome.isTooLarge) return bringStreamed(isDry ? undefined : place, input);
  tell(outcome, outcome.compiled !== undefined);
  const { compiled } = outcome;
  if (!compiled) return 1;
  // Nothing is kept that could not be served.
  const info = await memoryStore([compiled]).info({ graph: input.graph });
  if (!isDry) await keep(place, compiled, info, [basename(input.path)]);
  console.log(
    [
      isDry
        ? `import: this would be "${info.graph}", version ${info.version} (${seconds(started)} s)`
        : `import: "${info.graph}" is there, version ${info.version} (${seconds(started)} s)`,
      ...summary(compiled, info),
      ...(isDry ? [] : [`  at /en/g/${info.graph} and /zh/g/${info.graph}`]),
    ].join("\n"),
  );
  return 0;
}

async function keep(
  place: Place,
  compiled: CompiledGraph,
  info: GraphInfo,
  from: readonly string[],
): Promise<void> {
  if (typeof place === "string") return void (await keepImported(place, compiled, info, from));
  const image = imageOf(compiled, info, { from, importedAt: new Date().toISOString() });
  await place.keep(image, { whole: compiled });
}

/** A graph that is too large to be had as a whole; it takes minutes, so it is told what is being done. */
async function bringStreamed(place: Place | undefined, input: Input): Promise<number> {
  const started = performance.now();
  let [step, at] = ["", started];
  const end = () => {
    if (step) console.log(`import: ${step} took ${seconds(at)} s`);
    at = performance.now();
  };
  const kept = typeof place === "object" ? (image: GraphImage) => place.keep(image) : place;
  const outcome = await bringLarge(kept, input, (next) => {
    end();
    step = next;
  });
  const { info, problems, notes } = outcome;
  tell({ problems, notes }, info !== undefined);
  if (!info) return 1;
  end();
  const memory = (process.resourceUsage().maxRSS / 2 ** 20).toFixed(1);
  console.log(
    [
      place === undefined
        ? `import: this would be "${info.graph}", version ${info.version} (${seconds(started)} s, ${memory} GiB)`
        : `import: "${info.graph}" is there, version ${info.version} (${seconds(started)} s, ${memory} GiB)`,
      `  ${info.name.en}${info.name.zh === info.name.en ? "" : ` / ${info.name.zh}`}`,
      `  ${info.entities} entities, ${info.relations} relations, ${info.facts} facts`,
      ...(place === undefined ? [] : [`  at /en/g/${info.graph} and /zh/g/${info.graph}`]),
    ].join("\n"),
  );
  return 0;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function tell(
  { problems: { count, first }, notes }: Pick<Outcome, "problems" | "notes">,
  isTaken: boolean,
): void {
  for (const line of [...first, ...notes]) console.error(line);
  if (count === 0) return;
  const shown = count > first.length ? `; these are the first ${first.length}` : "";
  const rest = isTaken ? "the rest was taken" : "nothing was imported";
  console.error(`import: ${count} problem${count === 1 ? "" : "s"}${shown}; ${rest}`);
}

function summary({ compact, entities }: CompiledGraph, info: GraphInfo): string[] {
  const { ontology, relations } = compact;
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const listed = (names: readonly string[], count: (name: string, i: number) => number) =>
    names.map((name, i) => `${name} (${count(name, i)})`).join(", ") || "none";
  const facets = facetsOf(ontology).map(({ key }) => key);
  return [
    `  ${info.name.en}${info.name.zh === info.name.en ? "" : ` / ${info.name.zh}`}`,
    `  ${info.entities} entities, ${info.relations} relations, ${info.facts} facts`,
    `  kinds: ${listed(kinds, (kind) => entities.filter((entity) => entity.kind === kind).length)}`,
    `  relation types: ${listed(types, (_, i) => relations.type.filter((type) => type === i).length)}`,
    `  facets: ${facets.join(", ") || "none"}`,
  ];
}

async function list(place: Place): Promise<number> {
  const lines = typeof place === "string" ? await linesOfFolder(place) : await linesOfDatabase(place);
  if (lines.length === 0) console.log("import: no graph has been imported");
  for (const line of lines) console.log(line);
  return 0;
}

async function linesOfFolder(folder: string): Promise<string[]> {
  const names = await importedNames(folder);
  return Promise.all(
    names.map(async (name) => {
      const about = await readImported(folder, name).catch(() => undefined);
      return about ? lineOf(about, about) : `${name}  damaged; import it again`;
    }),
  );
}

async function linesOfDatabase(kept: GraphsKept): Promise<string[]> {
  return (await kept.list()).map(({ info, ...made }) => lineOf(info, made));
}

function lineOf(
  { graph, name, entities, relations, version }: Omit<GraphInfo, "tiles">,
  { from, importedAt }: { readonly from: readonly string[]; readonly importedAt: string },
): string {
  return `${graph}  ${name.en}  ${entities} entities, ${relations} relations, version ${version}, from ${from.join(", ")}, ${importedAt}`;
}

async function remove(place: Place, graph: string): Promise<number> {
  const isGone = await (typeof place === "string" ? removeImported(place, graph) : place.remove(graph));
  if (!isGone) throw new Error(`there is no graph "${graph}"`);
  console.log(`import: "${graph}" is gone`);
  return 0;
}

/** By file: what its columns are. */
async function readMappings(path: string | undefined): Promise<ReadonlyMap<string, CsvMapping>> {
  if (path === undefined) return new Map();
  const given = Object.entries(await readJson(path));
  const wrong = given.find(([, one]) => !Array.isArray((one as Partial<CsvMapping> | null)?.columns));
  if (wrong) throw new UsageError(`${path}: "${wrong[0]}" needs role, delimiter, hasHeader and columns`);
  return new Map(given as [string, CsvMapping][]);
}

async function readJson(path: string): Promise<object> {
  try {
    const data: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
  throw new UsageError(`${path}: an object is needed`);
}
