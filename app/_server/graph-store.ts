/**
 * The store, opened once a process. While developing, it is opened anew when other data have been compiled; in
 * production, pages were built for one version of the data and must find that one.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { compiledDataFolder, openStore } from "@/lib/store/open";
import type { GraphStore } from "@/lib/store/store";

/** How long the compiled data are taken to be unchanged, in milliseconds. */
const trustedFor = 1000;

interface Opened {
  store: Promise<GraphStore>;
  /** When the pointer to the current data was last written, and when that was looked up. */
  writtenAt: number;
  checkedAt: number;
}
let opened: Opened | undefined;

/** @throws {StoreUnavailableError} there are no compiled data */
export async function graphStore(): Promise<GraphStore> {
  const now = Date.now();
  const mayChange = process.env.NODE_ENV !== "production";
  if (opened && !(mayChange && now - opened.checkedAt >= trustedFor)) return opened.store;
  const pointer = await stat(join(compiledDataFolder(), "current.json")).catch(() => undefined);
  const writtenAt = pointer?.mtimeMs ?? 0;
  if (!opened || opened.writtenAt !== writtenAt) {
    const store = openStore();
    opened = { store, writtenAt, checkedAt: now };
    store.catch(() => {
      opened = undefined;
    });
  }
  opened.checkedAt = now;
  return opened.store;
}
