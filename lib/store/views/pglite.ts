/** PostgreSQL inside this process, in a folder: nothing to install, nothing to set up. */
import { access, rename, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Extensions, PGliteInterface } from "@electric-sql/pglite";
import {
  type Database,
  noRoom,
  type Query,
  sqlState,
  storeError,
  untilNoClash,
  type Value,
} from "./database";
import { type DirectoryLock, LockedError, lockDirectory } from "./directory-lock";
import { upkeep } from "./migrations";
import { openFiles } from "./pglite-files.mjs";
import { ViewStoreFullError, ViewStoreUnavailableError } from "./view-store";

/**
 * Bytes that have to be free before anything is written. Where there is no room for the next segment of its journal,
 * PostgreSQL in WebAssembly does not fail but runs round for ever; so it never comes to that.
 */
const reserve = 8 * 1024 * 1024;
/** Bytes that a new database takes. */
const atFirst = 40 * 1024 * 1024;
/** Bytes written, by a rough count, after which the journal is folded up and the room of removed rows used again. */
const upkeepEvery = 8 * 1024 * 1024;
const perStatement = 4096;
/** How often what is written may lie on the disk until the journal is folded up. */
const copies = 3;

type Connection = Pick<PGliteInterface, "query">;

/** What work on the database is given. */
interface Use {
  postgres: PGliteInterface;
  queryOf(connection: Connection): Query;
  /** Tells what an error of the database's own means. */
  failed(error: unknown): never;
}

type Opened = Awaited<ReturnType<typeof openFiles>>;

/**
 * Opens on first use, which takes some seconds in a new folder that has not been prepared, and anew after it has broken
 * down. The folder is locked until `close`: two processes in it would lose what they save.
 *
 * @param extensions of PostgreSQL, which statements can create
 */
export function pgliteDatabase(folder: string, extensions: Extensions = {}): Database {
  let lock: DirectoryLock | undefined;
  let opening: Promise<Opened> | undefined;
  let preparing: Promise<void> | undefined;
  let written = 0;
  const turns = new Map<number, Promise<void>>();

  const open = async (): Promise<Opened> => {
    await preparing?.catch(() => {});
    try {
      lock ??= await lockDirectory(folder);
      return await openFolder(join(folder, "pglite"), extensions);
    } catch (error) {
      opening = undefined;
      throw inOurWords(error, folder);
    }
  };
  /** Makes a new database where there is none, and leaves it to whoever opens it first. */
  const make = async (): Promise<void> => {
    if (opening || (await isThere(join(folder, "pglite")))) return;
    const own = await lockDirectory(folder).catch(notLocked);
    // Whoever has it makes its own.
    if (!own) return;
    try {
      await makeFolder(join(folder, "pglite"));
    } finally {
      await own.release();
    }
  };
  /** Does something with the database, and gives it up where it breaks down. */
  const using = async <Result>(work: (use: Use) => Promise<Result>): Promise<Result> => {
    opening ??= open();
    const mine = opening;
    const opened = await mine;
    let isBroken = false;
    const failed = (error: unknown): never => {
      isBroken ||= sqlState(error) === undefined || isFatal(error);
      throw inOurWords(error, folder);
    };
    const queryOf =
      (connection: Connection): Query =>
      async <Row>(sql: string, values: readonly Value[] = []) => {
        await demandRoom(folder, roomFor(sql, values));
        const { rows } = await connection.query<Row>(sql, [...values]).catch(failed);
        if (roomFor(sql, values) > 0) written += sizeOf(values);
        return rows;
      };
    try {
      return await work({ postgres: opened.postgres, queryOf, failed });
    } finally {
      if (isBroken && opening === mine) {
        opening = undefined;
        await opened.files.closeFs().catch(() => {});
      }
    }
  };
  const transactionOnce = <Result>(work: (query: Query) => Promise<Result>): Promise<Result> =>
    using(async ({ postgres, queryOf, failed }) => {
      let isTold = false;
      try {
        return await postgres.transaction((inside) =>
          work(queryOf(inside)).catch((error) => {
            isTold = true;
            throw error;
          }),
        );
      } catch (error) {
        // Else it is beginning or committing that failed.
        if (isTold) throw error;
        return failed(error);
      }
    });
  /** Of no consequence for what has just been saved, so nobody hears of a failure. */
  const keepUp = async (): Promise<void> => {
    if (written < upkeepEvery) return;
    written = 0;
    await using(async ({ postgres, queryOf }) => {
      for (const statement of upkeep) await queryOf(postgres)(statement);
    }).catch(() => {});
  };
  return {
    async query(sql, values) {
      const rows = await using(({ postgres, queryOf }) => queryOf(postgres)<never>(sql, values));
      await keepUp();
      return rows;
    },
    async transaction(work) {
      const result = await untilNoClash(() => transactionOnce(work));
      await keepUp();
      return result;
    },
    async copy(into, rows) {
      await demandRoom(folder, reserve + copies * rows.length);
      await using(({ postgres, failed }) =>
        postgres.query(`copy ${into} from '/dev/blob'`, [], { blob: new Blob([rows]) }).catch(failed),
      );
      written += rows.length;
      await keepUp();
    },
    alone(lock, work) {
      // The folder is this process's alone.
      const turn = (turns.get(lock) ?? Promise.resolve()).then(work);
      turns.set(
        lock,
        turn.then(
          () => {},
          () => {},
        ),
      );
      return turn;
    },
    async prepare() {
      preparing ??= make().finally(() => {
        preparing = undefined;
      });
      await preparing;
    },
    async close() {
      await preparing?.catch(() => {});
      const opened = await opening?.catch(() => undefined);
      opening = undefined;
      await opened?.postgres.close();
      await lock?.release();
      lock = undefined;
    },
  };
}

function notLocked(error: unknown): undefined {
  if (!(error instanceof LockedError)) throw error;
}

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false,
  );

async function openFolder(folder: string, extensions: Extensions): Promise<Opened> {
  if (!(await isThere(folder))) await makeFolder(folder);
  return openFiles(folder, extensions).catch((error) => withoutRoom(error, folder));
}

/** A new database is made aside and gets its name when it is whole, so that nobody finds half of one. */
async function makeFolder(folder: string): Promise<void> {
  const aside = `${folder}.new`;
  await demandRoom(dirname(folder), atFirst);
  await rm(aside, { recursive: true, force: true });
  await madeOnThread(aside).catch((error) => withoutRoom(error, dirname(folder)));
  await rename(aside, folder);
}

/** Making one takes seconds of computing, in which a server would answer nobody. */
const madeOnThread = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pglite-maker.mjs", import.meta.url));
    worker.postMessage(folder);
    worker.once("error", reject);
    worker.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error("The thread that makes the database has ended.")),
    );
  });

/** The database does not tell that it cannot even begin, since there is no room. @throws {ViewStoreFullError} */
async function withoutRoom(error: unknown, folder: string): Promise<never> {
  await demandRoom(folder, reserve);
  throw error;
}

/**
 * Bytes that have to be free for a statement: for one that removes or locks fewer than for one that adds, which is written
 * to the journal, there perhaps with the pages that it comes to, and to the table.
 */
function roomFor(sql: string, values: readonly Value[]): number {
  if (/^\s*(insert|update|create|alter)\b/.test(sql)) return reserve + copies * sizeOf(values);
  return /^\s*(select|set)\b(?!.*\bfor update\b)/s.test(sql) ? 0 : reserve / 2;
}

const sizeOf = (values: readonly Value[]): number =>
  values.reduce<number>(
    (size, value) => size + (typeof value === "number" ? 8 : (value?.length ?? 0)),
    perStatement,
  );

/**
 * @throws {ViewStoreFullError} fewer bytes than these are free
 * @throws {ViewStoreUnavailableError} the system cannot tell
 */
async function demandRoom(folder: string, bytes: number): Promise<void> {
  if (bytes === 0) return;
  const { bavail, bsize } = await statfs(folder).catch((error) => {
    throw inOurWords(error, folder);
  });
  if (bavail * bsize < bytes) throw new ViewStoreFullError(noRoom);
}

const isFatal = (error: unknown): boolean =>
  ["FATAL", "PANIC"].includes((error as { severity?: string }).severity ?? "");

function inOurWords(error: unknown, folder: string): unknown {
  if (error instanceof ViewStoreFullError || error instanceof ViewStoreUnavailableError) return error;
  if (error instanceof LockedError)
    return new ViewStoreUnavailableError(
      `${error.message} Stop that one, or give each its own ATLAS_DATA_DIR, or all the same DATABASE_URL.`,
      { cause: error },
    );
  return storeError(error, `See that ${folder} can be written to and lies on a disk of this machine.`);
}
