"use client";

/** What somebody has said over a view and in it: the card, and the notes on the map. Both are fetched when they are first needed. */
import { deleteNote } from "@/app/[locale]/_explorer/notes/delete-note";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import type { DeskProps } from "./desk";

const loadCard = () => import("@/app/[locale]/_explorer/share/view-card");
const loadNotes = () => import("@/app/[locale]/_explorer/notes/note-layer");

/** What stands over a view that was saved, is of earlier data, or holds notes. */
export function Card({ graph, view, canvas, isNarrow, side, ask }: DeskProps) {
  return (
    <Later load={loadCard}>
      {({ ViewCard }) => (
        <ViewCard
          graph={graph}
          view={view}
          canvas={canvas}
          tight={isNarrow || side !== undefined}
          onShare={() => ask({ what: "share" })}
          onEditNote={(index) => ask({ what: "change note", index })}
        />
      )}
    </Later>
  );
}

export function DeskNotes({ graph, view, canvas, ask }: DeskProps) {
  return (
    <Later load={loadNotes}>
      {({ NoteLayer }) => (
        <NoteLayer
          graph={graph}
          notes={view.notes}
          canvas={canvas}
          onEdit={(index) => ask({ what: "change note", index })}
          onRemove={deleteNote}
        />
      )}
    </Later>
  );
}
