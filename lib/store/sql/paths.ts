/**
 * The best paths between two entities, out of the tables. What lies between them is looked for from both ends at once, each
 * going half of the way (Pohl 1971, "Bi-directional search"), one question a hop; the paths are found by what makes them cheap
 * alone, and only what stands on them is read.
 */
import { decodeGraph } from "@/lib/graph/decode";
import { isCutShort } from "@/lib/graph/far-paths";
import type { Graph } from "@/lib/graph/graph";
import { bestPaths, type Path } from "@/lib/graph/paths";
import type { EntityId } from "@/lib/graph/schema";
import { type Tie, tileGraph } from "@/lib/graph/tile";
import type { EntityBrief, PathsAnswer, PathsQuery, RelationRecord } from "@/lib/store/store";
import { type Asked, briefOf, idList, type Reaching } from "./answering";
import { aboutTiles, entitiesNamed, relationsAmong, tooLarge } from "./cut-out";
import { partOf } from "./tables";

/** @throws {TooLargeError} it leads too far before there is any way */
export async function pathsFound(asked: Reaching, query: PathsQuery): Promise<PathsAnswer | undefined> {
  const { from, to, k } = query;
  const { ways, hops } = from === to ? { ways: [], hops: 0 } : await waysBetween(asked, query);
  const graph = await graphOfWays(asked, new Set([from, to]), ways);
  const [start, end] = [graph.indexOf(from), graph.indexOf(to)];
  if (start < 0 || end < 0) return undefined;
  const found = bestPaths(graph, start, end, { k, hops });
  const told = await toldPaths(asked, graph, { start, end, found });
  return { ...told, cutShort: from !== to && isCutShort(found, hops, query) };
}

interface Found {
  /** Nodes of the graph that was searched. */
  readonly start: number;
  readonly end: number;
  readonly found: readonly Path[];
}

/** Paths with what is known of the entities and relations on them. */
async function toldPaths(
  asked: Asked,
  graph: Graph,
  { start, end, found }: Found,
): Promise<Omit<PathsAnswer, "cutShort">> {
  const passed = new Set([start, end, ...found.flatMap(({ nodes }) => nodes)].map((node) => graph.ids[node]));
  const [entities, relations] = await Promise.all([
    entitiesNamed(asked, passed),
    found.length > 0 ? relationsAmong(asked, passed) : [],
  ]);
  const briefs = new Map(
    entities.map(({ in_tile: { id, name, importance } }) => [id, briefOf(id, name, importance)]),
  );
  const told = new Map(
    relations.map((row) => [keyOf(row.entity_id, row.relation_type, row.neighbour_id), row]),
  );
  const briefAt = (node: number) => briefs.get(graph.ids[node]) as EntityBrief;
  const hopOf = (relation: number, at: number): RelationRecord => {
    const { from: starts, to: ends, type } = graph.relations;
    const [from, to] = [graph.ids[starts[relation]], graph.ids[ends[relation]]];
    const { note, sources } = told.get(keyOf(from, type[relation], to)) ?? {};
    return {
      from,
      type: graph.relationTypes[type[relation]],
      to,
      direction: starts[relation] === at ? "out" : "in",
      note: note ?? undefined,
      sources: sources ?? [],
    };
  };
  return {
    from: briefAt(start),
    to: briefAt(end),
    paths: found.map(({ nodes, relations, cost }) => ({
      cost,
      nodes: nodes.map(briefAt),
      hops: relations.map((relation, hop) => hopOf(relation, nodes[hop])),
    })),
  };
}

const keyOf = (from: EntityId, type: number, to: EntityId): string => `${from} ${type} ${to}`;

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

  /** Goes on by a hop. @param ways all that lead on from its edge */
  advance(ways: readonly Way[]): void {
    this.reached++;
    const next = new Set<EntityId>();
    for (const { neighbour_id } of ways) if (!this.distances.has(neighbour_id)) next.add(neighbour_id);
    for (const id of next) this.distances.set(id, this.reached);
    this.edge = [...next];
  }
}

/** Whether there is more than the last hop to be gone. */
const isFar = ({ reached, goes, edge }: End): boolean => reached < goes - 1 && edge.length > 0;

interface WaysBetween {
  /** Every relation that stands on a way between both ends of so many hops, from one of its ends or from both. */
  readonly ways: readonly Way[];
  /** Ways of up to so many hops are all there; fewer than were asked for where the rest leads too far. */
  readonly hops: number;
}

/**
 * What lies between two entities: what is led to from either hop by hop, and of the last hop of each only what both lead to.
 *
 * @throws {TooLargeError} it leads too far before there is any way
 */
async function waysBetween(asked: Reaching, { from, to, hops }: PathsQuery): Promise<WaysBetween> {
  const ends = [new End(from, Math.ceil(hops / 2)), new End(to, Math.floor(hops / 2))] as const;
  const ways: Way[] = [];
  let isTooMuch = false;
  for (let far = ends.filter(isFar); far.length > 0 && !isTooMuch; far = ends.filter(isFar)) {
    const onward = await waysFrom(asked, far);
    far.forEach((end, i) => {
      const own = onward[i];
      if (!own || end.distances.size + own.length > asked.pairsInHop) isTooMuch = true;
      else {
        ways.push(...own);
        end.advance(own);
      }
    });
  }
  const [here, there] = ends;
  const reached = here.reached + there.reached;
  let known = isTooMuch ? Math.min(hops, reached + 2) : hops;
  const last = await meeting(asked, here, there);
  if (last) ways.push(...last);
  else {
    // Too much is led to by both: then at least what one leads to of what is known of the other, or what both know already.
    const some = await meeting(asked, here, there, false);
    known = some ? reached + 1 : reached;
    isTooMuch = true;
    ways.push(...(some ?? []));
  }
  const between = onWays(ways, from, to, known);
  if (isTooMuch && between.length === 0) throw tooLarge();
  return { ways: between, hops: known };
}

/** All that leads on from the edge of each end; nothing where there is too much. */
async function waysFrom(asked: Reaching, ends: readonly End[]): Promise<(Way[] | undefined)[]> {
  const { query, release, pairsInHop } = asked;
  const most = ends.length * pairsInHop;
  const rows = await query<Way>(
    `select ${columns} from ${partOf("adjacency", release.number)}
     where graph_version = $1 and entity_id = any($2::text[]) limit $3`,
    [release.number, idList(new Set(ends.flatMap(({ edge }) => edge))), most + 1],
    true,
  );
  if (rows.length > most && ends.length > 1)
    return (await Promise.all(ends.map((end) => waysFrom(asked, [end])))).flat();
  return ends.map(({ edge }) => {
    const from = new Set(edge);
    const own = rows.filter(({ entity_id }) => from.has(entity_id));
    return own.length > pairsInHop ? undefined : own;
  });
}

const columns = "entity_id, neighbour_id, relation_type, direction";

/**
 * Where the last hop of either end leads, as far as it is known of the other, or as the other's leads there as well.
 *
 * @param isFromBoth whether the second one goes its last hop too
 * @returns nothing where there is too much
 */
async function meeting(
  { query, release, pairsInHop }: Reaching,
  here: End,
  there: End,
  isFromBoth = true,
): Promise<Way[] | undefined> {
  const edgeOf = ({ goes, edge }: End) => idList(goes > 0 ? edge : []);
  const led = (by: string) =>
    `select ${columns} from ${partOf("adjacency", release.number)} where graph_version = $1 and entity_id = any(${by}::text[])`;
  const rows = await query<Way>(
    // Each is read once, for what it leads to and for what the other may lead to.
    `with here as materialized (${led("$2")}), there as materialized (${led("$3")}),
     met as materialized (select neighbour_id from here intersect select neighbour_id from there)
     select * from here where neighbour_id in (select neighbour_id from met union all select unnest($5::text[]))
     union all
     select * from there where neighbour_id in (select neighbour_id from met union all select unnest($4::text[]))
     limit ${pairsInHop + 1}`,
    [
      release.number,
      edgeOf(here),
      isFromBoth ? edgeOf(there) : idList([]),
      idList(here.distances.keys()),
      idList(there.distances.keys()),
    ],
    true,
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
    `select entity_id, number, degree from ${partOf("entity", release.number)}
     where graph_version = $1 and entity_id = any($2::text[])`,
    [release.number, idList(ids)],
    true,
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
      { ...aboutTiles(release), readings: {} },
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
