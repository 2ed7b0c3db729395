"use client";

/** The selected relation: both ends, how it reads from either, and what supports it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { neighborsQuery } from "@/app/[locale]/_explorer/queries";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId } from "@/lib/graph/schema";
import { exploreWords } from "@/lib/i18n/explore-words";
import { formatCount } from "@/lib/i18n/format";
import { panelWords } from "@/lib/i18n/panel-words";
import type { Scene } from "@/lib/view/scene";
import { findRelation, formatSelection, type RelationKey } from "@/lib/view/view";
import styles from "./detail-panel.module.css";
import { Cited, SourceList } from "./sources";

interface RelationPanelProps {
  graph: Graph;
  /** What is drawn: an end may be a closed group. */
  scene: Scene;
  theme: Theme;
  relation: RelationKey;
  /** All relations between the two, this one among them. */
  parallels: readonly RelationKey[];
  onSelect(relation: RelationKey): void;
  onFly(id: EntityId): void;
}

export function RelationPanel(props: RelationPanelProps) {
  const { t, locale } = useAtlas();
  const { graph, scene, theme, relation, parallels, onSelect, onFly } = props;
  const { from, type, to } = relation;
  const w = exploreWords[locale];
  const drawn = scene.graph;
  const nameOf = (id: EntityId) => drawn.names[drawn.indexOf(id)]?.[locale] ?? id;
  const end = (id: EntityId) => (
    <button type="button" className={styles.end} onClick={() => onFly(id)}>
      <KindMark
        ontology={drawn.ontology}
        kind={drawn.kinds[drawn.kind[drawn.indexOf(id)]]}
        theme={theme}
        size={24}
      />
      {nameOf(id)}
    </button>
  );
  return (
    <article className={styles.detail} aria-labelledby="detail-name">
      <header className={styles.header}>
        <p className={styles.kind}>{t.panel.relation}</p>
        <h2 id="detail-name" tabIndex={-1} className={styles.sentence}>
          <span className="visually-hidden">{`${nameOf(from)} ${readingOf(graph.ontology, type, "out", locale)} ${nameOf(to)}`}</span>
        </h2>
      </header>
      {end(from)}
      <p className={styles.reading}>
        <span>↓ {readingOf(graph.ontology, type, "out", locale)}</span>
        <span className={styles.muted}>↑ {readingOf(graph.ontology, type, "in", locale)}</span>
      </p>
      {end(to)}
      {parallels.length > 1 && (
        <section className={styles.section}>
          <h3 className={styles.title}>{w.parallels(formatCount(parallels.length, locale))}</h3>
          <ul className={styles.list}>
            {parallels.map((one) => (
              <li key={formatSelection(one)}>
                <button
                  type="button"
                  className={styles.link}
                  aria-current={formatSelection(one) === formatSelection(relation)}
                  onClick={() => onSelect(one)}
                >
                  {one.from === from ? "↓" : "↑"} {readingOf(graph.ontology, one.type, "out", locale)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {graph.indexOf(from) < 0 || graph.indexOf(to) < 0 ? (
        <p className={styles.muted}>{w.held(formatCount(countOf(drawn, relation), locale))}</p>
      ) : (
        <Support key={formatSelection(relation)} relation={relation} />
      )}
    </article>
  );
}

/** How many relations one of a closed group stands for. */
const countOf = (graph: Graph, key: RelationKey): number =>
  graph.relations.count?.[findRelation(graph, key)] ?? 1;

/** What is said of a relation beside its ends, and what supports it. */
function Support({ relation: { from, type, to } }: { relation: RelationKey }) {
  const { t, locale, source } = useAtlas();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    neighborsQuery(source, from, type, "out"),
  );
  const found = data?.pages.flatMap((page) => page?.neighbors ?? []).find(({ entity }) => entity.id === to);
  useEffect(() => {
    if (data && !found && hasNextPage && !isFetching && !error) fetchNextPage();
  }, [data, found, hasNextPage, isFetching, error, fetchNextPage]);
  if (error) return <LoadFailed error={error} onRetry={() => refetch()} />;
  if (!found) return <p className={styles.skeleton} role="status" aria-label={t.loading} />;
  return (
    <section className={styles.section}>
      {found.note && (
        <p className={styles.summary}>
          {panelWords[locale].note}: {found.note[locale]}
        </p>
      )}
      <h3 className={styles.title}>
        {panelWords[locale].sources} {found.sources.length === 0 && <Cited sources={[]} />}
      </h3>
      {found.sources.length > 0 ? (
        <SourceList sources={found.sources} />
      ) : (
        <p>{panelWords[locale].unsourcedHint}</p>
      )}
    </section>
  );
}
