/**
 * Pictures of views that the browser draws itself: of graphs that only it has, and where an address would be too long
 * for the server.
 */
import type { DrawingRequest } from "./draw-in-browser";
import { type GraphFrom, portTo } from "./graph-from";
import type { PictureOutcome, PictureTask } from "./picture-worker";

/**
 * A picture, drawn in a worker of its own with the fonts of the page; without the server.
 *
 * @param request its `font` is the page's unless told
 * @param signal ends the work
 * @throws {Error} it could not be drawn, or the work was ended
 */
export async function drawHere(
  from: GraphFrom,
  request: DrawingRequest,
  signal?: AbortSignal,
): Promise<Blob> {
  const task = { from, request: { font: getComputedStyle(document.body).fontFamily, ...request } };
  const outcome = await inWorker(task, await portTo(from), signal);
  if ("blob" in outcome) return outcome.blob;
  if ("error" in outcome) throw new Error(outcome.error);
  const [{ drawInBrowser, pageSurface }, { dataFrom }] = await Promise.all([
    import("./draw-in-browser"),
    import("./picture-data"),
  ]);
  return drawInBrowser(await dataFrom(from, await portTo(from)), task.request, pageSurface);
}

function inWorker(
  task: PictureTask,
  port: MessagePort | undefined,
  signal: AbortSignal | undefined,
): Promise<PictureOutcome> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined")
    return Promise.resolve({ isUnable: true });
  return new Promise<PictureOutcome>((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      worker.terminate();
      signal?.removeEventListener("abort", stop);
      settle();
    };
    const stop = () => end(() => reject(signal?.reason));
    signal?.addEventListener("abort", stop);
    worker.onmessage = ({ data }: MessageEvent<PictureOutcome>) => end(() => resolve(data));
    worker.onerror = ({ message }) =>
      end(() => reject(new Error(`The worker failed: ${message || "it could not be loaded"}.`)));
    worker.postMessage(task, port ? [port] : []);
  });
}
