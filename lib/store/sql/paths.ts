/**
 * The best paths between two entities, out of the tables. What lies between them is looked for from both ends at once, each
 * going half of the way (Pohl 1971, "Bi-directional search"), one question a hop; the paths are found by what makes them cheap
 * alone, and only what stands on them is read.
 */
import { decodeGraph } from "@/lib/graph/decode";
import type { Graph } from "@/lib/graph/graph";
import { bestPaths } from "@/lib/graph/paths";
import type { EntityId } from "@/lib/graph/schema";
import { type Tie, tileGraph } from "@/lib/graph/tile";
import { pathsAnswer } from "@/lib/store/answers";
import type { PathsAnswer, PathsQuery } from "@/lib/store/store";
import { type Asked, idList } from "./answering";
import { aboutTiles, cutOut, tooLarge } from "./cut-out";
import { pairsInHop } from "./reach";

/** @throws {TooLargeError} it leads too far before there is any way */
export async function pathsFound(asked: Asked, query: PathsQuery): Promise<PathsAnswer | undefined> {
  const { from, to, k } = query;
  if (from === to) return pathsAnswer(await cutOut(asked, new Set([from])), query);
  const { ways, hops } = await waysBetween(asked, query);
  const graph = await graphOfWays(asked, new Set([from, to]), ways);
  const [start, end] = [graph.indexOf(from), graph.indexOf(to)];
  if (start < 0 || end < 0) return undefined;
  const found = bestPaths(graph, start, end, { k, hops });
  const passed = new Set([from, to, ...found.flatMap(({ nodes }) => nodes.map((node) => graph.ids[node]))]);
  return pathsAnswer(await cutOut(asked, passed), { ...query, hops });
}

/** A relation as it is seen from one of its ends. */
interface Way {
  readonly entity_id: EntityId;
  readonly neighbour_id: EntityId;
  readonly relation_type: number;
  /** 0 where it leaves, 1 where it arrives. */
  readonly direction: number;
}

/** One of the two ends that a search sets out from. */
class End {
  readonly distances = new Map<EntityId, number>();
  edge: EntityId[];
  reached = 0;

  /** @param goes hops that it goes towards the other */
  constructor(
    start: EntityId,
    readonly goes: number,
  ) {
    this.distances.set(start, 0);
    this.edge = [start];
  }

  /** Whether there is more than the last hop to be gone. */
  get isFar(): boolean {
    return this.reached < this.goes - 1 && this.edge.length > 0;
  }

  /** Goes on by a hop. @param ways all that lead on from its edge */
  advance(ways: readonly Way[]): void {
    this.reached++;
    const next = new Set<EntityId>();
    for (const { neighbour_id } of ways) if (!this.distances.has(neighbour_id)) next.add(neighbour_id);
    for (const id of next) this.distances.set(id, this.reached);
    this.edge = [...next];
  }
}

interface WaysBetween {
  /** Every relation that stands on a way between both ends of so many hops, from one of its ends or from both. */
  readonly ways: readonly Way[];
  /** Ways of up to so many hops are all there; fewer than were asked for where the rest leads too far. */
  readonly hops: number;
}

/**
 * What lies between two entities. The end goes on first that has fewer to go on from; of the last hop of each, only what both
 * lead to is fetched.
 *
 * @throws {TooLargeError} it leads too far before there is any way
 */
async function waysBetween(asked: Asked, { from, to, hops }: PathsQuery): Promise<WaysBetween> {
  const ends = [new End(from, Math.ceil(hops / 2)), new End(to, Math.floor(hops / 2))] as const;
  const ways: Way[] = [];
  let isCutShort = false;
  while (!isCutShort) {
    const [first, second = first] = ends.filter(({ isFar }) => isFar);
    if (!first) break;
    const end = first.edge.length <= second.edge.length ? first : second;
    const onward = await waysFrom(asked, end.edge);
    if (!onward || end.distances.size + onward.length > pairsInHop) isCutShort = true;
    else {
      ways.push(...onward);
      end.advance(onward);
    }
  }
  const [here, there] = ends;
  const reached = here.reached + there.reached;
  let known = isCutShort ? Math.min(hops, reached + 2) : hops;
  const last = await Promise.all([meeting(asked, here, there, true), meeting(asked, there, here, true)]);
  if (last.every((some) => some !== undefined)) ways.push(...last.flat());
  else {
    // Too much is led to by both: then at least what one leads to of what is known of the other.
    known = reached + 1;
    isCutShort = true;
    const some = await meeting(asked, here, there, false);
    if (!some) throw tooLarge();
    ways.push(...some);
  }
  const between = onWays(ways, from, to, known);
  if (isCutShort && between.length === 0) throw tooLarge();
  return { ways: between, hops: known };
}

/** All that leads on from some entities; nothing where there is too much. */
async function waysFrom({ query, release }: Asked, from: readonly EntityId[]): Promise<Way[] | undefined> {
  const rows = await query<Way>(
    `select entity_id, neighbour_id, relation_type, direction from adjacency
     where graph_version = $1 and entity_id = any($2::text[]) limit ${pairsInHop + 1}`,
    [release.number, idList(from)],
  );
  return rows.length > pairsInHop ? undefined : rows;
}

/**
 * Where the last hop of one end leads, as far as it is known of the other.
 *
 * @param isBoth whether the other's last hop counts as well
 * @returns nothing where there is too much
 */
async function meeting(
  { query, release }: Asked,
  end: End,
  other: End,
  isBoth: boolean,
): Promise<Way[] | undefined> {
  if (end.goes === 0 || end.edge.length === 0) return [];
  const onward = isBoth && other.goes > 0 ? other.edge : [];
  const rows = await query<Way>(
    // Joined, since what is looked up in a list that does not fit into memory is looked through for each row anew.
    `with led as materialized (
       select distinct b.neighbour_id from adjacency b where b.graph_version = $1 and b.entity_id = any($4::text[])),
     known as (select neighbour_id from led union select unnest($3::text[]))
     select a.entity_id, a.neighbour_id, a.relation_type, a.direction
     from adjacency a join known on known.neighbour_id = a.neighbour_id
     where a.graph_version = $1 and a.entity_id = any($2::text[])
     limit ${pairsInHop + 1}`,
    [release.number, idList(end.edge), idList(other.distances.keys()), idList(onward)],
  );
  return rows.length > pairsInHop ? undefined : rows;
}

/** Those that stand on a way between both ends of so many hops at most. */
function onWays(ways: readonly Way[], from: EntityId, to: EntityId, hops: number): Way[] {
  const near = new Map<EntityId, EntityId[]>();
  const tie = (a: EntityId, b: EntityId) => {
    const known = near.get(a);
    if (known) known.push(b);
    else near.set(a, [b]);
  };
  for (const { entity_id, neighbour_id } of ways) {
    tie(entity_id, neighbour_id);
    tie(neighbour_id, entity_id);
  }
  const [fromStart, fromEnd] = [from, to].map((start) => distancesIn(near, start, hops));
  const through = (a: EntityId, b: EntityId) =>
    (fromStart.get(a) ?? hops) + 1 + (fromEnd.get(b) ?? hops) <= hops;
  return ways.filter(({ entity_id: a, neighbour_id: b }) => through(a, b) || through(b, a));
}

function distancesIn(
  near: ReadonlyMap<EntityId, readonly EntityId[]>,
  start: EntityId,
  most: number,
): Map<EntityId, number> {
  const distances = new Map([[start, 0]]);
  let edge = [start];
  for (let hop = 1; hop <= most && edge.length > 0; hop++) {
    const next: EntityId[] = [];
    for (const id of edge)
      for (const other of near.get(id) ?? []) {
        if (distances.has(other)) continue;
        distances.set(other, hop);
        next.push(other);
      }
    edge = next;
  }
  return distances;
}

/** What paths cost: entities by number, with how many relations they have, and what is between them; without names or places. */
async function graphOfWays(
  { query, release }: Asked,
  ends: ReadonlySet<EntityId>,
  ways: readonly Way[],
): Promise<Graph> {
  const ids = new Set([...ends, ...ways.flatMap((way) => [way.entity_id, way.neighbour_id])]);
  const entities = await query<{ entity_id: EntityId; number: number; degree: number }>(
    "select entity_id, number, degree from entity where graph_version = $1 and entity_id = any($2::text[])",
    [release.number, idList(ids)],
  );
  const numbers = new Map(entities.map(({ entity_id, number }) => [entity_id, number]));
  const ties = new Map(entities.map(({ number }) => [number, new Map<string, Tie>()]));
  for (const { entity_id, neighbour_id, relation_type, direction } of ways) {
    const [at, other] = [numbers.get(entity_id), numbers.get(neighbour_id)];
    if (at === undefined || other === undefined) continue;
    const isOut = direction === 0;
    // Told by one of its ends, from whichever it has been seen.
    const [of, tie] = at >= other ? [at, { other, isOut }] : [other, { other: at, isOut: !isOut }];
    ties.get(of)?.set(`${tie.other} ${relation_type} ${tie.isOut}`, {
      ...tie,
      type: relation_type,
      isSourced: true,
      strength: 0,
      isBackbone: false,
    });
  }
  return decodeGraph(
    tileGraph(
      aboutTiles(release),
      entities.map(({ entity_id, number, degree }) => ({
        id: entity_id,
        number,
        degree,
        name: { en: "", zh: "" },
        aliases: [],
        x: 0,
        y: 0,
        importance: 0,
        communities: [],
        ties: [...(ties.get(number)?.values() ?? [])],
      })),
      [],
    ),
  );
}
