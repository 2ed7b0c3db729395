import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchPinyin } from "@/lib/graph/pinyin";

/** 文心一言 4. */
const ernie = [["wen"], ["xin"], ["yi"], ["yan"], ["4"]];
/** 银行知识, each character with all its readings. */
const bank = [["yin"], ["xing", "hang", "heng"], ["zhi"], ["shi", "zhi"]];

describe("pinyin", () => {
  it.each([
    ["wenxinyiyan", ernie, { start: 0, end: 4 }],
    ["wxyy", ernie, { start: 0, end: 4 }],
    ["wxyiyan", ernie, { start: 0, end: 4 }],
    ["wenx", ernie, { start: 0, end: 2 }],
    ["we", ernie, { start: 0, end: 1 }],
    ["yiya", ernie, { start: 2, end: 4 }],
    ["yan4", ernie, { start: 3, end: 5 }],
    ["yinhang", bank, { start: 0, end: 2 }],
    ["yinxing", bank, { start: 0, end: 2 }],
    ["yhzs", bank, { start: 0, end: 4 }],
    ["zhsh", bank, { start: 2, end: 4 }],
    ["zs", bank, { start: 2, end: 4 }],
    ["wenyi", ernie, undefined],
    ["enxin", ernie, undefined],
    ["yinheng4", bank, undefined],
  ])("%s reads the right characters", (query, syllables, match) => {
    expect(matchPinyin(syllables, query)).toEqual(match);
  });

  it("reads all that can be typed for some characters, and nothing else", () => {
    const reading = fc.constantFrom("a", "an", "ang", "na", "zha", "ha", "za", "7");
    const anySyllables = fc.array(fc.uniqueArray(reading, { minLength: 1, maxLength: 2 }), { maxLength: 4 });
    const anyQuery = fc.string({
      unit: fc.constantFrom("a", "n", "g", "h", "z", "7"),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(anySyllables, anyQuery, (syllables, query) => {
        const readable = syllables.some((_, start) => typedFor(syllables.slice(start)).has(query));
        expect(matchPinyin(syllables, query) !== undefined).toBe(readable);
      }),
      { numRuns: 500 },
    );
  });

  it("takes no longer where many characters have readings alike", () => {
    const syllables = Array.from({ length: 60 }, () => ["a", "ai", "an"]);
    const started = performance.now();
    expect(matchPinyin(syllables, `${"a".repeat(59)}xx`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
  });
});

/** Every text that can be typed for these characters from the first one on. */
function typedFor(syllables: readonly (readonly string[])[]): Set<string> {
  const [first, ...rest] = syllables;
  const typed = new Set<string>();
  for (const reading of first ?? []) {
    const initials = /^[zcs]h/.test(reading) ? [reading.slice(0, 2), reading[0]] : [reading[0]];
    for (let length = 1; length <= reading.length; length++) typed.add(reading.slice(0, length));
    for (const whole of [reading, ...initials]) for (const more of typedFor(rest)) typed.add(whole + more);
  }
  return typed;
}
