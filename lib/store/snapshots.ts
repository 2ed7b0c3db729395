/** Snapshots of views as versions of a graph that can be asked like any other, and the form in which they are kept. */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { memoryStore } from "./memory";
import { routedStore } from "./routed-store";
import type { GraphRef, GraphStore } from "./store";

/** How many snapshots are held open; the one that nobody has asked for longest gives way. */
const most = 8;
/** Bytes that a snapshot may have once it is unpacked: some ten times the whole atlas. */
const largest = 48 * 1024 * 1024;

/** A snapshot that is kept is not what it was. */
export class DamagedSnapshotError extends Error {
  override readonly name = "DamagedSnapshotError";
}

/** 16 hexadecimal digits of a SHA-256. */
export const contentHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

export const packSnapshot = (snapshot: CompiledGraph): Promise<Uint8Array> =>
  promisify(gzip)(JSON.stringify(snapshot));

/**
 * @param hash that it was kept under
 * @throws {DamagedSnapshotError}
 */
export async function unpackSnapshot(body: Uint8Array, hash: string): Promise<CompiledGraph> {
  try {
    const text = (await promisify(gunzip)(body, { maxOutputLength: largest })).toString();
    const snapshot = JSON.parse(text) as CompiledGraph;
    const { version, ...compact } = snapshot.compact;
    // Hashed as it was before it had a version, which stood where it stands now.
    const bare = text.replace(`"version":"${version}"`, '"version":""');
    if (version === hash && compact.format === 1 && contentHash(bare) === hash) return snapshot;
  } catch (cause) {
    throw new DamagedSnapshotError(`The snapshot ${hash} cannot be read.`, { cause });
  }
  throw new DamagedSnapshotError(`The snapshot ${hash} is not what was kept under its name.`);
}

export interface SnapshotStore extends GraphStore {
  /** All that a snapshot holds, by its version; nothing where there is none. */
  snapshot(version: string): Promise<CompiledGraph | undefined>;
}

interface OpenSnapshot {
  readonly compiled: CompiledGraph;
  readonly store: GraphStore;
}

/**
 * A store that also answers about snapshots, by their version.
 *
 * @param load nothing where there is no such snapshot
 */
export function withSnapshots(
  store: GraphStore,
  load: (version: string) => Promise<CompiledGraph | undefined>,
): SnapshotStore {
  const open = new Map<string, Promise<OpenSnapshot | undefined>>();
  const opened = (version: string): Promise<OpenSnapshot | undefined> => {
    const found =
      open.get(version) ??
      load(version).then((compiled) => compiled && { compiled, store: memoryStore([compiled]) });
    open.delete(version);
    open.set(version, found);
    const forget = () => void (open.get(version) === found && open.delete(version));
    // What is not there now may be saved in the next moment.
    found.then((is) => is ?? forget(), forget);
    for (const oldest of [...open.keys()].slice(0, -most)) open.delete(oldest);
    return found;
  };
  /** The store that holds this version. */
  const of = async (ref: GraphRef): Promise<GraphStore> => {
    const { version: current } = await store.info({ graph: ref.graph });
    if (ref.version === undefined || ref.version === current) return store;
    const snapshot = await opened(ref.version);
    if (snapshot?.compiled.compact.graph === ref.graph) return snapshot.store;
    // A store may have the version before still; else it says that it has not.
    await store.info(ref);
    return store;
  };
  return {
    ...routedStore(of),
    snapshot: async (version) => (await opened(version))?.compiled,
    graphs: () => store.graphs(),
    close: async () => {
      open.clear();
      await store.close();
    },
  };
}
