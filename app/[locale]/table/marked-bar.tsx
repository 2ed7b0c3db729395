"use client";

/** What can be done with the rows that are marked; below them, so that marking moves none. */
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import styles from "./table.module.css";

interface MarkedBarProps {
  count: number;
  limit: number;
  /** The map as the table is filtered, with these selected; and the map of these alone. */
  selectHref: string;
  onlyHref: string;
  locale: Locale;
  onClear(): void;
}

export function MarkedBar({ count, limit, selectHref, onlyHref, locale, onClear }: MarkedBarProps) {
  const w = tableWords[locale];
  return (
    <div className={styles.marked}>
      <p role="status">
        {count > 0 && <strong>{w.marked(formatCount(count, locale))}</strong>}
        {count >= limit && ` · ${w.tooMany(formatCount(limit, locale))}`}
      </p>
      {count > 0 && (
        <>
          <a className={styles.buttonStrong} href={selectHref}>
            {w.markedOnMap}
          </a>
          <a className={styles.button} href={onlyHref}>
            {w.onlyOnMap}
          </a>
          <button type="button" className={styles.textButton} onClick={onClear}>
            {w.unmark}
          </button>
        </>
      )}
    </div>
  );
}
