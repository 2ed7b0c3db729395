"use client";

/** What was wrong with the files: where, and why; to be read and taken away. */
import { useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { ReadProblem } from "@/lib/exchange/exchange";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { importWords } from "@/lib/i18n/import-words";
import styles from "./import.module.css";

interface ProblemListProps {
  count: number;
  first: readonly ReadProblem[];
  /** Nothing of the files can be taken. */
  isFatal: boolean;
}

export function ProblemList({ count, first, isFatal }: ProblemListProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].problems;
  const [said, setSaid] = useState<"copied" | "notCopied">();
  const lines = first.map((problem, i) => ({
    key: `${i} ${problem.code}`,
    // Some are about all of the files.
    where: problem.file && w.at(problem.file, problem.line, problem.column),
    why: problemText(problem, locale),
  }));
  const copy = async () => {
    const text = lines.map(({ where, why }) => (where ? `${where}: ${why}` : why)).join("\n");
    setSaid(
      await navigator.clipboard.writeText(text).then(
        () => "copied" as const,
        () => "notCopied" as const,
      ),
    );
  };
  return (
    <section className={styles.section} aria-labelledby="import-problems">
      <h3 id="import-problems">{isFatal ? w.fatal : w.title(formatCount(count, locale))}</h3>
      {!isFatal && <p className={styles.hint}>{w.rest}</p>}
      <ol className={styles.problems} tabIndex={0} aria-labelledby="import-problems" data-scroll>
        {lines.map(({ key, where, why }) => (
          <li key={key}>
            {where && <span className={styles.where}>{where}</span>} {why}
          </li>
        ))}
      </ol>
      <p className={styles.actions}>
        <button type="button" className={styles.button} onClick={() => void copy()}>
          <Icon name="copy" size={16} />
          {w.copy}
        </button>
        <span className={styles.said} role="status">
          {said && w[said]}
        </span>
        {count > first.length && (
          <span className={styles.hint}>
            {w.first(formatCount(first.length, locale), formatCount(count, locale))}
          </span>
        )}
      </p>
    </section>
  );
}

/** What a problem says, in a reader's language. */
export const problemText = ({ code, values }: ReadProblem, locale: Locale): string =>
  importWords[locale].problem[code](values);
