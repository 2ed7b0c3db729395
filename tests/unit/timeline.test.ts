import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dates, datePrecision, insideTime } from "@/lib/graph/dates";
import { daysOf } from "@/lib/graph/filter-value";
import {
  binsOf,
  conditionOf,
  countInside,
  cumulative,
  edgeAt,
  monthAt,
  monthOf,
  monthText,
  moveEnd,
  moveWhole,
  playFrom,
  positionAfter,
  positionOf,
  type Span,
  slotCount,
  slotMonths,
  slotOf,
  slotsOf,
  spanOf,
  unitFor,
  wholeTime,
  yearTicks,
} from "@/lib/view/timeline";
import type { TimeWindow } from "@/lib/view/view";
import { timeSchema } from "@/lib/view/view-schema";
import { randomGraph } from "../fixtures/random-graph";

/** Dates as they are written, "" for none. */
function datesFrom(written: readonly string[]): Dates {
  return {
    first: Float64Array.from(written, (date) => (date === "" ? Number.NaN : daysOf(date)[0])),
    precision: Uint8Array.from(written, (date) =>
      date === "" ? datePrecision.none : date.split("-").length,
    ),
  };
}
const span = (start: string, first: string, last: string): Span => ({
  start: monthOf(start),
  first: monthOf(first),
  last: monthOf(last),
});
const told = ({ start, first, last }: Span) => [start, first, last].map(monthText);
const repeat = (times: number, date: string) => Array.from({ length: times }, () => date);
const all = () => true;

const plain = span("2020-03", "2020-03", "2022-02");
const folded = span("1386-01", "2020-01", "2021-12");

const anySpan = fc
  .tuple(
    fc.integer({ min: 1200, max: 24_000 }),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([start, months, tail]): Span => {
    const first = tail === 0 ? start : start - (start % 12) + tail * 12;
    return { start, first, last: first + months };
  });
/** A window that may begin or end outside of the span. */
const anyWindowOf = ({ start, last }: Span) =>
  fc
    .tuple(
      fc.integer({ min: start - 30, max: last + 30 }),
      fc.integer({ min: start - 30, max: last + 30 }),
      fc.boolean(),
    )
    .map(
      ([a, b, undated]): TimeWindow => ({
        from: monthText(Math.min(a, b)),
        to: monthText(Math.max(a, b)),
        undated,
      }),
    );
const anySpanAndWindow = anySpan.chain((of) => anyWindowOf(of).map((window) => [of, window] as const));
const anyDates = fc
  .array(
    fc.oneof(
      fc.constant(""),
      fc.integer({ min: 1990, max: 2025 }).map(String),
      fc
        .tuple(fc.integer({ min: 2015, max: 2025 }), fc.integer({ min: 1, max: 12 }))
        .map(([y, m]) => monthText(y * 12 + m - 1)),
    ),
    { minLength: 1, maxLength: 120, size: "max" },
  )
  .map(datesFrom);

describe("a month", () => {
  it("is a number that can be counted on", () => {
    expect(monthOf("2021-01") - monthOf("2020-12")).toBe(1);
    expect(monthText(monthOf("0987-12") + 1)).toBe("0988-01");
  });
});

describe("the span of dates", () => {
  it("is from the first month to the last one", () => {
    expect(spanOf(datesFrom(["", "2021-05-09", "2019", "2020-03"]))).toEqual(
      span("2019-01", "2019-01", "2021-05"),
    );
    expect(spanOf(datesFrom(["2021-05"]))).toEqual(span("2021-05", "2021-05", "2021-05"));
  });

  it("is none where nothing is dated", () => expect(spanOf(datesFrom(["", ""]))).toBeUndefined());

  it("folds a long thin tail, in whole years", () => {
    const dates = datesFrom(["1386", "1911", ...repeat(30, "2020-05"), ...repeat(30, "2023-05")]);
    expect(told(spanOf(dates) ?? plain)).toEqual(["1386-01", "2020-01", "2023-05"]);
  });

  it("folds no tail that is thick or short", () => {
    const thick = datesFrom([...repeat(5, "1990"), ...repeat(50, "2023-05")]);
    expect(told(spanOf(thick) ?? plain)).toEqual(["1990-01", "1990-01", "2023-05"]);
    const short = datesFrom(["2018-06", ...repeat(25, "2020"), ...repeat(25, "2025")]);
    expect(told(spanOf(short) ?? plain)).toEqual(["2018-06", "2018-06", "2025-01"]);
  });

  it("folds few of what is dated, and only what is at least a quarter of it", () => {
    fc.assert(
      fc.property(anyDates, (dates) => {
        const of = spanOf(dates);
        if (!of || of.start === of.first) return;
        const days = dates.first.filter((day) => !Number.isNaN(day));
        const before = days.filter((day) => day < Number(monthText(of.first).replace("-", "")) * 100);
        expect(before.length).toBeGreaterThan(0);
        expect(before.length * 25).toBeLessThanOrEqual(days.length);
        expect((of.first - of.start) * 4).toBeGreaterThanOrEqual(of.last + 1 - of.start);
      }),
    );
  });
});

describe("places on the timeline", () => {
  it("are even, after one for all that is earlier", () => {
    expect([positionOf(plain, monthOf("2020-03")), positionOf(plain, monthOf("2021-03"))]).toEqual([0, 0.5]);
    expect(positionAfter(plain, monthOf("2022-02"))).toBe(1);
    const earlier = positionAfter(folded, monthOf("1999-07"));
    expect([positionOf(folded, monthOf("1500-01")), positionOf(folded, monthOf("2020-01"))]).toEqual([
      0,
      earlier,
    ]);
    expect(positionOf(folded, monthOf("2021-01"))).toBeCloseTo((1 + earlier) / 2);
    expect(monthText(monthAt(folded, earlier / 2))).toBe("1386-01");
  });

  it("lead back to their months", () => {
    fc.assert(
      fc.property(anySpan, fc.nat(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (of, n, within) => {
        const slot = n % slotCount(of);
        const [first, last] = slotMonths(of, slot);
        const [left, right] = [positionOf(of, first), positionAfter(of, last)];
        expect(slotOf(of, first)).toBe(slot);
        expect(slotOf(of, last)).toBe(slot);
        expect(monthAt(of, left)).toBe(first);
        expect(monthAt(of, left + (right - left) * within)).toBe(first);
        expect([edgeAt(of, left), edgeAt(of, right)]).toEqual([slot, slot + 1]);
      }),
    );
  });

  it("beyond the ends are those of the ends", () => {
    for (const of of [plain, folded]) {
      expect([monthAt(of, -1), monthAt(of, 2)]).toEqual([of.start, of.last]);
      expect([edgeAt(of, -1), edgeAt(of, 2)]).toEqual([0, slotCount(of)]);
      expect([positionOf(of, of.start - 5), positionAfter(of, of.last + 5)]).toEqual([0, 1]);
    }
  });

  it("of years that are named are those of their Januaries, at even distances", () => {
    expect(yearTicks(plain, 10)).toEqual([
      { year: 2021, position: positionOf(plain, monthOf("2021-01")) },
      { year: 2022, position: positionOf(plain, monthOf("2022-01")) },
    ]);
    const years = (most: number) =>
      yearTicks(span("1998-05", "1998-05", "2026-01"), most).map(({ year }) => year);
    expect(years(15)).toEqual([
      2000, 2002, 2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024, 2026,
    ]);
    expect(years(4)).toEqual([2000, 2010, 2020]);
    expect(years(0)).toEqual([2000]);
  });
});

describe("the histogram", () => {
  const dates = datesFrom([
    ...repeat(60, "2021-02"),
    "1911",
    "2020-03-01",
    "2020-03",
    "2021",
    "2021-02-28",
    "",
  ]);
  const of = spanOf(dates) ?? plain;

  it("counts by month, what is dated to a year apart, and what is earlier together", () => {
    const bins = binsOf(of, dates, all, "month");
    expect(
      bins.map(({ from, to, exact, imprecise }) => [monthText(from), monthText(to), exact, imprecise]),
    ).toEqual([
      ["1911-01", "2019-12", 0, 1],
      ["2020-01", "2020-01", 0, 0],
      ["2020-02", "2020-02", 0, 0],
      ["2020-03", "2020-03", 2, 0],
      ...[4, 5, 6, 7, 8, 9, 10, 11, 12].map((m) => [
        monthText(2020 * 12 + m - 1),
        monthText(2020 * 12 + m - 1),
        0,
        0,
      ]),
      ["2021-01", "2021-01", 0, 1],
      ["2021-02", "2021-02", 61, 0],
    ]);
    expect(cumulative(bins).slice(-3)).toEqual([3, 4, 65]);
  });

  it("counts by year where there is no room for months", () => {
    const bins = binsOf(of, dates, all, "year");
    expect(
      bins.map(({ from, to, exact, imprecise }) => [monthText(from), monthText(to), exact, imprecise]),
    ).toEqual([
      ["1911-01", "2019-12", 0, 1],
      ["2020-01", "2020-12", 2, 0],
      ["2021-01", "2021-02", 61, 1],
    ]);
    expect([unitFor(of, 900), unitFor(of, 30)]).toEqual(["month", "year"]);
  });

  it("has every dated entity that counts once, and no month twice", () => {
    fc.assert(
      fc.property(
        anyDates,
        fc.func(fc.boolean()),
        fc.constantFrom("month" as const, "year" as const),
        (some, isCounted, unit) => {
          const reach = spanOf(some);
          if (!reach) return;
          const bins = binsOf(reach, some, isCounted, unit);
          const counted = [...some.first.keys()].filter((i) => !Number.isNaN(some.first[i]) && isCounted(i));
          const imprecise = counted.filter((i) => some.precision[i] === datePrecision.year).length;
          expect(bins.reduce((sum, bin) => sum + bin.imprecise, 0)).toBe(imprecise);
          expect(bins.reduce((sum, bin) => sum + bin.exact, 0)).toBe(counted.length - imprecise);
          expect(cumulative(bins).at(-1)).toBe(counted.length);
          expect(bins.map(({ from }) => from)).toEqual([
            reach.start,
            ...bins.slice(0, -1).map(({ to }) => to + 1),
          ]);
          expect(bins.at(-1)?.to).toBe(reach.last);
        },
      ),
    );
  });
});

describe("a window", () => {
  const whole = wholeTime(folded);

  it("is no condition where it takes in everything", () => {
    expect(whole).toEqual({ from: "1386-01", to: "2021-12", undated: true });
    expect(conditionOf(folded, whole)).toBeUndefined();
    expect(conditionOf(folded, { from: "1000-01", to: "2030-01", undated: true })).toBeUndefined();
    for (const part of [{ undated: false }, { from: "1386-02" }, { to: "2021-11" }])
      expect(conditionOf(folded, { ...whole, ...part })).toEqual({ ...whole, ...part });
  });

  it("is moved by its ends, which do not pass each other", () => {
    const window = { from: "2020-03", to: "2020-06", undated: false };
    expect(moveEnd(folded, window, "from", 0)).toEqual({ ...window, from: "1386-01" });
    expect(moveEnd(folded, window, "from", 20)).toEqual({ ...window, from: "2020-06" });
    expect(moveEnd(folded, window, "to", 0)).toEqual({ ...window, to: "2020-03" });
    expect(moveEnd(folded, window, "to", Number.POSITIVE_INFINITY)).toEqual({ ...window, to: "2021-12" });
    expect(moveEnd(folded, whole, "to", 0)).toEqual({ ...whole, to: "2019-12" });
  });

  it("is moved as a whole, as far as there is room", () => {
    const window = { from: "2020-03", to: "2020-06", undated: false };
    expect(moveWhole(folded, window, 2)).toEqual({ ...window, from: "2020-05", to: "2020-08" });
    expect(moveWhole(folded, window, Number.POSITIVE_INFINITY)).toEqual({
      ...window,
      from: "2021-09",
      to: "2021-12",
    });
    expect(moveWhole(folded, window, -9)).toEqual({ ...window, from: "1386-01", to: "2020-03" });
    expect(moveWhole(folded, whole, 5)).toBe(whole);
  });

  it("stays a window whatever is done to it, and what does not move it leaves it as it is", () => {
    fc.assert(
      fc.property(anySpanAndWindow, fc.integer({ min: -500, max: 500 }), ([of, window], by) => {
        const [from, to] = slotsOf(of, window);
        for (const moved of [
          moveEnd(of, window, "from", by),
          moveEnd(of, window, "to", by),
          moveWhole(of, window, by),
        ]) {
          expect(timeSchema.safeParse(moved).success).toBe(true);
          const slots = slotsOf(of, moved);
          if (String(slots) === String([from, to])) expect(moved).toBe(window);
        }
        const [left, right] = slotsOf(of, moveWhole(of, window, by));
        expect(right - left).toBe(to - from);
        expect(moveEnd(of, window, "from", from)).toBe(window);
        expect(moveEnd(of, window, "to", to)).toBe(window);
      }),
    );
  });

  it("says how many it takes in of what counts", () => {
    const graph = randomGraph(4);
    const dates = datesFrom(["2019", "2020-05", "", ""]);
    const window = { from: "2020-01", to: "2020-12", undated: true };
    const inside = insideTime(graph, dates, window);
    expect(countInside(graph, dates, all, window)).toEqual({ dated: 1, undated: inside[2] + inside[3] });
    expect(countInside(graph, dates, (i) => i !== 1, { ...window, undated: false })).toEqual({
      dated: 0,
      undated: 0,
    });
  });
});

describe("playing", () => {
  const ends = (windows: readonly TimeWindow[]) => windows.map(({ to }) => to);

  it("without a window grows from the first month to the whole", () => {
    const windows = playFrom(plain, undefined);
    expect(windows).toHaveLength(24);
    expect(windows.slice(0, 2)).toEqual([
      { from: "2020-03", to: "2020-03", undated: true },
      { from: "2020-03", to: "2020-04", undated: true },
    ]);
    expect(windows.at(-1)).toEqual(wholeTime(plain));
    expect(ends(playFrom(folded, undefined)).slice(0, 3)).toEqual(["2019-12", "2020-01", "2020-02"]);
  });

  it("goes on from where a window ends, and starts anew where that is the end", () => {
    const window = { from: "2021-05", to: "2021-11", undated: false };
    expect(playFrom(plain, window)).toEqual([
      { ...window, to: "2021-12" },
      { ...window, to: "2022-01" },
      { ...window, to: "2022-02" },
    ]);
    expect(ends(playFrom(plain, { ...window, to: "2022-02" })).slice(0, 2)).toEqual(["2021-05", "2021-06"]);
    expect(ends(playFrom(folded, { ...window, from: "1500-01", to: "1700-01" })).slice(0, 2)).toEqual([
      "2019-12",
      "2020-01",
    ]);
  });

  it("by years shows ends of years, and the end", () => {
    expect(ends(playFrom(plain, undefined, 12))).toEqual(["2020-03", "2020-12", "2021-12", "2022-02"]);
    expect(ends(playFrom(folded, undefined, 12))).toEqual(["2019-12", "2020-12", "2021-12"]);
  });

  it("of any window ends, keeps the beginning, and grows with every one", () => {
    fc.assert(
      fc.property(anySpanAndWindow, fc.constantFrom(1 as const, 12 as const), ([of, window], stride) => {
        const windows = playFrom(of, window, stride);
        expect(windows.length).toBeGreaterThan(0);
        expect(windows.at(-1)?.to).toBe(monthText(of.last));
        for (const [i, { from, to, undated }] of windows.entries()) {
          expect(monthOf(from)).toBe(Math.min(monthOf(window.from), of.last));
          expect(undated).toBe(window.undated);
          expect(from <= to).toBe(true);
          if (i > 0) expect(to > windows[i - 1].to).toBe(true);
        }
      }),
    );
  });

  it("takes nothing away again", () => {
    const graph = randomGraph(60, 7);
    const dates = datesFrom(
      Array.from({ length: 60 }, (_, i) =>
        i % 3 === 0 ? "" : monthText(monthOf("2018-01") + ((i * 37) % 50)),
      ),
    );
    const of = spanOf(dates) ?? plain;
    let before: Uint8Array = new Uint8Array(graph.size);
    for (const window of playFrom(of, undefined)) {
      const inside = insideTime(graph, dates, window);
      expect([...before.keys()].filter((i) => before[i] > inside[i])).toEqual([]);
      before = inside;
    }
    expect([...before].every(Boolean)).toBe(true);
  });
});
