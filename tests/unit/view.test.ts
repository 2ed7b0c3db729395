import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseView } from "@/lib/view/parse-view";
import * as steps from "@/lib/view/steps";
import { emptyView, fitViewToGraph, formatView, movedLimit, type View } from "@/lib/view/view";
import { viewSchema } from "@/lib/view/view-schema";
import { randomGraph } from "../fixtures/random-graph";

const anyId = fc
  .tuple(fc.constantFrom("model", "data-set"), fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}$/))
  .map((parts) => parts.join("/"));
const anyPlace = fc.double({ min: -9999, max: 9999, noNaN: true });
const anyStep: fc.Arbitrary<(view: View) => View> = fc.oneof(
  anyId.map((id) => (view: View) => steps.select(view, id)),
  fc.tuple(anyId, anyId).map(
    ([from, to]) =>
      (view: View) =>
        steps.select(view, { from, type: "trained_on", to }),
  ),
  fc.constant((view: View) => steps.select(view, undefined)),
  fc.constantFrom("model", "dataset", "risk").map((kind) => (view: View) => steps.toggleKind(view, kind)),
  fc.constant(steps.showAllKinds),
  fc.constant(steps.resetPlaces),
  fc.tuple(anyId, anyPlace, anyPlace).map(
    ([id, x, y]) =>
      (view: View) =>
        steps.move(view, id, x, y),
  ),
  fc.tuple(anyPlace, anyPlace, fc.integer({ min: 1, max: 999 })).map(
    ([left, top, side]) =>
      (view: View) =>
        steps.look(view, { left, top, right: left + side, bottom: top + side }),
  ),
  fc.constant((view: View) => steps.look(view, undefined)),
);
/** Any view that a reader can reach by taking steps. */
const reachableView = fc
  .array(anyStep, { maxLength: 200, size: "max" })
  .map((taken) => taken.reduce((view, step) => step(view), emptyView));

const read = (query: string) => parseView(new URLSearchParams(query));

describe("the address of a view", () => {
  it("brings back any view that a reader can reach, and stays valid", () => {
    fc.assert(
      fc.property(reachableView, (view) => {
        expect(read(formatView(view))).toEqual({ view, problems: [] });
        expect(viewSchema.safeParse(view).success).toBe(true);
        expect(view.moved.length).toBeLessThanOrEqual(movedLimit);
      }),
    );
  });

  it("is empty for the whole atlas", () => {
    expect(formatView(emptyView)).toBe("");
    expect(read("")).toEqual({ view: emptyView, problems: [] });
  });

  it("can be read by people", () => {
    const view: View = {
      ...emptyView,
      hiddenKinds: ["dataset", "risk"],
      selection: { from: "model/llama", type: "trained_on", to: "dataset/c4" },
      moved: [{ id: "model/gpt-4", x: 120.5, y: -30 }],
      camera: { left: -120, top: -80, right: 340, bottom: 260 },
    };
    expect(formatView(view)).toBe(
      "hide=dataset,risk&select=model/llama~trained_on~dataset/c4&moved=model/gpt-4:120.5,-30&at=-120,-80,340,260",
    );
  });

  it.each([
    ["at=javascript:alert(1)", "malformed", "at"],
    ["at=1,2,3", "malformed", "at"],
    ["at=10,10,0,0", "malformed", "at"],
    ["at=0,0,1e9,5", "malformed", "at"],
    ["at=,,,", "malformed", "at"],
    ["hide=<b>", "malformed", "hide"],
    ["select=Model/LLaMA", "malformed", "select"],
    ["select=a/b~c~d/e~f", "malformed", "select"],
    ["select=", "malformed", "select"],
    ["moved=model/x:1", "malformed", "moved"],
    ["version=zz", "malformed", "version"],
    ["graph=../etc", "malformed", "graph"],
    ["__proto__=1", "unknown-parameter", "__proto__"],
    ["colour=red", "unknown-parameter", "colour"],
  ])("?%s opens as the whole atlas and says what was wrong", (query, code, parameter) => {
    expect(read(query)).toMatchObject({ view: emptyView, problems: [{ code, parameter }] });
  });

  it("keeps what is good beside what is not", () => {
    const { view, problems } = read("select=model/llama&at=x&hide=risk&select=model/other");
    expect(view).toEqual({ ...emptyView, selection: "model/llama", hiddenKinds: ["risk"] });
    expect(problems.map(({ code }) => code)).toEqual(["malformed", "repeated-parameter"]);
  });

  it("lets campaign parameters of other sites pass without a word", () => {
    expect(read("utm_source=x&fbclid=1").problems).toEqual([]);
  });

  it("never throws, whatever stands in it", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (query) => void read(query)));
  });
});

describe("a view over a graph that has changed", () => {
  const graph = randomGraph(30);

  it("drops just what is gone, and says so", () => {
    const view: View = {
      ...emptyView,
      data: "ffffffffffffffff",
      hiddenKinds: ["kind1", "gone"],
      selection: "kind0/gone",
      moved: [
        { id: "kind0/entity-0", x: 1, y: 2 },
        { id: "kind0/gone", x: 1, y: 2 },
      ],
    };
    expect(fitViewToGraph(view, graph)).toEqual({
      view: { ...emptyView, hiddenKinds: ["kind1"], moved: [{ id: "kind0/entity-0", x: 1, y: 2 }] },
      problems: [
        { code: "unknown-kind", parameter: "hide", value: "gone" },
        { code: "unknown-entity", parameter: "moved", value: "kind0/gone" },
        { code: "unknown-version", parameter: "version", value: "ffffffffffffffff" },
        { code: "unknown-entity", parameter: "select", value: "kind0/gone" },
      ],
    });
  });

  it("keeps a relation that is there and drops one that is not", () => {
    const there = { from: "kind1/entity-1", type: "ties", to: "kind0/entity-0" };
    expect(fitViewToGraph({ ...emptyView, selection: there }, graph).problems).toEqual([]);
    const reversed = { from: there.to, type: "ties", to: there.from };
    expect(fitViewToGraph({ ...emptyView, selection: reversed }, graph).problems).toMatchObject([
      { code: "unknown-relation" },
    ]);
  });
});

describe("steps", () => {
  it("leave the view they were given as it is", () => {
    fc.assert(
      fc.property(reachableView, anyStep, (view, step) => {
        const before = structuredClone(view);
        step(view);
        expect(view).toEqual(before);
      }),
    );
  });

  it("that change nothing give back the same view", () => {
    const view = steps.select(emptyView, "model/llama");
    expect(steps.select(view, "model/llama")).toBe(view);
    expect(steps.showAllKinds(view)).toBe(view);
    expect(steps.resetPlaces(view)).toBe(view);
    expect(steps.look(view, undefined)).toBe(view);
  });

  it("take a kind out and bring it back", () => {
    const once = steps.toggleKind(emptyView, "risk");
    expect(once.hiddenKinds).toEqual(["risk"]);
    expect(steps.toggleKind(once, "risk")).toEqual(emptyView);
  });
});
