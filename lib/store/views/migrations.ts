/**
 * The tables of saved views, step by step. Steps are never changed once they have been released, only added.
 *
 * On a sharded PostgreSQL every primary key holds what its table is to be distributed by (`saved_view` by `id`,
 * `snapshot` by `hash`), nothing refers across shards, and each statement of the store names that key, but for
 * the one that asks whether a snapshot is still shown.
 */
import type { Database } from "./database";
import { ViewStoreUnavailableError } from "./view-store";

type Step = readonly string[];

const steps: readonly Step[] = [
  [
    `create table saved_view (
      id text collate "C" primary key,
      edit_key_hash bytea not null,
      graph text not null,
      data_version text not null,
      frozen_from text,
      -- Title, description, author and view. Not jsonb, which refuses some of the characters that texts may hold.
      content json not null,
      created_at timestamptz not null,
      changed_at timestamptz not null
    )`,
    `create index saved_view_snapshot on saved_view (data_version) where frozen_from is not null`,
    `create table snapshot (
      hash text collate "C" primary key,
      body bytea not null
    )`,
    // Bodies come compressed.
    `alter table snapshot alter column body set storage external`,
  ],
];

/** What a database does now and then that has nobody else to do it: uses the room of removed rows, folds up its journal. */
export const upkeep = ["vacuum saved_view, snapshot", "checkpoint"];

/** Any number that nothing else on the same server locks. */
const lockNumber = 7_203_611_845;

/**
 * Brings the tables up to date. Any number of servers may do so at once.
 *
 * @throws {ViewStoreUnavailableError} a later release than this one has been at work on the database
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (query) => {
    await query("select pg_advisory_xact_lock($1)", [lockNumber]);
    const [{ exists }] = await query<{ exists: boolean }>(
      "select to_regclass('atlas_migration') is not null as exists",
    );
    if (!exists)
      await query(
        "create table atlas_migration (version integer primary key, applied_at timestamptz not null default now())",
      );
    const [{ version }] = await query<{ version: number }>(
      "select coalesce(max(version), 0) as version from atlas_migration",
    );
    if (version > steps.length)
      throw new ViewStoreUnavailableError(
        `The database of saved views is of version ${version}, this release knows ${steps.length}: run the release that it was last used with, or a later one.`,
      );
    for (let next = version; next < steps.length; next++) {
      for (const statement of steps[next]) await query(statement);
      await query("insert into atlas_migration (version) values ($1)", [next + 1]);
    }
  });
}
