/** Brings tables up to date, step by step. Steps are never changed once they have been released, only added. */
import type { Database } from "./database";
import { ViewStoreUnavailableError } from "./view-store";

export type Step = readonly string[];

export interface Series {
  /** What is kept in the tables, as people call it. */
  readonly of: string;
  /** Table that tells which steps have been taken; each series has its own, so that a release knows its own alone. */
  readonly table: "atlas_migration" | "atlas_graph_migration";
  readonly steps: readonly Step[];
}

/** Any number that nothing else on the same server locks. */
const lockNumber = 7_203_611_845;

/**
 * Takes the steps that have not been taken. Any number of servers may do so at once.
 *
 * @throws {ViewStoreUnavailableError} a later release than this one has been at work on the database
 */
export async function migrateSeries(database: Database, { of, table, steps }: Series): Promise<void> {
  await database.transaction(async (query) => {
    await query("select pg_advisory_xact_lock($1)", [lockNumber]);
    const [{ exists }] = await query<{ exists: boolean }>("select to_regclass($1) is not null as exists", [
      table,
    ]);
    if (!exists)
      await query(
        `create table ${table} (version integer primary key, applied_at timestamptz not null default now())`,
      );
    const [{ version }] = await query<{ version: number }>(
      `select coalesce(max(version), 0) as version from ${table}`,
    );
    if (version > steps.length)
      throw new ViewStoreUnavailableError(
        `The database of ${of} is of version ${version}, this release knows ${steps.length}: run the release that it was last used with, or a later one.`,
      );
    for (let next = version; next < steps.length; next++) {
      for (const statement of steps[next]) await query(statement);
      await query(`insert into ${table} (version) values ($1)`, [next + 1]);
    }
  });
}
