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
  // Where one part takes another's place in the page, what has come of the one must not be shown as the other.
  const [outcome, setOutcome] = useState<{ of: () => Promise<Part>; part: { is: Part } | Error }>();
  const part =
    outcome?.of === load ? outcome.part : fetched.has(load) ? { is: fetched.get(load) as Part } : undefined;
  useEffect(() => {
    if (part) return;
    fetchPart(load).then(
      (is) => setOutcome({ of: load, part: { is } }),
      (error: Error) => setOutcome({ of: load, part: error }),
    );
  }, [part, load]);
  if (part instanceof Error) return <LoadFailed error={part} onRetry={() => setOutcome(undefined)} />;
  if (part) return children(part.is);
  return (
    <p className={styles.waiting} role="status">
      {t.loading}
    </p>
  );
}
