"use client";

/** A saved view as text: the parameters of its address, and the value itself. */
import { useQuery } from "@tanstack/react-query";
import { CopyField } from "@/app/[locale]/_explorer/share/copy-field";
import { saveErrorText } from "@/app/[locale]/_explorer/share/save-error";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { ApiError } from "@/lib/api/source";
import { readView } from "@/lib/api/views-client";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import type { MyView } from "@/lib/view/my-views";
import { formatView } from "@/lib/view/view";
import styles from "./views.module.css";

export function ViewText({ view: { id, changedAt, query } }: { view: MyView }) {
  const { t, locale } = useAtlas();
  const w = myViewsWords[locale];
  const { data: saved, error } = useQuery({
    queryKey: ["view", id, changedAt],
    queryFn: () => readView(id),
    retry: false,
  });
  if (saved)
    return (
      <div className={styles.more}>
        <Parameters query={formatView(saved.view)} />
        <CopyField label={w.json} rows={8} text={JSON.stringify(saved.view, null, 2)} />
      </div>
    );
  if (!error) return <p className={styles.more}>{t.loading}</p>;
  const isOffline = error instanceof ApiError && error.status === 0;
  return (
    <div className={styles.more}>
      <p className={styles.fault} role="alert">
        {isOffline && query !== undefined ? w.local : saveErrorText(error, locale, "other")}
      </p>
      {query !== undefined && <Parameters query={query} />}
    </div>
  );
}

function Parameters({ query }: { query: string }) {
  const { locale } = useAtlas();
  const w = myViewsWords[locale];
  return query === "" ? <p>{w.whole}</p> : <CopyField label={w.parameters} rows={3} text={query} />;
}
