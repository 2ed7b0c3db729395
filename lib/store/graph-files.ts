/**
 * Imported graphs as they are kept: a folder for each, with a file of all that was compiled, or the image of a large graph
 * (large-graph-files.ts), and a pointer that names it.
 *
 * The pointer is renamed into its place last, after all that it names is on the disk, so whoever reads sees the graph of
 * before or that of after, whenever the one who writes is killed; what that leaves behind is cleared by the next one.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod/mini";
import type { CompiledGraph, Outline } from "@/lib/graph/compiled";
import { ownPrefix } from "@/lib/graph/own-name";
import { textSchema } from "@/lib/graph/schema";
import { type GraphInfo, TooLargeError } from "./store";
import { type DirectoryLock, LockedError, lockDirectory } from "./views/directory-lock";

/** How a graph is called in addresses. */
const graphIdPattern = /^[a-z][a-z0-9-]{0,63}$/;
/** Beginnings of names that are not for imported graphs: those that one browser alone has, and uploads. */
const reservedBeginnings = [ownPrefix, "u-"];
const pointerName = "current.json";
const dataName = /^(data-[0-9a-f-]{36}\.json|image-[0-9a-f-]{36})$/;
/** Where those who write keep out of each other's way; no name of a graph. */
const lockName = ".writing";

const count = z.int().check(z.gte(0));
const pointerSchema = z.object({
  format: z.literal(1),
  graph: z.string().check(z.regex(graphIdPattern)),
  name: textSchema,
  version: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  entities: count,
  relations: count,
  facts: count,
  sourced: z.object({ facts: count, relations: count }),
  tiles: z.optional(z.object({ extent: z.number(), zooms: count })),
  /** Titles of the sections that its entities may name, by number. */
  sections: z.record(z.string(), textSchema),
  /** What it was read from, and when. */
  from: z.array(z.string()),
  importedAt: z.iso.datetime(),
  /**
   * The file beside it that holds all of it, with its length in bytes and its SHA-256; of a large graph, the folder of its
   * image, and those of the file in there that tells the others'.
   */
  file: z.string().check(z.regex(dataName)),
  bytes: count,
  hash: z.string(),
});
/** What is known of an imported graph without reading all of it. */
export type ImportedGraph = z.infer<typeof pointerSchema>;

/** What is kept of a graph is not what was written. */
export class DamagedGraphError extends Error {
  override readonly name = "DamagedGraphError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the imported graphs: `graphs` in `ATLAS_DATA_DIR`, else in .data under the working directory. */
export const importedGraphsFolder = (env: Environment = process.env): string =>
  // Told to leave it alone, since the bundler would otherwise pack the whole project along.
  join(resolve(/* turbopackIgnore: true */ env.ATLAS_DATA_DIR || ".data"), "graphs");

/** Why a graph cannot be imported under this name; `undefined` where it can. */
export function faultOfName(graph: string): string | undefined {
  if (!graphIdPattern.test(graph))
    return "a name has up to 64 lower-case letters, digits and hyphens, and begins with a letter";
  if (graph === "atlas") return "this is the name of the atlas itself";
  const reserved = reservedBeginnings.find((beginning) => graph.startsWith(beginning));
  return reserved && `names that begin with "${reserved}" are reserved`;
}

/**
 * What is known of a graph; `undefined` where there is none of this name.
 *
 * @throws {DamagedGraphError}
 */
export async function readImported(folder: string, graph: string): Promise<ImportedGraph | undefined> {
  if (!graphIdPattern.test(graph)) return undefined;
  const text = await textOf(join(folder, graph, pointerName));
  if (text === undefined) return undefined;
  try {
    const pointer = pointerSchema.parse(JSON.parse(text));
    if (pointer.graph === graph) return pointer;
  } catch (cause) {
    throw new DamagedGraphError(`What is known of the graph ${graph} cannot be read.`, { cause });
  }
  throw new DamagedGraphError(`In the folder of the graph ${graph} stands another one.`);
}

/** What changes whenever another graph is imported under this name; `undefined` where there is none. */
export async function markOf(folder: string, graph: string): Promise<string | undefined> {
  // Anybody may ask for any name.
  if (!graphIdPattern.test(graph)) return undefined;
  const found = await stat(join(folder, graph, pointerName)).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
}

/** Names of the graphs that are there, damaged ones too, by alphabet. */
export async function importedNames(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => graphIdPattern.test(name));
  const marks = await Promise.all(names.map((name) => markOf(folder, name)));
  return names.filter((_, i) => marks[i] !== undefined).sort();
}

/** How often a graph is looked up anew that is replaced while it is being read. */
const attempts = 5;

/**
 * All of a graph, with what is known of it; `undefined` where there is none of this name.
 *
 * @throws {DamagedGraphError}
 * @throws {TooLargeError} it is kept as an image
 */
export async function readWhole(
  folder: string,
  graph: string,
): Promise<{ about: ImportedGraph; compiled: CompiledGraph } | undefined> {
  for (let attempt = 1; ; attempt++) {
    const about = await readImported(folder, graph);
    if (!about) return undefined;
    if (about.tiles) throw new TooLargeError(`The graph ${graph} can be had in tiles alone.`);
    const bytes = await readFile(join(folder, graph, about.file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (bytes) return { about, compiled: checked(about, bytes) };
    if (attempt === attempts) throw new DamagedGraphError(`The graph ${graph} lacks its data.`);
  }
}

function checked({ graph, hash, bytes, version }: ImportedGraph, data: Buffer): CompiledGraph {
  const damaged = (cause?: unknown) => new DamagedGraphError(`The graph ${graph} is damaged.`, { cause });
  if (data.length !== bytes || hashOf(data) !== hash) throw damaged();
  try {
    const compiled = JSON.parse(data.toString()) as CompiledGraph;
    if (compiled.compact.graph === graph && compiled.compact.version === version) return compiled;
  } catch (cause) {
    throw damaged(cause);
  }
  throw damaged();
}

export const hashOf = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

/**
 * Keeps a graph under its name in place of the one that has it.
 *
 * @param info as a store tells it of the graph
 * @throws {LockedError} another process has been writing for long
 */
export async function keepImported(
  folder: string,
  compiled: CompiledGraph,
  info: GraphInfo,
  from: readonly string[],
): Promise<ImportedGraph> {
  const data = Buffer.from(JSON.stringify(compiled));
  const about: ImportedGraph = {
    format: 1,
    ...info,
    sections: sectionsIn(compiled.outline),
    from: [...from],
    importedAt: new Date().toISOString(),
    file: `data-${randomUUID()}.json`,
    bytes: data.length,
    hash: hashOf(data),
  };
  return alone(folder, () => putInPlace(folder, about, (path) => writeDurably(path, data)));
}

/**
 * Has a graph's pointer name what `put` puts at a path. For who is alone in the folder of graphs.
 *
 * @param put is done once it is on the disk
 */
export async function putInPlace(
  folder: string,
  about: ImportedGraph,
  put: (path: string) => Promise<void>,
): Promise<ImportedGraph> {
  const own = join(folder, about.graph);
  await mkdir(own, { recursive: true });
  const before = await readImported(folder, about.graph).catch(() => undefined);
  await clear(own, before?.file);
  await put(join(own, about.file));
  const beside = join(own, `${about.file}.pointer`);
  await writeDurably(beside, Buffer.from(`${JSON.stringify(about, null, 2)}\n`));
  await rename(beside, join(own, pointerName));
  await settle(own);
  await settle(folder);
  await clear(own, about.file);
  return about;
}

export const sectionsIn = ({ entries }: Outline): ImportedGraph["sections"] =>
  Object.fromEntries(entries.map(({ number, title }) => [number, title]));

/**
 * Removes a graph.
 *
 * @returns whether there was one
 * @throws {LockedError} another process has been writing for long
 */
export async function removeImported(folder: string, graph: string): Promise<boolean> {
  const own = join(folder, graph);
  if ((await markOf(folder, graph)) === undefined) return false;
  return alone(folder, async () => {
    // First, since nobody looks at what no pointer names.
    await rm(join(own, pointerName), { force: true });
    await settle(own);
    await clear(own, undefined);
    await rmdir(own).catch(() => undefined);
    return true;
  });
}

/** Removes from the folder of a graph what its pointer does not name, as one who was killed has left it. */
async function clear(own: string, file: string | undefined): Promise<void> {
  const left = (await readdir(own)).filter((name) => name !== file && name !== pointerName);
  await Promise.all(left.map((name) => rm(join(own, name), { force: true, recursive: true })));
}

async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Has the names in a folder outlive a loss of power, where the system can do that. */
export async function settle(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** How long one who writes waits for another, and between two looks, in milliseconds. */
const patience = 60_000;
const rhythm = 100;

/** Keeps those who write out of each other's way. @throws {LockedError} another process has been writing for long */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const lock = await lockPatiently(join(folder, lockName));
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function lockPatiently(folder: string): Promise<DirectoryLock> {
  for (const until = performance.now() + patience; ; await wait(rhythm)) {
    try {
      return await lockDirectory(folder);
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() > until) throw error;
    }
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
