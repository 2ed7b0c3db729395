"use client";

/** Writing a note, and changing one: what the dialog says becomes a step. */
import { useEffect, useEffectEvent, useState } from "react";
import { take, useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { addNote, editNote } from "@/lib/view/note-steps";
import type { Note, View } from "@/lib/view/view";
import { NoteDialog } from "./note-dialog";
import { whereText } from "./note-layer";
import { openNote } from "./open-note";

export type NoteRequest =
  | { readonly what: "write note"; readonly at: Note["at"] }
  | { readonly what: "change note"; readonly index: number };

interface DeskNoteProps {
  graph: Graph;
  view: View;
  request: NoteRequest;
  onClose(): void;
}

export function DeskNote({ graph, view, request, onClose }: DeskNoteProps) {
  const { locale } = useAtlas();
  // Going back under the dialog may put another note, or none, at the index that was asked for.
  const [note] = useState<Note | undefined>(() =>
    request.what === "change note" ? view.notes[request.index] : { at: request.at, text: "" },
  );
  const isGone = !note || (request.what === "change note" && placeOf(note, view, request.index) < 0);
  const leave = useEffectEvent(onClose);
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
  if (!note || isGone) return null;
  const keep = (text: string) => {
    if (request.what === "change note")
      return take((now) => editNote(now, placeOf(note, now, request.index), text));
    take((now) => addNote(now, request.at, text));
    openNote(useView.getState().view.notes.length - 1);
  };
  return (
    <NoteDialog where={whereText(note.at, graph, locale)} text={note.text} onKeep={keep} onClose={onClose} />
  );
}

/** Index of a note in a view that may have been read anew; -1 without it. @param likely where it is looked for first */
function placeOf(note: Note, { notes }: View, likely: number): number {
  const other = notes[likely];
  return other && isSameNote(note, other) ? likely : notes.findIndex((one) => isSameNote(note, one));
}

function isSameNote(a: Note, b: Note): boolean {
  if (a.text !== b.text) return false;
  if (typeof a.at === "string" || typeof b.at === "string") return a.at === b.at;
  return a.at.x === b.at.x && a.at.y === b.at.y;
}
