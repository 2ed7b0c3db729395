/** Who is ranked, and what has been found of them: going back to a measure costs nothing. */
import { runsIn } from "@/app/[locale]/_explorer/worker-runs";
import { type Centrality, type Measure, networkOf, type Part } from "@/lib/graph/centrality";
import type { Graph } from "@/lib/graph/graph";
import type { Exploration } from "@/lib/view/explore";
import type { Scene } from "@/lib/view/scene";
import type { Computed, RankingRequest } from "./ranking-worker";

/** What of a graph takes part in a ranking; the same object as long as it is the same. */
export interface Field extends Part {
  /** What has been worked out; importance is known from the start. */
  readonly found: Map<Measure, Centrality>;
}

/** By what of the graph it is; the whole has the key "" and stays. */
const kept = new WeakMap<Graph, Map<string, Field>>();
const mostParts = 12;

/** The whole graph. */
export const wholeField = (graph: Graph): Field => fieldOf(graph);

/**
 * What is shown now: entities, also where a closed group stands for them, and the relations between them of types that
 * are not switched off.
 */
export function shownField(graph: Graph, scene: Scene, exploration: Exploration | undefined): Field {
  if (exploration) return fieldOf(graph, exploration.inSight, exploration.off);
  return fieldOf(
    graph,
    scene.hidden.map((hidden) => 1 - hidden),
  );
}

function fieldOf(graph: Graph, inSight?: Uint8Array, off?: Uint8Array): Field {
  const fields = kept.get(graph) ?? new Map<string, Field>();
  kept.set(graph, fields);
  const isWhole = !inSight?.includes(0) && !off?.includes(1);
  const key = isWhole ? "" : `${inSight?.join("")} ${off?.join("")}`;
  const field =
    fields.get(key) ?? newField(graph, isWhole ? networkOf(graph) : networkOf(graph, inSight, off));
  fields.delete(key);
  fields.set(key, field);
  const parts = [...fields.keys()].filter((other) => other !== "");
  for (const oldest of parts.slice(0, -mostParts)) fields.delete(oldest);
  return field;
}

function newField(graph: Graph, part: Part): Field {
  const scores = Float64Array.from(part.entities, (entity) => graph.importance[entity]);
  return { ...part, found: new Map([["importance", { scores }]]) };
}

/** How far a measure has come; at the end it is among what the field has found. */
export interface MeasureState {
  /** From 0 to 1. */
  readonly done: number;
  readonly error?: Error;
}

const runMeasure = runsIn<RankingRequest, number, Centrality>(
  () => new Worker(new URL("./ranking-worker.ts", import.meta.url), { type: "module" }),
);

/** Works a measure out and reports how far that has come, until the end. Returns a function that breaks it off. */
export function workOutMeasure(
  { network, found }: Field,
  measure: Computed,
  report: (state: MeasureState) => void,
): () => void {
  return runMeasure(
    { measure, network },
    {
      onProgress: (done) => report({ done }),
      onDone(centrality) {
        found.set(measure, centrality);
        report({ done: 1 });
      },
      onError: (error) => report({ done: 1, error }),
    },
  );
}
