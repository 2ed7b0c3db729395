import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postingsOf } from "@/lib/graph/postings";
import { toEnd } from "@/lib/graph/steps";

/** Hashes so far apart that each has a list of its own. */
const hashes = Array.from({ length: 8 }, (_, i) => (i << 29) >>> 0);
const gram = fc.constantFrom(...hashes);
const names = fc.array(fc.uniqueArray(gram), { maxLength: 40 });

describe("lists of names by gram", () => {
  it("hold what has all that are asked for, rising, before an end", () => {
    const asked = fc.record({
      names,
      wanted: fc.uniqueArray(gram, { minLength: 1 }),
      end: fc.nat({ max: 45 }),
    });
    fc.assert(
      fc.property(asked, ({ names: all, wanted, end }) => {
        const postings = toEnd(postingsOf(all.length, (name, tell) => all[name].forEach(tell)));
        const having = all.flatMap((own, name) => (wanted.every((one) => own.includes(one)) ? [name] : []));
        expect([...postings.having(wanted)]).toEqual(having);
        expect([...postings.having(wanted, { end })]).toEqual(having.filter((name) => name < end));
      }),
    );
  });

  it("end where they are told to meanwhile", () => {
    const postings = toEnd(postingsOf(9, (_, tell) => tell(hashes[1])));
    const within = { end: 9 };
    const found: number[] = [];
    for (const name of postings.having([hashes[1]], within)) {
      found.push(name);
      if (name === 3) within.end = 6;
    }
    expect(found).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("are none for nothing", () => {
    const postings = toEnd(postingsOf(2, (_, tell) => tell(hashes[0])));
    expect([...postings.having([])]).toEqual([]);
  });
});
