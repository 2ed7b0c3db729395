/** Charts as data: what is counted, what is left out, the views behind it, and what is said of it; and that a drawing holds it all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Chart, marksOf } from "@/lib/charts/chart";
import { chartOf } from "@/lib/charts/charts";
import { drawChart, drawingWidths } from "@/lib/charts/draw";
import { type Drawing, inkOn, type Shape, textWidth, wrapped } from "@/lib/charts/drawing";
import { notesOf, sentenceOf } from "@/lib/charts/sentence";
import { plainRows } from "@/lib/charts/table";
import { cellColours, toneColour } from "@/lib/charts/tones";
import type { ChartSpec } from "@/lib/graph/chart-schema";
import { filterGraph } from "@/lib/graph/filter";
import { member } from "@/lib/graph/filter-value";
import type { View } from "@/lib/view/view";
import { anyScopedGraph, type ScopedGraph, scopedGraph } from "../fixtures/scoped-graph";

const text = (en: string) => ({ en, zh: en });
const about = { id: "one", title: text("One"), sentence: text("{total|thing|things}") };
const several = text("several");

const specs = {
  columns: {
    form: "columns",
    ...about,
    kinds: ["model"],
    time: "released",
    since: 2020,
    by: { facet: "base_access", most: 1, several },
    as: "counts",
  },
  grouped: {
    form: "columns",
    ...about,
    kinds: ["model", "dataset"],
    time: "released",
    since: 2019,
    by: { facet: "access", groups: [{ label: text("Open"), values: ["open"] }] },
    as: "shares",
  },
  scatter: {
    form: "scatter",
    ...about,
    kinds: ["model"],
    time: "released",
    value: "parameters",
    by: { facet: "access", most: 2 },
  },
  bars: {
    form: "bars",
    ...about,
    kinds: ["model"],
    link: { type: "applied_in", direction: "out", kind: "domain" },
    most: 2,
  },
  matrix: {
    form: "matrix",
    ...about,
    kinds: ["model"],
    rows: { label: text("Access"), facet: "access", most: 2 },
    columns: {
      label: text("Domain"),
      link: { type: "applied_in", direction: "out", kind: "domain" },
      most: 3,
    },
  },
  through: {
    form: "matrix",
    ...about,
    kinds: ["model"],
    rows: { label: text("Own"), facet: "access", most: 9 },
    columns: {
      label: text("Of its base"),
      facet: "access",
      link: { type: "based_on", direction: "out", kind: "model" },
      most: 9,
    },
  },
  shares: { form: "shares", ...about, kinds: ["model", "dataset"], by: { facet: "access", most: 1 } },
  joint: { form: "shares", ...about, kinds: ["model"], by: { facet: "base_access", most: 1, several } },
} satisfies Record<string, ChartSpec>;

const anySpec = fc.constantFrom<ChartSpec>(...Object.values(specs));

const of = (scoped: ScopedGraph, spec: ChartSpec, locale: "zh" | "en" = "en"): Chart =>
  chartOf({ graph: scoped.graph, table: scoped.table, locale, sections: {} }, spec);

/** Whom a view shows in full, by the filter that the store answers with. */
const membersIn = ({ graph, table }: ScopedGraph, view: View): string[] => {
  const { standing } = filterGraph(graph, table, view);
  return graph.ids.filter((_, i) => standing[i] === member);
};

const five = scopedGraph({
  "model/a": {
    facts: { released: "2021-03", access: "open", parameters: [7, 70] },
    to: { applied_in: ["domain/x", "domain/y"] },
  },
  "model/b": {
    facts: { released: "2021", access: "closed", parameters: [700] },
    to: { applied_in: ["domain/x"], based_on: ["model/a"] },
  },
  "model/c": {
    facts: { released: "2019", access: "open" },
    to: { based_on: ["model/a", "model/b"] },
  },
  "model/d": { facts: { access: "open", parameters: [7] } },
  "model/e": { facts: { released: "2020" }, to: { based_on: ["model/b"] } },
  "domain/x": {},
  "domain/y": {},
});

describe("a chart counts", () => {
  it("in columns by year, what belongs to several groups on its own, what lacks a date or a value not at all", () => {
    const chart = of(five, specs.columns);
    expect(plainRows(chart, "en")).toEqual([
      ["Year", "closed", "several", "others", "Total"],
      ["2019 and before", 0, 1, 0, 1],
      ["2020", 1, 0, 0, 1],
      ["2021", 0, 0, 1, 1],
    ]);
    expect(notesOf(chart, "en")[0]).toMatch(/^Of 5 in all, left out: 1 .*released.*, 1 .*base access/);
    // It has groups that are named: what else there is belongs to the others.
    expect(plainRows(of(five, specs.grouped), "en")[0]).toEqual(["Year", "Open", "others", "Total"]);
  });

  it("by the largest number of each, and tells who was ahead of all before", () => {
    const chart = of(five, specs.scatter);
    if (chart.form !== "scatter") throw new Error("another form");
    expect(chart.points.map(({ id, value, isRecord }) => [id, value, isRecord])).toEqual([
      ["model/a", 70, true],
      ["model/b", 700, true],
    ]);
    expect(chart.leftOut.map(({ count }) => count)).toEqual([1, 2]);
  });

  it("in bars, the longest first", () => {
    expect(plainRows(of(five, specs.bars), "en").slice(1)).toEqual([
      ["domain/x", 2],
      ["domain/y", 1],
    ]);
  });

  it("in cells of a matrix, also by what stands at the other end of a relation", () => {
    expect(plainRows(of(five, specs.matrix), "en")).toEqual([
      ["Access / Domain", "domain/x", "domain/y"],
      ["open", 1, 1],
      ["closed", 1, 0],
    ]);
    expect(plainRows(of(five, specs.through), "en")).toEqual([
      ["Own / Of its base", "open", "closed"],
      ["open", 1, 1],
      ["closed", 1, 0],
    ]);
  });

  it("in shares, with those of which nothing is known", () => {
    expect(plainRows(of(five, specs.shares), "en")[1]).toEqual(["models", 3, 1, 1, 5]);
  });
});

describe("a sentence", () => {
  const say = (en: string, scoped = five) =>
    sentenceOf(of(scoped, { ...specs.bars, sentence: text(en) }), scoped.graph.ontology, "en");

  it("says one and many, shares and names", () => {
    expect(say("{total|model|models}, {lead} {lead_share}, {second_count|model|models}")).toBe(
      "2 models, domain/x 100%, 1 model",
    );
  });

  it("is left out where a fact is lacking", () => {
    expect(say("{third} is third")).toBeUndefined();
    expect(say("{total|model|models}", scopedGraph({ "model/a": {} }))).toBe("0 models");
  });

  it("parts Chinese from what is not, and from nothing else", () => {
    const chart = of(
      five,
      { ...specs.bars, sentence: text("在{total} 个模型里，{lead}有 {lead_share}。") },
      "zh",
    );
    expect(sentenceOf(chart, five.graph.ontology, "zh")).toBe("在 2 个模型里，domain/x 有 100%。");
  });
});

describe("of any graph", () => {
  it("every mark is a view of just its entities, and all marks together are the chart's", () => {
    fc.assert(
      fc.property(anyScopedGraph, anySpec, (scoped, spec) => {
        const chart = of(scoped, spec);
        const ids = (entities: Iterable<number>) =>
          [...new Set(entities)].sort((a, b) => a - b).map((i) => scoped.graph.ids[i]);
        const marks = marksOf(chart);
        for (const { entities, view } of marks) expect(membersIn(scoped, view)).toEqual(ids(entities));
        if (marks.length > 0)
          expect(membersIn(scoped, chart.whole)).toEqual(ids(marks.flatMap(({ entities }) => entities)));
      }),
      // Where several values of one entity lie in different groups.
      { examples: Object.values(specs).map((spec): [ScopedGraph, ChartSpec] => [five, spec]) },
    );
  });

  it("what is in marks and what is left out are all there are, each once where marks are parts of a whole", () => {
    fc.assert(
      fc.property(anyScopedGraph, anySpec, (scoped, spec) => {
        const chart = of(scoped, spec);
        const inMarks = marksOf(chart).flatMap(({ entities }) => entities);
        const left = chart.leftOut.reduce((sum, { count }) => sum + count, 0);
        const isParted = chart.form !== "matrix" && chart.form !== "bars";
        expect((isParted ? inMarks.length : new Set(inMarks).size) + left).toBe(chart.total);
      }),
    );
  });

  it("a drawing shows every mark, and nothing beyond its edges", () => {
    fc.assert(
      fc.property(
        anyScopedGraph,
        anySpec,
        fc.constantFrom("wide" as const, "narrow" as const),
        (scoped, spec, variant) => {
          const chart = of(scoped, spec);
          const drawing = drawChart(chart, scoped.graph.ontology, "en", variant);
          const drawn = drawing.shapes.flatMap((shape) => (shape.is === "mark" ? [shape.mark] : []));
          expect(new Set(drawn)).toEqual(new Set(marksOf(chart)));
          expect(drawing.width).toBe(drawingWidths[variant]);
          for (const { left, right, top, bottom } of boxesOf(drawing)) {
            expect(left).toBeGreaterThanOrEqual(-0.1);
            expect(right).toBeLessThanOrEqual(drawing.width + 0.1);
            expect(top).toBeGreaterThanOrEqual(-0.1);
            expect(bottom).toBeLessThanOrEqual(drawing.height + 0.1);
          }
        },
      ),
    );
  });
});

/** What rectangles and texts cover; numbers that are none would be seen as well. */
function boxesOf({
  shapes,
}: Pick<Drawing, "shapes">): { left: number; right: number; top: number; bottom: number }[] {
  return shapes.flatMap((shape: Shape) => {
    if (shape.is === "mark") return boxesOf(shape);
    if (shape.is === "rect")
      return [{ left: shape.x, right: shape.x + shape.width, top: shape.y, bottom: shape.y + shape.height }];
    if (shape.is !== "text") {
      expect(shape.d).not.toMatch(/NaN|Infinity/);
      return [];
    }
    const width = textWidth(shape.text, shape.size);
    const left = shape.x - { start: 0, middle: width / 2, end: width }[shape.anchor];
    return [{ left, right: left + width, top: shape.y - shape.size, bottom: shape.y }];
  });
}

describe("what is written on a drawing", () => {
  it("has a contrast of at least 4.5 to 1 on every colour there is", () => {
    const tones = [0, 1, 2, 3, 4, 5, 6, "several", "others", "unknown"] as const;
    for (const colour of [...tones.map(toneColour), ...cellColours])
      for (const theme of ["light", "dark"] as const)
        expect(contrast(inkOn(colour)[theme], colour[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it("is broken between words and Chinese characters, and cut short where there is no room", () => {
    expect(wrapped("Software development", 90, 12, 3)).toEqual(["Software", "development"]);
    expect(wrapped("内容安全", 26, 12, 2)).toEqual(["内容", "安全"]);
    expect(wrapped("one two three", 30, 12, 1)[0]).toMatch(/^one?…$/);
  });
});

function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [least, most] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (most + 0.05) / (least + 0.05);
}
