import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapRadius } from "@/lib/graph/graph";
import type { MapPart } from "@/lib/graph/map-part";
import type { Placed } from "@/lib/layout/layout";
import { plainExpansion } from "@/lib/view/expansion";
import type { Exploration } from "@/lib/view/explore";
import * as steps from "@/lib/view/explore-steps";
import { exploredScene } from "@/lib/view/explored-scene";
import { setNear } from "@/lib/view/filter-steps";
import type { Found } from "@/lib/view/layout-plan";
import { move, select, toggleKind } from "@/lib/view/steps";
import { emptyView, type Layout, type View } from "@/lib/view/view";
import {
  anyExplored,
  explorable,
  explorationOf,
  foundFor,
  largeExplorable,
  pictureOf,
  seenIn,
} from "../fixtures/explored-graph";

const speech = explorable({
  "model/a": {
    to: { based_on: ["model/b"], trained_on: ["dataset/d"] },
    facts: { access: "open", released: "2020-05" },
  },
  "model/b": {
    to: { trained_on: ["dataset/d", "dataset/e"] },
    facts: { access: "closed", released: "2018" },
  },
  "model/c": { to: { compared_with: ["model/a"] }, facts: { access: "open" } },
  "dataset/d": { facts: { released: "2016-01" } },
  "dataset/e": {},
  "risk/f": {},
});
const { graph } = speech;
const layoutOf = (as: Layout["as"], more: Partial<Layout> = {}): View =>
  steps.setLayout(emptyView, { as, closed: [], ...more });
const sceneIn = (view: View) => pictureOf(speech, view).scene;
const idsIn = (all: readonly number[] = []) => all.map((node) => graph.ids[node]);

/** Places such as no layout finds. */
const foundAt = (exploration: Exploration, part: Partial<Placed> = {}): Found | undefined =>
  exploration.plan && {
    plan: exploration.plan,
    placed: {
      x: Float32Array.from(exploration.plan.nodes, (node) => 1000 + node),
      y: Float32Array.from(exploration.plan.nodes, (node) => 2000 + node),
      areas: [],
      ticks: [],
      ...part,
    },
  };

describe("places", () => {
  it("are the map's own, but for what has been moved, where no layout is asked for", () => {
    const scene = sceneIn(move(steps.hide(emptyView, ["risk/f"]), "model/b", 7, 8));
    expect(scene.explored?.isPlaced).toBe(false);
    expect([scene.x, scene.y]).toEqual([graph.x.with(1, 7), graph.y.with(1, 8)]);
    expect(scene.regions).toBe(graph.regions);
    expect(scene.region).toBe(graph.region);
  });

  it("are those that the layout has found, each node's at its own, and a pinned one's its pin", () => {
    const view = move(steps.hide(layoutOf("force"), ["model/b"]), "model/c", 7, 8);
    const exploration = explorationOf(speech, view);
    const { x, y, explored } = exploredScene(exploration, "en", foundAt(exploration), undefined);
    expect(explored?.isPlaced).toBe(true);
    expect([x[0], x[2], x[3], x[5]]).toEqual([1000, 7, 1003, 1005]);
    expect([y[0], y[2], y[3], y[5]]).toEqual([2000, 8, 2003, 2005]);
    expect([...(explored?.pinned ?? [])]).toEqual([2]);
  });

  it("that were found for another plan do not count: until there are some, things stand where they stood", () => {
    const before = sceneIn(layoutOf("concentric"));
    const force = explorationOf(speech, layoutOf("force"));
    const other = foundAt(explorationOf(speech, layoutOf("layered")));
    const scene = exploredScene(force, "en", other, before);
    expect([scene.x, scene.y]).toEqual([before.x, before.y]);
    // With nothing before, the map's places do.
    const first = exploredScene(force, "en", undefined, undefined);
    expect([first.x, first.y]).toEqual([graph.x, graph.y]);
  });

  it("of what is new, until there are some, are those of what it is tied to", () => {
    const without = steps.hide(layoutOf("concentric"), ["dataset/e", "risk/f"]);
    const before = sceneIn(without);
    const { x, y } = exploredScene(explorationOf(speech, steps.unhide(without)), "en", undefined, before);
    const [b, e, f] = ["model/b", "dataset/e", "risk/f"].map(graph.indexOf);
    expect([x[e], y[e]]).toEqual([before.x[b], before.y[b]]);
    // Tied to nothing, it comes from its place on the map.
    expect([x[f], y[f]]).toEqual([graph.x[f], graph.y[f]]);
  });

  it("go on from where an entity stood, though groups be closed in between", () => {
    const grouped = layoutOf("groups", { by: "kind" });
    const open = sceneIn(grouped);
    const closed = explorationOf(speech, steps.closeGroup(grouped, "model"));
    const scene = exploredScene(closed, "en", undefined, open);
    expect(scene.graph.ids).toEqual(["group-of/model", "dataset/d", "dataset/e", "risk/f"]);
    const [d] = ["dataset/d"].map(graph.indexOf);
    expect([scene.x[1], scene.y[1]]).toEqual([open.x[d], open.y[d]]);
  });
});

describe("what is placed", () => {
  it("stands within the bounds with its whole mark, and so does what time leaves out", () => {
    fc.assert(
      fc.property(anyExplored, ({ speech: of, view }) => {
        // What is moved away from the map is none of the map's bounds.
        const isAtlas = explorationOf(of, view).plan === undefined;
        const { scene, exploration } = pictureOf(of, isAtlas ? steps.unpin(view, of.graph.ids) : view);
        const bounds = scene.explored?.bounds;
        if (!bounds || seenIn(scene).length === 0) return;
        for (const node of exploration.plan?.nodes ?? scene.hidden.keys()) {
          const radius = mapRadius(scene.weight[node]);
          expect(scene.x[node] - radius).toBeGreaterThanOrEqual(bounds.left - 1e-3);
          expect(scene.x[node] + radius).toBeLessThanOrEqual(bounds.right + 1e-3);
          expect(scene.y[node] - radius).toBeGreaterThanOrEqual(bounds.top - 1e-3);
          expect(scene.y[node] + radius).toBeLessThanOrEqual(bounds.bottom + 1e-3);
        }
        expect(bounds.left < bounds.right && bounds.top < bounds.bottom).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("has bounds even where there is nothing", () => {
    const nothing = speech.graph.kinds.reduce(toggleKind, layoutOf("force"));
    const scene = sceneIn(nothing);
    expect(seenIn(scene)).toEqual([]);
    expect(scene.explored).toMatchObject({ shown: 0, bounds: { left: -1, top: -1, right: 1, bottom: 1 } });
  });

  it("has an axis of years where it is placed by time, as high as the picture", () => {
    const { explored } = sceneIn(layoutOf("time"));
    const years = explored?.axis?.ticks.map(({ year }) => year) ?? [];
    expect(years.length).toBeGreaterThan(1);
    expect(years).toEqual(years.toSorted());
    expect(explored?.axis).toMatchObject({ top: explored?.bounds.top, bottom: explored?.bounds.bottom });
    expect(sceneIn(layoutOf("force")).explored?.axis).toBeUndefined();
    // There is none before the places are.
    const waiting = exploredScene(explorationOf(speech, layoutOf("time")), "en", undefined, undefined);
    expect(waiting.explored?.axis).toBeUndefined();
  });
});

describe("regions", () => {
  it("are the groups of the layout, by name; every entity stands in that of its own", () => {
    const { regions, region } = sceneIn(layoutOf("groups", { by: "access" }));
    expect(regions.map(({ name, size }) => `${name.en} ${size}`).toSorted()).toEqual([
      "access: not given 3",
      "closed 1",
      "open 2",
    ]);
    expect(graph.ids.map((_, node) => regions[region[node]].name.en)).toEqual([
      "open",
      "closed",
      "open",
      ...Array.from({ length: 3 }, () => "access: not given"),
    ]);
    for (const { outline } of regions) expect(outline).toHaveLength(1);
  });

  it("of closed groups there are none: a mark with a name needs no land", () => {
    const {
      regions,
      region,
      graph: folded,
    } = sceneIn(layoutOf("groups", { by: "access", closed: ["open", "?"] }));
    expect(folded.ids).toEqual(["group-of/unknown", "group-of/open", "model/b"]);
    expect(regions.map(({ name }) => name.en)).toEqual(["closed"]);
    expect([...region]).toEqual([-1, -1, 0]);
  });

  it("are lanes where things are placed by time, and there are none in other layouts or before the places are", () => {
    expect(sceneIn(layoutOf("time", { by: "kind" })).regions.map(({ name }) => name.en)).toContain("models");
    for (const as of ["force", "layered", "concentric"] as const) {
      const { regions, region } = sceneIn(layoutOf(as));
      expect(regions).toEqual([]);
      expect(new Set(region)).toEqual(new Set([-1]));
    }
    const waiting = exploredScene(explorationOf(speech, layoutOf("groups")), "en", undefined, undefined);
    expect(waiting.regions).toEqual([]);
    expect(new Set(waiting.region)).toEqual(new Set([-1]));
  });
});

describe("the foreground", () => {
  it("is what expansions called up, as long as most of the graph is behind it", () => {
    const { focus } = sceneIn(steps.expand(emptyView, plainExpansion("model/b")));
    expect(idsIn(focus?.members)).toEqual(["model/b", "model/a", "dataset/d", "dataset/e"]);
    expect(focus).toMatchObject({ chosen: [], rest: 0 });
    expect(focus?.entity).toBeUndefined();
    const near = { id: "model/b", depth: 1, direction: "any" as const, types: [] };
    const narrow = steps.expand(
      steps.hide(setNear(emptyView, near), ["dataset/d"]),
      plainExpansion("model/b"),
    );
    expect(seenIn(sceneIn(narrow))).toHaveLength(3);
    expect(sceneIn(narrow).focus).toBeUndefined();
    // What is selected stands out alone, then.
    expect(idsIn(sceneIn(steps.selectMany(narrow, ["model/a", "dataset/e"])).focus?.members)).toEqual([
      "model/a",
      "dataset/e",
    ]);
  });

  it("of a part of a map is set off as on the whole, unless the filter leaves less than half of that", () => {
    const bounds = { left: -500, top: -500, right: 500, bottom: 500 };
    const focusIn = (more: Partial<MapPart>) => {
      const part: MapPart = {
        key: "1/0/0",
        tile: { z: 1, x: 0, y: 0 },
        rectangle: bounds,
        whole: bounds,
        total: 1000,
        size: 1000,
        relations: 3000,
        regions: [],
        named: new Set(),
        facets: speech.table,
        filter: "",
        ...more,
      };
      const within = { size: 1000, degree: new Uint32Array(graph.size).fill(20) };
      const on = { ...speech, graph: { ...graph, within, part } };
      return pictureOf(on, steps.expand(emptyView, plainExpansion("model/b"))).scene.focus;
    };
    const left = (members: number) => ({ members, kinds: [], scopes: new Map(), facets: new Map() });
    expect(idsIn(focusIn({})?.members)).toEqual(["model/b", "model/a", "dataset/d", "dataset/e"]);
    expect(focusIn({ filter: "hide=risk", counts: left(800) })).toBeDefined();
    expect(focusIn({ filter: "hide=risk", counts: left(300) })).toBeUndefined();
    expect(focusIn({ filter: "hide=risk" })).toBeUndefined();
  });

  it("is what is selected with what belongs to it, and what has been called up beside it", () => {
    const expanded = steps.expand(emptyView, plainExpansion("model/b"));
    const { focus } = sceneIn(select(expanded, "model/c"));
    expect(focus).toMatchObject({ entity: 2, chosen: [2] });
    expect(idsIn(focus?.members)).toEqual(["model/c", "model/a", "model/b", "dataset/d", "dataset/e"]);
    expect(focus?.relations).toHaveLength(4);
  });

  it("of several selected is these with the relations among them", () => {
    const { focus } = sceneIn(steps.selectMany(emptyView, ["model/b", "model/a", "risk/f"]));
    expect(idsIn(focus?.chosen)).toEqual(["model/b", "model/a", "risk/f"]);
    expect(focus?.members).toEqual(focus?.chosen);
    expect(focus?.relations.map((r) => graph.relationTypes[graph.relations.type[r]])).toEqual(["based_on"]);
    const off = steps.toggleType(steps.selectMany(emptyView, ["model/b", "model/a", "risk/f"]), "based_on");
    expect(sceneIn(off).focus?.relations).toEqual([]);
  });

  it("leaves out neighbours along relation types that are switched off", () => {
    const view = steps.toggleType(select(emptyView, "model/b"), "trained_on");
    expect(idsIn(sceneIn(view).focus?.members)).toEqual(["model/b", "model/a"]);
  });

  it("is a relation only where both its ends are there", () => {
    const relation = { from: "model/a", type: "trained_on", to: "dataset/d" };
    const view = select(layoutOf("force"), relation);
    expect(idsIn(sceneIn(view).focus?.members)).toEqual(["model/a", "dataset/d"]);
    expect(sceneIn(steps.hide(view, ["dataset/d"])).focus).toBeUndefined();
  });

  it("is a closed group that is selected, with all that its members are tied to", () => {
    const closed = layoutOf("groups", { by: "kind", closed: ["model"] });
    const { focus, graph: folded } = sceneIn(select(closed, "group-of/model"));
    expect(focus?.members.map((node) => folded.ids[node])).toEqual([
      "group-of/model",
      "dataset/d",
      "dataset/e",
    ]);
    expect(sceneIn(select(closed, "group-of/none")).focus).toBeUndefined();
  });
});

describe("a scene", () => {
  it("is in the reader's language and marks what has been expanded, coloured and folded", () => {
    const view = steps.setStyle(
      steps.expand(layoutOf("groups", { by: "kind", closed: ["dataset"] }), plainExpansion("model/b")),
      { colour: "access" },
    );
    const exploration = explorationOf(speech, view);
    const scene = exploredScene(exploration, "zh", foundFor(exploration), undefined);
    expect(scene.locale).toBe("zh");
    const node = scene.graph.indexOf("model/b");
    expect([...(scene.explored?.expanded ?? [])]).toEqual([node]);
    expect(scene.explored).toMatchObject({
      paint: exploration.paint,
      held: exploration.held,
      off: exploration.off,
      called: exploration.called,
    });
  });

  it("is the same each time, and leaves the graph as it is", () => {
    const large = largeExplorable(60);
    const view = move(layoutOf("force"), "model/m9", 5, 5);
    const before = [large.graph.x.slice(), large.graph.y.slice()];
    const [one, other] = [pictureOf(large, view), pictureOf(large, view)];
    expect([one.scene.x, one.scene.y]).toEqual([other.scene.x, other.scene.y]);
    expect([large.graph.x, large.graph.y]).toEqual(before);
  });
});
