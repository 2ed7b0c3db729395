"use client";

/** The list as a file, out of this browser and into another. */
import { type ChangeEvent, useRef, useState } from "react";
import { takeViews } from "@/app/[locale]/_explorer/share/my-views";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { formatCount } from "@/lib/i18n/format";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { exportViews, type ImportFault, importViews, type MyView } from "@/lib/view/my-views";
import styles from "./views.module.css";

/** Largest file that is read, in bytes. */
const most = 8 * 1024 * 1024;

interface Taken {
  readonly count: number;
  readonly faults: readonly (ImportFault | { readonly code: "too-large" })[];
}

export function ListFile({ views, onKept }: { views: readonly MyView[]; onKept(isKept: boolean): void }) {
  const { locale } = useAtlas();
  const w = myViewsWords[locale];
  const chooser = useRef<HTMLInputElement>(null);
  const [taken, setTaken] = useState<Taken>();
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    setTaken(await takeFile(file, onKept));
    // The same file may be chosen again.
    target.value = "";
  };
  return (
    <section className={styles.file}>
      <p className={styles.actions}>
        <button
          type="button"
          className={styles.button}
          disabled={views.length === 0}
          onClick={() => download(views)}
        >
          {w.exportList}
        </button>
        <button type="button" className={styles.button} onClick={() => chooser.current?.click()}>
          {w.importList}
        </button>
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          accept=".json,application/json"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => void read(event)}
        />
      </p>
      {views.length > 0 && <p className={styles.hint}>{w.exportHint}</p>}
      <div role="status">
        {taken && (
          <>
            {taken.count > 0 && <p className={styles.done}>{w.taken(formatCount(taken.count, locale))}</p>}
            {taken.faults.length > 0 && (
              <ul className={styles.fault}>
                {taken.faults.map((fault, i) => {
                  const { number = i + 1, part = "" } = "number" in fault ? fault : {};
                  return (
                    <li key={`${fault.code} ${number}`}>
                      {w.fault[fault.code](formatCount(number, locale), part)}
                    </li>
                  );
                })}
              </ul>
            )}
          </>
        )}
      </div>
    </section>
  );
}

async function takeFile(file: File, onKept: (isKept: boolean) => void): Promise<Taken> {
  if (file.size > most) return { count: 0, faults: [{ code: "too-large" }] };
  const text = await file.text().catch(() => "");
  const { views, faults } = importViews(text);
  if (views.length > 0) onKept(takeViews(views));
  return { count: views.length, faults };
}

function download(views: readonly MyView[]): void {
  const url = URL.createObjectURL(new Blob([exportViews(views)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `large-model-atlas-views-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
