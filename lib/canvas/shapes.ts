/**
 * Outlines of entity marks, by the names that the ontology uses: the base layer, the detail layer and
 * the legend draw the same ones. The sizes make all shapes look equally heavy.
 */
import type { ShapeName } from "@/lib/graph/ontology";

/** Corners around (0, 0) in a box from -1 to 1, as `[x0, y0, x1, y1, …]`; a circle has none. */
export const shapePoints: Readonly<Record<ShapeName, readonly number[]>> = {
  circle: [],
  square: [-0.86, -0.86, 0.86, -0.86, 0.86, 0.86, -0.86, 0.86],
  diamond: regular(4, -90, 1.18),
  triangle: [0, -1.05, 1.1, 0.85, -1.1, 0.85],
  "inverted-triangle": [0, 1.05, -1.1, -0.85, 1.1, -0.85],
  pentagon: regular(5, -90, 1.08),
  hexagon: regular(6, 0, 1.08),
  octagon: regular(8, 22.5, 1.04),
  star: star(5, 1.25, 0.6),
  cross: [
    -0.42, -1.05, 0.42, -1.05, 0.42, -0.42, 1.05, -0.42, 1.05, 0.42, 0.42, 0.42, 0.42, 1.05, -0.42, 1.05,
    -0.42, 0.42, -1.05, 0.42, -1.05, -0.42, -0.42, -0.42,
  ],
  shield: [-0.9, -0.85, 0, -1.05, 0.9, -0.85, 0.85, 0.2, 0, 1.1, -0.85, 0.2],
};

/** How far the outlines reach beyond the box; marks are drawn into a box this much wider. */
export const shapeReach = 1.25;

function regular(corners: number, turn: number, radius: number): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((turn + (360 / corners) * i) * Math.PI) / 180;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  }).flat();
}

function star(points: number, outer: number, inner: number): number[] {
  return Array.from({ length: points * 2 }, (_, i) => {
    const angle = ((-90 + (180 / points) * i) * Math.PI) / 180;
    const radius = i % 2 === 0 ? outer : inner;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  }).flat();
}

/** Adds a mark's outline to the path of a 2D context, or to a Path2D. */
export function traceShape(
  path: Pick<CanvasPath, "moveTo" | "lineTo" | "arc" | "closePath">,
  shape: ShapeName,
  x: number,
  y: number,
  radius: number,
): void {
  const points = shapePoints[shape];
  if (points.length === 0) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  path.moveTo(x + points[0] * radius, y + points[1] * radius);
  for (let i = 2; i < points.length; i += 2) path.lineTo(x + points[i] * radius, y + points[i + 1] * radius);
  path.closePath();
}
