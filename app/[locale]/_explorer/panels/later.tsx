"use client";

/** A part that is fetched when it is first shown; at once where it has been fetched before. */
import { type ReactNode, useEffect, useState } from "react";
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { useAtlas } from "@/app/[locale]/_parts/atlas";

interface LaterProps<Part> {
  /** The same function each time. */
  load(): Promise<Part>;
  children(part: Part): ReactNode;
}

/** What has come, by the function that fetches it. */
const fetched = new WeakMap<() => Promise<unknown>, unknown>();

/** Fetches a part ahead of its being shown. Never fails: showing it will. */
export const fetchAhead = (load: () => Promise<unknown>): void => void fetchPart(load).catch(() => undefined);

async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  const part = await load();
  fetched.set(load, part);
  return part;
}

export function Later<Part>({ load, children }: LaterProps<Part>) {
  const { t } = useAtlas();
  const [part, setPart] = useState<{ is: Part } | Error | undefined>(() =>
    fetched.has(load) ? { is: fetched.get(load) as Part } : undefined,
  );
  useEffect(() => {
    if (!part) fetchPart(load).then((is) => setPart({ is }), setPart);
  }, [part, load]);
  if (part instanceof Error) return <LoadFailed error={part} onRetry={() => setPart(undefined)} />;
  if (part) return children(part.is);
  return (
    <p className={styles.waiting} role="status">
      {t.loading}
    </p>
  );
}
