/** Facets that are read off other entities, along a path of relation types (see ontology.ts). */
import type { DerivedFacet, Ontology } from "./ontology";
import type { Entity, EntityId } from "./schema";

/** Finds entities by their ids. */
export type Entities = Pick<ReadonlyMap<EntityId, Entity>, "get">;

/**
 * The values of every derived facet that an entity's kind has.
 *
 * @returns by facet, most frequent value first, then by alphabet; facets without a value are left out
 */
export function derivedFacets(
  ontology: Ontology,
  entities: Entities,
  entity: Entity,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(ontology.derived_facets)
      .filter(([, { kinds }]) => kinds.includes(entity.kind))
      .map(([name, facet]) => [name, valuesAlong(facet, entities, entity)] as const)
      .filter(([, values]) => values.length > 0),
  );
}

function valuesAlong({ path, roll_up: rollUp }: DerivedFacet, entities: Entities, entity: Entity): string[] {
  let reached = [entity];
  const counts = new Map<string, number>();
  const steps = path.split(".");
  for (const [i, step] of steps.entries()) {
    const isFact =
      i > 0 &&
      i === steps.length - 1 &&
      !reached.some((at) => at.relations.some(({ type }) => type === step));
    if (isFact) {
      for (const at of reached) {
        const value = at.facts[step]?.value;
        for (const item of Array.isArray(value) ? value : [value]) {
          if (typeof item === "string" || typeof item === "number")
            counts.set(String(item), (counts.get(String(item)) ?? 0) + 1);
        }
      }
      return byFrequency(counts);
    }
    reached = follow(reached, step, entities).flatMap((part) => withWholes(part, rollUp, entities));
  }
  for (const { id } of reached) counts.set(id, (counts.get(id) ?? 0) + 1);
  return byFrequency(counts);
}

function follow(from: readonly Entity[], type: string, entities: Entities): Entity[] {
  return from.flatMap(({ relations }) =>
    relations.flatMap((relation) => (relation.type === type ? (entities.get(relation.to) ?? []) : [])),
  );
}

/** The entity and, along `type`, every whole that it is part of; each whole once, cycles or not. */
function withWholes(entity: Entity, type: string | undefined, entities: Entities): Entity[] {
  if (type === undefined) return [entity];
  const all = new Map([[entity.id, entity]]);
  for (const part of all.values()) {
    for (const whole of follow([part], type, entities))
      if (whole.kind === part.kind) all.set(whole.id, whole);
  }
  return [...all.values()];
}

const byFrequency = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1)).map(([value]) => value);
