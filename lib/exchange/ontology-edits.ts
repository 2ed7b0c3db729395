/** What a reader may change of an ontology: plain JSON, so that it can be kept and applied again. */

import { facetsOf } from "@/lib/graph/facet-table";
import type { FlowRule, KindDefinition, Ontology, RelationType } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";

export interface OntologyEdits {
  readonly graph?: { readonly name?: Text };
  readonly kinds?: Readonly<
    Record<
      string,
      { readonly label?: Text; readonly colour?: { readonly light: string; readonly dark: string } }
    >
  >;
  readonly relations?: Readonly<
    Record<
      string,
      {
        readonly label?: Text;
        readonly inverse?: Text;
        /** Which end the other one descends from; null: none. */
        readonly ancestor?: "from" | "to" | null;
      }
    >
  >;
  /** By `kind.fact`. */
  readonly facts?: Readonly<Record<string, { readonly label?: Text; readonly facet?: boolean }>>;
}

/** The ontology with the edits; those of what it does not have, and of what cannot be, are left out. */
export function applyEdits(ontology: Ontology, edits: OntologyEdits): Ontology {
  const relations = mapped(ontology.relations, (type, relation) =>
    editedRelation(relation, own(edits.relations, type)),
  );
  const edited: Ontology = {
    ...ontology,
    graph: { ...ontology.graph, ...(isText(edits.graph?.name) && { name: edits.graph.name }) },
    kinds: mapped(ontology.kinds, (kind, definition) => editedKind(kind, definition, edits)),
    relations,
    ...flowsWith(ontology, edits),
  };
  return withoutLostFacets(edited);
}

function editedKind(kind: string, definition: KindDefinition, edits: OntologyEdits): KindDefinition {
  const { label, colour } = own(edits.kinds, kind) ?? {};
  const facts = mapped(definition.facts, (name, fact) => {
    const edit = own(edits.facts, `${kind}.${name}`);
    const canBeFacet = fact.type !== "quantity";
    return {
      ...fact,
      ...(isText(edit?.label) && { label: edit.label }),
      ...(typeof edit?.facet === "boolean" && canBeFacet && { facet: edit.facet }),
    };
  });
  return {
    ...definition,
    // What many of them are called, nobody was asked for.
    ...(isText(label) && { label, plural: label }),
    ...(isColour(colour?.light) &&
      isColour(colour?.dark) && { colour: { light: colour.light, dark: colour.dark } }),
    facts,
  };
}

type RelationEdit = NonNullable<OntologyEdits["relations"]>[string];

function editedRelation(relation: RelationType, edit: RelationEdit | undefined): RelationType {
  if (!edit) return relation;
  const { clause, inverse_clause: inverseClause, ancestor, ...rest } = relation;
  const isRead = isText(edit.label);
  const isReadBack = isText(edit.inverse);
  const kept = edit.ancestor === undefined ? ancestor : isEnd(edit.ancestor) ? edit.ancestor : undefined;
  return {
    ...rest,
    // A clause of before would say something else than the new label.
    ...(clause && !isRead && { clause }),
    ...(inverseClause && !isReadBack && { inverse_clause: inverseClause }),
    ...(isRead && { label: edit.label }),
    ...(isReadBack && { inverse: edit.inverse }),
    ...(kept && { ancestor: kept }),
  };
}

/** Descent runs along the types that an edit says it of; so do the effects of a change. */
function flowsWith({ flows, relations }: Ontology, edits: OntologyEdits): Pick<Ontology, "flows"> {
  const changed = Object.entries(edits.relations ?? {}).filter(
    ([type, { ancestor }]) =>
      Object.hasOwn(relations, type) &&
      (ancestor === null || (isEnd(ancestor) && ancestor !== relations[type].ancestor)),
  );
  if (changed.length === 0) return flows ? { flows } : {};
  const types = new Set(changed.map(([type]) => type));
  const added = changed.flatMap(([type, { ancestor }]): FlowRule[] =>
    isEnd(ancestor) ? [{ via: type, source: ancestor }] : [],
  );
  const changedIn = (rules: readonly FlowRule[] = []) => [
    ...rules.filter(({ via }) => !types.has(via)),
    ...added,
  ];
  return {
    flows: {
      lineage: changedIn(flows?.lineage),
      impact: changedIn(flows?.impact),
      terms: flows?.terms ?? [],
    },
  };
}

/** Groupings without the facets that are none any more. */
function withoutLostFacets(ontology: Ontology): Ontology {
  const { groupings, ...rest } = ontology;
  if (!groupings) return ontology;
  const categories = new Set(
    facetsOf(ontology).flatMap(({ key, type }) => (type === "category" ? [key] : [])),
  );
  const left = Object.entries(groupings).flatMap(([key, grouping]) => {
    const facets = grouping.facets.filter((facet) => categories.has(facet));
    return facets.length > 0 ? [[key, { ...grouping, facets }] as const] : [];
  });
  return { ...rest, groupings: Object.fromEntries(left) };
}

function mapped<T>(
  record: Readonly<Record<string, T>>,
  change: (key: string, value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

const isText = (text: Text | undefined): text is Text =>
  typeof text?.en === "string" && typeof text.zh === "string" && text.en !== "" && text.zh !== "";

const isColour = (colour: string | undefined): colour is string =>
  typeof colour === "string" && /^#[0-9a-f]{6}$/.test(colour);

const isEnd = (end: unknown): end is "from" | "to" => end === "from" || end === "to";
