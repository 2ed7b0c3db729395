/**
 * What stands under a point of the screen: an entity's mark, dot or full, or a relation that is drawn.
 *
 * Pure; the same answer serves hovering, tapping and dragging, with or without the detail layer.
 */
import type { Scene } from "@/lib/view/scene";
import { type Camera, markRadius, type Point } from "./camera";
import { type Edge, pointOn } from "./edges";

/** Room around a mark or a line that still counts as on it, in CSS pixels. */
export interface Reach {
  readonly entity: number;
  readonly relation: number;
}

export const mouseReach: Reach = { entity: 3, relation: 4 };
/** Half of the smallest comfortable target for a finger. */
export const touchReach: Reach = { entity: 16, relation: 12 };

export type Target = { readonly entity: number } | { readonly edge: Edge };

/**
 * The entity whose mark is nearest, measured from its rim, else the nearest of the edges. While something
 * is selected, what has stepped back gives way to an edge that is in full colour.
 *
 * @param edges those that are drawn
 */
export function targetAt(
  scene: Scene,
  camera: Camera,
  point: Point,
  reach: Reach,
  edges: readonly Edge[],
): Target | undefined {
  const entity = entityAt(scene, camera, point, reach.entity);
  const isFull = entity !== undefined && (scene.focus?.members.includes(entity) ?? true);
  if (isFull) return { entity };
  const edge = edgeAt(scene, camera, point, reach.relation, edges);
  if (edge) return { edge };
  return entity === undefined ? undefined : { entity };
}

function entityAt(
  scene: Scene,
  { zoom, x: left, y: top }: Camera,
  point: Point,
  reach: number,
): number | undefined {
  const { graph, hidden, x, y, focus } = scene;
  const members = new Set(focus?.members);
  let nearest: number | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < graph.size; i++) {
    if (hidden[i]) continue;
    const dx = x[i] * zoom + left - point.x;
    const dy = y[i] * zoom + top - point.y;
    const radius = markRadius(scene, i, zoom);
    if (Math.abs(dx) > radius + reach || Math.abs(dy) > radius + reach) continue;
    const beyondRim = Math.hypot(dx, dy) - radius;
    if (beyondRim > reach) continue;
    // What is in full colour wins over what has stepped back.
    const distance = beyondRim + (members.size > 0 && !members.has(i) ? reach + radius : 0);
    if (distance < best) {
      best = distance;
      nearest = i;
    }
  }
  return nearest;
}

/** Pieces that a curve is taken for. */
const pieces = 8;

function edgeAt(
  scene: Scene,
  camera: Camera,
  point: Point,
  reach: number,
  edges: readonly Edge[],
): Edge | undefined {
  let nearest: Edge | undefined;
  let best = reach;
  for (const edge of edges) {
    const steps = edge.fan === 0 ? 1 : pieces;
    for (let i = 0; i < steps; i++) {
      const [start, end] = [i, i + 1].map((step) => pointOn(scene, camera, edge, step / steps));
      const distance = distanceToSegment(point, start, end);
      if (distance >= best) continue;
      best = distance;
      nearest = edge;
    }
  }
  return nearest;
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(a.x + t * dx - point.x, a.y + t * dy - point.y);
}
