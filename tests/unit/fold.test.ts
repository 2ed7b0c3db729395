import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { type ClosedGroup, foldGraph } from "@/lib/graph/fold";
import { type Graph, relationsOf } from "@/lib/graph/graph";
import type { KindDefinition } from "@/lib/graph/ontology";
import { plainOntology } from "../fixtures/random-graph";
import { anyScopedGraph } from "../fixtures/scoped-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

const definition: KindDefinition = { ...plainOntology.kinds.kind0, label: { en: "group", zh: "组" } };
const kind = { name: "group", definition };

const closedGroup = (group: number, size = 1): ClosedGroup => ({
  group,
  id: `group-of/g${group}`,
  name: { en: `Group ${group}`, zh: `第 ${group} 组` },
  size,
});

/** Six entities in two groups and outside of them, the first by far the most important. */
function sixEntities(): Graph {
  const ends: [number, number][] = [
    [1, 0],
    [2, 0],
    [2, 1],
    [3, 0],
    [3, 1],
    [4, 3],
    [5, 2],
    [5, 4],
  ];
  const compact = tinyCompact(
    ["a", "b", "c", "d", "e", "f"].map((en, i) => ({ en, kind: i % 2, importance: (10 - i) / 10 })),
    ends,
  );
  return decodeGraph({ ...compact, relations: { ...compact.relations, unsourced: [3] } });
}
/** a, b and c; d and e; f in none. */
const groupsOfSix = Int16Array.of(0, 0, 0, 1, 1, -1);

const relationsIn = ({ ids, relations }: Graph) =>
  Array.from({ length: relations.size }, (_, r) => ({
    from: ids[relations.from[r]],
    to: ids[relations.to[r]],
    count: relations.count?.[r],
    sourced: relations.sourced[r],
  }));

describe("a closed group", () => {
  const graph = sixEntities();

  it("is one node of a new kind before all others, which keep their order", () => {
    const { graph: folded, entityOf, groupOf } = foldGraph(graph, groupsOfSix, [closedGroup(1)], kind);
    expect(folded).toMatchObject({
      size: 5,
      ids: ["group-of/g1", "kind0/x0", "kind1/x1", "kind0/x2", "kind1/x5"],
      kinds: [...graph.kinds, "group"],
      kind: Uint8Array.of(3, 0, 1, 0, 1),
      importance: Float64Array.of(1, 1, 0.9, 0.8, 0.5),
      x: Float32Array.of(350, 0, 100, 200, 500),
      region: Int16Array.of(-1, -1, -1, -1, -1),
    });
    expect(folded.names[0]).toEqual({ en: "Group 1", zh: "第 1 组" });
    expect(folded.ontology.kinds.group).toBe(definition);
    expect(graph.ontology.kinds.group).toBeUndefined();
    expect([...entityOf]).toEqual([1, 2, 3, 0, 0, 4]);
    expect([...groupOf]).toEqual([0, -1, -1, -1, -1]);
  });

  it("is found by its id, and what is inside it is not", () => {
    const { graph: folded } = foldGraph(graph, groupsOfSix, [closedGroup(1)], kind);
    const found = ["group-of/g1", "kind0/x2", "kind1/x3", "group-of/g0", "kind0/none"].map(folded.indexOf);
    expect(found).toEqual([0, 3, -1, -1, -1]);
  });

  it("has the relations of its members to others, those alike as one with their number", () => {
    const { graph: folded } = foldGraph(graph, groupsOfSix, [closedGroup(0), closedGroup(1)], kind);
    expect(relationsIn(folded)).toEqual([
      // One of the two has no source.
      { from: "group-of/g1", to: "group-of/g0", count: 2, sourced: 0 },
      { from: "kind1/x5", to: "group-of/g0", count: 1, sourced: 1 },
      { from: "kind1/x5", to: "group-of/g1", count: 1, sourced: 1 },
    ]);
  });

  it("is tied the more strongly, the more relations a tie stands for", () => {
    const { graph: folded } = foldGraph(graph, groupsOfSix, [closedGroup(0), closedGroup(1)], kind);
    // Weighted degrees are 3 for both groups and 2 for f.
    const expected = [2 / 3, 1 / Math.sqrt(6), 1 / Math.sqrt(6)];
    expect([...folded.relations.strength].map((one) => one.toFixed(4))).toEqual(
      expected.map((one) => one.toFixed(4)),
    );
    expect([...folded.relations.backbone]).toEqual([1, 1, 1]);
  });

  it("comes before smaller ones, however they are given", () => {
    const closed = [closedGroup(1, 2), closedGroup(0, 3)];
    const { graph: folded, groupOf } = foldGraph(graph, groupsOfSix, closed, kind);
    expect(folded.ids).toEqual(["group-of/g0", "group-of/g1", "kind1/x5"]);
    expect([...groupOf]).toEqual([1, 0, -1]);
  });

  it("stands in the region where most of its members do", () => {
    const regions = [0, 0, 1, 1, 0, -1];
    const inRegions = { ...graph, region: Int16Array.from(regions) };
    const { graph: folded } = foldGraph(inRegions, groupsOfSix, [closedGroup(0), closedGroup(1)], kind);
    // Of d and e, each stands in another one.
    expect([...folded.region]).toEqual([0, -1, -1]);
  });

  it("is not there where nothing belongs to it", () => {
    const folded = foldGraph(graph, groupsOfSix, [closedGroup(7), closedGroup(1)], kind);
    expect(folded.graph.ids[0]).toBe("group-of/g1");
    expect(folded.groupOf[0]).toBe(1);
    expect(foldGraph(graph, groupsOfSix, [closedGroup(7)], kind).graph).toBe(graph);
  });
});

describe("folding", () => {
  const anyFolding = anyScopedGraph.chain(({ graph }) =>
    fc
      .record({
        of: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: graph.size, maxLength: graph.size }),
        sourced: fc.array(fc.nat(1), { minLength: graph.relations.size, maxLength: graph.relations.size }),
        closed: fc.shuffledSubarray([0, 1, 2, 3]),
      })
      .map(({ of, sourced, closed }) => ({
        graph: { ...graph, relations: { ...graph.relations, sourced: Uint8Array.from(sourced) } },
        of: Int16Array.from(of),
        closed: closed.map((group) => closedGroup(group, of.filter((one) => one === group).length)),
      })),
  );

  it("nothing leaves the graph as it is", () => {
    fc.assert(
      fc.property(anyFolding, ({ graph, of }) => {
        const { graph: folded, entityOf, groupOf } = foldGraph(graph, of, [], kind);
        expect(folded).toBe(graph);
        expect([...entityOf]).toEqual([...graph.ids.keys()]);
        expect([...groupOf]).toEqual(graph.ids.map(() => -1));
      }),
    );
  });

  it("puts every entity where its group is, or leaves it what it was", () => {
    fc.assert(
      fc.property(anyFolding, ({ graph, of, closed }) => {
        const { graph: folded, entityOf, groupOf } = foldGraph(graph, of, closed, kind);
        const isInside = (entity: number) => closed.some(({ group }) => group === of[entity]);
        graph.ids.forEach((id, entity) => {
          const node = entityOf[entity];
          if (isInside(entity)) {
            expect(closed[groupOf[node]].group).toBe(of[entity]);
            expect(folded.indexOf(id)).toBe(-1);
          } else {
            expect(groupOf[node]).toBe(-1);
            expect([folded.ids[node], folded.names[node]]).toEqual([id, graph.names[entity]]);
            expect([folded.x[node], folded.importance[node]]).toEqual([
              graph.x[entity],
              graph.importance[entity],
            ]);
          }
        });
        expect(folded.ids.map(folded.indexOf)).toEqual([...folded.ids.keys()]);
        expect(new Set(entityOf).size).toBe(folded.size);
        const { importance } = folded;
        expect(importance.toSorted((a, b) => b - a)).toEqual(importance);
      }),
    );
  });

  it("counts every relation between different nodes exactly once", () => {
    fc.assert(
      fc.property(anyFolding, ({ graph, of, closed }) => {
        const { graph: folded, entityOf, groupOf } = foldGraph(graph, of, closed, kind);
        const expected = new Map<string, { count: number; sourced: number }>();
        for (let r = 0; r < graph.relations.size; r++) {
          const [from, to] = [entityOf[graph.relations.from[r]], entityOf[graph.relations.to[r]]];
          if (from === to && groupOf[from] >= 0) continue;
          const key = `${from} ${graph.relations.type[r]} ${to}`;
          const { count, sourced } = expected.get(key) ?? { count: 0, sourced: 1 };
          expected.set(key, { count: count + 1, sourced: sourced && graph.relations.sourced[r] });
        }
        const { relations } = folded;
        const found = Array.from({ length: relations.size }, (_, r): [string, object] => [
          `${relations.from[r]} ${relations.type[r]} ${relations.to[r]}`,
          { count: relations.count?.[r] ?? 1, sourced: relations.sourced[r] },
        ]);
        expect(found).toHaveLength(expected.size);
        expect(new Map(found)).toEqual(expected);
      }),
    );
  });

  it("keeps relations in order, and every node's own ones at hand", () => {
    fc.assert(
      fc.property(anyFolding, ({ graph, of, closed }) => {
        const { graph: folded } = foldGraph(graph, of, closed, kind);
        fc.pre(folded !== graph);
        const { from, to, type, size } = folded.relations;
        const inOrder = Array.from({ length: size }, (_, r) => [from[r], type[r], to[r]]);
        expect(inOrder.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])).toEqual(inOrder);
        folded.ids.forEach((_, node) => {
          const own = [...from.keys()].filter((r) => from[r] === node || to[r] === node);
          expect([...relationsOf(folded, node)]).toEqual(own);
        });
      }),
    );
  });

  it("a folded graph adds up what its relations stand for", () => {
    const once = foldGraph(sixEntities(), groupsOfSix, [closedGroup(0)], kind).graph;
    const of = Int16Array.of(-1, 1, 1, -1);
    const twice = foldGraph(once, of, [closedGroup(1)], { name: "outer", definition }).graph;
    expect(relationsIn(twice)).toContainEqual({
      from: "group-of/g1",
      to: "group-of/g0",
      count: 2,
      sourced: 0,
    });
  });
});
