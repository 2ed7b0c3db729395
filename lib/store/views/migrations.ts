/**
 * The tables of saved views, step by step (see migrate.ts).
 *
 * On a sharded PostgreSQL every primary key holds what its table is to be distributed by (`saved_view` by `id`,
 * `snapshot` by `hash`), nothing refers across shards, and each statement of the store names that key, but for
 * the one that asks whether a snapshot is still shown.
 */
import type { Database } from "./database";
import { migrateSeries, type Step } from "./migrate";

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

/** Brings the tables up to date. @throws {ViewStoreUnavailableError} */
export const migrate = (database: Database): Promise<void> =>
  migrateSeries(database, { of: "saved views", table: "atlas_migration", steps });
