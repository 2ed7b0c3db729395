/**
 * `npm run generate -- --entities <number> --out <folder>` writes a scale-free test graph over the atlas's ontology, as a file that
 * `npm run import` reads. The same options always write the same bytes.
 *
 * Options: `--relations <number>` for each entity (3), `--seed <number>` (1). The exit code is 2 when the options make
 * no sense, 1 when it cannot be written.
 */
import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { files } from "@/lib/data/files";
import { fewestEntities, generate, mostEntities } from "@/lib/data/generated/entities";
import { parseYaml } from "@/lib/data/yaml-file";
import { writeAtlasJson } from "@/lib/exchange/atlas-json";
import { ontologySchema } from "@/lib/graph/ontology";

const usage = "allowed: --entities <number> --out <folder> [--relations <number>] [--seed <number>]";
/** For each entity. */
const mostRelations = 50;

/** The options make no sense. */
class UsageError extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await run();
  } catch (error) {
    console.error(`generate: ${(error as Error).message}`);
    if (error instanceof UsageError) console.error(usage);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function run(): Promise<number> {
  const { out, ...options } = readOptions();
  const started = performance.now();
  const graph = generate(await ontologyOfAtlas(), options);
  await mkdir(out, { recursive: true });
  const path = join(out, "graph.json");
  await pipeline(Readable.from(writeAtlasJson(graph)), createWriteStream(path));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `generate: ${options.entities} entities, ${graph.relations} relations in ${path} (${seconds} s)`,
  );
  return 0;
}

function readOptions() {
  const { values } = parsed();
  const numberOf = (name: string, text: string | undefined, least: number, most: number): number => {
    if (text === undefined) throw new UsageError(`--${name} is needed`);
    const value = Number(text);
    if (!(value >= least && value <= most))
      throw new UsageError(`--${name} has to be from ${least} to ${most}`);
    return value;
  };
  const whole = (name: string, text: string | undefined, least: number, most: number): number => {
    const value = numberOf(name, text, least, most);
    if (!Number.isInteger(value)) throw new UsageError(`--${name} has to be a whole number`);
    return value;
  };
  if (!values.out) throw new UsageError("--out is needed");
  return {
    entities: whole("entities", values.entities, fewestEntities, mostEntities),
    relations: numberOf("relations", values.relations, 0, mostRelations),
    seed: whole("seed", values.seed, 0, 2 ** 31 - 1),
    out: values.out,
  };
}

function parsed() {
  try {
    return parseArgs({
      options: {
        entities: { type: "string" },
        relations: { type: "string", default: "3" },
        seed: { type: "string", default: "1" },
        out: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function ontologyOfAtlas() {
  const path = fileURLToPath(new URL(`../../graph-data/${files.ontology}`, import.meta.url));
  return ontologySchema.parse(parseYaml(files.ontology, await readFile(path, "utf8")).data);
}
