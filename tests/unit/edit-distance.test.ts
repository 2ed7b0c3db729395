import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distancesToBeginnings, editDistance } from "@/lib/graph/edit-distance";

/** Few letters, so that two words have some in common. */
const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
const most = fc.integer({ min: 0, max: 9 });

/** The definition itself, without any bound (Boytsov 2011, 2.2). */
function distance(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    distance(restA, b) + 1,
    distance(a, restB) + 1,
    distance(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1),
    swapped ? distance(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

describe("the distance between two spellings", () => {
  it.each([
    ["llama", "llama", 0],
    ["llama", "lama", 1],
    ["llama", "llamma", 1],
    ["llama", "llima", 1],
    ["llama", "llaam", 1],
    ["gpt", "", 3],
    ["文心一言", "文心言一", 1],
    ["transformer", "tranfsormr", 2],
  ])("%s to %s is %i", (a, b, expected) => {
    expect(editDistance(a, b, 3)).toBe(expected);
  });

  it("is what the definition says, or infinite beyond the bound", () => {
    const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    fc.assert(
      fc.property(short, short, most, (a, b, bound) => {
        const true_ = distance(a, b);
        expect(editDistance(a, b, bound)).toBe(true_ <= bound ? true_ : Number.POSITIVE_INFINITY);
      }),
    );
  });

  it("is the same in both directions, and nothing from a word to itself alone", () => {
    fc.assert(
      fc.property(word, word, most, (a, b, bound) => {
        expect(editDistance(a, b, bound)).toBe(editDistance(b, a, bound));
        expect(editDistance(a, b, bound) === 0).toBe(a === b);
      }),
    );
  });

  it("counts two neighbours swapped as one slip", () => {
    fc.assert(
      fc.property(word, word, (before, after) => {
        expect(editDistance(`${before}xy${after}`, `${before}yx${after}`, 2)).toBe(1);
      }),
    );
  });
});

describe("the distances to every beginning of a word", () => {
  it("are those to each of them, or nothing when all are beyond the bound", () => {
    fc.assert(
      fc.property(word, word, most, (text, other, bound) => {
        const distances = distancesToBeginnings(text, other, bound);
        let some = false;
        for (let j = 0; j <= Math.min(other.length, text.length + bound); j++) {
          const one = editDistance(text, other.slice(0, j), bound);
          if (distances && distances[j] <= bound) expect(distances[j]).toBe(one);
          else expect(one).toBe(Number.POSITIVE_INFINITY);
          some ||= one <= bound;
        }
        expect(distances !== undefined).toBe(some);
      }),
    );
  });
});
