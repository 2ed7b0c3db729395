"use client";

/** What has become of a file: how far it is, where it is, or why there is none. */
import type { ReactNode } from "react";
import shared from "@/app/[locale]/_explorer/share/share.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { exportWords } from "@/lib/i18n/export-words";
import { formatBytes, formatShare } from "@/lib/i18n/format";
import styles from "./export.module.css";
import { exportErrorText } from "./export-error";
import type { ExportState } from "./use-export";

interface ExportProgressProps {
  state: ExportState;
  onCancel(): void;
  /** What can be done about a failure. */
  children?: ReactNode;
}

export function ExportProgress({ state, onCancel, children }: ExportProgressProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale].progress;
  return (
    <div className={styles.progress} data-is={state.is}>
      {state.is === "working" && (
        <div className={styles.working}>
          <progress value={state.share} aria-label={w.working} />
          <span>
            {state.bytes !== undefined
              ? w.received(formatBytes(state.bytes, locale))
              : state.share !== undefined
                ? w.share(formatShare(state.share, locale))
                : w.working}
          </span>
          <button type="button" className={shared.button} onClick={onCancel}>
            {w.cancel}
          </button>
        </div>
      )}
      <p className={styles.outcome} role="status">
        {state.is === "done" ? w.done(state.name) : state.is === "cancelled" ? w.cancelled : ""}
      </p>
      <div role="alert">
        {state.is === "failed" && <p className={shared.fault}>{exportErrorText(state.error, locale)}</p>}
      </div>
      {children}
    </div>
  );
}
