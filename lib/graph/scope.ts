/**
 * What belongs to a domain, or to whatever else the ontology scopes by, and why: the rules of
 * `ontology.scope`, followed from one entity.
 *
 * Pure; the answer for an entity is worked out once for each graph.
 */
import { type Graph, otherEnd, type Relations, relationsOf } from "./graph";
import type { ScopeDefinition } from "./ontology";
import { entitiesInStep } from "./steps";

/** A step of a reason: from an entity along a relation to the next one. Indices into the graph. */
export interface Hop {
  readonly relation: number;
  /** Whether the entity that is explained stands at the relation's start. */
  readonly direction: "out" | "in";
  /** The entity at the other end. */
  readonly to: number;
}

/** Of each entity, by which rules it is in: bit 0 for the scope itself, bit n for the ontology's nth rule; 0 for out. */
export type ScopeMembers = Uint16Array;

/** Reasons for one entity that are told; more say nothing new. */
const reasonsLimit = 3;
/** Paths looked at while looking for reasons. */
const pathsLimit = 400;

interface Rule {
  readonly bit: number;
  /** Bits of the rules whose members the relation's other end has to be among. */
  readonly of: number;
  readonly type: number;
  readonly end: "from" | "to";
}

/** What of a graph scopes are worked out from. */
export type ScopeGraph = Pick<
  Graph,
  "size" | "ontology" | "kinds" | "kind" | "relationTypes" | "incident" | "incidentFrom"
> & { readonly relations: Pick<Relations, "type" | "from" | "to"> };

const known = new WeakMap<Graph, Map<number, ScopeMembers>>();

/** Scopes of a graph whose members are kept; each takes two bytes an entity. */
const membersKept = 32;
/** Graphs up to this size keep those of all their scopes. */
const smallGraph = 50_000;

const scopes = new WeakMap<ScopeGraph, readonly number[]>();

/** Entities that a graph can be scoped by, the most important first; none where its ontology has no scope. */
export function scopesOf(graph: ScopeGraph): readonly number[] {
  const known = scopes.get(graph) ?? readScopes(graph);
  scopes.set(graph, known);
  return known;
}

function readScopes(graph: ScopeGraph): number[] {
  const { scope } = graph.ontology;
  const kind = scope ? graph.kinds.indexOf(scope.kind) : -1;
  const scopes: number[] = [];
  graph.kind.forEach((of, entity) => {
    if (of === kind) scopes.push(entity);
  });
  return scopes;
}

/** What belongs to a scope. An entity of another kind scopes nothing but itself. */
export function scopeMembers(graph: Graph, scope: number): ScopeMembers {
  const ofGraph = known.get(graph) ?? new Map<number, ScopeMembers>();
  known.set(graph, ofGraph);
  const before = ofGraph.get(scope);
  const members = before ?? new Uint16Array(graph.size);
  if (!before) followRules(graph, scope, members);
  ofGraph.delete(scope);
  ofGraph.set(scope, members);
  const kept = graph.size > smallGraph ? membersKept : ofGraph.size;
  for (const oldest of [...ofGraph.keys()].slice(0, ofGraph.size - kept)) ofGraph.delete(oldest);
  return members;
}

/**
 * Visits every scope of a graph with all that belongs to it, in a time that grows with what is visited.
 *
 * @param visit is told the members in no order, the scope itself among them
 */
export function eachScope(
  graph: ScopeGraph,
  visit: (scope: number, members: readonly number[]) => void,
): void {
  const bits = new Uint16Array(graph.size);
  const rules = rulesOf(graph);
  for (const scope of scopesOf(graph)) {
    const members = follow(graph, rules, scope, bits);
    visit(scope, members);
    for (const entity of members) bits[entity] = 0;
  }
}

/** By scope, the entities that belong to it. */
export type ScopeLists = ReadonlyMap<number, Uint32Array>;

const lists = new WeakMap<Graph, ScopeLists>();
/** Entities in the lists of all scopes together, at most: in a large graph, those of the less important scopes are not kept. */
const listed = 4_000_000;

/** What belongs to each of the scopes of a graph, the most important first, worked out once, in steps of some milliseconds. */
export function* scopeLists(graph: Graph): Generator<void, ScopeLists> {
  const before = lists.get(graph);
  if (before) return before;
  const found = new Map<number, Uint32Array>();
  const bits = new Uint16Array(graph.size);
  const rules = rulesOf(graph);
  let [total, seen] = [0, 0];
  for (const scope of scopesOf(graph)) {
    const members = follow(graph, rules, scope, bits);
    for (const entity of members) bits[entity] = 0;
    total += members.length;
    if (total > listed) break;
    found.set(scope, Uint32Array.from(members));
    seen += 256 + members.length * 8;
    if (seen > entitiesInStep) {
      seen = 0;
      yield;
    }
  }
  lists.set(graph, found);
  return found;
}

function followRules(graph: Graph, scope: number, members: ScopeMembers): void {
  const isScope = graph.kinds[graph.kind[scope]] === graph.ontology.scope?.kind;
  follow(graph, isScope ? rulesOf(graph) : [], scope, members);
}

/** Sets the bits of all that belongs to a scope. @returns who that is */
function follow(graph: ScopeGraph, rules: readonly Rule[], scope: number, bits: Uint16Array): number[] {
  const found = [scope];
  bits[scope] = 1;
  for (const rule of rules) {
    const open = found.filter((entity) => bits[entity] & rule.of);
    for (const entity of open) {
      for (let at = graph.incidentFrom[entity]; at < graph.incidentFrom[entity + 1]; at++) {
        const next = endOf(graph, graph.incident[at], rule);
        if (next === undefined || next === entity || bits[next] & rule.bit) continue;
        if (bits[next] === 0) found.push(next);
        bits[next] |= rule.bit;
        if (rule.of & rule.bit) open.push(next);
      }
    }
  }
  return found;
}

/**
 * Why an entity belongs to a scope: chains of hops from it to the scope, the shortest first; none where it
 * does not, or is the scope itself.
 */
export function scopeReasons(graph: Graph, scope: number, entity: number): Hop[][] {
  const members = scopeMembers(graph, scope);
  if (!members[entity] || entity === scope) return [];
  const rules = rulesOf(graph);
  const reasons: Hop[][] = [];
  const open: { at: number; bits: number; path: Hop[] }[] = [{ at: entity, bits: members[entity], path: [] }];
  for (const { at, bits, path } of open) {
    if (reasons.length >= reasonsLimit || open.length > pathsLimit) break;
    for (const rule of rules.filter(({ bit }) => bit & bits)) {
      for (const relation of relationsOf(graph, at)) {
        if (endOf(graph, relation, rule) !== at) continue;
        const to = otherEnd(graph, relation, at);
        const onPath = to === entity || path.some((hop) => hop.to === to);
        if (onPath || !(members[to] & rule.of)) continue;
        const hop: Hop = { relation, direction: rule.end === "from" ? "out" : "in", to };
        if (to === scope) reasons.push([...path, hop]);
        else open.push({ at: to, bits: members[to] & rule.of, path: [...path, hop] });
      }
    }
  }
  return reasons.slice(0, reasonsLimit);
}

/** The entity that stands at the rule's end of a relation of the rule's type. */
function endOf(graph: ScopeGraph, relation: number, { type, end }: Rule): number | undefined {
  return graph.relations.type[relation] === type ? graph.relations[end][relation] : undefined;
}

function rulesOf({ ontology, relationTypes }: ScopeGraph): Rule[] {
  const rules: ScopeDefinition["rules"] = ontology.scope?.rules ?? {};
  const names = ["self", ...Object.keys(rules)];
  return Object.values(rules).map(({ of, via, end }, i) => ({
    bit: 1 << (i + 1),
    of: of.reduce((bits, name) => bits | (1 << names.indexOf(name)), 0),
    type: relationTypes.indexOf(via),
    end,
  }));
}
