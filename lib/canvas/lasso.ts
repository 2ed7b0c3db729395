/** The line that a hand draws round what it wants to select. */
import type { Scene } from "@/lib/view/scene";
import { type Camera, type Point, toScreen } from "./camera";

/** Entities that are shown inside of a closed line on the screen, most important first. */
export function entitiesInside(
  { graph, hidden, x, y }: Scene,
  camera: Camera,
  line: readonly Point[],
): number[] {
  const inside: number[] = [];
  for (let i = 0; i < graph.size; i++)
    if (!hidden[i] && isInside(toScreen(camera, x[i], y[i]), line)) inside.push(i);
  return inside;
}

/** By the even-odd rule. */
function isInside({ x, y }: Point, line: readonly Point[]): boolean {
  let inside = false;
  line.forEach((a, i) => {
    const b = line[(i + 1) % line.length];
    if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) inside = !inside;
  });
  return inside;
}

export interface LassoLine {
  draw(line: readonly Point[]): void;
  remove(): void;
}

/** Draws the line over the canvas, until it is removed. */
export function createLassoLine(container: HTMLElement, colour: string): LassoLine {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  const path = document.createElementNS(namespace, "path");
  Object.assign(picture.style, {
    position: "absolute",
    inset: "0",
    width: "100%",
    height: "100%",
    pointerEvents: "none",
  });
  Object.assign(path.style, {
    fill: colour,
    fillOpacity: "0.12",
    stroke: colour,
    strokeWidth: "1.5",
    strokeDasharray: "5 4",
  });
  picture.setAttribute("aria-hidden", "true");
  picture.append(path);
  container.append(picture);
  return {
    draw: (line) => path.setAttribute("d", `M${line.map(({ x, y }) => `${x} ${y}`).join("L")}Z`),
    remove: () => picture.remove(),
  };
}
