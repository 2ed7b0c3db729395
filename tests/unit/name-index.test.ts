import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { indexNames, searchNames } from "@/lib/graph/name-index";
import { buildSearchIndex, searchGraph } from "@/lib/graph/search";
import { toEnd } from "@/lib/graph/steps";
import { type TinyEntity, tinyCompact } from "../fixtures/tiny-graph";

const readings = {
  文: "wen",
  心: "xin",
  银: "yin",
  行: "xing hang",
  长: "chang zhang",
  略: "lve",
  识: "shi zhi",
};

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "n", "x", "i"), minLength: 1, maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(..."文心银行长略识の"), minLength: 1, maxLength: 5 }),
  fc.constantFrom("wen", "xin", "hang", "2", "7b", "c++", "é", "𝒳", "zhang"),
);
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const entities = fc
  .array(
    fc.record({
      en: name,
      zh: name,
      aliases: fc.array(name, { maxLength: 2 }),
      kind: fc.nat({ max: 2 }),
      importance: fc.nat({ max: 1000 }).map((thousandths) => thousandths / 1000),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all): TinyEntity[] => all.sort((a, b) => b.importance - a.importance));

/** A text with letters put in, left out, changed, or swapped. */
function slipped(text: string, slips: readonly (readonly [at: number, how: string])[]): string {
  const letters = [...text];
  for (const [at, how] of slips) {
    if (how === "swap" && at + 1 < letters.length)
      [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
    if (how === "drop") letters.splice(at, 1);
    if (how === "put") letters.splice(at, 0, "n");
    if (how === "change" && at < letters.length) letters[at] = "b";
  }
  return letters.join("");
}

const slips = fc.array(fc.tuple(fc.nat({ max: 12 }), fc.constantFrom("swap", "drop", "put", "change")), {
  maxLength: 2,
});

/** Entities, and a text that may be a part of one of their names, with slips. */
const asked = entities.chain((all) => {
  const names = all.flatMap(({ en, zh = en, aliases = [] }) => [en, zh, ...aliases]);
  const part = fc
    .tuple(fc.constantFrom(...names), fc.nat({ max: 4 }), fc.nat({ max: 8 }), slips)
    .map(([text, from, less, how]) => slipped(text.slice(from % text.length, text.length + 4 - less), how));
  return fc.record({
    all: fc.constant(all),
    text: fc.oneof({ weight: 4, arbitrary: part }, name),
    kind: fc.constantFrom(undefined, undefined, "kind0", "nothing"),
    limit: fc.constantFrom(1, 3, 20),
    slips: fc.boolean(),
  });
});

describe("the index of names", () => {
  it("finds what looking through all names finds, in the same order", () => {
    fc.assert(
      fc.property(asked, ({ all, text, ...options }) => {
        const graph = decodeGraph(tinyCompact(all, [], readings));
        const found = searchNames(toEnd(indexNames(graph)), text, options);
        expect(found).toEqual(searchGraph(buildSearchIndex(graph), text, options));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([4, 5, 7, 8, 9, 12])(
    "finds a name of %i letters with any one or two pairs of neighbours swapped",
    (length) => {
      const en = "transfigured".slice(0, length);
      const graph = decodeGraph(tinyCompact([{ en }, { en: `an ${en}` }, { en: "another" }], [], readings));
      const [index, whole] = [toEnd(indexNames(graph)), buildSearchIndex(graph)];
      for (let one = 0; one < length - 1; one++) {
        for (let other = one; other < length - 1; other++) {
          const swaps = [one, other].map((at) => [at, "swap"] as const);
          const text = slipped(en, other > one + 1 ? swaps : swaps.slice(1));
          expect(searchNames(index, text)).toEqual(searchGraph(whole, text));
        }
      }
    },
  );

  it("finds by pinyin, whole or by initials, whoever is meant among thousands that are read almost so", () => {
    const chars = [..."文心银识略策梦云"];
    const sounds = ["wen", "xin", "yin", "shi", "lve", "ce", "meng", "yun"];
    // Every name has the first character somewhere, so that the first letters alone tell next to nothing.
    const named = Array.from({ length: 6000 }, (_, i) =>
      [0, i, i >> 3, i >> 6, i >> 9, i >> 12].map((n) => n % chars.length),
    );
    const own = Object.fromEntries(chars.map((char, i) => [char, sounds[i]]));
    const all = named.map((name, i) => ({
      en: `no ${i}`,
      zh: name.map((n) => chars[n]).join(""),
      importance: Math.floor(1000 - i / 6) / 1000,
    }));
    const index = toEnd(indexNames(decodeGraph(tinyCompact(all, [], own))));
    const found = (entity: number, formOf: (sound: string) => string) =>
      searchNames(index, named[entity].map((n) => formOf(sounds[n])).join(""), { limit: 60 }).some(
        (hit) => hit.entity === entity,
      );
    const some = [0, 17, 999, 2500, 4321, 5999];
    expect(some.filter((entity) => !found(entity, (sound) => sound))).toEqual([]);
    expect(some.filter((entity) => !found(entity, (sound) => sound.replace("v", "u")))).toEqual([]);
    expect(some.filter((entity) => !found(entity, (sound) => sound[0]))).toEqual([]);
  });
});
