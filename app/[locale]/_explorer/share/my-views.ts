"use client";

/**
 * The views that were saved from this browser, with their edit keys. What storage holds may be of another version or
 * damaged, and storage may refuse: an entry that cannot be read is passed over and left where it is, one that cannot
 * be written lasts as long as the page. Other tabs keep in the same place.
 */
import { useMemo, useSyncExternalStore } from "react";
import { keptText } from "@/app/[locale]/_explorer/kept-text";
import {
  changeList,
  type MyView,
  mergeLists,
  parseViews,
  withImported,
  withViews,
} from "@/lib/view/my-views";

export const storageKey = "atlas-views";

const kept = keptText(storageKey, mergeLists);

const change = (step: (views: MyView[]) => MyView[]): boolean => kept.write(changeList(kept.read(), step));

/** As they are now, in whichever tab they were saved. */
export const readMyViews = (): MyView[] => parseViews(kept.read());

/** Keeps entries, each in place of that of the same id; false where they will be gone with the page. */
export const keepViews = (views: readonly MyView[]): boolean => change((now) => withViews(now, views));

/** Keeps entries of a file, none in place of what is newer here; false where they will be gone with the page. */
export const takeViews = (views: readonly MyView[]): boolean => change((now) => withImported(now, views));

/** Forgets an entry; false where it will be back with the next page. */
export const forgetView = (id: string): boolean => change((now) => now.filter((view) => view.id !== id));

export const editKeyOf = (id: string): string | undefined =>
  readMyViews().find((view) => view.id === id)?.editKey;

/** The views saved from this browser, last changed first; nothing while the page is built ahead. */
export function useMyViews(): MyView[] | undefined {
  const text = useSyncExternalStore<string | undefined>(kept.subscribe, kept.read, () => undefined);
  return useMemo(() => (text === undefined ? undefined : parseViews(text)), [text]);
}
