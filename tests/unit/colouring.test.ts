import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ontology } from "@/lib/graph/ontology";
import { colouringOf, colourKeys, sizeKeys, sizingOf } from "@/lib/view/colouring";
import { binOf, boundsOf, isLogarithmic, roundMarks } from "@/lib/view/colouring-bins";
import type { Speech } from "@/lib/view/grouping";
import {
  anyScopedGraph,
  type ScopedGraph,
  scopedGraph,
  scopedOntology,
  type Written,
  type WrittenEntity,
} from "../fixtures/scoped-graph";

const text = (word: string) => ({ en: word, zh: `${word}字` });
const { model } = scopedOntology.kinds;
/** Numbers of parameters have a unit and are written in words. */
const ontology: Ontology = {
  ...scopedOntology,
  kinds: {
    ...scopedOntology.kinds,
    model: {
      ...model,
      facts: { ...model.facts, parameters: { ...model.facts.parameters, unit: "parameters" } },
    },
  },
  units: { parameters: { label: { en: "parameters", zh: "参数" }, show: "compact" } },
};

const speechOf = ({ graph, table }: ScopedGraph): Speech => ({ graph, table, sections: {} });
const speak = (written: Written) => speechOf(scopedGraph(written, ontology));
/** Models with these facts, and a risk, which has none of them. */
const models = (facts: readonly WrittenEntity["facts"][]) =>
  speak({ ...Object.fromEntries(facts.map((of, i) => [`model/m${i}`, { facts: of }])), "risk/r": {} });

/** The legend of a colouring: what is there, and how often. */
const legend = (speech: Speech, key: string) =>
  colouringOf(speech, key)?.entries.map(({ label, size }) => [label.en, label.zh, size]);

describe("colours of categories", () => {
  const speech = models([{ access: "open" }, { access: "open" }, { access: "closed" }, {}]);

  it("are given to the largest first, and grey to what has no value", () => {
    const colouring = colouringOf(speech, "access");
    expect(colouring?.label).toEqual(text("access"));
    expect(colouring?.entries).toEqual([
      { label: { en: "open", zh: "open" }, size: 2, value: "open" },
      { label: { en: "closed", zh: "closed" }, size: 1, value: "closed" },
      { label: { en: "unknown or does not apply", zh: "未知或不适用" }, size: 2, value: "?" },
    ]);
    expect([...(colouring?.paint.of ?? [])]).toEqual([0, 0, 1, 2, 2]);
    expect(colouring?.paint.colours.light).toEqual(["#3a22d8", "#c31b1f", "#7d7d7d"]);
    expect(colouring?.paint.colours.dark).toHaveLength(3);
  });

  it("are nine; the rest is others", () => {
    const values = Array.from({ length: 11 }, (_, i) => `value ${i + 10}`);
    const many = models([...values, values[3]].map((access) => ({ access })));
    const entries = legend(many, "access") ?? [];
    expect(entries).toHaveLength(11);
    expect(entries[0]).toEqual(["value 13", "value 13", 2]);
    expect(entries.slice(9)).toEqual([
      ["others", "其他", 2],
      ["does not apply", "不适用", 1],
    ]);
    const { of } = colouringOf(many, "access")?.paint ?? { of: [] };
    expect([of[3], of[11], of[9], of[10], of[12]]).toEqual([0, 0, 9, 9, 10]);
  });

  it("say of what has none whether it is unknown or cannot be", () => {
    expect(
      legend(speak({ "model/a": { facts: { access: "open" } }, "model/b": {} }), "access")?.at(-1),
    ).toEqual(["unknown", "未知", 1]);
    expect(legend(models([{ access: "open" }]), "access")?.at(-1)).toEqual(["does not apply", "不适用", 1]);
    expect(legend(speak({ "model/a": { facts: { access: "open" } } }), "access")).toEqual([
      ["open", "open", 1],
    ]);
  });

  it.each(["kind", "nothing", "degree", "parameters", "released"])("are not those of %s", (key) => {
    expect(colouringOf(speech, key)).toBeUndefined();
  });

  it("are worked out once", () => {
    expect(colouringOf(speech, "access")).toBe(colouringOf({ ...speech }, "access"));
    expect(sizingOf(speech, "degree")).toBe(sizingOf({ ...speech }, "degree"));
  });
});

describe("colours of numbers", () => {
  it("over many decades are those of decades, the largest of several numbers counts", () => {
    const billions = [[0.5], [2, 0.1], [3], [70], [8, 70], [500], [5000]];
    const speech = models([
      ...billions.map((list) => ({ parameters: list.map((number) => number * 1e9) })),
      {},
    ]);
    expect(legend(speech, "parameters")).toEqual([
      ["under 1 billion parameters", "10 亿参数以下", 1],
      ["1 billion to 10 billion parameters", "10 亿至100 亿参数", 2],
      ["10 billion to 100 billion parameters", "100 亿至1,000 亿参数", 2],
      ["100 billion to 1 trillion parameters", "1,000 亿至1 万亿参数", 1],
      ["at least 1 trillion parameters", "1 万亿参数及以上", 1],
      ["unknown or does not apply", "未知或不适用", 2],
    ]);
    expect([...(colouringOf(speech, "parameters")?.paint.of ?? [])]).toEqual([0, 1, 1, 2, 2, 3, 4, 5, 5]);
  });

  it("spread over the whole ramp where there are few bins", () => {
    const { light } = colouringOf(models([{ parameters: [1] }, { parameters: [2] }]), "parameters")?.paint
      .colours ?? { light: [] };
    expect(new Set(light).size).toBe(light.length);
    expect(light.at(-2)).toBe("#1d0b55");
  });

  it("are one where all numbers are alike", () => {
    expect(legend(models([{ parameters: [7e9] }, { parameters: [7e9] }]), "parameters")).toEqual([
      ["7 billion parameters", "70 亿参数", 2],
      ["does not apply", "不适用", 1],
    ]);
  });
});

describe("colours of dates", () => {
  it("are those of years, by where a date may begin", () => {
    const dates = ["2016", "2019-05", "2019", "2020-12-31", "2020", "2021-03", "2022", "2022", "2022-01-01"];
    expect(legend(models(dates.map((released) => ({ released }))), "released")).toEqual([
      ["before 2019", "2019年以前", 1],
      ["2019", "2019年", 2],
      ["2020", "2020年", 2],
      ["2021", "2021年", 1],
      ["2022", "2022年", 3],
      ["does not apply", "不适用", 1],
    ]);
    expect(legend(models([{ released: "2020" }, { released: "2021-05" }]), "released")).toEqual([
      ["2020", "2020年", 1],
      ["2021", "2021年", 1],
      ["does not apply", "不适用", 1],
    ]);
  });

  it("are those of spans where years are many, open at the end", () => {
    const years = Array.from({ length: 40 }, (_, i) => String(1980 + i));
    expect(legend(models(years.map((released) => ({ released }))), "released")?.map(([en]) => en)).toEqual([
      "before 1995",
      "1995 to 1999",
      "2000 to 2004",
      "2005 to 2009",
      "since 2010",
      "does not apply",
    ]);
  });
});

describe("bins", () => {
  const anyValues = fc.array(fc.oneof(fc.double({ min: 0.001, max: 1e13, noNaN: true }), fc.nat(100)), {
    minLength: 1,
    maxLength: 30,
  });

  it("part all values at rising round bounds, and the first and the last have some", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const bounds = boundsOf(values, "number", 5);
        expect(bounds.length).toBeLessThan(5);
        expect(bounds.toSorted((a, b) => a - b)).toEqual(bounds);
        expect(new Set(bounds).size).toBe(bounds.length);
        // At most three digits are not zero.
        for (const bound of bounds) expect(Number(bound.toPrecision(3))).toBe(bound);
        const bins = values.map((value) => binOf(value, bounds));
        expect(Math.min(...bins)).toBe(0);
        expect(Math.max(...bins)).toBe(bounds.length);
        values.forEach((value, i) => {
          expect(bounds[bins[i] - 1] ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(value);
          expect(bounds[bins[i]] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(value);
        });
        if (new Set(values).size === 1) expect(bounds).toEqual([]);
      }),
    );
  });

  it.each([
    [[1, 100], true],
    [[1, 99], false],
    [[0, 1, 1000], false],
    [[-5, 1000], false],
    [[], false],
  ])("of %j are logarithmic: %s", (values, isLog) => {
    expect(isLogarithmic(values)).toBe(isLog);
  });

  it.each<[values: number[], isLog: boolean, marks: number[]]>([
    [[1, 300], true, [1, 10, 100]],
    [[8e6, 1e13], true, [1e7, 1e10, 1e13]],
    [[2, 250], true, [3, 10, 100]],
    [[4, 28], false, [5, 10, 20]],
    [[0, 190], false, [5, 20, 100]],
    [[7], false, []],
  ])("of %j have the marks %j", (values, isLog, marks) => {
    expect(roundMarks(values, isLog)).toEqual(marks);
  });
});

describe("sizes", () => {
  const sizes = (speech: Speech, key: string) => [...(sizingOf(speech, key)?.weight ?? [])];

  it("of a few numbers are as the numbers are; what is unknown is the smallest", () => {
    const speech = models([{ parameters: [10, 100] }, { parameters: [50] }, { parameters: [10] }, {}]);
    expect(sizes(speech, "parameters")).toEqual([1, 0.5, 0.1, 0.004, 0.004]);
    expect(sizingOf(speech, "parameters")?.isLog).toBe(false);
    expect(sizes(models([{ parameters: [0] }, { parameters: [500] }]), "parameters")).toEqual([
      0.02, 1, 0.004,
    ]);
  });

  it("over many decades grow by the same for each", () => {
    const speech = models([1e6, 1e8, 1e10].map((number) => ({ parameters: [number] })));
    const sizing = sizingOf(speech, "parameters");
    expect(sizing).toMatchObject({
      label: { en: "number (models)", zh: "number字（models字）" },
      isLog: true,
    });
    expect(sizes(speech, "parameters").map((weight) => Number(weight.toFixed(6)))).toEqual([
      0.02, 0.51, 1, 0.004,
    ]);
    expect(sizing?.marks.map(({ label, weight }) => [label.en, label.zh, weight.toFixed(2)])).toEqual([
      ["1 million parameters", "100 万参数", "0.02"],
      ["100 million parameters", "1 亿参数", "0.51"],
      ["10 billion parameters", "100 亿参数", "1.00"],
    ]);
  });

  it("can stand for how many relations there are", () => {
    const speech = speak({
      "model/a": { to: { based_on: ["model/b"], trained_on: ["dataset/c"] } },
      "model/b": {},
      "dataset/c": {},
    });
    expect(sizes(speech, "degree")).toEqual([1, 0.5, 0.5]);
    expect(sizingOf(speech, "degree")?.label).toEqual({ en: "Number of relations", zh: "关系数量" });
  });

  it.each(["access", "released", "parameters", "nothing"])("do not stand for %s", (key) => {
    expect(sizingOf(models([{ access: "open", released: "2020" }]), key)).toBeUndefined();
  });
});

describe("what is offered", () => {
  const speech = models([
    { access: "open", parameters: [1], released: "2020" },
    { access: "closed", parameters: [2], released: "2020-05" },
  ]);

  it("are the facets that tell entities apart", () => {
    expect(colourKeys(speech).map(({ key }) => key)).toEqual(["access", "parameters"]);
    expect(sizeKeys(speech).map(({ key }) => key)).toEqual(["degree", "parameters"]);
  });

  it("has a legend that counts every entity once", () => {
    fc.assert(
      fc.property(anyScopedGraph, (scoped) => {
        const any = speechOf(scoped);
        for (const { key, label } of colourKeys(any)) {
          const colouring = colouringOf(any, key);
          if (!colouring) throw new Error(key);
          const { entries, paint } = colouring;
          expect(colouring.label).toEqual(label);
          expect(entries.map((_, i) => paint.of.filter((one) => one === i).length)).toEqual(
            entries.map(({ size }) => size),
          );
          expect(entries.reduce((sum, { size }) => sum + size, 0)).toBe(any.graph.size);
          for (const colours of Object.values(paint.colours)) {
            expect(colours).toHaveLength(entries.length);
            expect(new Set(colours).size).toBe(colours.length);
          }
        }
        for (const { key } of sizeKeys(any)) {
          const { weight, marks } = sizingOf(any, key) ?? { weight: [], marks: [] };
          expect(weight).toHaveLength(any.graph.size);
          for (const one of [...weight, ...marks.map((mark) => mark.weight)]) {
            expect(one).toBeGreaterThan(0);
            expect(one).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});
