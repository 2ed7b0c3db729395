import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { buildSearchIndex, fold, foldAny, searchGraph } from "@/lib/graph/search";
import { type TinyEntity, tinyCompact } from "../fixtures/tiny-graph";

const readings = {
  文: "wen",
  心: "xin",
  一: "yi",
  言: "yan",
  银: "yin",
  行: "xing hang heng",
  长: "chang zhang",
  城: "cheng",
  策: "ce",
  略: "lve",
  知: "zhi",
  识: "shi zhi",
};

const indexOf = (entities: readonly TinyEntity[]) =>
  buildSearchIndex(decodeGraph(tinyCompact(entities, [], readings)));

/** Names as matched, best first. */
function search(entities: readonly TinyEntity[], text: string, options = {}): string[] {
  return searchGraph(indexOf(entities), text, options).map(({ matched }) => matched);
}

describe("an entity is found", () => {
  const named: readonly TinyEntity[] = [
    { en: "ERNIE Bot", zh: "文心一言", aliases: ["Yiyan app"] },
    { en: "Banking", zh: "银行" },
    { en: "Great Wall", zh: "长城" },
    { en: "Policy", zh: "策略" },
    { en: "Knowledge", zh: "知识" },
    { en: "LLaMA-2", aliases: ["羊驼 2"] },
    { en: "GPT-4o" },
    { en: "Naïve Bayes" },
    { en: "C++" },
    { en: "Transformer" },
  ];

  it.each([
    ["by its English name, in any case", "ernie bot", "ERNIE Bot"],
    ["by its Chinese name", "文心一言", "文心一言"],
    ["by a part of its Chinese name", "一言", "文心一言"],
    ["by its second word", "bot", "ERNIE Bot"],
    ["by an alias", "羊驼", "羊驼 2"],
    ["by the start of an alias", "yiyan a", "Yiyan app"],
    ["by pinyin", "wenxinyiyan", "文心一言"],
    ["by pinyin with blanks and capitals", "Wen Xin", "文心一言"],
    ["by the start of its pinyin", "wenxinyi", "文心一言"],
    ["by initials", "wxyy", "文心一言"],
    ["by initials and pinyin mixed", "wxyiyan", "文心一言"],
    ["by the usual reading of a character", "yinhang", "银行"],
    ["by another reading of a character", "yinxing", "银行"],
    ["by a third reading of a character", "yinheng", "银行"],
    ["by either reading of its first character", "changcheng", "长城"],
    ["by either reading of its first character", "zhangcheng", "长城"],
    ["by ü typed as v", "celve", "策略"],
    ["by ü typed as u", "celue", "策略"],
    ["by ü itself", "celüe", "策略"],
    ["by initials of two letters", "zhsh", "知识"],
    ["by initials of one letter", "zs", "知识"],
    ["without its hyphen", "llama2", "LLaMA-2"],
    ["with a blank for its hyphen", "llama 2", "LLaMA-2"],
    ["with the seam between letters and digits elsewhere", "gpt 4 o", "GPT-4o"],
    ["in full-width letters", "ＧＰＴ４", "GPT-4o"],
    ["without its accents", "naive bayes", "Naïve Bayes"],
    ["with signs that are part of a name", "c++", "C++"],
    ["with a letter missing", "tranformer", "Transformer"],
    ["with a letter doubled", "transsformer", "Transformer"],
    ["with two neighbours swapped", "transfomrer", "Transformer"],
    ["with a wrong letter, while still typing", "trensf", "Transformer"],
    ["with two slips in a long name", "trasnfomer", "Transformer"],
    ["with a slip in its second word", "bayse", "Naïve Bayes"],
  ])("%s: %s", (_, text, expected) => {
    expect(search(named, text)[0]).toBe(expected);
  });

  it.each([
    ["a slip in three letters or fewer", "gtp"],
    ["two slips in a short name", "llmma3"],
    ["letters inside a word when there are but two", "an"],
    ["pinyin that skips a character", "wenyi"],
    ["signs alone", "-- ?!"],
    ["nothing", ""],
  ])("not by %s", (_, text) => {
    expect(search(named, text)).toEqual([]);
  });

  it("by any of its names as it is written", () => {
    const index = indexOf(named);
    named.forEach(({ en, zh = en, aliases = [] }, entity) => {
      for (const name of [en, zh, ...aliases])
        expect(searchGraph(index, name)[0], name).toMatchObject({ entity });
    });
  });
});

describe("what is found", () => {
  it("stands in the order of how well it matches, whatever its importance", () => {
    const entities = [
      { en: "Sparse SORAX", importance: 1 },
      { en: "Microsora", importance: 1 },
      { en: "Sora Turbo", importance: 1 },
      { en: "Sora", importance: 0 },
      { en: "Soar engine", importance: 1 },
    ];
    expect(search(entities, "sora")).toEqual([
      "Sora",
      "Sora Turbo",
      "Sparse SORAX",
      "Microsora",
      "Soar engine",
    ]);
  });

  it("stands by importance where it matches alike", () => {
    const entities = [{ en: "Qwen A" }, { en: "Qwen B", importance: 0.5 }, { en: "Qwen C", importance: 0.9 }];
    expect(search(entities, "qwen")).toEqual(["Qwen C", "Qwen B", "Qwen A"]);
  });

  it("is a name before an alias", () => {
    expect(search([{ en: "One", aliases: ["Falcon"] }, { en: "Falcon" }], "falcon")).toEqual([
      "Falcon",
      "Falcon",
    ]);
    const index = indexOf([{ en: "One", aliases: ["Falcon"] }, { en: "Falcon" }]);
    expect(searchGraph(index, "falcon").map(({ entity }) => entity)).toEqual([1, 0]);
  });

  it("is the name that the pinyin reads whole before one that goes on", () => {
    const entities = [
      { en: "Bot", zh: "文心一言" },
      { en: "Base", zh: "文心" },
    ];
    expect(search(entities, "wenxin")).toEqual(["文心", "文心一言"]);
    expect(search(entities, "wx")).toEqual(["文心", "文心一言"]);
  });

  it("is the name that starts as it was typed before one that has it inside, in pinyin too", () => {
    const entities = [
      { en: "Any", zh: "银行长城" },
      { en: "Other", zh: "长城银行" },
    ];
    expect(search(entities, "yh")).toEqual(["银行长城", "长城银行"]);
    expect(search(entities, "cc")).toEqual(["长城银行", "银行长城"]);
  });

  it("is the best name of an entity, once", () => {
    expect(search([{ en: "PaLM", aliases: ["PaLM API", "Google PaLM"] }], "palm")).toEqual(["PaLM"]);
  });

  it("is as much as was asked for, of the kind that was asked for", () => {
    const entities = Array.from({ length: 90 }, (_, i) => ({ en: `Model ${i}`, kind: i % 3 }));
    expect(search(entities, "model", { limit: 7 })).toHaveLength(7);
    expect(search(entities, "model")).toHaveLength(20);
    expect(search(entities, "model", { kind: "kind1", limit: 90 })).toHaveLength(30);
    expect(search(entities, "model", { kind: "none" })).toEqual([]);
  });

  it("is never more than was asked for, and never an error, whatever the text", () => {
    const index = indexOf([{ en: "ERNIE Bot", zh: "文心一言" }, { en: "C++" }, { en: "GPT-4" }]);
    const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(searchGraph(index, text, { limit: 2 }).length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("comes soon, however long the text", () => {
    const index = indexOf(
      Array.from({ length: 2000 }, (_, i) => ({ en: `Entity ${i}`, zh: `银行长城${i}` })),
    );
    for (const text of ["yhcc".repeat(2000), "﷽".repeat(5000), "entity ".repeat(3000)]) {
      const started = performance.now();
      searchGraph(index, text);
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});

describe("slips", () => {
  it("are not looked for where five letters or more, or three Chinese characters, stand in a name", () => {
    const named: readonly TinyEntity[] = [{ en: "Mistral" }, { en: "Mistrol" }];
    expect(search(named, "mistra")).toEqual(["Mistral"]);
    expect(search([{ en: "Transformer" }, { en: "Format" }], "forme")).toEqual(["Transformer"]);
    expect(search(named, "mistarl")).toEqual(["Mistral"]);
    const chinese: readonly TinyEntity[] = [
      { en: "A", zh: "文心一言" },
      { en: "B", zh: "文心一语" },
    ];
    expect(search(chinese, "文心一言")).toEqual(["文心一言"]);
    expect(search(chinese, "文心二言")).toHaveLength(1);
    expect(search(named, "mistrl")).toHaveLength(2);
    expect(search([{ en: "Lamanai" }, { en: "LLaMA" }], "lama")).toHaveLength(2);
  });
});

describe("folding", () => {
  it.each([
    ["GPT-4o", "gpt 4 o"],
    ["ＧＰＴ－４", "gpt 4"],
    ["Naïve  Bayes", "naive bayes"],
    ["文心 4.0", "文心 4 0"],
    ["C++/C#", "c++ c#"],
    ["《白皮书》", "白皮书"],
  ])("makes %s comparable", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("is the same for what is common as for any text", () => {
    const common = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("a", "Z", "4", " ", "-", "+", "#", "\u0000", "~") }),
      fc.string({ unit: fc.constantFrom("模", "型", "一", "鿿", "a") }),
    );
    fc.assert(
      fc.property(common, (text) => fold(text) === foldAny(text)),
      { numRuns: 1000 },
    );
  });

  it("changes nothing that is folded already", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1000 },
    );
  });
});
