/** The threads that draw pictures: at most two, begun when they are needed, and a short queue before them. */
import { Worker } from "node:worker_threads";
import { ProblemError } from "@/lib/api/problem";
import type { PackedGraphData } from "@/lib/picture/packed";
import type { Drawing, Drawn, PictureNews, PictureOrder } from "@/lib/picture/worker";

/** At work at the same time, and waiting. */
const most = { working: 2, waiting: 16 };
/** A picture that takes longer than so many milliseconds is given up, and its thread with it. */
const patience = 20_000;
/** Seconds after which it is worth asking again when too many wait. */
const retryAfter = 2;

/** A picture that is wanted. */
export interface PictureJob {
  /** Names the graph and its version. */
  readonly key: string;
  readonly drawing: Drawing;
  /** The graph, asked for where no thread holds it yet. */
  load(): Promise<PackedGraphData>;
  /** Whether anybody still waits for it; if not, it is not begun. */
  isWanted(): boolean;
}

interface Waiting extends PictureJob {
  resolve(drawn: Drawn): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  job: Waiting | undefined;
  /** Runs while it is at work. */
  timer?: ReturnType<typeof setTimeout>;
}

const threads: Thread[] = [];
const queue: Waiting[] = [];

/**
 * A picture, drawn on a thread of its own.
 *
 * @throws {ProblemError} too many are waiting, or nobody waits for this one any more
 */
export function drawOnThread(job: PictureJob): Promise<Drawn> {
  dropUnwanted();
  if (queue.length >= most.waiting)
    return Promise.reject(unavailable("Too many pictures are being drawn at the moment."));
  return new Promise((resolve, reject) => {
    queue.push({ ...job, resolve, reject });
    next();
  });
}

const unavailable = (detail: string) => new ProblemError("unavailable", detail, { retryAfter });

/** Those who have gone leave their places to others. */
function dropUnwanted(): void {
  const unwanted = queue.filter((job) => !job.isWanted());
  for (const job of unwanted) {
    queue.splice(queue.indexOf(job), 1);
    job.reject(unavailable("Nobody waited for this picture any more."));
  }
}

function next(): void {
  dropUnwanted();
  if (queue.length === 0) return;
  const idle = threads.find(({ job }) => job === undefined);
  const thread = idle ?? (threads.length < most.working ? begin() : undefined);
  const job = thread && queue.shift();
  if (!job) return;
  thread.job = job;
  thread.worker.ref();
  thread.timer = setTimeout(() => {
    end(thread, new Error(`A picture was not drawn within ${patience} ms.`));
    void thread.worker.terminate();
  }, patience);
  send(thread, job, undefined);
}

function begin(): Thread {
  const worker = new Worker(new URL("../../lib/picture/worker.ts", import.meta.url));
  const thread: Thread = { worker, job: undefined };
  worker.on("message", (news: PictureNews) => void hear(thread, news));
  worker.on("error", (error) => end(thread, error));
  worker.on("exit", () => end(thread, new Error("The thread that draws pictures has ended.")));
  threads.push(thread);
  return thread;
}

function send(thread: Thread, { key, drawing }: PictureJob, data: PackedGraphData | undefined): void {
  const order: PictureOrder = { key, data, drawing };
  thread.worker.postMessage(order);
}

async function hear(thread: Thread, news: PictureNews): Promise<void> {
  const { job } = thread;
  if (!job) return;
  if ("lacks" in news) {
    try {
      const data = await job.load();
      if (thread.job === job) send(thread, job, data);
    } catch (error) {
      rest(thread);
      job.reject(error as Error);
    }
    return;
  }
  rest(thread);
  if ("bytes" in news) job.resolve(news);
  else job.reject(new Error(news.error));
}

/** The thread has done its work; it does not keep the process from ending. */
function rest(thread: Thread): void {
  clearTimeout(thread.timer);
  thread.job = undefined;
  thread.worker.unref();
  next();
}

/** The thread is gone, and what it was drawing with it. */
function end(thread: Thread, error: Error): void {
  clearTimeout(thread.timer);
  const at = threads.indexOf(thread);
  if (at >= 0) threads.splice(at, 1);
  thread.job?.reject(error);
  thread.job = undefined;
  next();
}
