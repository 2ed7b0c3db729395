"use client";

/** What stands where something could not be loaded, and the way on. */
import { useEffect } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { ApiError } from "@/lib/api/source";
import { askForVersion, isMissingScript, useNewVersion } from "./new-version";
import styles from "./panels/detail-panel.module.css";

export function LoadFailed({ error, onRetry }: { error: Error; onRetry(): void }) {
  const { t } = useAtlas();
  const isMissing = isMissingScript(error);
  const isOld = useNewVersion();
  useEffect(() => {
    if (isMissing) askForVersion();
  }, [isMissing]);
  // The page was opened before the app or its data were renewed: asking again would not help.
  const isOutdated =
    (error instanceof ApiError && error.problem?.code === "unknown-version") || (isMissing && isOld);
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
