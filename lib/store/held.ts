/**
 * What the embedded store's answers are made of: a graph in memory, briefs and records of it, and pages of lists.
 *
 * Small or large, a graph is held alike: as columns. What is told of one entity alone (facts, notes, sources) is asked for
 * by its index, since a large graph has that on the disk.
 */
import type { CompiledGraph, Outline } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import type { Entity, Locale, Relation } from "@/lib/graph/schema";
import type { Community } from "@/lib/graph/tile";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { emptyView, type View } from "@/lib/view/view";
import {
  BadCursorError,
  BadFilterError,
  type EntityBrief,
  type RelationRecord,
  type SubgraphAsked,
} from "./store";

export interface HeldGraph {
  readonly graph: Graph;
  readonly table: FacetTable;
  readonly records: Records;
  /** The communities of its map, the coarsest level first. */
  readonly levels: readonly Level[];
  /** Titles of the white paper's sections by number. */
  readonly sections: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

/** What is told of an entity beside what stands in the graph. */
export interface EntityData {
  /** With its outgoing relations. */
  readonly entity: Entity;
  readonly derived: Readonly<Record<string, readonly string[]>>;
  readonly pagerank: number;
}

export interface Records {
  /** By index. */
  of(entity: number): EntityData;
  /** What a relation states, by index; nothing where it has neither note nor sources. */
  statement(relation: number): Pick<Relation, "note" | "sources"> | undefined;
}

/** A level of communities. */
export interface Level {
  readonly communities: readonly Community[];
  /** By entity: index into `communities`, or -1. */
  readonly of: Int16Array | Int32Array;
}

/** Holds a graph that was compiled as a whole. */
export function heldOf({
  compact,
  facets,
  entities,
  derived,
  pagerank,
  outline,
}: Pick<CompiledGraph, "compact" | "facets" | "entities" | "derived" | "pagerank" | "outline">): HeldGraph {
  const graph = decodeGraph(compact);
  return {
    graph,
    table: decodeFacets(facets, graph),
    records: {
      of: (i) => ({ entity: entities[i], derived: derived[i], pagerank: pagerank[i] }),
      statement: (relation) => {
        const { from, to, type } = graph.relations;
        const key = keyOf(graph.relationTypes[type[relation]], graph.ids[to[relation]]);
        return statementsOf(entities[from[relation]]).get(key);
      },
    },
    levels: [
      {
        communities: graph.regions.map((region, number) => ({ ...region, number, level: 0 })),
        of: graph.region,
      },
    ],
    sections: { zh: sectionsOf(outline, "zh"), en: sectionsOf(outline, "en") },
  };
}

export const sectionsOf = ({ entries }: Outline, locale: Locale): Record<string, string> =>
  Object.fromEntries(entries.map(({ number, title }) => [number, title[locale]]));

export function briefOf(graph: Graph, entity: number): EntityBrief {
  return {
    id: graph.ids[entity],
    kind: graph.kinds[graph.kind[entity]],
    name: graph.names[entity],
    importance: graph.importance[entity],
  };
}

/** A relation with its note and sources, as walked from one of its ends. */
export function relationRecord(
  { graph, records }: HeldGraph,
  relation: number,
  start: number,
): RelationRecord {
  const { ids, relationTypes, relations } = graph;
  const { from, to, type } = relations;
  const stated = records.statement(relation);
  return {
    from: ids[from[relation]],
    type: relationTypes[type[relation]],
    to: ids[to[relation]],
    direction: from[relation] === start ? "out" : "in",
    note: stated?.note,
    sources: stated?.sources ?? [],
  };
}

const keyOf = (type: string, to: string): string => `${type} ${to}`;

/** Of an entity with thousands of relations, one is not looked for among all. */
const statements = new WeakMap<Entity, ReadonlyMap<string, Relation>>();

function statementsOf(entity: Entity): ReadonlyMap<string, Relation> {
  const known =
    statements.get(entity) ?? new Map(entity.relations.map((one) => [keyOf(one.type, one.to), one]));
  statements.set(entity, known);
  return known;
}

/** @throws {BadFilterError} it names what the data do not have */
export function viewIn({ graph, table }: HeldGraph, { question, ...asked }: SubgraphAsked): View {
  const view = { ...emptyView, ...asked, hiddenKinds: [...asked.hiddenKinds], ...(question && { question }) };
  const fitted = fitViewToGraph(view, graph, table);
  const [problem] = fitted.problems;
  if (problem) throw new BadFilterError(problem);
  return fitted.view;
}

/** By relation type, 1 where a view switches it off. */
export const switchedOff = ({ relationTypes }: Graph, { hiddenTypes = [] }: SubgraphAsked): Uint8Array =>
  Uint8Array.from(relationTypes, (name) => (hiddenTypes.includes(name) ? 1 : 0));

/**
 * Where the page of a list begins and ends, and the cursor of the next one.
 *
 * @throws {BadCursorError} the list never gave this cursor
 */
export function pageIn(
  total: number,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { start: number; end: number; next: string | undefined } {
  const start = cursor === undefined ? 0 : offsetOf(cursor, total);
  const end = Math.min(start + limit, total);
  return { start, end, next: end < total ? cursorAt(end) : undefined };
}

/** As base64url, by what browsers and Node have both: this store runs in either. */
const cursorAt = (offset: number): string =>
  btoa(`after ${offset}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function textOf(cursor: string): string {
  try {
    return atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

function offsetOf(cursor: string, total: number): number {
  const offset = Number(/^after (\d{1,9})$/.exec(textOf(cursor))?.[1]);
  if (!(offset > 0 && offset < total) || cursorAt(offset) !== cursor) throw new BadCursorError(cursor);
  return offset;
}
