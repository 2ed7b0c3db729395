import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFilter } from "@/lib/graph/filter-value";
import * as steps from "@/lib/view/explore-steps";
import { setRange } from "@/lib/view/filter-steps";
import { parseView } from "@/lib/view/parse-view";
import { look, move, select, showAnyway, toggleKind } from "@/lib/view/steps";
import { type Expansion, emptyView, exploreLimits, formatView, type View } from "@/lib/view/view";
import { viewSchema } from "@/lib/view/view-schema";
import { anyExpansion, anyExplored, anyExploreStep, anyId, type Step } from "../fixtures/explore-steps";

const plain = (id: string): Expansion => ({ id, direction: "any", rank: "importance", limit: 12, types: [] });
const many = (count: number) => Array.from({ length: count }, (_, i) => `model/m${i}`);

describe("any step on the canvas", () => {
  it("leaves the view it was given as it is, and makes a valid one", () => {
    fc.assert(
      fc.property(anyExplored, anyExploreStep, (view, step) => {
        const before = structuredClone(view);
        const after = step(view);
        expect(view).toEqual(before);
        expect(viewSchema.safeParse(after).success).toBe(true);
      }),
    );
  });

  it("that changes nothing gives back the same view", () => {
    fc.assert(
      fc.property(anyExplored, anyExploreStep, (view, step) => {
        const after = step(view);
        if (after !== view) expect(after).not.toEqual(view);
      }),
    );
  });

  it("leads to a view that its address brings back", () => {
    fc.assert(
      fc.property(anyExplored, (view) => {
        expect(parseView(new URLSearchParams(formatView(view)))).toEqual({ view, problems: [] });
      }),
    );
  });

  it.each<[string, Step]>([
    ["several selected", (view) => steps.selectMany(view, ["model/a", "model/b", "model/c"])],
    ["the same alone", (view) => steps.keepOnly(view, ["model/a", "model/b"])],
    [
      "pinned where they are",
      (view) =>
        steps.pin(
          view,
          ["model/a", "model/b"].map((id) => ({ id, x: 1, y: 2 })),
        ),
    ],
    ["hidden", (view) => steps.hide(view, ["model/a"])],
    ["a layout", (view) => steps.setLayout(view, { as: "groups", by: "kind", closed: [] })],
    ["expanded", (view) => steps.expand(view, plain("model/a"))],
    ["types off", (view) => steps.setHiddenTypes(view, ["uses", "based_on"])],
    ["nothing selected", (view) => steps.selectMany(view, [])],
    ["nothing hidden", steps.unhide],
    ["nothing expanded", steps.collapseAll],
    ["without pins", (view) => steps.unpin(view, ["model/a"])],
    ["without a window of time", (view) => steps.setTime(view, undefined)],
  ])("changes nothing twice: %s", (_, step) => {
    const once = step(emptyView);
    expect(step(once)).toBe(once);
  });
});

describe("expanding", () => {
  it("is taken back by collapsing, whatever else the view says", () => {
    fc.assert(
      fc.property(anyExplored, anyExpansion, (view, expansion) => {
        const { id } = expansion;
        fc.pre(view.expansions.every((other) => other.id !== id) && !view.without.includes(id));
        fc.pre(view.expansions.length < exploreLimits.expansions);
        expect(steps.collapse(steps.expand(view, expansion), id)).toEqual(view);
      }),
    );
  });

  it("anew replaces what was asked before, and collapsing leaves other expansions alone", () => {
    const [first, second] = [plain("model/a"), plain("model/b")];
    const again: Expansion = { ...first, direction: "in", limit: 3 };
    const view = [first, second, again].reduce(steps.expand, emptyView);
    expect(view.expansions).toEqual([second, again]);
    expect(steps.collapse(view, "model/a").expansions).toEqual([second]);
    expect(steps.collapse(view, "model/c")).toBe(view);
    expect(steps.collapseAll(view)).toEqual(emptyView);
  });

  it("brings back what had been taken out by hand", () => {
    const view = steps.hide(emptyView, ["model/a", "model/b"]);
    expect(steps.expand(view, plain("model/a")).without).toEqual(["model/b"]);
  });

  it("beyond the limit pushes out the earliest", () => {
    const view = many(exploreLimits.expansions + 2).reduce(
      (after, id) => steps.expand(after, plain(id)),
      emptyView,
    );
    expect(view.expansions.map(({ id }) => id)).toEqual(many(exploreLimits.expansions + 2).slice(2));
  });
});

describe("selecting", () => {
  it("one more and one less is the same again, but for the order", () => {
    fc.assert(
      fc.property(anyExplored, anyId, (view, id) => {
        const before = steps.selectedOf(view);
        fc.pre(before.length <= exploreLimits.also);
        const twice = steps.toggleSelected(steps.toggleSelected(view, id), id);
        expect(new Set(steps.selectedOf(twice))).toEqual(new Set(before));
        if (!before.includes(id) && typeof view.selection !== "object") expect(twice).toEqual(view);
      }),
    );
  });

  it("puts the first before all, each once", () => {
    const view = steps.selectMany(emptyView, ["model/b", "model/a", "model/b"]);
    expect(view).toEqual({ ...emptyView, selection: "model/b", also: ["model/a"] });
    expect(steps.selectedOf(view)).toEqual(["model/b", "model/a"]);
    expect(steps.selectMany(view, [])).toEqual(emptyView);
  });

  it("takes the next one to the front when the first goes", () => {
    const view = steps.selectMany(emptyView, ["model/a", "model/b", "model/c"]);
    expect(steps.selectedOf(steps.toggleSelected(view, "model/a"))).toEqual(["model/b", "model/c"]);
  });

  it("an entity beside a relation lets go of the relation", () => {
    const view = select(emptyView, { from: "model/a", type: "uses", to: "model/b" });
    expect(steps.selectedOf(view)).toEqual([]);
    expect(steps.toggleSelected(view, "model/c")).toEqual({ ...emptyView, selection: "model/c" });
  });

  it("one alone lets go of the others, and so does nothing", () => {
    const view = steps.selectMany(emptyView, ["model/a", "model/b"]);
    expect(select(view, "model/a")).toEqual({ ...emptyView, selection: "model/a" });
    expect(select(view, undefined)).toEqual(emptyView);
  });

  it("keeps to the limit", () => {
    const ids = many(exploreLimits.also + 5);
    expect(steps.selectedOf(steps.selectMany(emptyView, ids))).toEqual(ids.slice(0, exploreLimits.also + 1));
  });
});

describe("hiding", () => {
  it("is taken back, where nothing else was hidden and nothing was called up for these", () => {
    fc.assert(
      fc.property(anyExplored, fc.uniqueArray(anyId), (reached, ids) => {
        const view = steps.unhide(reached);
        const { selection } = view;
        const ends = typeof selection === "object" ? [selection.from, selection.to] : [];
        const isUsed = (id: string) =>
          [...steps.selectedOf(view), ...ends].includes(id) || view.expansions.some((one) => one.id === id);
        fc.pre(!ids.some(isUsed));
        expect(steps.unhide(steps.hide(view, ids))).toEqual(view);
      }),
    );
  });

  it("ends what they were selected, expanded and shown for, and keeps the others", () => {
    const ids = ["model/a", "model/b"];
    const shown = ids.reduce(showAnyway, steps.selectMany(emptyView, ["model/a", "risk/c", "model/b"]));
    const view = ids.map(plain).reduce(steps.expand, shown);
    expect(steps.hide(view, ["model/a"])).toEqual({
      ...emptyView,
      selection: "risk/c",
      also: ["model/b"],
      expansions: [plain("model/b")],
      without: ["model/a"],
      filter: { ...emptyFilter, shown: ["model/b"] },
    });
  });

  it("of one among a list can be taken back", () => {
    const view = steps.keepOnly(emptyView, ["model/a", "model/b"]);
    expect(steps.unhide(steps.hide(view, ["model/a"]))).toEqual(view);
  });

  it("keeps a selected relation, and changes nothing where nothing is named", () => {
    const view = select(emptyView, { from: "model/a", type: "uses", to: "model/b" });
    expect(steps.hide(view, ["model/c"]).selection).toEqual(view.selection);
    expect(steps.hide(view, [])).toBe(view);
  });

  it("beyond the limit brings the earliest back", () => {
    const ids = many(exploreLimits.without + 3);
    expect(steps.hide(emptyView, ids).without).toEqual(ids.slice(3));
  });
});

describe("keeping only some", () => {
  it("leaves no other condition, and nothing called up", () => {
    const filtered = setRange(toggleKind(emptyView, "risk"), "parameters", { from: "7", unknown: false });
    const view = [plain("model/a"), plain("model/b")].reduce(
      steps.expand,
      steps.hide(filtered, ["model/a", "risk/c"]),
    );
    expect(steps.keepOnly(view, ["model/a", "dataset/d"])).toEqual({
      ...emptyView,
      filter: { ...emptyFilter, context: 0, list: ["model/a", "dataset/d"] },
    });
    expect(steps.keepOnly(view, [])).toBe(view);
  });
});

describe("pinning", () => {
  it("holds places in tenths of a unit until they are let go", () => {
    const view = steps.pin(emptyView, [
      { id: "model/a", x: 1.234, y: -5 },
      { id: "model/b", x: 0, y: 7 },
    ]);
    expect(view.moved).toEqual([
      { id: "model/a", x: 1.2, y: -5 },
      { id: "model/b", x: 0, y: 7 },
    ]);
    expect(view.moved).toEqual(move(move(emptyView, "model/a", 1.2, -5), "model/b", 0, 7).moved);
    expect(steps.unpin(view, ["model/a", "model/b"])).toEqual(emptyView);
  });
});

describe("a layout", () => {
  it.each<[as: View["layout"]["as"], kept: Partial<View["layout"]>]>([
    ["force", { by: "kind" }],
    ["layered", { by: "kind" }],
    ["time", { by: "kind" }],
    ["groups", { by: "kind" }],
    ["concentric", { centre: "model/a" }],
    ["atlas", {}],
  ])("%s keeps what it has use for", (as, kept) => {
    const asked = { as, by: "kind", centre: "model/a", closed: ["x"] };
    expect(steps.setLayout(emptyView, asked).layout).toEqual({ as, ...kept, closed: ["x"] });
  });

  it("is fitted anew when it changes, and only then", () => {
    const view = look(emptyView, { left: 0, top: 0, right: 9, bottom: 9 });
    expect(steps.setLayout(view, { as: "force", closed: [] }).camera).toBeUndefined();
    expect(steps.resetLayout(view)).toBe(view);
    expect(steps.resetLayout(steps.setLayout(emptyView, { as: "force", closed: [] }))).toEqual(emptyView);
  });

  it("of groups closes and opens them", () => {
    const view = steps.setLayout(emptyView, { as: "groups", by: "country", closed: [] });
    const closed = steps.closeGroup(steps.closeGroup(view, "CN"), "?");
    expect(closed.layout.closed).toEqual(["CN", "?"]);
    expect(steps.closeGroup(closed, "CN")).toBe(closed);
    expect(steps.openGroup(closed, "US")).toBe(closed);
    expect(steps.openGroup(steps.openGroup(closed, "CN"), "?")).toEqual(view);
    expect(steps.setClosed(view, ["CN", "?", "CN"])).toEqual(closed);
  });

  it("without groups closes none", () => {
    expect(steps.closeGroup(emptyView, "CN")).toBe(emptyView);
    expect(steps.setClosed(emptyView, ["CN"])).toBe(emptyView);
  });

  it("closes no more groups than a view holds", () => {
    const view = steps.setLayout(emptyView, { as: "groups", closed: [] });
    const groups = many(exploreLimits.closed + 2);
    expect(groups.reduce(steps.closeGroup, view).layout.closed).toEqual(groups.slice(2));
    expect(steps.setClosed(view, groups).layout.closed).toEqual(groups.slice(0, -2));
  });
});

describe("a style", () => {
  it.each([
    ["  Mine ", "Mine"],
    ["x".repeat(exploreLimits.styleName + 1), "x".repeat(exploreLimits.styleName)],
    // Cut between characters, not through one.
    [`${"x".repeat(exploreLimits.styleName - 1)}😀`, "x".repeat(exploreLimits.styleName - 1)],
    ["half \ud83d of one", "half \ufffd of one"],
    ["   ", undefined],
  ])("called %o is called %o", (given, kept) => {
    const view = steps.setStyle(emptyView, { colour: "access", name: given });
    expect(view.style).toEqual({ colour: "access", ...(kept && { name: kept }) });
    expect(parseView(new URLSearchParams(formatView(view)))).toEqual({ view, problems: [] });
  });

  it("goes when nothing is asked for", () => {
    expect(steps.setStyle(steps.setStyle(emptyView, { size: "degree" }), {})).toEqual(emptyView);
  });
});

describe("a window of time", () => {
  it("is set, and taken away", () => {
    const time = { from: "2018-01", to: "2024-06", undated: false };
    const view = steps.setTime(emptyView, time);
    expect(view).toEqual({ ...emptyView, time });
    expect(steps.setTime(view, { ...time })).toBe(view);
    expect(steps.setTime(view, undefined)).toEqual(emptyView);
  });
});

describe("relation types", () => {
  it("are switched off and on, in alphabetical order", () => {
    const view = steps.toggleType(steps.toggleType(emptyView, "uses"), "based_on");
    expect(view.hiddenTypes).toEqual(["based_on", "uses"]);
    expect(steps.toggleType(steps.toggleType(view, "based_on"), "uses")).toEqual(emptyView);
    expect(steps.setHiddenTypes(emptyView, ["uses", "based_on", "uses"])).toEqual(view);
  });

  it("beyond the limit let another one on again", () => {
    const full = steps.setHiddenTypes(
      emptyView,
      Array.from({ length: exploreLimits.types }, (_, i) => `t${i}`),
    );
    const view = steps.toggleType(full, "z");
    expect(view.hiddenTypes).toHaveLength(exploreLimits.types);
    expect(view.hiddenTypes).toContain("z");
  });
});
