/**
 * What the service worker does with a request, told by its address alone.
 *
 * Whatever is not named here goes to the network as if there were no worker: writing, saved views as data, frames in
 * other pages, files to take away, feeds.
 */

/** What a request is to the worker. The key names what is kept of it. */
export type Plan =
  /** A document. `mayTire`: a slow network gives way to what is kept; else only no network at all does. */
  | { readonly as: "page"; readonly key: string; readonly mayTire: boolean }
  /** The address names its content, so it is the same in every build. */
  | { readonly as: "forever"; readonly key: string }
  /** A script, style or picture under an address that every build uses for its own. */
  | { readonly as: "file"; readonly key: string }
  /** An answer about data in a version that the address names; its form is the build's. */
  | { readonly as: "answer"; readonly key: string };

export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** Whether a document is opened with it. */
  readonly navigates: boolean;
}

/** Below these, nothing is ever kept. */
const untouched = /^\/(embed|api\/oembed|api\/v1\/(views|export|picture|preview))(\/|$)/;
/** Documents that read the rest of their address by themselves: they are the same whatever it says. */
const readsAddress = /^\/[a-z]{2}(\/g\/[^/]+(\/table)?|\/table|\/views|\/about)?\/?$/;
const fileEnding = /\.(js|css|svg|png|jpg|webp|woff2|webmanifest)$/;
const hasEnding = /\.[a-z0-9]+$/;

/** @returns nothing where the request is none of the worker's business */
export function planOf({ method, url, navigates }: Asked): Plan | undefined {
  const { pathname: path, search, searchParams } = url;
  if (method !== "GET" || untouched.test(path)) return undefined;
  if (navigates) return planOfPage(path, search);
  const key = path + search;
  if (path.startsWith("/_next/static/")) return { as: "forever", key: path };
  if (path.startsWith("/api/v1/")) {
    if (!searchParams.has("version")) return undefined;
    return { as: /^\/api\/v1\/graph(\/facets)?$/.test(path) ? "forever" : "answer", key };
  }
  const isFile = fileEnding.test(path) && !/^\/(_next|v|api)\//.test(path);
  return isFile ? { as: "file", key } : undefined;
}

function planOfPage(path: string, search: string): Plan | undefined {
  if (path.startsWith("/api/") || hasEnding.test(path)) return undefined;
  // A saved view may have been deleted or changed: as long as there is a network, it is what that says.
  const isSavedView = path.startsWith("/v/");
  return { as: "page", key: readsAddress.test(path) ? path : path + search, mayTire: !isSavedView };
}

/** The language of a page; nothing for addresses that are the same in every language. */
export const localeOfPath = (path: string): string | undefined => /^\/([a-z]{2})(?=\/|$)/.exec(path)?.[1];

/** The document that a page's language starts with, and the one that says that there is no network. */
export const startOf = (locale: string): string => `/${locale}`;
export const offlinePageOf = (locale: string): string => `/${locale}/offline`;
