"use client";

/** What marks, sizes, lines and tints mean, with counts; a kind is taken out and brought back by a click. */
import { useState } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { formatCount } from "@/lib/i18n/format";
import styles from "./legend.module.css";

interface LegendProps {
  graph: Graph;
  theme: Theme;
  /** By kind, how many entities there are to show; absent where that is not known yet. */
  counts: readonly number[] | undefined;
  hiddenKinds: readonly string[];
  /** Whether sizes stand for something else than importance. */
  isSized: boolean;
  onToggle(kind: string): void;
  onShowAll(): void;
  /** On a phone it fills a sheet of its own and is not folded. */
  foldable: boolean;
}

export function Legend({
  graph,
  theme,
  counts,
  hiddenKinds,
  isSized,
  onToggle,
  onShowAll,
  foldable,
}: LegendProps) {
  const { t, locale } = useAtlas();
  const [folded, setFolded] = useState(false);
  const open = !foldable || !folded;
  // In a panel it is a part of what that is headed.
  const Heading = foldable ? "h2" : "h3";
  return (
    <section className={styles.legend} aria-label={t.legend.title}>
      <header className={styles.header}>
        <Heading className={styles.title}>{t.legend.title}</Heading>
        {hiddenKinds.length > 0 && (
          <button type="button" className={styles.all} onClick={onShowAll}>
            {t.legend.showAll}
          </button>
        )}
        {foldable && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-label={open ? t.legend.collapse : t.legend.open}
            data-open={open}
            onClick={() => setFolded(open)}
          >
            <Icon name="chevron" size={16} />
          </button>
        )}
      </header>
      {open && (
        <>
          <ul className={styles.kinds}>
            {graph.kinds.map((kind, i) => (
              <li key={kind}>
                <button
                  type="button"
                  className={styles.kind}
                  aria-pressed={!hiddenKinds.includes(kind)}
                  title={t.legend.show(graph.ontology.kinds[kind].plural[locale])}
                  data-empty={counts?.[i] === 0}
                  onClick={() => onToggle(kind)}
                >
                  <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={22} />
                  <span className={styles.label}>{graph.ontology.kinds[kind].plural[locale]}</span>
                  <span className={styles.count}>{counts && formatCount(counts[i], locale)}</span>
                </button>
              </li>
            ))}
          </ul>
          <ul className={styles.notes}>
            {!isSized && (
              <li>
                <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
                  <circle cx="4" cy="6" r="2" fill="currentColor" />
                  <circle cx="15" cy="6" r="5" fill="currentColor" />
                </svg>
                {t.legend.size}
              </li>
            )}
            <li>
              <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
                <path d="M2 10 20 2" stroke="currentColor" strokeWidth="1.5" />
              </svg>
              {t.legend.line}
            </li>
            <li>
              <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
                <rect x="1" y="1" width="20" height="10" rx="5" fill="currentColor" opacity="0.3" />
              </svg>
              {t.legend.region}
            </li>
            {graph.part?.regions.some(({ ties }) => ties) && (
              <li>
                <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
                  <path
                    d="M3 10 19 2"
                    stroke="currentColor"
                    strokeWidth="5"
                    strokeLinecap="round"
                    opacity="0.3"
                  />
                </svg>
                {t.legend.band}
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  );
}
