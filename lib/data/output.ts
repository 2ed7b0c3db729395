/**
 * Where compiled data stand (`graph-data/.compiled/`), and how they get there without a moment in which
 * a reader could see half of them: each file is written beside and renamed, the pointer last.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ChangeHistory } from "@/lib/graph/change-record";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { EntityId } from "@/lib/graph/schema";
import { files } from "./files";
import type { Place } from "./map";

export const compiledFolder = ".compiled";
export const pointerFile = "current.json";
export const graphFile = "atlas.json";
export const changesFile = "changes.json";

/** What stands in the pointer file: which data are current, and of which input they were made. */
export interface Pointer {
  readonly graph: string;
  readonly version: string;
  readonly entities: number;
  readonly relations: number;
  readonly facts: number;
  /** How many of them a source supports. */
  readonly sourced: { readonly facts: number; readonly relations: number };
  /** Entities by kind, in the ontology's order. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly inputHash: string;
  /** Bytes of the compact graph as it travels, compressed with gzip. */
  readonly gzipSize: number;
}

/** Source folders that decide what comes out of the same data. */
const compilerFolders = ["lib/data", "lib/graph", "lib/view"];

/** A hash of everything that the outcome depends on: the data, and the compiler itself, but no text about them. */
export async function hashInput(dataFolder: string, projectFolder: string): Promise<string> {
  const hash = createHash("sha256");
  const paths = [...compilerFolders.map((folder) => join(projectFolder, folder)), dataFolder];
  for (const folder of paths) {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
    const names = entries
      .filter(({ name }) => !name.startsWith(".") && !name.endsWith(".md"))
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(compiledFolder))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names)
      hash
        .update(name.slice(folder.length))
        .update("\0")
        .update(await readFile(name));
  }
  return hash.digest("hex").slice(0, 16);
}

/** The pointer that stands, or nothing where nothing has been compiled. */
export async function readPointer(dataFolder: string): Promise<Pointer | undefined> {
  try {
    return JSON.parse(await readFile(join(dataFolder, compiledFolder, pointerFile), "utf8")) as Pointer;
  } catch {
    return undefined;
  }
}

/** Writes the compiled graph and how its data came to be, and makes it the current one. */
export async function writeCompiled(
  dataFolder: string,
  compiled: CompiledGraph,
  history: ChangeHistory,
  inputHash: string,
): Promise<Pointer> {
  const folder = join(dataFolder, compiledFolder);
  await mkdir(folder, { recursive: true });
  const pointer = pointerOf(compiled, inputHash, gzipSync(JSON.stringify(compiled.compact)).length);
  await replaceFile(join(folder, graphFile), JSON.stringify(compiled));
  await replaceFile(join(folder, changesFile), JSON.stringify(history));
  await replaceFile(join(folder, pointerFile), `${JSON.stringify(pointer, null, 2)}\n`);
  return pointer;
}

function pointerOf({ compact, entities }: CompiledGraph, inputHash: string, gzipSize: number): Pointer {
  const facts = entities.flatMap((entity) => Object.values(entity.facts));
  const kinds = Object.keys(compact.ontology.kinds);
  return {
    graph: compact.graph,
    version: compact.version,
    entities: entities.length,
    relations: compact.relations.to.length,
    facts: facts.length,
    sourced: {
      facts: facts.filter(({ sources }) => sources.length > 0).length,
      relations: compact.relations.to.length - compact.relations.unsourced.length,
    },
    kinds: Object.fromEntries(
      kinds.map((kind) => [kind, entities.filter((entity) => entity.kind === kind).length]),
    ),
    inputHash,
    gzipSize,
  };
}

/** Writes the places on the map, one entity a line, sorted. Returns whether anything changed. */
export async function writePlaces(
  dataFolder: string,
  places: ReadonlyMap<EntityId, Place>,
): Promise<boolean> {
  const path = join(dataFolder, files.map);
  const lines = [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { x, y, region }]) => [id, x, y, region].join("\t"));
  const text = `# id, x, y, region: where entities stand on the map. Written by \`npm run graph\`.\n${lines.join("\n")}\n`;
  if ((await readFile(path, "utf8").catch(() => "")) === text) return false;
  await replaceFile(path, text);
  return true;
}

/** Whoever reads sees the old content or the new. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  await writeFile(beside, content);
  await rename(beside, path);
}
