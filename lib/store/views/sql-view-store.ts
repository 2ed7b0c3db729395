/** ViewStore over any PostgreSQL. */
import * as z from "zod/mini";
import { viewSchema } from "@/lib/view/view-schema";
import type { Database, Query } from "./database";
import { migrate } from "./migrations";
import { hashOfKey, isId, isKey, newEditKey, newId } from "./secrets";
import {
  DamagedViewError,
  type Snapshot,
  type StoredView,
  UnknownViewError,
  type ViewChange,
  ViewChangedError,
  type ViewDraft,
  type ViewStore,
  WrongKeyError,
} from "./view-store";

interface Row {
  id: string;
  edit_key_hash: Uint8Array;
  graph: string;
  data_version: string;
  frozen_from: string | null;
  content: string;
  created_at: Date;
  changed_at: Date;
}

const columns =
  "id, edit_key_hash, graph, data_version, frozen_from, content::text as content, created_at, changed_at";

const contentSchema = z.strictObject({
  title: z.string(),
  description: z.optional(z.string()),
  author: z.optional(z.string()),
  view: viewSchema,
});

interface Options {
  /** Where ids come from. */
  ids?: () => string;
}

/** The tables are made, or brought up to date, on first use. `close` closes the database as well. */
export function sqlViewStore(database: Database, { ids = newId }: Options = {}): ViewStore {
  let migrating: Promise<void> | undefined;
  const migrated = (): Promise<void> => {
    migrating ??= migrate(database).catch((error) => {
      migrating = undefined;
      throw error;
    });
    return migrating;
  };
  const insert = async (query: Query, draft: ViewDraft, editKey: string): Promise<StoredView> => {
    const now = new Date();
    for (;;) {
      const view = { ...draft, id: ids(), createdAt: now, changedAt: now };
      const inserted = await query(
        `insert into saved_view (id, edit_key_hash, graph, data_version, frozen_from, content, created_at, changed_at)
         values ($1, $2, $3, $4, $5, $6::json, $7, $7) on conflict (id) do nothing returning id`,
        [view.id, hashOfKey(editKey), ...valuesOf(draft), now.toISOString()],
      );
      if (inserted.length > 0) return view;
    }
  };
  return {
    async ready() {
      await migrated();
      await database.query("select 1");
    },
    async create(draft, snapshot) {
      const shown = snapshotOf(draft, snapshot);
      await migrated();
      const editKey = newEditKey();
      const view = shown
        ? await database.transaction(async (query) => {
            await keepSnapshot(query, shown);
            return insert(query, draft, editKey);
          })
        : await insert(database.query, draft, editKey);
      return { view, editKey };
    },
    async read(id) {
      if (!isId(id)) return undefined;
      await migrated();
      const [row] = await database.query<Row>(`select ${columns} from saved_view where id = $1`, [id]);
      return row && viewOf(row);
    },
    async stamp(id) {
      if (!isId(id)) return undefined;
      await migrated();
      const [row] = await database.query<Pick<Row, "graph" | "changed_at">>(
        "select graph, changed_at from saved_view where id = $1",
        [id],
      );
      return row && { graph: row.graph, changedAt: new Date(row.changed_at) };
    },
    async open(id, editKey) {
      await migrated();
      return viewOf(await rowOf(database.query, id, editKey));
    },
    async change(id, editKey, change, snapshot, basedOn) {
      await migrated();
      return database.transaction(async (query) => {
        const before = viewOf(await rowOf(query, id, editKey, "for update"));
        if (basedOn && basedOn.getTime() !== before.changedAt.getTime()) throw new ViewChangedError(id);
        const view: StoredView = {
          ...changed(before, change),
          id,
          createdAt: before.createdAt,
          // Never the same again, whatever the clock says: it tells one state of a view from another.
          changedAt: new Date(Math.max(Date.now(), before.changedAt.getTime() + 1)),
        };
        const isSameSnapshot = hashShown(view) === hashShown(before) && snapshot === undefined;
        const shown = isSameSnapshot ? undefined : snapshotOf(view, snapshot);
        if (shown) await keepSnapshot(query, shown);
        await query(
          `update saved_view set graph = $2, data_version = $3, frozen_from = $4, content = $5::json, changed_at = $6
           where id = $1`,
          [id, ...valuesOf(view), view.changedAt.toISOString()],
        );
        if (hashShown(view) !== hashShown(before)) await dropIfUnused(query, hashShown(before));
        return view;
      });
    },
    async remove(id, editKey) {
      await migrated();
      await database.transaction(async (query) => {
        const row = await rowOf(query, id, editKey, "for update");
        await query("delete from saved_view where id = $1", [id]);
        if (row.frozen_from !== null) await dropIfUnused(query, row.data_version);
      });
    },
    async snapshot(hash) {
      if (!/^[0-9a-f]{16}$/.test(hash)) return undefined;
      await migrated();
      const [row] = await database.query<{ body: Uint8Array }>("select body from snapshot where hash = $1", [
        hash,
      ]);
      return row?.body;
    },
    async prepare() {
      await database.prepare?.();
    },
    close: () => database.close(),
  };
}

/** Hash of the snapshot that a view shows; undefined where it follows the data. */
const hashShown = ({ frozenFrom, dataVersion }: ViewDraft): string | undefined =>
  frozenFrom === undefined ? undefined : dataVersion;

/** The snapshot to be kept for a view, which has to be the one that it shows. */
function snapshotOf(draft: ViewDraft, snapshot: Snapshot | undefined): Snapshot | undefined {
  if (hashShown(draft) !== snapshot?.hash)
    throw new TypeError("A view is frozen if, and only if, it comes with the snapshot that it shows.");
  return snapshot;
}

/** Values of the columns that can change: graph, data_version, frozen_from, content. */
function valuesOf({ title, description, author, view, graph, dataVersion, frozenFrom }: ViewDraft) {
  return [graph, dataVersion, frozenFrom ?? null, JSON.stringify({ title, description, author, view })];
}

/** @throws {DamagedViewError} */
function viewOf(row: Row): StoredView {
  let content: unknown;
  try {
    content = JSON.parse(row.content);
  } catch {
    throw new DamagedViewError(row.id, "its content is no JSON");
  }
  const { data, error } = contentSchema.safeParse(content);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new DamagedViewError(row.id, `${["content", ...path].join(".")}: ${message}`);
  }
  return {
    ...data,
    id: row.id,
    graph: row.graph,
    dataVersion: row.data_version,
    ...(row.frozen_from !== null && { frozenFrom: row.frozen_from }),
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
  };
}

function changed(
  { title, description, author, view, graph, dataVersion, frozenFrom }: ViewDraft,
  to: ViewChange,
) {
  const or = (given: string | null | undefined, before: string | undefined) =>
    given === undefined ? before : (given ?? undefined);
  const texts = {
    description: or(to.description, description),
    author: or(to.author, author),
    frozenFrom: or(to.frozenFrom, frozenFrom),
  };
  return {
    title: to.title ?? title,
    view: to.view ?? view,
    graph: to.graph ?? graph,
    dataVersion: to.dataVersion ?? dataVersion,
    ...(texts.description !== undefined && { description: texts.description }),
    ...(texts.author !== undefined && { author: texts.author }),
    ...(texts.frozenFrom !== undefined && { frozenFrom: texts.frozenFrom }),
  };
}

/**
 * The row of a view, for whoever has its key.
 *
 * @param lock "for update": nobody else can change it until the transaction ends
 * @throws {UnknownViewError | WrongKeyError}
 */
async function rowOf(query: Query, id: string, editKey: string, lock: "" | "for update" = ""): Promise<Row> {
  const [row] = isId(id)
    ? await query<Row>(`select ${columns} from saved_view where id = $1 ${lock}`, [id])
    : [];
  if (!row) throw new UnknownViewError(id);
  if (!isKey(editKey, row.edit_key_hash)) throw new WrongKeyError(id);
  return row;
}

/**
 * Also holds on to a snapshot that is there already, so that nobody drops it before this transaction ends.
 *
 * @param isReplacing whether one that is there is written anew, which mends it if it is damaged
 */
export async function keepSnapshot(
  query: Query,
  { hash, body }: Snapshot,
  isReplacing = true,
): Promise<void> {
  await query(
    `insert into snapshot (hash, body) values ($1, $2) on conflict (hash)
     do update set body = ${isReplacing ? "excluded" : "snapshot"}.body`,
    [hash, body],
  );
}

/** Removes a snapshot that no view shows; looks only once no other transaction holds on to it. */
export async function dropIfUnused(query: Query, hash: string | undefined): Promise<void> {
  if (hash === undefined) return;
  await query("select hash from snapshot where hash = $1 for update", [hash]);
  const [user] = await query(
    "select id from saved_view where data_version = $1 and frozen_from is not null limit 1",
    [hash],
  );
  if (!user) await query("delete from snapshot where hash = $1", [hash]);
}
