/** Which entities are rows, and in which order. */
import type { Filtered } from "@/lib/graph/filter";
import { member } from "@/lib/graph/filter-value";
import { searchGraph, searchIndexOf } from "@/lib/graph/search";
import type { Column } from "./columns";
import { ranksOf, type Speech } from "./values";

/** One key that rows are sorted by. */
export interface SortKey {
  /** Key of a column, which need not be shown. */
  readonly column: string;
  readonly falling: boolean;
}

/** Most keys to sort by. */
export const sortLimit = 3;

/**
 * The rows as entities: members of the filter that the text is found in, the most important first unless something else
 * is asked for. What is not known comes last either way, and equals keep their order.
 *
 * @param columns all that can be sorted by; keys of none are passed over
 */
export function rowsOf(
  { standing }: Pick<Filtered, "standing">,
  speech: Speech,
  { find, sort, columns }: { find: string; sort: readonly SortKey[]; columns: readonly Column[] },
): number[] {
  const found = foundBy(find, speech);
  const rows: number[] = [];
  for (let entity = 0; entity < speech.graph.size; entity++)
    if (standing[entity] === member && (!found || found.has(entity))) rows.push(entity);
  const keys = sort.flatMap(({ column: key, falling }) => {
    const column = columns.find((one) => one.key === key);
    return column ? [{ ranks: knownRanks(column, speech, falling), turn: falling ? -1 : 1 }] : [];
  });
  if (keys.length === 0) return rows;
  return rows.sort((a, b) => {
    for (const { ranks, turn } of keys) {
      const [first, second] = [ranks[a], ranks[b]];
      const isKnown = [first, second].map((rank) => !Number.isNaN(rank));
      if (isKnown[0] !== isKnown[1]) return isKnown[0] ? -1 : 1;
      if (isKnown[0] && first !== second) return (first - second) * turn;
    }
    return a - b;
  });
}

/** By name, alias or pinyin; slips are not forgiven, since what does not fit is to be out of the way. */
function foundBy(find: string, { graph }: Speech): ReadonlySet<number> | undefined {
  if (find.trim() === "") return undefined;
  const hits = searchGraph(searchIndexOf(graph), find, { limit: graph.size, slips: false });
  return new Set(hits.map(({ entity }) => entity));
}

const known = new WeakMap<Speech, Map<string, Float64Array>>();

/** Worked out once for each column of the same speech. */
function knownRanks(column: Column, speech: Speech, falling: boolean): Float64Array {
  const all = known.get(speech) ?? new Map<string, Float64Array>();
  known.set(speech, all);
  const key = `${column.key} ${falling}`;
  const ranks = all.get(key) ?? ranksOf(column, speech, falling);
  all.set(key, ranks);
  return ranks;
}

/** What a press on a column's head makes of the order: rising, falling, as it was before. */
export function turnSort(
  sort: readonly SortKey[],
  column: string,
  { first, adds }: { readonly first: "rising" | "falling"; readonly adds: boolean },
): SortKey[] {
  const falling = first === "falling";
  const before = sort.find((key) => key.column === column);
  const next = !before
    ? { column, falling }
    : before.falling === falling
      ? { column, falling: !falling }
      : undefined;
  if (!adds) return next ? [next] : [];
  const others = sort.filter((key) => key.column !== column);
  if (!next) return others;
  const at = before ? sort.indexOf(before) : others.length;
  return others.toSpliced(at, 0, next).slice(0, sortLimit);
}
