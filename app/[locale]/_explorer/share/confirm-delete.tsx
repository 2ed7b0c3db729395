"use client";

/** Asks once more before something goes for good; the harmless answer has the focus. */
import { useEffect, useId, useRef } from "react";
import styles from "./card.module.css";

interface ConfirmDeleteProps {
  /** What comes of it. */
  text: string;
  yes: string;
  cancel: string;
  busy: boolean;
  onYes(): void;
  onCancel(): void;
}

export function ConfirmDelete({ text, yes, cancel, busy, onYes, onCancel }: ConfirmDeleteProps) {
  const id = useId();
  const harmless = useRef<HTMLButtonElement>(null);
  useEffect(() => harmless.current?.focus(), []);
  return (
    <div className={styles.form} role="group" aria-labelledby={id}>
      <p id={id}>{text}</p>
      <p className={styles.actions}>
        <button type="button" className={styles.primary} aria-disabled={busy} onClick={onYes}>
          {yes}
        </button>
        <button ref={harmless} type="button" className={styles.button} onClick={onCancel}>
          {cancel}
        </button>
      </p>
    </div>
  );
}
