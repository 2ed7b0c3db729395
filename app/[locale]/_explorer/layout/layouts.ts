/** Layouts at work, and those that have been found: going back to one costs nothing. */
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Filtered } from "@/lib/graph/filter";
import type { LayoutRequest, Placed } from "@/lib/layout/layout";
import { answerOf } from "@/lib/view/answer";
import { explore } from "@/lib/view/explore";
import { groupingKeys, groupingOf, type Speech } from "@/lib/view/grouping";
import type { Found, Plan } from "@/lib/view/layout-plan";
import { usualPaths } from "@/lib/view/parse-parts";
import type { Question, View } from "@/lib/view/view";
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

/**
 * Makes what the first layouts and answers would have to wait for: the worker and its code, groups, the plan of a
 * layout, ways through the graph. Piece by piece, so that nothing else is held up. Returns a function that leaves off.
 */
export function warmUpLayouts(speech: Speech, view: View, filtered: Filtered | undefined): () => void {
  // What fails here will fail again, and be told, when it is asked for.
  const ignore = () => undefined;
  if (warmed === speech.table) return ignore;
  const pieces = [
    ...layoutNames.map(
      (as) => () => runLayout(sampleRequest(as), { onProgress: ignore, onDone: ignore, onError: ignore }),
    ),
    ...groupingKeys(speech).map(
      ({ key }) =>
        () =>
          groupingOf(speech, key),
    ),
    () => explore(speech, { ...view, layout: { as: "force", closed: [] } }, filtered),
    ...sampleQuestions(speech).map((question) => () => answerOf(speech.graph, question)),
  ];
  let timer = 0;
  const next = () => {
    pieces.shift()?.();
    if (pieces.length > 0) timer = window.setTimeout(next, pieceEvery);
    else warmed = speech.table;
  };
  timer = window.setTimeout(next, pieceEvery);
  return () => clearTimeout(timer);
}

/** Of what everything has been made already. */
let warmed: FacetTable | undefined;

/** Between two pieces, in milliseconds: room for a frame. */
const pieceEvery = 20;

/** One of each kind of question, about what is most important. */
function sampleQuestions({ graph: { ids } }: Speech): Question[] {
  const [of, to] = ids;
  if (to === undefined) return [];
  return [
    { as: "lineage", of, direction: "both" },
    { as: "impact", of },
    { as: "paths", from: of, to, ...usualPaths },
    { as: "compare", of: [of, to] },
  ];
}

const layoutNames = ["force", "layered", "concentric", "time", "groups"] as const;

/** A small graph, large enough that a browser finds the code worth compiling. */
function sampleRequest(as: LayoutRequest["as"]): LayoutRequest {
  const size = 64;
  const column = (of: (i: number) => number) => Float32Array.from({ length: size }, (_, i) => of(i));
  const from = Uint32Array.from({ length: 2 * size }, (_, i) => i % size);
  return {
    as,
    size,
    x: column((i) => 40 * (i % 8)),
    y: column((i) => 40 * Math.floor(i / 8)),
    radius: column(() => 5),
    edges: {
      from,
      to: from.map((node, i) => (node * 7 + (i < size ? 1 : 5)) % size),
      weight: new Float32Array(2 * size).fill(1),
    },
    pinned: new Uint8Array(size),
    when: column((i) => 2000 + (i % 20)),
    group: Int16Array.from({ length: size }, (_, i) => i % 8),
    groups: 8,
  };
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
