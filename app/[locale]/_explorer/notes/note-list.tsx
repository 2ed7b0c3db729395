"use client";

/** All notes of the view in the order of their numbers; each leads to its place on the map. */
import { ActionIcon } from "@/app/[locale]/_explorer/actions/action-icons";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { formatCount } from "@/lib/i18n/format";
import { noteWords } from "@/lib/i18n/note-words";
import type { View } from "@/lib/view/view";
import { deleteNote } from "./delete-note";
import { whereText } from "./note-layer";
import styles from "./notes.module.css";
import { openNote, showPlace } from "./open-note";

interface NoteListProps {
  graph: Graph;
  notes: View["notes"];
  canvas: GraphCanvasHandle | undefined;
  onEdit(index: number): void;
  /** One is shown on the map. */
  onShow(): void;
}

export function NoteList({ graph, notes, canvas, onEdit, onShow }: NoteListProps) {
  const { locale } = useAtlas();
  const w = noteWords[locale];
  return (
    <ol className={styles.list} aria-label={w.notes}>
      {notes.map(({ at, text }, i) => {
        const number = formatCount(i + 1, locale);
        return (
          <li key={number} className={styles.item}>
            <button
              type="button"
              className={styles.show}
              onClick={() => {
                openNote(i);
                showPlace(canvas, at);
                onShow();
              }}
            >
              <span className={styles.mark}>{number}</span>
              <span>
                <bdi>{text}</bdi>
                <span className={styles.where}>{whereText(at, graph, locale)}</span>
              </span>
            </button>
            <button
              type="button"
              className={styles.tool}
              aria-label={`${w.edit} ${number}`}
              onClick={() => onEdit(i)}
            >
              <ActionIcon name="edit" size={16} />
            </button>
            <button
              type="button"
              className={styles.tool}
              aria-label={`${w.remove} ${number}`}
              onClick={() => deleteNote(i)}
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
