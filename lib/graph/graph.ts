/**
 * A whole graph in memory, as the browser and the embedded store hold it, and the compact form in
 * which it travels.
 *
 * Entities are numbered by importance: index 0 is the most important one, so "the first n" and "the
 * n most important" are the same everywhere, and typed arrays indexed by entity stand in for objects.
 * Summaries, facts and sources are not part of it; they are asked for entity by entity.
 */
import type { MapPart } from "./map-part";
import type { Ontology } from "./ontology";
import type { EntityId, Text } from "./schema";

/** A named part of the map: a community of entities that belong together. Lengths in map units. */
export interface Region {
  readonly name: Text;
  /** Where its name stands. */
  readonly x: number;
  readonly y: number;
  /** Index into the ontology's region colours; neighbouring regions differ. */
  readonly tint: number;
  /** Closed rings, each `[x0, y0, x1, y1, …]`, the last point not repeated; filled by the even-odd rule. */
  readonly outline: readonly (readonly number[])[];
  /** How many entities it holds. */
  readonly size: number;
  /** Of regions of a large map: those with whose entities its own have most relations, by index, and how many; the most first. */
  readonly ties?: readonly (readonly [region: number, relations: number])[];
}

/** What stands between two names of entities that a region's is made of. */
export const regionJoint = " · ";

/** The graph as JSON: columns instead of records, whole numbers instead of fractions. */
export interface CompactGraph {
  readonly format: 1;
  readonly graph: string;
  /** Hash of everything else in here, 16 hexadecimal digits. */
  readonly version: string;
  readonly ontology: Ontology;
  /** Columns of equal length, most important entity first. */
  readonly entities: {
    readonly kind: readonly number[];
    readonly slug: readonly string[];
    readonly en: readonly string[];
    /** 0 where the Chinese name is the English one. */
    readonly zh: readonly (string | 0)[];
    /** 0 where there are none. */
    readonly aliases: readonly (readonly string[] | 0)[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** In thousandths. */
    readonly importance: readonly number[];
    /** Index into `regions`, or -1. */
    readonly region: readonly number[];
  };
  /** Outgoing relations, entity after entity, each ordered by type and end. */
  readonly relations: {
    /** How many leave each entity. */
    readonly count: readonly number[];
    readonly type: readonly number[];
    readonly to: readonly number[];
    /** Indices of the relations that no source supports. */
    readonly unsourced: readonly number[];
  };
  /** Of a graph that was cut out of a larger one: how things stand in that, so that what is left is drawn as it was. */
  readonly within?: {
    /** How many entities that one has. */
    readonly size: number;
    /** How many relations each entity has there. */
    readonly degree: readonly number[];
    /** Of each relation, as in `Relations`; and the indices of those of the backbone. */
    readonly strength: readonly number[];
    readonly backbone: readonly number[];
  };
  readonly regions: readonly Region[];
  /** Pinyin of every Chinese character that occurs in a name: all its readings, joined by spaces. */
  readonly readings: Readonly<Record<string, string>>;
  /** The id of today by one that an entity had before; absent where none was given another. */
  readonly renamed?: Readonly<Record<EntityId, EntityId>>;
}

/** By character, each of its readings. */
export const decodeReadings = (readings: CompactGraph["readings"]): Graph["readings"] =>
  new Map(Object.entries(readings).map(([char, text]) => [char, text.split(" ")]));

export interface Graph {
  readonly id: string;
  readonly version: string;
  readonly ontology: Ontology;
  /** How many entities. Every array indexed by entity has this length. */
  readonly size: number;
  readonly kinds: readonly string[];
  readonly relationTypes: readonly string[];
  readonly ids: readonly EntityId[];
  /** Index into `kinds`. */
  readonly kind: Uint8Array;
  readonly names: readonly Text[];
  readonly aliases: readonly (readonly string[])[];
  /** Place on the map, in map units, y downwards. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** 0 to 1 in thousandths, falling. */
  readonly importance: Float64Array;
  /** Index into `regions`, or -1. */
  readonly region: Int16Array;
  readonly regions: readonly Region[];
  readonly relations: Relations;
  /** Relations of entity i, outgoing and incoming: `incident[incidentFrom[i]]` to `incident[incidentFrom[i + 1] - 1]`. */
  readonly incident: Uint32Array;
  readonly incidentFrom: Uint32Array;
  readonly readings: ReadonlyMap<string, readonly string[]>;
  /** The id of today by one that an entity had before. */
  readonly renamed?: Readonly<Record<EntityId, EntityId>>;
  /** Of a graph that was cut out of a larger one: how many entities that has, and how many relations each has there. */
  readonly within?: { readonly size: number; readonly degree: Uint32Array };
  /** Of a graph that is a part of a map, which takes the place of the whole: that, and what is known of the rest. */
  readonly part?: MapPart;
  /** The entity's index, or -1. */
  indexOf(id: string): number;
}

/** Columns of equal length; a relation is its index. */
export interface Relations {
  readonly size: number;
  /** Index into `relationTypes`. */
  readonly type: Uint8Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** 1 where a source supports it. */
  readonly sourced: Uint8Array;
  /**
   * Association strength: the type's weight over the root of the product of its ends' weighted
   * degrees, so that hubs do not pull everything to themselves (van Eck and Waltman 2009,
   * "How to normalize cooccurrence data?", with the root of the product).
   */
  readonly strength: Float32Array;
  /** 1 where it is among the strongest two of one of its ends: the backbone that the map draws. */
  readonly backbone: Uint8Array;
  /** How many relations each stands for, 65,535 at most; absent: itself alone. See foldGraph (fold.ts). */
  readonly count?: Uint16Array;
}

/** Radius of an entity's mark in map units; positions are chosen so that marks do not overlap. */
export function mapRadius(importance: number): number {
  return 3 + 11 * Math.sqrt(importance);
}

/** How strongly each relation, which weighs so much, ties its ends, and which relations are the strongest of an end. */
export function strengths(
  size: number,
  { size: total, from, to }: Pick<Relations, "size" | "from" | "to">,
  weightOf: (relation: number) => number,
): Pick<Relations, "strength" | "backbone"> {
  const weighted = new Float64Array(size);
  for (let r = 0; r < total; r++) {
    const weight = weightOf(r);
    weighted[from[r]] = weighted[from[r]] + weight;
    weighted[to[r]] = weighted[to[r]] + weight;
  }
  const strength = new Float32Array(total);
  for (let r = 0; r < total; r++) {
    const product = weighted[from[r]] * weighted[to[r]];
    strength[r] = weightOf(r) / Math.sqrt(product);
  }
  const backbone = new Uint8Array(total);
  const strongest = new Int32Array(size * 2).fill(-1);
  const offer = (entity: number, relation: number) => {
    const [first, second] = [strongest[entity * 2], strongest[entity * 2 + 1]];
    const value = strength[relation];
    if (first < 0 || value > strength[first]) {
      strongest[entity * 2 + 1] = first;
      strongest[entity * 2] = relation;
    } else if (second < 0 || value > strength[second]) {
      strongest[entity * 2 + 1] = relation;
    }
  };
  for (let r = 0; r < total; r++) {
    offer(from[r], r);
    offer(to[r], r);
  }
  for (const relation of strongest) if (relation >= 0) backbone[relation] = 1;
  return { strength, backbone };
}

/** The relations of every entity, found from both ends. */
export function incidence(
  size: number,
  { size: total, from, to }: Pick<Relations, "size" | "from" | "to">,
): Pick<Graph, "incident" | "incidentFrom"> {
  const incidentFrom = new Uint32Array(size + 1);
  const ends = [from, to];
  for (const end of ends) for (const entity of end) incidentFrom[entity + 1]++;
  for (let i = 0; i < size; i++) incidentFrom[i + 1] += incidentFrom[i];
  const next = incidentFrom.slice(0, size);
  const incident = new Uint32Array(total * 2);
  for (let r = 0; r < total; r++) {
    for (const end of ends) incident[next[end[r]]++] = r;
  }
  return { incident, incidentFrom };
}

/** The relations of an entity, outgoing and incoming, as indices. */
export function relationsOf(graph: Graph, entity: number): Uint32Array {
  return graph.incident.subarray(graph.incidentFrom[entity], graph.incidentFrom[entity + 1]);
}

/** How many relations an entity has, in both directions; in a graph that was cut out of a larger one, in that. */
export function degreeOf(graph: Graph, entity: number): number {
  return (
    graph.within?.degree[entity] ?? (graph.incidentFrom[entity + 1] ?? 0) - (graph.incidentFrom[entity] ?? 0)
  );
}

/** The other end of a relation, seen from `entity`. */
export function otherEnd(graph: Graph, relation: number, entity: number): number {
  const from = graph.relations.from[relation];
  return from === entity ? graph.relations.to[relation] : from;
}
