/** The store of saved views, opened once a process, when the first of them is asked for. */
import { setTimeout } from "node:timers/promises";
import { openViewStore } from "@/lib/store/views/open";
import type { ViewStore } from "@/lib/store/views/view-store";
import { host } from "./host";
import { timed } from "./timed";

/** Apart from this module, which is loaded anew while developing: the embedded database cannot be opened twice. */
const held = globalThis as typeof globalThis & {
  atlasViewStore?: Promise<ViewStore> | undefined;
  /** Whether anybody has asked for it, and it is not only prepared. */
  atlasViewsAsked?: boolean;
  /** Whether it has ever said that it is ready. */
  atlasViewsReached?: boolean;
};

/** @throws {ViewStoreUnavailableError} it cannot be opened; the next one who asks tries again */
export function viewStore(): Promise<ViewStore> {
  held.atlasViewsAsked = true;
  return theStore();
}

/** What would keep the first one who saves waiting: making an embedded database, which is left closed. */
async function prepareViews(): Promise<void> {
  await (await theStore()).prepare();
}
const server = host();
if (server) server.prepare = prepareViews;

function theStore(): Promise<ViewStore> {
  if (held.atlasViewStore) return held.atlasViewStore;
  const store = openViewStore().then((opened) => timed("views", opened));
  held.atlasViewStore = store;
  store.then(
    ({ close }) => host()?.atClose.push(close),
    () => {
      held.atlasViewStore = undefined;
    },
  );
  return store;
}

/** How long the store may take to say that it is ready, in milliseconds. */
const patience = 1500;

/**
 * How the store is. One that is embedded is not opened for that: most who ask are watchdogs.
 *
 * @returns "unreached": it is shared with other servers, and has not been reached from this one yet
 */
export async function viewStoreState(): Promise<"idle" | "ready" | "unreached" | "unavailable"> {
  const isShared = Boolean(process.env.DATABASE_URL);
  if (!isShared && !held.atlasViewsAsked) return "idle";
  const asked = viewStore()
    .then((store) => store.ready())
    .then(
      () => true,
      () => false,
    );
  const isReady = await Promise.race([asked, setTimeout(patience, false, { ref: false })]);
  held.atlasViewsReached ||= isReady;
  if (isReady) return "ready";
  return isShared && !held.atlasViewsReached ? "unreached" : "unavailable";
}
