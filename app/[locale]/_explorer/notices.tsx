"use client";

/** What was wrong with the address, that there is a new version or no network, in the reader's language. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { offlineWords } from "@/lib/i18n/offline-words";
import { problemWords } from "@/lib/i18n/problem-words";
import { shareWords } from "@/lib/i18n/share-words";
import type { ViewProblem } from "@/lib/view/view";
import styles from "./explorer.module.css";
import type { LinkStart } from "./saved-start";

interface NoticesProps {
  problems: readonly ViewProblem[];
  onDismiss(): void;
}

export function Notices({ problems, onDismiss }: NoticesProps) {
  return (
    <div role="status" className={styles.notices}>
      {problems.length > 0 && <Notice problems={problems} onDismiss={onDismiss} />}
    </div>
  );
}

/** The server has a later version than this page. What is seen is in the address, and so comes again with it. */
export function NewVersion({ onDismiss }: Pick<NoticesProps, "onDismiss">) {
  const { locale } = useAtlas();
  const w = offlineWords[locale];
  return (
    <div className={`${styles.notice} ${styles.quietNotice}`} data-floating>
      <p>
        <strong>{w.newVersion}</strong> {w.newVersionText}
      </p>
      <p className={styles.noticeActions}>
        <button type="button" className={styles.button} onClick={() => location.reload()}>
          {w.load}
        </button>
        <button type="button" className={styles.button} onClick={onDismiss}>
          {w.later}
        </button>
      </p>
    </div>
  );
}

/** What is seen is what has been kept. It goes by itself. */
export function CutOff() {
  const { locale } = useAtlas();
  return (
    <p className={`${styles.notice} ${styles.quietNotice} ${styles.lineNotice}`} data-floating>
      {offlineWords[locale].cutOff}
    </p>
  );
}

interface NoticeProps extends NoticesProps {
  /** A short link that led to nothing. */
  brokenLink?: Extract<LinkStart, { problem: string }> | undefined;
}

/** To stand in a part of the page whose changes are spoken. */
export function Notice({ problems, brokenLink, onDismiss }: NoticeProps) {
  const { t, locale } = useAtlas();
  const w = shareWords[locale].notice;
  // The same address may be read, and found wanting, more than once.
  const texts = problems.map(({ code, parameter, value }) =>
    problemWords[locale].problem[code](parameter, value),
  );
  return (
    <div className={styles.notice} data-floating>
      {brokenLink && <p>{w[brokenLink.problem](brokenLink.id)}</p>}
      {problems.length > 0 && (
        <>
          <p>{problemWords[locale].problems}</p>
          <ul>
            {[...new Set(texts)].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.noticeActions}>
        {brokenLink?.problem === "failed" && (
          <button type="button" className={styles.button} onClick={() => location.reload()}>
            {w.again}
          </button>
        )}
        <button type="button" className={styles.button} onClick={onDismiss}>
          {t.dismiss}
        </button>
      </p>
    </div>
  );
}
