/**
 * What a scope, such as a domain, holds, put into the sections of a page: those that the ontology declares
 * (`scope.sections`), then, so that nothing is left out, whatever else is in by a rule, kind by kind.
 *
 * Pure. Every member stands in one section, the first that takes it.
 */
import { type Graph, otherEnd, relationsOf } from "./graph";
import type { Text } from "./schema";
import { scopeMembers, scopeReasons } from "./scope";

/** A relation of a member that the page tells: it is what the section is about. */
export interface Tie {
  readonly type: string;
  readonly direction: "out" | "in";
  /** The entities that it leads to, the most important first, with whether a source supports it. */
  readonly others: readonly { readonly entity: number; readonly isSourced: boolean }[];
}

export interface Member {
  readonly entity: number;
  /** Whether a relation of its own ties it to the scope itself, and if so whether a source supports that. */
  readonly isDirect: boolean;
  readonly isSourced: boolean;
  /** Through which entity it belongs, where it is not tied to the scope itself. */
  readonly through?: number | undefined;
  readonly ties: readonly Tie[];
}

export interface ScopeSection {
  /** Absent where the kind says it. */
  readonly label?: Text | undefined;
  readonly kind: string;
  /** The most important first. */
  readonly members: readonly Member[];
}

export interface ScopeContents {
  /** In the ontology's order; without empty ones. */
  readonly sections: readonly ScopeSection[];
  /** All that it holds, without itself. */
  readonly members: readonly number[];
  /** What the members are built on, by kind, the one that most are built on first. */
  readonly builtOn: readonly {
    readonly kind: string;
    readonly entities: readonly { readonly entity: number; readonly by: number }[];
  }[];
}

export function scopeContents(graph: Graph, scope: number): ScopeContents {
  const bits = scopeMembers(graph, scope);
  const rules = Object.keys(graph.ontology.scope?.rules ?? {});
  const members = graph.ids.flatMap((_, entity) => (bits[entity] && entity !== scope ? [entity] : []));
  const kindOf = (entity: number) => graph.kinds[graph.kind[entity]];
  const left = new Set(members);
  const sections: ScopeSection[] = [];
  for (const { label, rules: of, kinds, tells } of graph.ontology.scope?.sections ?? []) {
    const wanted = of.reduce((all, rule) => all | (1 << (rules.indexOf(rule) + 1)), 0);
    const inside = members.filter(
      (entity) => left.has(entity) && bits[entity] & wanted && kinds.includes(kindOf(entity)),
    );
    for (const entity of inside) left.delete(entity);
    const told = inside.map((entity) => memberOf(graph, scope, entity, tells ?? []));
    if (told.length > 0) sections.push({ label, kind: kindOf(told[0].entity), members: told });
  }
  for (const kind of graph.kinds) {
    const rest = [...left].filter((entity) => kindOf(entity) === kind);
    if (rest.length > 0)
      sections.push({ kind, members: rest.map((entity) => memberOf(graph, scope, entity, [])) });
  }
  return { sections, members, builtOn: builtOn(graph, scope, members) };
}

function memberOf(
  graph: Graph,
  scope: number,
  entity: number,
  tells: readonly { readonly via: string; readonly end: "from" | "to" }[],
): Member {
  const [reason = []] = scopeReasons(graph, scope, entity);
  const isDirect = reason.length === 1;
  return {
    entity,
    isDirect,
    isSourced: reason.every(({ relation }) => graph.relations.sourced[relation] === 1),
    through: isDirect ? undefined : reason[0]?.to,
    ties: tells.flatMap(({ via, end }) => {
      const others = [...relationsOf(graph, entity)]
        .filter((relation) => {
          const { type, from, to } = graph.relations;
          const isOwn = (end === "to" ? from : to)[relation] === entity;
          return graph.relationTypes[type[relation]] === via && isOwn;
        })
        .map((relation) => ({
          entity: otherEnd(graph, relation, entity),
          isSourced: graph.relations.sourced[relation] === 1,
        }))
        .sort((a, b) => a.entity - b.entity);
      return others.length > 0
        ? [{ type: via, direction: end === "to" ? ("out" as const) : ("in" as const), others }]
        : [];
    }),
  };
}

/** What stands at the end of the members' relations of the ontology's context types and is no member itself. */
function builtOn(graph: Graph, scope: number, members: readonly number[]): ScopeContents["builtOn"] {
  const context = new Set((graph.ontology.context ?? []).map((type) => graph.relationTypes.indexOf(type)));
  const isIn = new Set([scope, ...members]);
  const counts = new Map<number, number>();
  for (const entity of members) {
    const bases = new Set<number>();
    for (const relation of relationsOf(graph, entity)) {
      const { type, from, to } = graph.relations;
      if (from[relation] === entity && context.has(type[relation]) && !isIn.has(to[relation]))
        bases.add(to[relation]);
    }
    for (const base of bases) counts.set(base, (counts.get(base) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return graph.kinds.flatMap((kind, i) => {
    const entities = ranked.flatMap(([entity, by]) => (graph.kind[entity] === i ? [{ entity, by }] : []));
    return entities.length > 0 ? [{ kind, entities }] : [];
  });
}

/** A scope and the scopes that are parts of it. */
export interface ScopeNode {
  readonly scope: number;
  readonly parts: readonly ScopeNode[];
}

/**
 * Scopes with their parts below them, by the rules of the ontology that lead from a scope to scopes: the most important
 * first. A part of several wholes stands below each; a whole is told once on the way down, however they hang together.
 */
export function scopeTree(graph: Graph, scopes: readonly number[]): ScopeNode[] {
  const partsOf = (scope: number) => scopeParts(graph, scope);
  const isPart = new Set(scopes.flatMap(partsOf));
  const nodeOf = (scope: number, above: ReadonlySet<number>): ScopeNode => {
    const way = new Set([...above, scope]);
    return {
      scope,
      parts: partsOf(scope)
        .filter((part) => !way.has(part))
        .map((part) => nodeOf(part, way)),
    };
  };
  const reached = new Set<number>();
  const reach = (scope: number): void => {
    if (reached.has(scope)) return;
    reached.add(scope);
    partsOf(scope).forEach(reach);
  };
  const top = scopes.filter((scope) => !isPart.has(scope));
  top.forEach(reach);
  // Of parts that go round in a circle, none would be at the top.
  for (const scope of scopes) {
    if (reached.has(scope)) continue;
    top.push(scope);
    reach(scope);
  }
  return top.map((scope) => nodeOf(scope, new Set()));
}

/** Scopes that are next below a scope, or above it, the most important first. */
export function scopeParts(graph: Graph, scope: number, side: "below" | "above" = "below"): number[] {
  const { scope: definition } = graph.ontology;
  const parts = new Set<number>();
  for (const { of, via, end } of Object.values(definition?.rules ?? {})) {
    if (!of.includes("self")) continue;
    for (const relation of relationsOf(graph, scope)) {
      const { type, [end]: ends } = graph.relations;
      const other = otherEnd(graph, relation, scope);
      const isPart = ends[relation] === (side === "below" ? other : scope);
      if (graph.relationTypes[type[relation]] === via && isPart && graph.kind[other] === graph.kind[scope])
        parts.add(other);
    }
  }
  parts.delete(scope);
  return [...parts].sort((a, b) => a - b);
}
