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

/** What became of a short link that could not be had: it is opened once it can, unless the reader has gone on meanwhile. */
function BrokenLink({ link: { problem, id } }: { link: Extract<LinkStart, { problem: string }> }) {
  const { locale } = useAtlas();
  const w = shareWords[locale].notice;
  const isUntouched = useView(({ view }) => queryInGraph(view) === "");
  const { data: isThere } = useQuery({
    queryKey: ["link", id],
    queryFn: async () => (await (await import("@/lib/api/views-client")).readView(id)) !== undefined,
    enabled: problem === "failed",
  });
  useEffect(() => {
    if (isThere && isUntouched) location.reload();
  }, [isThere, isUntouched]);
  // There may be none such after all.
  return <p>{isThere === false ? w.missing(id) : isThere ? w.there(id) : w[problem](id)}</p>;
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
      {brokenLink && <BrokenLink link={brokenLink} />}
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
