import { columnsOfValues } from "@/lib/graph/facet-table";
import type { Entity, EntityId, Relation, Source, Text } from "@/lib/graph/schema";
import { type Tie, type TileEntity, tileGraph } from "@/lib/graph/tile";
import { type HeldGraph, heldOf } from "@/lib/store/held";
import { TooLargeError } from "@/lib/store/store";
import { type Asked, idList, kindOf } from "./answering";
import type { Release } from "./releases";
import type { KeptInTile, KeptRecord } from "./rows";
import { partOf } from "./tables";

/** Entities of a part, at most. */
export const entitiesInCutOut = 20_000;
/** Relations of a part, at most. */
const relationsInCutOut = 100_000;

export interface FoundEntity {
  readonly number: number;
  readonly in_tile: KeptInTile;
}

interface RelationRow {
  readonly entity_id: EntityId;
  readonly relation_type: number;
  readonly neighbour_id: EntityId;
  readonly note: Text | null;
  readonly sources: readonly Source[] | null;
  readonly strength: number;
  readonly is_backbone: boolean;
}

/** Those of these entities that there are, by number. */
export async function entitiesNamed(
  { query, release }: Asked,
  ids: Iterable<EntityId>,
): Promise<FoundEntity[]> {
  const found = await query<FoundEntity>(
    `select number, in_tile from ${partOf("entity", release.number)}
     where graph_version = $1 and entity_id = any($2::text[])`,
    [release.number, idList(ids)],
    true,
  );
  return found.sort((a, b) => a.number - b.number);
}

/** The same, with what else is known of them. */
async function recordsNamed(
  { query, release }: Asked,
  ids: Iterable<EntityId>,
): Promise<(FoundEntity & { readonly record: KeptRecord })[]> {
  const found = await query<FoundEntity & { record: KeptRecord }>(
    "select number, in_tile, record from entity where graph_version = $1 and entity_id = any($2::text[])",
    [release.number, idList(ids)],
  );
  return found.sort((a, b) => a.number - b.number);
}

/** All relations among these entities. @throws {TooLargeError} */
export async function relationsAmong(
  { query, release }: Asked,
  ids: Iterable<EntityId>,
): Promise<RelationRow[]> {
  const list = idList(ids);
  const rows = await query<RelationRow>(
    `select entity_id, relation_type, neighbour_id, note, sources, strength, is_backbone
     from ${partOf("adjacency", release.number)}
     where graph_version = $1 and entity_id = any($2::text[]) and direction = 0 and neighbour_id = any($2::text[])
     limit ${relationsInCutOut + 1}`,
    [release.number, list],
  );
  if (rows.length > relationsInCutOut) throw tooLarge();
  return rows;
}

export const tooLarge = (): TooLargeError =>
  new TooLargeError(
    `This leads to more than ${entitiesInCutOut} entities of a graph that is too large for that; ask for fewer hops, or begin at a less connected entity.`,
  );

/** A relation as its less important end has it. */
export function tieOf(
  { relation_type, strength, is_backbone, sources }: RelationRow,
  from: number,
  to: number,
): { readonly of: number; readonly tie: Tie } {
  const isOut = from >= to;
  const tie = {
    other: isOut ? to : from,
    type: relation_type,
    isOut,
    isSourced: (sources?.length ?? 0) > 0,
    // Single precision, which is told in fewer digits.
    strength: Math.fround(strength),
    isBackbone: is_backbone,
  };
  return { of: isOut ? from : to, tie };
}

export function tileEntityOf({ number, in_tile }: FoundEntity, ties: readonly Tie[]): TileEntity {
  const { facets, ...rest } = in_tile;
  return { number, ...rest, ties };
}

export const aboutTiles = ({ graph, version, ontology, info, image }: Release) => ({
  graph,
  version,
  ontology,
  size: info.entities,
  readings: image.readings,
});

/** @throws {TooLargeError} */
export async function cutOut(asked: Asked, ids: ReadonlySet<EntityId>): Promise<HeldGraph> {
  if (ids.size > entitiesInCutOut) throw tooLarge();
  const { release } = asked;
  const [entities, relations] = await Promise.all([recordsNamed(asked, ids), relationsAmong(asked, ids)]);
  const numbers = new Map(entities.map(({ number, in_tile }) => [in_tile.id, number]));
  const ties = new Map<number, Tie[]>();
  const leaving = new Map<EntityId, Relation[]>();
  for (const row of relations) {
    const [from, to] = [numbers.get(row.entity_id), numbers.get(row.neighbour_id)];
    if (from === undefined || to === undefined) continue;
    const { of, tie } = tieOf(row, from, to);
    push(ties, of, tie);
    push(leaving, row.entity_id, {
      type: release.relationTypes[row.relation_type],
      from: row.entity_id,
      to: row.neighbour_id,
      ...(row.note && { note: row.note }),
      sources: row.sources ?? [],
    });
  }
  const compact = tileGraph(
    aboutTiles(release),
    entities.map((one) => tileEntityOf(one, ties.get(one.number) ?? [])),
    [],
  );
  const told = entities.map(({ in_tile, record }) => {
    const { id, name, aliases, facets } = in_tile;
    const { derived, pagerank, ...rest } = record;
    const relations = leaving.get(id) ?? [];
    const entity: Entity = { id, kind: kindOf(id), name, aliases, ...rest, relations };
    return { entity, derived, pagerank, facets };
  });
  return heldOf({
    compact,
    outline: release.image.outline,
    entities: told.map(({ entity }) => entity),
    pagerank: told.map(({ pagerank }) => pagerank),
    derived: told.map(({ derived }) => derived),
    facets: columnsOfValues(release.ontology, told.length, (i) => told[i].facets),
  });
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
