/** Routes that answer questions about entities that their parameters name. */
import { type ParameterSchema, readParameters } from "@/lib/api/contract";
import type { EntityId } from "@/lib/graph/schema";
import type { GraphRef, GraphStore } from "@/lib/store/store";
import { graphStore } from "./graph-store";
import { requireEntities } from "./lookup";
import { readOnly, tagged } from "./respond";

/** Parameters that name entities. */
interface Named {
  readonly of?: EntityId | readonly EntityId[];
  readonly from?: EntityId;
  readonly to?: EntityId;
}

/**
 * The methods of a route that reads its parameters and sends what the store answers.
 *
 * @param answer nothing where one of the entities is not there, which is told as a problem
 */
export function answering<Q extends GraphRef & Named>(
  schema: ParameterSchema<Q>,
  answer: (store: GraphStore, ref: GraphRef, query: Omit<Q, keyof GraphRef>) => Promise<object | undefined>,
): ReturnType<typeof readOnly> {
  return readOnly(async (request, parameters) => {
    const { graph: name, version: pinned, ...query } = readParameters(parameters, schema);
    const ref = { graph: name, version: pinned };
    const store = await graphStore();
    const { graph, version } = await store.info(ref);
    const found = await answer(store, ref, query);
    const { of, from, to }: Named = query;
    if (!found) await requireEntities(store, ref, { of, from, to });
    return tagged(request, false, JSON.stringify({ graph, version, ...found }));
  });
}
