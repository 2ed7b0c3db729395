/** Notes as numbered pins above the map. All lengths are in CSS pixels. */
import { type Camera, markRadius, type Point, toScreen } from "@/lib/canvas/camera";
import type { Box } from "@/lib/canvas/labels";
import type { Scene } from "@/lib/view/scene";
import type { View } from "@/lib/view/view";
import type { PictureStyle } from "./picture-style";

/** Of a pin's head, and how far its middle stands above what it points at. */
const radius = 10;
const lift = 17;

export interface Pin {
  readonly number: number;
  /** What it points at. */
  readonly tip: Point;
  /** Of its head. */
  readonly middle: Point;
}

/** The pins of a view's notes; those at entities that the picture leaves out are left out as well. */
export function pinsOf({ notes }: View, scene: Scene, camera: Camera): Pin[] {
  return notes.flatMap(({ at }, i) => {
    const entity = typeof at === "string" ? scene.graph.indexOf(at) : -1;
    if (typeof at === "string" && (entity < 0 || scene.hidden[entity])) return [];
    const place = typeof at === "string" ? { x: scene.x[entity], y: scene.y[entity] } : at;
    const { x, y } = toScreen(camera, place.x, place.y);
    const above = entity < 0 ? 0 : markRadius(scene, entity, camera.zoom);
    const tip = { x, y: y - above };
    return [{ number: i + 1, tip, middle: { x, y: tip.y - lift } }];
  });
}

/** What names should stand clear of. */
export const boxOf = ({ tip, middle }: Pin): Box => ({
  left: middle.x - radius - 1,
  right: middle.x + radius + 1,
  top: middle.y - radius - 1,
  bottom: tip.y,
});

/** Draws pins, the first on top. */
export function drawPins(
  context: CanvasRenderingContext2D,
  pins: readonly Pin[],
  { accent, surface }: PictureStyle,
  font: string,
): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 1.5;
  // Where the straight sides leave the head, seen from its middle: a quarter of a turn and a bit below the sides.
  const side = Math.PI * 0.12;
  for (const { number, tip, middle } of pins.toReversed()) {
    context.beginPath();
    context.arc(middle.x, middle.y, radius, Math.PI - side, side);
    context.lineTo(tip.x, tip.y);
    context.closePath();
    context.fillStyle = accent;
    context.strokeStyle = surface;
    context.fill();
    context.stroke();
    context.fillStyle = surface;
    context.font = `700 ${number > 9 ? 10.5 : 12}px ${font}`;
    context.fillText(String(number), middle.x, middle.y + 0.5);
  }
  context.textAlign = "start";
}
