/**
 * Use without a network, and news of new versions: `/offline.js` (app/_offline/page-script.ts), which every page loads
 * once it has come to rest, tells by an attribute of the page's root.
 */
import { useSyncExternalStore } from "react";

const attribute = "data-new-version";
const root = () => document.documentElement;

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: [attribute] });
  return () => observer.disconnect();
}

/** Whether the server is of a later version than this page. */
export const useNewVersion = (): boolean =>
  useSyncExternalStore(
    follow,
    () => root().hasAttribute(attribute),
    () => false,
  );

let loaded = false;

/** Loads it, once a page. Where it does not come, nothing else is lacking. */
export function loadOffline(): void {
  if (loaded || process.env.NODE_ENV !== "production") return;
  loaded = true;
  const script = document.createElement("script");
  script.src = "/offline.js";
  document.head.append(script);
}

/** Whether an error says that a script of the page does not come: it is of a build that is gone, or there is no network. */
export const isMissingScript = (error: Error): boolean => error.name === "ChunkLoadError";

/** Has it asked at once whether there is a new version. */
export const askForVersion = (): boolean => dispatchEvent(new Event("askforversion"));
