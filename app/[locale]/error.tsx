"use client";

import { useParams } from "next/navigation";
import { errorWords } from "@/lib/i18n/error-words";

/** What a reader sees when a page of this language breaks. */
export default function ErrorPage({ reset }: { reset(): void }) {
  const { locale } = useParams<{ locale: string }>();
  const t = errorWords[locale === "zh" ? "zh" : "en"];
  return (
    <main>
      <div role="alert" className="broken">
        <p>{t.page}</p>
        <button type="button" onClick={reset}>
          {t.retry}
        </button>
      </div>
    </main>
  );
}
