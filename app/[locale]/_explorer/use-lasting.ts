"use client";

import { useEffect, useState } from "react";

/** How long something goes on before it is told, and before it is told that it takes long, in milliseconds. */
const patience = { short: 600, long: 6000 };

/**
 * How long something has been going on: what is over in a moment is not worth a word.
 *
 * @param short milliseconds until it is told
 */
export function useLasting(isOn: boolean, short = patience.short): "short" | "long" | undefined {
  const [lasting, setLasting] = useState<"short" | "long">();
  useEffect(() => {
    if (!isOn) return;
    const timers = (["short", "long"] as const).map((how) =>
      setTimeout(() => setLasting(how), how === "short" ? short : patience.long),
    );
    return () => {
      for (const timer of timers) clearTimeout(timer);
      setLasting(undefined);
    };
  }, [isOn, short]);
  return isOn ? lasting : undefined;
}
