"use client";

import { useParams } from "next/navigation";
import { isLocale, words } from "@/lib/i18n";
import styles from "./_explorer/explorer.module.css";

/** What a reader sees when a page of this language breaks. */
export default function ErrorPage({ reset }: { reset(): void }) {
  const { locale } = useParams<{ locale: string }>();
  const t = words[isLocale(locale) ? locale : "en"];
  return (
    <main className={styles.explorer}>
      <div role="alert" className={styles.failure}>
        <p>{t.error.page}</p>
        <button type="button" className={styles.button} onClick={reset}>
          {t.retry}
        </button>
      </div>
    </main>
  );
}
