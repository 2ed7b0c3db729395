import { describe, expect, it, vi } from "vitest";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import type { FactValue } from "@/lib/graph/schema";
import {
  formatAmounts,
  formatCode,
  formatCount,
  formatDate,
  formatShare,
  formatShortAmount,
  formatValue,
} from "@/lib/i18n/format";
import { plainOntology } from "../fixtures/random-graph";

const label = (en: string, zh: string) => ({ en, zh });
const ontology: Ontology = {
  ...plainOntology,
  enumerations: {
    access: { open: label("open weights", "开放权重"), closed: label("closed", "封闭") },
    areas: { EU: label("European Union", "欧盟") },
  },
  licenses: { mit: { label: label("MIT", "MIT 许可"), commercial_use: "yes" } },
  units: {
    parameters: { label: label("parameters", "参数"), show: "compact" },
    bytes: { label: label("bytes", "字节"), show: "bytes" },
    nanometres: { label: label("nm", "纳米"), show: "plain" },
  },
};

describe("an amount in short", () => {
  it.each([
    [7e9, "parameters", "7B", "70\u00A0亿"],
    [1.4e12, "parameters", "1.4T", "1.4\u00A0万亿"],
    [175e9, "parameters", "175B", "1,750\u00A0亿"],
    [32_768, "parameters", "32,768", "32,768"],
    [825e9, "bytes", "825\u00A0GB", "825\u00A0GB"],
    [80, "nanometres", "80", "80"],
    [1234, undefined, "1,234", "1,234"],
  ])("%s %s is written as its field writes it, in one piece", (value, unit, en, zh) => {
    expect(formatShortAmount(value, unit, ontology, "en")).toBe(en);
    expect(formatShortAmount(value, unit, ontology, "zh")).toBe(zh);
  });
});

describe("a date", () => {
  it.each([
    ["2023", "2023", "2023年"],
    ["2023-02", "February 2023", "2023年2月"],
    ["2023-02-24", "24 February 2023", "2023年2月24日"],
    ["0987-12-31", "31 December 987", "987年12月31日"],
  ])("%s is as precise as it is given", (date, en, zh) => {
    expect([formatDate(date, "en"), formatDate(date, "zh")]).toEqual([en, zh]);
  });
});

it("a date is the same day wherever the reader is", () => {
  for (const zone of ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"]) {
    vi.stubEnv("TZ", zone);
    expect(formatDate("2023-01-01", "en")).toBe("1 January 2023");
  }
  vi.unstubAllEnvs();
});

describe("an amount", () => {
  it.each([
    [[7e9], "parameters", "7 billion parameters", "70 亿参数"],
    [[7e9, 13e9], "parameters", "7 billion, 13 billion parameters", "70 亿、130 亿参数"],
    [[1.76e12], "parameters", "1.76 trillion parameters", "1.76 万亿参数"],
    [[117_000_000], "parameters", "117 million parameters", "1.17 亿参数"],
    [[123_456], "parameters", "123,456 parameters", "123,456 参数"],
    [[999_999_999], "parameters", "1 billion parameters", "10 亿参数"],
    [[7], "nanometres", "7 nm", "7 纳米"],
    [[2048], undefined, "2,048", "2,048"],
    [[2048], "furlongs", "2,048", "2,048"],
    [[0], "bytes", "0 B", "0 B"],
    [[0.5], "bytes", "0.5 B", "0.5 B"],
    [[999], "bytes", "999 B", "999 B"],
    [[1000], "bytes", "1 KB", "1 KB"],
    [[999_999], "bytes", "1 MB", "1 MB"],
    [[825e9], "bytes", "825 GB", "825 GB"],
    [[5.5e12, 1e15], "bytes", "5.5 TB, 1 PB", "5.5 TB、1 PB"],
    [[4e18], "bytes", "4,000 PB", "4,000 PB"],
  ])("%j %s names its unit once, in the words of the language", (values, unit, en, zh) => {
    const texts = [formatAmounts(values, unit, ontology, "en"), formatAmounts(values, unit, ontology, "zh")];
    expect(texts).toEqual([en, zh]);
  });

  it("of bytes in a thousandfold unit is never a thousand of them", () => {
    for (let power = 0; power < 17; power++) {
      for (const value of [10 ** power, 10 ** power - 1, 9.9996 * 10 ** power, 1.00004 * 10 ** power])
        expect(formatAmounts([value], "bytes", ontology, "en")).not.toMatch(/^1,000 /);
    }
  });
});

describe("a fact", () => {
  const fact = (type: FactDefinition["type"], more: Partial<FactDefinition> = {}): FactDefinition => ({
    label: label("Fact", "事实"),
    type,
    ...more,
  });

  it.each<[string, FactDefinition, FactValue, string, string]>([
    ["text", fact("text"), "BF16", "BF16", "BF16"],
    ["enumerated value", fact("enum", { values: "access" }), "open", "open weights", "开放权重"],
    [
      "enumerated value that has no label",
      fact("enum", { values: "access" }),
      "constructor",
      "constructor",
      "constructor",
    ],
    [
      "list",
      fact("enum", { values: "access", list: true }),
      ["open", "closed"],
      "open weights, closed",
      "开放权重、封闭",
    ],
    ["number in a unit", fact("number", { unit: "nanometres" }), 5, "5 nm", "5 纳米"],
    [
      "quantity",
      fact("quantity", {
        measures: {
          tokens: { label: label("tokens", "词元"), unit: "parameters" },
          size: { label: label("size", "大小"), unit: "bytes" },
        },
      }),
      { tokens: 1.4e12, size: 4e9 },
      "1.4 trillion parameters, 4 GB",
      "1.4 万亿参数、4 GB",
    ],
    ["date", fact("date"), "2023-02", "February 2023", "2023年2月"],
    ["country", fact("country"), "CN", "China", "中国"],
    ["country of our own making", fact("country", { values: "areas" }), "EU", "European Union", "欧盟"],
    ["language", fact("language", { list: true }), ["zh", "en"], "Chinese, English", "中文、英语"],
    [
      "licence",
      fact("license", { list: true }),
      [{ id: "mit" }, { id: "own", part: "code" }],
      "MIT, own",
      "MIT 许可、own",
    ],
  ])("that is a %s is written in both languages", (_, definition, value, en, zh) => {
    expect(formatValue(definition, value, ontology, "en")).toBe(en);
    expect(formatValue(definition, value, ontology, "zh")).toBe(zh);
  });
});

it("counts and shares are written as the language does", () => {
  expect([formatCount(8343, "en"), formatCount(8343, "zh")]).toEqual(["8,343", "8,343"]);
  expect([formatShare(0.749, "en"), formatShare(0, "zh"), formatShare(1, "zh")]).toEqual([
    "75%",
    "0%",
    "100%",
  ]);
});

it.each([
  ["region", "US", "United States", "美国"],
  ["region", "QQ", "QQ", "QQ"],
  ["language", "fr", "French", "法语"],
  ["region", "nowhere at all", "nowhere at all", "nowhere at all"],
] as const)("a %s %s has the name %s, or itself where it has none", (type, code, en, zh) => {
  expect([formatCode(type, code, "en"), formatCode(type, code, "zh")]).toEqual([en, zh]);
});
