/**
 * Marks and edges that are drawn in full, on any 2D context: what the detail layer has Cytoscape draw on the screen,
 * by the same choice (detail.ts) and the same classes (detail-classes.ts). All lengths are in CSS pixels.
 */
import { contextAlpha } from "@/lib/canvas/base-layer";
import { type Camera, markRadius, type Point, toScreen } from "@/lib/canvas/camera";
import type { Detail } from "@/lib/canvas/detail";
import { edgeClasses, nodeClasses } from "@/lib/canvas/detail-classes";
import { bend, type Edge } from "@/lib/canvas/edges";
import { shapeReach, traceShape } from "@/lib/canvas/shapes";
import { type CanvasStyle, type KindStyle, kindStyles } from "@/lib/canvas/style";
import type { Scene } from "@/lib/view/scene";

/** Of an arrow's head. */
const arrow = { length: 8, width: 7 };
const widths = { tie: 0.9, strong: 1.3, chosen: 3, rim: 1.2 };
/** Share of a mark's box that its icon takes, and the side of the square that icons are drawn in. */
const icon = { share: 0.62, box: 24 };

/** Draws edges, and marks above them. The context's unit has to be a CSS pixel. */
export function drawDetail(
  context: CanvasRenderingContext2D,
  { entities, edges }: Detail,
  scene: Scene,
  style: CanvasStyle,
  camera: Camera,
  pathOf: (svg: string) => Path2D,
): void {
  for (const edge of edges) drawEdge(context, edge, scene, style, camera);
  const kinds = kindStyles(scene.graph.ontology, style.theme);
  const icons = new Map<number, Path2D>();
  const iconOf = (kind: number): Path2D => {
    const known = icons.get(kind) ?? pathOf(kinds[kind].icon);
    icons.set(kind, known);
    return known;
  };
  // The most important last, so that it lies on top where marks meet.
  for (const entity of entities.toReversed()) {
    const kind = scene.graph.kind[entity];
    drawMark(context, entity, scene, style, camera, kinds[kind], () => iconOf(kind));
  }
  context.globalAlpha = 1;
}

function drawEdge(
  context: CanvasRenderingContext2D,
  edge: Edge,
  scene: Scene,
  style: CanvasStyle,
  camera: Camera,
): void {
  const classes = new Set(edgeClasses(scene, edge));
  const { from, to } = scene.graph.relations;
  const [source, target] = [from[edge.relation], to[edge.relation]];
  const start = toScreen(camera, scene.x[source], scene.y[source]);
  const end = toScreen(camera, scene.x[target], scene.y[target]);
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length === 0) return;
  const aside = bend(scene, edge) / length;
  const middle = {
    x: (start.x + end.x) / 2 - (end.y - start.y) * aside,
    y: (start.y + end.y) / 2 + (end.x - start.x) * aside,
  };
  const many = [2, 3, 4].find((count) => classes.has(`many${count}`));
  const isChosen = classes.has("chosen");
  const isStrong = classes.has("strong");
  const usual = isStrong ? widths.strong : widths.tie;
  context.lineWidth = isChosen ? widths.chosen : many ? 0.6 + many * 0.6 : usual;
  context.strokeStyle = isChosen ? style.selection : isStrong ? style.strongLine : style.line;
  context.fillStyle = context.strokeStyle;
  context.globalAlpha = classes.has("aside") ? contextAlpha : 1;
  const tips = [
    classes.has("along") && tipOf(middle, end, markRadius(scene, target, camera.zoom)),
    classes.has("against") && tipOf(middle, start, markRadius(scene, source, camera.zoom)),
  ];
  const [endTip, startTip] = tips;
  const first = startTip ? startTip.base : start;
  const last = endTip ? endTip.base : end;
  context.beginPath();
  context.moveTo(first.x, first.y);
  if (classes.has("fanned")) context.quadraticCurveTo(middle.x, middle.y, last.x, last.y);
  else context.lineTo(last.x, last.y);
  context.stroke();
  for (const tip of tips) if (tip) drawTip(context, tip);
}

/** The head of an arrow: its point at the rim of a mark, and where its line ends. */
interface Tip {
  readonly point: Point;
  readonly base: Point;
}

function tipOf(from: Point, to: Point, radius: number): Tip {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / distance, (to.y - from.y) / distance];
  const back = (length: number) => ({ x: to.x - dx * length, y: to.y - dy * length });
  return { point: back(radius + widths.rim), base: back(radius + widths.rim + arrow.length) };
}

function drawTip(context: CanvasRenderingContext2D, { point, base }: Tip): void {
  const [dx, dy] = [(point.x - base.x) / arrow.length, (point.y - base.y) / arrow.length];
  const half = arrow.width / 2;
  context.beginPath();
  context.moveTo(point.x, point.y);
  context.lineTo(base.x - dy * half, base.y + dx * half);
  context.lineTo(base.x + dy * half, base.y - dx * half);
  context.closePath();
  context.fill();
}

function drawMark(
  context: CanvasRenderingContext2D,
  entity: number,
  scene: Scene,
  style: CanvasStyle,
  camera: Camera,
  { colour, shape }: KindStyle,
  iconOf: () => Path2D,
): void {
  const radius = markRadius(scene, entity, camera.zoom);
  const { x, y } = toScreen(camera, scene.x[entity], scene.y[entity]);
  const classes = new Set(nodeClasses(scene, entity, () => radius));
  const paint = scene.explored?.paint;
  const trace = (reach: number) => {
    context.beginPath();
    traceShape(context, shape, x, y, reach);
  };
  const alpha = classes.has("aside") ? contextAlpha : 1;
  context.globalAlpha = alpha;
  context.lineJoin = "round";
  const rings = [
    classes.has("chosen") && { width: 3, offset: 1 },
    !classes.has("chosen") && classes.has("expanded") && { width: 1.5, offset: 2.5 },
  ];
  for (const ring of rings) {
    if (!ring) continue;
    trace(radius + widths.rim / 2 + ring.offset + ring.width / 2);
    context.lineWidth = ring.width;
    context.strokeStyle = style.selection;
    context.stroke();
  }
  trace(radius);
  // What shines through should not be the dot beneath.
  context.fillStyle = style.background;
  if (classes.has("imprecise")) context.fill();
  context.globalAlpha = classes.has("imprecise") ? alpha / 2 : alpha;
  context.fillStyle = paint ? paint.colours[style.theme][paint.of[entity]] : colour;
  context.fill();
  context.globalAlpha = alpha;
  const isPinned = classes.has("pinned");
  context.lineWidth = isPinned ? 1.4 : widths.rim;
  context.strokeStyle = isPinned ? style.ink : style.rim;
  context.setLineDash(classes.has("imprecise") ? [3, 2.5] : []);
  context.stroke();
  context.setLineDash([]);
  if (isPinned) {
    trace(radius + 2.6);
    context.stroke();
  }
  if (!classes.has("icon")) return;
  const side = 2 * radius * (shape === "circle" ? 1 : shapeReach) * icon.share;
  context.save();
  context.translate(x - side / 2, y - side / 2);
  context.scale(side / icon.box, side / icon.box);
  context.lineWidth = 2;
  context.lineCap = "round";
  context.strokeStyle = style.rim;
  context.stroke(iconOf());
  context.restore();
}
