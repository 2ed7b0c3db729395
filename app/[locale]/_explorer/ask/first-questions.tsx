"use client";

/** The first of the ready questions, in the introduction. */
import { useQuery } from "@tanstack/react-query";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { questionsQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import type { View } from "@/lib/view/view";
import styles from "./ask.module.css";
import { openView } from "./open-view";

interface FirstQuestionsProps {
  onStep(step: (view: View) => View): void;
  /** Shows all of them. */
  onAll(): void;
}

const most = 2;

/** Nothing where they do not come: the introduction does without. */
export function FirstQuestions({ onStep, onAll }: FirstQuestionsProps) {
  const { locale, source } = useAtlas();
  const w = askWords[locale].ready;
  const { data } = useQuery(questionsQuery(source));
  if (!data || data.length === 0) return null;
  return (
    <>
      <p className={shared.muted}>{w.begin}</p>
      <ul className={styles.ready}>
        {data.slice(0, most).map(({ slug, title, view }) => (
          <li key={slug}>
            <button type="button" className={styles.question} onClick={() => openView(view, onStep)}>
              {title[locale]}
            </button>
          </li>
        ))}
      </ul>
      {data.length > most && (
        <button type="button" className={shared.more} onClick={onAll}>
          {w.all(formatCount(data.length, locale))}
        </button>
      )}
    </>
  );
}
