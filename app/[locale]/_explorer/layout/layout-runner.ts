/**
 * Runs layouts in a worker (layout-worker.ts). One worker is kept for all runs; one that fails is given up, with the
 * runs it had, and the next run gets another.
 */
import type { LayoutRequest, Placed, Progress } from "@/lib/layout/layout";
import type { LayoutNews, LayoutOrder } from "./layout-worker";

export interface LayoutEvents {
  onProgress(progress: Progress): void;
  onDone(placed: Placed): void;
  onError(error: Error): void;
}

let worker: Worker | undefined;
let lastRun = 0;
const runs = new Map<number, LayoutEvents>();

/**
 * Starts a layout. Events come later, never from within this call: progress now and then, then what was placed or an
 * error, and nothing after that. The request is copied.
 *
 * @returns cancels it: no event comes any more
 */
export function runLayout(request: LayoutRequest, events: LayoutEvents): () => void {
  lastRun++;
  const run = lastRun;
  runs.set(run, events);
  try {
    worker ??= startWorker();
    order(worker, { run, do: "start", request });
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    queueMicrotask(() => fail(run, reason));
  }
  return () => {
    if (runs.delete(run) && worker) order(worker, { run, do: "cancel" });
  };
}

function startWorker(): Worker {
  if (typeof Worker === "undefined")
    throw new Error("This browser has no workers, which layouts are computed in.");
  const started = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<LayoutNews>) => hear(data);
  started.onmessageerror = () => giveUp(started, "The layout worker sent something that cannot be read.");
  started.onerror = ({ message }) =>
    giveUp(started, `The layout worker failed: ${message || "it could not be loaded"}.`);
  return started;
}

function order(to: Worker, message: LayoutOrder): void {
  to.postMessage(message);
}

function hear(news: LayoutNews): void {
  const events = runs.get(news.run);
  if (news.is === "progress") {
    events?.onProgress(news.progress);
    return;
  }
  if (news.is === "failed") {
    fail(news.run, new Error(news.reason));
    return;
  }
  runs.delete(news.run);
  events?.onDone(news.placed);
}

function fail(run: number, error: Error): void {
  const events = runs.get(run);
  runs.delete(run);
  events?.onError(error);
}

/** Ends a worker that nothing can be expected of any more, and tells those who wait for it. */
function giveUp(failed: Worker, reason: string): void {
  failed.terminate();
  if (worker !== failed) return;
  worker = undefined;
  for (const run of [...runs.keys()]) fail(run, new Error(reason));
}
