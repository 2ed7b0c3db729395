/**
 * What a page about an entity tells programs, as JSON-LD: the entity as the export of the graph describes it (rdf.ts), with
 * plain relations, and the page itself. Notes and sources of relations stand in the export alone.
 */
import type { Entity } from "@/lib/graph/schema";
import { type EntitiesOf, exchangeOf } from "./from-entities";
import { documentOf } from "./jsonld";
import { type Description, describe, nodeIri, pageDescription, type Term } from "./rdf";

/** The page, and where it is found. */
export interface AboutPage {
  readonly address: string;
  readonly title: string;
  /** Such as "en-GB". */
  readonly language: string;
  /** Address of the licence. */
  readonly license?: string | undefined;
}

export function entityDocument(
  entity: Entity,
  of: Pick<EntitiesOf, "ontology" | "graph" | "version">,
  page: AboutPage,
): object {
  const { nodes } = exchangeOf({ ...of, entities: [entity] });
  const edges = entity.relations.map(({ from, to, type }) => ({ from, to, type, attributes: {} }));
  const subject = nodeIri(entity.id);
  // What is said of the graph, and which attributes are lists, is for whoever reads all of it.
  const own = [...describe({ attributes: {}, nodes, edges })].filter((one) => one.subject === subject);
  return documentOf([pageDescription({ ...page, about: subject }), joined(subject, own)]);
}

/** Descriptions of one subject as one. */
function joined(subject: string, descriptions: readonly Description[]): Description {
  const objects = new Map<string, readonly Term[]>();
  for (const { properties } of descriptions)
    for (const [predicate, more] of properties)
      objects.set(predicate, [...(objects.get(predicate) ?? []), ...more]);
  return { subject, properties: [...objects] };
}
