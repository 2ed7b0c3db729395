/**
 * The base layer: everything in sight at once, as dots, tinted regions and a backbone of relations.
 *
 * It draws on any 2D context and reads only the scene, the style and the camera; names are the label
 * layer's (labels.ts), what can be read and touched the detail layer's (detail-layer.ts).
 */
import type { Region } from "@/lib/graph/graph";
import type { ShapeName } from "@/lib/graph/ontology";
import type { Axis, Scene } from "@/lib/view/scene";
import { type Camera, markRadius, type Size } from "./camera";
import { type Ground, groundOf, isGround } from "./ground";
import { traceShape } from "./shapes";
import { type CanvasStyle, kindStyles } from "./style";

/** Below this radius, in CSS pixels, every mark is drawn as a circle: corners could not be seen. */
const shapedFrom = 2.6;
/** Beyond so many entities, the smallest marks may be squares: those of this radius in device pixels, and smaller ones. */
export const many = 5000;
const speckRadius = 2;
/** Half the side of a square as heavy as a circle of radius 1. */
const squareHalf = Math.sqrt(Math.PI) / 2;
/** How much of their colour things keep that step back behind what is selected. */
const dimmed = 0.22;
/** How much of it the context of a filter keeps. */
export const contextAlpha = 0.4;
/** How much of it lines keep where a layout makes many of them long. */
const longLines = 0.5;
/** How much of theirs regions keep in which the view leaves nothing. */
const emptyRegion = 0.3;

export interface BaseLayer {
  /** Prepares what does not change with the camera. */
  show(scene: Scene, style: CanvasStyle): void;
  /**
   * @param ratio device pixels per CSS pixel
   * @param what regions alone where marks would be too small to be told apart; the marks, on what is there already, or
   *   all but them, where one frame is too short for both
   */
  draw(
    context: CanvasRenderingContext2D,
    camera: Camera,
    size: Size,
    ratio: number,
    what?: "everything" | "regions" | "ground" | "marks",
  ): void;
}

/**
 * @param newPath makes an empty path; where there is no document, a path of the canvas that is drawn on
 * @param specks what the smallest of very many marks are; squares are drawn in half the time, and look the same on a screen
 */
export function createBaseLayer(
  newPath = () => new Path2D(),
  specks: "circles" | "squares" = "circles",
): BaseLayer {
  let scene: Scene | undefined;
  let style: CanvasStyle | undefined;
  let regions: RegionPath[] = [];
  let bands: Band[] = [];
  let inhabited: Uint8Array = new Uint8Array();
  let backbone = newPath();
  let ground: Ground | undefined;

  return {
    show(nextScene, nextStyle) {
      if (scene?.regions !== nextScene.regions || style !== nextStyle)
        regions = regionPaths(nextScene, nextStyle, newPath);
      if (scene?.regions !== nextScene.regions) bands = bandsOf(nextScene);
      if (scene?.hidden !== nextScene.hidden || scene.region !== nextScene.region)
        inhabited = inhabitedRegions(nextScene);
      if (scene?.x !== nextScene.x || scene.hidden !== nextScene.hidden || offOf(scene) !== offOf(nextScene))
        backbone = backbonePath(nextScene, newPath());
      if (scene?.graph.part?.density !== nextScene.graph.part?.density || style !== nextStyle)
        ground = groundOf(nextScene, nextStyle);
      scene = nextScene;
      style = nextStyle;
    },
    draw(context, camera, size, ratio, what = "everything") {
      if (!scene || !style) return;
      if (what !== "marks") {
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.fillStyle = style.background;
        context.fillRect(0, 0, size.width, size.height);
        const { zoom, x, y } = camera;
        context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
        drawRegions(context, regions, inhabited, style, camera);
        if (ground && isGround(scene)) ground(context);
        if (scene.explored?.axis) drawAxis(context, scene.explored.axis, style, camera);
        if (what === "regions") return;
        if (isGround(scene)) drawBands(context, bands, style, camera, scene.focus ? dimmed : 1);
        context.strokeStyle = style.line;
        context.lineWidth = 0.7 / camera.zoom;
        context.globalAlpha = scene.focus ? dimmed : scene.explored?.isPlaced ? longLines : 1;
        context.stroke(backbone);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (what !== "ground") {
        const areSquares = specks === "squares" && scene.graph.size > many;
        drawDots(context, scene, style, camera, size, areSquares ? speckRadius / ratio : 0);
      }
      context.globalAlpha = 1;
    },
  };
}

interface RegionPath {
  readonly path: Path2D;
  readonly colour: string;
}

function regionPaths({ graph, regions }: Scene, style: CanvasStyle, newPath: () => Path2D): RegionPath[] {
  const colours = graph.ontology.map.region_colours[style.theme];
  return regions.map(({ outline, tint }) => {
    const path = newPath();
    for (const ring of outline) {
      for (let i = 0; i < ring.length; i += 2) {
        if (i === 0) path.moveTo(ring[i], ring[i + 1]);
        else path.lineTo(ring[i], ring[i + 1]);
      }
      path.closePath();
    }
    return { path, colour: colours[tint % colours.length] };
  });
}

function drawRegions(
  context: CanvasRenderingContext2D,
  regions: readonly RegionPath[],
  inhabited: Uint8Array,
  style: CanvasStyle,
  camera: Camera,
): void {
  context.lineWidth = 1 / camera.zoom;
  context.lineJoin = "round";
  regions.forEach(({ path, colour }, i) => {
    const opacity = style.regionOpacity * (inhabited[i] ? 1 : emptyRegion);
    context.globalAlpha = opacity;
    context.fillStyle = colour;
    context.fill(path, "evenodd");
    context.globalAlpha = Math.min(1, opacity * 2.2);
    context.strokeStyle = colour;
    context.stroke(path);
  });
  context.globalAlpha = 1;
}

/** Relations between the entities of two regions, as one broad line. */
interface Band {
  readonly from: Region;
  readonly to: Region;
  /** How broad, from 0 for none to 1 for as many relations as any two regions here have. */
  readonly share: number;
}

/** The broadest band, in CSS pixels, how much of their colour bands have, and how many are drawn of each region and in all. */
const band = { broadest: 6, alpha: 0.15, ofRegion: 2, most: 60 };

/** Those of the most relations, each pair of regions once. */
function bandsOf({ regions }: Scene): Band[] {
  const counts = new Map<number, number>();
  regions.forEach(({ ties = [] }, i) => {
    for (const [j, relations] of ties.slice(0, band.ofRegion))
      counts.set(Math.min(i, j) * regions.length + Math.max(i, j), relations);
  });
  const most = Math.max(1, ...counts.values());
  const foremost = [...counts].sort(([, a], [, b]) => b - a).slice(0, band.most);
  return foremost.map(([pair, relations]) => ({
    from: regions[Math.floor(pair / regions.length)],
    to: regions[pair % regions.length],
    share: Math.sqrt(relations / most),
  }));
}

function drawBands(
  context: CanvasRenderingContext2D,
  bands: readonly Band[],
  style: CanvasStyle,
  { zoom }: Camera,
  alpha: number,
): void {
  context.strokeStyle = style.mutedInk;
  context.lineCap = "round";
  context.globalAlpha = band.alpha * alpha;
  for (const { from, to, share } of bands) {
    context.lineWidth = Math.max(0.5, share * band.broadest) / zoom;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

const offOf = ({ explored }: Scene): Uint8Array | undefined => explored?.off;

/** A line for each year, from top to bottom. */
function drawAxis(
  context: CanvasRenderingContext2D,
  { ticks, top, bottom }: Axis,
  style: CanvasStyle,
  camera: Camera,
): void {
  context.beginPath();
  for (const { x } of ticks) {
    context.moveTo(x, top);
    context.lineTo(x, bottom);
  }
  context.strokeStyle = style.line;
  context.lineWidth = 1 / camera.zoom;
  context.stroke();
}

/** Adds the backbone of what is not hidden to a path, in map units. */
function backbonePath({ graph, hidden, x, y, explored }: Scene, path: Path2D): Path2D {
  const { size, from, to, type, backbone } = graph.relations;
  for (let r = 0; r < size; r++) {
    if (!backbone[r] || hidden[from[r]] || hidden[to[r]] || explored?.off[type[r]]) continue;
    path.moveTo(x[from[r]], y[from[r]]);
    path.lineTo(x[to[r]], y[to[r]]);
  }
  return path;
}

/** @param squaresTo marks up to this radius are squares */
function drawDots(
  context: CanvasRenderingContext2D,
  scene: Scene,
  style: CanvasStyle,
  { zoom, x: left, y: top }: Camera,
  { width, height }: Size,
  squaresTo: number,
): void {
  const { graph, hidden, context: aside, shared, x, y, focus, explored } = scene;
  const kinds = kindStyles(graph.ontology, style.theme);
  const paints = explored?.paint;
  const members = new Set(focus?.members);
  const drawKinds = (wanted: (entity: number) => boolean, alpha: number) => {
    context.globalAlpha = alpha;
    kinds.forEach(({ colour, shape }, kind) => {
      if (!paints) drawMarks(marks[kind], wanted, shape, colour);
      else
        paints.colours[style.theme].forEach((paint, p) => {
          drawMarks(marks[kind], (i) => paints.of[i] === p && wanted(i), shape, paint);
        });
    });
  };
  // Of each kind, once: there may be many kinds, and many marks.
  const marks = kinds.map((): number[] => []);
  for (let i = 0; i < graph.size; i++) if (!hidden[i]) marks[graph.kind[i]].push(i);
  const drawMarks = (
    some: readonly number[],
    wanted: (entity: number) => boolean,
    shape: ShapeName,
    colour: string,
  ) => {
    context.fillStyle = colour;
    context.beginPath();
    for (const i of some) {
      if (!wanted(i)) continue;
      const screenX = x[i] * zoom + left;
      const screenY = y[i] * zoom + top;
      const radius = markRadius(scene, i, zoom);
      if (screenX < -radius || screenY < -radius || screenX > width + radius || screenY > height + radius)
        continue;
      const half = radius * squareHalf;
      if (radius <= squaresTo) context.fillRect(screenX - half, screenY - half, 2 * half, 2 * half);
      else traceShape(context, radius < shapedFrom ? "circle" : shape, screenX, screenY, radius);
    }
    context.fill();
  };
  if (!focus) {
    drawKinds((i) => aside[i] === 1, contextAlpha);
    drawKinds((i) => aside[i] === 0, 1);
  } else {
    drawKinds((i) => !members.has(i), dimmed);
    drawKinds((i) => members.has(i), 1);
  }
  // A ring, as colour alone would not say it.
  context.globalAlpha = focus ? dimmed : 1;
  context.beginPath();
  for (let i = 0; i < graph.size; i++) {
    if (!shared[i] || hidden[i]) continue;
    const radius = markRadius(scene, i, zoom) + 2;
    traceShape(context, "circle", x[i] * zoom + left, y[i] * zoom + top, radius);
  }
  context.strokeStyle = style.ink;
  context.lineWidth = 1.2;
  context.stroke();
}

/** By region, 1 where the view leaves something in it, as far as that can be told. */
export function inhabitedRegions({ graph, hidden, regions, region, explored }: Scene): Uint8Array {
  const inhabited = new Uint8Array(regions.length);
  // Who else lives there is not known of a part of a map, but what answers a question is in it.
  if (graph.part && !explored?.answered) return inhabited.fill(1);
  for (let i = 0; i < graph.size; i++) if (!hidden[i] && region[i] >= 0) inhabited[region[i]] = 1;
  return inhabited;
}
