/** What is reached hop by hop, one question a hop. */
import { type FlowName, flowLimits } from "@/lib/graph/flow";
import type { EntityId } from "@/lib/graph/schema";
import { idList, type Reaching } from "./answering";
import { entitiesInCutOut, tooLarge } from "./cut-out";
import { listOf } from "./text-rows";

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
  { query, release, pairsInHop }: Reaching,
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
  asked: Reaching,
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
  asked: Reaching,
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
export async function addWholes(asked: Reaching, all: Set<EntityId>): Promise<void> {
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
export async function withNeighbours(asked: Reaching, ids: readonly EntityId[]): Promise<Set<EntityId>> {
  const pairs = await pairsFrom(asked, ids);
  if (!pairs) throw tooLarge();
  return new Set([...ids, ...pairs.map((pair) => pair.neighbour_id)]);
}
