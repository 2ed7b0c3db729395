/** The store of saved views, opened once a process, when the first of them is asked for. */
import { setTimeout } from "node:timers/promises";
import { openViewStore } from "@/lib/store/views/open";
import type { ViewStore } from "@/lib/store/views/view-store";

/** Apart from this module, which is loaded anew while developing: the embedded database cannot be opened twice. */
const held = globalThis as typeof globalThis & { atlasViewStore?: Promise<ViewStore> | undefined };

/** @throws {ViewStoreUnavailableError} it cannot be opened; the next one who asks tries again */
export function viewStore(): Promise<ViewStore> {
  const store = held.atlasViewStore ?? openViewStore();
  held.atlasViewStore = store;
  store.catch(() => {
    if (held.atlasViewStore === store) held.atlasViewStore = undefined;
  });
  return store;
}

/** How long the store may take to say that it is ready, in milliseconds. */
const patience = 1000;

/** How the store is. It is not opened for that: most who ask are watchdogs. */
export async function viewStoreState(): Promise<"idle" | "ready" | "unavailable"> {
  const opened = held.atlasViewStore;
  if (!opened) return "idle";
  const isReady = await Promise.race([
    opened.then((store) => store.ready()).then(() => true),
    setTimeout(patience, false, { ref: false }),
  ]).catch(() => false);
  return isReady ? "ready" : "unavailable";
}
