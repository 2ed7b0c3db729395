/** What a filter is, as far as the first picture has to know it, which does without the code that filters. */
import type { Filter } from "./filter-schema";

export type { Filter };

export const standings = ["out", "context", "member"] as const;
export type Standing = (typeof standings)[number];
/** Codes of standings in `Filtered.standing`. */
export const out = 0;
export const context = 1;
export const member = 2;

/** Most of each that a filter holds. */
export const filterLimits = {
  scopes: 12,
  facets: 40,
  values: 60,
  list: 500,
  shown: 40,
  depth: 4,
  types: 60,
  links: 12,
  /** Entities of one link. */
  linked: 60,
} as const;

export const emptyFilter: Filter = {
  scopes: [],
  combine: "any",
  context: 1,
  values: [],
  ranges: [],
  links: [],
  shown: [],
};

/** Whether it leaves out nothing. */
export const isEmptyFilter = ({ scopes, values, ranges, links, list, near }: Filter): boolean =>
  scopes.length + values.length + ranges.length + links.length === 0 &&
  list === undefined &&
  near === undefined;

export type FacetType = "category" | "number" | "date";

/** Stands for "has no value" wherever values are listed. */
export const unknownValue = "?";

/** First and last day of a date that may be no more than a year or a month, as YYYYMMDD. */
export function daysOf(date: string): [first: number, last: number] {
  const [year, month, day] = date.split("-").map(Number);
  const at = (m: number, d: number) => year * 10_000 + m * 100 + d;
  return [at(month ?? 1, day ?? 1), at(month ?? 12, day ?? 31)];
}

/** The ends of a range as they are compared: numbers, or days as YYYYMMDD; open ends are infinite. */
export function rangeBounds(
  type: FacetType,
  from: string | undefined,
  to: string | undefined,
): [least: number, most: number] {
  const least =
    from === undefined ? Number.NEGATIVE_INFINITY : type === "date" ? daysOf(from)[0] : Number(from);
  const most = to === undefined ? Number.POSITIVE_INFINITY : type === "date" ? daysOf(to)[1] : Number(to);
  return [least, most];
}
