"use client";

/** What was wrong with the address, that there is a new version or no network, in the reader's language. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { offlineWords } from "@/lib/i18n/offline-words";
import { problemWords } from "@/lib/i18n/problem-words";
import { shareWords } from "@/lib/i18n/share-words";
import { queryInGraph } from "@/lib/view/graph-page";
import type { ViewProblem } from "@/lib/view/view";
import styles from "./explorer.module.css";
import type { LinkStart } from "./saved-start";
import { useView } from "./view-store";

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

interface NewVersionProps extends Pick<NoticesProps, "onDismiss"> {
  /** Whether it is the data of a graph other than the atlas. */
  ofGraph: boolean;
}

/** The server has a later version than this page. What is seen is in the address, and so comes again with it. */
export function NewVersion({ ofGraph, onDismiss }: NewVersionProps) {
  const { locale } = useAtlas();
  const w = offlineWords[locale];
  const told = ofGraph ? graphsWords[locale].renewed : { title: w.newVersion, text: w.newVersionText };
  return (
    <div className={`${styles.notice} ${styles.quietNotice}`} data-floating>
      <p>
        <strong>{told.title}</strong> {told.text}
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

/** Opens a short link once it can be had, unless the reader has gone on meanwhile: the way to it stays then. */
function OnceThere({ id }: { id: string }) {
  const isUntouched = useView(({ view }) => queryInGraph(view) === "");
  const { data: isThere } = useQuery({
    queryKey: ["link", id],
    queryFn: async () => (await (await import("@/lib/api/views-client")).readView(id)) !== undefined,
  });
  useEffect(() => {
    if (isThere && isUntouched) location.reload();
  }, [isThere, isUntouched]);
  return null;
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
      {brokenLink?.problem === "failed" && <OnceThere id={brokenLink.id} />}
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
