/** How graphs come into a PostgreSQL server, and what becomes of those before; what happens when it goes away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { imageOf } from "@/lib/store/image-of";
import { memoryStore } from "@/lib/store/memory";
import { StoreUnavailableError } from "@/lib/store/open";
import { loadImage, removeGraph } from "@/lib/store/sql/load";
import { withDatabase } from "@/lib/store/sql/open";
import { type SqlGraphStore, sqlGraphStore } from "@/lib/store/sql/sql-graph-store";
import { partitioned } from "@/lib/store/sql/tables";
import { UnknownGraphError, UnknownVersionError } from "@/lib/store/store";
import type { Database } from "@/lib/store/views/database";
import { postgresDatabase } from "@/lib/store/views/postgres";
import type { PostgresServer } from "../durability/postgres-server";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";
import { loadCompiled } from "./graph-stores-sql";

const hub = { graph: "hub" };

export function describeLoading(server: () => PostgresServer): void {
  describe("loading graphs", () => {
    let address: string;
    let database: Database;
    let store: SqlGraphStore;
    let [first, second, small]: CompiledGraph[] = [];

    beforeAll(async () => {
      address = await server().make("loading");
      database = postgresDatabase(address, 6);
      store = sqlGraphStore(database, { trustedFor: 0 });
      [first, small] = [await hubCompiled(), await smallCompiled()];
      // Another version of the same graph.
      second = { ...first, compact: { ...first.compact, version: "0123456789abcdef" } };
    });
    afterAll(() => store.close());

    const versionNow = async () => (await store.info(hub)).version;
    const tablesLeft = async () =>
      (
        await database.query<{ name: string }>(
          "select inhrelid::regclass::text as name from pg_inherits order by 1",
        )
      ).map(({ name }) => name);

    it("takes the place of the version before, which is still answered about by its name for a while", async () => {
      await loadCompiled(database, first, true);
      const before = await versionNow();
      await loadCompiled(database, second, true);
      expect(await versionNow()).toBe("0123456789abcdef");
      const page = await store.neighbors({ ...hub, version: before }, "dataset/baike", { limit: 3 });
      expect(page?.neighbors).toHaveLength(3);
      await expect(store.info({ ...hub, version: "f".repeat(16) })).rejects.toThrow(UnknownVersionError);
    });

    it("that ends in the middle leaves what serves, and is cleared by the next", async () => {
      const info = await memoryStore([first]).info(hub);
      const whole = imageOf(first, info, { from: [], importedAt: "" });
      let reading = 0;
      const breaking = {
        ...whole,
        async *entities() {
          reading++;
          for await (const one of whole.entities()) {
            if (reading === 2 && one.number === 20) throw new Error("killed");
            yield one;
          }
        },
      };
      await expect(loadImage(database, breaking)).rejects.toThrow("killed");
      expect(await versionNow()).toBe("0123456789abcdef");
      const left = (await tablesLeft()).length;
      await loadImage(database, whole, { keptFor: 0 });
      expect(await versionNow()).toBe(first.compact.version);
      expect((await tablesLeft()).length).toBe(Object.keys(partitioned).length);
      expect(left).toBeGreaterThan(Object.keys(partitioned).length);
      const [{ count }] = await database.query<{ count: number }>(
        "select count(distinct graph_version)::integer as count from facet_value",
      );
      expect(count).toBe(1);
    });

    it("by one who is killed leaves what serves, and no lock; the next clears what is left", async () => {
      const before = await versionNow();
      const loader = fileURLToPath(new URL("../durability/database-loader.ts", import.meta.url));
      const child = spawn(process.execPath, ["--import", "tsx", loader, address], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      expect((await tablesLeft()).length).toBe(2 * Object.keys(partitioned).length);
      expect(await versionNow()).toBe(before);
      expect((await store.neighbors(hub, "dataset/baike", { limit: 3 }))?.neighbors).toHaveLength(3);
      await loadCompiled(database, second, true);
      expect(await versionNow()).toBe("0123456789abcdef");
      const loading = await database.query("select 1 from graph_release where state = 'loading'");
      expect(loading).toEqual([]);
    });

    it("by another version of the program leaves a graph that is told of and asks to be imported anew", async () => {
      await loadCompiled(database, first, true);
      const [{ about }] = await database.query<{ about: object }>(
        "update graph_release set about = (about::jsonb - 'format')::json where state = 'serving' returning about",
      );
      expect(about).not.toHaveProperty("format");
      const later = sqlGraphStore(database, { trustedFor: 0 });
      expect(await later.graphs()).toHaveLength(1);
      await expect(later.search(hub, { text: "ernie", limit: 5 })).rejects.toThrow(/import it anew/);
      await loadCompiled(database, second, true);
      expect(await later.search(hub, { text: "ernie", limit: 5 })).not.toEqual([]);
    });

    it("is done by one after the other, whoever begins at once", async () => {
      await Promise.all([
        loadCompiled(database, first, true),
        loadCompiled(database, small, false),
        loadCompiled(database, second, true),
      ]);
      expect((await store.graphs()).map(({ graph }) => graph).sort()).toEqual(["atlas", "hub"]);
      expect((await store.neighbors(hub, "dataset/baike", { limit: 9 }))?.total).toBeGreaterThan(9);
    });

    it("keeps every key of a table by what it is distributed by", async () => {
      const script = readFileSync(new URL("../../lib/store/sql/distribute.sql", import.meta.url), "utf8");
      const distributed = [...script.matchAll(/create_distributed_table\('(\w+)', '(\w+)'/g)].map(
        ([, table, by]) => ({ table, by }),
      );
      expect(Object.fromEntries(distributed.map(({ table, by }) => [table, by]))).toMatchObject(partitioned);
      const keys = await database.query<{ table: string; columns: string[] }>(
        `select coalesce(i.inhparent, x.indrelid)::regclass::text as table,
           array(select attname::text from pg_attribute where attrelid = x.indrelid and attnum = any(x.indkey)) as columns
         from pg_index x left join pg_inherits i on i.inhrelid = x.indrelid where x.indisunique`,
      );
      for (const { table, by } of distributed) {
        const own = keys.filter((key) => key.table === table);
        expect(own.length, table).toBeGreaterThan(0);
        for (const { columns } of own) {
          expect(columns, table).toContain(by);
          expect(columns, table).toContain("graph_version");
        }
      }
      const constraints = await database.query("select conname from pg_constraint where contype = 'f'");
      expect(constraints).toEqual([]);
    });

    it("asks without plans where what hands connections round has not kept them", async () => {
      const single = postgresDatabase(address, 1);
      const ask = (n: number) => single.query("select $1::integer as n", [n], true);
      expect(await ask(1)).toEqual([{ n: 1 }]);
      await single.query("deallocate all");
      expect(await ask(2)).toEqual([{ n: 2 }]);
      expect(await ask(3)).toEqual([{ n: 3 }]);
      await single.close();
    });

    it("can be undone", async () => {
      expect(await removeGraph(database, "atlas")).toBe(true);
      expect(await removeGraph(database, "atlas")).toBe(false);
      await expect(store.info({ graph: "atlas" })).rejects.toThrow(UnknownGraphError);
    });

    it("leaves the atlas what it is, beside which imported graphs are told of", async () => {
      const both = withDatabase(memoryStore([small]), store);
      expect((await both.graphs()).map(({ graph }) => graph)).toEqual(["atlas", "hub"]);
      expect((await both.entity(hub, "model/m1"))?.kind).toBe("model");
      expect((await both.entity({ graph: "atlas" }, "model/ernie"))?.kind).toBe("model");
      const unknown = both.info({ graph: "nowhere" });
      await expect(unknown).rejects.toMatchObject({ graph: "nowhere", known: ["atlas", "hub"] });
      expect((await both.imported("hub")).sections["1.1"].en).toBe("One one");
    });

    it("and answering come back by themselves after the server went away", async () => {
      await server().stop("SIGQUIT");
      const both = withDatabase(memoryStore([small]), store);
      await expect(both.neighbors(hub, "dataset/baike", { limit: 3 })).rejects.toThrow(StoreUnavailableError);
      // What is not in the database is answered about all the time.
      expect((await both.info({ graph: "atlas" })).entities).toBe(8);
      await server().start();
      expect((await both.neighbors(hub, "dataset/baike", { limit: 3 }))?.neighbors).toHaveLength(3);
    });
  });
}
