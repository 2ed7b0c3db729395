import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFilter, type Filter, filterLimits } from "@/lib/graph/filter-value";
import * as steps from "@/lib/view/filter-steps";
import { showAnyway, toggleKind } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { viewSchema } from "@/lib/view/view-schema";
import { anyFilterStep, anyReachableFilter } from "../fixtures/filter-steps";

const taking = (...taken: ((view: View) => View)[]): Filter =>
  taken.reduce((view, step) => step(view), emptyView).filter;
const ids = (count: number) => Array.from({ length: count }, (_, i) => `model/m${i}`);

describe("domains", () => {
  it("are put in one after another, and taken out", () => {
    const a = (view: View) => steps.toggleScope(view, "domain/a");
    const b = (view: View) => steps.toggleScope(view, "domain/b");
    expect(taking(a, b).scopes).toEqual(["domain/a", "domain/b"]);
    expect(taking(a, b, a).scopes).toEqual(["domain/b"]);
    expect(taking(a, a)).toEqual(emptyFilter);
  });

  it("push out the earliest where there are too many", () => {
    const [, ...latest] = ids(filterLimits.scopes + 1);
    const all = ids(filterLimits.scopes + 1).map((id) => (view: View) => steps.toggleScope(view, id));
    expect(taking(...all).scopes).toEqual(latest);
  });

  it("can be one alone", () => {
    const both = taking(
      (view) => steps.toggleScope(view, "domain/a"),
      (view) => steps.toggleScope(view, "domain/b"),
      (view) => steps.setCombine(view, "all"),
      (view) => steps.setScope(view, "domain/c"),
    );
    expect(both).toEqual({ ...emptyFilter, scopes: ["domain/c"] });
  });

  it("are combined by any again as soon as fewer than two are left", () => {
    const two = [
      (view: View) => steps.toggleScope(view, "domain/a"),
      (view: View) => steps.toggleScope(view, "domain/b"),
      (view: View) => steps.setCombine(view, "all"),
    ];
    expect(taking(...two).combine).toBe("all");
    expect(taking(...two, (view) => steps.toggleScope(view, "domain/c")).combine).toBe("all");
    expect(taking(...two, (view) => steps.toggleScope(view, "domain/a")).combine).toBe("any");
  });
});

describe("the values of a facet", () => {
  const open = (view: View) => steps.turnValue(view, "access", "open");

  it("turn from unchosen to chosen to refused and back", () => {
    expect(taking(open).values).toEqual([{ facet: "access", any: ["open"], not: [] }]);
    expect(taking(open, open).values).toEqual([{ facet: "access", any: [], not: ["open"] }]);
    expect(taking(open, open, open)).toEqual(emptyFilter);
  });

  it("are taken back, chosen or refused", () => {
    const drop = (view: View) => steps.dropValue(view, "access", "open");
    const other = (view: View) => steps.turnValue(view, "access", "?");
    expect(taking(open, drop)).toEqual(emptyFilter);
    expect(taking(open, open, other, drop).values).toEqual([{ facet: "access", any: ["?"], not: [] }]);
  });

  it("stand by facet, whichever was chosen first", () => {
    const role = (view: View) => steps.turnValue(view, "role", "serving");
    expect(taking(role, open)).toEqual(taking(open, role));
  });

  it("are no more than an address takes", () => {
    const all = ids(filterLimits.values + 3).map((id) => (view: View) => steps.turnValue(view, "base", id));
    expect(taking(...all).values[0].any).toEqual(ids(filterLimits.values));
  });
});

it("a range is set, changed, and gone once both its ends are", () => {
  const set = (from: string | undefined, to: string | undefined) => (view: View) =>
    steps.setRange(view, "parameters", { ...(from && { from }), ...(to && { to }), unknown: true });
  expect(taking(set("7", "70"), set(undefined, "8")).ranges).toEqual([
    { facet: "parameters", to: "8", unknown: true },
  ]);
  expect(taking(set("7", "70"), set(undefined, undefined))).toEqual(emptyFilter);
});

it("a list holds each entity once and no more than an address takes, and goes without a trace", () => {
  const set = (list: readonly string[] | undefined) => (view: View) => steps.setList(view, list);
  expect(taking(set(["model/a", "model/b", "model/a"])).list).toEqual(["model/a", "model/b"]);
  expect(taking(set(ids(filterLimits.list + 1))).list).toEqual(ids(filterLimits.list));
  expect(taking(set([])).list).toEqual([]);
  expect(Object.keys(taking(set(["model/a"]), set(undefined)))).toEqual(Object.keys(emptyFilter));
});

describe("a link", () => {
  const data = { type: "trained_on", direction: "out" } as const;
  const set = (ids?: readonly string[]) => (view: View) =>
    steps.setLink(view, { ...data, ...(ids && { ids }) });

  it("is set, changed and dropped; of a relation type there is one for each direction, in fixed order", () => {
    const other = (view: View) => steps.setLink(view, { ...data, direction: "in", ids: ["model/a"] });
    expect(taking(set(["dataset/a"]), set(["dataset/b", "dataset/b"]), other).links).toEqual([
      { type: "trained_on", direction: "in", ids: ["model/a"] },
      { type: "trained_on", direction: "out", ids: ["dataset/b"] },
    ]);
    expect(taking(other, set(["dataset/b"]))).toEqual(taking(set(["dataset/b"]), other));
    expect(taking(set(["dataset/a"]), set())).toEqual(emptyFilter);
    expect(taking(set(["dataset/a"]), set([]))).toEqual(emptyFilter);
  });

  it("names no more than an address takes, and there are no more of them either", () => {
    expect(taking(set(ids(filterLimits.linked + 1))).links[0].ids).toEqual(ids(filterLimits.linked));
    const types = Array.from({ length: filterLimits.links + 1 }, (_, i) => `t${String(i).padStart(2, "0")}`);
    const all = types.map((type) => (view: View) => steps.setLink(view, { ...data, type, ids: ["model/a"] }));
    expect(taking(...all).links.map(({ type }) => type)).toEqual(types.slice(0, -1));
  });
});

it("entities that are shown anyway are the latest", () => {
  const all = ids(filterLimits.shown + 2).map((id) => (view: View) => showAnyway(view, id));
  expect(taking(...all).shown).toEqual(ids(filterLimits.shown + 2).slice(2));
  expect(taking(...all, steps.dropShown)).toEqual(emptyFilter);
});

describe("a condition", () => {
  const full = [
    (view: View) => toggleKind(view, "risk"),
    (view: View) => steps.toggleScope(view, "domain/a"),
    (view: View) => steps.toggleScope(view, "domain/b"),
    (view: View) => steps.setCombine(view, "all"),
    (view: View) => steps.setList(view, ["model/a"]),
    (view: View) => steps.setLink(view, { type: "uses", direction: "out", ids: ["model/a"] }),
    (view: View) => steps.setLink(view, { type: "uses", direction: "in", ids: ["model/b"] }),
    (view: View) => steps.turnValue(view, "released", "?"),
    (view: View) => steps.setRange(view, "released", { from: "2020", unknown: false }),
  ].reduce((view, step) => step(view), emptyView);
  const { list: _, ...withoutList } = full.filter;

  it.each<[Parameters<typeof steps.dropCondition>[1], View]>([
    [{ type: "kinds" }, { ...full, hiddenKinds: [] }],
    [{ type: "scope" }, { ...full, filter: { ...full.filter, scopes: [], combine: "any" } }],
    [{ type: "list" }, { ...full, filter: withoutList }],
    [
      { type: "link", link: { type: "uses", direction: "out" } },
      { ...full, filter: { ...full.filter, links: full.filter.links.slice(0, 1) } },
    ],
    [
      { type: "values", facet: "released" },
      { ...full, filter: { ...full.filter, values: [] } },
    ],
    [
      { type: "range", facet: "released" },
      { ...full, filter: { ...full.filter, ranges: [] } },
    ],
  ])("%o is dropped, and nothing else", (about, expected) => {
    expect(steps.dropCondition(full, about)).toEqual(expected);
  });

  it("and all others go when the filter is cleared", () => {
    expect(steps.clearFilter(full)).toEqual(emptyView);
  });
});

describe("any step", () => {
  it("leaves the view it was given as it is, and makes one that an address can hold", () => {
    fc.assert(
      fc.property(anyReachableFilter, anyFilterStep, (view, step) => {
        const before = structuredClone(view);
        const after = step(view);
        expect(view).toEqual(before);
        expect(viewSchema.safeParse(after).success).toBe(true);
      }),
    );
  });

  it("that changes nothing gives back the same view", () => {
    fc.assert(
      fc.property(anyReachableFilter, anyFilterStep, (view, step) => {
        const after = step(view);
        if (after !== view) expect(after).not.toEqual(view);
      }),
    );
  });

  it.each<[string, (view: View) => View]>([
    ["the same domain alone", (view) => steps.setScope(view, "domain/a")],
    ["the same range", (view) => steps.setRange(view, "parameters", { from: "7", unknown: false })],
    ["the same link", (view) => steps.setLink(view, { type: "uses", direction: "in", ids: ["model/a"] })],
    ["a link that is not there", (view) => steps.setLink(view, { type: "uses", direction: "in" })],
    ["the same list", (view) => steps.setList(view, ["model/a"])],
    ["a value that is not chosen", (view) => steps.dropValue(view, "access", "open")],
    ["all kinds", (view) => steps.dropCondition(view, { type: "kinds" })],
  ])("changes nothing twice: %s", (_, step) => {
    const once = step(emptyView);
    expect(step(once)).toBe(once);
  });

  it("of clearing changes nothing where nothing is left to clear", () => {
    const back = steps.toggleScope(steps.toggleScope(emptyView, "domain/a"), "domain/a");
    expect(steps.clearFilter(back)).toBe(back);
  });
});
