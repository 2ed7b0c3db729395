/** Filters that the contracts of stores try on the small graphs. */
import fc from "fast-check";
import type { Filtering } from "@/lib/graph/filter";

/** Filters of every sort. */
export const anyFiltering: fc.Arbitrary<Filtering> = fc
  .record({
    scopes: fc.subarray(["organization/baidu", "organization/lab", "organization/meta"]),
    combine: fc.constantFrom("any" as const, "all" as const),
    context: fc.constantFrom(0 as const, 1 as const, 2 as const),
    values: fc.subarray([
      { facet: "access", any: ["?"], not: [] },
      { facet: "developer_country", any: ["CN"], not: [] },
      { facet: "named", any: [], not: ["yes"] },
    ]),
    ranges: fc.subarray([{ facet: "released", from: "2019", to: "2020-01", unknown: true }], {
      maxLength: 1,
    }),
    links: fc.subarray([
      { type: "based_on", direction: "out" as const, ids: ["model/ernie", "model/llama"] },
      { type: "developed_by", direction: "out" as const, ids: ["organization/baidu"] },
      { type: "trained_on", direction: "in" as const, ids: ["model/ernie"] },
    ]),
    list: fc.option(fc.subarray(["model/ernie", "model/ernie-2", "model/llama", "dataset/c4"]), {
      nil: undefined,
      freq: 4,
    }),
    shown: fc.subarray(["dataset/c4", "model/ernie"]),
  })
  .map(({ list, ...rest }) => ({ ...rest, ...(list && { list }) }))
  .chain((filter) =>
    fc.record({
      filter: fc.constant(filter),
      hiddenKinds: fc.subarray(["dataset", "model"], { maxLength: 1 }),
    }),
  );
