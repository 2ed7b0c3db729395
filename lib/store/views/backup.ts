/**
 * All saved views in one file, and back: lines of JSON, gzipped. The first says what it is, then come snapshots and
 * views, each a row as it is stored, and the last tells how many there were and the hash of all lines before it.
 */

import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import * as z from "zod/mini";
import { viewIdPattern } from "@/lib/view/view-limits";
import type { Database, Query } from "./database";
import { migrate } from "./migrations";
import { dropIfUnused, keepSnapshot } from "./sql-view-store";

const format = "atlas-views";
/** Rows fetched at once. */
const portion = { views: 200, snapshots: 5 };

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const viewRow = z.strictObject({
  id: z.string().check(z.regex(viewIdPattern)),
  editKeyHash: base64,
  graph: z.string(),
  dataVersion: z.string(),
  frozenFrom: z.nullable(z.string()),
  content: z.string(),
  createdAt: instant,
  changedAt: instant,
});
const lineSchema = z.union([
  z.strictObject({ format: z.literal(format), version: z.literal(1), createdAt: instant }),
  z.strictObject({ snapshot: z.strictObject({ hash: z.string(), body: base64 }) }),
  z.strictObject({ view: viewRow }),
  z.strictObject({ end: z.strictObject({ views: z.int(), snapshots: z.int(), sha256: z.string() }) }),
]);
type Line = z.infer<typeof lineSchema>;
type ViewRow = z.infer<typeof viewRow>;

export interface Counts {
  views: number;
  snapshots: number;
}

/** A file that cannot be restored, of which nothing has been. */
export class DamagedBackupError extends Error {
  override readonly name = "DamagedBackupError";
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}

/**
 * Writes all saved views, as they stand at one moment, into a file, which appears when it is whole.
 *
 * @returns how many there are in it
 */
export async function backUpViews(database: Database, path: string): Promise<Counts> {
  await migrate(database);
  const aside = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const counts = await database.transaction(async (query) => {
      await query("set transaction isolation level repeatable read, read only");
      const counts = { views: 0, snapshots: 0 };
      await pipeline(
        Readable.from(linesOf(query, counts)),
        createGzip(),
        createWriteStream(aside, { mode: 0o600 }),
      );
      return counts;
    });
    const file = await open(aside, "r+");
    await file.sync().finally(() => file.close());
    await rename(aside, path);
    return counts;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function* linesOf(query: Query, counts: Counts): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const told = (line: Line): string => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    return text;
  };
  yield told({ format, version: 1, createdAt: new Date().toISOString() });
  for await (const { hash, body } of rowsOf<{ hash: string; body: Uint8Array }>(
    query,
    "select hash, body from snapshot where hash > $1 order by hash limit $2",
    portion.snapshots,
    (row) => row.hash,
  )) {
    counts.snapshots++;
    yield told({ snapshot: { hash, body: Buffer.from(body).toString("base64") } });
  }
  for await (const { editKeyHash, createdAt, changedAt, ...row } of rowsOf<
    Omit<ViewRow, "editKeyHash" | "createdAt" | "changedAt"> & {
      editKeyHash: Uint8Array;
      createdAt: Date;
      changedAt: Date;
    }
  >(
    query,
    `select id, edit_key_hash as "editKeyHash", graph, data_version as "dataVersion", frozen_from as "frozenFrom",
       content::text as content, created_at as "createdAt", changed_at as "changedAt"
     from saved_view where id > $1 order by id limit $2`,
    portion.views,
    (row) => row.id,
  )) {
    counts.views++;
    yield told({
      view: {
        ...row,
        editKeyHash: Buffer.from(editKeyHash).toString("base64"),
        createdAt: new Date(createdAt).toISOString(),
        changedAt: new Date(changedAt).toISOString(),
      },
    });
  }
  yield told({ end: { ...counts, sha256: hash.copy().digest("hex") } });
}

/** All rows, a portion at a time, each beginning after the key of the last. */
async function* rowsOf<Row>(
  query: Query,
  sql: string,
  atOnce: number,
  keyOf: (row: Row) => string,
): AsyncGenerator<Row> {
  for (let after = ""; ; ) {
    const rows = await query<Row>(sql, [after, atOnce]);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = keyOf(last);
  }
}

/**
 * Brings the views of a file back, all or none.
 *
 * @param isReplacing whether a view or a snapshot that is there as well is made to what the file says; else it stays as
 *   it is
 * @returns how many were in the file, and how many views of it were kept as they are
 * @throws {DamagedBackupError}
 */
export async function restoreViews(
  database: Database,
  path: string,
  isReplacing: boolean,
): Promise<Counts & { kept: number }> {
  await migrate(database);
  return database.transaction(async (query) => {
    const counts = { views: 0, snapshots: 0, kept: 0 };
    /** Snapshots that may be shown by no view in the end. */
    const doubtful = new Set<string>();
    for await (const line of checkedLines(path)) {
      if ("snapshot" in line) {
        const { hash, body } = line.snapshot;
        counts.snapshots++;
        doubtful.add(hash);
        await keepSnapshot(query, { hash, body: Buffer.from(body, "base64") }, isReplacing);
      } else if ("view" in line) {
        counts.views++;
        const { isKept, hash } = await restoreView(query, line.view, isReplacing);
        if (isKept) counts.kept++;
        if (hash) doubtful.add(hash);
      }
    }
    for (const hash of doubtful) await dropIfUnused(query, hash);
    return counts;
  });
}

async function restoreView(
  query: Query,
  view: ViewRow,
  isReplacing: boolean,
): Promise<{ isKept: boolean; hash: string | undefined }> {
  const [before] = await query<{ hash: string | null }>(
    "select case when frozen_from is not null then data_version end as hash from saved_view where id = $1 for update",
    [view.id],
  );
  const isKept = before !== undefined && !isReplacing;
  if (!isKept)
    await query(
      `insert into saved_view (id, edit_key_hash, graph, data_version, frozen_from, content, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6::json, $7, $8) on conflict (id) do update set edit_key_hash = $2, graph = $3,
       data_version = $4, frozen_from = $5, content = $6::json, created_at = $7, changed_at = $8`,
      [
        view.id,
        Buffer.from(view.editKeyHash, "base64"),
        view.graph,
        view.dataVersion,
        view.frozenFrom,
        view.content,
        view.createdAt,
        view.changedAt,
      ],
    );
  return { isKept, hash: before?.hash ?? undefined };
}

/** @throws {DamagedBackupError} at the latest after the last line, which is when the whole is known to be right */
async function* checkedLines(path: string): AsyncGenerator<Line> {
  const hash = createHash("sha256");
  const found = { views: 0, snapshots: 0 };
  let number = 0;
  let isEnded = false;
  for await (const text of textLines(path)) {
    number++;
    const line = parsed(text, number);
    if (isEnded) throw new DamagedBackupError(number, "there is something after the end");
    if ((number === 1) !== "format" in line)
      throw new DamagedBackupError(
        number,
        `this is no backup of saved views: it would begin with "${format}"`,
      );
    if ("end" in line) {
      const { sha256, ...counts } = line.end;
      if (counts.views !== found.views || counts.snapshots !== found.snapshots)
        throw new DamagedBackupError(
          number,
          `it should hold ${counts.views} views and ${counts.snapshots} snapshots, and holds ${found.views} and ${found.snapshots}`,
        );
      if (sha256 !== hash.digest("hex"))
        throw new DamagedBackupError(number, "the checksum is wrong: some line before has been altered");
      isEnded = true;
    } else hash.update(`${text}\n`);
    if ("view" in line) found.views++;
    if ("snapshot" in line) found.snapshots++;
    yield line;
  }
  if (!isEnded) throw new DamagedBackupError(number + 1, "the end is missing: the file has been cut off");
}

function parsed(text: string, number: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (typeof value === "object" && value !== null && "view" in value)
      JSON.parse(String((value as { view: { content?: unknown } | null }).view?.content));
  } catch {
    throw new DamagedBackupError(number, "this is no JSON");
  }
  const { data } = lineSchema.safeParse(value);
  if (!data) throw new DamagedBackupError(number, "this is neither a saved view nor a snapshot");
  return data;
}

async function* textLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  // Failures of either are told by the iteration.
  const reading = pipeline(file, unzipped).catch(() => {});
  let rest = "";
  let number = 0;
  try {
    unzipped.setEncoding("utf8");
    for await (const chunk of unzipped) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        number++;
        yield line;
      }
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw error;
    throw new DamagedBackupError(number + 1, `it cannot be unpacked from here on (${message})`);
  }
  await reading;
  if (rest) yield rest;
}
