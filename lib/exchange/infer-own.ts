/** Drafts of our own exports: their entities exactly, with the ontology that they carry, else one that is read off them. */
import type { Outline } from "@/lib/graph/compiled";
import { checkFactValue } from "@/lib/graph/fact-faults";
import { type Ontology, ontologySchema } from "@/lib/graph/ontology";
import { checkOntology } from "@/lib/graph/ontology-faults";
import type { Entity, Fact, Relation, Text } from "@/lib/graph/schema";
import type { ExchangeGraph, ReadProblem, Value } from "./exchange";
import { entitiesIn } from "./from-entities";
import type { Draft, DraftOptions } from "./infer";
import { ontologyOf } from "./infer-own-ontology";

/** More of either have no room in the columns of a graph. */
export const mostNames = 255;

/** @returns `undefined` for a graph that is not ours */
export function draftOfOwn(
  graph: ExchangeGraph,
  { id, name }: DraftOptions,
): { draft: Omit<Draft, "places">; problems: ReadProblem[] } | undefined {
  const entities = entitiesIn(graph);
  if (!entities) return undefined;
  const problems = new Losses();
  const ontology = carriedOntology(graph.attributes.ontology, problems) ?? readOff(graph, entities);
  if (!ontology || !covers(ontology, entities)) return undefined;
  const known = new Map(entities.map((entity) => [entity.id, entity.kind]));
  const kept = entities.map((entity) => allowed(entity, ontology, known, problems));
  return {
    draft: {
      ontology: { ...ontology, graph: { ...ontology.graph, id, name } },
      entities: kept,
      outline: outlineIn(graph.attributes.outline) ?? { title: name, entries: [] },
    },
    problems: problems.told(),
  };
}

/** What is left out, one problem for each reason. */
export class Losses {
  readonly #found = new Map<string, { count: number; values: ReadProblem["values"] }>();

  add(reason: string, values: ReadProblem["values"]): void {
    const before = this.#found.get(reason);
    if (before) before.count++;
    else this.#found.set(reason, { count: 1, values });
  }

  told(): ReadProblem[] {
    return [...this.#found].map(([reason, { count, values }]) => ({
      code: "bad-value",
      file: "",
      values: { ...values, value: count, reason: reason.slice(0, 80) },
    }));
  }
}

export function carriedOntology(value: Value | undefined, problems: Losses): Ontology | undefined {
  if (value === undefined) return undefined;
  const read = ontologySchema.safeParse(typeof value === "string" ? parsed(value) : value);
  let fault = read.success ? undefined : "it does not have the shape of an ontology";
  if (read.success)
    checkOntology(read.data, (_, message) => {
      fault ??= message;
    });
  if (read.success && fault === undefined) return read.data;
  problems.add(fault ?? "", { attribute: "ontology" });
  return undefined;
}

function readOff(graph: ExchangeGraph, entities: readonly Entity[]): Ontology | undefined {
  // Names of measures and licences may be none that an ontology can have.
  const read = ontologySchema.safeParse(ontologyOf(graph, entities));
  return read.success ? read.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function covers({ kinds, relations }: Ontology, entities: readonly Entity[]): boolean {
  return (
    Object.keys(kinds).length <= mostNames &&
    Object.keys(relations).length <= mostNames &&
    entities.every(({ kind }) => Object.hasOwn(kinds, kind))
  );
}

/** The entity without what the ontology does not allow. */
function allowed(
  entity: Entity,
  ontology: Ontology,
  kinds: ReadonlyMap<string, string>,
  problems: Losses,
): Entity {
  const facts = allowedFacts(entity, ontology, problems);
  const seen = new Set<string>();
  const relations = entity.relations.filter((relation) => {
    const reason = wrongWith(relation, ontology, kinds) ?? (seen.has(keyOf(relation)) ? twice : undefined);
    if (reason !== undefined) problems.add(reason, { id: entity.id.slice(0, 80) });
    else seen.add(keyOf(relation));
    return reason === undefined;
  });
  const isWhole =
    facts.length === Object.keys(entity.facts).length && relations.length === entity.relations.length;
  return isWhole ? entity : { ...entity, facts: Object.fromEntries(facts), relations };
}

/** Those of its facts that the ontology allows. */
export const allowedFacts = (entity: Entity, ontology: Ontology, problems: Losses): [string, Fact][] =>
  Object.entries(entity.facts).filter(([fact, { value }]) =>
    isAllowedFact(entity, fact, value, ontology, problems),
  );

export const twice = "relations of one type between the same two are given once";

const keyOf = ({ type, to }: Relation): string => `${type} ${to}`;

function isAllowedFact(
  { id, kind }: Entity,
  fact: string,
  value: Fact["value"],
  ontology: Ontology,
  problems: Losses,
): boolean {
  const { facts } = ontology.kinds[kind];
  if (!Object.hasOwn(facts, fact)) {
    problems.add("its kind has no such fact", { id: id.slice(0, 80), attribute: fact.slice(0, 80) });
    return false;
  }
  let isAllowed = true;
  checkFactValue(facts[fact], value, [], ontology, (_, message) => {
    if (isAllowed) problems.add(message, { id: id.slice(0, 80), attribute: fact.slice(0, 80) });
    isAllowed = false;
  });
  return isAllowed;
}

function wrongWith(
  { type, from, to }: Relation,
  ontology: Ontology,
  kinds: ReadonlyMap<string, string>,
): string | undefined {
  if (!Object.hasOwn(ontology.relations, type)) return noType;
  if (from === to) return toItself;
  return wrongEnds(type, kinds.get(from) ?? "", kinds.get(to) ?? "", ontology);
}

export const noType = "there is no such type of relation";
export const toItself = "an entity cannot be related to itself";

/** @param start kind of the entity that it runs from */
export function wrongEnds(
  type: string,
  start: string,
  end: string,
  { relations }: Ontology,
): string | undefined {
  const fits = relations[type].ends.some((pair) => pair.from.includes(start) && pair.to.includes(end));
  return fits ? undefined : `${type} may not run from ${start} to ${end}`;
}

export function outlineIn(value: Value | undefined): Outline | undefined {
  const outline = typeof value === "string" ? parsed(value) : value;
  if (!isObject(outline) || !isText(outline.title) || !Array.isArray(outline.entries)) return undefined;
  const entries = outline.entries.filter(
    (entry): entry is Outline["entries"][number] =>
      isObject(entry) && typeof entry.number === "string" && isText(entry.title),
  );
  return {
    title: outline.title,
    entries: entries.map(({ number, title, intro }) => ({ number, title, ...(isText(intro) && { intro }) })),
    ...(isText(outline.incomplete) && { incomplete: outline.incomplete }),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is Text =>
  isObject(value) && typeof value.en === "string" && typeof value.zh === "string";
