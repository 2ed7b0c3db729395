"use client";

/** What was wrong with the address, in the reader's language. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { problemWords } from "@/lib/i18n/problem-words";
import type { ViewProblem } from "@/lib/view/view";
import styles from "./table.module.css";

interface AddressProblemsProps {
  problems: readonly ViewProblem[];
  onDismiss(): void;
}

export function AddressProblems({ problems, onDismiss }: AddressProblemsProps) {
  const { t, locale } = useAtlas();
  const w = problemWords[locale];
  // The same address may be read, and found wanting, more than once.
  const texts = new Set(problems.map(({ code, parameter, value }) => w.problem[code](parameter, value)));
  return (
    <div className={styles.notice}>
      <p>{w.problems}</p>
      <ul className={styles.problems}>
        {[...texts].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <button type="button" className={styles.button} onClick={onDismiss}>
        {t.dismiss}
      </button>
    </div>
  );
}
