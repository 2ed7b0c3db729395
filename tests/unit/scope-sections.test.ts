import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/graph/graph";
import { scopeMembers, scopesOf } from "@/lib/graph/scope";
import { type ScopeNode, scopeContents, scopeParts, scopeTree } from "@/lib/graph/scope-sections";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

const label = (text: string) => ({ en: text, zh: `${text}字` });
const sections: NonNullable<NonNullable<Graph["ontology"]["scope"]>["sections"]> = [
  {
    label: label("applied"),
    rules: ["applied"],
    kinds: ["model"],
    tells: [
      { via: "trained_on", end: "to" },
      { via: "compared_with", end: "from" },
    ],
  },
  { label: label("risks"), rules: ["affecting", "posed"], kinds: ["risk"] },
];

const { graph: plain } = scopedGraph({
  "domain/health": {},
  "domain/hospital": { to: { part_of: ["domain/health"] } },
  "domain/ward": { to: { part_of: ["domain/hospital"] } },
  "model/doctor": {
    to: { applied_in: ["domain/ward"], poses: ["risk/error"], trained_on: ["dataset/charts"] },
  },
  "model/nurse": { to: { applied_in: ["domain/health"], trained_on: ["dataset/charts"] } },
  "model/peer": { to: { compared_with: ["model/nurse"] } },
  "dataset/charts": {},
  "risk/error": {},
  "risk/leak": { to: { affects: ["domain/health"] } },
  "policy/law": { to: { governs: ["risk/leak"] } },
});
const withSections = (graph: Graph): Graph => ({
  ...graph,
  ontology: {
    ...graph.ontology,
    scope: { ...(scopedOntology.scope ?? { kind: "domain", rules: {} }), sections },
  },
});
const graph = withSections(plain);
const at = (id: string) => graph.indexOf(id);
const id = (entity: number | undefined) => (entity === undefined ? undefined : graph.ids[entity]);

describe("what the page of a scope tells", () => {
  const contents = scopeContents(graph, at("domain/health"));

  it("stands in the sections that the ontology declares, the rest kind by kind", () => {
    const told = contents.sections.map(({ label: of, kind, members }) => [
      of?.en ?? kind,
      members.map(({ entity }) => id(entity)).sort(),
    ]);
    expect(told).toEqual([
      ["applied", ["model/doctor", "model/nurse"]],
      ["risks", ["risk/error", "risk/leak"]],
      ["domain", ["domain/hospital", "domain/ward"]],
      ["policy", ["policy/law"]],
    ]);
  });

  it("says through what an entity belongs, and what the section is about", () => {
    const [applied] = contents.sections;
    const told = Object.fromEntries(
      applied.members.map(({ entity, isDirect, through, ties }) => [
        id(entity),
        [
          isDirect,
          id(through),
          ties.map(({ type, direction, others }) => [type, direction, others.map((one) => id(one.entity))]),
        ],
      ]),
    );
    expect(told).toEqual({
      "model/doctor": [false, "domain/ward", [["trained_on", "out", ["dataset/charts"]]]],
      "model/nurse": [
        true,
        undefined,
        [
          ["trained_on", "out", ["dataset/charts"]],
          ["compared_with", "in", ["model/peer"]],
        ],
      ],
    });
  });

  it("counts what the members are built on", () => {
    expect(contents.builtOn).toEqual([
      { kind: "dataset", entities: [{ entity: at("dataset/charts"), by: 2 }] },
    ]);
  });

  it("has every member in exactly one section, whatever the graph", () => {
    fc.assert(
      fc.property(anyScopedGraph, (any) => {
        const of = withSections(any.graph);
        for (const scope of scopesOf(of)) {
          const inSections = scopeContents(of, scope).sections.flatMap(({ members }) =>
            members.map(({ entity }) => entity),
          );
          const members = [...scopeMembers(of, scope).keys()].filter(
            (entity) => entity !== scope && scopeMembers(of, scope)[entity],
          );
          expect(inSections.sort((a, b) => a - b)).toEqual(members);
        }
      }),
    );
  });
});

describe("the tree of scopes", () => {
  const shown = (nodes: readonly ScopeNode[]): unknown =>
    nodes.map(({ scope, parts }) => [graph.ids[scope], shown(parts)]);

  it("has parts below their wholes", () => {
    expect(shown(scopeTree(graph, scopesOf(graph)))).toEqual([
      ["domain/health", [["domain/hospital", [["domain/ward", []]]]]],
    ]);
    expect(scopeParts(graph, at("domain/hospital"), "above").map(id)).toEqual(["domain/health"]);
  });

  it("shows parts that go round in a circle below one of them", () => {
    const { graph: round } = scopedGraph({
      "domain/top": {},
      "domain/hen": { to: { part_of: ["domain/egg"] } },
      "domain/egg": { to: { part_of: ["domain/hen"] } },
    });
    const tree = scopeTree(round, scopesOf(round));
    expect(tree.map(({ scope, parts }) => [round.ids[scope], parts.length])).toEqual([
      ["domain/top", 0],
      [expect.stringMatching(/hen|egg/), 1],
    ]);
  });

  it("ends, and shows every scope, however parts hang together", () => {
    fc.assert(
      fc.property(anyScopedGraph, ({ graph: any }) => {
        const seen = new Set<number>();
        const visit = (nodes: readonly ScopeNode[]): void => {
          for (const { scope, parts } of nodes) {
            seen.add(scope);
            visit(parts);
          }
        };
        visit(scopeTree(any, scopesOf(any)));
        expect([...seen].sort((a, b) => a - b)).toEqual(scopesOf(any).toSorted((a, b) => a - b));
      }),
    );
  });
});
