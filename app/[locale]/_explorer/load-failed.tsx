"use client";

/** What stands where something could not be loaded, and the way on. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { ApiError } from "@/lib/api/source";
import styles from "./panels/detail-panel.module.css";

export function LoadFailed({ error, onRetry }: { error: Error; onRetry(): void }) {
  const { t } = useAtlas();
  // The page was opened before the data were renewed: asking again would not help.
  const isOutdated = error instanceof ApiError && error.problem?.code === "unknown-version";
  return (
    <div role="alert" className={styles.failed}>
      <p>{isOutdated ? t.error.outdated : t.panel.loadFailed}</p>
      <button
        type="button"
        className={styles.button}
        onClick={isOutdated ? () => location.reload() : onRetry}
      >
        {isOutdated ? t.error.reload : t.retry}
      </button>
    </div>
  );
}
