/** Questions that go together: who is alone goes at once, the others gather, and one's fault is nobody else's. */
import { describe, expect, it } from "vitest";
import { Batches } from "@/lib/store/batches";

/** Batches of numbers and words, and a way to let the one that has been on its way longest arrive. */
function gathering({ most = 3, atOnce = 1 } = {}) {
  const sent: (readonly (number | string)[])[] = [];
  const arrivals: ((failure?: Error) => void)[] = [];
  const batches = new Batches<number | string, string>({
    most,
    atOnce,
    formOf: (one) => typeof one,
    isOnesFault: (error) => (error as Error).message === "one of you",
    ask: (all) => {
      sent.push(all);
      return new Promise((resolve, reject) => {
        arrivals.push((failure) => (failure ? reject(failure) : resolve(all.map((one) => `${one}!`))));
      });
    },
  });
  const arrive = async (failure?: Error) => {
    arrivals.shift()?.(failure);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { batches, sent, arrive };
}

describe("questions that go together", () => {
  it("go at once where none is on its way, and gather where there is", async () => {
    const { batches, sent, arrive } = gathering();
    const answers = Promise.all([1, 2, 3, 4, 5].map((one) => batches.answer(one)));
    expect(sent).toEqual([[1]]);
    await arrive();
    expect(sent).toEqual([[1], [2, 3, 4]]);
    await arrive();
    await arrive();
    expect(sent).toEqual([[1], [2, 3, 4], [5]]);
    await expect(answers).resolves.toEqual(["1!", "2!", "3!", "4!", "5!"]);
  });

  it("are of one form, whoever has waited longest", async () => {
    const { batches, sent, arrive } = gathering();
    for (const one of ["a", 1, "b", 2, "c"]) void batches.answer(one);
    await arrive();
    await arrive();
    await arrive();
    expect(sent).toEqual([["a"], [1, 2], ["b", "c"]]);
  });

  it("go in the order in which those who ask have begun to wait", async () => {
    const { batches, sent, arrive } = gathering({ most: 1 });
    for (const [one, since] of [
      [1, 50],
      [2, 40],
      [3, 20],
      [4, 20],
      [5, 30],
    ] as const)
      void batches.answer(one, since);
    for (let i = 0; i < 4; i++) await arrive();
    expect(sent).toEqual([[1], [3], [4], [5], [2]]);
  });

  it("go along with who has waited longest where they are of one form", async () => {
    const { batches, sent, arrive } = gathering({ most: 2 });
    for (const [one, since] of [
      ["a", 0],
      [1, 40],
      ["b", 20],
      [2, 50],
      [3, 10],
    ] as const)
      void batches.answer(one, since);
    for (let i = 0; i < 3; i++) await arrive();
    expect(sent).toEqual([["a"], [3, 1], ["b"], [2]]);
  });

  it("are on their way in so many batches at most", async () => {
    const { batches, sent, arrive } = gathering({ atOnce: 2 });
    for (const one of [1, 2, 3, 4]) void batches.answer(one);
    expect(sent).toEqual([[1], [2]]);
    await arrive();
    expect(sent).toEqual([[1], [2], [3, 4]]);
  });

  it("fail together, unless it may be one's fault", async () => {
    const { batches, sent, arrive } = gathering();
    const first = expect(batches.answer(0)).rejects.toThrow("down");
    const both = Promise.allSettled([batches.answer(1), batches.answer(2)]);
    await arrive(new Error("down"));
    await first;
    await arrive(new Error("one of you"));
    expect(sent.slice(2)).toEqual([[1], [2]]);
    await arrive();
    await arrive(new Error("one of you"));
    await expect(both).resolves.toMatchObject([{ value: "1!" }, { reason: new Error("one of you") }]);
    void batches.answer(3);
    expect(sent.at(-1)).toEqual([3]);
  });
});
