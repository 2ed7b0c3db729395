"use client";

/** The slim bar at the bottom of an embedded view: what it is, whose, and the way to the atlas. */
import { useState } from "react";
import { Notices } from "@/app/[locale]/_explorer/notices";
import { useShortQuery } from "@/app/[locale]/_explorer/share/short-query";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { SavedView } from "@/lib/api/views-contract";
import type { Graph } from "@/lib/graph/graph";
import { embedWords } from "@/lib/i18n/embed-words";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { questionTitle } from "@/lib/view/question-title";
import { emptyView, type View, type ViewProblem } from "@/lib/view/view";
import styles from "./embed.module.css";

interface EmbedBarProps {
  saved: SavedView | undefined;
  view: View;
  graph: Graph;
  /** Whether the reader has changed more than where to look. */
  isChanged: boolean;
  problems: readonly ViewProblem[];
  onForgetProblems(): void;
}

export function EmbedBar({ saved, view, graph, isChanged, problems, onForgetProblems }: EmbedBarProps) {
  const { t, locale } = useAtlas();
  const w = embedWords[locale].frame;
  const [told, setTold] = useState(false);
  const query = useShortQuery(queryInGraph(view));
  const own = `${pageOf(locale, view.graph)}${query ? `?${query}` : ""}`;
  const title = saved?.title ?? (view.question && questionTitle(view.question, graph, locale));
  const name = view.graph === emptyView.graph ? undefined : graph.ontology.graph.name[locale];
  const details = [
    saved?.author && w.by(saved.author),
    saved?.frozen && w.frozen((saved.frozenFrom ?? saved.dataVersion).slice(0, 8)),
  ].filter(Boolean);
  return (
    <>
      <footer className={styles.bar}>
        {problems.length > 0 && (
          <button
            type="button"
            className={styles.warning}
            aria-label={w.problems}
            title={w.problems}
            aria-expanded={told}
            onClick={() => setTold(!told)}
          >
            <Icon name="info" size={16} />
          </button>
        )}
        <p className={styles.about} title={[title ?? name, ...details].filter(Boolean).join(" · ")}>
          <strong>{title ?? name ?? t.product}</strong>
          {details.length > 0 && <span className={styles.details}>{details.join(" · ")}</span>}
        </p>
        <a
          className={styles.open}
          href={saved && !isChanged ? `/v/${saved.id}` : own}
          target="_blank"
          rel="noopener"
          aria-label={`${w.openIn} (${w.newWindow})`}
        >
          <span className={styles.openLong}>{title ? w.openIn : w.open}</span>
          <span className={styles.openShort}>{w.open}</span>
          <Icon name="external" size={14} />
        </a>
      </footer>
      {told && (
        <Notices
          problems={problems}
          onDismiss={() => {
            setTold(false);
            onForgetProblems();
          }}
        />
      )}
    </>
  );
}
