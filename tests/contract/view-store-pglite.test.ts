import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/lib/store/views/database";
import { type DirectoryLock, LockedError, lockDirectory } from "@/lib/store/views/directory-lock";
import { openViewStore } from "@/lib/store/views/open";
import { pgliteDatabase } from "@/lib/store/views/pglite";
import { sqlViewStore } from "@/lib/store/views/sql-view-store";
import { ViewStoreFullError, ViewStoreUnavailableError } from "@/lib/store/views/view-store";
import { killSavers } from "../durability/kill";
import { mountSmall, whyNoSmallDisk } from "../durability/small-disk";
import { describeViewStore } from "./view-store";
import { frozen, live, newSnapshot } from "./view-store-drafts";

if (whyNoSmallDisk) console.log(`Not tested with a full disk: ${whyNoSmallDisk}.`);

let folder: string;
let shared: Database;
/** The share of the time in which a new database was made that was left to others. */
let freeMeanwhile = 0;
/** Copies are quicker to come by than new databases. This one finds another's beginnings. */
const template = () => join(folder, "template");
/** Milliseconds for what opens databases, each of which takes a second or, while the machine is busy, some more. */
const patience = 120_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-pglite-"));
  await mkdir(join(template(), "pglite.new/base"), { recursive: true });
  await writeFile(join(template(), "pglite.new/PG_VERSION"), "18\n");
  let turns = 0;
  const turn = 10;
  const timer = setInterval(() => turns++, turn);
  const start = performance.now();
  await pgliteDatabase(template()).prepare?.();
  freeMeanwhile = (turns * turn) / (performance.now() - start);
  clearInterval(timer);
  const first = pgliteDatabase(template());
  await Promise.all([first.prepare?.(), first.query("select 1")]);
  await first.close();
  await rm(join(template(), "lock"), { recursive: true });
  await cp(template(), join(folder, "shared"), { recursive: true });
  shared = pgliteDatabase(join(folder, "shared"));
}, patience);
afterAll(async () => {
  await shared.close();
  await rm(folder, { recursive: true, force: true });
});

describeViewStore("PGlite", () => shared);

describe("the embedded database", { timeout: patience }, () => {
  it("is made anew where it was killed while it was being made", () => {
    expect(existsSync(join(template(), "pglite/PG_VERSION"))).toBe(true);
    expect(existsSync(join(template(), "pglite.new"))).toBe(false);
  });

  it("keeps nobody waiting while it is made ahead, and is left to whoever opens it", () => {
    expect(freeMeanwhile).toBeGreaterThan(0.3);
  });

  it("says what to do where the folder cannot be used, and does once it can", async () => {
    const place = join(folder, "again");
    await writeFile(place, "");
    const first = await openViewStore({ ATLAS_DATA_DIR: place });
    await expect(first.ready()).rejects.toThrow(ViewStoreUnavailableError);
    await expect(first.ready()).rejects.toThrow(place);
    await rm(place);
    await cp(template(), place, { recursive: true });
    await expect(first.ready()).resolves.toBeUndefined();
    await rename(place, `${place}.away`);
    await expect(first.create(live)).rejects.toThrow(ViewStoreUnavailableError);
    await rename(`${place}.away`, place);
    await first.create(live);
    await first.close();
  });

  it("finds what was saved when it is opened again, and lets nobody else in between, breaks down and comes back", async () => {
    const place = { ATLAS_DATA_DIR: join(folder, "again") };
    const first = await openViewStore(place);
    const second = await openViewStore(place);
    const { view } = await first.create(live);
    const failure = await second.read(view.id).catch((error) => error);
    expect(failure).toBeInstanceOf(ViewStoreUnavailableError);
    expect(failure.message).toContain(`process ${process.pid}`);
    await first.close();
    expect(await second.read(view.id)).toEqual(view);
    const breakdown = new WebAssembly.RuntimeError("unreachable");
    vi.spyOn(PGlite.prototype, "query").mockRejectedValueOnce(breakdown);
    await expect(second.read(view.id)).rejects.toThrow(ViewStoreUnavailableError);
    expect(await second.read(view.id)).toEqual(view);
    await second.close();
  });

  it("loses nothing when it is killed while it saves, three times, and leaves no lock behind", async () => {
    const place = join(folder, "killed");
    await cp(template(), place, { recursive: true });
    const killed = await killSavers({ ATLAS_DATA_DIR: place }, 3);
    expect(killed.lost).toEqual([]);
    expect(killed.acknowledged).toBeGreaterThan(0);
  });

  it.runIf(!whyNoSmallDisk)("says that the disk is full, loses nothing, and goes on with room", async () => {
    const place = join(folder, "small");
    const unmount = mountSmall(place, 48);
    const database = pgliteDatabase(place);
    try {
      cpSync(template(), place, { recursive: true });
      const store = sqlViewStore(database);
      const { view, editKey } = await store.create(live);
      const large = { ...newSnapshot(), body: randomBytes(16 * 1024 * 1024) };
      await expect(store.create(frozen(large), large)).rejects.toThrow(ViewStoreFullError);
      const saved: string[] = [];
      const fill = async () => {
        for (;;) {
          const snapshot = { ...newSnapshot(), body: crypto.getRandomValues(new Uint8Array(60_000)) };
          saved.push((await store.create(frozen(snapshot), snapshot)).view.id);
        }
      };
      await expect(fill()).rejects.toThrow(ViewStoreFullError);
      expect(() => writeFileSync(join(place, "ballast"), Buffer.alloc(32 * 1024 * 1024))).toThrow("ENOSPC");
      await expect(store.create(live)).rejects.toThrow(ViewStoreFullError);
      await expect(store.change(view.id, editKey, { title: "x" })).rejects.toThrow(ViewStoreFullError);
      for (const id of saved) {
        const read = await store.read(id);
        expect(read && (await store.snapshot(read.dataVersion))?.length).toBe(60_000);
      }
      await database.close();
      // Whether it can begin without any room depends on which files are there already.
      const read = await store.read(view.id).catch((error) => error);
      if (!(read instanceof ViewStoreFullError)) expect(read).toEqual(view);
      await rm(join(place, "ballast"));
      expect(await store.read(view.id)).toEqual(view);
      await store.remove(view.id, editKey);
      expect(await store.read(view.id)).toBeUndefined();
    } finally {
      await database.close();
      unmount();
    }
  });
});

describe("the lock of a folder", { timeout: patience }, () => {
  /** A process that says "got it" or why not, and then stays. */
  const locker = fileURLToPath(new URL("../durability/locker.ts", import.meta.url));
  const start = (place: string): { child: ChildProcess; says: Promise<string> } => {
    const child = spawn(process.execPath, ["--import", "tsx", locker, place], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    return {
      child,
      says: new Promise((resolve) => child.stdout.once("data", (said) => resolve(String(said)))),
    };
  };

  it("goes to one of several processes, and is free again at once when that one is killed", async () => {
    const place = join(folder, "processes");
    const racing = Array.from({ length: 3 }, () => start(place));
    const said = await Promise.all(racing.map(({ says }) => says));
    const winner = said.indexOf("got it");
    expect(said.filter((one) => one === "got it")).toHaveLength(1);
    for (const [index, one] of said.entries())
      if (index !== winner) expect(one).toContain(`process ${racing[winner].child.pid}`);
    await expect(lockDirectory(place)).rejects.toThrow(LockedError);
    const { child } = racing[winner];
    // Stopped is not gone.
    child.kill("SIGSTOP");
    await expect(lockDirectory(place)).rejects.toThrow("another process");
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    await (await lockDirectory(place)).release();
    for (const { child: other } of racing) other.kill("SIGKILL");
  });

  it("goes to one of many at once, whatever was left behind", async () => {
    const place = join(folder, "many");
    for (let round = 0; round < 30; round++) {
      const attempts = Array.from({ length: 12 }, async (_, index) => {
        await wait(index % 4);
        return lockDirectory(place).catch((error) => error);
      });
      const results = await Promise.all(attempts);
      const locks = results.filter((result): result is DirectoryLock => !(result instanceof Error));
      expect(locks).toHaveLength(1);
      for (const result of results) if (result instanceof Error) expect(result).toBeInstanceOf(LockedError);
      await locks[0].release();
    }
    expect((await readdir(join(place, "lock"))).length).toBe(1);
  });

  it("holds in a folder whose path is longer than that of a socket may be", async () => {
    const place = join(folder, "long".repeat(60));
    const lock = await lockDirectory(place);
    await expect(lockDirectory(place)).rejects.toThrow(LockedError);
    await lock.release();
    await (await lockDirectory(place)).release();
  });
});
