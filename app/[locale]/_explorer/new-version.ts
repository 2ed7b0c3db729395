/**
 * Use without a network, and news of new versions: `/offline.js` (app/_offline/page-script.ts), which every page loads
 * once it has come to rest, tells by attributes of the page's root.
 */
import { useSyncExternalStore } from "react";

const attributes = ["data-new-version", "data-cut-off"] as const;
const root = () => document.documentElement;

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributeFilter: [...attributes] });
  return () => observer.disconnect();
}

const useTold = (attribute: (typeof attributes)[number]): boolean =>
  useSyncExternalStore(
    follow,
    () => root().hasAttribute(attribute),
    () => false,
  );

/** Whether the server is of a later version than this page. */
export const useNewVersion = (): boolean => useTold("data-new-version");

/** Whether no server answers, so that what is seen is what has been kept. */
export const useCutOff = (): boolean => useTold("data-cut-off");

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
