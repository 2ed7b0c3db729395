"use client";

import { useQuery } from "@tanstack/react-query";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
/** Said when nothing meets the filter: which condition empties it, and the way back. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Filtered, Filtering } from "@/lib/graph/filter";
import { type Emptying, emptiedBy } from "@/lib/graph/filter-counts";
import type { Graph } from "@/lib/graph/graph";
import { conditionText } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { clearFilter, dropCondition } from "@/lib/view/filter-steps";
import { filterAsked } from "@/lib/view/parts";
import { emptyView, type View } from "@/lib/view/view";
import styles from "./filter.module.css";

/** Ways back that are offered beside the one that clears everything. */
const most = 4;

/** What would be left without one of the conditions; of a part of a map, as the server counts it, once it has. */
function useWays(
  graph: Graph,
  { filter, hiddenKinds }: Filtering,
  filtered: Filtered,
): Emptying[] | undefined {
  const { source } = useAtlas();
  const { conditions } = filtered;
  const view: View = { ...emptyView, filter, hiddenKinds: [...hiddenKinds] };
  const asked = conditions.map(({ about }) => ({ about, filter: filterAsked(dropCondition(view, about)) }));
  const { data } = useQuery({
    queryKey: [source.version, "ways", asked],
    queryFn: async ({ signal }) => {
      const parts = await source.parts?.();
      const left = asked.slice(0, mostAsked).map(async ({ about, filter: without }) => ({
        about,
        left: (await parts?.counts(without, signal))?.members ?? 0,
      }));
      return (await Promise.all(left)).filter((way) => way.left > 0).sort((a, b) => b.left - a.left);
    },
    enabled: graph.part !== undefined && conditions.length > 1,
  });
  if (!graph.part) return emptiedBy(graph, filtered);
  return conditions.length > mostAsked && data?.length === 0 ? undefined : data;
}
/** Conditions that the server is asked to leave out in turn. */
const mostAsked = 8;

export function EmptyResult({
  filtration: { graph, filtering, filtered, speech },
  onFilter,
  inPanel = false,
}: {
  filtration: FilterAtWork;
  /** It stands in the filter's panel and not over the map. */
  inPanel?: boolean;
  onFilter(step: (view: View) => View): void;
}) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const ways = useWays(graph, filtering, filtered);
  return (
    <div
      className={inPanel ? styles.emptyInPanel : styles.empty}
      role="status"
      {...(!inPanel && { "data-floating": true })}
    >
      <p>{w.empty}</p>
      {ways?.length === 0 && filtered.conditions.length > 1 && (
        <p className={styles.muted}>{w.emptyNoSingle}</p>
      )}
      {ways?.slice(0, most).map(({ about, left }) => (
        <button
          key={JSON.stringify(about)}
          type="button"
          className={styles.button}
          onClick={() => onFilter((view) => dropCondition(view, about))}
        >
          {w.emptyWithout(conditionText(about, filtering, speech), formatCount(left, locale))}
        </button>
      ))}
      <button type="button" className={styles.button} onClick={() => onFilter(clearFilter)}>
        {w.clear}
      </button>
    </div>
  );
}
