"use client";

/** A text to take away: seen whole, selected by a press, copied by a button. */
import { useId, useRef, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { shareWords } from "@/lib/i18n/share-words";
import styles from "./share.module.css";

interface CopyFieldProps {
  label: string;
  text: string;
  /** Of a text of several lines; one line where absent. */
  rows?: number;
  hint?: string;
}

export function CopyField({ label, text, rows, hint }: CopyFieldProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale];
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Of which text, since that may change under the button. */
  const [said, setSaid] = useState<{ of: string; as: "copied" | "selected" }>();
  const copy = async () =>
    setSaid({ of: text, as: (await copyText(text, field.current)) ? "copied" : "selected" });
  const shared = {
    id,
    ref: field,
    value: text,
    readOnly: true,
    spellCheck: false,
    "aria-describedby": hint ? `${id}-hint` : undefined,
    onFocus: () => field.current?.select(),
  };
  return (
    <div className={styles.copyField}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.copyRow}>
        {rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type="text" />}
        <button type="button" className={styles.button} onClick={() => void copy()}>
          <Icon name="copy" size={16} />
          {w.copy}
          <span className="visually-hidden">{label}</span>
        </button>
      </div>
      <p className={styles.said} role="status">
        {said?.of === text && w[said.as]}
      </p>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Whether the text is in the clipboard now; if not, it is selected for whoever copies by hand. */
async function copyText(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement | null,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard on pages without encryption, and a browser may refuse it.
    field?.focus();
    field?.select();
    return false;
  }
}
