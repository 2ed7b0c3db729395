/** Opens the embedded database in a folder. Plain JavaScript, since the thread that makes new ones runs it as it is. */
import { fdatasyncSync, fstatSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** Megabytes of a segment of the journal: small, since a new one needs as much room at once. */
const segment = 1;
/** Error number of WebAssembly's system interface for a disk that fails. */
const diskFailure = 29;

/** What is told as written is on the disk: PGlite itself leaves that to the system, which may lose power. */
class SyncedFiles extends NodeFS {
  /** @type {NodeFS["init"]} */
  async init(...given) {
    const made = await super.init(...given);
    const { emscriptenOpts } = made;
    emscriptenOpts.preRun = [...(emscriptenOpts.preRun ?? []), withSync];
    return made;
  }
}

/** Gives the file system of the module the operation that it lacks. */
function withSync(module) {
  module.NODEFS.stream_ops.fsync = ({ nfd }) => {
    try {
      fdatasyncSync(nfd);
      return 0;
    } catch {
      // Not every system can do it for a folder, nor needs to.
      return fstatSync(nfd).isDirectory() ? 0 : diskFailure;
    }
  };
}

/** Of its own parameters, -F switches synchronising off; of the ways to do it, this one reaches the file system. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  "-c",
  "wal_sync_method=fsync",
];

/**
 * A new database is made where there is none, which keeps the thread busy for seconds.
 *
 * @param {string} folder
 * @param {import("@electric-sql/pglite").Extensions} [extensions]
 * @returns {Promise<{ postgres: import("@electric-sql/pglite").PGliteInterface, files: import("@electric-sql/pglite/nodefs").NodeFS }>}
 */
export async function openFiles(folder, extensions = {}) {
  const files = new SyncedFiles(folder);
  const postgres = await PGlite.create({
    fs: files,
    extensions,
    startParams,
    initDbStartParams: [`--wal-segsize=${segment}`],
  });
  return { postgres, files };
}
