import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { type Filtering, filterGraph } from "@/lib/graph/filter";
import { countFilter, edgesOf, emptiedBy, overlapsOf } from "@/lib/graph/filter-counts";
import { emptyFilter, type Filter, member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { dropCondition } from "@/lib/view/filter-steps";
import { emptyView } from "@/lib/view/view";
import { anyFiltered, scopedGraph } from "../fixtures/scoped-graph";

const filtering = (filter: Partial<Filter>, hiddenKinds: readonly string[] = []): Filtering => ({
  filter: { ...emptyFilter, ...filter },
  hiddenKinds,
});

/** How many members there are with this in the place of what a filter says of one facet. */
function membersWith(
  graph: Graph,
  table: FacetTable,
  { filter, hiddenKinds }: Filtering,
  facet: string,
  instead: Partial<Pick<Filter, "values" | "ranges">>,
): number {
  const values = filter.values.filter((one) => one.facet !== facet);
  const ranges = filter.ranges.filter((one) => one.facet !== facet);
  const changed = {
    ...filter,
    values: [...values, ...(instead.values ?? [])],
    ranges: [...ranges, ...(instead.ranges ?? [])],
  };
  return filterGraph(graph, table, { filter: changed, hiddenKinds }).members;
}

describe("counts", () => {
  const { graph, table } = scopedGraph({
    "domain/health": {},
    "domain/finance": {},
    "model/doctor": {
      to: { applied_in: ["domain/health"] },
      facts: { access: "open", parameters: [7, 700], released: "2023-05" },
    },
    "model/nurse": { to: { applied_in: ["domain/health"] }, facts: { access: "closed", released: "2021" } },
    "model/banker": { to: { applied_in: ["domain/finance"] }, facts: { access: "open", parameters: [8] } },
    "dataset/web": { facts: { access: "open" } },
    "risk/leak": { to: { affects: ["domain/health"] } },
  });
  const countsOf = (filter: Partial<Filter>, hiddenKinds?: readonly string[]) => {
    const asked = filtering(filter, hiddenKinds);
    const { kinds, scopes, facets } = countFilter(graph, table, filterGraph(graph, table, asked));
    return {
      kinds: Object.fromEntries(graph.kinds.map((kind, i) => [kind, kinds[i]])),
      scopes: Object.fromEntries([...scopes].map(([scope, count]) => [graph.ids[scope], count])),
      access: facets.get("access"),
      parameters: facets.get("parameters"),
      released: facets.get("released"),
    };
  };

  it("without a filter are those of the whole graph", () => {
    const { kinds, scopes, access } = countsOf({});
    expect(kinds).toEqual({ model: 3, dataset: 1, domain: 2, risk: 1, policy: 0 });
    expect(scopes).toEqual({ "domain/health": 4, "domain/finance": 2 });
    expect(access).toEqual({
      total: 4,
      values: new Map([
        ["closed", 1],
        ["open", 3],
      ]),
      unknown: 0,
    });
  });

  it("of a facet ignore what is chosen of it, and heed all else", () => {
    const { access, parameters, kinds } = countsOf(
      {
        scopes: ["domain/health"],
        values: [{ facet: "access", any: ["open"], not: [] }],
      },
      ["dataset"],
    );
    expect(access?.values).toEqual(
      new Map([
        ["closed", 1],
        ["open", 1],
      ]),
    );
    expect([parameters?.total, parameters?.unknown]).toEqual([1, 0]);
    // The dataset is outside of the domain anyhow; of the others none has the facet.
    expect(kinds).toEqual({ model: 1, dataset: 0, domain: 0, risk: 0, policy: 0 });
  });

  it("of domains ignore which domains are chosen, those of kinds which kinds are taken out", () => {
    const { scopes, kinds } = countsOf({ scopes: ["domain/finance"] }, ["model"]);
    expect(scopes).toEqual({ "domain/health": 2, "domain/finance": 1 });
    expect(kinds).toEqual({ model: 1, dataset: 0, domain: 1, risk: 0, policy: 0 });
  });

  it("of numbers stand between edges, an entity of several sizes in several bins", () => {
    const { parameters } = countsOf({});
    expect(parameters).toMatchObject({ total: 3, unknown: 1, values: new Map() });
    expect(parameters?.histogram).toEqual({
      edges: [5, 10, 20, 50, 100, 200, 500, 1000],
      counts: [2, 0, 0, 0, 0, 0, 1],
    });
  });

  it("of dates stand by years, from the first to the last of all, whatever is left", () => {
    const { released } = countsOf({ list: ["model/doctor", "model/banker"] });
    expect(released).toMatchObject({ total: 2, unknown: 1 });
    expect(released?.histogram).toEqual({ edges: [2021, 2022, 2023, 2024], counts: [0, 0, 1] });
  });

  it("are the members there would be if that one value, or none known, were chosen of the facet", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const { facets } = countFilter(any, columns, filterGraph(any, columns, asked));
        for (const [facet, { values, unknown, total }] of facets) {
          const left = (value: string) =>
            membersWith(any, columns, asked, facet, { values: [{ facet, any: [value], not: [] }] });
          for (const name of columns.get(facet)?.names ?? []) expect(values.get(name) ?? 0).toBe(left(name));
          expect([...values.values()].includes(0)).toBe(false);
          expect(unknown).toBe(left("?"));
          // A value that nobody has is refused by whoever has the facet at all.
          expect(total).toBe(
            membersWith(any, columns, asked, facet, { values: [{ facet, any: [], not: ["nothing"] }] }),
          );
        }
      }),
    );
  });

  it("of bins are the members there would be if that bin were the range", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const { facets } = countFilter(any, columns, filterGraph(any, columns, asked));
        for (const facet of ["parameters", "tokens"]) {
          const { edges = [], counts = [] } = facets.get(facet)?.histogram ?? {};
          expect(counts).toHaveLength(Math.max(0, edges.length - 1));
          counts.forEach((count, i) => {
            const [from, to] = [String(edges[i]), String(edges[i + 1] - 0.001)];
            const range = { facet, from, to, unknown: false };
            expect(count).toBe(membersWith(any, columns, asked, facet, { ranges: [range] }));
          });
        }
      }),
    );
  });

  it("of kinds and domains are the members there would be if that one were chosen", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const { filter, hiddenKinds } = asked;
        const { kinds, scopes } = countFilter(any, columns, filterGraph(any, columns, asked));
        const { standing } = filterGraph(any, columns, { filter, hiddenKinds: [] });
        any.kinds.forEach((_, kind) => {
          const members = standing.filter((one, i) => one === member && any.kind[i] === kind);
          expect(kinds[kind]).toBe(members.length);
        });
        for (const [scope, count] of scopes) {
          const alone = { ...filter, scopes: [any.ids[scope]], combine: "any" as const };
          expect(count).toBe(filterGraph(any, columns, { filter: alone, hiddenKinds }).members);
        }
      }),
    );
  });
});

describe("the edges of a histogram", () => {
  const edges = (
    facet: "parameters" | "released",
    values: readonly (number | string)[],
  ): readonly number[] => {
    const { graph } = scopedGraph(Object.fromEntries(values.map((_, i) => [`model/m${i}`, {}])));
    const { facets } = scopedGraph({});
    const column = { entities: values.map((_, i) => (i === 0 ? 0 : 1)), values };
    const table = decodeFacets({ format: 1, columns: { ...facets.columns, [facet]: column } }, graph);
    const decoded = table.get(facet);
    return decoded ? edgesOf(decoded) : [];
  };

  it.each<[what: string, values: number[], expected: number[]]>([
    ["nothing", [], []],
    ["one number", [7], [7, 7.1]],
    ["numbers of one size in equal steps", [0, 6, 12], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
    ["numbers of many sizes in equal ratios", [10, 1000], [10, 20, 50, 100, 200, 500, 1000, 2000]],
    ["fractions", [0.02, 3], [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]],
  ])("hold %s", (_, values, expected) => {
    expect(edges("parameters", values).map((edge) => Number(edge.toPrecision(12)))).toEqual(expected);
  });

  it("are years, of which the first long ago share a bin", () => {
    expect(edges("released", ["2020", "2022-05"])).toEqual([2020, 2021, 2022, 2023]);
    const old = edges("released", ["1950", "2020"]);
    expect([old[0], old[1], old.at(-1)]).toEqual([1950, 1982, 2021]);
    expect(old).toHaveLength(41);
  });

  it("rise, are few, and hold every number", () => {
    const anyAmount = fc.oneof(
      fc.nat(1000),
      fc.nat(2 ** 30),
      fc.integer({ min: 1, max: 99 }).map((n) => n * 1e11),
    );
    fc.assert(
      fc.property(fc.array(anyAmount, { minLength: 1, maxLength: 9 }), (values) => {
        const all = edges("parameters", values);
        expect(all.length).toBeGreaterThan(1);
        expect(all.length).toBeLessThanOrEqual(41);
        expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b));
        expect(all[0]).toBeLessThanOrEqual(Math.min(...values));
        expect(all.at(-1)).toBeGreaterThan(Math.max(...values));
      }),
    );
  });
});

describe("how scopes overlap", () => {
  it("is told by the combinations that there are, the closest first", () => {
    const { graph, table } = scopedGraph({
      "domain/a": {},
      "domain/b": {},
      "model/x": { to: { applied_in: ["domain/a", "domain/b"] } },
      "model/y": { to: { applied_in: ["domain/b"] } },
      "model/z": { to: { applied_in: ["domain/b"] } },
    });
    const overlaps = (filter: Partial<Filter>) => {
      const asked = filtering(filter, ["domain"]);
      return overlapsOf(graph, asked, filterGraph(graph, table, asked)).map(({ scopes, count }) => [
        scopes.map((scope) => graph.ids[scope]).join(),
        count,
      ]);
    };
    const expected = [
      ["domain/a,domain/b", 1],
      ["domain/b", 2],
    ];
    const scopes = ["domain/a", "domain/b"];
    expect(overlaps({ scopes })).toEqual(expected);
    expect(overlaps({ scopes, combine: "all" })).toEqual(expected);
    expect(overlaps({ scopes, list: ["model/y"] })).toEqual([["domain/b", 1]]);
    expect(overlaps({ scopes: ["domain/b"] })).toEqual([]);
  });

  it("adds up to what belongs to any, to all, and to each of them", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: { filter, hiddenKinds } }) => {
        const withAll = (part: Partial<Filter>) =>
          filterGraph(any, columns, { filter: { ...filter, ...part }, hiddenKinds });
        const overlaps = overlapsOf(any, { filter, hiddenKinds }, withAll({}));
        if (filter.scopes.length < 2) {
          expect(overlaps).toEqual([]);
          return;
        }
        const sum = (counted: typeof overlaps) => counted.reduce((total, { count }) => total + count, 0);
        expect(sum(overlaps)).toBe(withAll({ combine: "any" }).members);
        const common = overlaps.filter(({ scopes }) => scopes.length === filter.scopes.length);
        expect(sum(common)).toBe(withAll({ combine: "all" }).members);
        for (const id of filter.scopes) {
          const having = overlaps.filter(({ scopes }) => scopes.includes(any.indexOf(id)));
          expect(sum(having)).toBe(withAll({ scopes: [id], combine: "any" }).members);
        }
      }),
    );
  });
});

describe("what empties a result", () => {
  it("is the conditions of which each alone leaves something when it goes, the most first", () => {
    const { graph, table } = scopedGraph({
      "domain/a": {},
      "model/x": { to: { applied_in: ["domain/a"] }, facts: { access: "open" } },
      "model/y": { facts: { access: "closed", type: "text" } },
      "model/z": { facts: { access: "closed", type: "text" } },
    });
    const emptying = (filter: Partial<Filter>, hiddenKinds: readonly string[] = []) =>
      emptiedBy(graph, filterGraph(graph, table, filtering(filter, hiddenKinds)));
    const closed = { facet: "access", any: ["closed"], not: [] };
    expect(emptying({ scopes: ["domain/a"], values: [closed] })).toEqual([
      { about: { type: "scope" }, left: 2 },
      { about: { type: "values", facet: "access" }, left: 2 },
    ]);
    const text = { facet: "model.type", any: ["text"], not: [] };
    expect(emptying({ scopes: ["domain/a"], values: [closed, text] })).toEqual([
      { about: { type: "scope" }, left: 2 },
    ]);
    expect(emptying({ scopes: ["domain/a"], values: [closed] }, ["domain", "model"])).toEqual([]);
  });

  it("leaves exactly as many as it says once it is dropped", () => {
    const anyEmpty = anyFiltered.filter(
      ({ graph, table, filtering: asked }) => filterGraph(graph, table, asked).members === 0,
    );
    fc.assert(
      fc.property(anyEmpty, ({ graph, table, filtering: { filter, hiddenKinds } }) => {
        const view = { ...emptyView, filter, hiddenKinds: [...hiddenKinds] };
        const filtered = filterGraph(graph, table, view);
        const named = new Map(emptiedBy(graph, filtered).map(({ about, left }) => [about, left]));
        for (const { about } of filtered.conditions) {
          const { members } = filterGraph(graph, table, dropCondition(view, about));
          expect(named.get(about) ?? 0).toBe(members);
        }
        const order = [...named.values()];
        expect(order).toEqual(order.toSorted((a, b) => b - a));
      }),
    );
  });
});
