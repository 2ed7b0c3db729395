/**
 * Places of a large graph's entities. The communities of the finest level are laid out as the entities of a small graph
 * are, each on the land of its middling community, and these within their coarse one; then each stands for its members,
 * which are arranged within it and kept apart. So the whole looks like the map of a small graph.
 */
import { partOf } from "@/lib/data/draft-communities";
import { arrangeFast } from "@/lib/data/draft-forces";
import { fold, membersOf, type Ties } from "@/lib/data/louvain";
import { type Effort, fillDisc, type Layout, layOut } from "@/lib/data/map-layout";
import type { LayoutNetwork } from "@/lib/data/map-network";
import { packRegions } from "@/lib/data/map-packing";
import { keepApart, landOf } from "@/lib/data/map-spacing";
import { mapRadius } from "@/lib/graph/graph";
import { eachNearPair } from "@/lib/graph/near-pairs";
import type { Hierarchy } from "./hierarchy";

/** Steps of single communities that are done in each part of their layout, at most. */
const drawBudget = 240_000;
const settleBudget = 160_000;
/** Land beside what marks need, so that those of neighbours part without pushing everything around. */
const slack = 1.25;
/** Share of its land's radius that the members of a community fill. */
const filling = 0.96;
const drawRounds = 8;
const discRounds = 60;
const partingRounds = 14;

/** @param importance by entity, 0 to 1 */
export function placeLarge(
  ties: Ties,
  importance: Float64Array,
  { levels: [coarse, middling, level] }: Hierarchy,
): Layout {
  const network: LayoutNetwork = { ...ties, importance, radius: importance.map(mapRadius) };
  const land = landOf(network);
  const wanted = new Float64Array(level.count);
  level.of.forEach((at, i) => {
    wanted[at] += land[i];
  });
  const [between] = fold(ties, new Float64Array(ties.size), level.of, level.count);
  const fineNetwork = standFor(between, wanted);
  const layout = layOut(
    fineNetwork,
    level.parent,
    effortFor(fineNetwork, level.parent, middling.parent, coarse.count),
  );
  const own = landOf(fineNetwork);
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  const scale = Math.sqrt((slack * sum(wanted)) / sum(own));
  const radius = wanted.map((area) => Math.sqrt(area / Math.PI));
  const middles = { x: layout.x.map((value) => scale * value), y: layout.y.map((value) => scale * value) };
  part(middles, radius);
  const places = { x: new Float64Array(ties.size), y: new Float64Array(ties.size) };
  const { start, members } = membersOf(level.of, level.count);
  for (let at = 0; at < level.count; at++) {
    const list = [...members.subarray(start[at], start[at + 1])];
    const arranged = fillDisc(arrangeFast(network, list, drawRounds), filling * radius[at]);
    list.forEach((entity, i) => {
      places.x[entity] = middles.x[at] + arranged.x[i];
      places.y[entity] = middles.y[at] + arranged.y[i];
    });
  }
  keepApart(network, coarse.of, places.x, places.y, partingRounds);
  return places;
}

/** Pushes discs apart that lie across one another, into the room that there is between others. */
function part({ x, y }: Layout, radius: Float64Array): void {
  const widest = radius.reduce((most, own) => Math.max(most, own), 0);
  for (let round = 0; round < discRounds; round++) {
    eachNearPair(x, y, 2 * widest, (a, b) => {
      const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
      const distance = Math.hypot(dx, dy);
      const missing = radius[a] + radius[b] - distance;
      if (missing <= 0) return;
      // Two in one place part along a direction that differs from pair to pair.
      const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [Math.cos(a + b), Math.sin(a + b)];
      x[a] -= (ux * missing) / 2;
      y[a] -= (uy * missing) / 2;
      x[b] += (ux * missing) / 2;
      y[b] += (uy * missing) / 2;
    });
  }
}

/** Communities as entities of a small map: each has the more land the more its members need. */
function standFor(between: Ties, wanted: Float64Array): LayoutNetwork {
  const most = wanted.reduce((all, value) => Math.max(all, value), 1);
  // The inverse of landOf, which gives the largest some three times the land of the smallest.
  const importance = wanted.map(
    (value) => Math.min(1, Math.max(0, (3530 * value) / most - 1030) / 2500) ** 2,
  );
  return { ...between, importance, radius: importance.map(() => mapRadius(0)) };
}

function effortFor(
  network: LayoutNetwork,
  region: Int32Array,
  coarseOf: Int32Array,
  coarseCount: number,
): Effort {
  const rounds = (budget: number, least: number) =>
    Math.max(least, Math.min(40, Math.floor(budget / network.size)));
  const arrangeRounds = rounds(drawBudget, 8);
  return {
    starts: 1,
    isImproved: false,
    pack: (radii) => packNested(network, region, radii, coarseOf, coarseCount),
    arrange: (of, members) => arrangeFast(of, members, arrangeRounds),
    settleRounds: rounds(settleBudget, 8),
    cell: 22,
    isNearEnough: true,
  };
}

/** Land lost between discs that are packed. */
const loose = 1.1;

/** Middles of middling communities, packed within their coarse ones, which are packed themselves. */
function packNested(
  network: LayoutNetwork,
  region: Int32Array,
  radii: readonly number[],
  coarseOf: Int32Array,
  coarseCount: number,
): { x: number; y: number }[] {
  const parts: number[][] = Array.from({ length: coarseCount }, () => []);
  coarseOf.forEach((at, part) => {
    parts[at].push(part);
  });
  const [between] = fold(network, new Float64Array(network.size), region, radii.length);
  const middling: LayoutNetwork = { ...between, importance: new Float64Array(), radius: new Float64Array() };
  const coarseRadii = parts.map(
    (list) => loose * Math.sqrt(list.reduce((sum, at) => sum + radii[at] ** 2, 0)),
  );
  const tries = coarseCount <= 14 ? 16 : 4;
  const outer = packRegions(middling, coarseOf, coarseRadii, {
    starts: tries,
    isImproved: coarseCount <= 14,
  });
  const centres = radii.map(() => ({ x: 0, y: 0 }));
  parts.forEach((list, at) => {
    const inner = packRegions(...within(middling, list, radii), { starts: 2, isImproved: false });
    list.forEach((part, i) => {
      centres[part] = { x: outer[at].x + inner[i].x, y: outer[at].y + inner[i].y };
    });
  });
  return centres;
}

/** Some nodes as a network of their own, each a region. */
function within(
  network: LayoutNetwork,
  list: readonly number[],
  radii: readonly number[],
): [LayoutNetwork, Int32Array, number[]] {
  return [
    { ...network, ...partOf(network, Uint32Array.from(list)) },
    Int32Array.from(list, (_, i) => i),
    list.map((node) => radii[node]),
  ];
}
