/** Questions in words on the real data: what is typed, and the view that it gives. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Lexicon, lexiconOf } from "@/lib/ask/lexicon";
import { suggestAsk } from "@/lib/ask/suggest";
import { type Understood, understand } from "@/lib/ask/understand";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { type Locale, locales } from "@/lib/graph/schema";
import { compiledDataFolder } from "@/lib/store/open";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { freshPhrases } from "../fixtures/ask-fresh-phrases";
import { type AskPhrase, askPhrases } from "../fixtures/ask-phrases";

let graph: Graph;
let table: FacetTable;
let lexicons: Record<Locale, Lexicon>;

beforeAll(async () => {
  const text = await readFile(join(compiledDataFolder(), "atlas.json"), "utf8");
  const compiled = JSON.parse(text) as CompiledGraph;
  graph = decodeGraph(compiled.compact);
  table = decodeFacets(compiled.facets, graph);
  const speech = { graph, table, sections: {} };
  lexicons = { zh: lexiconOf(speech, "zh"), en: lexiconOf(speech, "en") };
});

/** The address of what a question says, without what follows from that; lists are sorted. */
function addressOf({ filter, hiddenKinds, question }: View): string {
  const values = filter.values.map(({ facet, any, not }) => ({
    facet,
    any: any.toSorted(),
    not: not.toSorted(),
  }));
  const links = filter.links.map((link) => ({ ...link, ids: link.ids.toSorted() }));
  return formatView({
    ...emptyView,
    hiddenKinds,
    filter: { ...filter, values, links },
    ...(question && { question }),
  });
}

function expected(address: string): string {
  const parameters = new URLSearchParams(address);
  const only = parameters.get("only")?.split(",");
  parameters.delete("only");
  if (only) parameters.set("hide", graph.kinds.filter((kind) => !only.includes(kind)).join());
  const { view, problems } = parseView(parameters);
  expect([...problems, ...fitViewToGraph(view, graph, table).problems]).toEqual([]);
  return addressOf(view);
}

const viewOf = (text: string, locale: Locale): View =>
  understand(lexicons[locale], text, locale).view(emptyView);
const isRight = ({ text, address }: AskPhrase, locale: Locale) =>
  addressOf(viewOf(text, locale)) === expected(address);

describe.each(locales)("of forty phrases (%s)", (locale) => {
  const phrases = askPhrases[locale];
  const aside = phrases.filter((phrase) => phrase.aside);

  it("nine in ten are understood as they are meant", () => {
    expect([phrases.length, aside.length]).toEqual([40, 10]);
    expect(phrases.filter((phrase) => isRight(phrase, locale)).length).toBeGreaterThanOrEqual(36);
  });

  it("so are those that were kept aside while the grammar was made", () => {
    expect(aside.filter((phrase) => isRight(phrase, locale)).length).toBeGreaterThanOrEqual(9);
  });

  it("each means the same whatever language the reader's labels are in", () => {
    const other = locale === "zh" ? "en" : "zh";
    for (const { text } of phrases)
      expect(addressOf(viewOf(text, other))).toBe(addressOf(viewOf(text, locale)));
  });
});

/**
 * Written by others, in rounds, each counted before the grammar was mended by it. When they were first asked, these were
 * right, in English and in Chinese: of the first round 17 and 18 of 25, of the second 6 and 9 of 10, of the third 19 and 16
 * of 25, of the fourth 11 and 11 of 15, of the sixth 30 and 28 of 30, of the seventh 28 and 26 of 30. The last two were
 * kept shut until the grammar was done, and are as they were then: 27 and 27 of 30, and 28 and 28 of 30.
 */
describe.each(locales)("of phrases that the grammar had not been made for (%s)", (locale) => {
  it.each([
    [1, 25],
    [2, 10],
    [3, 25],
    [4, 15],
    [6, 30],
    [7, 30],
    [8, 30],
    [9, 30],
  ])("nine in ten of round %i are understood", (round, count) => {
    const phrases = freshPhrases[locale].filter((phrase) => phrase.round === round);
    const wrong = phrases
      .filter(({ text, addresses }) => !addresses.map(expected).includes(addressOf(viewOf(text, locale))))
      .map(({ text }) => text);
    expect(phrases.length).toBe(count);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(phrases.length * 0.1);
  });
});

describe("a question", () => {
  it.each<[text: string, address: string]>([
    // What relations lead to may have conditions of its own.
    [
      "适配国产芯片的框架",
      "only=framework&to.runs_on=hardware/biren-br100,hardware/cambricon-mlu,hardware/enflame-cloudblazer,hardware/huawei-ascend,hardware/hygon-dcu,hardware/iluvatar-tiangai,hardware/kunlun,hardware/metax-c500,hardware/moore-threads-gpu",
    ],
    [
      "金融领域的模型是用哪些数据集训练的",
      "only=dataset&from.trained_on=model/bbt-fint5,model/bloomberggpt,model/disc-finllm,model/tigerbot,model/xuanyuan-70b",
    ],
    [
      "哪些国产模型是在昇腾芯片上用 MindSpore 训练的？",
      "only=model&f.developer_country=CN&f.runs_on_hardware=hardware/huawei-ascend&to.trained_with=framework/mindspore",
    ],
    [
      "Which open Chinese models of 100 billion parameters and more, released since 2024, may be used commercially?",
      "only=model&f.commercial_use=yes&f.developer_country=CN&f.model.access=open-source,open-weights&r.parameters=100000000000..&r.released=2024..",
    ],
    [
      "Which datasets were generated by GPT-4 and used to train Vicuna?",
      "only=dataset&to.generated_by=model/gpt-4&from.trained_on=model/vicuna",
    ],
    ["models of Chinese organisations", "only=model&f.developer_country=CN"],
    // Word order decides between two of a kind.
    ["models based on LLaMA", "only=model&to.based_on=model/llama"],
    ["what is Vicuna based on", "from.based_on=model/vicuna"],
    ["Vicuna 基于什么", "from.based_on=model/vicuna"],
    ["what does Alpaca descend from", "ask=lineage:model/alpaca,up"],
    ["What grew out of LLaMA within two generations?", "ask=lineage:model/llama,down,2"],
    ["within 2 steps of CUDA", "near=framework/cuda,2"],
    // A word may be several things.
    ["MIT models", "only=model&f.developer=organization/mit"],
    ["models under the MIT licence", "only=model&f.license=mit"],
    ["Chinese models", "only=model&f.developer_country=CN"],
    ["datasets in Chinese", "only=dataset&f.languages=zh"],
    ["US chips", "only=hardware&f.developer_country=US"],
    ["show us chips", "only=hardware"],
    ["both healthcare and finance models", "only=model&in=domain/healthcare,domain/finance&combine=all"],
    ["models not by Google", "only=model&f.developer=!organization/google"],
    ["everything except datasets", "hide=dataset"],
    ["千亿参数的模型", "only=model&r.parameters=100000000000..999999999999"],
    ["10B to 70B models", "only=model&r.parameters=10000000000..70000000000"],
    ["10 to 70B models", "only=model&r.parameters=10000000000..70000000000"],
    ["第四章", "f.section=4"],
    ["模型 训练数据 The Pile", "only=model&to.trained_on=dataset/the-pile"],
    ["modles by Gooogle", "only=model&f.developer=organization/google"],
    ["models licensed under GPL or MIT", "only=model&f.license=gpl-3.0,mit"],
    ["chips with 80 GB of memory or more", "only=hardware&r.memory_gb=80.."],
    ["models of Q3 2023", "only=model&r.released=2023-07..2023-09"],
    ["2023年3月到6月发布的模型", "only=model&r.released=2023-03..2023-06"],
    ["trillion-parameter models", "only=model&r.parameters=1000000000000..9999999999999"],
    ["以 LLaMA 为底座的模型", "only=model&to.based_on=model/llama"],
    ["Falcon 用的是什么许可证", "ask=terms:model/falcon"],
    ["ＬＬａＭＡ　之后", "ask=lineage:model/llama,down"],
    // What a verb is said of tells which relation it means.
    ["models that used Common Crawl", "only=model&to.trained_on=dataset/common-crawl"],
    ["哪些模型用了 The Stack 做训练数据", "only=model&to.trained_on=dataset/the-stack"],
    ["LLaMA-based Chinese models", "only=model&f.developer_country=CN&to.based_on=model/llama"],
    ["从 LLaMA 微调来的模型", "only=model&to.based_on=model/llama"],
    ["Vicuna 基座模型", "only=model&from.based_on=model/vicuna"],
    ["ChatGLM 被什么取代了", "to.succeeds=model/chatglm"],
    ["Mistral 7B's successor", "to.succeeds=model/mistral-7b"],
    ["benchmarks for GPT-4", "f.purpose=evaluation&from.evaluated_on=model/gpt-4"],
    ["哪些法律管深度伪造", "f.policy.type=law&to.governs=risk/deepfake"],
    ["大模型有哪些风险", "only=risk"],
    ["国外的大学", "f.organization.type=university&f.country=!CN"],
    ["French-speaking models", "only=model&f.languages=fr"],
    ["models from neither Google nor Meta", "only=model&f.developer=!organization/google,!organization/meta"],
    ["models not older than 2023", "only=model&r.released=2023.."],
    ["models from the 2010s", "only=model&r.released=2010..2019"],
    // What is asked about two things, or about one and its maker.
    [
      "how did NVIDIA get from the V100 to the H100",
      "ask=paths:hardware/nvidia-v100,hardware/nvidia-h100,5,4",
    ],
    ["is DeepMind part of Google", "ask=paths:organization/deepmind,organization/google,5,4"],
    ["licence of Meta's Llama 3", "ask=terms:model/llama-3"],
    ["what does Vicuna depend on", "ask=lineage:model/vicuna,up"],
    ["what depends on Vicuna", "ask=impact:model/vicuna"],
    ["when was BLOOM released", "near=model/bloom,1"],
    ["来自清华的模型", "only=model&f.developer=organization/tsinghua-university"],
    ["百炼平台提供哪些模型", "only=model&to.offered_on=platform/bailian"],
  ])("“%s” gives %s", (text, address) => {
    expect(addressOf(viewOf(text, "en"))).toBe(expected(address));
  });

  it("says what it did not understand, and applies what it did", () => {
    const { unknown, parts } = understand(lexicons.en, "models trained on The Pile but frobnicated", "en");
    expect(unknown.map(({ text }) => text)).toEqual(["frobnicated"]);
    expect(parts.map(({ is }) => is)).toContain("relation");
    // A filter cannot refuse a relation, so nothing is made of it.
    for (const [text, refused] of [
      ["models not trained on Common Crawl", ["trained on Common Crawl"]],
      ["models not trained on Chinese datasets", ["trained on Chinese datasets"]],
      ["models that were not derived from LLaMA", ["derived from LLaMA"]],
      ["不是在 The Pile 上训练的模型", ["The Pile", "训练"]],
      ["没有在中文数据集上训练的模型", ["中文数据集", "训练"]],
      // Nothing ties these, or what they are tied to is more than a filter has room for.
      ["models by Google and datasets", ["datasets"]],
      ["models trained on datasets", ["trained on datasets"]],
      ["models since 2023 before 2020", ["before 2020"]],
      ["CUDA banned", []],
      ["banned models", ["banned"]],
      // What no view shows beside what it shows.
      ["models trained on The Pile and their licences", ["licences"]],
      ["在 The Pile 上训练的模型及其许可证", ["许可证"]],
      ["models without a licence", ["licence"]],
      ["the newest models", ["newest"]],
      ["最新的模型", ["最新"]],
    ] as const) {
      expect(understand(lexicons.en, text, "en").unknown.map((one) => one.text)).toEqual(refused);
    }
  });

  it("is a step from any view: filter, kinds and question give way, the rest stays", () => {
    const before: View = {
      ...emptyView,
      hiddenKinds: ["model"],
      filter: { ...emptyView.filter, scopes: ["domain/finance"] },
      style: { colour: "community" },
    };
    const after = understand(lexicons.en, "chips", "en").view(before);
    expect(formatView(after)).toBe(`${formatView({ ...viewOf("chips", "en"), style: before.style })}`);
    expect(understand(lexicons.en, "frobnicate", "en").view(before)).toBe(before);
    expect(understand(lexicons.en, "", "en")).toMatchObject({ isEmpty: true, parts: [], unknown: [] });
  });

  it("has its parts labelled in the reader's language", () => {
    const labels = (locale: Locale) =>
      understand(lexicons[locale], "open source models trained on The Pile since 2022", locale)
        .parts.map(({ label }) => label)
        .filter(Boolean);
    expect(labels("en")).toEqual([
      "Access: open source",
      "Models",
      "trained on",
      "The Pile",
      "Released: since 2022",
    ]);
    expect(labels("zh")).toEqual(["开放程度：开源", "模型", "训练数据", "The Pile", "发布时间：2022年起"]);
  });
});

describe("suggestions", () => {
  const textsOf = (text: string, locale: Locale) =>
    suggestAsk(lexicons[locale], text, locale, 6).map((one) => one.text);

  it.each<[locale: Locale, text: string, among: string]>([
    ["en", "mod", "models"],
    ["en", "models trained on the p", "models trained on The Pile"],
    ["en", "models tr", "models trained on"],
    ["en", "op", "open source"],
    ["en", "what descends from lla", "what descends from LLaMA"],
    ["zh", "华为的芯", "华为的芯片"],
    ["zh", "wenxin", "文心一言"],
    ["zh", "比较 LLaMA 和 blo", "比较 LLaMA 和 BLOOM"],
  ])("%s: “%s” may become “%s”", (locale, text, among) => {
    expect(textsOf(text, locale)).toContain(among);
  });

  it("are labels, and not all the other words that are understood", () => {
    for (const [locale, text] of [
      ["en", "models fed "],
      ["en", "models forked f"],
      ["zh", "闭"],
    ] as const)
      for (const next of textsOf(text, locale)) expect(next).not.toMatch(/forked from|fed on|闭源/);
  });

  it("behind a noun go on with what can be said of it, and are understood", () => {
    for (const [locale, text] of [
      ["en", "models"],
      ["zh", "模型"],
      ["en", "chips"],
      ["zh", "政策"],
    ] as const) {
      const texts = textsOf(text, locale);
      expect(texts.length).toBeGreaterThan(3);
      for (const next of texts) expect(understand(lexicons[locale], next, locale).unknown).toEqual([]);
    }
  });
});

describe("whatever is typed", () => {
  /** Words that mean something, and others, in any order. */
  const anyText = () => {
    const phrases = lexicons.en.phrases.map(({ text }) => text);
    const names = graph.names.slice(0, 300).flatMap(({ en, zh }) => [en, zh]);
    const grammar =
      "which not and or by since 2022 100B more than 4.2 vs descendants of affected 的 和 哪些 之后 不是 影响 超过 1000 亿 2023年6月 第四章 在 比较 xyzzy ?! ，";
    const word = fc.oneof(
      fc.constantFrom(...grammar.split(" ")),
      fc.constantFrom(...phrases),
      fc.constantFrom(...names),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    );
    const mixed = fc
      .tuple(fc.array(word, { maxLength: 9 }), fc.constantFrom(" ", ""))
      .map(([words, between]) => words.join(between));
    return fc.oneof(
      { weight: 4, arbitrary: mixed },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 400 }) },
    );
  };

  const check = (text: string, { parts, unknown, view }: Understood) => {
    let end = 0;
    for (const part of parts) {
      expect(part.start).toBeGreaterThanOrEqual(end);
      expect(part.end).toBeGreaterThan(part.start);
      end = part.end;
    }
    expect(end).toBeLessThanOrEqual(text.length);
    for (const one of unknown) expect(text.slice(one.start, one.end)).toBe(one.text);
    const after = view(emptyView);
    expect(fitViewToGraph(after, graph, table).problems).toEqual([]);
    expect(parseView(new URLSearchParams(formatView(after)))).toEqual({ view: after, problems: [] });
  };

  it("is understood without fail: parts in order, a view that fits the data and survives its address", () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom(...locales), (text, locale) => {
        check(text, understand(lexicons[locale], text, locale));
      }),
      { numRuns: 400 },
    );
  });

  it("is completed without fail: each suggestion once, no more than asked for", () => {
    fc.assert(
      fc.property(
        anyText(),
        fc.constantFrom(...locales),
        fc.integer({ min: 1, max: 9 }),
        (text, locale, limit) => {
          const texts = suggestAsk(lexicons[locale], text, locale, limit).map((one) => one.text);
          expect(texts.length).toBeLessThanOrEqual(limit);
          expect(new Set(texts).size).toBe(texts.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
