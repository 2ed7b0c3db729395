/** What the store of views needs of a PostgreSQL, wherever it runs; and what its errors mean to us. */
import { ViewStoreFullError, ViewStoreUnavailableError } from "./view-store";

export type Value = string | number | Uint8Array | null;
/**
 * @param isPrepared whether the statement is one of few that are asked often: a server then plans it once for each connection
 */
export type Query = <Row>(sql: string, values?: readonly Value[], isPrepared?: boolean) => Promise<Row[]>;

/** Both methods fail with ViewStoreUnavailableError or ViewStoreFullError where it is the database's state that hinders. */
export interface Database {
  /** One statement, which is saved for good once its rows are told. */
  query: Query;
  /** All or nothing. `work` may be done again when it got in the way of another transaction. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /**
   * Adds many rows at once.
   *
   * @param into table and columns: `entity (graph_version, entity_id)`
   * @param rows in PostgreSQL's text format: a line each, columns parted by tabs
   */
  copy(into: string, rows: string): Promise<void>;
  /** Does work while nobody else does any under this number; waits for its turn. */
  alone<Result>(lock: number, work: () => Promise<Result>): Promise<Result>;
  /** Does ahead what would keep the first one who uses it waiting, where there is any such thing. */
  prepare?(): Promise<void>;
  close(): Promise<void>;
}

/** Codes (SQLSTATE) with which PostgreSQL says that a transaction would succeed when done again. */
const clashes = new Set(["40001", "40P01"]);
const attempts = 4;

/** Does a transaction again that clashed with another. */
export async function untilNoClash<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !clashes.has(sqlState(error) ?? "")) throw error;
    }
  }
}

/** PostgreSQL's own code of an error; undefined where it is not PostgreSQL that reports it. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && "severity" in (error as object)
    ? code
    : undefined;
}

/** The state of a statement that the server has given up for its slowness. */
export const givenUp = "57014";

/**
 * States in which the database cannot serve, though the statement is in order: connection lost, wrong password, no
 * such database, no rights, read only, too many connections, cancelled for its slowness, lock not had, shut down.
 */
const unavailableStates = /^(08...|28...|3D000|42501|25006|53[2-4]..|57...|55P03|58...)$/;

export const noRoom = "There is no room left for saved views: free some on the disk.";

/**
 * An error of the database as the store tells it.
 *
 * @param advice what to do when the database cannot serve
 * @returns the error itself where it is a fault of ours
 */
export function storeError(cause: unknown, advice: string): unknown {
  const state = sqlState(cause);
  const { message, code } = cause as { message: string; code?: unknown };
  if (state === "53100" || code === "ENOSPC" || /no space left on device/i.test(message))
    return new ViewStoreFullError(noRoom, { cause });
  if (state !== undefined && !unavailableStates.test(state)) return cause;
  return new ViewStoreUnavailableError(`The store of saved views cannot serve (${message}). ${advice}`, {
    cause,
  });
}
