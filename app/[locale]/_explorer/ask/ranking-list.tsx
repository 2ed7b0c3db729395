"use client";

/** Entities by rank, each with how it compares to the first. */
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { Bar } from "@/app/[locale]/_explorer/filter/filter-bar";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Measure, Ranked } from "@/lib/graph/centrality";
import { formatCount } from "@/lib/i18n/format";
import { formatScore, rankingWords } from "@/lib/i18n/ranking-words";
import { EntityButton, LongList } from "./ask-parts";
import type { RankingProps } from "./ranking";
import styles from "./ranking.module.css";
import type { Field } from "./ranking-runner";

interface RankingListProps extends Pick<RankingProps, "graph" | "selected" | "onChoose" | "onPoint"> {
  theme: Theme;
  measure: Measure;
  field: Field;
  rows: readonly Ranked[];
  /** Another is being worked out. */
  isOld: boolean;
}

/** Rows before all are asked for, and rows at most. */
const [firstRows, mostRows] = [30, 200];

export function RankingList({
  graph,
  theme,
  measure,
  field: { entities },
  rows,
  selected,
  isOld,
  onChoose,
  onPoint,
}: RankingListProps) {
  const { locale } = useAtlas();
  const w = rankingWords[locale];
  const highest = rows[0]?.score;
  if (highest === undefined) return <p className={shared.muted}>{w.nothing}</p>;
  return (
    <div className={styles.ranked} aria-busy={isOld} data-old={isOld}>
      <LongList items={rows.slice(0, mostRows)} first={firstRows}>
        {({ node, rank, score }) => {
          const entity = entities[node];
          const isSelected = selected.includes(graph.ids[entity]);
          return (
            <li key={entity} className={styles.row} data-selected={isSelected}>
              <span className={styles.rank} aria-hidden="true">
                {formatCount(rank, locale)}
              </span>
              <EntityButton {...{ graph, theme, entity, onChoose, onPoint }}>
                <span className="visually-hidden">
                  {w.rank(formatCount(rank, locale))}
                  {isSelected && ` ${w.isSelected}`}
                </span>
                <span className={styles.score}>{formatScore(measure, score, locale)}</span>
              </EntityButton>
              <Bar className={styles.bar} share={highest > 0 ? score / highest : 0} />
            </li>
          );
        }}
      </LongList>
      {rows.length > mostRows && <p className={shared.muted}>{w.most(formatCount(mostRows, locale))}</p>}
    </div>
  );
}
