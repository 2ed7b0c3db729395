/** What is reached hop by hop, one question a hop: what a flow leads to, and what lies between two entities. */
import { type FlowName, flowLimits } from "@/lib/graph/flow";
import type { EntityId } from "@/lib/graph/schema";
import { type Asked, idList } from "./answering";
import { entitiesInCutOut, tooLarge } from "./cut-out";
import { listOf } from "./text-rows";

/** Neighbours that one hop may find, at most. */
const pairsInHop = 20_000;

interface Pair {
  readonly entity_id: EntityId;
  readonly neighbour_id: EntityId;
}

/** Relations of one type as they are seen from one of their ends. */
interface Step {
  readonly type: number;
  /** 0 where it leaves, 1 where it arrives. */
  readonly direction: number;
}

/**
 * Where some entities' relations lead.
 *
 * @param steps of these types and directions; of any where absent
 * @returns nothing where there are too many
 */
async function pairsFrom(
  { query, release }: Asked,
  from: Iterable<EntityId>,
  steps?: readonly Step[],
): Promise<Pair[] | undefined> {
  const rows = steps
    ? await query<Pair>(
        `select a.entity_id, a.neighbour_id
         from adjacency a
         join unnest($3::smallint[], $4::smallint[]) as step (relation_type, direction)
           on a.relation_type = step.relation_type and a.direction = step.direction
         where a.graph_version = $1 and a.entity_id = any($2::text[])
         limit ${pairsInHop + 1}`,
        [
          release.number,
          idList(from),
          listOf(steps.map(({ type }) => type)),
          listOf(steps.map(({ direction }) => direction)),
        ],
      )
    : await query<Pair>(
        `select entity_id, neighbour_id from adjacency
         where graph_version = $1 and entity_id = any($2::text[]) limit ${pairsInHop + 1}`,
        [release.number, idList(from)],
      );
  return rows.length > pairsInHop ? undefined : rows;
}

/**
 * An entity and what a flow leads to from it.
 *
 * @param direction as reachOf has it
 * @throws {TooLargeError}
 */
export async function reachedBy(
  asked: Asked,
  flow: FlowName,
  start: EntityId,
  direction: "up" | "down",
  depth = flowLimits.depth,
): Promise<Set<EntityId>> {
  const { ontology, relationTypes } = asked.release;
  const rules = ontology.flows?.[flow] ?? [];
  const steps = rules.flatMap(({ via, source }): Step[] => {
    const runsOut = (source === "from") === (direction === "down");
    return [{ type: relationTypes.indexOf(via), direction: runsOut ? 0 : 1 }];
  });
  const all = new Set([start]);
  // Kinds at either end are looked at when the answer is worked out; here, too much does no harm but to who asks it.
  const fits = rules.length > 0;
  let edge = [start];
  for (let hop = 1; fits && hop <= Math.min(depth, flowLimits.depth) && edge.length > 0; hop++) {
    edge = await nextFrom(asked, edge, steps, all);
  }
  return all;
}

/** Adds what a hop leads to. @returns what was added @throws {TooLargeError} */
async function nextFrom(
  asked: Asked,
  edge: readonly EntityId[],
  steps: readonly Step[],
  all: Set<EntityId>,
): Promise<EntityId[]> {
  const pairs = await pairsFrom(asked, edge, steps);
  if (!pairs) throw tooLarge();
  const next = [...new Set(pairs.map((pair) => pair.neighbour_id))].filter((id) => !all.has(id));
  for (const id of next) all.add(id);
  if (all.size > entitiesInCutOut) throw tooLarge();
  return next;
}

/** Adds the wholes of entities, along the relation types by which the ontology's groupings roll up. @throws {TooLargeError} */
export async function addWholes(asked: Asked, all: Set<EntityId>): Promise<void> {
  const { ontology, relationTypes } = asked.release;
  const types = new Set(
    Object.values(ontology.groupings ?? {}).flatMap(({ roll_up: rollUp }) => (rollUp ? [rollUp] : [])),
  );
  if (types.size === 0) return;
  const steps = [...types].map((type): Step => ({ type: relationTypes.indexOf(type), direction: 0 }));
  let edge = [...all];
  while (edge.length > 0) edge = await nextFrom(asked, edge, steps, all);
}

/** All neighbours of some entities, and these. @throws {TooLargeError} */
export async function withNeighbours(asked: Asked, ids: readonly EntityId[]): Promise<Set<EntityId>> {
  const pairs = await pairsFrom(asked, ids);
  if (!pairs) throw tooLarge();
  return new Set([...ids, ...pairs.map((pair) => pair.neighbour_id)]);
}

/** One of the two ends that a search sets out from. */
class End {
  readonly distances = new Map<EntityId, number>();
  edge: EntityId[];
  reached = 0;

  /** @param goes hops that it goes towards the other */
  constructor(
    readonly start: EntityId,
    readonly goes: number,
  ) {
    this.distances.set(start, 0);
    this.edge = [start];
  }

  /** Whether there is more than the last hop to be gone. */
  get isFar(): boolean {
    return this.reached < this.goes - 1 && this.edge.length > 0;
  }
}

export interface Between {
  /** Both ends, and all that lies on a way between them of so many hops. */
  readonly entities: ReadonlySet<EntityId>;
  /** Ways of up to so many hops are all there; fewer than were asked for where the rest leads too far. */
  readonly hops: number;
}

/**
 * What lies between two entities: each end goes half of the hops, the one first that has fewer to go on from; of the last hop of
 * each, only what both lead to is fetched.
 *
 * @throws {TooLargeError} it leads too far before there is any way
 */
export async function between(asked: Asked, from: EntityId, to: EntityId, hops: number): Promise<Between> {
  const ends = [new End(from, Math.ceil(hops / 2)), new End(to, Math.floor(hops / 2))] as const;
  const near = new Map<EntityId, Set<EntityId>>();
  const tie = (a: EntityId, b: EntityId) => {
    const known = near.get(a);
    if (known) known.add(b);
    else near.set(a, new Set([b]));
  };
  const tieAll = (pairs: readonly Pair[]) => {
    for (const { entity_id, neighbour_id } of pairs) {
      tie(entity_id, neighbour_id);
      tie(neighbour_id, entity_id);
    }
  };
  let isCutShort = false;
  while (!isCutShort) {
    const [first, second = first] = ends.filter(({ isFar }) => isFar);
    if (!first) break;
    const end = first.edge.length <= second.edge.length ? first : second;
    const pairs = await pairsFrom(asked, end.edge);
    isCutShort = !pairs || end.distances.size + pairs.length > pairsInHop;
    if (isCutShort || !pairs) break;
    tieAll(pairs);
    end.reached++;
    end.edge = [...new Set(pairs.map((pair) => pair.neighbour_id))].filter((id) => !end.distances.has(id));
    for (const id of end.edge) end.distances.set(id, end.reached);
  }
  const [here, there] = ends;
  const reached = here.reached + there.reached;
  let known = isCutShort ? Math.min(hops, reached + 2) : hops;
  const last = await Promise.all([meeting(asked, here, there, true), meeting(asked, there, here, true)]);
  if (last.every((pairs) => pairs !== undefined)) last.forEach(tieAll);
  else {
    // Too much is led to by both: then at least what one leads to of what is known of the other.
    known = reached + 1;
    isCutShort = true;
    const pairs = await meeting(asked, here, there, false);
    if (!pairs) throw tooLarge();
    tieAll(pairs);
  }
  const [fromStart, fromEnd] = ends.map(({ start }) => distancesIn(near, start, known));
  const entities = new Set([from, to]);
  for (const [id, distance] of fromStart)
    if (distance + (fromEnd.get(id) ?? Number.POSITIVE_INFINITY) <= known) entities.add(id);
  if (isCutShort && entities.size === 2 && !near.get(from)?.has(to)) throw tooLarge();
  return { entities, hops: known };
}

/**
 * Where the last hop of one end leads, as far as it is known of the other.
 *
 * @param isBoth whether the other's last hop counts as well
 * @returns nothing where there are too many
 */
async function meeting(
  { query, release }: Asked,
  end: End,
  other: End,
  isBoth: boolean,
): Promise<Pair[] | undefined> {
  if (end.goes === 0 || end.edge.length === 0) return [];
  const onward = isBoth && other.goes > 0 ? other.edge : [];
  const rows = await query<Pair>(
    // Joined, since what is looked up in a list that does not fit into memory is looked through for each row anew.
    `with led as materialized (
       select distinct b.neighbour_id from adjacency b where b.graph_version = $1 and b.entity_id = any($4::text[])),
     known as (select neighbour_id from led union select unnest($3::text[]))
     select a.entity_id, a.neighbour_id from adjacency a join known on known.neighbour_id = a.neighbour_id
     where a.graph_version = $1 and a.entity_id = any($2::text[])
     limit ${pairsInHop + 1}`,
    [release.number, idList(end.edge), idList(other.distances.keys()), idList(onward)],
  );
  return rows.length > pairsInHop ? undefined : rows;
}

function distancesIn(
  near: ReadonlyMap<EntityId, ReadonlySet<EntityId>>,
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
