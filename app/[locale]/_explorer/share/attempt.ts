"use client";

/** Something that is asked of the server: one at a time, and what went wrong with the last one. */
import { useRef, useState } from "react";

export interface Attempt {
  readonly busy: boolean;
  /** Undefined while nothing went wrong. */
  readonly error: unknown;
  /** Does nothing while another one is under way. Never rejects: the reason becomes `error`. */
  attempt(deed: () => Promise<void>): Promise<void>;
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  // Two presses may come before the first is drawn.
  const isUnderWay = useRef(false);
  const attempt = async (deed: () => Promise<void>) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setError(undefined);
    await deed().catch(setError);
    isUnderWay.current = false;
    setBusy(false);
  };
  return { busy, error, attempt };
}
