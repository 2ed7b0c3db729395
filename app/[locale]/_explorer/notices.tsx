"use client";

/** What was wrong with the address, in the reader's language. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { ViewProblem } from "@/lib/view/view";
import styles from "./explorer.module.css";

export function Notices({ problems, onDismiss }: { problems: readonly ViewProblem[]; onDismiss(): void }) {
  const { t } = useAtlas();
  return (
    <div role="status" className={styles.notices}>
      {problems.length > 0 && (
        <div className={styles.notice} data-floating>
          <p>{t.view.problems}</p>
          <ul>
            {problems.map(({ code, parameter, value }) => (
              <li key={`${code} ${parameter} ${value}`}>{t.view.problem[code](parameter, value)}</li>
            ))}
          </ul>
          <button type="button" className={styles.button} onClick={onDismiss}>
            {t.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}
