/** What all answers out of the database have in common. */
import { type EntityId, entityIdPattern } from "@/lib/graph/schema";
import type { EntityBrief } from "@/lib/store/store";
import type { Query } from "@/lib/store/views/database";
import type { Release } from "./releases";
import { listOf } from "./text-rows";

/** A release, and a way to ask about it. */
export interface Asked {
  readonly query: Query;
  readonly release: Release;
}

/** A question that goes from hop to hop. */
export interface Reaching extends Asked {
  /** Neighbours that one hop may find, at most: beyond, it leads too far. */
  readonly pairsInHop: number;
}

export const kindOf = (id: EntityId): string => id.slice(0, id.indexOf("/"));

/** @param importance in thousandths */
export const briefOf = (id: EntityId, name: EntityBrief["name"], importance: number): EntityBrief => ({
  id,
  kind: kindOf(id),
  name,
  importance: importance / 1000,
});

/** What cannot be an id is not looked up: not all texts can even be asked for. */
export const isEntityId = (id: string): boolean => id.length <= 120 && entityIdPattern.test(id);

/** Ids as a parameter. */
export const idList = (ids: Iterable<string>): string => listOf([...ids].filter(isEntityId));
