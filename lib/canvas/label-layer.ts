/**
 * The label layer: the names of regions and entities, above everything else.
 *
 * It wishes for names by importance, lets labels.ts place them, and draws each from a small picture
 * made once, so that moving the camera costs no text drawing.
 */
import { readingOf } from "@/lib/graph/ontology";
import type { Scene } from "@/lib/view/scene";
import { type Camera, type Point, type Size, screenRadius } from "./camera";
import { type Box, type LabelWish, type PlacedLabel, placeLabels, type Side, square } from "./labels";
import type { Target } from "./pointing";
import type { CanvasStyle } from "./style";

/** What is under the pointer: an entity or a relation's reading, named beside it. */
export interface Hint {
  readonly entity?: number;
  readonly text?: string;
  /** Where a text without an entity stands, in CSS pixels. */
  readonly x?: number;
  readonly y?: number;
}

/** What is said of a target beside the pointer. */
export function hintOf({ graph, locale }: Scene, target: Target, { x, y }: Point): Hint {
  if ("entity" in target) return { entity: target.entity };
  const { from, to, type } = graph.relations;
  const name = (end: number) => graph.names[end][locale];
  const reading = readingOf(graph.ontology, graph.relationTypes[type[target.relation]], "out", locale);
  return { text: `${name(from[target.relation])} — ${reading} → ${name(to[target.relation])}`, x, y };
}

interface Look {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly alpha?: number;
  /** A filled plate behind the text, as for what is pointed at. */
  readonly plate?: boolean;
}

/** Pixels around the text that its halo or its plate take: a halo may touch other names, a plate may not. */
const margin = 4;
const outside = ({ plate }: Look): number => (plate ? 0 : margin);
/** One name for so many square pixels of canvas, at the most. */
const areaPerName = 7600;
/** So many candidates for each name that may be shown; those less important stay nameless though they had room. */
const candidatesPerName = 2;
/** A name wider than this, in CSS pixels, has to be that much more important. */
const usualWidth = 120;
/** Pictures kept; a screen shows far fewer. */
const kept = 900;
/** From this radius, in CSS pixels, a mark is worth keeping names off; smaller ones are everywhere. */
const markFrom = 4;
/** Region names give way to their entities' names once a region fills this share of the canvas. */
const nearRegion = { fade: 0.75, gone: 1.25 };

export interface LabelLayer {
  draw(
    context: CanvasRenderingContext2D,
    state: {
      scene: Scene;
      style: CanvasStyle;
      camera: Camera;
      size: Size;
      ratio: number;
      hint: Hint | undefined;
      /** What floats over the canvas, in CSS pixels from its top left. */
      panels: readonly Box[];
    },
  ): readonly PlacedLabel[];
}

export function createLabelLayer(): LabelLayer {
  const pictures = new Map<string, HTMLCanvasElement>();
  const widths = new Map<string, number>();
  let before = new Map<string, Side | undefined>();

  const measure = (context: CanvasRenderingContext2D, text: string, font: string): number => {
    const key = font + text;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = Math.ceil(context.measureText(text).width);
      widths.set(key, width);
    }
    return width;
  };

  return {
    draw(context, { scene, style, camera, size, ratio, hint, panels }) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      const wishes: LabelWish[] = [];
      const looks: Look[] = [];
      const wish = (key: string, look: Look, place: Omit<LabelWish, "key" | "width" | "height">) => {
        const around = 2 * (margin - outside(look));
        wishes.push({
          key,
          width: measure(context, look.text, fontOf(look, style)) + around,
          height: Math.ceil(look.size * 1.25) + around,
          ...place,
        });
        looks.push(look);
      };
      const most = Math.max(24, Math.round((size.width * size.height) / areaPerName));
      const widthOf = (look: Look) => measure(context, look.text, fontOf(look, style));
      wishForNames(wish, { scene, style, camera, size, hint, candidates: most * candidatesPerName, widthOf });
      const marks = marksInSight(scene, camera, size);
      const placed = placeLabels(wishes, size, most, before, { panels, marks });
      before = new Map(placed.map(({ key, side }) => [key, side]));
      for (const { box, wish: index } of placed) {
        const look = looks[index];
        const picture = pictureOf(pictures, look, style, ratio, wishes[index]);
        context.globalAlpha = look.alpha ?? 1;
        context.drawImage(
          picture,
          box.left - outside(look),
          box.top - outside(look),
          picture.width / ratio,
          picture.height / ratio,
        );
      }
      context.globalAlpha = 1;
      return placed;
    },
  };
}

/** Marks that are drawn large enough to be told apart, a little less than they measure: a touch is no harm. */
function marksInSight({ graph, hidden, x, y, focus }: Scene, camera: Camera, size: Size): Box[] {
  const marks: Box[] = [];
  const offer = (entity: number): boolean => {
    const radius = screenRadius(graph.importance[entity], camera.zoom);
    const left = x[entity] * camera.zoom + camera.x;
    const top = y[entity] * camera.zoom + camera.y;
    const inSight =
      left > -radius && top > -radius && left < size.width + radius && top < size.height + radius;
    if (radius >= markFrom && inSight && !hidden[entity]) marks.push(square(left, top, radius * 0.8));
    return radius >= markFrom;
  };
  if (focus) focus.members.forEach(offer);
  // Entities fall in importance, and so in size.
  else for (let entity = 0; entity < graph.size && offer(entity); entity++);
  return marks;
}

type Wish = (key: string, look: Look, place: Omit<LabelWish, "key" | "width" | "height">) => void;

interface NamesState {
  scene: Scene;
  style: CanvasStyle;
  camera: Camera;
  size: Size;
  hint: Hint | undefined;
  /** How many entities in sight may have a name at all. */
  candidates: number;
  /** In CSS pixels. */
  widthOf(look: Look): number;
}

function wishForNames(wish: Wish, state: NamesState): void {
  const { scene, style, camera, size, hint, candidates, widthOf } = state;
  const { graph, focus } = scene;
  const done = new Set<number>();
  let inSight = 0;
  const wishFor = (entity: number, extra: Partial<Look> = {}, insistent = false) => {
    if (done.has(entity)) return;
    done.add(entity);
    const x = scene.x[entity] * camera.zoom + camera.x;
    const y = scene.y[entity] * camera.zoom + camera.y;
    if (x < -200 || y < -40 || x > size.width + 200 || y > size.height + 40) return;
    inSight++;
    const importance = graph.importance[entity];
    const look = {
      text: graph.names[entity][scene.locale],
      size: nameSize(importance, camera.zoom),
      weight: importance > 0.3 ? 600 : 400,
      colour: style.ink,
      ...extra,
    };
    if (!insistent && !focus && inSight * Math.max(1, widthOf(look) / usualWidth) > candidates) return;
    wish(graph.ids[entity], look, { x, y, radius: screenRadius(importance, camera.zoom), insistent });
  };
  if (hint?.text !== undefined) {
    const look = { text: hint.text, size: 13, weight: 500, colour: style.ink, plate: true };
    wish("hint", look, { x: hint.x ?? 0, y: hint.y ?? 0, radius: 10, insistent: true });
  }
  if (hint?.entity !== undefined) wishFor(hint.entity, { weight: 600, size: 14, plate: true }, true);
  if (focus) {
    for (const member of focus.members) {
      if (member !== focus.entity) wishFor(member);
      else {
        const rest = focus.rest > 0 ? `  +${focus.rest}` : "";
        const text = graph.names[member][scene.locale] + rest;
        wishFor(member, { text, weight: 700, size: 15, plate: true }, true);
      }
    }
    return;
  }
  const named = wishForRegions(wish, state);
  for (let entity = 0; entity < graph.size && inSight <= candidates; entity++) {
    const isNamed = named.get(graph.region[entity]) === graph.names[entity][scene.locale];
    if (!scene.hidden[entity] && !isNamed) wishFor(entity);
  }
}

function nameSize(importance: number, zoom: number): number {
  const near = Math.min(1.5, Math.max(0, Math.log2(zoom / 0.55)) * 0.6);
  return Math.round(11 + 3.5 * Math.sqrt(importance) + near);
}

/** @returns the names of regions by region, as far as they are clearly legible: entities need not repeat them */
function wishForRegions(
  wish: Wish,
  { scene: { graph, locale }, style, camera, size }: NamesState,
): Map<number, string> {
  const named = new Map<number, string>();
  const colours = graph.ontology.map.region_colours[style.theme];
  graph.regions.forEach((region, index) => {
    const extent = Math.sqrt(region.size) * 62 * camera.zoom;
    const share = extent / Math.min(size.width, size.height);
    const alpha = Math.min(1, (nearRegion.gone - share) / (nearRegion.gone - nearRegion.fade));
    if (alpha <= 0.05) return;
    const x = region.x * camera.zoom + camera.x;
    const y = region.y * camera.zoom + camera.y;
    const look = {
      text: region.name[locale],
      size: Math.round(Math.min(20, Math.max(12, 6 + extent / 26)) / 2) * 2,
      weight: 700,
      colour: colours[region.tint % colours.length],
      alpha: Math.round(alpha * 10) / 10,
    };
    wish(`region ${index}`, look, { x, y });
    if (alpha > 0.8) named.set(index, look.text);
  });
  return named;
}

function fontOf({ size, weight }: Look, style: CanvasStyle): string {
  return `${weight} ${size}px ${style.font}`;
}

/** The name drawn once, halo included, at the screen's own resolution. */
function pictureOf(
  pictures: Map<string, HTMLCanvasElement>,
  look: Look,
  style: CanvasStyle,
  ratio: number,
  { width, height }: Pick<LabelWish, "width" | "height">,
): HTMLCanvasElement {
  const key = [look.text, look.size, look.weight, look.colour, look.plate, style.theme, ratio].join("|");
  const known = pictures.get(key);
  if (known) return known;
  if (pictures.size >= kept) for (const old of [...pictures.keys()].slice(0, kept / 3)) pictures.delete(old);
  const picture = document.createElement("canvas");
  picture.width = Math.ceil((width + 2 * outside(look)) * ratio);
  picture.height = Math.ceil((height + 2 * outside(look)) * ratio);
  const context = picture.getContext("2d");
  if (!context) return picture;
  context.scale(ratio, ratio);
  context.font = fontOf(look, style);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  if (look.plate) {
    context.fillStyle = style.background;
    context.strokeStyle = style.selection;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(0.5, 0.5, width - 1, height - 1, 4);
    context.fill();
    context.stroke();
  } else {
    context.strokeStyle = style.halo;
    context.lineWidth = 3.5;
    context.strokeText(look.text, margin, outside(look) + height / 2);
  }
  context.fillStyle = look.colour;
  context.fillText(look.text, margin, outside(look) + height / 2);
  pictures.set(key, picture);
  return picture;
}
