import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/graph/graph";
import { scopeMembers, scopeReasons, scopesOf } from "@/lib/graph/scope";
import { naiveScope } from "../fixtures/naive-filter";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

/** Healthcare has a part, and a part of that; finance stands beside it. */
const { graph } = scopedGraph({
  "domain/health": { to: { poses: ["risk/overuse"] } },
  "domain/hospital": { to: { part_of: ["domain/health"] } },
  "domain/ward": { to: { part_of: ["domain/hospital"] } },
  "domain/finance": {},
  "model/doctor": { to: { applied_in: ["domain/ward"], poses: ["risk/error"] } },
  "model/general": { to: { applied_in: ["domain/health", "domain/finance"] } },
  "model/base": { to: { poses: ["risk/leak"] } },
  "risk/error": {},
  "risk/overuse": {},
  "risk/leak": { to: { affects: ["domain/hospital"] } },
  "risk/fraud": { to: { affects: ["domain/finance"] } },
  "policy/device-law": { to: { governs: ["risk/error"] } },
  "policy/data-law": { to: { governs: ["risk/leak", "domain/health"] } },
  "policy/bank-law": { to: { governs: ["risk/fraud"] } },
});
const at = (id: string) => graph.indexOf(id);
const membersOf = (of: Graph, scope: string) =>
  of.ids.filter((_, i) => scopeMembers(of, of.indexOf(scope))[i]);

describe("what belongs to a scope", () => {
  it("is itself and its parts, what is applied there, risks that affect it or are posed there, and their policies", () => {
    expect(membersOf(graph, "domain/health")).toEqual([
      "domain/health",
      "domain/hospital",
      "domain/ward",
      "model/doctor",
      "model/general",
      "risk/error",
      "risk/overuse",
      "risk/leak",
      "policy/device-law",
      "policy/data-law",
    ]);
    expect(membersOf(graph, "domain/finance")).toEqual([
      "domain/finance",
      "model/general",
      "risk/fraud",
      "policy/bank-law",
    ]);
  });

  it("is of a part what the part has, not what the whole has", () => {
    expect(membersOf(graph, "domain/ward")).toEqual([
      "domain/ward",
      "model/doctor",
      "risk/error",
      "policy/device-law",
    ]);
  });

  it("is of an entity of another kind that entity alone", () => {
    expect(membersOf(graph, "model/doctor")).toEqual(["model/doctor"]);
  });

  it("ends where parts and wholes run in a circle", () => {
    const { graph: circle } = scopedGraph({
      "domain/a": { to: { part_of: ["domain/b"] } },
      "domain/b": { to: { part_of: ["domain/a"] } },
      "model/m": { to: { applied_in: ["domain/a"] } },
    });
    expect(membersOf(circle, "domain/b")).toEqual(["domain/a", "domain/b", "model/m"]);
    expect(scopeReasons(circle, 1, 2)).toHaveLength(1);
  });

  it("is nothing else where the ontology says nothing of scopes", () => {
    const { scope: _, ...without } = scopedOntology;
    const { graph: plain } = scopedGraph(
      { "domain/a": {}, "model/m": { to: { applied_in: ["domain/a"] } } },
      without,
    );
    expect(membersOf(plain, "domain/a")).toEqual(["domain/a"]);
    expect(scopesOf(plain)).toEqual([]);
  });

  it("is what the rules bring in when they are tried until nothing more comes in", () => {
    fc.assert(
      fc.property(anyScopedGraph, (scoped) => {
        for (const scope of scoped.graph.ids)
          expect(new Set(membersOf(scoped.graph, scope))).toEqual(naiveScope(scoped, scope));
      }),
    );
  });
});

it("a graph can be scoped by entities of the ontology's kind, the most important first", () => {
  expect(scopesOf(graph).map((i) => graph.ids[i])).toEqual([
    "domain/health",
    "domain/hospital",
    "domain/ward",
    "domain/finance",
  ]);
});

describe("the reasons for belonging to a scope", () => {
  /** Each chain as text, such as `governs> risk/leak affects> domain/hospital`. */
  const told = (scope: string, entity: string) =>
    scopeReasons(graph, at(scope), at(entity)).map((chain) =>
      chain
        .map(({ relation, direction, to }) => {
          const type = graph.relationTypes[graph.relations.type[relation]];
          return `${direction === "out" ? `${type}>` : `<${type}`} ${graph.ids[to]}`;
        })
        .join(" "),
    );

  it.each<[scope: string, entity: string, reasons: string[]]>([
    ["domain/health", "domain/ward", ["part_of> domain/hospital part_of> domain/health"]],
    [
      "domain/health",
      "model/doctor",
      ["applied_in> domain/ward part_of> domain/hospital part_of> domain/health"],
    ],
    ["domain/ward", "risk/error", ["<poses model/doctor applied_in> domain/ward"]],
    ["domain/health", "risk/overuse", ["<poses domain/health"]],
    [
      "domain/health",
      "policy/data-law",
      ["governs> domain/health", "governs> risk/leak affects> domain/hospital part_of> domain/health"],
    ],
    ["domain/health", "domain/health", []],
    ["domain/health", "policy/bank-law", []],
  ])("%s, %s", (scope, entity, reasons) => {
    expect(told(scope, entity)).toEqual(reasons);
  });

  it("take no way on which a rule does not follow from the one before", () => {
    const { graph: narrow } = scopedGraph(
      {
        "domain/d": { to: { poses: ["risk/r"] } },
        "model/tool": { to: { applied_in: ["domain/d"], based_on: ["model/base", "model/both"] } },
        "model/both": { to: { applied_in: ["domain/d"], poses: ["risk/r"] } },
        "model/base": { to: { poses: ["risk/r", "risk/other"] } },
        "risk/r": {},
        "risk/other": {},
      },
      {
        ...scopedOntology,
        scope: {
          kind: "domain",
          rules: {
            applied: { of: ["self"], via: "applied_in", end: "from" },
            basic: { of: ["applied"], via: "based_on", end: "to" },
            posed: { of: ["applied"], via: "poses", end: "to" },
          },
        },
      },
    );
    const ends = (entity: string) =>
      scopeReasons(narrow, 0, narrow.indexOf(entity)).map((chain) => chain.map(({ to }) => narrow.ids[to]));
    // Not by the domain or the base, which are not applied there; nor by that which both is as a base.
    expect(ends("risk/r")).toEqual([["model/both", "domain/d"]]);
    expect(ends("risk/other")).toEqual([]);
    expect(ends("model/base")).toEqual([["model/tool", "domain/d"]]);
  });

  it("are three at most, the shortest", () => {
    const risks = Array.from({ length: 9 }, (_, i) => `risk/r${i}`);
    const { graph: many } = scopedGraph({
      "domain/d": {},
      "policy/p": { to: { governs: ["domain/d", ...risks] } },
      ...Object.fromEntries(risks.map((id) => [id, { to: { affects: ["domain/d"] } }])),
    });
    expect(scopeReasons(many, 0, 1).map((chain) => chain.length)).toEqual([1, 2, 2]);
  });

  it("are there for every member, and lead along relations to the scope by the rules", () => {
    fc.assert(
      fc.property(anyScopedGraph, ({ graph: any }) => {
        for (const scope of scopesOf(any)) {
          scopeMembers(any, scope).forEach((bits, entity) => {
            const chains = scopeReasons(any, scope, entity);
            expect(chains.length > 0).toBe(bits > 0 && entity !== scope);
            for (const chain of chains) expectChain(any, scope, entity, chain);
            const lengths = chains.map((chain) => chain.length);
            expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
            expect(new Set(chains.map((chain) => JSON.stringify(chain))).size).toBe(chains.length);
          });
        }
      }),
    );
  });

  function expectChain(any: Graph, scope: number, entity: number, chain: ReturnType<typeof scopeReasons>[0]) {
    const rules = Object.entries(scopedOntology.scope?.rules ?? {});
    let from = entity;
    /** Rules that may have let in the entity where the chain stands; at its start, any. */
    let possible = rules.map(([rule]) => rule);
    for (const { relation, direction, to } of chain) {
      const { from: starts, to: ends, type } = any.relations;
      expect([starts[relation], ends[relation]]).toEqual(direction === "out" ? [from, to] : [to, from]);
      const applied = rules.filter(
        ([rule, { via, end }]) =>
          possible.includes(rule) &&
          via === any.relationTypes[type[relation]] &&
          (end === "from" ? starts : ends)[relation] === from,
      );
      possible = applied.flatMap(([, { of }]) => of);
      expect(possible).not.toEqual([]);
      from = to;
    }
    expect(from).toBe(scope);
    expect(possible).toContain("self");
  }
});
