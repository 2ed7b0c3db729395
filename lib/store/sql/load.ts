/**
 * Brings a graph into the database beside whatever serves: its rows by COPY, then keys, then, in one transaction, the
 * switch. Whoever is killed before that leaves what served serving; what is left behind, the next one clears.
 */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { GraphImage } from "@/lib/store/image";
import { type Database, sqlState } from "@/lib/store/views/database";
import { overviewOf } from "./facets";
import { relationsOfImage } from "./image-relations";
import { type ReleaseAbout, releaseOf } from "./releases";
import { rowsOfImage } from "./rows";
import { keysOf, migrateGraphs, partitioned, shared, tableFormat } from "./tables";

/** Any number that nothing else on the same server locks. */
const loadingLock = 7_203_611_846;
/** Bytes of a graph's document in one row. */
const piece = 1024 * 1024;
/** Rows removed at once. */
const portion = 10_000;

export interface LoadOptions {
  /** What is in the database for answers about all of it; absent where the graph is too large to be had as a whole. */
  readonly whole?: CompiledGraph | undefined;
  /** How long what served before stays for those who still read it, in milliseconds: five minutes unless told. */
  readonly keptFor?: number;
  readonly onProgress?: ((step: string, done: number) => void) | undefined;
}

/** @param database statements take as long as they take */
export async function loadImage(
  database: Database,
  image: GraphImage,
  { whole, keptFor = 300_000, onProgress = () => {} }: LoadOptions = {},
): Promise<void> {
  await migrateGraphs(database);
  await database.alone(loadingLock, async () => {
    await clearReleases(database, keptFor);
    const { info } = image.about;
    const about: ReleaseAbout = {
      image: image.about,
      isWhole: whole !== undefined,
      format: tableFormat,
    };
    const [{ release }] = await database.query<{ release: number }>(
      "select nextval('graph_release_number')::integer as release",
    );
    await database.query(
      "insert into graph_release (graph_version, graph, version, state, about) values ($1, $2, $3, 'loading', $4)",
      [release, info.graph, info.version, JSON.stringify(about)],
    );
    await makePartitions(database, release);
    const relations = await relationsOfImage(image);
    let done = 0;
    // While the server takes some rows, the next are made.
    let taking: Promise<unknown> = Promise.resolve();
    for await (const { entities, tables } of rowsOfImage(image, release, relations)) {
      await taking;
      taking = Promise.all(
        Object.entries(tables).map(([into, rows]) =>
          rows.length > 0 ? database.copy(into, rows) : undefined,
        ),
      );
      taking.catch(() => {});
      done += entities;
      if (entities > 0) onProgress("rows", done);
    }
    await taking;
    if (whole) await keepDocument(database, release, whole);
    await makeKeys(database, release, (made) => onProgress("keys", made));
    const overview = await overviewOf(database.query, releaseOf(release, about), relations.edges);
    await database.transaction(async (query) => {
      await query(
        "update graph_release set state = 'retired', changed_at = now() where graph = $1 and state = 'serving'",
        [info.graph],
      );
      await query(
        "update graph_release set state = 'serving', overview = $2, changed_at = now() where graph_version = $1",
        [release, JSON.stringify(overview)],
      );
    });
    await clearReleases(database, keptFor);
  });
}

/**
 * Takes a graph away; what of it is in the database goes with the next load, or once nobody reads it any more.
 *
 * @returns whether there was one
 */
export async function removeGraph(database: Database, graph: string): Promise<boolean> {
  await migrateGraphs(database);
  return database.alone(loadingLock, async () => {
    const removed = await database.query(
      "update graph_release set state = 'retired', changed_at = now() where graph = $1 and state = 'serving' returning graph",
      [graph],
    );
    await clearReleases(database, 0);
    return removed.length > 0;
  });
}

async function keepDocument(database: Database, release: number, whole: CompiledGraph): Promise<void> {
  const body = await promisify(gzip)(JSON.stringify(whole));
  for (let start = 0; start < body.length; start += piece)
    await database.query("insert into graph_document (graph_version, piece, body) values ($1, $2, $3)", [
      release,
      start / piece,
      body.subarray(start, start + piece),
    ]);
}

/** Tables that get their keys at once, and what memory sorting them may take; without it they are sorted on the disk. */
const keysAtOnce = 2;
const sortingMemory = "256MB";
/** The state of a statement that a server does not know. */
const notSupported = "0A000";

async function makeKeys(database: Database, release: number, onMade: (count: number) => void): Promise<void> {
  const left = Object.values(keysOf(release));
  let made = 0;
  const next = async (): Promise<void> => {
    for (let statements = left.shift(); statements; statements = left.shift())
      for (const statement of statements) {
        if (statement.startsWith("vacuum ")) await database.query(statement);
        else
          await database
            .transaction(async (query) => {
              await query("select set_config('maintenance_work_mem', $1, true)", [sortingMemory]);
              await query(statement);
            })
            .catch((error: unknown) => {
              // What only puts rows in order can be done without where a sharded server does not know it.
              if (!statement.startsWith("cluster ") || sqlState(error) !== notSupported) throw error;
            });
        onMade(++made);
      }
  };
  // Where one fails, the others end with what they are at.
  const stopped = (error: unknown): never => {
    left.length = 0;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: keysAtOnce }, () => next().catch(stopped)));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function makePartitions(database: Database, release: number): Promise<void> {
  await briefly(database, async (query) => {
    for (const table of Object.keys(partitioned))
      await query(`create table ${table}_${release} partition of ${table} for values in (${release})`);
  });
}

/** Drops what was never finished, and what has been retired for long enough. */
async function clearReleases(database: Database, keptFor: number): Promise<void> {
  const over = await database.query<{ graph_version: number }>(
    `select graph_version from graph_release where state = 'loading'
       or (state = 'retired' and changed_at <= now() - make_interval(secs => $1::double precision / 1000))`,
    [keptFor],
  );
  for (const { graph_version: release } of over) {
    await briefly(database, async (query) => {
      for (const table of Object.keys(partitioned)) await query(`drop table if exists ${table}_${release}`);
    });
    for (const [table, key] of Object.entries(shared)) {
      const [{ last }] = await database.query<{ last: number }>(
        `select coalesce(max(${key}), -1) as last from ${table} where graph_version = $1`,
        [release],
      );
      for (let start = 0; start <= last; start += portion)
        await database.query(
          `delete from ${table} where graph_version = $1 and ${key} between $2::integer and $3::integer`,
          [release, start, start + portion - 1],
        );
    }
    await database.query("delete from graph_release where graph_version = $1", [release]);
  }
}

const patience = "2s";
const attempts = 30;

/**
 * Changes to tables that others read: who cannot have them to himself within two seconds lets the readers that wait behind
 * him go first, and tries again.
 */
async function briefly(database: Database, work: Parameters<Database["transaction"]>[0]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await database.transaction(async (query) => {
        await query("select set_config('lock_timeout', $1, true)", [patience]);
        await work(query);
      });
      return;
    } catch (error) {
      if (attempt === attempts || !/lock timeout/.test((error as Error).message)) throw error;
    }
  }
}
