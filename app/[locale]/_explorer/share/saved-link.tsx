"use client";

/** The short link of a view that has been saved, and all that it can be taken away as. */
import { useEffect, useRef } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { SavedView } from "@/lib/api/views-contract";
import { shareWords } from "@/lib/i18n/share-words";
import { bibtexOf } from "@/lib/view/citation";
import { CopyField } from "./copy-field";
import { QrCode } from "./qr-code";
import styles from "./share.module.css";

interface SavedLinkProps {
  saved: SavedView;
  /** Just given, and not to be had again. */
  editKey: string | undefined;
  /** Whether this browser has kept it. */
  isKept: boolean;
  /** Whether it has just been saved. */
  isFresh: boolean;
  onAnother(): void;
}

export function SavedLink({ saved, editKey, isKept, isFresh, onAnother }: SavedLinkProps) {
  const { locale } = useAtlas();
  const { saved: w } = shareWords[locale];
  const url = `${location.origin}/v/${saved.id}`;
  const { id, title, description } = saved;
  const heading = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is gone.
  useEffect(() => {
    if (isFresh) heading.current?.focus();
  }, [isFresh]);
  const share = () =>
    // Whoever changes their mind has done nothing wrong.
    navigator.share({ title, url, ...(description && { text: description }) }).catch(() => undefined);
  return (
    <div className={styles.saved}>
      <p ref={heading} tabIndex={-1} className={styles.savedTitle}>
        {isFresh && <span className={styles.done}>{w.done}</span>}
        <bdi>{title}</bdi>
      </p>
      <div className={styles.linkAndCode}>
        <div className={styles.links}>
          <CopyField label={w.link} text={url} />
          {editKey !== undefined && (
            <CopyField label={w.key} text={editKey} hint={isKept ? w.keyHint : w.keyUnkept} />
          )}
          <p className={styles.actions}>
            {"share" in navigator && (
              <button type="button" className={styles.button} onClick={() => void share()}>
                {w.system}
              </button>
            )}
            <a className={styles.button} href={`/v/${id}`} target="_blank" rel="noopener">
              {w.open}
            </a>
            <button type="button" className={styles.button} onClick={onAnother}>
              {w.again}
            </button>
          </p>
        </div>
        <figure className={styles.code}>
          <QrCode text={url} label={w.qrLabel(url)} />
          <figcaption>{w.qr}</figcaption>
        </figure>
      </div>
      <details className={styles.cite}>
        <summary>{w.cite}</summary>
        <CopyField
          label="BibTeX"
          rows={8}
          text={bibtexOf({ ...saved, url, visitedAt: new Date().toISOString() })}
        />
      </details>
    </div>
  );
}
