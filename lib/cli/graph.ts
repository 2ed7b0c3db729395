/**
 * `npm run graph`: checks the data and compiles what the app serves.
 *
 * Options: `--relayout` draws the map anew; `--check` checks and writes nothing; `--data <folder>` takes
 * another folder than graph-data. Problems go to the error output, one a line, and the exit code is 1.
 */
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dataVersion } from "@/lib/data/change-records";
import { compileGraph, unfoundNames } from "@/lib/data/compile-data";
import { loadGraphData } from "@/lib/data/files";
import { hashInput, readPointer, writeCompiled, writePlaces } from "@/lib/data/output";
import { wrongAnswers } from "@/lib/data/questions";
import { wrongStories } from "@/lib/data/stories";
import type { Problem } from "@/lib/data/yaml-file";
import { stateOf } from "@/lib/graph/data-diff";

interface Options {
  relayout: boolean;
  check: boolean;
  data: string;
}

const options = readOptions();
process.exitCode = options ? await run(resolve(options.data), options) : 2;

function readOptions(): Options | undefined {
  try {
    return parseArgs({
      options: {
        relayout: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        data: { type: "string", default: "graph-data" },
      },
    }).values;
  } catch (error) {
    console.error(`graph: ${(error as Error).message}`);
    console.error("allowed: --relayout, --check, --data <folder>");
    return undefined;
  }
}

async function run(folder: string, options: Options): Promise<number> {
  const started = performance.now();
  const before = await hashInput(folder, process.cwd());
  const standing = await readPointer(folder);
  if (!options.relayout && !options.check && standing?.inputHash === before) {
    console.log(`graph: nothing changed, version ${standing.version}`);
    return 0;
  }
  const { data, problems } = await loadGraphData(folder);
  if (!data) return tell(folder, problems);
  const compilation = compileGraph(data, { relayout: options.relayout });
  const found = [
    ...problems,
    ...unfoundNames(data, compilation),
    ...wrongAnswers(data.questions, compilation.compiled),
    ...wrongStories(data.stories, compilation.compiled),
  ];
  if (found.length > 0) return tell(folder, found);
  const { compact } = compilation.compiled;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (options.check) {
    const [entities, questions] = [compact.entities.slug.length, data.questions.length];
    const [stories, charts] = [data.stories.length, data.charts.length];
    const all = `${entities} entities, ${questions} questions, ${stories} stories and ${charts} charts`;
    console.log(`graph: ${all} are in order (${seconds} s)`);
    return 0;
  }
  const moved = await writePlaces(folder, compilation.places);
  const history = { version: dataVersion(stateOf(data.entities)), records: data.changes };
  // The places are input too: hashed as they stand now, so that the next run has nothing to do.
  const input = await hashInput(folder, process.cwd());
  const pointer = await writeCompiled(folder, compilation.compiled, history, input);
  const share = (part: number, all: number) => `${Math.round((100 * part) / Math.max(1, all))} % sourced`;
  console.log(
    [
      `graph: version ${pointer.version} in ${seconds} s`,
      `  ${pointer.entities} entities, ${pointer.facts} facts (${share(pointer.sourced.facts, pointer.facts)})`,
      `  ${pointer.relations} relations (${share(pointer.sourced.relations, pointer.relations)})`,
      `  ${compact.regions.length} regions, ${data.questions.length} questions, ${data.stories.length} stories, ${Math.round(pointer.gzipSize / 1024)} KB gzip`,
      ...(moved ? ["  places changed in map.tsv; commit it"] : []),
      ...(data.changes.at(-1)?.to === history.version ? [] : ["  not recorded yet: npm run changes"]),
    ].join("\n"),
  );
  return 0;
}

function tell(folder: string, problems: readonly Problem[]): number {
  const below = relative(process.cwd(), folder);
  const shown = below.startsWith("..") ? folder : below || ".";
  for (const { file, line, column, message } of problems)
    console.error(`${shown}/${file}:${line}:${column}: ${message}`);
  console.error(`graph: ${problems.length} problem${problems.length === 1 ? "" : "s"}`);
  return 1;
}
