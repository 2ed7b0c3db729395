"use client";

/** Questions that come with the data, each a view. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { questionsQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import styles from "./ask.module.css";

interface ReadyQuestionsProps {
  /** How many stand there before all are asked for. */
  first: number;
  /** The address of what is asked now. */
  current: string;
  /** Opens a view by its address. */
  onOpen(view: string): void;
}

export function ReadyQuestions({ first, current, onOpen }: ReadyQuestionsProps) {
  const { locale, source, t } = useAtlas();
  const w = askWords[locale].ready;
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(questionsQuery(source));
  // Graphs from elsewhere come without.
  if (data?.length === 0) return null;
  const shown = all ? data : data?.slice(0, first);
  return (
    <section className={shared.section} aria-labelledby="ask-ready">
      <h3 id="ask-ready" className={shared.sectionTitle}>
        {w.title}
      </h3>
      {error ? (
        <LoadFailed error={error} onRetry={() => refetch()} />
      ) : (
        !data && <p role="status">{t.loading}</p>
      )}
      <ul className={styles.ready}>
        {shown?.map(({ slug, title, count, view }) => (
          <li key={slug}>
            <button
              type="button"
              className={styles.question}
              aria-current={view === current}
              onClick={() => onOpen(view)}
            >
              <span>{title[locale]}</span>
              <span className={shared.count}>{formatCount(count, locale)}</span>
            </button>
          </li>
        ))}
      </ul>
      {data && data.length > first && (
        <button type="button" className={shared.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? w.fewer : w.all(formatCount(data.length, locale))}
        </button>
      )}
    </section>
  );
}

interface ReadyQuestionProps {
  current: string;
  /** Its title stands there already. */
  onlyAbout?: boolean;
}

/** What the ready question that is being looked at shows, if it is one. */
export function ReadyQuestion({ current, onlyAbout = false }: ReadyQuestionProps) {
  const { locale, source } = useAtlas();
  const w = askWords[locale].ready;
  const { data } = useQuery(questionsQuery(source));
  const found = data?.find(({ view }) => view === current);
  if (!found) return null;
  return (
    <section className={styles.about} aria-label={w.now}>
      {!onlyAbout && <h3 className={shared.sectionTitle}>{found.title[locale]}</h3>}
      <p>{found.about[locale]}</p>
    </section>
  );
}
