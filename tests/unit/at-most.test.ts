/** Work that waits for its turn. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { atMost } from "@/lib/store/at-most";

it("is done in the order in which it came, never more of it at once, whatever fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 20 }),
      async (count, pieces) => {
        const inTurn = atMost(count);
        let [busy, most] = [0, 0];
        const begun: number[] = [];
        const ends = await Promise.allSettled(
          pieces.map(([turns, fails], i) =>
            inTurn(async () => {
              begun.push(i);
              most = Math.max(most, ++busy);
              for (let turn = 0; turn < turns; turn++) await Promise.resolve();
              busy--;
              if (fails) throw new Error(String(i));
              return i;
            }),
          ),
        );
        expect(begun).toEqual(pieces.map((_, i) => i));
        expect(most).toBeLessThanOrEqual(count);
        expect(ends.map(({ status }) => status)).toEqual(
          pieces.map(([, fails]) => (fails ? "rejected" : "fulfilled")),
        );
        await expect(inTurn(async () => "free")).resolves.toBe("free");
      },
    ),
  );
});
