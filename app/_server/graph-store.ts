/**
 * The store, opened once a process, with the snapshots of saved views beside the current data. While developing, it is
 * opened anew when other data have been compiled; in production, pages were built for one version of the data and must
 * find that one.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { compiledDataFolder, readCompiled, storeOver } from "@/lib/store/open";
import { type SnapshotStore, unpackSnapshot, withSnapshots } from "@/lib/store/snapshots";
import { type GraphRef, type GraphStore, UnknownVersionError } from "@/lib/store/store";
import { viewStore } from "./view-store";

/** How long the compiled data are taken to be unchanged, in milliseconds. */
const trustedFor = 1000;

interface Held {
  readonly compiled: CompiledGraph;
  readonly store: SnapshotStore;
}

interface Opened {
  held: Promise<Held>;
  /** When the pointer to the current data was last written, and when that was looked up. */
  writtenAt: number;
  checkedAt: number;
}
let opened: Opened | undefined;

/** @throws {StoreUnavailableError} there are no compiled data */
export const graphStore = async (): Promise<GraphStore> => (await current()).store;

/** Version of the graph's current data. @throws {UnknownGraphError | StoreUnavailableError} */
export const currentVersion = async (graph: string): Promise<string> =>
  (await (await graphStore()).info({ graph })).version;

/**
 * All that has been compiled of a graph in one version, the current one or a snapshot.
 *
 * @throws {UnknownGraphError | UnknownVersionError | StoreUnavailableError}
 */
export async function compiledGraph(ref: GraphRef): Promise<CompiledGraph> {
  const { compiled, store } = await current();
  const { version } = await store.info({ graph: ref.graph });
  if (ref.version === undefined || ref.version === version) return compiled;
  const snapshot = await store.snapshot(ref.version);
  if (snapshot?.compact.graph !== ref.graph) throw new UnknownVersionError(ref.version, version);
  return snapshot;
}

async function loadSnapshot(version: string): Promise<CompiledGraph | undefined> {
  const body = await (await viewStore()).snapshot(version);
  return body && unpackSnapshot(body, version);
}

async function current(): Promise<Held> {
  const now = Date.now();
  const mayChange = process.env.NODE_ENV !== "production";
  if (opened && !(mayChange && now - opened.checkedAt >= trustedFor)) return opened.held;
  const pointer = await stat(join(compiledDataFolder(), "current.json")).catch(() => undefined);
  const writtenAt = pointer?.mtimeMs ?? 0;
  if (!opened || opened.writtenAt !== writtenAt) {
    const held = open();
    opened = { held, writtenAt, checkedAt: now };
    held.catch(() => {
      opened = undefined;
    });
  }
  opened.checkedAt = now;
  return opened.held;
}

async function open(): Promise<Held> {
  const compiled = await readCompiled();
  return { compiled, store: withSnapshots(storeOver(compiled), loadSnapshot) };
}
