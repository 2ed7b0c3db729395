/** Pictures off the main thread: what draw-here.ts asks for. */
import { type DrawingRequest, drawInBrowser, offscreenSurface } from "./draw-in-browser";
import type { GraphFrom } from "./graph-from";
import { dataFrom } from "./picture-data";

/** The port of `portTo` comes along. */
export interface PictureTask {
  readonly from: GraphFrom;
  readonly request: DrawingRequest;
}

export type PictureOutcome =
  | { readonly blob: Blob }
  /** The worker cannot draw at all; the page may. */
  | { readonly isUnable: true }
  | { readonly error: string };

/** As much of a worker's global scope as is used here; the compiler knows a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PictureTask>) => void) | null;
  postMessage(outcome: PictureOutcome): void;
}

const scope = self as unknown as WorkerScope;

async function outcomeOf(
  { from, request }: PictureTask,
  port: MessagePort | undefined,
): Promise<PictureOutcome> {
  if (typeof OffscreenCanvas === "undefined") return { isUnable: true };
  try {
    return { blob: await drawInBrowser(await dataFrom(from, port), request, offscreenSurface) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

scope.onmessage = async ({ data: task, ports: [port] }) => {
  scope.postMessage(await outcomeOf(task, port));
};
