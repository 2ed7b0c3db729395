/**
 * What an image says of relations before any row is written: both ends of each, how strongly it ties them, and how its ends
 * are called. Columns of numbers, but for names: half a gigabyte for a million entities.
 */
import { facetsOf } from "@/lib/graph/facet-table";
import { edgesBetween } from "@/lib/graph/filter-counts";
import { type Graph, incidence, type Relations, strengths } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { EntityId } from "@/lib/graph/schema";
import type { GraphImage, ImageEntity } from "@/lib/store/image";
import { type Json, json } from "./text-rows";

export interface ImageRelations extends Relations, Pick<Graph, "incident" | "incidentFrom"> {
  /** By entity. */
  readonly ids: readonly EntityId[];
  /** As they are written into rows. */
  readonly names: readonly Json[];
  readonly importance: Uint16Array;
  /** The entity's number. */
  numberOf(id: EntityId): number;
  /** Index into the ontology's relation types. */
  typeOf(type: string): number;
  /** By key of a facet of numbers or dates: where its bins begin and end; see lib/graph/filter-counts.ts. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
}

/** @throws {Error} a relation leads to no entity */
export async function relationsOfImage(image: GraphImage): Promise<ImageRelations> {
  const { info, ontology } = image.about;
  const types = Object.keys(ontology.relations);
  const typeOf = new Map(types.map((type, i) => [type, i]));
  const ids: EntityId[] = [];
  const names: Json[] = [];
  const importance = new Uint16Array(info.entities);
  // Ends are numbered as they are met, and that again once all are known.
  const met = new Map<EntityId, number>();
  const meet = (id: EntityId): number => {
    const known = met.get(id) ?? met.size;
    met.set(id, known);
    return known;
  };
  const size = info.relations;
  const [from, to] = [new Uint32Array(size), new Uint32Array(size)];
  const [type, sourced] = [new Uint8Array(size), new Uint8Array(size)];
  const metAs = new Uint32Array(info.entities);
  let next = 0;
  const bounds = new Bounds();
  for await (const { number, entity, importance: of, facets } of image.entities()) {
    bounds.take(facets);
    ids.push(entity.id);
    names.push(json(entity.name));
    importance[number] = of;
    metAs[number] = meet(entity.id);
    for (const relation of entity.relations) {
      from[next] = number;
      to[next] = meet(relation.to);
      type[next] = typeOf.get(relation.type) ?? 0;
      sourced[next] = relation.sources.length > 0 ? 1 : 0;
      next++;
    }
  }
  if (met.size !== info.entities || next !== size)
    throw new Error(
      `${info.entities} entities and ${size} relations were told, ${met.size} and ${next} are there.`,
    );
  const numbers = new Uint32Array(met.size);
  metAs.forEach((as, number) => {
    numbers[as] = number;
  });
  for (let i = 0; i < size; i++) to[i] = numbers[to[i]];
  order(from, to, type, sourced);
  const columns = { size, from, to };
  const weights = types.map((name) => ontology.relations[name].weight);
  return {
    ...columns,
    type,
    sourced,
    ...strengths(ids.length, columns, (relation) => weights[type[relation]]),
    ...incidence(ids.length, columns),
    ids,
    names,
    importance,
    numberOf: (id) => numbers[met.get(id) ?? 0],
    typeOf: (type) => typeOf.get(type) ?? 0,
    edges: bounds.edges(ontology),
  };
}

/** The least and the greatest value of each facet. */
class Bounds {
  readonly #known = new Map<string, [least: number, most: number]>();

  take(facets: ImageEntity["facets"]): void {
    for (const key in facets)
      for (const value of facets[key]) {
        if (typeof value === "string") break;
        const known = this.#known.get(key);
        if (!known) this.#known.set(key, [value, value]);
        else {
          if (value < known[0]) known[0] = value;
          if (value > known[1]) known[1] = value;
        }
      }
  }

  edges(ontology: Ontology): ImageRelations["edges"] {
    return Object.fromEntries(
      facetsOf(ontology).flatMap(({ key, type }) => {
        const bounds = type === "category" ? undefined : this.#known.get(key);
        return bounds ? [[key, edgesBetween(type, ...bounds)]] : [];
      }),
    );
  }
}

/** As a compact graph has them, by type and end, so that of equally strong ones the same are the strongest. */
function order(from: Uint32Array, to: Uint32Array, type: Uint8Array, sourced: Uint8Array): void {
  for (let start = 0, end = 0; start < from.length; start = end) {
    while (end < from.length && from[end] === from[start]) end++;
    const rows = Array.from({ length: end - start }, (_, i) => {
      const at = start + i;
      return { to: to[at], type: type[at], sourced: sourced[at] };
    }).sort((a, b) => a.type - b.type || a.to - b.to);
    rows.forEach((row, i) => {
      to[start + i] = row.to;
      type[start + i] = row.type;
      sourced[start + i] = row.sourced;
    });
  }
}
