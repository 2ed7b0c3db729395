/**
 * What a short link brings with it: `/v/<id>` answers the explorer's own page with the saved view in a block of data,
 * so that it opens without another request. Read by the script of the first picture, too.
 */
import type { SavedView } from "@/lib/api/views-contract";

/** A saved view, or why there is none. */
export type LinkStart =
  | { readonly saved: SavedView }
  | { readonly problem: "missing" | "failed" | "gone"; readonly id: string };

const linkPattern = /^\/v\/([0-9A-Za-z]{1,20})\/?$/;

/** The id in the path of a short link; nothing for other paths. */
export const linkedId = (pathname: string): string | undefined => linkPattern.exec(pathname)?.[1];

const block = () => document.getElementById("saved-view");

/** What the page's block of data holds for this id; nothing where the page came by another address, or not to its end. */
export function readBlock(id: string): LinkStart | undefined {
  const text = block()?.textContent;
  if (!text) return undefined;
  // The server has checked it against the schema when it was saved, and again when it was read.
  try {
    const data: SavedView | { missing: string } | { failed: string } | { gone: string } = JSON.parse(text);
    if ("missing" in data) return { problem: "missing", id };
    if ("failed" in data) return { problem: "failed", id };
    if ("gone" in data) return { problem: "gone", id };
    return data.id === id ? { saved: data } : undefined;
  } catch {
    return undefined;
  }
}

/** It speaks of a view that is not any more as it says. */
export const forgetBlock = (): void => block()?.remove();

/** The version of the data that the address asks for before anything has been read; nothing for the current one. */
export function versionAtStart(): string | undefined {
  const id = linkedId(location.pathname);
  const start = id === undefined ? undefined : readBlock(id);
  if (start && "saved" in start) return start.saved.view.data;
  const version = new URLSearchParams(location.search).get("version");
  return version !== null && /^[0-9a-f]{16}$/.test(version) ? version : undefined;
}
