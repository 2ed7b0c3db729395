/**
 * The communities of a large graph as regions of its map. Outlines of the two coarser levels are drawn like those of a
 * small map, round some of the entities, and then enlarged; the finest are hulls round their members.
 */
import { cellFor, looseName } from "@/lib/data/draft-map";
import { placeNames } from "@/lib/data/map-anchors";
import type { Layout } from "@/lib/data/map-layout";
import { labelOf, type Named } from "@/lib/data/map-names";
import { chooseTints, drawOutlines } from "@/lib/data/map-outlines";
import { mapRadius, type Region } from "@/lib/graph/graph";
import { eachNearPair } from "@/lib/graph/near-pairs";
import type { Ontology } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";
import type { Community } from "@/lib/graph/tile";
import type { LargeColumns } from "./columns";
import type { Hierarchy, Level } from "./hierarchy";
import { nameCommunities } from "./names";
import { regionTies } from "./region-ties";

/** Members that may give a community their name, by level. */
const mostNaming = [60, 24, 8] as const;
/** Numbers that outlines of a level may take, for each of its communities, about. */
const numbersEach = [200, 80] as const;
const mostRings = [12, 4] as const;
/** Entities of a map that labels are as large as they are said to be for. */
const usualSize = 1750;
/** How much nearer one is where the middling level is drawn. */
const nearer = 4;

/** Numbered through, the coarsest level first. */
export function communitiesOf(
  ontology: Ontology,
  columns: LargeColumns,
  { levels, hasLoose }: Hierarchy,
  places: Layout,
  named: (entity: number) => Named,
): Community[] {
  const colours = ontology.map.region_colours.light;
  const sample = sampleOf(levels[2], places, columns.importance);
  let first = 0;
  return levels.flatMap((level, depth) => {
    const names = nameCommunities(ontology, columns, level, named, mostNaming[depth]).map(({ name }, at) =>
      hasLoose && depth === 0 && at === level.count - 1 ? looseName : name,
    );
    const regions =
      depth === 2
        ? hullsOf(level, places, names, colours.length)
        : drawnOn(depth === 0 ? 0 : 1, level, sample, names, colours);
    const loose = hasLoose && depth === 0 ? level.count - 1 : -1;
    const ties = regionTies(level, columns.relations, loose);
    const communities = regions.map((region, at) => ({
      ...region,
      ...(ties[at].length > 0 && { ties: numbered(ties[at], first) }),
      number: first + at,
      level: depth,
    }));
    first += level.count;
    return communities;
  });
}

const numbered = (ties: NonNullable<Region["ties"]>, first: number) =>
  ties.map(([other, relations]) => [first + other, relations] as const);

/** Some of a map's entities, standing as densely as those of a small map do. */
interface Sample {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly importance: Float64Array;
  readonly entities: readonly number[];
  /** Map units in one of its own. */
  readonly scale: number;
}

/** Entities of a sample, about. */
const inSample = 24_000;

/** Every so many members of each community of the finest level, so that none is left out. */
function sampleOf({ of, count }: Level, { x, y }: Layout, importance: ArrayLike<number>): Sample {
  const stride = Math.max(1, Math.ceil(of.length / inSample));
  const seen = new Uint32Array(count);
  const entities: number[] = [];
  of.forEach((at, entity) => {
    if (seen[at]++ % stride === 0) entities.push(entity);
  });
  const scale = Math.sqrt(of.length / entities.length);
  return {
    x: Float64Array.from(entities, (i) => x[i] / scale),
    y: Float64Array.from(entities, (i) => y[i] / scale),
    importance: Float64Array.from(entities, (i) => importance[i] / 1000),
    entities,
    scale,
  };
}

/** Regions of one of the coarser levels. */
function drawnOn(
  depth: 0 | 1,
  { count, of }: Level,
  { entities, scale, importance, ...places }: Sample,
  names: readonly Text[],
  colours: readonly string[],
): Region[] {
  const points = { ...places, region: Int32Array.from(entities, (entity) => of[entity]), regions: count };
  const { shapes, territory } = drawOutlines(points, importance.map(mapRadius), {
    cell: cellFor(depth === 0 ? points : { ...points, region: new Int32Array(entities.length), regions: 1 }),
    mostRings: mostRings[depth],
    mostNumbers: numbersEach[depth] * count,
  });
  const zoomed = Math.sqrt(entities.length / usualSize) / (depth === 0 ? 1 : nearer);
  const labels = names.map((name) => {
    const { width, height } = labelOf({ name });
    return { width: width * zoomed, height: height * zoomed };
  });
  const anchors = placeNames(points, importance, territory, labels, 60);
  const sizes = sizesOf(of, count);
  const tints =
    depth === 0
      ? chooseTints(territory, count, colours)
      : tintsOf(anchors, Array.from(sizes), colours.length);
  return names.map((name, at) => ({
    name,
    x: Math.round(anchors[at].x * scale),
    y: Math.round(anchors[at].y * scale),
    tint: tints[at],
    outline: shapes[at].map((ring) => ring.map((value) => Math.round(value * scale))),
    size: sizes[at],
  }));
}

function sizesOf(of: Int32Array, count: number): Uint32Array {
  const sizes = new Uint32Array(count);
  for (const at of of) sizes[at]++;
  return sizes;
}

/** Land between the outermost members of a community and its outline. */
const rim = 14;

function hullsOf({ of, count }: Level, { x, y }: Layout, names: readonly Text[], colours: number): Region[] {
  const members: number[][] = Array.from({ length: count }, () => []);
  of.forEach((at, entity) => {
    members[at].push(entity);
  });
  const middles = members.map((list) => ({
    x: Math.round(list.reduce((sum, i) => sum + x[i], 0) / list.length),
    y: Math.round(list.reduce((sum, i) => sum + y[i], 0) / list.length),
  }));
  const tints = tintsOf(
    middles,
    members.map((list) => list.length),
    colours,
  );
  return members.map((list, at) => ({
    name: names[at],
    ...middles[at],
    tint: tints[at],
    outline: [hullAround(list, x, y, middles[at])],
    size: list.length,
  }));
}

/** Directions in which it is looked how far a community reaches. */
const directions = 16;

/** A convex ring round places, as far out in each direction as the farthest of them there, and a rim. */
function hullAround(
  list: readonly number[],
  x: Float64Array,
  y: Float64Array,
  middle: { readonly x: number; readonly y: number },
): number[] {
  const ring: number[] = [];
  const reach = Array.from({ length: directions }, (_, n) => {
    const [cos, sin] = [Math.cos((2 * Math.PI * n) / directions), Math.sin((2 * Math.PI * n) / directions)];
    return (
      list.reduce((most, i) => Math.max(most, (x[i] - middle.x) * cos + (y[i] - middle.y) * sin), 0) + rim
    );
  });
  // The lines that touch the farthest places, each meeting the next one.
  const turn = (2 * Math.PI) / directions;
  for (let n = 0; n < directions; n++) {
    const [own, next] = [reach[n], reach[(n + 1) % directions]];
    const along = (next - own * Math.cos(turn)) / Math.sin(turn);
    const [cos, sin] = [Math.cos(turn * n), Math.sin(turn * n)];
    ring.push(Math.round(middle.x + own * cos - along * sin), Math.round(middle.y + own * sin + along * cos));
  }
  return ring;
}

/** Tints of so many communities that those whose middles are near to each other differ, as far as there are colours. */
function tintsOf(
  middles: readonly { readonly x: number; readonly y: number }[],
  sizes: readonly number[],
  colours: number,
): number[] {
  const [x, y] = [middles.map((middle) => middle.x), middles.map((middle) => middle.y)];
  const [across, down] = [x, y].map(
    (values) => values.reduce((a, b) => Math.max(a, b), -1e9) - values.reduce((a, b) => Math.min(a, b), 1e9),
  );
  const all = sizes.reduce((sum, size) => sum + size, 0) || 1;
  const radius = (at: number) => Math.sqrt(((across * down || 1) * sizes[at]) / all / Math.PI);
  const widest = sizes.reduce((most, _, at) => Math.max(most, radius(at)), 1);
  const near: number[][] = middles.map(() => []);
  eachNearPair(x, y, 2.6 * widest, (a, b) => {
    if (Math.hypot(x[a] - x[b], y[a] - y[b]) > 1.3 * (radius(a) + radius(b))) return;
    near[a].push(b);
    near[b].push(a);
  });
  const tints = middles.map(() => -1);
  const used = new Float64Array(colours);
  for (let at = 0; at < middles.length; at++) {
    const cost = used.map((count) => count / middles.length);
    for (const other of near[at]) if (tints[other] >= 0) cost[tints[other]] += 10;
    tints[at] = cost.indexOf(cost.reduce((a, b) => Math.min(a, b)));
    used[tints[at]]++;
  }
  return tints;
}
