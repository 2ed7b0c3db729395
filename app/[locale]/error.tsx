"use client";

import { useParams } from "next/navigation";
import { errorWords } from "@/lib/i18n/error-words";
import styles from "./_explorer/explorer.module.css";

/** What a reader sees when a page of this language breaks. */
export default function ErrorPage({ reset }: { reset(): void }) {
  const { locale } = useParams<{ locale: string }>();
  const t = errorWords[locale === "zh" ? "zh" : "en"];
  return (
    <main className={styles.explorer}>
      <div role="alert" className={styles.failure}>
        <p>{t.page}</p>
        <button type="button" className={styles.button} onClick={reset}>
          {t.retry}
        </button>
      </div>
    </main>
  );
}
