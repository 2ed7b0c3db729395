/**
 * How relations are drawn: several between the same two entities are one line with a count, until one of them is
 * selected; then each has a curve of its own.
 *
 * Pure; the detail layer, the labels and pointing share it.
 */
import { degreeOf, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { Scene } from "@/lib/view/scene";
import { type Camera, type Point, toScreen } from "./camera";

export interface Edge {
  /** Tells it from the others, and from itself otherwise drawn. */
  readonly key: string;
  /** The relation that it is, or the first of those that it stands for. */
  readonly relation: number;
  /** How many relations it stands for. */
  readonly count: number;
  /** Whether any runs as its relation does, and whether any runs against it. */
  readonly along: boolean;
  readonly against: boolean;
  /** How many places it stands beside the straight line, seen from the end with the lower index; 0 on it. */
  readonly fan: number;
}

/** Height of the curve one place beside the straight line, in CSS pixels. */
const fanStep = 30;

/** The edges that these relations are drawn as, in their order. */
export function edgesOf(scene: Scene, relations: readonly number[]): Edge[] {
  const { from, to } = scene.graph.relations;
  const open = scene.focus?.relation;
  const seen = new Set<number>();
  const edges: Edge[] = [];
  for (const relation of relations) {
    const [low, high] = [Math.min(from[relation], to[relation]), Math.max(from[relation], to[relation])];
    const pair = low * scene.graph.size + high;
    if (seen.has(pair)) continue;
    seen.add(pair);
    const all = between(scene, low, high);
    const isOpen = open !== undefined && all.includes(open);
    if (isOpen && all.length > 1) edges.push(...all.map((one, i) => fanned(scene, one, i, all.length)));
    else edges.push(bundled(scene, relation, all));
  }
  return edges;
}

/** The relations between two entities that are not switched off, in the graph's order. */
function between({ graph, explored }: Scene, a: number, b: number): number[] {
  const { type } = graph.relations;
  // Both ends list them; that of a hub is long.
  const [end, other] = degreeOf(graph, a) < degreeOf(graph, b) ? [a, b] : [b, a];
  const both: number[] = [];
  for (const relation of relationsOf(graph, end))
    if (otherEnd(graph, relation, end) === other && !explored?.off[type[relation]]) both.push(relation);
  return a === b ? [...new Set(both)] : both;
}

const countOf = ({ graph }: Scene, relation: number): number => graph.relations.count?.[relation] ?? 1;

function bundled(scene: Scene, relation: number, all: readonly number[]): Edge {
  const { from } = scene.graph.relations;
  const runsAlong = (one: number) => from[one] === from[relation];
  const count = all.reduce((sum, one) => sum + countOf(scene, one), 0);
  const [along, against] = [all.some(runsAlong), !all.every(runsAlong)];
  const key = `${relation}×${count}${along ? "→" : ""}${against ? "←" : ""}`;
  return { key, relation, count, along, against, fan: 0 };
}

function fanned(scene: Scene, relation: number, i: number, of: number): Edge {
  const fan = i - (of - 1) / 2;
  return {
    key: `${relation}~${fan}`,
    relation,
    count: countOf(scene, relation),
    along: true,
    against: false,
    fan,
  };
}

/** How far the control point of an edge's curve stands from the line, in CSS pixels, to the right of its way. */
export function bend({ graph }: Scene, { relation, fan }: Edge): number {
  const isFromLow = graph.relations.from[relation] <= graph.relations.to[relation];
  return 2 * fanStep * fan * (isFromLow ? 1 : -1);
}

/** A point of an edge on the screen, at `t` from 0 to 1. */
export function pointOn(scene: Scene, camera: Camera, edge: Edge, t: number): Point {
  const { from, to } = scene.graph.relations;
  const [a, b] = [from[edge.relation], to[edge.relation]];
  const start = toScreen(camera, scene.x[a], scene.y[a]);
  const end = toScreen(camera, scene.x[b], scene.y[b]);
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  // Of a quadratic curve, whose control point stands so far beside the middle of the line.
  const aside = 2 * t * (1 - t) * bend(scene, edge);
  return { x: start.x + dx * t - (dy / length) * aside, y: start.y + dy * t + (dx / length) * aside };
}
