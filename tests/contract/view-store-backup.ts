/** Backup and restore, on every database under ViewStore. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backUpViews, DamagedBackupError, restoreViews } from "@/lib/store/views/backup";
import type { Database } from "@/lib/store/views/database";
import { sqlViewStore } from "@/lib/store/views/sql-view-store";
import { DamagedViewError, type ViewStore } from "@/lib/store/views/view-store";
import { frozen, live, newSnapshot } from "./view-store-drafts";

export function describeBackup(getDatabase: () => Database): void {
  let database: Database;
  let store: ViewStore;
  let folder: string;
  beforeAll(async () => {
    database = getDatabase();
    store = sqlViewStore(database);
    folder = await mkdtemp(join(tmpdir(), "atlas-backup-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const counts = async () => {
    const [row] = await database.query<{ views: number; snapshots: number }>(
      "select (select count(*)::int from saved_view) as views, (select count(*)::int from snapshot) as snapshots",
    );
    return row;
  };

  it("brings back everything that was backed up, keys and damaged rows included", async () => {
    const path = join(folder, "all.gz");
    const snapshot = newSnapshot();
    const still = await store.create(frozen(snapshot), snapshot);
    const odd = await store.create({ ...live, title: "\0\ud800 <script>", description: "行\n行" });
    const broken = await store.create(live);
    await database.query("update saved_view set content = '{}' where id = $1", [broken.view.id]);
    const before = await counts();
    expect(await backUpViews(database, path)).toEqual(before);
    await database.query("delete from saved_view");
    await database.query("delete from snapshot");
    expect(await restoreViews(database, path, false)).toEqual({ ...before, kept: 0 });
    expect(await counts()).toEqual(before);
    expect(await store.read(still.view.id)).toEqual(still.view);
    expect(await store.read(odd.view.id)).toEqual(odd.view);
    expect(Buffer.from((await store.snapshot(snapshot.hash)) ?? [])).toEqual(Buffer.from(snapshot.body));
    await expect(store.read(broken.view.id)).rejects.toThrow(DamagedViewError);
    const renamed = await store.change(still.view.id, still.editKey, { title: "with the same key" });
    expect(renamed.title).toBe("with the same key");
  });

  it("keeps what is there, unless it is told to replace it", async () => {
    const path = join(folder, "earlier.gz");
    const [snapshot, later] = [newSnapshot(), newSnapshot()];
    const { view, editKey } = await store.create(frozen(snapshot), snapshot);
    await backUpViews(database, path);
    const changed = await store.change(view.id, editKey, { title: "later", dataVersion: later.hash }, later);
    const since = await store.create(live);
    const kept = await restoreViews(database, path, false);
    expect(kept.kept).toBe(kept.views);
    expect(await store.read(view.id)).toEqual(changed);
    expect(await store.snapshot(snapshot.hash)).toBeUndefined();
    expect((await restoreViews(database, path, true)).kept).toBe(0);
    expect(await store.read(view.id)).toEqual(view);
    expect(await store.snapshot(snapshot.hash)).toBeDefined();
    expect(await store.snapshot(later.hash)).toBeUndefined();
    expect(await store.read(since.view.id)).toEqual(since.view);
  });

  it("mends a damaged snapshot where it replaces what is there", async () => {
    const path = join(folder, "sound.gz");
    const snapshot = newSnapshot();
    await store.create(frozen(snapshot), snapshot);
    await backUpViews(database, path);
    const damaged = Uint8Array.of(1, 2, 3);
    const body = async () => Buffer.from((await store.snapshot(snapshot.hash)) ?? []);
    await database.query("update snapshot set body = $2 where hash = $1", [snapshot.hash, damaged]);
    await restoreViews(database, path, false);
    expect(await body()).toEqual(Buffer.from(damaged));
    await restoreViews(database, path, true);
    expect(await body()).toEqual(Buffer.from(snapshot.body));
  });

  it("restores nothing of a damaged file, and says where it is damaged", async () => {
    const path = join(folder, "whole.gz");
    const { view, editKey } = await store.create({ ...live, title: "to be damaged" });
    await backUpViews(database, path);
    await store.remove(view.id, editKey);
    const before = await counts();
    const file = await readFile(path);
    const lines = gunzipSync(file).toString().trimEnd().split("\n");
    const last = lines.length;
    const at = lines.findIndex((line) => line.includes("to be damaged"));
    const without = lines.filter((_, index) => index !== at);
    const text = (given: readonly string[]) => gzipSync(`${given.join("\n")}\n`);
    const cases: [Uint8Array, number, RegExp][] = [
      [text(lines.slice(0, -1)), last, /cut off/],
      [text(without), last - 1, /should hold/],
      [text(lines.map((line) => line.replace("to be damaged", "to be altered"))), last, /checksum/],
      [text(lines.map((line, index) => (index === at ? line.slice(1) : line))), at + 1, /no JSON/],
      [text(lines.map((line, index) => (index === at ? '{"view":{}}' : line))), at + 1, /no JSON|neither/],
      [text(lines.slice(1)), 1, /no backup/],
      [text([...lines, lines[at]]), last + 1, /after the end/],
      [text([]), 1, /no JSON/],
      [file.subarray(0, file.length - 20), 1, /unpacked/],
      [Buffer.from("no gzip at all"), 1, /unpacked/],
    ];
    for (const [content, line, reason] of cases) {
      const damaged = join(folder, "damaged.gz");
      await writeFile(damaged, content);
      const failure = await restoreViews(database, damaged, true).catch((error) => error);
      expect(failure).toBeInstanceOf(DamagedBackupError);
      expect(failure.reason).toMatch(reason);
      expect(failure.line).toBeGreaterThanOrEqual(line);
      expect(await counts()).toEqual(before);
    }
    expect(await store.read(view.id)).toBeUndefined();
  });

  it("leaves no half file behind, and an older one as it was", async () => {
    const path = join(folder, "older.gz");
    await writeFile(path, "older");
    const failing: Database = {
      ...database,
      transaction: (work) =>
        database.transaction((query) =>
          work((sql, values) =>
            sql.includes("from saved_view") ? Promise.reject(new Error("lost")) : query(sql, values),
          ),
        ),
    };
    await expect(backUpViews(failing, path)).rejects.toThrow("lost");
    await expect(backUpViews(database, join(folder, "none", "x.gz"))).rejects.toThrow("ENOENT");
    expect(await readFile(path, "utf8")).toBe("older");
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
}
