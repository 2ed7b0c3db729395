"use client";

/** A part that is fetched when it is first shown. */
import { type ReactNode, useEffect, useState } from "react";
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { useAtlas } from "@/app/[locale]/_parts/atlas";

interface LaterProps<Part> {
  /** The same function each time. */
  load(): Promise<Part>;
  children(part: Part): ReactNode;
}

export function Later<Part>({ load, children }: LaterProps<Part>) {
  const { t } = useAtlas();
  const [part, setPart] = useState<{ is: Part } | Error>();
  useEffect(() => {
    if (!part) load().then((is) => setPart({ is }), setPart);
  }, [part, load]);
  if (part instanceof Error) return <LoadFailed error={part} onRetry={() => setPart(undefined)} />;
  if (part) return children(part.is);
  return (
    <p className={styles.waiting} role="status">
      {t.loading}
    </p>
  );
}
