/** What several routes need to check against the data: kinds, relation types and entities that are named. */
import { ProblemError } from "@/lib/api/problem";
import type { EntityId } from "@/lib/graph/schema";
import type { GraphRef, GraphStore } from "@/lib/store/store";

/** @throws {ProblemError} the value is none of these */
export function requireKnown(parameter: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  const detail = `"${parameter}" cannot be "${value}": one of ${allowed.join(", ")}.`;
  throw new ProblemError("bad-parameter", detail, { parameter, allowed });
}

/** The problem of an entity that is not there, with ids that may have been meant. */
export async function unknownEntity(store: GraphStore, ref: GraphRef, id: EntityId): Promise<ProblemError> {
  const text = id.slice(id.indexOf("/") + 1, 80).replaceAll("-", " ");
  const near = await store.search(ref, { text, limit: 5 });
  const detail = `There is no entity "${id.slice(0, 160)}".`;
  return new ProblemError("unknown-entity", detail, {
    parameter: "slug",
    allowed: near.map((hit) => hit.id),
  });
}
