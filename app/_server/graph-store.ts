/**
 * The store, opened once a process, with imported graphs beside the atlas and the snapshots of saved views beside the
 * current data. While developing, it is opened anew when other data have been compiled; in production, pages were built
 * for one version of the atlas and must find that one. Imported graphs are seen as soon as they are there: in files or, where
 * `DATABASE_URL` is set, in that database.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Text } from "@/lib/graph/schema";
import type { Grid } from "@/lib/graph/tile";
import { importedGraphsFolder } from "@/lib/store/graph-files";
import { type SeveralGraphs, withImported } from "@/lib/store/graphs";
import { compiledDataFolder, readCompiled, storeOver } from "@/lib/store/open";
import { type SnapshotStore, unpackSnapshot, withSnapshots } from "@/lib/store/snapshots";
import { openSqlGraphs, withDatabase } from "@/lib/store/sql/open";
import { type GraphInfo, type GraphRef, type GraphStore, UnknownVersionError } from "@/lib/store/store";
import { host } from "./host";
import { timed } from "./timed";
import { viewStore } from "./view-store";

/** How long the compiled data are taken to be unchanged, in milliseconds. */
const trustedFor = 1000;

interface Held {
  /** The atlas. */
  readonly compiled: CompiledGraph;
  readonly several: SeveralGraphs;
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
  const { compiled, several, store } = await current();
  const { version } = await store.info({ graph: ref.graph });
  if (ref.version === undefined || ref.version === version)
    return ref.graph === compiled.compact.graph ? compiled : several.whole(ref);
  const snapshot = await store.snapshot(ref.version);
  if (snapshot?.compact.graph === ref.graph) return snapshot;
  if (ref.graph === compiled.compact.graph) throw new UnknownVersionError(ref.version, version);
  return several.whole(ref);
}

/** A graph that can be had in tiles and pages alone. */
export interface LargeGraph {
  readonly store: GraphStore;
  readonly info: GraphInfo & { readonly tiles: Grid };
  readonly sections: GraphAbout["sections"];
}

/**
 * The graph, where it is too large to be had as a whole in this version; nothing where it can be, as snapshots can.
 *
 * @throws {UnknownGraphError | UnknownVersionError | StoreUnavailableError}
 */
export async function largeGraph({ graph, version }: GraphRef): Promise<LargeGraph | undefined> {
  const { store, several, compiled } = await current();
  if (graph === compiled.compact.graph) return undefined;
  const info = await store.info({ graph });
  const { tiles } = info;
  if (!tiles || (version !== undefined && version !== info.version && (await store.snapshot(version))))
    return undefined;
  await store.info({ graph, version });
  return { store, info: { ...info, tiles }, sections: (await several.imported(graph)).sections };
}

/** What a page about a graph says before the graph itself is there. */
export interface GraphAbout extends GraphInfo {
  /** Titles of the sections that its entities may name, by number. */
  readonly sections: Readonly<Record<string, Text>>;
}

/** @throws {UnknownGraphError | StoreUnavailableError | DamagedGraphError} */
export async function graphAbout(graph: string): Promise<GraphAbout> {
  const { compiled, several, store } = await current();
  const info = await store.info({ graph });
  if (graph !== compiled.compact.graph)
    return { ...info, sections: (await several.imported(graph)).sections };
  const { entries } = compiled.outline;
  return { ...info, sections: Object.fromEntries(entries.map(({ number, title }) => [number, title])) };
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
  const inDatabase = openSqlGraphs();
  if (inDatabase) host()?.atClose.push(() => inDatabase.close());
  const several = inDatabase
    ? withDatabase(storeOver(compiled), inDatabase)
    : withImported(storeOver(compiled), importedGraphsFolder());
  return { compiled, several, store: timed("graph", withSnapshots(several, loadSnapshot)) };
}
