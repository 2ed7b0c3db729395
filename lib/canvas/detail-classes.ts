/**
 * What sets marks and edges that are drawn in full apart from each other, as classes: the detail layer hands them to
 * Cytoscape, lib/picture draws by them.
 */
import type { Scene } from "@/lib/view/scene";
import type { Edge } from "./edges";

/** So few entities leave room for the direction of every relation. */
const directedUpTo = 80;
/** So few leave room for the direction of relations that are asked for. */
const answeredUpTo = 200;
/** Smallest mark, by its radius in CSS pixels, that shows its kind's icon. */
export const iconFrom = 9;

/** How an edge is drawn. */
export function edgeClasses({ graph, focus, context, explored }: Scene, edge: Edge): string[] {
  const { relation, along, against, count, fan } = edge;
  const [from, to] = [graph.relations.from[relation], graph.relations.to[relation]];
  // What was called up or answers a question keeps its arrows in a picture without a focus.
  const isAnswer = explored?.answered?.[relation] === 1 && explored.shown <= answeredUpTo;
  const isCalled = isAnswer || explored?.expanded.has(from) || explored?.expanded.has(to);
  const isStrong = focus !== undefined || isCalled || (explored && explored.shown <= directedUpTo);
  const classes = [isStrong ? "strong" : "tie"];
  if (!focus && (context[from] || context[to])) classes.push("aside");
  if (isStrong && along) classes.push("along");
  if (isStrong && against) classes.push("against");
  if (count > 1) classes.push(`many${Math.min(4, 1 + Math.floor(Math.log2(count)))}`);
  if (fan !== 0) classes.push("fanned");
  if (focus?.relation === relation) classes.push("chosen");
  return classes;
}

/** How a mark is drawn, but for colour and shape of its kind, which are named by number. */
export function nodeClasses(
  { graph, focus, context, explored }: Scene,
  entity: number,
  radiusOf: (entity: number) => number,
): string[] {
  const classes = [`kind${graph.kind[entity]}`];
  if (explored?.paint) classes.push(`paint${explored.paint.of[entity]}`);
  if (radiusOf(entity) >= iconFrom) classes.push("icon");
  if (context[entity] && !focus) classes.push("aside");
  if (explored?.imprecise?.[entity]) classes.push("imprecise");
  if (explored?.pinned.has(entity)) classes.push("pinned");
  if (explored?.expanded.has(entity)) classes.push("expanded");
  if (focus?.chosen.includes(entity)) classes.push("chosen");
  return classes;
}
