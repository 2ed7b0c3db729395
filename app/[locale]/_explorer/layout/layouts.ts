/** Layouts at work, and those that have been found: going back to one costs nothing. */
import type { Placed } from "@/lib/layout/layout";
import type { Found, Plan } from "@/lib/view/layout-plan";
import { runLayout } from "./layout-runner";

/** What a layout has come to. */
export interface LayoutState {
  readonly found?: Found;
  /** From 0 to 1. */
  readonly done: number;
  readonly error?: Error;
}

const kept = new Map<string, Placed>();
const most = 12;

/** The places for this plan, where they have been found before. */
export function foundBefore(plan: Plan): Found | undefined {
  const placed = kept.get(plan.key);
  return placed && { plan, placed };
}

/** Starts what works layouts out, so that the first one need not wait for it. */
export function warmUpLayouts(): void {
  const [places, none] = [new Float32Array(1), new Uint32Array()];
  const edges = { from: none, to: none, weight: new Float32Array() };
  const request = { as: "force" as const, size: 1, x: places, y: places, radius: places, edges };
  const ignore = () => undefined;
  // What fails here will fail again, and be told, when it is asked for.
  runLayout(
    { ...request, pinned: new Uint8Array(1) },
    { onProgress: ignore, onDone: ignore, onError: ignore },
  );
}

/** Works out a plan and reports how far that has come, until the end. Returns a function that breaks it off. */
export function workOut(plan: Plan, report: (state: LayoutState) => void): () => void {
  return runLayout(plan.request, {
    onProgress: ({ done, x, y }) =>
      report({ found: { plan, placed: { x, y, areas: [], ticks: [] }, isOnTheWay: true }, done }),
    onDone(placed) {
      kept.delete(plan.key);
      kept.set(plan.key, placed);
      for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
      report({ found: { plan, placed }, done: 1 });
    },
    onError: (error) => report({ done: 1, error }),
  });
}
