/**
 * The columns that a table of a graph may have. They follow from the ontology alone: what every entity has, then the
 * facets of the kind, then what its relations lead to. Keys stand in addresses and must not change their meaning.
 */
import { type FacetDefinition, facetsOf } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";

/** Columns that no ontology has to declare. */
export const ownColumns = [
  "name",
  "kind",
  "date",
  "importance",
  "relations",
  "region",
  "other-name",
  "aliases",
  "id",
] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** From which end of a relation it is read. */
type Direction = "out" | "in";

/** Where the values of a column come from. */
export type ColumnSource =
  | { readonly of: "entity"; readonly what: OwnColumn }
  | { readonly of: "facet"; readonly facet: FacetDefinition }
  | { readonly of: "relations"; readonly type: string; readonly direction: Direction };

export interface Column {
  readonly key: string;
  /** What its values are: it decides how wide it is, where they stand in it and how they are sorted. */
  readonly type: "name" | "words" | "number" | "date";
  readonly source: ColumnSource;
  /** Of the rows that it is offered for; absent where they are of all kinds. */
  readonly kind?: string | undefined;
}

/** Facets that are shown at first where the ontology does not say which. */
const firstFacets = 6;
const nameKey: OwnColumn = "name";

/**
 * All columns that may be chosen, in the order in which they are offered; the name comes first, and always stands.
 *
 * @param kind of the rows; without it, they are of all kinds
 */
export function columnsOf(ontology: Ontology, kind: string | undefined): Column[] {
  const has = (kinds: readonly string[]) => kind === undefined || kinds.includes(kind);
  const facets = facetsOf(ontology).filter(({ kinds }) => has(kinds));
  const own = (...columns: OwnColumn[]) => columns.map(ownColumn);
  const columns = [
    ...own(nameKey, ...(kind === undefined ? (["kind", "date"] as const) : [])),
    ...facets.map(facetColumn),
    ...own("importance", "relations", "region"),
    ...linkColumns(ontology, kind),
    ...own("other-name", "aliases", "id"),
  ];
  return kind === undefined ? columns : columns.map((column) => ({ ...column, kind }));
}

/** The kinds whose rows can have a value of a column; none where every entity has one. */
export function kindsOf({ kinds, relations }: Ontology, { source }: Column): string[] {
  if (source.of === "entity") return [];
  const all = Object.keys(kinds);
  const ends = source.of === "relations" ? (relations[source.type]?.ends ?? []) : [];
  const having =
    source.of === "facet"
      ? source.facet.kinds
      : ends.flatMap((pair) => pair[source.direction === "out" ? "from" : "to"]);
  return having.length < all.length ? all.filter((kind) => having.includes(kind)) : [];
}

/** The keys of what is shown at first, without the name. */
export function firstColumns(ontology: Ontology, kind: string | undefined): string[] {
  if (kind === undefined) return ["kind", "date", "importance", "relations", "region", "named"];
  const offered = columnsOf(ontology, kind);
  const declared = ontology.kinds[kind]?.columns;
  const keys =
    declared?.map(keyOfDeclared) ??
    offered
      .filter(({ source }) => source.of === "facet" && !source.facet.builtIn)
      .slice(0, firstFacets)
      .map(({ key }) => key);
  return [...keys, "relations"].filter((key) => offered.some((column) => column.key === key));
}

/** The columns of these keys, the name before them; keys of none are left out. */
export function chosenColumns(
  ontology: Ontology,
  kind: string | undefined,
  keys: readonly string[] | undefined,
): Column[] {
  const offered = new Map(columnsOf(ontology, kind).map((column) => [column.key, column]));
  const wanted = [nameKey, ...(keys ?? firstColumns(ontology, kind))];
  return [...new Set(wanted)].flatMap((key) => offered.get(key) ?? []);
}

/** Most columns beside the name. */
export const columnsLimit = 40;

const ownTypes: Partial<Record<OwnColumn, Column["type"]>> = {
  name: "name",
  date: "date",
  importance: "number",
  relations: "number",
};

const ownColumn = (what: OwnColumn): Column => ({
  key: what,
  type: ownTypes[what] ?? "words",
  source: { of: "entity", what },
});

const facetColumn = (facet: FacetDefinition): Column => ({
  key: keyOfDeclared(facet.key),
  type: facet.type === "category" ? "words" : facet.type,
  source: { of: "facet", facet },
});

/** A fact may have the name of a column of ours. */
const keyOfDeclared = (key: string): string =>
  (ownColumns as readonly string[]).includes(key) ? `${key}-fact` : key;

/** `to.<type>` and `from.<type>`, as conditions of a filter on the same relations are written. */
function linkColumns(ontology: Ontology, kind: string | undefined): Column[] {
  const column = (type: string, direction: Direction): Column => ({
    key: `${direction === "out" ? "to" : "from"}.${type}`,
    type: "words",
    source: { of: "relations", type, direction },
  });
  const types = Object.entries(ontology.relations);
  const joins = (end: "from" | "to") =>
    types.filter(([, { ends }]) => kind === undefined || ends.some((pair) => pair[end].includes(kind)));
  return [
    ...joins("from").map(([type]) => column(type, "out")),
    ...joins("to").map(([type]) => column(type, "in")),
  ];
}
