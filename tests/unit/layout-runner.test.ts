/** The runner of layouts with its worker, whose global scope and messages are stood in for. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LayoutNews, LayoutOrder } from "@/app/[locale]/_explorer/layout/layout-worker";
import { type LayoutRequest, layOut, layoutLimit, type Placed } from "@/lib/layout/layout";
import { seeded } from "../fixtures/random-graph";

type Runner = typeof import("@/app/[locale]/_explorer/layout/layout-runner");

/** What the worker's module sees as `self`. */
const scope: {
  onmessage?: (event: { data: LayoutOrder }) => void;
  postMessage(news: LayoutNews, transfer: Transferable[]): void;
} = { postMessage: () => {} };

/** Workers that were started, in order. */
const started: FakeWorker[] = [];

/** Carries messages as a worker does: copied, handed over, later. */
class FakeWorker {
  onmessage?: (event: { data: LayoutNews }) => void;
  onmessageerror?: () => void;
  onerror?: (event: { message?: string }) => void;
  /** That have reached the worker. */
  readonly orders: LayoutOrder["do"][] = [];
  isAlive = true;

  constructor(
    readonly address: URL,
    readonly options: WorkerOptions,
  ) {
    started.push(this);
    scope.postMessage = (news, transfer) => {
      const data = structuredClone(news, { transfer });
      setTimeout(() => this.isAlive && this.onmessage?.({ data }));
    };
  }

  postMessage(order: LayoutOrder): void {
    const data = structuredClone(order);
    setTimeout(() => {
      if (!this.isAlive) return;
      this.orders.push(data.do);
      scope.onmessage?.({ data });
    });
  }

  terminate(): void {
    this.isAlive = false;
  }
}

/** Hands over a message at a time, as browsers do; Node's own would hand over a thousand before anything else. */
class FakeChannel {
  readonly port1: { onmessage?: () => void } = {};
  readonly port2 = { postMessage: () => setImmediate(() => this.port1.onmessage?.()) };
}

function requestOf(size: number): LayoutRequest {
  const random = seeded(3);
  const column = (value: () => number) => Float32Array.from({ length: size }, value);
  const ends = () => Uint32Array.from({ length: size * 3 }, () => Math.floor(random() * size));
  return {
    as: "force",
    size,
    x: column(() => random() * 900),
    y: column(() => random() * 900),
    radius: column(() => 5),
    edges: { from: ends(), to: ends(), weight: new Float32Array(size * 3).fill(1) },
    pinned: new Uint8Array(size),
  };
}

function placed(request: LayoutRequest): Placed {
  const steps = layOut(request);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Listeners that note what they hear, and a promise of the end. */
function listener() {
  const heard: string[] = [];
  let end = (_: Placed | Error) => {};
  const ended = new Promise<Placed | Error>((resolve) => {
    end = resolve;
  });
  const events = {
    onProgress: () => heard.push("progress"),
    onDone: (result: Placed) => {
      heard.push("done");
      end(result);
    },
    onError: (error: Error) => {
      heard.push("error");
      end(error);
    },
  };
  return { heard, ended, events };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("the runner of layouts", () => {
  let runLayout: Runner["runLayout"];
  beforeEach(async () => {
    started.length = 0;
    vi.resetModules();
    vi.stubGlobal("self", scope);
    vi.stubGlobal("Worker", FakeWorker);
    vi.stubGlobal("MessageChannel", FakeChannel);
    await import("@/app/[locale]/_explorer/layout/layout-worker");
    ({ runLayout } = await import("@/app/[locale]/_explorer/layout/layout-runner"));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("tells progress and then what the layout places, from one module worker for all runs", async () => {
    const request = requestOf(400);
    const [first, second] = [listener(), listener()];
    const begun = performance.now();
    runLayout(request, first.events);
    expect(first.heard).toEqual([]);
    expect(await first.ended).toEqual(placed(request));
    expect(first.heard.slice(-2)).toEqual(["progress", "done"]);
    expect(first.heard.length).toBeLessThanOrEqual((performance.now() - begun) / 80 + 2);
    runLayout({ ...request, as: "layered" }, second.events);
    expect(await second.ended).toEqual(placed({ ...request, as: "layered" }));
    expect(started).toHaveLength(1);
    expect(started[0].options).toEqual({ type: "module" });
    expect(started[0].address.pathname).toMatch(/layout-worker\.ts$/);
    expect(request).toEqual(requestOf(400));
  });

  it("does several runs at once", async () => {
    const sizes = [300, 200, 100];
    const listeners = sizes.map((size) => {
      const one = listener();
      runLayout(requestOf(size), one.events);
      return one;
    });
    const ends = await Promise.all(listeners.map(({ ended }) => ended));
    expect(ends).toEqual(sizes.map((size) => placed(requestOf(size))));
  });

  it("says nothing after a run is cancelled, and stops working on it", async () => {
    const work = listener();
    const cancel = runLayout(requestOf(1500), work.events);
    while (work.heard.length === 0) await pause(1);
    cancel();
    cancel();
    const heard = [...work.heard];
    while (started[0].orders.length < 2) await pause(1);
    const sent = vi.spyOn(scope, "postMessage");
    await pause(300);
    expect(sent).not.toHaveBeenCalled();
    expect(work.heard).toEqual(heard);
    expect(started[0].orders).toEqual(["start", "cancel"]);
    sent.mockRestore();
    const next = listener();
    runLayout(requestOf(20), next.events);
    expect(await next.ended).toEqual(placed(requestOf(20)));
  });

  it("tells what a layout refuses", async () => {
    const work = listener();
    runLayout(requestOf(layoutLimit + 1), work.events);
    expect(await work.ended).toEqual(new Error("A layout takes at most 2000 nodes, and this one has 2001."));
    expect(work.heard).toEqual(["error"]);
  });

  it.each([
    ["cannot be loaded", (worker: FakeWorker) => worker.onerror?.({}), /could not be loaded/],
    ["fails", (worker: FakeWorker) => worker.onerror?.({ message: "out of memory" }), /out of memory/],
    ["cannot be understood", (worker: FakeWorker) => worker.onmessageerror?.(), /cannot be read/],
  ])("tells when the worker %s, and takes another for the next run", async (_, breakIt, reason) => {
    const [lost, cancelled, next] = [listener(), listener(), listener()];
    runLayout(requestOf(200), lost.events);
    const cancel = runLayout(requestOf(200), cancelled.events);
    cancel();
    breakIt(started[0]);
    expect(String(await lost.ended)).toMatch(reason);
    expect(started[0].isAlive).toBe(false);
    runLayout(requestOf(20), next.events);
    expect(await next.ended).toEqual(placed(requestOf(20)));
    expect(started).toHaveLength(2);
    expect(lost.heard).toEqual(["error"]);
    expect(cancelled.heard).toEqual([]);
  });

  it("tells where there are no workers, later, and not who has cancelled by then", async () => {
    vi.stubGlobal("Worker", undefined);
    const [work, cancelled] = [listener(), listener()];
    runLayout(requestOf(5), work.events);
    runLayout(requestOf(5), cancelled.events)();
    expect(work.heard).toEqual([]);
    expect(String(await work.ended)).toMatch(/no workers/);
    await pause(5);
    expect(cancelled.heard).toEqual([]);
  });
});
