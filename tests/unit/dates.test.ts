import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dates, datePrecision, datesOf, decimalYear, insideTime } from "@/lib/graph/dates";
import { decodeGraph } from "@/lib/graph/decode";
import { daysOf } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { FactDefinition } from "@/lib/graph/ontology";
import { scopedGraph, scopedOntology } from "../fixtures/scoped-graph";
import { tinyCompact } from "../fixtures/tiny-graph";

const { none, year, month, day } = datePrecision;

/** A graph of as many entities as there are dates, "" for none, and these dates. */
function datedGraph(written: readonly string[], relations: readonly (readonly [number, number])[]) {
  const graph = decodeGraph(
    tinyCompact(
      written.map((_, i) => ({ en: `X ${i}` })),
      relations,
    ),
  );
  const first = Float64Array.from(written, (date) => (date === "" ? Number.NaN : daysOf(date)[0]));
  const precision = Uint8Array.from(written, (date) => (date === "" ? none : date.split("-").length));
  return { written, relations, graph, dates: { first, precision } };
}

describe("the dates of entities", () => {
  it("are those of the facet that comes first in their kind, as precise as they are written", () => {
    const { graph, table } = scopedGraph({
      "model/a": { facts: { released: "2020-02" } },
      "dataset/b": { facts: { released: "2021" } },
      "policy/c": { facts: { released: "2022-03-31" } },
      "policy/d": { facts: { released: "2023-01-01" } },
      "model/e": {},
      "risk/f": {},
    });
    const { first, precision } = datesOf(graph, table);
    expect([...first]).toEqual([20200201, 20210101, 20220331, 20230101, Number.NaN, Number.NaN]);
    expect([...precision]).toEqual([month, year, day, day, none, none]);
    expect(datesOf(graph, table)).toBe(datesOf(graph, table));
  });

  it("are found by whatever name they have, and only among facets", () => {
    const date = (facet: boolean): FactDefinition => ({
      ...scopedOntology.kinds.model.facts.released,
      facet,
    });
    const ontology = {
      ...scopedOntology,
      kinds: {
        ...scopedOntology.kinds,
        model: {
          ...scopedOntology.kinds.model,
          facts: { planned: date(false), issued: date(true), effective: date(true) },
        },
        // Another meaning of one name gives both of them the kind in front.
        dataset: {
          ...scopedOntology.kinds.dataset,
          facts: { issued: scopedOntology.kinds.dataset.facts.access, effective: date(true) },
        },
      },
    };
    const { graph, table } = scopedGraph(
      {
        "model/a": { facts: { planned: "1999", effective: "2021", issued: "2020-05" } },
        "model/b": { facts: { effective: "2021" } },
        "dataset/c": { facts: { issued: "open", effective: "2019" } },
      },
      ontology,
    );
    expect([...table.keys()]).toContain("model.issued");
    expect([...datesOf(graph, table).first]).toEqual([20200501, Number.NaN, 20190101]);
  });
});

describe("a day as a year with fraction", () => {
  it.each([
    ["2020", 2020],
    ["2020-07", 2020.5],
    ["2020-07-01", 2020.5],
    ["0001-04", 1.25],
  ])("%s is %s", (date, expected) => expect(decimalYear(daysOf(date)[0])).toBe(expected));

  it("rises from day to day, and is none where there is none", () => {
    const days = fc.date({ min: new Date("0001-01-02"), max: new Date("3000-01-01"), noInvalidDate: true });
    const told = (date: Date) => daysOf(date.toISOString().slice(0, 10))[0];
    fc.assert(
      fc.property(days, (date) => {
        const before = new Date(date.getTime() - 86_400_000);
        expect(decimalYear(told(date))).toBeGreaterThan(decimalYear(told(before)));
      }),
    );
    expect(decimalYear(Number.NaN)).toBeNaN();
  });
});

type Window = Parameters<typeof insideTime>[2];
const within = (graph: Graph, dates: Dates, window: Window) => {
  const inside = insideTime(graph, dates, window);
  return [...inside.keys()].filter((entity) => inside[entity] === 1);
};

describe("a window of time", () => {
  // 0, 1, 2, 3 and 4 are dated; 5 to 7 form a chain from 0 and 3; 8 and 9 lead to nothing dated.
  const { graph, dates } = datedGraph(
    ["2019-03", "2020", "2020-01-31", "2020-02", "2020-12-31", "", "", "", "", ""],
    [
      [5, 0],
      [3, 5],
      [6, 5],
      [7, 6],
      [8, 9],
    ],
  );
  const inside = (from: string, to: string, undated = true) => within(graph, dates, { from, to, undated });

  it("takes in what begins in its months, the first and the last included", () => {
    expect(inside("2020-01", "2020-01", false)).toEqual([1, 2]);
    expect(inside("2020-02", "2020-12", false)).toEqual([3, 4]);
    expect(inside("2020-03", "2020-11", false)).toEqual([]);
    expect(inside("2019-01", "2021-01", false)).toEqual([0, 1, 2, 3, 4]);
  });

  it("takes in what is undated with a dated neighbour, what follows from it, and what leads to nothing dated", () => {
    expect(inside("2020-02", "2020-02")).toEqual([3, 5, 6, 7, 8, 9]);
    expect(inside("2019-03", "2019-03")).toEqual([0, 5, 6, 7, 8, 9]);
    expect(inside("2020-01", "2020-01")).toEqual([1, 2, 8, 9]);
  });

  it("takes in what is undated by those neighbours that are nearest to something dated alone", () => {
    // 3 stands between 2, which hangs on 0, and 4, which hangs on 1; 2 and 4 are tied too.
    const between = datedGraph(
      ["2019", "2020", "", "", ""],
      [
        [2, 0],
        [4, 1],
        [2, 4],
        [3, 4],
      ],
    );
    const window = { from: "2019-01", to: "2019-12", undated: true };
    expect(within(between.graph, between.dates, window)).toEqual([0, 2]);
  });

  it("lets everything be undated", () => {
    const all = datedGraph(["", ""], [[0, 1]]);
    const window = { from: "2019-01", to: "2019-12" };
    expect(within(all.graph, all.dates, { ...window, undated: true })).toEqual([0, 1]);
    expect(within(all.graph, all.dates, { ...window, undated: false })).toEqual([]);
  });
});

const two = (n: number) => String(n).padStart(2, "0");
const anyMonth = fc
  .tuple(fc.integer({ min: 2018, max: 2021 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => `${y}-${two(m)}`);
const anyDate = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  fc.integer({ min: 2017, max: 2022 }).map(String),
  anyMonth,
  fc.tuple(anyMonth, fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}-${two(d)}`),
);
/** Any graph of up to 14 entities, most of them undated, tied here and there. */
const anyDated = fc.array(anyDate, { minLength: 1, maxLength: 14, size: "max" }).chain((written) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(written.length - 1), fc.nat(written.length - 1)), {
      maxLength: 16,
      size: "max",
      selector: String,
    })
    .map((pairs) =>
      datedGraph(
        written,
        pairs.filter(([from, to]) => from !== to),
      ),
    ),
);
const anyWindow = fc.tuple(anyMonth, anyMonth, fc.boolean()).map(([one, other, undated]) => {
  const [from, to] = [one, other].sort();
  return { from, to, undated };
});

/** What is in, as it is defined: by text, by all neighbours, step after step. */
function naivelyInside(
  { written, relations }: ReturnType<typeof datedGraph>,
  { from, to, undated }: Window,
): number[] {
  const entities = [...written.keys()];
  const neighbours = (entity: number) =>
    relations.flatMap(([a, b]) => (a === entity ? [b] : b === entity ? [a] : []));
  const isIn = new Map<number, boolean>();
  const whenOf = (date: string) => (date.length === 4 ? `${date}-01` : date.slice(0, 7));
  for (const entity of entities) {
    const date = written[entity];
    if (date !== "") isIn.set(entity, whenOf(date) >= from && whenOf(date) <= to);
  }
  for (let known = -1; undated && known < isIn.size; ) {
    known = isIn.size;
    const earlier = new Map(isIn);
    for (const entity of entities.filter((one) => !earlier.has(one))) {
      const decided = neighbours(entity).filter((other) => earlier.has(other));
      if (decided.length > 0)
        isIn.set(
          entity,
          decided.some((other) => earlier.get(other)),
        );
    }
  }
  return entities.filter((entity) => isIn.get(entity) ?? undated);
}

describe("any window of any graph", () => {
  it("takes in what the definition says", () => {
    fc.assert(
      fc.property(anyDated, anyWindow, (dated, window) => {
        expect(within(dated.graph, dated.dates, window)).toEqual(naivelyInside(dated, window));
      }),
      { numRuns: 500 },
    );
  });

  it("loses nothing when it grows", () => {
    fc.assert(
      fc.property(anyDated, anyWindow, anyMonth, ({ graph, dates }, window, beyond) => {
        const [from, , to] = [window.from, window.to, beyond].sort();
        const wider = { ...window, from, to };
        const more = new Set(within(graph, dates, wider));
        expect(within(graph, dates, window).filter((entity) => !more.has(entity))).toEqual([]);
      }),
    );
  });
});
