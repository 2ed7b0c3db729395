import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { neighbourhoodLimit, sceneOf } from "@/lib/view/scene";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView } from "@/lib/view/view";
import { tinyCompact } from "../fixtures/tiny-graph";

/** Two models on one dataset; the second model has a tool of its own. */
const graph = decodeGraph(
  tinyCompact(
    [
      { en: "Data", kind: 1, importance: 1 },
      { en: "Model", importance: 0.5 },
      { en: "Other model", importance: 0.4 },
      { en: "Tool", kind: 2 },
    ],
    [
      [1, 0],
      [2, 0],
      [2, 3],
    ],
  ),
);
const [data, model, other] = graph.ids;

describe("a scene", () => {
  it("of the plain view shows all at its place and points at nothing", () => {
    const { hidden, x, y, focus } = sceneOf(graph, emptyView, "en");
    expect({ hidden: [...hidden], x: [...x], y: [...y], focus }).toEqual({
      hidden: [0, 0, 0, 0],
      x: [0, 100, 200, 300],
      y: [0, 0, 0, 0],
      focus: undefined,
    });
  });

  it("leaves out the kinds that are taken out", () => {
    expect([...sceneOf(graph, toggleKind(emptyView, "kind0"), "en").hidden]).toEqual([0, 1, 1, 0]);
  });

  it("has what was moved where it was moved to, and leaves the graph as it is", () => {
    const moved = move(move(emptyView, model, 7, 8), "kind0/gone", 1, 1);
    const { x, y } = sceneOf(graph, moved, "en");
    expect([[...x], [...y]]).toEqual([
      [0, 7, 200, 300],
      [0, 8, 0, 0],
    ]);
    expect([...graph.x]).toEqual([0, 100, 200, 300]);
  });
});

describe("the focus", () => {
  const focusOf = (view: Parameters<typeof sceneOf>[1]) => sceneOf(graph, view, "en").focus;

  it("never counts an entity among its own neighbours", () => {
    const turning = decodeGraph(
      tinyCompact(
        [{ en: "A" }, { en: "B" }],
        [
          [0, 0],
          [0, 1],
        ],
      ),
    );
    expect(sceneOf(turning, select(emptyView, turning.ids[0]), "en").focus).toEqual({
      entity: 0,
      chosen: [0],
      members: [0, 1],
      relations: [1],
      rest: 0,
    });
  });

  it("is an entity with its neighbours and the relations between it and them", () => {
    expect(focusOf(select(emptyView, data))).toEqual({
      entity: 0,
      chosen: [0],
      members: [0, 1, 2],
      relations: [0, 1],
      rest: 0,
    });
  });

  it("ranks neighbours by how they are tied to it and by their importance, not by how many others they have", () => {
    const busy = decodeGraph(
      tinyCompact(
        [
          { en: "Tied once, with many others", importance: 1 },
          { en: "Tied once", importance: 0.5 },
          { en: "Tied twice", importance: 0.4 },
          { en: "It" },
          ...Array.from({ length: 9 }, () => ({ en: "Another" })),
        ],
        [[3, 0], [3, 1], [3, 2], [2, 3], ...Array.from({ length: 9 }, (_, i) => [i + 4, 0] as const)],
      ),
    );
    expect(sceneOf(busy, select(emptyView, busy.ids[3]), "en").focus?.members).toEqual([3, 2, 0, 1]);
  });

  it("is a relation with its two ends", () => {
    expect(focusOf(select(emptyView, { from: other, type: "ties", to: data }))).toEqual({
      relation: 1,
      members: [2, 0],
      chosen: [],
      relations: [1],
      rest: 0,
    });
  });

  it.each([
    "kind0/gone",
    { from: data, type: "ties", to: model },
    { from: model, type: "no_such", to: data },
  ])("on %j, which is not there, is none", (selection) => {
    expect(focusOf(select(emptyView, selection))).toBeUndefined();
  });

  it("leaves out neighbours of kinds that are taken out", () => {
    expect(focusOf(toggleKind(select(emptyView, other), "kind1"))).toEqual({
      entity: 2,
      chosen: [2],
      members: [2, 3],
      relations: [2],
      rest: 0,
    });
  });

  it("is seen itself although its kind is taken out", () => {
    expect([...sceneOf(graph, toggleKind(select(emptyView, model), "kind0"), "en").hidden]).toEqual([
      0, 0, 1, 0,
    ]);
    const relation = { from: model, type: "ties", to: data };
    const view = toggleKind(toggleKind(select(emptyView, relation), "kind0"), "kind1");
    expect([...sceneOf(graph, view, "en").hidden]).toEqual([0, 0, 1, 0]);
  });

  it("on a hub is the neighbours that matter most, and counts the rest", () => {
    const leaves = Array.from({ length: 60 }, (_, i) => ({ en: `Leaf ${i}`, importance: (60 - i) / 100 }));
    const star = decodeGraph(
      tinyCompact(
        [{ en: "Hub", importance: 1 }, ...leaves],
        leaves.map((_, i) => [i + 1, 0] as const),
      ),
    );
    const focus = sceneOf(star, select(emptyView, star.ids[0]), "en").focus;
    expect(focus).toEqual({
      entity: 0,
      chosen: [0],
      members: Array.from({ length: neighbourhoodLimit + 1 }, (_, i) => i),
      relations: Array.from({ length: neighbourhoodLimit }, (_, i) => i),
      rest: 60 - neighbourhoodLimit,
    });
  });

  it("holds every relation to a neighbour that is tied in several ways, and the neighbour once", () => {
    const twice = decodeGraph(
      tinyCompact(
        [{ en: "A" }, { en: "B" }, { en: "C" }],
        [
          [0, 1],
          [1, 0],
          [2, 0],
        ],
      ),
    );
    expect(sceneOf(twice, select(emptyView, twice.ids[0]), "en").focus).toEqual({
      entity: 0,
      chosen: [0],
      members: [0, 1, 2],
      relations: [0, 1, 2],
      rest: 0,
    });
  });
});
