/** The choice of a language for a reader who has not chosen one. */
import { describe, expect, it } from "vitest";
import { chooseLocale } from "@/lib/i18n";

describe("the language", () => {
  it.each([
    [undefined, "en"],
    [null, "en"],
    ["", "en"],
    ["fr, de;q=0.9", "en"],
    ["zh", "zh"],
    ["zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["EN-us, ZH", "en"],
    ["en;q=0.2, zh;q=0.8", "zh"],
    ["zh ; q=0.5 , en ; q=0.6", "en"],
    ["zh;q=0, fr", "en"],
    ["zh;q=soon, en;q=0.1", "en"],
    ["*", "en"],
    ["zhuang", "en"],
  ])("for %j is %s", (accepted, locale) => {
    expect(chooseLocale(accepted)).toBe(locale);
  });
});
