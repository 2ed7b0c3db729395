import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFilter, type Filter, filterLimits } from "@/lib/graph/filter-value";
import { plainExpansion } from "@/lib/view/expansion";
import { byRelation } from "@/lib/view/filter-steps";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import * as steps from "@/lib/view/steps";
import { type Expansion, emptyView, exploreLimits, formatView, movedLimit, type View } from "@/lib/view/view";
import { viewSchema } from "@/lib/view/view-schema";
import { anyExplored, explorable } from "../fixtures/explored-graph";
import { anyFacetValue, anyReachableFilter } from "../fixtures/filter-steps";
import { randomGraph } from "../fixtures/random-graph";
import { scopedGraph } from "../fixtures/scoped-graph";

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

/** At most so many different items, or often far fewer. */
const several = <T>(item: fc.Arbitrary<T>, most: number, least = 0) =>
  fc.uniqueArray(item, { minLength: least, maxLength: most });
const byFacet = <T extends { facet: string }>(one: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(one, { maxLength: 5, selector: ({ facet }) => facet })
    .map((all) => all.toSorted((a, b) => (a.facet < b.facet ? -1 : 1)));
const anyFacet = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}(\.[a-z][a-z0-9_]{0,9})?$/);
const anyBound = fc.stringMatching(/^(\d{1,12}(\.\d{1,6})?|\d{4}-\d\d(-\d\d)?)$/);
/** Any filter whatever that a view may hold. */
const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    scopes: several(anyId, filterLimits.scopes),
    combine: fc.constantFrom("any" as const, "all" as const),
    context: fc.constantFrom(0 as const, 1 as const, 2 as const),
    values: byFacet(
      fc
        .tuple(anyFacet, several(anyFacetValue, 8, 1), fc.nat(8))
        .map(([facet, all, any]) => ({ facet, any: all.slice(0, any), not: all.slice(any) })),
    ),
    ranges: byFacet(
      fc
        .tuple(anyFacet, anyBound, anyBound, fc.constantFrom("from", "to", "both"), fc.boolean())
        .map(([facet, from, to, given, unknown]) => ({
          facet,
          ...(given !== "to" && { from }),
          ...(given !== "from" && { to }),
          unknown,
        })),
    ),
    links: fc
      .uniqueArray(
        fc.record({
          type: fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
          direction: fc.constantFrom("out" as const, "in" as const),
          ids: several(anyId, filterLimits.linked, 1),
        }),
        { maxLength: filterLimits.links, selector: ({ type, direction }) => `${type} ${direction}` },
      )
      .map((links) => links.sort(byRelation)),
    list: fc.option(several(anyId, 20), { nil: undefined }),
    shown: several(anyId, filterLimits.shown),
  })
  .map(({ list, ...rest }) => ({ ...rest, ...(list && { list }) }));

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

  it("brings back any filter, whatever its values are called", () => {
    fc.assert(
      fc.property(anyFilter, reachableView, (filter, view) => {
        const filtered = { ...view, filter };
        expect(viewSchema.safeParse(filtered).success).toBe(true);
        expect(read(formatView(filtered))).toEqual({ view: filtered, problems: [] });
      }),
    );
  });

  it("brings back any filter that a reader can reach", () => {
    fc.assert(
      fc.property(anyReachableFilter, (view) => {
        expect(read(formatView(view))).toEqual({ view, problems: [] });
      }),
    );
  });

  it("brings back as many as a filter holds", () => {
    const ids = Array.from({ length: filterLimits.list }, (_, i) => `model/m${i}`);
    const any = ids.slice(0, filterLimits.values);
    const facets = Array.from({ length: filterLimits.facets }, (_, i) => `facet${i + 100}`);
    const filter: Filter = {
      ...emptyFilter,
      scopes: ids.slice(0, filterLimits.scopes),
      values: facets.map((facet) => ({ facet, any, not: [] })),
      links: Array.from({ length: filterLimits.links }, (_, i) => ({
        type: `type${i + 100}`,
        direction: "in" as const,
        ids: ids.slice(0, filterLimits.linked),
      })),
      list: ids,
    };
    expect(read(formatView({ ...emptyView, filter }))).toEqual({
      view: { ...emptyView, filter },
      problems: [],
    });
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

  it("of a filter can be read by people", () => {
    const filter: Filter = {
      scopes: ["domain/healthcare", "domain/finance"],
      combine: "all",
      context: 2,
      values: [
        { facet: "developer_country", any: ["CN", "?"], not: [] },
        { facet: "model.access", any: ["open-source"], not: ["api"] },
        { facet: "role", any: ["a, b", "!x"], not: [] },
      ],
      ranges: [
        { facet: "parameters", from: "7000000000", unknown: true },
        { facet: "released", from: "2022", to: "2023-06", unknown: false },
      ],
      links: [
        { type: "trained_on", direction: "in", ids: ["model/llama"] },
        { type: "trained_on", direction: "out", ids: ["dataset/the-pile", "dataset/c4"] },
      ],
      list: ["model/gpt-4"],
      shown: ["risk/privacy-leakage"],
    };
    expect(formatView({ ...emptyView, filter })).toBe(
      "in=domain/healthcare,domain/finance&combine=all&context=2&f.developer_country=CN,?" +
        "&f.model.access=open-source,!api&f.role=a%252C%20b,%2521x&r.parameters=7000000000..,?" +
        "&r.released=2022..2023-06&from.trained_on=model/llama&to.trained_on=dataset/the-pile,dataset/c4&list=model/gpt-4&show=risk/privacy-leakage",
    );
  });

  it.each<[query: string, filter: Partial<Filter>]>([
    ["f.access=open,open,,!,!shut", { values: [{ facet: "access", any: ["open"], not: ["shut"] }] }],
    // Chosen and refused at once: chosen.
    ["f.access=!open,open", { values: [{ facet: "access", any: ["open"], not: [] }] }],
    ["f.access=!?", { values: [{ facet: "access", any: [], not: ["?"] }] }],
    [
      "f.role=b&f.access=a",
      {
        values: [
          { facet: "access", any: ["a"], not: [] },
          { facet: "role", any: ["b"], not: [] },
        ],
      },
    ],
    ["f.name=%E5%BC%80%E6%94%BE+a%2Bb", { values: [{ facet: "name", any: ["开放 a+b"], not: [] }] }],
    ["r.size=0.5..1.5", { ranges: [{ facet: "size", from: "0.5", to: "1.5", unknown: false }] }],
    ["r.size=..7,?", { ranges: [{ facet: "size", to: "7", unknown: true }] }],
    ["in=domain/a,,domain/a", { scopes: ["domain/a"] }],
    ["list=", { list: [] }],
    [
      "to.uses=model/a,,model/b,model/a&from.uses=model/c",
      {
        links: [
          { type: "uses", direction: "in", ids: ["model/c"] },
          { type: "uses", direction: "out", ids: ["model/a", "model/b"] },
        ],
      },
    ],
  ])("?%s is read as it is meant", (query, filter) => {
    const expected = { ...emptyView, filter: { ...emptyFilter, ...filter } };
    expect(read(query)).toEqual({ view: expected, problems: [] });
  });

  it.each<[query: string, parameter: string, filter: Partial<Filter>]>([
    ["in=domain/a,Domain/B", "in", { scopes: ["domain/a"] }],
    [`in=domain/a,domain/${"b".repeat(120)}`, "in", { scopes: ["domain/a"] }],
    ["to.uses=<b>,model/a", "to.uses", { links: [{ type: "uses", direction: "out", ids: ["model/a"] }] }],
    ["list=model/a,<b>", "list", { list: ["model/a"] }],
    ["show=model/a,..", "show", { shown: ["model/a"] }],
  ])("?%s keeps those that are good", (query, parameter, filter) => {
    expect(read(query)).toMatchObject({
      view: { ...emptyView, filter: { ...emptyFilter, ...filter } },
      problems: [{ code: "malformed", parameter }],
    });
  });

  it("keeps the latest domains where there are too many, and says so", () => {
    const ids = Array.from({ length: filterLimits.scopes + 2 }, (_, i) => `domain/d${i}`);
    const { view, problems } = read(`in=${ids.join()}`);
    expect(view.filter.scopes).toEqual(ids.slice(2));
    expect(problems).toMatchObject([{ code: "too-many", parameter: "in" }]);
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
    ["in=healthcare", "malformed", "in"],
    ["combine=some", "malformed", "combine"],
    ["context=3", "malformed", "context"],
    ["context=", "malformed", "context"],
    ["f.access=", "malformed", "f.access"],
    ["f.access=!,,", "malformed", "f.access"],
    ["f.access=%25E0", "malformed", "f.access"],
    [`f.access=${"x".repeat(121)}`, "malformed", "f.access"],
    [`f.access=${Array.from({ length: filterLimits.values + 1 }, (_, i) => i)}`, "malformed", "f.access"],
    ["f.=open", "malformed", "f."],
    ["f.Access=open", "malformed", "f.Access"],
    ["f.__proto__=1", "malformed", "f.__proto__"],
    ["f.a.b.c=open", "malformed", "f.a.b.c"],
    ["to.uses=", "malformed", "to.uses"],
    ["from.=model/a", "malformed", "from."],
    ["to.Uses=model/a", "malformed", "to.Uses"],
    ["to.__proto__=model/a", "malformed", "to.__proto__"],
    ["toxuses=model/a", "unknown-parameter", "toxuses"],
    ["r.parameters=", "malformed", "r.parameters"],
    ["r.parameters=7", "malformed", "r.parameters"],
    ["r.parameters=..", "malformed", "r.parameters"],
    ["r.parameters=..,?", "malformed", "r.parameters"],
    ["r.parameters=-7..7", "malformed", "r.parameters"],
    ["r.parameters=7e9..", "malformed", "r.parameters"],
    ["r.parameters=1..2..3", "malformed", "r.parameters"],
    ["r.released=soon..", "malformed", "r.released"],
    ["r.released=2020-1..", "malformed", "r.released"],
    ["fxaccess=open", "unknown-parameter", "fxaccess"],
    ["__proto__=1", "unknown-parameter", "__proto__"],
    ["tint=red", "unknown-parameter", "tint"],
  ])("?%s opens as the whole atlas and says what was wrong", (query, code, parameter) => {
    expect(read(query)).toMatchObject({ view: emptyView, problems: [{ code, parameter }] });
  });

  it("names a parameter that is wrong in short, however long it is", () => {
    for (const name of ["x".repeat(3000), `f.${"y".repeat(3000)}`, `r.${"z".repeat(3000)}`])
      expect(read(`${name}=!`).problems[0]?.parameter.length).toBeLessThanOrEqual(80);
  });

  it("takes no more links than a filter holds, and says so", () => {
    const types = Array.from({ length: filterLimits.links + 1 }, (_, i) => `t${String(i).padStart(2, "0")}`);
    const { view, problems } = read(types.map((type) => `to.${type}=model/a`).join("&"));
    expect(view.filter.links.map(({ type }) => type)).toEqual(types.slice(0, -1));
    expect(problems).toMatchObject([{ code: "too-many", parameter: `to.${types.at(-1)}` }]);
  });

  it("takes a facet once, as any parameter", () => {
    const { view, problems } = read("f.access=open&f.access=shut&r.access=1..2");
    expect(view.filter.values).toEqual([{ facet: "access", any: ["open"], not: [] }]);
    expect(view.filter.ranges).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "repeated-parameter", parameter: "f.access" }]);
  });

  it("keeps what is good beside what is not", () => {
    const { view, problems } = read("select=model/llama&at=x&hide=risk&select=model/other");
    expect(view).toEqual({ ...emptyView, selection: "model/llama", hiddenKinds: ["risk"] });
    expect(problems.map(({ code }) => code)).toEqual(["malformed", "repeated-parameter"]);
  });

  it("lets campaign parameters of other sites pass without a word", () => {
    expect(read("utm_source=x&fbclid=1").problems).toEqual([]);
  });

  it("leaves the place in a story alone, which is no part of it", () => {
    expect(read("f.named=yes&story=llama-family&step=2")).toEqual(read("f.named=yes"));
  });

  it("never throws, whatever stands in it", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (query) => void read(query)));
  });

  it("gives a view that is valid, however it was damaged, and says what it could not read", () => {
    const sound = fc.tuple(anyFilter, reachableView).map(([filter, view]) => formatView({ ...view, filter }));
    const damage = fc.tuple(
      fc.nat(2000),
      fc.nat(3),
      fc.constantFrom("", "%", "&", "=", "!", ",", "..", "é", "?"),
    );
    fc.assert(
      fc.property(sound, fc.array(damage, { minLength: 1, maxLength: 6 }), (address, places) => {
        const damaged = places.reduce((text, [at, gone, put]) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + put + text.slice(place + gone);
        }, address);
        const { view, problems } = read(damaged);
        expect(viewSchema.safeParse(view).success).toBe(true);
        // What was not reported was read: the view's own address says the same.
        expect(read(formatView(view))).toEqual({ view, problems: [] });
        for (const { parameter, value } of problems)
          expect(Math.max(parameter.length, value.length)).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe("what has been done on the canvas, in an address", () => {
  const plain = (id: string, limit: number): Expansion => ({ ...plainExpansion(id), limit });
  it.each<[query: string, part: Partial<View>]>([
    ["off=uses,,based_on,uses", { hiddenTypes: ["based_on", "uses"] }],
    ["select=model/a&also=model/c,model/b,model/c", { selection: "model/a", also: ["model/c", "model/b"] }],
    ["without=risk/b,,risk/a,risk/b", { without: ["risk/b", "risk/a"] }],
    ["expand=model/a,5;;model/b,60", { expansions: [plain("model/a", 5), plain("model/b", 60)] }],
    [
      "expand=model/a,5,in,date,uses,uses,based_on",
      {
        expansions: [{ id: "model/a", limit: 5, direction: "in", rank: "date", types: ["uses", "based_on"] }],
      },
    ],
    ["expand=model/a,5,out", { expansions: [{ ...plain("model/a", 5), direction: "out" }] }],
    // What was said last of an entity counts.
    ["expand=model/a,5;model/b,1;model/a,7", { expansions: [plain("model/a", 7), plain("model/b", 1)] }],
    ["layout=layered", { layout: { as: "layered", closed: [] } }],
    ["layout=groups:model.access", { layout: { as: "groups", by: "model.access", closed: [] } }],
    ["layout=concentric:model/a", { layout: { as: "concentric", centre: "model/a", closed: [] } }],
    ["layout=groups:kind&closed=a,b%252Cc,a", { layout: { as: "groups", by: "kind", closed: ["a", "b,c"] } }],
    // In whatever order they stand.
    ["closed=CN&layout=groups:country", { layout: { as: "groups", by: "country", closed: ["CN"] } }],
    [
      "size=parameters&style=My+own&colour=model.access",
      { style: { size: "parameters", name: "My own", colour: "model.access" } },
    ],
    ["time=2018-01..2024-06", { time: { from: "2018-01", to: "2024-06", undated: true } }],
    ["time=2018-01..2018-01,dated", { time: { from: "2018-01", to: "2018-01", undated: false } }],
  ])("?%s is read as it is meant", (query, part) => {
    expect(read(query)).toEqual({ view: { ...emptyView, ...part }, problems: [] });
  });

  it.each([
    ["off=Uses", "off"],
    [`off=${Array.from({ length: exploreLimits.types + 1 }, (_, i) => `t${i}`)}`, "off"],
    ["also=<b>", "also"],
    ["without=model", "without"],
    ["expand=model/a", "expand"],
    ["expand=model/a,0", "expand"],
    [`expand=model/a,${exploreLimits.brought + 1}`, "expand"],
    ["expand=model/a,99999", "expand"],
    ["expand=model,5", "expand"],
    ["expand=model/a,5,up", "expand"],
    ["expand=model/a,5,out,size", "expand"],
    ["expand=model/a,5,out,date,Uses", "expand"],
    ["layout=spiral", "layout"],
    ["layout=groups:", "layout"],
    ["layout=concentric:kind", "layout"],
    ["layout=time:a.b.c", "layout"],
    ["closed=%25E0", "closed"],
    [`closed=${"x".repeat(121)}`, "closed"],
    [`closed=${Array.from({ length: exploreLimits.closed + 1 }, (_, i) => i)}`, "closed"],
    ["colour=<b>", "colour"],
    ["size=Parameters", "size"],
    ["style=", "style"],
    [`style=${"x".repeat(exploreLimits.styleName + 1)}`, "style"],
    ["time=2018..2019", "time"],
    ["time=2018-13..2019-01", "time"],
    ["time=2024-01..2018-01", "time"],
    ["time=2018-01..2019-01,undated", "time"],
  ])("?%s is reported and leaves the whole atlas", (query, parameter) => {
    expect(read(query)).toMatchObject({ view: emptyView, problems: [{ code: "malformed", parameter }] });
  });

  it("keeps what is good of a parameter that is partly damaged", () => {
    expect(read("expand=model/a,5;model/b,x;model/c,7&without=risk/a,<b>&also=model/a,..")).toMatchObject({
      view: {
        ...emptyView,
        expansions: [plain("model/a", 5), plain("model/c", 7)],
        without: ["risk/a"],
        also: ["model/a"],
      },
      problems: [
        { code: "malformed", parameter: "expand", value: "model/b,x" },
        { code: "malformed", parameter: "without", value: "<b>" },
        { code: "malformed", parameter: "also", value: ".." },
      ],
    });
  });

  it.each<["also" | "without" | "expand", most: number, kept: (view: View) => readonly string[]]>([
    ["also", exploreLimits.also, ({ also }) => also],
    ["without", exploreLimits.without, ({ without }) => without],
    ["expand", exploreLimits.expansions, ({ expansions }) => expansions.map(({ id }) => id)],
  ])("keeps the latest of %s where there are too many, and says so", (name, most, kept) => {
    const ids = Array.from({ length: most + 2 }, (_, i) => `model/m${i}`);
    const text = name === "expand" ? ids.map((id) => `${id},1`).join(";") : ids.join();
    const { view, problems } = read(`${name}=${text}`);
    expect(kept(view)).toEqual(ids.slice(2));
    expect(problems).toMatchObject([{ code: "too-many", parameter: name }]);
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

  it("drops from its filter what is gone; what facets there are is not asked without their columns", () => {
    const { graph: scoped, table } = scopedGraph({
      "domain/a": {},
      "model/x": { facts: { access: "open" } },
    });
    const filter: Filter = {
      ...emptyFilter,
      scopes: ["domain/a", "domain/gone"],
      values: [{ facet: "access", any: ["open", "gone"], not: [] }],
    };
    const view: View = { ...emptyView, filter };
    const gone = { code: "unknown-entity", parameter: "in", value: "domain/gone" };
    expect(fitViewToGraph(view, scoped)).toEqual({
      view: { ...emptyView, filter: { ...filter, scopes: ["domain/a"] } },
      problems: [gone],
    });
    expect(fitViewToGraph(view, scoped, table)).toEqual({
      view: {
        ...emptyView,
        filter: {
          ...filter,
          scopes: ["domain/a"],
          values: [{ facet: "access", any: ["open"], not: [] }],
        },
      },
      problems: [gone, { code: "unknown-value", parameter: "f.access", value: "gone" }],
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

describe("an explored view over a graph that has changed", () => {
  const { graph, table } = explorable({
    "model/a": { to: { based_on: ["model/b"] }, facts: { access: "open", parameters: [7] } },
    "model/b": {},
    "risk/c": {},
  });
  const gone = (code: string, parameter: string, value: string) => ({ code, parameter, value });
  const there = plainExpansion("model/a");

  it.each<[name: string, before: Partial<View>, after: Partial<View>, problems: ReturnType<typeof gone>[]]>([
    [
      "relation types that are off",
      { hiddenTypes: ["based_on", "gone"] },
      { hiddenTypes: ["based_on"] },
      [gone("unknown-type", "off", "gone")],
    ],
    [
      "what else is selected",
      { selection: "model/a", also: ["model/gone", "risk/c"] },
      { selection: "model/a", also: ["risk/c"] },
      [gone("unknown-entity", "also", "model/gone")],
    ],
    [
      "an expanded entity",
      { expansions: [there, plainExpansion("model/gone")] },
      { expansions: [there] },
      [gone("unknown-entity", "expand", "model/gone")],
    ],
    [
      "a type that an expansion asked for",
      { expansions: [{ ...there, types: ["gone", "based_on"] }] },
      { expansions: [{ ...there, types: ["based_on"] }] },
      [gone("unknown-type", "expand", "gone")],
    ],
    [
      "all types that an expansion asked for, which then brings nothing",
      { expansions: [{ ...there, types: ["gone"] }, plainExpansion("model/b")] },
      { expansions: [plainExpansion("model/b")] },
      [gone("unknown-type", "expand", "gone")],
    ],
    [
      "what was hidden by hand",
      { without: ["risk/gone", "risk/c"] },
      { without: ["risk/c"] },
      [gone("unknown-entity", "without", "risk/gone")],
    ],
    [
      "the facet of a layout",
      { layout: { as: "groups", by: "gone", closed: ["CN"] }, without: ["risk/c"] },
      { layout: { as: "atlas", closed: [] }, without: ["risk/c"] },
      [gone("unknown-facet", "layout", "gone")],
    ],
    [
      "the centre of a layout",
      { layout: { as: "concentric", centre: "model/gone", closed: [] } },
      { layout: { as: "concentric", closed: [] } },
      [gone("unknown-entity", "layout", "model/gone")],
    ],
    [
      "the facet of colours",
      { style: { name: "Mine", colour: "gone", size: "parameters" } },
      { style: { name: "Mine", size: "parameters" } },
      [gone("unknown-facet", "colour", "gone")],
    ],
    [
      "the facet of sizes, or one that is no number",
      { style: { name: "Mine", colour: "access", size: "access" } },
      { style: { name: "Mine", colour: "access" } },
      [gone("unknown-facet", "size", "access")],
    ],
    [
      "a group that is pointed at where there are none any more",
      { selection: "group-of/model", layout: { as: "force", closed: [] } },
      { layout: { as: "force", closed: [] } },
      [gone("unknown-entity", "select", "group-of/model")],
    ],
    [
      "a relation of a group where there are none any more",
      { selection: { from: "group-of/model", type: "based_on", to: "model/a" } },
      {},
      [gone("unknown-relation", "select", "group-of/model~based_on~model/a")],
    ],
  ])("drops just %s, and says so", (_, before, after, problems) => {
    expect(fitViewToGraph({ ...emptyView, ...before }, graph, table)).toEqual({
      view: { ...emptyView, ...after },
      problems,
    });
  });

  it.each<[name: string, part: Partial<View>]>([
    ["groups by kind", { layout: { as: "groups", by: "kind", closed: ["model"] } }],
    ["groups by region", { layout: { as: "groups", by: "community", closed: [] } }],
    ["groups of the ontology", { layout: { as: "groups", by: "openness", closed: [] } }],
    ["groups by a facet", { layout: { as: "groups", by: "access", closed: [] } }],
    ["colours by a number", { style: { colour: "parameters" } }],
    ["sizes by the number of relations", { style: { size: "degree" } }],
    [
      "a closed group that is pointed at",
      { selection: "group-of/model", layout: { as: "groups", closed: [] } },
    ],
    [
      "a relation of a closed group",
      {
        selection: { from: "group-of/model", type: "based_on", to: "group-of/risk" },
        layout: { as: "groups", closed: [] },
      },
    ],
    ["the place of a closed group", { moved: [{ id: "group-of/model", x: 1, y: 2 }] }],
  ])("keeps %s", (_, part) => {
    const view = { ...emptyView, ...part };
    expect(fitViewToGraph(view, graph, table)).toEqual({ view, problems: [] });
  });

  it("does not ask which facets there are without their columns", () => {
    const view: View = {
      ...emptyView,
      layout: { as: "groups", by: "gone", closed: ["CN"] },
      style: { colour: "gone", size: "gone" },
    };
    expect(fitViewToGraph(view, graph)).toEqual({ view, problems: [] });
  });

  it("is the same view where it fits, and nothing is said", () => {
    fc.assert(
      fc.property(anyExplored, ({ speech, view }) => {
        const fitted = fitViewToGraph(view, speech.graph, speech.table);
        expect(fitted.problems).toEqual([]);
        expect(fitted.view).toBe(view);
      }),
      { numRuns: 100 },
    );
  });

  it("is what it was before but for what is gone, wherever that stands, and all of that is told", () => {
    const put = <T>(list: readonly T[], at: number, one: T): T[] =>
      list.toSpliced(at % (list.length + 1), 0, one);
    fc.assert(
      fc.property(anyExplored, fc.nat(), ({ speech, view }, at) => {
        const damaged: View = {
          ...view,
          hiddenTypes: put(view.hiddenTypes, at, "gone"),
          also: put(view.also, at, "model/gone"),
          expansions: put(view.expansions, at, plainExpansion("model/gone")),
          without: put(view.without, at, "model/gone"),
          moved: put(view.moved, at, { id: "model/gone", x: 1, y: 2 }),
          style: { ...view.style, colour: "gone" },
        };
        const { colour: _, ...style } = view.style;
        expect(fitViewToGraph(damaged, speech.graph, speech.table)).toEqual({
          view: { ...view, style },
          problems: [
            gone("unknown-type", "off", "gone"),
            gone("unknown-entity", "also", "model/gone"),
            gone("unknown-entity", "expand", "model/gone"),
            gone("unknown-entity", "without", "model/gone"),
            gone("unknown-facet", "colour", "gone"),
            gone("unknown-entity", "moved", "model/gone"),
          ],
        });
      }),
      { numRuns: 60 },
    );
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
    expect(steps.showOnlyKind(once, ["risk", "model", "dataset"], "model").hiddenKinds).toEqual([
      "dataset",
      "risk",
    ]);
  });
});
