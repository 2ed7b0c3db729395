/**
 * Which entities a filter leaves, `(graph, facets, filter) → standing of each entity`, and why.
 *
 * A filter is a list of conditions that all have to hold. A condition about a facet can neither hold nor fail
 * for kinds that do not have that facet: their entities are never members, but stay as context where they are
 * tied to one. What the members are built on is context too; what fails a condition of its own never is. The
 * browser and the server run this same code.
 */
import type { FacetColumn, FacetTable } from "./facet-table";
import {
  context,
  type Filter,
  member,
  out,
  rangeBounds,
  type Standing,
  standings,
  unknownValue,
} from "./filter-value";
import { type Graph, otherEnd, relationsOf } from "./graph";
import { type Link, linkedTo, linkReasons } from "./links";
import { distancesFrom, wayBack } from "./near";
import type { Text } from "./schema";
import { type Hop, scopeMembers, scopeReasons } from "./scope";
import { entitiesInStep, toEnd } from "./steps";

/** What stands in one part of a view and decides on its own: the filter, and the kinds that are taken out. */
export interface Filtering {
  readonly filter: Filter;
  readonly hiddenKinds: readonly string[];
  /** What answers a question that is asked, if there is one: by entity, 1 where it belongs to the answer; and its name. */
  readonly answer?: { readonly entities: Uint8Array; readonly title: Text } | undefined;
}

/** One condition: what it is about, and how each entity fares. */
export interface Condition {
  readonly about:
    | { readonly type: "kinds" | "answer" }
    | { readonly type: "scope" }
    | { readonly type: "near" }
    | { readonly type: "list" }
    | { readonly type: "link"; readonly link: Pick<Link, "type" | "direction"> }
    | { readonly type: "values" | "range"; readonly facet: string };
  /** By entity: `fails`, `holds` or `free`. */
  readonly outcome: Uint8Array;
}
export const fails = 0;
export const holds = 1;
/** The entity's kind does not have the facet. */
export const free = 2;

export interface Filtered {
  /** By entity: `out`, `context` or `member`. */
  readonly standing: Uint8Array;
  /** How many of each. */
  readonly members: number;
  readonly context: number;
  readonly conditions: readonly Condition[];
  /** By entity, for how many conditions it does not hold; 0 for members. */
  readonly unmet: Uint8Array;
  /** By entity, to how many of the scopes it belongs. */
  readonly scopes: Uint8Array;
}

/** @param table may be absent where the filter names no facet; conditions on facets that are not there hold for nobody */
export const filterGraph = (graph: Graph, table: FacetTable | undefined, filtering: Filtering): Filtered =>
  toEnd(filterSteps(graph, table, filtering));

/** The same in steps of some milliseconds. */
export function* filterSteps(
  graph: Graph,
  table: FacetTable | undefined,
  filtering: Filtering,
): Generator<void, Filtered> {
  const conditions = yield* conditionsOf(graph, table, filtering);
  const unmet = new Uint8Array(graph.size);
  const failed = new Uint8Array(graph.size);
  for (const { about, outcome } of conditions) {
    // Where an entity stands, outside of the scope or the list, without the link, does not keep what members are built on from being context.
    const bars = about.type === "kinds" || about.type === "answer" || "facet" in about;
    for (let i = 0; i < graph.size; i++) {
      if (outcome[i] !== holds) unmet[i]++;
      if (outcome[i] === fails && bars) failed[i] = 1;
    }
    if (graph.size > entitiesInStep) yield;
  }
  const standing = new Uint8Array(graph.size);
  let members = 0;
  for (let i = 0; i < graph.size; i++) {
    if (unmet[i] > 0) continue;
    standing[i] = member;
    members++;
  }
  yield* addContext(graph, conditions, failed, standing, filtering.filter.context);
  for (const id of filtering.filter.shown) {
    const entity = graph.indexOf(id);
    if (entity >= 0 && standing[entity] === out) standing[entity] = context;
  }
  let around = 0;
  for (const one of standing) if (one === context) around++;
  return {
    standing,
    members,
    context: around,
    conditions,
    unmet,
    scopes: scopeCounts(graph, filtering.filter),
  };
}

function* conditionsOf(
  graph: Graph,
  table: FacetTable | undefined,
  filtering: Filtering,
): Generator<void, Condition[]> {
  const { filter, hiddenKinds, answer } = filtering;
  const each = function* (
    about: Condition["about"],
    decide: (entity: number) => number,
  ): Generator<void, void> {
    const outcome = new Uint8Array(graph.size);
    for (let i = 0; i < graph.size; i++) {
      outcome[i] = decide(i);
      if (i % entitiesInStep === entitiesInStep - 1) yield;
    }
    conditions.push({ about, outcome });
  };
  const conditions: Condition[] = [];
  if (answer) yield* each({ type: "answer" }, (i) => (answer.entities[i] ? holds : fails));
  if (hiddenKinds.length > 0) {
    const hidden = graph.kinds.map((kind) => hiddenKinds.includes(kind));
    yield* each({ type: "kinds" }, (i) => (hidden[graph.kind[i]] ? fails : holds));
  }
  if (filter.scopes.length > 0) {
    const counts = scopeCounts(graph, filter);
    const needed = filter.combine === "all" ? filter.scopes.length : 1;
    yield* each({ type: "scope" }, (i) => (counts[i] >= needed ? holds : fails));
  }
  if (filter.near) {
    const distances = distancesFrom(graph, filter.near);
    yield* each({ type: "near" }, (i) => (distances[i] > 0 ? holds : fails));
  }
  if (filter.list) {
    const listed = new Set(filter.list.map(graph.indexOf));
    yield* each({ type: "list" }, (i) => (listed.has(i) ? holds : fails));
  }
  for (const link of filter.links) {
    const linked = linkedTo(graph, link);
    const about = { type: "link", link: { type: link.type, direction: link.direction } } as const;
    yield* each(about, (i) => (linked[i] ? holds : fails));
  }
  for (const { facet, any, not } of filter.values) {
    const column = table?.get(facet);
    const decide = column ? decideValues(column, any, not) : () => fails;
    yield* each({ type: "values", facet }, (i) => (isFree(graph, column, i) ? free : decide(i)));
  }
  for (const { facet, from, to, unknown } of filter.ranges) {
    const column = table?.get(facet);
    const decide = column ? decideRange(column, from, to, unknown) : () => fails;
    yield* each({ type: "range", facet }, (i) => (isFree(graph, column, i) ? free : decide(i)));
  }
  return conditions;
}

const isFree = (graph: Graph, column: FacetColumn | undefined, entity: number): boolean =>
  column !== undefined && !column.applies[graph.kind[entity]];

function decideValues(
  { names, start, items }: FacetColumn,
  any: readonly string[],
  not: readonly string[],
): (entity: number) => number {
  const wanted = new Set(any.map((value) => names.indexOf(value)));
  const refused = new Set(not.map((value) => names.indexOf(value)));
  const unknownWanted = any.includes(unknownValue);
  const unknownRefused = not.includes(unknownValue);
  return (entity) => {
    const [first, end] = [start[entity], start[entity + 1]];
    if (first === end) return !unknownRefused && (unknownWanted || any.length === 0) ? holds : fails;
    let found = any.length === 0;
    for (let i = first; i < end; i++) {
      if (refused.has(items[i])) return fails;
      if (wanted.has(items[i])) found = true;
    }
    return found ? holds : fails;
  };
}

function decideRange(
  column: FacetColumn,
  from: string | undefined,
  to: string | undefined,
  unknown: boolean,
): (entity: number) => number {
  const { start, items, definition } = column;
  const [least, most] = rangeBounds(definition.type, from, to);
  return (entity) => {
    const [first, end] = [start[entity], start[entity + 1]];
    if (first === end) return unknown ? holds : fails;
    // A date is the span that it may mean, and overlaps or does not.
    if (definition.type === "date") return items[first] <= most && items[first + 1] >= least ? holds : fails;
    for (let i = first; i < end; i++) if (items[i] >= least && items[i] <= most) return holds;
    return fails;
  };
}

function scopeCounts(graph: Graph, { scopes }: Filter): Uint8Array {
  const counts = new Uint8Array(graph.size);
  for (const id of scopes) {
    const scope = graph.indexOf(id);
    if (scope < 0) continue;
    const members = scopeMembers(graph, scope);
    for (let i = 0; i < graph.size; i++) if (members[i]) counts[i]++;
  }
  return counts;
}

function* addContext(
  graph: Graph,
  conditions: readonly Condition[],
  failed: Uint8Array,
  standing: Uint8Array,
  depth: Filter["context"],
): Generator<void, void> {
  if (conditions.length === 0 || depth === 0) return;
  let edge: number[] = [];
  for (let i = 0; i < graph.size; i++) if (standing[i] === member) edge.push(i);
  const added = yield* builtUpon(graph, edge, failed, standing);
  for (const entity of freeToStay(graph, conditions)) {
    const isTied = (relation: number) => standing[otherEnd(graph, relation, entity)] === member;
    if (standing[entity] === out && relationsOf(graph, entity).some(isTied)) added.push(entity);
    if (entity % entitiesInStep === 0) yield;
  }
  for (const entity of added) standing[entity] = context;
  edge = added;
  for (let level = 2; level <= depth; level++) {
    edge = yield* builtUpon(graph, edge, failed, standing);
    for (const entity of edge) standing[entity] = context;
  }
}

/** What these are built on directly, as far as it is out and fails no condition of its own. */
function* builtUpon(
  graph: Graph,
  from: readonly number[],
  failed: Uint8Array,
  standing: Uint8Array,
): Generator<void, number[]> {
  const leads = contextTypes(graph);
  const isFound = new Uint8Array(graph.size);
  const found: number[] = [];
  let seen = 0;
  for (const entity of from) {
    for (const relation of relationsOf(graph, entity)) {
      const to = graph.relations.to[relation];
      if (to === entity || !leads[graph.relations.type[relation]]) continue;
      if (standing[to] !== out || failed[to] || isFound[to]) continue;
      isFound[to] = 1;
      found.push(to);
    }
    seen += 8 + graph.incidentFrom[entity + 1] - graph.incidentFrom[entity];
    if (seen > entitiesInStep) {
      seen = 0;
      yield;
    }
  }
  return found;
}

/** By relation type, whether it leads to what something is built on. */
const contextTypes = ({ ontology, relationTypes }: Graph): boolean[] =>
  relationTypes.map((type) => ontology.context?.includes(type) ?? false);

/** Entities of kinds without one of the facets, that fail nothing. */
function freeToStay(graph: Graph, conditions: readonly Condition[]): number[] {
  if (!conditions.some(({ about }) => "facet" in about)) return [];
  const entities: number[] = [];
  for (let i = 0; i < graph.size; i++) {
    let worst = holds;
    for (const { outcome } of conditions) {
      if (outcome[i] === fails) worst = fails;
      else if (outcome[i] === free && worst === holds) worst = free;
    }
    if (worst === free) entities.push(i);
  }
  return entities;
}

/** Why an entity is where it is. */
export interface Explanation {
  readonly standing: Standing;
  /** For each scope that it belongs to, chains of hops that lead there; none for the scope itself. */
  readonly scopes: readonly { readonly scope: number; readonly reasons: readonly (readonly Hop[])[] }[];
  /** A shortest way to the middle of the ego network that is asked for. */
  readonly way: readonly Hop[];
  /** For each link that holds for it, in the order of the filter: chains of hops that lead to what it is linked to. */
  readonly links: readonly (readonly (readonly Hop[])[])[];
  /** Conditions that it meets, and those that it does not. */
  readonly met: readonly Condition["about"][];
  readonly unmet: readonly Condition["about"][];
  /** Of context: relations that tie it to what it is context of, seen from it, the strongest first. */
  readonly ties: readonly Hop[];
}

/** Ties of context that are told. */
const tiesLimit = 3;

export function explain(graph: Graph, filtered: Filtered, filter: Filter, entity: number): Explanation {
  const belongs = filter.scopes
    .map(graph.indexOf)
    .filter((scope) => scope >= 0 && scopeMembers(graph, scope)[entity]);
  const about = (met: boolean) =>
    filtered.conditions.filter(({ outcome }) => (outcome[entity] === holds) === met).map((one) => one.about);
  return {
    standing: standings[filtered.standing[entity]],
    scopes: belongs.map((scope) => ({ scope, reasons: scopeReasons(graph, scope, entity) })),
    way: filter.near ? wayBack(graph, filter.near, entity) : [],
    links: filter.links
      .map((link) => linkReasons(graph, link, entity))
      .filter((reasons) => reasons.length > 0),
    met: about(true),
    unmet: about(false),
    ties: filtered.standing[entity] === context ? tiesOf(graph, filtered, entity) : [],
  };
}

function tiesOf(graph: Graph, { standing }: Filtered, entity: number): Hop[] {
  const leads = contextTypes(graph);
  const hops = [...relationsOf(graph, entity)].map((relation): Hop => {
    const direction = graph.relations.from[relation] === entity ? "out" : "in";
    return { relation, direction, to: otherEnd(graph, relation, entity) };
  });
  // First what a member is built on, then other ties to members, then what stands in between.
  const rank = ({ relation, direction, to }: Hop) =>
    (standing[to] === member ? 0 : 2) + (direction === "in" && leads[graph.relations.type[relation]] ? 0 : 1);
  return hops
    .filter((hop) => standing[hop.to] === member || (standing[hop.to] === context && rank(hop) === 2))
    .sort((a, b) => rank(a) - rank(b) || a.to - b.to)
    .slice(0, tiesLimit);
}
