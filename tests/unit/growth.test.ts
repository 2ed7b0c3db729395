import { describe, expect, it } from "vitest";
import { datePrecision } from "@/lib/graph/dates";
import { growthOf } from "@/lib/graph/growth";

const dates = (...days: number[]) => ({
  first: Float64Array.from(days),
  precision: Uint8Array.from(days, (day) => (Number.isNaN(day) ? datePrecision.none : datePrecision.day)),
});

describe("growth by year", () => {
  it("counts every year between the first and the last, and what has no date", () => {
    const growth = growthOf(dates(20200101, 20220315, 20221231, Number.NaN), [0, 1, 2, 3]);
    expect(growth).toEqual({
      years: [
        { year: 2020, count: 1 },
        { year: 2021, count: 0 },
        { year: 2022, count: 2 },
      ],
      earlier: 0,
      undated: 1,
    });
  });

  it("puts what is much older together", () => {
    const { years, earlier } = growthOf(dates(19860101, 19970101, 20240101), [0, 1, 2]);
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 12 }, (_, i) => 2013 + i));
    expect(earlier).toBe(2);
  });

  it("counts only those that are asked for, and nothing where nothing is dated", () => {
    expect(growthOf(dates(20200101, 20210101), [1]).years).toEqual([{ year: 2021, count: 1 }]);
    expect(growthOf(dates(Number.NaN), [0])).toEqual({ years: [], earlier: 0, undated: 1 });
  });
});
