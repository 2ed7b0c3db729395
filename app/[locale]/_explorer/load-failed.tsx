"use client";

/** What stands where something could not be loaded, and the way on. */
import { useEffect, useEffectEvent } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { isOfGoneVersion, passingCause } from "./load-problem";
import { askForVersion, isMissingScript, useNewVersion } from "./new-version";
import styles from "./panels/detail-panel.module.css";

export function LoadFailed({ error, onRetry }: { error: Error; onRetry(): void }) {
  const { t, recovery } = useAtlas();
  const isMissing = isMissingScript(error);
  const isOld = useNewVersion();
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    if (!isMissing) return;
    askForVersion();
    return recovery.whenBack(() => retry());
  }, [isMissing, recovery]);
  // The page was opened before the app or its data were renewed: asking again would not help.
  const isOutdated = isOfGoneVersion(error) || (isMissing && isOld);
  return (
    <div role="alert" className={styles.failed}>
      <p>{isOutdated ? t.error.outdated : (passingCause(error, t) ?? t.panel.loadFailed)}</p>
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
