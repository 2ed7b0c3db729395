/** Opens the store that this installation uses: the compiled graph, in memory. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { memoryStore } from "./memory";
import type { GraphStore } from "./store";

/** The compiled data cannot be read. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
}

/** Folder of the compiled data: `ATLAS_GRAPH_DIR`, else graph-data/.compiled under the working directory. */
export const compiledDataFolder = (): string =>
  // Told to leave it alone, since the bundler would otherwise pack the whole project along.
  resolve(/* turbopackIgnore: true */ process.env.ATLAS_GRAPH_DIR || "graph-data/.compiled");

/** @throws {StoreUnavailableError} nothing has been compiled, or what there is cannot be read */
export async function readCompiled(folder = compiledDataFolder()): Promise<CompiledGraph> {
  try {
    return JSON.parse(await readFile(join(folder, "atlas.json"), "utf8")) as CompiledGraph;
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** @throws {StoreUnavailableError} what has been compiled is no graph, or one of another format */
export function storeOver(compiled: CompiledGraph, folder = compiledDataFolder()): GraphStore {
  try {
    return memoryStore([compiled]);
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** @throws {StoreUnavailableError} as either of the two */
export const openStore = async (folder = compiledDataFolder()): Promise<GraphStore> =>
  storeOver(await readCompiled(folder), folder);

const unreadable = (folder: string, cause: unknown) =>
  new StoreUnavailableError(`The compiled graph in ${folder} cannot be read; \`npm run graph\` makes it.`, {
    cause,
  });
