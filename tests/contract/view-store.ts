/** What every database under ViewStore must do. Each adapter's own test file calls it with a database to try. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/store/views/database";
import { migrate } from "@/lib/store/views/migrations";
import { newId } from "@/lib/store/views/secrets";
import { sqlViewStore } from "@/lib/store/views/sql-view-store";
import {
  DamagedViewError,
  type Snapshot,
  UnknownViewError,
  ViewChangedError,
  type ViewDraft,
  type ViewStore,
  ViewStoreUnavailableError,
  WrongKeyError,
} from "@/lib/store/views/view-store";
import { viewSchema } from "@/lib/view/view-schema";
import { anyExplored } from "../fixtures/explore-steps";
import { describeBackup } from "./view-store-backup";
import { frozen, live, newSnapshot } from "./view-store-drafts";

/** Any text at all: also such as no database can hold by itself. */
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
const anyDraft: fc.Arbitrary<ViewDraft> = fc.record(
  {
    title: anyText,
    description: anyText,
    author: anyText,
    view: fc
      .tuple(anyExplored, fc.string({ unit: "binary", minLength: 1, maxLength: 40 }))
      .map(([view, name]) => viewSchema.parse({ ...view, style: { ...view.style, name } })),
    graph: fc.constant("atlas"),
    dataVersion: fc.constant(live.dataVersion),
  },
  { requiredKeys: ["title", "view", "graph", "dataVersion"] },
);

/** @param getDatabase one with nothing in it, the same each time */
export function describeViewStore(name: string, getDatabase: () => Database): void {
  describe(`saved views on ${name}`, () => {
    let database: Database;
    let store: ViewStore;
    beforeAll(async () => {
      database = getDatabase();
      store = sqlViewStore(database);
      await store.ready();
    });
    const hasSnapshot = async ({ hash }: Snapshot) => (await store.snapshot(hash)) !== undefined;

    it("gives back what it was given", async () => {
      const before = Date.now();
      const draft = { ...live, description: "one\ntwo <b>", author: "我" };
      const { view, editKey } = await store.create(draft);
      expect(view).toEqual({ ...draft, id: view.id, createdAt: view.createdAt, changedAt: view.createdAt });
      expect(view.id).toMatch(/^[0-9A-Za-z]{10}$/);
      expect(editKey).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(view.createdAt.getTime()).toBeGreaterThanOrEqual(before);
      expect(await store.read(view.id)).toEqual(view);
      expect(await store.stamp(view.id)).toEqual({ graph: view.graph, changedAt: view.changedAt });
    });

    it("keeps any text and any view", async () => {
      await fc.assert(
        fc.asyncProperty(anyDraft, async (draft) => {
          const { view } = await store.create(draft);
          const read = await store.read(view.id);
          expect(read).toEqual({ ...view, view: JSON.parse(JSON.stringify(draft.view)) });
        }),
        { numRuns: 60 },
      );
    });

    it.each(["", "0123456789", "../../../x", "012345678\0", "012345678é", "a".repeat(10_000), "' or 1=1"])(
      "has no view %j",
      async (id) => {
        expect(await store.read(id)).toBeUndefined();
        expect(await store.stamp(id)).toBeUndefined();
        expect(await store.snapshot(id)).toBeUndefined();
        await expect(store.open(id, "key")).rejects.toThrow(UnknownViewError);
        await expect(store.change(id, "key", { title: "x" })).rejects.toThrow(UnknownViewError);
        await expect(store.remove(id, "key")).rejects.toThrow(UnknownViewError);
      },
    );

    it("changes and removes for its own key alone, which it does not keep", async () => {
      const { view, editKey } = await store.create(live);
      const other = await store.create(live);
      for (const key of ["", "x", other.editKey, `${editKey}=`, editKey.toLowerCase()]) {
        await expect(store.open(view.id, key)).rejects.toThrow(WrongKeyError);
        await expect(store.change(view.id, key, { title: "theirs" })).rejects.toThrow(WrongKeyError);
        await expect(store.remove(view.id, key)).rejects.toThrow(WrongKeyError);
      }
      expect(await store.read(view.id)).toEqual(view);
      expect(await store.open(view.id, editKey)).toEqual(view);
      const [row] = await database.query<{ row: string }>(
        "select saved_view::text as row from saved_view where id = $1",
        [view.id],
      );
      expect(row.row).not.toContain(editKey);
      expect(row.row).not.toContain(Buffer.from(editKey, "base64url").toString("hex"));
      await store.remove(view.id, editKey);
      expect(await store.read(view.id)).toBeUndefined();
      expect(await store.stamp(view.id)).toBeUndefined();
      await expect(store.remove(view.id, editKey)).rejects.toThrow(UnknownViewError);
      expect(await store.read(other.view.id)).toEqual(other.view);
    });

    it("takes another id when one is taken", async () => {
      const [taken, free] = [newId(), newId()];
      const next = [taken, taken, taken, free];
      const clumsy = sqlViewStore(database, { ids: () => next.shift() ?? "" });
      const first = await clumsy.create(live);
      const second = await clumsy.create({ ...live, title: "second" });
      expect([first.view.id, second.view.id]).toEqual([taken, free]);
      expect(await store.read(taken)).toEqual(first.view);
    });

    it("changes what is named, takes away what is null, and leaves the rest", async () => {
      const { view, editKey } = await store.create({ ...live, description: "d", author: "a" });
      const renamed = await store.change(view.id, editKey, { title: "new", author: undefined });
      expect(renamed).toEqual({ ...view, title: "new", changedAt: renamed.changedAt });
      const other = viewSchema.parse({ version: 1, hiddenKinds: ["model"] });
      const changed = await store.change(view.id, editKey, {
        description: null,
        author: "b",
        view: other,
        dataVersion: "ffffffffffffffff",
      });
      const { description: _, ...rest } = view;
      expect(changed).toEqual({
        ...rest,
        title: "new",
        author: "b",
        view: other,
        dataVersion: "ffffffffffffffff",
        changedAt: changed.changedAt,
      });
      expect(changed.changedAt.getTime()).toBeGreaterThanOrEqual(renamed.changedAt.getTime());
      expect(await store.read(view.id)).toEqual(changed);
      expect(await store.stamp(view.id)).toEqual({ graph: changed.graph, changedAt: changed.changedAt });
    });

    it("loses none of two changes at once", async () => {
      const { view, editKey } = await store.create(live);
      for (let round = 0; round < 10; round++) {
        await Promise.all([
          store.change(view.id, editKey, { title: `title ${round}` }),
          store.change(view.id, editKey, { author: `author ${round}` }),
          store.change(view.id, editKey, { description: `description ${round}` }),
        ]);
        expect(await store.read(view.id)).toMatchObject({
          title: `title ${round}`,
          author: `author ${round}`,
          description: `description ${round}`,
        });
      }
    });

    it("makes no change that goes by what others have changed meanwhile", async () => {
      const { view, editKey } = await store.create(live);
      const snapshot = newSnapshot();
      const freeze = (basedOn: Date) =>
        store.change(
          view.id,
          editKey,
          { dataVersion: snapshot.hash, frozenFrom: live.dataVersion },
          snapshot,
          basedOn,
        );
      const renamed = await store.change(view.id, editKey, { title: "meanwhile" }, undefined, view.changedAt);
      await expect(freeze(view.changedAt)).rejects.toThrow(ViewChangedError);
      expect(await store.read(view.id)).toEqual(renamed);
      expect(await hasSnapshot(snapshot)).toBe(false);
      // Of many at once that go by the same, one succeeds: no two changes have the same time.
      const racing = await Promise.allSettled(Array.from({ length: 8 }, () => freeze(renamed.changedAt)));
      const made = racing.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(made).toHaveLength(1);
      for (const one of racing)
        if (one.status === "rejected") expect(one.reason).toBeInstanceOf(ViewChangedError);
      expect(await store.read(view.id)).toEqual(made[0]);
      const times = new Set<number>();
      for (let round = 0; round < 20; round++)
        times.add((await store.change(view.id, editKey, { title: `${round}` })).changedAt.getTime());
      expect(times.size).toBe(20);
    });

    it("mends a damaged snapshot when the same is saved again", async () => {
      const snapshot = newSnapshot();
      await store.create(frozen(snapshot), snapshot);
      await database.query("update snapshot set body = $2 where hash = $1", [
        snapshot.hash,
        Uint8Array.of(1, 2, 3),
      ]);
      await store.create(frozen(snapshot), snapshot);
      expect(Buffer.from((await store.snapshot(snapshot.hash)) ?? [])).toEqual(Buffer.from(snapshot.body));
    });

    it("keeps a snapshot once, for as long as a view shows it", async () => {
      const [one, two] = [newSnapshot(), newSnapshot()];
      const first = await store.create(frozen(one), one);
      const second = await store.create(frozen(one), one);
      expect(await store.read(first.view.id)).toEqual(first.view);
      expect(Buffer.from((await store.snapshot(one.hash)) ?? [])).toEqual(Buffer.from(one.body));
      await store.change(first.view.id, first.editKey, { title: "still frozen" });
      await store.remove(second.view.id, second.editKey);
      expect(await hasSnapshot(one)).toBe(true);
      const to = { dataVersion: two.hash, frozenFrom: live.dataVersion };
      await store.change(first.view.id, first.editKey, to, two);
      expect([await hasSnapshot(one), await hasSnapshot(two)]).toEqual([false, true]);
      const back = { dataVersion: live.dataVersion, frozenFrom: null };
      const thawed = await store.change(first.view.id, first.editKey, back);
      expect(thawed.frozenFrom).toBeUndefined();
      expect(await hasSnapshot(two)).toBe(false);
      await store.change(first.view.id, first.editKey, to, two);
      await store.remove(first.view.id, first.editKey);
      expect(await hasSnapshot(two)).toBe(false);
    });

    it("freezes no view without the snapshot that it shows", async () => {
      const [one, two] = [newSnapshot(), newSnapshot()];
      await expect(store.create(frozen(one))).rejects.toThrow(TypeError);
      await expect(store.create(frozen(one), two)).rejects.toThrow(TypeError);
      await expect(store.create(live, one)).rejects.toThrow(TypeError);
      const { view, editKey } = await store.create(frozen(one), one);
      const to = { dataVersion: two.hash };
      await expect(store.change(view.id, editKey, to)).rejects.toThrow(TypeError);
      await expect(store.change(view.id, editKey, to, one)).rejects.toThrow(TypeError);
      expect(await store.read(view.id)).toEqual(view);
    });

    it("drops no snapshot that somebody is just about to show", async () => {
      const shared = newSnapshot();
      const other = newSnapshot();
      let kept = await store.create(frozen(shared), shared);
      for (let round = 0; round < 12; round++) {
        const swapped = await store.create(frozen(other), other);
        const toShared = { dataVersion: shared.hash };
        const [, next] = await Promise.all([
          store.remove(kept.view.id, kept.editKey),
          store.create(frozen(shared), shared),
          store.change(swapped.view.id, swapped.editKey, toShared, shared),
        ]);
        await store.remove(swapped.view.id, swapped.editKey);
        expect(await hasSnapshot(shared)).toBe(true);
        expect(await hasSnapshot(other)).toBe(false);
        kept = next;
      }
      await store.remove(kept.view.id, kept.editKey);
      expect(await hasSnapshot(shared)).toBe(false);
    });

    it.each([
      ["{}", "content.title"],
      ['{"title":"x","view":{"version":7}}', "content.view.version"],
      ["[1]", "content"],
      ["null", "content"],
    ])("says what is wrong with a damaged row: %s", async (content, where) => {
      const { view, editKey } = await store.create(live);
      const sound = await store.create(live);
      await database.query("update saved_view set content = $2::json where id = $1", [view.id, content]);
      const failure = await store.read(view.id).catch((error) => error);
      expect(failure).toBeInstanceOf(DamagedViewError);
      expect(failure).toMatchObject({ id: view.id, fault: expect.stringContaining(`${where}: `) });
      await expect(store.change(view.id, editKey, { title: "x" })).rejects.toThrow(DamagedViewError);
      await expect(store.remove(view.id, "x")).rejects.toThrow(WrongKeyError);
      expect(await store.read(sound.view.id)).toEqual(sound.view);
      await store.remove(view.id, editKey);
      expect(await store.read(view.id)).toBeUndefined();
    });

    it("does nothing to tables that are up to date, and leaves those of a later release alone", async () => {
      await Promise.all(Array.from({ length: 10 }, () => migrate(database)));
      const [{ count }] = await database.query<{ count: number }>(
        "select count(*)::int as count from atlas_migration",
      );
      expect(count).toBe(1);
      await database.query("insert into atlas_migration (version) values (99)");
      const early = sqlViewStore(database);
      await expect(early.ready()).rejects.toThrow(ViewStoreUnavailableError);
      await expect(early.read(newId())).rejects.toThrow(/version 99.*knows 1/);
      await database.query("delete from atlas_migration where version = 99");
      await expect(early.ready()).resolves.toBeUndefined();
    });

    describeBackup(() => database);
  });
}
