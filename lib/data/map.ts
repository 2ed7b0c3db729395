/**
 * The map: where every entity stands, and the regions with their outlines, tints and names.
 *
 * Drawn anew when no place stands yet; otherwise every place that stands is kept and newcomers are
 * fitted in. The same input gives the same map, in any process: all chance is seeded, all order fixed.
 */
import type { Region } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId } from "@/lib/graph/schema";
import { placeNames } from "./map-anchors";
import { findCommunities } from "./map-communities";
import { fullEffort } from "./map-forces";
import { layOut } from "./map-layout";
import { labelOf, nameRegions, type RegionName } from "./map-names";
import { buildNetwork, type MapNetwork } from "./map-network";
import { settleNewcomers, tenth } from "./map-newcomers";
import { chooseTints, drawOutlines } from "./map-outlines";

/** Where an entity stands, in map units, and the key of its region ("" for none). */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly region: string;
}

export interface MapInput {
  readonly ontology: Ontology;
  /** Sorted by id. */
  readonly entities: readonly Entity[];
  readonly importance: ReadonlyMap<EntityId, number>;
  /** Places that stand already and are kept; empty to draw the map anew. */
  readonly places: ReadonlyMap<EntityId, Place>;
}

/** Every entity's place, in the order of the entities, and the regions by key, the largest first. */
export function buildMap(input: MapInput): { places: Map<EntityId, Place>; regions: Map<string, Region> } {
  const network = buildNetwork(input.ontology, input.entities, input.importance);
  if (network.size === 0) return { places: new Map(), regions: new Map() };
  const standing = new Map(
    [...input.places].filter(([id, { region }]) => region !== "" && network.indexOf.has(id)),
  );
  const places = standing.size > 0 ? input.places : drawAnew(input.ontology, network);
  const { x, y, region, keys } = settleNewcomers(network, places);
  const names = nameRegions(input.ontology, network, region, keys);
  return finish(input.ontology, network, x, y, region, names, keys);
}

/** Places for all, in regions that are known by the slug of the entity that comes first in their name. */
function drawAnew(ontology: Ontology, network: MapNetwork): Map<EntityId, Place> {
  const region = findCommunities(network);
  const regions = region.reduce((most, at) => Math.max(most, at + 1), 0);
  const names = nameRegions(ontology, network, region, new Array<undefined>(regions).fill(undefined));
  const keys = keysOf(network, names);
  const { x, y } = layOut(network, region, fullEffort);
  return new Map(
    network.entities.map(({ id }, i) => [id, { x: tenth(x[i]), y: tenth(y[i]), region: keys[region[i]] }]),
  );
}

function finish(
  ontology: Ontology,
  network: MapNetwork,
  x: Float64Array,
  y: Float64Array,
  region: Int32Array,
  names: readonly RegionName[],
  keys: readonly string[],
): { places: Map<EntityId, Place>; regions: Map<string, Region> } {
  const points = { x, y, region, regions: keys.length };
  const { shapes, territory } = drawOutlines(points, network.radius);
  const tints = chooseTints(territory, keys.length, ontology.map.region_colours.light);
  const anchors = placeNames(points, network.importance, territory, names.map(labelOf));
  const size = keys.map(() => 0);
  for (const at of region) size[at]++;
  const largestFirst = keys
    .map((_, at) => at)
    .sort((a, b) => size[b] - size[a] || (keys[a] < keys[b] ? -1 : 1));
  const regions = largestFirst.map((at): [string, Region] => [
    keys[at],
    { name: names[at].name, ...anchors[at], tint: tints[at], outline: shapes[at], size: size[at] },
  ]);
  const places = network.entities.map(({ id }, i): [EntityId, Place] => [
    id,
    { x: x[i], y: y[i], region: keys[region[i]] },
  ]);
  return { places: new Map(places), regions: new Map(regions) };
}

function keysOf({ entities }: MapNetwork, names: readonly RegionName[]): string[] {
  const taken = new Set<string>();
  return names.map(({ after }) => {
    const { id, kind } = entities[after];
    const slug = id.slice(id.indexOf("/") + 1);
    const key = taken.has(slug) ? `${kind}-${slug}` : slug;
    taken.add(key);
    return key;
  });
}
