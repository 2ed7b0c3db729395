/**
 * The map of a graph from elsewhere, drawn anew each time, in a time that grows hardly faster than the graph: as the
 * atlas's own (map.ts), with less work at each step. Places that the graph brings along are kept.
 */
import type { Region } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Text } from "@/lib/graph/schema";
import { type DraftRegions, draftRegions } from "./draft-communities";
import { arrangeFast } from "./draft-forces";
import { fitPlaces } from "./draft-places";
import type { Place } from "./map";
import { placeNames } from "./map-anchors";
import { type Effort, type Layout, layOut } from "./map-layout";
import { labelOf, nameRegions } from "./map-names";
import { buildNetwork, type MapNetwork } from "./map-network";
import { tenth } from "./map-newcomers";
import { chooseTints, drawOutlines } from "./map-outlines";
import type { Points } from "./map-territory";

export interface DraftMapInput {
  readonly ontology: Ontology;
  /** Sorted by id. */
  readonly entities: readonly Entity[];
  readonly importance: ReadonlyMap<EntityId, number>;
  readonly places: ReadonlyMap<EntityId, { readonly x: number; readonly y: number }>;
}

export interface DraftMap {
  readonly places: Map<EntityId, Place>;
  readonly regions: Map<string, Region>;
}

/** Members of a region that may give it their name, so that not all of a large graph are weighed. */
const mostNaming = 60;

export const looseName: Text = { en: "Scattered", zh: "零散" };

/** @param onProgress told the share that is done, 0 to 1 */
export function drawDraftMap(input: DraftMapInput, onProgress: (share: number) => void): DraftMap {
  const { ontology, entities, importance } = input;
  const network = buildNetwork(ontology, entities, importance);
  if (network.size === 0) return { places: new Map(), regions: new Map() };
  onProgress(0.1);
  const regions = draftRegions(network);
  onProgress(0.3);
  const { x, y } =
    fitPlaces(network, input.places) ??
    layOut(network, regions.region, effortFor(network.size, regions.count));
  const points = { x: x.map(tenth), y: y.map(tenth), region: regions.region, regions: regions.count };
  onProgress(0.8);
  const drawn = drawRegions(ontology, network, points, regions);
  const places = entities.map(({ id }, i): [EntityId, Place] => [
    id,
    { x: points.x[i], y: points.y[i], region: String(points.region[i]) },
  ]);
  return { places: new Map(places), regions: new Map(drawn.map((region, i) => [String(i), region])) };
}

/** Steps of single entities that are done in each part of a layout, at most. */
const drawBudget = 100_000;
const settleBudget = 70_000;

function effortFor(size: number, regions: number): Effort {
  const rounds = (budget: number, least: number) => Math.max(least, Math.min(40, Math.floor(budget / size)));
  const drawRounds = rounds(drawBudget, 5);
  return {
    starts: regions <= 14 ? 16 : regions <= 40 ? 3 : 1,
    isImproved: regions <= 14,
    arrange: (network, members) => arrangeFast(network, members, drawRounds),
    settleRounds: rounds(settleBudget, 3),
    cell: size <= 4000 ? 16 : 22,
    isNearEnough: true,
  };
}

/** Cells of the grid that outlines are drawn from: of the whole map, and of all regions' surroundings together. */
const mostCells = 400_000;
const mostRegionCells = 3_000_000;

function drawRegions(
  ontology: Ontology,
  network: MapNetwork,
  points: Points,
  { count, hasLoose }: DraftRegions,
): Region[] {
  const unnamed = new Array<undefined>(count).fill(undefined);
  const names = nameRegions(ontology, network, points.region, unnamed, mostNaming);
  const named = names.map(({ name }, at) => ({ name: hasLoose && at === count - 1 ? looseName : name }));
  const { shapes, territory } = drawOutlines(points, network.radius, {
    cell: cellFor(points),
    mostRings: 12,
  });
  const tints = chooseTints(territory, count, ontology.map.region_colours.light);
  const anchors = placeNames(points, network.importance, territory, named.map(labelOf), 60);
  const sizes = named.map(() => 0);
  for (const at of points.region) sizes[at]++;
  return named.map(({ name }, at) => ({
    name,
    ...anchors[at],
    tint: tints[at],
    outline: shapes[at],
    size: sizes[at],
  }));
}

/** Fine where the map is small; coarser the larger it is, and the more its regions lie across one another. */
export function cellFor({ x, y, region, regions }: Points): number {
  const members: number[][] = Array.from({ length: regions }, () => []);
  region.forEach((at, i) => {
    members[at].push(i);
  });
  const areaOf = (list: readonly number[]) => spanOf(list, x) * spanOf(list, y);
  const area = areaOf([...x.keys()]);
  const around = members.reduce((sum, list) => sum + areaOf(list), 0);
  const usual = Math.min(18, 6 * Math.sqrt(x.length / 2000));
  return Math.ceil(Math.max(6, usual, Math.sqrt(area / mostCells), Math.sqrt(around / mostRegionCells)));
}

/** With the land around them. */
function spanOf(members: readonly number[], values: Layout["x"]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of members) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  return most - least + 200;
}
