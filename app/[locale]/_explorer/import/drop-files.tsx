"use client";

/** Takes files that are dragged anywhere onto the page, with a veil that says what will come of it. */
import { useEffect, useEffectEvent, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { dropWords } from "@/lib/i18n/drop-words";
import styles from "./import.module.css";

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;

export function DropFiles({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const { locale } = useAtlas();
  const w = dropWords[locale];
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    // Each element that is entered and left tells so; those within one another come to nought.
    let depth = 0;
    const over = (event: DragEvent, change: number) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      depth = Math.max(0, depth + change);
      setIsOver(depth > 0 || change === 0);
    };
    const enter = (event: DragEvent) => over(event, 1);
    const move = (event: DragEvent) => over(event, 0);
    const leave = (event: DragEvent) => over(event, -1);
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragover", move);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragover", move);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <p className={styles.veilTitle}>{w.title}</p>
      <p>{w.hint}</p>
    </div>
  );
}
