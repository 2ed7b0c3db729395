/** Who takes part in a ranking, what is kept of it, and what becomes of a worker that fails. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Field, MeasureState } from "@/app/[locale]/_explorer/ask/ranking-runner";
import type { RankingRequest } from "@/app/[locale]/_explorer/ask/ranking-worker";
import type { News, Order } from "@/app/[locale]/_explorer/worker-runs";
import { type Centrality, measureCentrality, networkOf } from "@/lib/graph/centrality";
import type { Exploration } from "@/lib/view/explore";
import { sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import { randomGraph } from "../fixtures/random-graph";

const graph = randomGraph(60);
const sceneWithout = (...hiddenKinds: string[]) => sceneOf(graph, { ...emptyView, hiddenKinds }, "en");
/** As much of an exploration as is looked at. */
const explored = (inSight: Uint8Array, off: Uint8Array) => ({ inSight, off }) as Exploration;
const all = new Uint8Array(graph.size).fill(1);

/** Stands in for the worker: does what is ordered at once, and answers later. */
class FakeWorker {
  static started = 0;
  static orders: string[] = [];
  static isBroken = false;
  onmessage?: (event: { data: News<number, Centrality> }) => void;
  onerror?: (event: { message?: string }) => void;

  constructor() {
    FakeWorker.started++;
  }

  postMessage(order: Order<RankingRequest>): void {
    FakeWorker.orders.push(order.do);
    if (order.do === "cancel") return;
    const { run, request } = structuredClone(order);
    const steps = measureCentrality(request.measure, request.network);
    const answer = (): News<number, Centrality> => {
      for (let step = steps.next(); ; step = steps.next())
        if (step.done) return { run, is: "done", result: step.value };
    };
    setTimeout(() => {
      if (FakeWorker.isBroken) this.onerror?.({});
      else this.onmessage?.({ data: answer() });
    });
  }

  terminate(): void {}
}

describe("rankings", () => {
  let runner: typeof import("@/app/[locale]/_explorer/ask/ranking-runner");
  beforeEach(async () => {
    Object.assign(FakeWorker, { started: 0, orders: [], isBroken: false });
    vi.resetModules();
    vi.stubGlobal("Worker", FakeWorker);
    runner = await import("@/app/[locale]/_explorer/ask/ranking-runner");
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** All that is reported of PageRank. */
  const workOut = (field: Field) =>
    new Promise<MeasureState[]>((resolve) => {
      const reports: MeasureState[] = [];
      runner.workOutMeasure(field, "pagerank", (state) => {
        reports.push(state);
        if (state.done === 1) resolve(reports);
      });
    });

  it("are of the whole graph, whose importance is known", () => {
    const field = runner.wholeField(graph);
    expect(field).toMatchObject(networkOf(graph));
    expect([...field.found]).toEqual([["importance", { scores: graph.importance }]]);
  });

  it("are of what is shown, which may be everything", () => {
    const { shownField, wholeField } = runner;
    expect(shownField(graph, sceneWithout(), undefined)).toBe(wholeField(graph));
    const part = shownField(graph, sceneWithout("kind1"), undefined);
    expect([...part.entities]).toEqual([...graph.ids.keys()].filter((entity) => entity % 3 !== 1));
    expect(part.found.get("importance")?.scores).toHaveLength(40);
    const few = all.map((_, entity) => (entity < 20 ? 1 : 0));
    const within = shownField(graph, sceneWithout(), explored(few, Uint8Array.of(0)));
    expect([...within.entities]).toEqual([...Array(20).keys()]);
    expect(within.network.from.length).toBeGreaterThan(10);
    const cut = shownField(graph, sceneWithout(), explored(few, Uint8Array.of(1)));
    expect([...cut.network.from]).toEqual([]);
  });

  it("once found are there at once when the same is shown again", async () => {
    const part = runner.shownField(graph, sceneWithout("kind2"), undefined);
    expect(await workOut(part)).toEqual([{ done: 1 }]);
    const again = runner.shownField(graph, sceneWithout("kind2"), undefined);
    expect(again).toBe(part);
    const steps = measureCentrality("pagerank", part.network);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(again.found.get("pagerank")).toEqual(step.value);
    const others = Array.from({ length: 30 }, (_, shown) => all.map((_, entity) => (entity > shown ? 1 : 0)));
    for (const inSight of others)
      runner.shownField(graph, sceneWithout(), explored(inSight, Uint8Array.of(0)));
    expect(runner.shownField(graph, sceneWithout("kind2"), undefined)).not.toBe(part);
    expect(runner.wholeField(graph)).toBe(runner.wholeField(graph));
  });

  it("that are cancelled are not kept", async () => {
    const field = runner.wholeField(graph);
    runner.workOutMeasure(field, "betweenness", () => expect.unreachable())();
    await workOut(field);
    expect([...field.found.keys()]).toEqual(["importance", "pagerank"]);
    expect(FakeWorker.orders).toEqual(["start", "cancel", "start"]);
    expect(FakeWorker.started).toBe(1);
  });

  it("that fail say so, and can be tried again", async () => {
    const field = runner.wholeField(graph);
    FakeWorker.isBroken = true;
    expect(await workOut(field)).toEqual([{ done: 1, error: expect.any(Error) }]);
    expect(field.found.has("pagerank")).toBe(false);
    FakeWorker.isBroken = false;
    expect(await workOut(field)).toEqual([{ done: 1 }]);
    expect(field.found.has("pagerank")).toBe(true);
    expect(FakeWorker.started).toBe(2);
  });
});
