"use client";

/** What is done with the table as a whole: finding, filtering, columns, the file, the way to the map. */
import { useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import type { Column } from "@/lib/table/columns";
import type { Speech } from "@/lib/table/values";
import styles from "./table.module.css";

interface TableToolsProps {
  find: string;
  onFind(text: string): void;
  panel: "filter" | "columns" | undefined;
  onPanel(panel: "filter" | "columns"): void;
  conditions: number;
  mapHref: string;
  live: boolean;
  /** How many rows there are. */
  total: number;
  /** What is shown now, for the file; of very many rows the first ones. */
  file(): Promise<
    { columns: readonly Column[]; rows: readonly number[]; speech: Speech; name: string } | undefined
  >;
}

export function TableTools({
  find,
  onFind,
  panel,
  onPanel,
  conditions,
  mapHref,
  live,
  total,
  file,
}: TableToolsProps) {
  const { locale, source } = useAtlas();
  const w = tableWords[locale];
  const [saving, setSaving] = useState<"busy" | "failed" | { rows: number; of: number }>();
  const save = async () => {
    if (saving === "busy") return;
    setSaving("busy");
    try {
      const shown = await file();
      if (!shown) return setSaving(undefined);
      const [{ tableCsv }, { saveFile }] = await Promise.all([
        import("@/lib/table/table-csv"),
        import("@/app/[locale]/_explorer/export/download"),
      ]);
      const parts = [...tableCsv(shown.columns, shown.rows, shown.speech)];
      saveFile(
        new Blob(parts, { type: "text/csv;charset=utf-8" }),
        `${shown.name}-${source.version.slice(0, 8)}.csv`,
      );
      setSaving(shown.rows.length < total ? { rows: shown.rows.length, of: total } : undefined);
    } catch {
      // What makes the file could not be fetched.
      setSaving("failed");
    }
  };
  const toggle = (which: "filter" | "columns", label: string, count = 0) => (
    <button
      type="button"
      id={`table-${which}`}
      className={styles.button}
      aria-expanded={panel === which}
      disabled={!live}
      onClick={() => onPanel(which)}
    >
      <Icon name={which === "filter" ? "filter" : "arrange"} size={16} />
      {label}
      {count > 0 && (
        <>
          <span className={styles.badge} aria-hidden="true">
            {formatCount(count, locale)}
          </span>
          <span className="visually-hidden">{w.conditions(formatCount(count, locale))}</span>
        </>
      )}
    </button>
  );
  return (
    <div className={styles.tools} role="group" aria-label={w.tools}>
      <input
        type="search"
        className={styles.find}
        aria-label={w.find}
        placeholder={`${w.find}…`}
        title={w.findHint}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        disabled={!live}
        value={find}
        onChange={(event) => onFind(event.target.value)}
      />
      {toggle("filter", w.filter, conditions)}
      {toggle("columns", w.columnsButton)}
      <button
        type="button"
        className={styles.button}
        disabled={!live}
        aria-label={w.download}
        aria-busy={saving === "busy"}
        onClick={save}
      >
        <Icon name="export" size={16} />
        <span className={styles.long}>{w.download}</span>
        <span className={styles.short}>{w.downloadShort}</span>
      </button>
      <a className={styles.button} href={mapHref} aria-label={w.onMap}>
        <Icon name="graphs" size={16} />
        <span className={styles.long}>{w.onMap}</span>
        <span className={styles.short}>{w.onMapShort}</span>
      </a>
      <span role="alert">{saving === "failed" && w.downloadFailed}</span>
      <span role="status" className={styles.quiet}>
        {typeof saving === "object" && saving.of === total
          ? w.downloadFirst(formatCount(saving.rows, locale), formatCount(saving.of, locale))
          : ""}
      </span>
    </div>
  );
}
