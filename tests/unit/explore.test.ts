import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detailOf } from "@/lib/canvas/detail";
import { datesOf } from "@/lib/graph/dates";
import { type Filtered, filterGraph } from "@/lib/graph/filter";
import { isEmptyFilter } from "@/lib/graph/filter-value";
import { broughtBy, plainExpansion } from "@/lib/view/expansion";
import { explore, isExplored, layoutLimit, revealIn } from "@/lib/view/explore";
import * as steps from "@/lib/view/explore-steps";
import { exploredScene } from "@/lib/view/explored-scene";
import { turnValue } from "@/lib/view/filter-steps";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { groupingOf, type Speech } from "@/lib/view/grouping";
import { parseView } from "@/lib/view/parse-view";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { shownAtAnyTime } from "@/lib/view/standing";
import { move, select, showAnyway, toggleKind } from "@/lib/view/steps";
import { type Expansion, emptyView, formatView, type Layout, type View } from "@/lib/view/view";
import type { Step } from "../fixtures/explore-steps";
import {
  anyExpansion,
  anyExplorable,
  anyExplored,
  anyFilterStep,
  anyLayout,
  anyWay,
  anyWindows,
  anyWritten,
  explorable,
  explorationOf,
  exploredOntology,
  foundFor,
  pictureOf,
  seenIn,
  walk,
} from "../fixtures/explored-graph";

const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
const through = (view: View, ...taken: Step[]): View => taken.reduce((next, step) => step(next), view);

/** All that is drawn of a scene. */
function drawn(scene: Scene) {
  const { graph, hidden, context, x, y, focus, weight, regions, region, explored } = scene;
  return {
    ids: graph.ids,
    hidden,
    context,
    x,
    y,
    focus,
    weight,
    regions,
    region,
    explored,
    detail: detailOf(scene, everywhere),
  };
}

/** Whether an entity is drawn as it is: what was taken out by hand comes back when it is expanded. */
const canExpand = ({ expansions, without }: View, { id }: Expansion): boolean =>
  !without.includes(id) && expansions.every((other) => other.id !== id);

describe("collapsing", () => {
  it("after expanding is the identity on what is drawn, with places of the atlas and those of any layout", () => {
    const anyAs = fc.constantFrom<Layout["as"]>("atlas", "force", "layered", "concentric", "time", "groups");
    fc.assert(
      fc.property(anyExplored, anyExpansion(), anyAs, ({ speech, view }, of, as) => {
        const expansion = of(speech);
        fc.pre(canExpand(view, expansion));
        const placed = steps.setLayout(view, { ...view.layout, as });
        const before = pictureOf(speech, placed);
        const during = pictureOf(speech, steps.expand(placed, expansion), before.scene);
        const after = pictureOf(speech, steps.collapse(during.exploration.view, expansion.id), during.scene);
        expect(drawn(after.scene)).toEqual(drawn(before.scene));
        expect(after.exploration.plan?.key).toBe(before.exploration.plan?.key);
      }),
      { numRuns: 60 },
    );
  });

  it("of one of two expansions leaves what the other brings, however they came", () => {
    fc.assert(
      fc.property(anyExplored, anyExpansion(), anyExpansion(), ({ speech, view }, one, two) => {
        const [expansion, other] = [one(speech), two(speech)];
        fc.pre(other.id !== expansion.id && canExpand(view, expansion) && canExpand(view, other));
        const alone = pictureOf(speech, steps.expand(view, expansion));
        for (const [first, second] of [
          [expansion, other],
          [other, expansion],
        ]) {
          const both = steps.expand(steps.expand(view, first), second);
          expect(drawn(pictureOf(speech, steps.collapse(both, other.id)).scene)).toEqual(drawn(alone.scene));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("an explored view", () => {
  it("survives its address and reload with the same places, wherever a reader has got to", () => {
    fc.assert(
      fc.property(anyWritten, anyWay, (written, way) => {
        const first = explorable(written);
        const view = walk(first, way);
        const before = pictureOf(first, view);
        const speech = explorable(written);
        const read = parseView(new URLSearchParams(formatView(view)));
        const fitted = fitViewToGraph(read.view, speech.graph, speech.table);
        expect([...read.problems, ...fitted.problems]).toEqual([]);
        const after = pictureOf(speech, fitted.view);
        expect(after.exploration.plan?.key).toBe(before.exploration.plan?.key);
        expect(drawn(after.scene)).toEqual(drawn(before.scene));
      }),
      { numRuns: 80 },
    );
  });

  it("of which nothing is explored is the scene that does without", () => {
    const anyEntity = fc.option(fc.nat(13), { nil: -1 });
    const anyFilter = fc.array(anyFilterStep, { maxLength: 5 });
    fc.assert(
      fc.property(anyExplorable, anyFilter, anyEntity, anyEntity, (speech, taken, selected, moved) => {
        const { ids } = speech.graph;
        const pointing = select(walk(speech, taken), ids[selected]);
        const view = ids[moved] === undefined ? pointing : move(pointing, ids[moved], 7, 8);
        const isFiltered = !isEmptyFilter(view.filter) || view.filter.shown.length > 0;
        const filtered: Filtered | undefined = isFiltered
          ? filterGraph(speech.graph, speech.table, view)
          : undefined;
        const { explored, ...scene } = exploredScene(
          explore(speech, view, filtered),
          "en",
          undefined,
          undefined,
        );
        const plain = sceneOf(speech.graph, view, "en", filtered);
        expect(isExplored(view)).toBe(false);
        // What is pointed at is what a filter is about, once there is more to it.
        const pointed = speech.graph.indexOf(typeof view.selection === "string" ? view.selection : "");
        const standing = { context: plain.context.slice(), shared: plain.shared.slice() };
        if (pointed >= 0) {
          standing.context[pointed] = 0;
          standing.shared[pointed] = scene.shared[pointed];
        }
        expect({ ...scene, weight: [...(scene.weight as Float64Array)] }).toEqual({
          ...plain,
          ...standing,
          weight: [...(plain.weight as Float64Array)],
        });
        expect(explored).toMatchObject({ isPlaced: false, shown: seenIn(plain).length });
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, Step]>([
    ["an expansion", (view) => steps.expand(view, plainExpansion("model/a"))],
    ["something taken out", (view) => steps.hide(view, ["model/a"])],
    ["several selected", (view) => steps.selectMany(view, ["model/a", "model/b"])],
    ["a relation type off", (view) => steps.toggleType(view, "based_on")],
    ["a layout", (view) => steps.setLayout(view, { as: "force", closed: [] })],
    ["a colour", (view) => steps.setStyle(view, { colour: "access" })],
    ["a size", (view) => steps.setStyle(view, { size: "degree" })],
    ["a window of time", (view) => steps.setTime(view, { from: "2020-01", to: "2021-01", undated: true })],
  ])("is one with %s", (_, step) => {
    expect(isExplored(step(emptyView))).toBe(true);
  });

  it.each<[string, Step]>([
    ["a selection", (view) => select(view, "model/a")],
    ["a kind out", (view) => toggleKind(view, "model")],
    ["a filter", (view) => turnValue(view, "access", "open")],
    ["something moved", (view) => move(view, "model/a", 1, 2)],
    ["a style that says nothing", (view) => steps.setStyle(view, { name: "Mine" })],
  ])("is not one with %s", (_, step) => {
    expect(isExplored(step(emptyView))).toBe(false);
  });
});

/** What a view shows of the original graph, by id. */
function inSightOf(speech: Speech, view: View): string[] {
  const { inSight } = explorationOf(speech, view);
  return speech.graph.ids.filter((_, entity) => inSight[entity]);
}

describe("what there is to see", () => {
  const speech = explorable({
    "model/a": { to: { based_on: ["model/b"], compared_with: ["model/b"], trained_on: ["dataset/d"] } },
    "model/b": { to: { trained_on: ["dataset/d", "dataset/e"] }, facts: { access: "open" } },
    "dataset/d": { facts: { released: "2020" } },
    "dataset/e": { facts: { access: "open", released: "2019-06" } },
    "risk/f": {},
  });
  const a = plainExpansion("model/a");
  const onlyRisks = through(
    emptyView,
    ...["model", "dataset"].map((kind) => (v: View) => toggleKind(v, kind)),
  );

  it("is what an expansion brings with what it comes from, although kinds and a filter leave them out", () => {
    expect(inSightOf(speech, onlyRisks)).toEqual(["risk/f"]);
    const expanded = ["model/a", "model/b", "dataset/d", "risk/f"];
    expect(inSightOf(speech, steps.expand(onlyRisks, a))).toEqual(expanded);
    const open = turnValue({ ...emptyView, filter: { ...emptyView.filter, context: 0 } }, "access", "open");
    expect(inSightOf(speech, open)).toEqual(["model/b", "dataset/e"]);
    const { context } = explorationOf(speech, steps.expand(open, a));
    expect(inSightOf(speech, steps.expand(open, a))).toEqual([
      "model/a",
      "model/b",
      "dataset/d",
      "dataset/e",
    ]);
    expect([...context]).toEqual([0, 0, 0, 0, 0]);
  });

  it("is never what was hidden by hand, though it be expanded to or shown", () => {
    const hidden = (v: View) => steps.hide(v, ["dataset/d"]);
    for (const view of [
      through(emptyView, hidden, (v) => steps.expand(v, a)),
      through(emptyView, (v) => steps.expand(v, a), hidden),
      through(emptyView, hidden, (v) => showAnyway(v, "dataset/d")),
    ]) {
      expect(inSightOf(speech, view)).not.toContain("dataset/d");
      expect(explorationOf(speech, view).called.entities).not.toContain(speech.graph.indexOf("dataset/d"));
    }
  });

  it("never is what was hidden by hand and is not pointed at, and is what expansions bring, whatever else is said", () => {
    fc.assert(
      fc.property(anyExplored, ({ speech, view: { time: _, ...view } }) => {
        const { graph, table } = speech;
        const seen = new Set(inSightOf(speech, view));
        const { selection } = view;
        const ends = typeof selection === "object" ? [selection.from, selection.to] : [];
        const pointed = [...steps.selectedOf(view), ...ends];
        const isOut = (id: string) => view.without.includes(id) && !pointed.includes(id);
        expect([...seen].filter(isOut)).toEqual([]);
        for (const expansion of view.expansions) {
          const brought = broughtBy(graph, datesOf(graph, table), expansion).map((i) => graph.ids[i]);
          for (const id of [expansion.id, ...brought]) expect(seen.has(id)).toBe(!isOut(id));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("calls up along relations that were asked for and are not switched off", () => {
    const { graph } = speech;
    const calledIn = (view: View) => {
      const { entities, relations } = explorationOf(speech, view).called;
      const { from, to, type } = graph.relations;
      return {
        entities: entities.map((i) => graph.ids[i]),
        relations: relations.map(
          (r) => `${graph.ids[from[r]]} ${graph.relationTypes[type[r]]} ${graph.ids[to[r]]}`,
        ),
      };
    };
    const all = ["model/a based_on model/b", "model/a compared_with model/b", "model/a trained_on dataset/d"];
    const expanded = steps.expand(emptyView, a);
    expect(calledIn(expanded)).toEqual({ entities: ["model/a", "model/b", "dataset/d"], relations: all });
    expect(calledIn(steps.toggleType(expanded, "trained_on"))).toEqual({
      // What has been brought stays, without the line.
      entities: ["model/a", "model/b", "dataset/d"],
      relations: [all[0], all[1]],
    });
    expect(calledIn(steps.expand(emptyView, { ...a, types: ["based_on"] }))).toEqual({
      entities: ["model/a", "model/b"],
      relations: [all[0]],
    });
    expect(calledIn(steps.expand(emptyView, { ...plainExpansion("model/b"), direction: "in" }))).toEqual({
      entities: ["model/b", "model/a"],
      relations: [all[0], all[1]],
    });
  });

  it("has no relation of a switched-off type in what expansions call up, nor in what is drawn, wherever a reader goes", () => {
    const anyTypes = fc.subarray(Object.keys(exploredOntology.relations));
    fc.assert(
      fc.property(anyExplored, anyTypes, ({ speech, view: before }, types) => {
        const view = steps.setHiddenTypes(before, types);
        const { exploration, scene } = pictureOf(speech, view);
        const { relations, relationTypes } = exploration.graph;
        const typeOf = (relation: number) => relationTypes[relations.type[relation]];
        // What is pointed at is seen in spite of it.
        const edges = detailOf(scene, everywhere).edges.map(({ relation }) => relation);
        const shown = [
          ...exploration.called.relations,
          ...edges.filter((relation) => relation !== scene.focus?.relation),
        ];
        for (const relation of shown) {
          expect(view.hiddenTypes).not.toContain(typeOf(relation));
          expect(exploration.hidden[relations.from[relation]]).toBe(0);
          expect(exploration.hidden[relations.to[relation]]).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is what is selected, whatever leaves it out", () => {
    const view = through(
      onlyRisks,
      (v) => steps.setTime(v, { from: "2010-01", to: "2010-02", undated: false }),
      (v) => steps.selectMany(v, ["model/a", "dataset/e"]),
    );
    expect(inSightOf(speech, view)).toEqual(["model/a", "dataset/e"]);
  });

  it("tells years that are no more than years, where dates matter", () => {
    const impreciseIn = (view: View) => explorationOf(speech, view).imprecise;
    expect(impreciseIn(steps.toggleType(emptyView, "based_on"))).toBeUndefined();
    for (const view of [
      steps.setTime(emptyView, { from: "2019-01", to: "2021-01", undated: true }),
      steps.setLayout(emptyView, { as: "time", closed: [] }),
    ])
      expect([...(impreciseIn(view) ?? [])]).toEqual([0, 0, 1, 0, 0]);
  });
});

describe("closed groups", () => {
  it("let every entity that is shown be on the picture exactly once, and hold what adds up to it", () => {
    fc.assert(
      fc.property(anyExplored, anyLayout("groups"), ({ speech, view: before }, layout) => {
        const view = steps.setLayout(before, layout(speech));
        const { exploration, scene } = pictureOf(speech, view);
        const grouping = groupingOf(speech, view.layout.by ?? "kind");
        const inSight = inSightOf(speech, view);
        const groupValueOf = (id: string) =>
          grouping?.groups[grouping.of[speech.graph.indexOf(id)]].value ?? "";
        const isInside = (id: string) => view.layout.closed.includes(groupValueOf(id));
        const idOf = (value: string) => grouping?.groups.find((group) => group.value === value)?.id;
        const alone = inSight.filter((id) => !isInside(id));
        const counts = new Map<string | undefined, number>();
        for (const id of inSight.filter(isInside))
          counts.set(idOf(groupValueOf(id)), (counts.get(idOf(groupValueOf(id))) ?? 0) + 1);
        expect(seenIn(scene).toSorted()).toEqual([...alone, ...counts.keys()].toSorted());
        scene.graph.ids.forEach((id, node) => {
          expect(exploration.held[node]).toBe(counts.get(id) ?? 0);
        });
        const held = exploration.held.reduce((sum, count) => sum + count, 0);
        expect(held + alone.length).toBe(exploration.shown);
        expect(exploration.shown).toBe(inSight.length);
        expect(scene.explored?.shown).toBe(seenIn(scene).length);
      }),
      { numRuns: 100 },
    );
  });

  const speech = explorable({
    "model/a": { facts: { access: "open", released: "2019" }, to: { trained_on: ["dataset/d"] } },
    "model/b": { facts: { access: "closed", released: "2021" }, to: { trained_on: ["dataset/d"] } },
    "dataset/d": { facts: { access: "open", released: "2021" } },
    "risk/f": {},
  });
  const grouped = steps.setLayout(emptyView, {
    as: "groups",
    by: "kind",
    closed: ["model", "policy", "gone"],
  });

  it("are nodes of their own that hold what is shown of them; a group without members is none", () => {
    const { graph, held, fold, weight } = explorationOf(speech, grouped);
    expect(graph.ids).toEqual(["group-of/model", "dataset/d", "risk/f"]);
    expect([...held]).toEqual([2, 0, 0]);
    expect([...fold.entityOf]).toEqual([0, 0, 1, 2]);
    expect(weight[0]).toBeCloseTo(0.55, 6);
    const later = steps.setTime(grouped, { from: "2020-01", to: "2022-01", undated: true });
    expect([...explorationOf(speech, later).held]).toEqual([1, 0, 0]);
    // The mark rests while time goes by.
    expect(explorationOf(speech, later).weight[0]).toBe(weight[0]);
  });

  it("keep their kind's colour where others are coloured by a facet, and none has that of another", () => {
    const { paint, graph } = explorationOf(speech, steps.setStyle(grouped, { colour: "access" }));
    expect(graph.ids[0]).toBe("group-of/model");
    expect(paint?.of[0]).toBe((paint?.colours.light.length ?? 0) - 1);
    expect(paint?.colours.light).toHaveLength(paint?.colours.dark.length ?? 0);
    expect(paint?.of[1]).toBeLessThan(paint?.of[0] ?? 0);
  });

  it("are opened to reveal what is in them", () => {
    const exploration = explorationOf(speech, grouped);
    const revealed = revealIn(exploration, grouped, "model/b");
    expect(revealed.layout.closed).toEqual(["policy", "gone"]);
    expect(inSightOf(speech, revealed)).toEqual(inSightOf(speech, grouped));
    expect(explorationOf(speech, revealed).graph.ids).toEqual(speech.graph.ids);
    expect(revealIn(exploration, grouped, "dataset/d")).toBe(grouped);
    expect(revealIn(exploration, grouped, "model/none")).toBe(grouped);
  });

  it("by region stand where the map has them, and so do all others", () => {
    const byRegion = steps.setLayout(emptyView, { as: "groups", by: "community", closed: [] });
    const { plan, tooMany, grouping } = explorationOf(speech, byRegion);
    expect({ plan, tooMany, key: grouping?.key }).toEqual({
      plan: undefined,
      tooMany: false,
      key: "community",
    });
  });
});

describe("a window of time", () => {
  it("hides nothing when its end grows", () => {
    fc.assert(
      fc.property(anyExplored, anyWindows, ({ speech, view }, windows) => {
        const seen = windows.map((window) => steps.setTime(view, window));
        seen.slice(1).forEach((longer, i) => {
          const [before, after] = [seen[i], longer].map((v) => explorationOf(speech, v));
          expect(inSightOf(speech, longer)).toEqual(expect.arrayContaining(inSightOf(speech, before.view)));
          expect(after.graph.ids).toEqual(before.graph.ids);
          before.hidden.forEach((isHidden, node) => {
            if (!isHidden) expect(after.hidden[node]).toBe(0);
          });
          before.held.forEach((held, node) => {
            expect(after.held[node]).toBeGreaterThanOrEqual(held);
          });
        });
      }),
      { numRuns: 100 },
    );
  });

  it("moves nothing: the plan, the places, the sizes of marks and what the camera fits are those of all times", () => {
    fc.assert(
      fc.property(anyExplored, anyWindows, ({ speech, view: pointing }, windows) => {
        // What is pointed at is there even where a window leaves it out.
        const view = select(pointing, undefined);
        const all = explorationOf(speech, steps.setTime(view, undefined));
        const found = foundFor(all);
        const still = exploredScene(all, "en", found, undefined);
        for (const window of windows) {
          const exploration = explorationOf(speech, steps.setTime(view, window));
          expect(exploration.plan?.key).toBe(all.plan?.key);
          const { x, y, weight, regions, explored } = exploredScene(exploration, "en", found, undefined);
          expect({ x, y, weight, regions, bounds: explored?.bounds }).toEqual({
            x: still.x,
            y: still.y,
            weight: still.weight,
            regions: still.regions,
            bounds: still.explored?.bounds,
          });
        }
      }),
      { numRuns: 80 },
    );
  });

  it("leaves what is shown at any time as it is without it", () => {
    fc.assert(
      fc.property(anyExplored, anyWindows, ({ speech, view: pointing }, [window]) => {
        const view = select(pointing, undefined);
        const isFiltered = !isEmptyFilter(view.filter) || view.filter.shown.length > 0;
        const filtered = isFiltered ? filterGraph(speech.graph, speech.table, view) : undefined;
        const always = explorationOf(speech, steps.setTime(view, undefined)).inSight;
        expect(shownAtAnyTime(speech, steps.setTime(view, window), filtered)).toEqual(always);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a layout", () => {
  const speech = explorable(
    Object.fromEntries(Array.from({ length: layoutLimit + 1 }, (_, i) => [`risk/r${i}`, {}])),
  );
  const view = steps.setLayout(emptyView, { as: "force", closed: [] });

  it("is not made for more than it can take: the map's own places hold", () => {
    const exploration = explorationOf(speech, view);
    expect(exploration).toMatchObject({ plan: undefined, tooMany: true });
    const scene = exploredScene(exploration, "en", undefined, undefined);
    expect(scene.x).toEqual(speech.graph.x);
    expect(scene.explored?.isPlaced).toBe(false);
    expect(scene.regions).toBe(speech.graph.regions);
    const fewer = explorationOf(speech, steps.hide(view, ["risk/r7"]));
    expect(fewer.tooMany).toBe(false);
    expect(fewer.plan?.nodes).toHaveLength(layoutLimit);
    expect(fewer.plan?.nodes).not.toContain(7);
  });
});
