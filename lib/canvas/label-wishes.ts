/**
 * Which names a scene would like to have drawn, in which look, and what they should keep clear of.
 *
 * Pure but for measuring, which it is handed; labels.ts places the wishes, label-layer.ts draws them.
 */
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Scene } from "@/lib/view/scene";
import { inhabitedRegions } from "./base-layer";
import { type Camera, markRadius, type Point, type Size } from "./camera";
import { type Edge, edgesOf, pointOn } from "./edges";
import { type Box, fewNames, type LabelWish, square } from "./labels";
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
export function hintOf(scene: Scene, target: Target, { x, y }: Point): Hint {
  if ("entity" in target) return { entity: target.entity };
  const { graph, locale } = scene;
  const { relation, along, against } = target.edge;
  const name = (end: number) => graph.names[end][locale];
  const ends = [name(graph.relations.from[relation]), name(graph.relations.to[relation])];
  return {
    text: `${ends[0]} ${against ? "←" : "—"} ${edgeText(scene, target.edge)} ${along ? "→" : "—"} ${ends[1]}`,
    x,
    y,
  };
}

/** The reading of one relation, or how many relations an edge stands for. */
function edgeText({ graph, locale }: Scene, { relation, count }: Edge): string {
  if (count > 1) return `×${count}`;
  return readingOf(graph.ontology, graph.relationTypes[graph.relations.type[relation]], "out", locale);
}

export interface Look {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly alpha?: number;
  /** A filled plate behind the text, as for what is pointed at. */
  readonly plate?: boolean;
}

/** A name wider than this, in CSS pixels, has to be that much more important. */
const usualWidth = 120;
/** So many entities of a filter or an answer are named before the regions that they are in. */
const fewLeft = 24;
/** From this radius, in CSS pixels, a mark is worth keeping names off; smaller ones are everywhere. */
const markFrom = 4;
/**
 * Region names give way to their entities' names once a region fills this share of the canvas. On a part of a map, where regions
 * of regions follow and one has nothing else to go by, they stay until one is well within.
 */
const nearRegion = { whole: { fade: 0.75, gone: 1.25 }, part: { fade: 1.6, gone: 2.6 } };
const fadingAt = (share: number, { fade, gone }: { fade: number; gone: number }): number =>
  Math.min(1, (gone - share) / (gone - fade));
/**
 * On a part of a map, regions that fill less than this share of the canvas are told by names made of their foremost entities', which
 * then need not be repeated at marks that are hardly to be seen.
 */
const farRegion = 0.25;
/** A fainter name could not be read; only large text (WCAG 2.2: bold from 18.66 CSS pixels) may be faint at all. */
const faintest = 0.8;
const largeText = 18.66;

/** Marks that are drawn large enough to be told apart, a little less than they measure: a touch is no harm. */
export function marksInSight(scene: Scene, camera: Camera, size: Size): Box[] {
  const { graph, hidden, x, y, focus, prominence } = scene;
  const marks: Box[] = [];
  const offer = (entity: number): boolean => {
    const radius = markRadius(scene, entity, camera.zoom);
    const left = x[entity] * camera.zoom + camera.x;
    const top = y[entity] * camera.zoom + camera.y;
    const inSight =
      left > -radius && top > -radius && left < size.width + radius && top < size.height + radius;
    if ((radius >= markFrom || graph.size <= fewNames) && inSight && !hidden[entity])
      marks.push(square(left, top, radius * 0.8));
    return (
      radius >= markFrom || graph.size <= fewNames || prominence > 0 || scene.weight !== graph.importance
    );
  };
  if (focus) focus.members.forEach(offer);
  // Entities fall in importance, and so in size, but for what a filter makes prominent and other sizes.
  else for (let entity = 0; entity < graph.size && offer(entity); entity++);
  return marks;
}

type Wish = (key: string, look: Look, place: Omit<LabelWish, "key" | "width" | "height">) => void;

export interface NamesState {
  scene: Scene;
  style: CanvasStyle;
  camera: Camera;
  size: Size;
  hint: Hint | undefined;
  /** Where names of what runs through the picture stand, in CSS pixels from its top. */
  top: number;
  /** How many entities in sight may have a name at all. */
  candidates: number;
  /** In CSS pixels; nothing where it is not known and there is no time left to measure it. */
  widthOf(look: Look): number | undefined;
}

/**
 * Wishes for names, the more important ones first.
 *
 * @returns how many names in sight on a part of a map are told by those of their regions, and leave their room free
 */
export function wishForNames(wish: Wish, state: NamesState): number {
  const { scene, style, camera, size, hint, candidates, widthOf } = state;
  const { graph, focus } = scene;
  const done = new Set<number>();
  let inSight = 0;
  const placeOf = (entity: number) => ({
    x: scene.x[entity] * camera.zoom + camera.x,
    y: scene.y[entity] * camera.zoom + camera.y,
  });
  const isNear = ({ x, y }: Point) => x > -200 && y > -40 && x < size.width + 200 && y < size.height + 40;
  const wishFor = (entity: number, extra: Partial<Look> = {}, insistent = false) => {
    if (done.has(entity)) return;
    done.add(entity);
    const { x, y } = placeOf(entity);
    if (!isNear({ x, y })) return;
    inSight++;
    const importance = Math.min(1, scene.weight[entity]);
    const held = scene.explored?.held?.[entity];
    const name = graph.names[entity][scene.locale];
    const look = {
      text: held ? `${name} · ${held}` : name,
      size: nameSize(importance, camera.zoom),
      weight: importance > 0.3 ? 600 : 400,
      colour: style.ink,
      ...extra,
    };
    const width = widthOf(look);
    if (width === undefined) return;
    if (!insistent && !focus && inSight * Math.max(1, width / usualWidth) > candidates) return;
    wish(graph.ids[entity], look, { x, y, radius: markRadius(scene, entity, camera.zoom), insistent });
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
        const rest = focus.rest > 0 ? `  +${focus.rest.toLocaleString(scene.locale)}` : "";
        const held = scene.explored?.held?.[member];
        const text = `${graph.names[member][scene.locale]}${held ? ` · ${held}` : ""}${rest}`;
        wishFor(member, { text, weight: 700, size: 15, plate: true }, true);
      }
    }
    wishForEdges(wish, state);
    return 0;
  }
  for (const { year, x } of scene.explored?.axis?.ticks ?? []) {
    const look = { text: String(year), size: 12, weight: 600, colour: style.mutedInk };
    // At the upper edge of the sight, however far the lines go on.
    const top = Math.max(state.top, (scene.explored?.axis?.top ?? 0) * camera.zoom + camera.y - 12);
    wish(`year ${year}`, look, { x: x * camera.zoom + camera.x, y: top, insistent: true });
  }
  // Closed groups come first in a graph, and are what the picture is about.
  for (let entity = 0; scene.explored?.held?.[entity]; entity++) wishFor(entity);
  // Of a few entities, names of regions would say the same, in the way of theirs.
  const isFew = graph.size <= fewNames && !graph.part && !scene.explored?.isPlaced;
  const isAnswer = leavesFew(scene);
  const regions: Parameters<Wish>[] = [];
  const named = isFew ? noNames : wishForRegions((...region) => regions.push(region), state, isAnswer);
  let told = 0;
  const wishForThose = () => regions.forEach((region) => void wish(...region));
  if (!isAnswer) wishForThose();
  // What a filter is about is named before its context.
  for (const wanted of [0, 1]) {
    const extra = wanted ? { colour: style.mutedInk, weight: 400 } : {};
    if (wanted && isAnswer) wishForThose();
    for (let entity = 0; entity < graph.size && inSight <= candidates; entity++) {
      if (scene.hidden[entity] || scene.context[entity] !== wanted) continue;
      if (!named.get(scene.region[entity])?.has(graph.names[entity][scene.locale])) wishFor(entity, extra);
      else if (graph.part && isNear(placeOf(entity))) told++;
    }
  }
  return told;
}

/** Whether a filter or a question leaves so few entities that these are what is looked for, and not where they are. */
function leavesFew({ graph, hidden, context, prominence, explored }: Scene): boolean {
  if (explored?.isPlaced || (prominence === 0 && !explored?.answered)) return false;
  let left = 0;
  for (let entity = 0; entity < graph.size && left <= fewLeft; entity++)
    if (!hidden[entity] && !context[entity]) left++;
  return left <= fewLeft;
}

/** Beside edges that stand for several relations, how many; beside those that have been spread out, how they read. */
function wishForEdges(wish: Wish, { scene, style, camera, widthOf }: NamesState): void {
  for (const edge of edgesOf(scene, scene.focus?.relations ?? [])) {
    if (edge.count < 2 && scene.focus?.relation === undefined) continue;
    const isChosen = edge.relation === scene.focus?.relation;
    const look = {
      text: edgeText(scene, edge),
      size: 12,
      weight: isChosen ? 700 : 500,
      colour: style.ink,
      plate: isChosen,
    };
    if (widthOf(look) !== undefined) wish(edge.key, look, pointOn(scene, camera, edge, 0.5));
  }
}

function nameSize(importance: number, zoom: number): number {
  const near = Math.min(1.5, Math.max(0, Math.log2(zoom / 0.55)) * 0.6);
  return Math.round(11 + 3.5 * Math.sqrt(importance) + near);
}

const noNames: ReadonlyMap<number, ReadonlySet<string>> = new Map();
/** What stands between two names that a region's is made of. */
const joint = " · ";

/** @returns by region, what its name tells, as far as that is clearly legible: entities need not repeat it */
function wishForRegions(
  wish: Wish,
  { scene, style, camera, size, widthOf }: NamesState,
  giveWay: boolean,
): ReadonlyMap<number, ReadonlySet<string>> {
  const named = new Map<number, ReadonlySet<string>>();
  const { graph, regions, locale } = scene;
  const inhabited = inhabitedRegions(scene);
  const colours = graph.ontology.map.region_colours[style.theme];
  // Of a layout's, the largest first; the map's own come in the order of their entities.
  const order = [...regions.keys()];
  if (scene.explored?.isPlaced) order.sort((a, b) => regions[b].size - regions[a].size);
  for (const index of order) {
    const region = regions[index];
    if (!inhabited[index]) continue;
    const extent = Math.sqrt(region.size) * 62 * camera.zoom;
    const share = extent / Math.min(size.width, size.height);
    // A layout's groups and lanes mean something; their names stay, and stand where they are in nobody's way.
    const isPlaced = scene.explored?.isPlaced === true;
    const alpha = isPlaced ? 1 : fadingAt(share, graph.part ? nearRegion.part : nearRegion.whole);
    const fontSize = Math.round(Math.min(20, Math.max(12, 6 + extent / 26)) / 2) * 2;
    if (alpha < (fontSize >= largeText ? faintest : 1)) continue;
    const x = region.x * camera.zoom + camera.x;
    const y = region.y * camera.zoom + camera.y;
    const look = {
      text: region.name[locale],
      size: fontSize,
      weight: 700,
      colour: colours[region.tint % colours.length],
      alpha: Math.round(alpha * 10) / 10,
    };
    // The lanes of an axis have their names at the left end, others in the middle.
    const aside = scene.explored?.axis ? (widthOf(look) ?? 0) / 2 : 0;
    const shifts = !isPlaced && (graph.part !== undefined || giveWay);
    wish(`region ${index}`, look, { x: x + aside, y, shifts });
    // Within it, an entity of the same name is looked for at its mark.
    if (!isPlaced && fadingAt(share, nearRegion.whole) <= 0.8) continue;
    const isFar = graph.part !== undefined && !giveWay && share < farRegion;
    named.set(index, new Set([look.text, ...(isFar ? look.text.split(joint) : [])]));
  }
  return named;
}
