"use client";

/** A file on its way: one at a time, with its progress, its end, and what went wrong. */
import { useEffect, useRef, useState } from "react";

export type ExportState =
  | { readonly is: "idle" | "cancelled" }
  /** `share` from 0 to 1, where that is known; else what has come so far. */
  | { readonly is: "working"; readonly share?: number; readonly bytes?: number }
  | { readonly is: "done"; readonly name: string }
  | { readonly is: "failed"; readonly error: unknown };

export interface Exporting {
  readonly state: ExportState;
  /** Does nothing while another one is under way. */
  start(make: MakeFile): void;
  cancel(): void;
}

/** Makes a file and hands it over. @returns its name */
export type MakeFile = (
  signal: AbortSignal,
  tell: (progress: { readonly share?: number; readonly bytes?: number }) => void,
) => Promise<string>;

export function useExport(): Exporting {
  const [state, setState] = useState<ExportState>({ is: "idle" });
  const running = useRef<AbortController>(undefined);
  // Nobody waits for a file whose dialog has been closed.
  useEffect(() => () => running.current?.abort(), []);
  return {
    state,
    start(make) {
      if (running.current) return;
      const controller = new AbortController();
      running.current = controller;
      const end = (next: ExportState) => {
        if (running.current !== controller) return;
        running.current = undefined;
        setState(next);
      };
      setState({ is: "working" });
      make(controller.signal, (progress) => {
        if (running.current === controller) setState({ is: "working", ...progress });
      }).then(
        (name) => end({ is: "done", name }),
        (error: unknown) => end(controller.signal.aborted ? { is: "cancelled" } : { is: "failed", error }),
      );
    },
    cancel() {
      running.current?.abort();
      running.current = undefined;
      setState({ is: "cancelled" });
    },
  };
}
