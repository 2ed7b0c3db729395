import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/store/views/database";
import { migrate } from "@/lib/store/views/migrations";
import { openViewStore } from "@/lib/store/views/open";
import { postgresDatabase } from "@/lib/store/views/postgres";
import { sqlViewStore } from "@/lib/store/views/sql-view-store";
import { ViewStoreFullError, ViewStoreUnavailableError } from "@/lib/store/views/view-store";
import { killSavers } from "../durability/kill";
import { type PostgresServer, postgresServer, whyNoServer } from "../durability/postgres-server";
import { mountSmall, whyNoSmallDisk } from "../durability/small-disk";
import { describeViewStore } from "./view-store";
import { frozen, live, newSnapshot } from "./view-store-drafts";

if (whyNoSmallDisk) console.log(`Not tested with a full disk: ${whyNoSmallDisk}.`);
if (whyNoServer) console.log(`Not tested on a PostgreSQL server: ${whyNoServer}.`);

describe.runIf(!whyNoServer)("a PostgreSQL server", { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let shared: Database;
  beforeAll(async () => {
    server = await postgresServer();
    shared = postgresDatabase(await server.make("shared"), 10);
  });
  afterAll(async () => {
    await shared?.close();
    await server?.remove();
  });

  describeViewStore("a PostgreSQL server", () => shared);

  it("is set up by ten servers at once", async () => {
    const url = await server.make("ten");
    const databases = Array.from({ length: 10 }, () => postgresDatabase(url, 2));
    await Promise.all(databases.map(migrate));
    const made = await Promise.all(databases.map((database) => sqlViewStore(database).create(live)));
    for (const { view } of made) expect(await sqlViewStore(databases[0]).read(view.id)).toEqual(view);
    await Promise.all(databases.map((database) => database.close()));
  });

  it.each([
    ["nobody listens", () => "postgres://atlas@127.0.0.1:1/shared", /ECONNREFUSED/],
    ["no such database", () => server.url("nowhere"), /nowhere/],
    ["no such user", () => server.url("shared").replace("atlas@", "someone:secret@"), /someone/],
    ["TLS, which it does not speak", () => `${server.url("shared")}?sslmode=verify-full`, /SSL/],
  ])("says that it cannot serve: %s", async (_, url, reason) => {
    const store = await openViewStore({ DATABASE_URL: url() });
    const failure = await store.ready().catch((error) => error);
    expect(failure).toBeInstanceOf(ViewStoreUnavailableError);
    expect(failure.message).toMatch(reason);
    expect(failure.message).toContain("DATABASE_URL");
    expect(failure.message).not.toContain("secret");
    await store.close();
  });

  it.each([
    { DATABASE_URL: "postgres://x:secret@[" },
    { DATABASE_URL: "postgres://x", ATLAS_DB_POOL: "many" },
    { DATABASE_URL: "postgres://x", ATLAS_DB_POOL: "0" },
  ])("refuses what makes no sense: %j", async (env) => {
    const failure = await openViewStore(env).catch((error) => error);
    expect(failure).toBeInstanceOf(ViewStoreUnavailableError);
    expect(failure.message).not.toContain("secret");
  });

  it("gives up on a database that is too slow, and goes on when it is not", async () => {
    const url = await server.make("slow");
    const database = postgresDatabase(url, 2, { connecting: 3000, answering: 200, listening: 1000 });
    const store = sqlViewStore(database);
    const { view, editKey } = await store.create(live);
    const blocker = new Client({ connectionString: url });
    await blocker.connect();
    await blocker.query("begin; lock table saved_view in access exclusive mode");
    await expect(store.read(view.id)).rejects.toThrow(ViewStoreUnavailableError);
    await expect(store.change(view.id, editKey, { title: "x" })).rejects.toThrow(ViewStoreUnavailableError);
    await blocker.query("rollback");
    await blocker.end();
    expect(await store.read(view.id)).toEqual(view);
    await database.close();
  });

  it.runIf(!whyNoSmallDisk)("says that the disk is full, loses nothing, and goes on with room", async () => {
    const database = postgresDatabase(await server.make("filled"), 4);
    const unmount = mountSmall(join(server.folder, "small"), 4);
    try {
      const store = sqlViewStore(database);
      await store.ready();
      const place = join(server.folder, "small/space");
      mkdirSync(place);
      execFileSync("chown", ["nobody", place]);
      await database.query(`create tablespace small location '${place}'`);
      await database.query("alter table snapshot set tablespace small");
      const saved: string[] = [];
      const fill = async () => {
        for (;;) {
          const snapshot = { ...newSnapshot(), body: crypto.getRandomValues(new Uint8Array(60_000)) };
          saved.push((await store.create(frozen(snapshot), snapshot)).view.id);
        }
      };
      await expect(fill()).rejects.toThrow(ViewStoreFullError);
      expect(saved.length).toBeGreaterThan(10);
      for (const id of saved) {
        const view = await store.read(id);
        expect(view && (await store.snapshot(view.dataVersion))?.length).toBe(60_000);
      }
      expect(await store.read((await store.create(live)).view.id)).toBeDefined();
      await database.query("alter table snapshot set tablespace pg_default");
      const snapshot = newSnapshot();
      const { view } = await store.create(frozen(snapshot), snapshot);
      expect(await store.read(view.id)).toEqual(view);
      await database.query("drop tablespace small");
    } finally {
      await database.close();
      unmount();
    }
  });

  it("loses nothing when killed savers leave it, three times", async () => {
    const killed = await killSavers({ DATABASE_URL: await server.make("killed") }, 3);
    expect(killed.lost).toEqual([]);
    expect(killed.acknowledged).toBeGreaterThan(0);
  });

  it.each(["SIGINT", "SIGQUIT"] as const)(
    "comes back by itself after the server went away by %s",
    async (signal) => {
      const database = postgresDatabase(await server.make(`lost_${signal.toLowerCase()}`), 4);
      const store = sqlViewStore(database);
      const saved: string[] = [];
      const failures: unknown[] = [];
      let isOver = false;
      // Half of them in transactions, which may be between two statements when the connection is lost.
      const save = (isFrozen: boolean) => {
        const snapshot = newSnapshot();
        return isFrozen ? store.create(frozen(snapshot), snapshot) : store.create(live);
      };
      const load = Array.from({ length: 6 }, async (_, worker) => {
        while (!isOver)
          await save(worker % 2 === 0).then(
            ({ view }) => saved.push(view.id),
            async (error) => {
              failures.push(error);
              await new Promise((resolve) => setTimeout(resolve, 20));
            },
          );
      });
      const until = async (isSo: () => boolean) => {
        while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      await until(() => saved.length > 20);
      await server.stop(signal);
      await expect(store.ready()).rejects.toThrow(ViewStoreUnavailableError);
      await until(() => failures.length > 12);
      const before = saved.length;
      await server.start();
      await until(() => saved.length > before + 20);
      isOver = true;
      await Promise.all(load);
      for (const failure of failures) expect(failure).toBeInstanceOf(ViewStoreUnavailableError);
      const [{ count }] = await database.query<{ count: number }>(
        "select count(*)::int as count from saved_view where id = any($1::text[])",
        [`{${saved.join(",")}}`],
      );
      expect(count).toBe(saved.length);
      await expect(store.ready()).resolves.toBeUndefined();
      await database.close();
    },
  );
});
