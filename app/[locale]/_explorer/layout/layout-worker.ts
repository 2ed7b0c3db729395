/**
 * Layouts off the main thread: runs what layout-runner.ts asks for step by step, tells how far it is, and listens
 * between steps for runs that are cancelled.
 */
import { type LayoutRequest, layOut, type Placed, type Progress } from "@/lib/layout/layout";

/** What the runner says; runs are known by number. */
export type LayoutOrder =
  | { readonly run: number; readonly do: "start"; readonly request: LayoutRequest }
  | { readonly run: number; readonly do: "cancel" };

/** What the worker says. Of a run that is cancelled, nothing more, but for what was under way. */
export type LayoutNews =
  | { readonly run: number; readonly is: "progress"; readonly progress: Progress }
  | { readonly run: number; readonly is: "done"; readonly placed: Placed }
  | { readonly run: number; readonly is: "failed"; readonly reason: string };

/** As much of a worker's global scope as is used here; the compiler knows a page's. */
declare const self: {
  onmessage: ((event: MessageEvent<LayoutOrder>) => void) | null;
  postMessage(news: LayoutNews, transfer: Transferable[]): void;
};

/** Milliseconds between two pieces of news of a run, at the least. */
const rhythm = 80;

const running = new Set<number>();

self.onmessage = ({ data: order }) => {
  if (order.do === "cancel") running.delete(order.run);
  else void run(order.run, order.request);
};

async function run(id: number, request: LayoutRequest): Promise<void> {
  running.add(id);
  try {
    const steps = layOut(request);
    let told = Number.NEGATIVE_INFINITY;
    for (let step = steps.next(); running.has(id); step = steps.next()) {
      if (step.done) {
        const { x, y, areas, ticks } = step.value;
        tell((places) => ({ run: id, is: "done", placed: { ...places, areas, ticks } }), x, y);
        return;
      }
      if (performance.now() - told >= rhythm) {
        told = performance.now();
        const { done, x, y } = step.value;
        tell((places) => ({ run: id, is: "progress", progress: { done, ...places } }), x, y);
      }
      await turn();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    self.postMessage({ run: id, is: "failed", reason }, []);
  } finally {
    running.delete(id);
  }
}

/** Sends news with copies of places, which are handed over. */
function tell(
  news: (places: { x: Float32Array; y: Float32Array }) => LayoutNews,
  ...columns: readonly [Float32Array, Float32Array]
): void {
  const [x, y] = columns.map((column) => new Float32Array(column));
  self.postMessage(news({ x, y }), [x.buffer, y.buffer]);
}

const { port1: here, port2: there } = new MessageChannel();
const waiting: (() => void)[] = [];
here.onmessage = () => waiting.shift()?.();

/** Lets messages in that have come meanwhile; a timer would wait for some milliseconds each time. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    there.postMessage(undefined);
  });
}
