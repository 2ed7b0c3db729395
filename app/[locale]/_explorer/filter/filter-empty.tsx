"use client";

import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
/** Said when nothing meets the filter: which condition empties it, and the way back. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { emptiedBy } from "@/lib/graph/filter-counts";
import { conditionText } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { clearFilter, dropCondition } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";

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
  const ways = emptiedBy(graph, filtered);
  return (
    <div
      className={inPanel ? styles.emptyInPanel : styles.empty}
      role="status"
      {...(!inPanel && { "data-floating": true })}
    >
      <p>{w.empty}</p>
      {ways.length === 0 && <p className={styles.muted}>{w.emptyNoSingle}</p>}
      {ways.slice(0, 4).map(({ about, left }) => (
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
