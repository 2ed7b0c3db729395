/**
 * All that a page tells of one entity, worked out of the compiled data: its statements with numbered sources, all of its
 * relations, what is not known of it, where it comes from and what it is like. Pure; words are left to the page.
 */
import type { CompiledGraph } from "./compiled";
import { flowOf, reachOf } from "./flow";
import type { Graph } from "./graph";
import type { FactDefinition } from "./ontology";
import { type Related, relatedTo } from "./related";
import type { Entity, Fact, Relation, Source, Text } from "./schema";

/** A statement of which fact, and the numbers of the sources that support it, from 1. */
export interface FactTold extends Fact {
  readonly fact: string;
  readonly definition: FactDefinition;
  readonly numbers: readonly number[];
}

export interface RelationTold {
  /** The entity at the other end. */
  readonly other: number;
  readonly note?: Text | undefined;
  /** Empty where no source supports it. */
  readonly numbers: readonly number[];
}

/** All relations of one type in one direction, those to the most important entities first. */
export interface RelationGroup {
  readonly type: string;
  readonly direction: "out" | "in";
  readonly relations: readonly RelationTold[];
}

/** What is upstream or downstream of an entity. */
export interface Descent {
  /** All of it, the nearest first. */
  readonly order: readonly number[];
  /** How much of it is one hop away; that comes first. */
  readonly next: number;
  /** Hops to the farthest. */
  readonly depth: number;
}

export interface Portrait {
  readonly entity: Entity;
  readonly index: number;
  readonly facts: readonly FactTold[];
  /** Facts that its kind may have and it has not. */
  readonly missing: readonly FactDefinition[];
  /** Facets that are read off its relations. */
  readonly derived: readonly {
    readonly label: Text;
    readonly path: string;
    readonly values: readonly string[];
  }[];
  /** In the order of the ontology, outgoing before incoming. */
  readonly groups: readonly RelationGroup[];
  readonly relations: number;
  /** How many of its facts and relations a source supports. */
  readonly sourced: { readonly facts: number; readonly relations: number };
  /** Those that its file lists in their order, then those of relations that stand in other files. */
  readonly sources: readonly Source[];
  readonly ancestors: Descent;
  readonly descendants: Descent;
  readonly related: readonly Related[];
}

/** How many related entities are told. */
const relatedLimit = 8;

/** @param graph decoded from the compact graph of `compiled` */
export function portraitOf(compiled: CompiledGraph, graph: Graph, index: number): Portrait {
  const entity = compiled.entities[index];
  const numbering = new Numbering(entity.sources);
  const definitions = graph.ontology.kinds[entity.kind].facts;
  const facts = Object.entries(entity.facts).map(([fact, stated]) => ({
    fact,
    ...stated,
    definition: definitions[fact],
    numbers: numbering.of(stated.sources),
  }));
  const groups = groupsOf(compiled, graph, index, numbering);
  const all = groups.flatMap((group) => group.relations);
  const derived = Object.entries(compiled.derived[index]);
  const lineage = flowOf(graph, "lineage");
  return {
    entity,
    index,
    facts,
    missing: Object.entries(definitions).flatMap(([fact, definition]) =>
      Object.hasOwn(entity.facts, fact) ? [] : [definition],
    ),
    derived: derived.map(([facet, values]) => {
      const { label, path } = graph.ontology.derived_facets[facet];
      return { label, path, values };
    }),
    groups,
    relations: all.length,
    sourced: {
      facts: facts.filter(({ numbers }) => numbers.length > 0).length,
      relations: all.filter(({ numbers }) => numbers.length > 0).length,
    },
    sources: numbering.sources,
    ancestors: descentOf(graph, lineage, index, "up"),
    descendants: descentOf(graph, lineage, index, "down"),
    related: relatedTo(graph, index, relatedLimit),
  };
}

/** Sources by number, each once. They lose their identity on the way through JSON, so they are told apart by what they hold. */
class Numbering {
  readonly sources: Source[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(listed: readonly Source[]) {
    this.of(listed);
  }

  of(sources: readonly Source[]): number[] {
    return sources.map((source) => {
      const key = JSON.stringify([source.url, source.title]);
      const number = this.numbers.get(key) ?? this.sources.push(source);
      this.numbers.set(key, number);
      return number;
    });
  }
}

function groupsOf(
  { entities }: CompiledGraph,
  graph: Graph,
  index: number,
  numbering: Numbering,
): RelationGroup[] {
  const { id, relations } = entities[index];
  const told = (other: number, { note, sources }: Relation): RelationTold => ({
    other,
    note,
    numbers: numbering.of(sources),
  });
  const out = new Map<string, RelationTold[]>();
  const into = new Map<string, RelationTold[]>();
  const add = (to: Map<string, RelationTold[]>, type: string, relation: RelationTold) =>
    to.set(type, [...(to.get(type) ?? []), relation]);
  for (const relation of relations) add(out, relation.type, told(graph.indexOf(relation.to), relation));
  entities.forEach((other, i) => {
    for (const relation of other.relations)
      if (relation.to === id) add(into, relation.type, told(i, relation));
  });
  return graph.relationTypes.flatMap((type) =>
    [
      { type, direction: "out" as const, relations: out.get(type) ?? [] },
      { type, direction: "in" as const, relations: into.get(type) ?? [] },
    ]
      .filter((group) => group.relations.length > 0)
      .map((group) => ({ ...group, relations: group.relations.toSorted((a, b) => a.other - b.other) })),
  );
}

function descentOf(graph: Graph, flow: Int8Array, index: number, direction: "up" | "down"): Descent {
  const { order, hops } = reachOf(graph, flow, index, direction);
  return {
    order,
    next: order.filter((other) => hops[other] === 2).length,
    depth: order.length > 0 ? hops[order[order.length - 1]] - 1 : 0,
  };
}
