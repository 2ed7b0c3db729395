/** Asking in words, piece by piece: tokens, numbers and dates, and what is understood of a graph that is not the atlas. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexiconOf } from "@/lib/ask/lexicon";
import { chineseNumber, type Quantity, quantityReader } from "@/lib/ask/quantities";
import { suggestAsk } from "@/lib/ask/suggest";
import { stemOf, tokensOf } from "@/lib/ask/tokens";
import { understand } from "@/lib/ask/understand";
import type { Ontology } from "@/lib/graph/ontology";
import { locales } from "@/lib/graph/schema";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView } from "@/lib/view/view";
import { anyScopedGraph, scopedGraph, scopedOntology } from "../fixtures/scoped-graph";

describe("a text is taken apart", () => {
  it.each<[string, string[]]>([
    ["GPT-4o", ["gpt", "4", "o"]],
    ["gpt4o", ["gpt", "4", "o"]],
    ["Huawei's 芯片", ["huawei", "'s", "芯", "片"]],
    ["ＬＬａＭＡ２", ["llama", "2"]],
    ["Tülu C++", ["tulu", "c", "+", "+"]],
    ["aren’t", ["aren", "'t"]],
    ["…?!", []],
  ])("%s", (text, keys) => {
    expect(tokensOf(text).map(({ key }) => key)).toEqual(keys);
  });

  it("into pieces that lie in it, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let end = 0;
        for (const token of tokensOf(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each<[string, string[]]>([
    ["mitigate", ["mitigates", "mitigating", "mitigated"]],
    ["run", ["runs", "running"]],
    ["policy", ["policies"]],
    ["offer", ["offers", "offered", "offering"]],
    ["gpu", ["gpus"]],
    ["box", ["boxes"]],
  ])("“%s” is known again in %j", (word, forms) => {
    for (const form of forms) expect(stemOf(form)).toBe(stemOf(word));
  });

  it.each(["bias", "basis", "class", "us", "this", "transformer"])("“%s” has no ending", (word) => {
    expect(stemOf(word)).toBe(word === "bias" ? "bia" : word);
  });
});

const units: Ontology["units"] = {
  parameters: { label: { en: "parameters", zh: "参数" }, show: "compact" },
  gigabyte: { label: { en: "GB", zh: "GB" }, show: "plain" },
};

describe("numbers and dates", () => {
  const quantityAt = quantityReader({ ...scopedOntology, units });
  const amount = (part: object): Quantity => ({ is: "amount", unit: undefined, isBare: false, ...part });
  const date = (from?: string, to?: string): Quantity => ({
    is: "date",
    ...(from && { from }),
    ...(to && { to }),
  });
  const b = 1e9;

  it.each<[string, Quantity]>([
    ["more than 100B parameters", amount({ from: 100 * b, unit: "parameters" })],
    ["超过 1000 亿参数", amount({ from: 100 * b, unit: "parameters" })],
    ["一千亿以上", amount({ from: 100 * b })],
    ["1.5万亿参数以下", amount({ to: 1.5e12, unit: "parameters" })],
    ["up to 7 billion", amount({ to: 7 * b })],
    ["80GB or more", amount({ from: 80, unit: "gigabyte" })],
    ["80 GB 以上", amount({ from: 80, unit: "gigabyte" })],
    ["between 10B and 70B", amount({ from: 10 * b, to: 70 * b })],
    ["10-70B", amount({ from: 10 * b, to: 70 * b })],
    ["100亿到700亿参数", amount({ from: 10 * b, to: 70 * b, unit: "parameters" })],
    ["7B", amount({ rounded: [6.5 * b, 7.5 * b] })],
    ["1.5b", amount({ rounded: [1.45 * b, 1.55 * b] })],
    ["百亿", amount({ rounded: [10 * b, 100 * b - 1] })],
    ["24 GB", amount({ rounded: [24, 24], unit: "gigabyte" })],
    ["since 2022", date("2022")],
    ["after 2021", date("2022")],
    ["before June 2023", date(undefined, "2023-05")],
    ["in 2023", date("2023", "2023")],
    ["2022 to 2024", date("2022", "2024")],
    ["between 2024 and 2022", date("2022", "2024")],
    ["until 2023-06-30", date(undefined, "2023-06-30")],
    ["after 31 December 2022", date("2023-01-01")],
    ["2022 or later", date("2022")],
    ["2022年以后", date("2022")],
    ["2022年之后", date("2023")],
    ["2023年6月之前", date(undefined, "2023-05")],
    ["2023年", date("2023", "2023")],
    ["从2020年到2022年", date("2020", "2022")],
    ["截至 2020 年", date(undefined, "2020")],
    ["section 4.2.1", { is: "section", number: "4.2.1" }],
    ["第四章", { is: "section", number: "4" }],
    ["第 4.2 节", { is: "section", number: "4.2" }],
    ["2 steps", { is: "steps", steps: 2 }],
    ["two hops", { is: "steps", steps: 2 }],
    ["两代以内", { is: "steps", steps: 2 }],
  ])("%s", (text, quantity) => {
    expect(quantityAt(text, 0)).toEqual({ quantity, end: text.length });
  });

  it.each(["x7", "seven", "models", "年", "", "第三方", "2023年13月x".slice(7)])("“%s” is none", (text) => {
    expect(quantityAt(text, 0)).toBeUndefined();
  });

  it("begin where a number does, not inside of one", () => {
    expect(quantityAt("12345", 1)).toBeUndefined();
    expect(quantityAt("gpt 2022", 4)?.end).toBe(8);
  });

  it.each<[string, number]>([
    ["十", 10],
    ["十五", 15],
    ["七十", 70],
    ["两千", 2000],
    ["一千亿", 1e11],
    ["万亿", 1e12],
    ["三万五千亿", 3.5e12],
    ["三亿五千万", 3.5e8],
  ])("%s is %d", (text, number) => {
    expect(chineseNumber(text)).toBe(number);
  });
});

describe("another graph than the atlas", () => {
  const { graph, table } = scopedGraph({
    "domain/health": {},
    "model/base": { facts: { access: "open", parameters: [7e9], released: "2022" } },
    "model/doctor": {
      to: { based_on: ["model/base"], trained_on: ["dataset/cases"], applied_in: ["domain/health"] },
      facts: { access: "closed", released: "2023" },
    },
    "dataset/cases": { facts: { access: "open" } },
    "risk/leak": { to: { affects: ["domain/health"] } },
  });
  const addressOf = (text: string) => {
    const lexicon = lexiconOf({ graph, table, sections: {} }, "en");
    return formatView(understand(lexicon, text, "en").view(emptyView)).replace(/&?layout=[^&]*/, "");
  };

  it.each<[string, string]>([
    ["models", "hide=dataset,domain,policy,risk"],
    ["models trained on dataset/cases", "hide=dataset,domain,policy,risk&to.trained_on=dataset/cases"],
    // The part of their facet that models have along the relation.
    ["models based on model/base", "hide=dataset,domain,policy,risk&f.base=model/base"],
    ["domain/health models字", "hide=dataset,domain,policy,risk&in=domain/health"],
    ["risks that affects domain/health", "hide=dataset,domain,model,policy&to.affects=domain/health"],
    ["descendants of model/base", "ask=lineage:model/base,down"],
    ["model/base 和 model/doctor 有什么关系", "ask=paths:model/base,model/doctor,5,4"],
    ["models since 2023", "hide=dataset,domain,policy,risk&r.released=2023.."],
    ["model/base", "near=model/base,1"],
    ["", ""],
  ])("“%s” gives “%s”", (text, address) => {
    expect(addressOf(text)).toBe(address);
  });

  it("is asked without fail, whatever it holds", () => {
    const words =
      "model models字 trained on based dataset risk字 open not and 或 which since 2020 7B 的 之后 compare related e0 e1 model/e2 domain/e3 影响".split(
        " ",
      );
    const anyText = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyScopedGraph, anyText, fc.constantFrom(...locales), (any, typed, locale) => {
        const lexicon = lexiconOf({ graph: any.graph, table: any.table, sections: {} }, locale);
        const text = typed.join(" ");
        const view = understand(lexicon, text, locale).view(emptyView);
        expect(fitViewToGraph(view, any.graph, any.table).problems).toEqual([]);
        expect(parseView(new URLSearchParams(formatView(view)))).toEqual({ view, problems: [] });
        suggestAsk(lexicon, text, locale, 5);
      }),
      { numRuns: 60 },
    );
  });
});
