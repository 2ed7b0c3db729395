"use client";

/** Where files are chosen, or dropped. */
import { useEffect, useId, useRef } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { readLimits } from "@/lib/exchange/exchange";
import { formatCount } from "@/lib/i18n/format";
import { importWords } from "@/lib/i18n/import-words";
import styles from "./import.module.css";

interface FileChoiceProps {
  /** Why nothing came of what was chosen before. */
  fault: string | undefined;
  cancelled: boolean;
  onFiles(files: readonly File[]): void;
}

export function FileChoice({ fault, cancelled, onFiles }: FileChoiceProps) {
  const { locale } = useAtlas();
  const w = importWords[locale];
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // The dialog has opened by then, and has given the focus to its first button.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <section className={styles.section}>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {cancelled && (
        <p className={styles.said} role="status">
          {w.read.cancelled}
        </p>
      )}
      <div className={styles.choice}>
        <p className={styles.lead}>{w.choose.lead}</p>
        <button
          ref={button}
          type="button"
          className={styles.primary}
          aria-describedby={id}
          onClick={() => field.current?.click()}
        >
          {w.choose.button}
        </button>
        <input
          ref={field}
          type="file"
          multiple
          hidden
          aria-label={w.choose.button}
          onChange={({ target }) => {
            const chosen = [...(target.files ?? [])];
            // The same files may be chosen once more.
            target.value = "";
            if (chosen.length > 0) onFiles(chosen);
          }}
        />
        <p className={styles.hint} id={id}>
          {w.choose.privacy}
        </p>
      </div>
      <ul className={styles.notes}>
        <li>{w.choose.formats}</li>
        <li>{w.choose.several}</li>
        <li>
          {w.choose.limits(
            formatCount(readLimits.entities, locale),
            formatCount(readLimits.relations, locale),
          )}
        </li>
      </ul>
    </section>
  );
}
