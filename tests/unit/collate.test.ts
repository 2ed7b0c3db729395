/** The order of names. */
import { expect, it } from "vitest";
import { compareNames } from "@/lib/i18n/collate";

it("goes by pinyin in Chinese, and numbers count as numbers", () => {
  expect(["智谱", "百度", "阿里巴巴", "科大讯飞"].sort(compareNames("zh"))).toEqual([
    "阿里巴巴",
    "百度",
    "科大讯飞",
    "智谱",
  ]);
  expect(["GPT-10", "GPT-4", "bloom"].sort(compareNames("en"))).toEqual(["bloom", "GPT-4", "GPT-10"]);
});
