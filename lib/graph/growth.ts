/** How entities have grown in number, year by year. */
import { type Dates, datePrecision } from "./dates";

export interface Growth {
  /** Every year from the first to the last, those without any as well. */
  readonly years: readonly { readonly year: number; readonly count: number }[];
  /** How many are dated before the first of them; `Growth.years` begins later where a few are much older. */
  readonly earlier: number;
  readonly undated: number;
}

/** Years that are counted one by one. */
const yearsLimit = 12;

export function growthOf({ first, precision }: Dates, entities: readonly number[]): Growth {
  const dated = entities.filter((entity) => precision[entity] !== datePrecision.none);
  const counts = new Map<number, number>();
  for (const entity of dated) {
    const year = Math.floor(first[entity] / 10_000);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const all = [...counts.keys()].sort((a, b) => a - b);
  const undated = entities.length - dated.length;
  if (all.length === 0) return { years: [], earlier: 0, undated };
  const last = all[all.length - 1];
  const begin = Math.max(all[0], last + 1 - yearsLimit);
  const years = Array.from({ length: last + 1 - begin }, (_, i) => ({
    year: begin + i,
    count: counts.get(begin + i) ?? 0,
  }));
  const later = years.reduce((sum, { count }) => sum + count, 0);
  return { years, earlier: dated.length - later, undated };
}
