"use client";

import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { take } from "@/app/[locale]/_explorer/view-store";
import { removeNote } from "@/lib/view/note-steps";
import { openNote } from "./open-note";

/**
 * Deletes a note. Those after it move up by one, so none stays open; and the button that was pressed is gone, so the
 * map has the focus.
 */
export function deleteNote(index: number): void {
  openNote(undefined);
  take((view) => removeNote(view, index));
  focusMap();
}
