/**
 * Long work in a worker, at both ends: `runsIn` is the page's, `serveRuns` the worker's. Between them go orders and
 * news; runs are known by number, and a run that is cancelled is heard of no more.
 */

/** What the page says. */
export type Order<Request> =
  | { readonly run: number; readonly do: "start"; readonly request: Request }
  | { readonly run: number; readonly do: "cancel" };

/** What the worker says. Of a run that is cancelled, nothing more, but for what was under way. */
export type News<Progress, Result> =
  | { readonly run: number; readonly is: "progress"; readonly progress: Progress }
  | { readonly run: number; readonly is: "done"; readonly result: Result }
  | { readonly run: number; readonly is: "failed"; readonly reason: string };

export interface RunEvents<Progress, Result> {
  onProgress(progress: Progress): void;
  onDone(result: Result): void;
  onError(error: Error): void;
}

/**
 * Starts a run. Events come later, never from within this call: progress now and then, then the result or an error, and
 * nothing after that. The request is copied.
 *
 * @returns cancels it: no event comes any more
 */
export type StartRun<Request, Progress, Result> = (
  request: Request,
  events: RunEvents<Progress, Result>,
) => () => void;

/** One worker is kept for all runs; one that fails is given up, with the runs it had, and the next run gets another. */
export function runsIn<Request, Progress, Result>(
  makeWorker: () => Worker,
): StartRun<Request, Progress, Result> {
  let worker: Worker | undefined;
  let lastRun = 0;
  const runs = new Map<number, RunEvents<Progress, Result>>();

  const order = (to: Worker, message: Order<Request>) => to.postMessage(message);
  const fail = (run: number, error: Error) => {
    const events = runs.get(run);
    runs.delete(run);
    events?.onError(error);
  };
  const hear = (news: News<Progress, Result>) => {
    const events = runs.get(news.run);
    if (news.is === "progress") {
      events?.onProgress(news.progress);
    } else if (news.is === "failed") {
      fail(news.run, new Error(news.reason));
    } else {
      runs.delete(news.run);
      events?.onDone(news.result);
    }
  };
  /** Ends a worker that nothing can be expected of any more, and tells those who wait for it. */
  const giveUp = (failed: Worker, reason: string) => {
    failed.terminate();
    if (worker !== failed) return;
    worker = undefined;
    for (const run of [...runs.keys()]) fail(run, new Error(reason));
  };
  const startWorker = (): Worker => {
    if (typeof Worker === "undefined") throw new Error("This browser has no workers.");
    const started = makeWorker();
    started.onmessage = ({ data }: MessageEvent<News<Progress, Result>>) => hear(data);
    started.onmessageerror = () => giveUp(started, "The worker sent something that cannot be read.");
    started.onerror = ({ message }) =>
      giveUp(started, `The worker failed: ${message || "it could not be loaded"}.`);
    return started;
  };

  return (request, events) => {
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
  };
}

/** As much of a worker's global scope as is used here; the compiler knows a page's. */
interface WorkerScope<Request, Progress, Result> {
  onmessage: ((event: MessageEvent<Order<Request>>) => void) | null;
  postMessage(news: News<Progress, Result>, transfer: Transferable[]): void;
}

/** Milliseconds between two pieces of news of a run, at the least. */
const rhythm = 80;

/**
 * Runs step by step what is ordered, tells how far it is, and listens between steps for runs that are cancelled.
 *
 * @param work yields its progress; what it yields and returns is the receiver's own
 * @param transferOf what of that is handed over and not copied
 */
export function serveRuns<Request, Progress, Result>(
  work: (request: Request) => Generator<Progress, Result>,
  transferOf: (news: Progress | Result) => Transferable[] = () => [],
): void {
  const scope = self as unknown as WorkerScope<Request, Progress, Result>;
  const running = new Set<number>();
  const turn = turns();

  async function run(id: number, request: Request): Promise<void> {
    running.add(id);
    try {
      const steps = work(request);
      let told = Number.NEGATIVE_INFINITY;
      for (let step = steps.next(); running.has(id); step = steps.next()) {
        if (step.done) {
          scope.postMessage({ run: id, is: "done", result: step.value }, transferOf(step.value));
          return;
        }
        if (performance.now() - told >= rhythm) {
          told = performance.now();
          scope.postMessage({ run: id, is: "progress", progress: step.value }, transferOf(step.value));
        }
        await turn();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      scope.postMessage({ run: id, is: "failed", reason }, []);
    } finally {
      running.delete(id);
    }
  }

  scope.onmessage = ({ data: order }) => {
    if (order.do === "cancel") running.delete(order.run);
    else void run(order.run, order.request);
  };
}

/** A function that lets messages in that have come meanwhile; a timer would wait for some milliseconds each time. */
function turns(): () => Promise<void> {
  const { port1: here, port2: there } = new MessageChannel();
  const waiting: (() => void)[] = [];
  here.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      there.postMessage(undefined);
    });
}
