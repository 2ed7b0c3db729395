/** What a layout has to know, and how its result is kept apart from that of another. */
import { type Dates, decimalYear } from "@/lib/graph/dates";
import { type Graph, mapRadius, otherEnd, relationsOf } from "@/lib/graph/graph";
import type { LayoutRequest, Placed } from "@/lib/layout/layout";
import { type Answer, answerOf } from "./answer";
import { broughtBy } from "./expansion";
import type { Exploration } from "./explore";
import { placesOf } from "./scene";
import type { View } from "./view";

export interface Plan {
  /** The same key, the same places. */
  readonly key: string;
  readonly request: LayoutRequest;
  /** Node of each place. */
  readonly nodes: readonly number[];
}

/** What a layout has found for a plan. */
export interface Found {
  readonly plan: Plan;
  readonly placed: Placed;
  /** Whether the layout is still at work. */
  readonly isOnTheWay?: boolean;
}

/**
 * The plan for the layout that a view asks for; nothing where the map's own places hold.
 *
 * @param nodes those that are placed, in rising order
 */
export function planOf(
  { view, original, graph, fold, groupOf, grouping, weight, off }: Omit<Exploration, "plan" | "tooMany">,
  nodes: readonly number[],
  dates: Dates,
): Plan | undefined {
  const { layout, question } = view;
  const answer = question && answerOf(original, question);
  if (layout.as === "atlas") return undefined;
  const at = new Int32Array(graph.size).fill(-1);
  nodes.forEach((node, i) => {
    at[node] = i;
  });
  const { x, y } = placesOf(graph, view);
  const pick = (column: ArrayLike<number>) => Float32Array.from(nodes, (node) => column[node]);
  const pinned = new Uint8Array(nodes.length);
  for (const { id } of view.moved) {
    const node = at[graph.indexOf(id)] ?? -1;
    if (node >= 0) pinned[node] = 1;
  }
  const centre = layout.centre === undefined ? -1 : (at[graph.indexOf(layout.centre)] ?? -1);
  const when = layout.as === "time" ? new Float32Array(nodes.length).fill(Number.NaN) : undefined;
  if (when)
    fold.entityOf.forEach((node, entity) => {
      if (at[node] >= 0 && dates.precision[entity] > 0) when[at[node]] = decimalYear(dates.first[entity]);
    });
  const request: LayoutRequest = {
    as: layout.as,
    size: nodes.length,
    x: pick(x),
    y: pick(y),
    radius: Float32Array.from(nodes, (node) => mapRadius(weight[node])),
    edges:
      answer && fold.graph === original
        ? arcsOf(graph, at, off, answer, calledUp(graph, view, dates))
        : edgesOf(graph, at, off, layout.as === "layered"),
    pinned,
    ...(centre >= 0 && { centre }),
    ...(when && { when }),
    ...(groupOf &&
      grouping && {
        group: Int16Array.from(nodes, (node) => groupOf[node]),
        groups: grouping.groups.length,
      }),
  };
  return { key: keyOf(request, nodes, graph), request, nodes };
}

/** Relations between nodes that are placed; for descent, from the ancestor on, and none where descent does not run. */
function edgesOf(graph: Graph, at: Int32Array, off: Uint8Array, byDescent: boolean): LayoutRequest["edges"] {
  const { relations, relationTypes, ontology } = graph;
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  const ancestor = relationTypes.map((type) => ontology.relations[type]?.ancestor);
  // Without any descent to go by, the direction of relations has to do.
  const hasDescent =
    byDescent &&
    relations.type.some(
      (type, r) => ancestor[type] && !off[type] && at[relations.from[r]] >= 0 && at[relations.to[r]] >= 0,
    );
  for (let r = 0; r < relations.size; r++) {
    const [start, end] = [at[relations.from[r]], at[relations.to[r]]];
    if (start < 0 || end < 0 || start === end || off[relations.type[r]]) continue;
    const older = ancestor[relations.type[r]];
    if (hasDescent && !older) continue;
    const isTurned = byDescent && older !== "from";
    from.push(isTurned ? end : start);
    to.push(isTurned ? start : end);
    weight.push(relations.strength[r]);
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), weight: Float32Array.from(weight) };
}

/** Relations of what is expanded with what that brings; whatever the window of time, since a layout holds still while it moves. */
const calledUp = (graph: Graph, { expansions }: View, dates: Dates): number[] =>
  expansions.flatMap((expansion) => {
    const middle = graph.indexOf(expansion.id);
    if (middle < 0) return [];
    const brought = new Set(broughtBy(graph, dates, expansion));
    return [...relationsOf(graph, middle)].filter((r) => brought.has(otherEnd(graph, r, middle)));
  });

/** The relations of an answer, the way it runs, and more. */
function arcsOf(
  { relations }: Graph,
  at: Int32Array,
  off: Uint8Array,
  answer: Answer,
  more: readonly number[],
): LayoutRequest["edges"] {
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  const turned = new Map(answer.relations.map((r, i) => [r, answer.turned[i] === 1]));
  for (const r of more) if (!turned.has(r)) turned.set(r, false);
  for (const [r, isTurned] of turned) {
    const [start, end] = [at[relations.from[r]], at[relations.to[r]]];
    if (start < 0 || end < 0 || off[relations.type[r]]) continue;
    from.push(isTurned ? end : start);
    to.push(isTurned ? start : end);
    weight.push(relations.strength[r]);
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), weight: Float32Array.from(weight) };
}

/** A hash of all that a layout goes by (after FNV-1a, with words for bytes, mixed; 32 bits, twice with different seeds). */
function keyOf(request: LayoutRequest, nodes: readonly number[], graph: Graph): string {
  const { as, x, y, radius, edges, pinned, centre, when, group } = request;
  const columns: ArrayLike<number>[] = [nodes, x, y, radius, edges.from, edges.to, edges.weight, pinned];
  if (when) columns.push(when);
  if (group) columns.push(group);
  const bytes = new Float64Array(columns.reduce((all, column) => all + column.length + 1, 0));
  let next = 0;
  for (const column of columns) {
    bytes[next++] = column.length;
    for (let i = 0; i < column.length; i++) bytes[next++] = column[i];
  }
  const words = new Uint32Array(bytes.buffer);
  const hash = (seed: number) => {
    let value = seed;
    for (const word of words) {
      value = Math.imul(value ^ word, 0x01000193);
      // Multiplying moves nothing downwards: without this, two signs that flip would cancel out.
      value ^= value >>> 15;
    }
    return (value >>> 0).toString(36);
  };
  return [as, centre ?? "", graph.version, hash(0x811c9dc5), hash(0x9747b28c)].join(" ");
}
