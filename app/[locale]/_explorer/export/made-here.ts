/** Has a file made in the browser (export-worker.ts). */
import type { ExportNews, ExportOrder, ExportProgress } from "./export-worker";
import { NotHeld, portTo } from "./graph-from";

/** The browser could not make the file. */
export class HereFailed extends Error {
  override readonly name = "HereFailed";
}

/** @throws {HereFailed | NotHeld} @throws what the signal gives as its reason */
export async function makeHere(
  order: ExportOrder,
  signal: AbortSignal,
  tell: (progress: ExportProgress) => void,
): Promise<Blob> {
  const port = await portTo(order.from);
  signal.throwIfAborted();
  const worker = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<Blob>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.onmessage = ({ data: news }: MessageEvent<ExportNews>) => {
        if (news.is === "progress") tell(news);
        else if (news.is === "done") resolve(news.file);
        else reject(news.isNotHeld ? new NotHeld(news.reason) : new HereFailed(news.reason));
      };
      worker.onerror = ({ message }) => reject(new HereFailed(message || "The worker failed."));
      worker.postMessage(order, port ? [port] : []);
    });
  } finally {
    worker.terminate();
  }
}
