"use client";

/** The selected relation: both ends, how it reads from either, and what supports it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId } from "@/lib/graph/schema";
import type { RelationKey } from "@/lib/view/view";
import styles from "./detail-panel.module.css";
import { LoadFailed } from "./load-failed";
import { neighborsQuery } from "./queries";
import { Cited, SourceList } from "./sources";

interface RelationPanelProps {
  graph: Graph;
  theme: Theme;
  relation: RelationKey;
  onFly(id: EntityId): void;
}

export function RelationPanel({ graph, theme, relation: { from, type, to }, onFly }: RelationPanelProps) {
  const { t, locale, source } = useAtlas();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    neighborsQuery(source, from, type, "out"),
  );
  const found = data?.pages.flatMap((page) => page?.neighbors ?? []).find(({ entity }) => entity.id === to);
  useEffect(() => {
    if (data && !found && hasNextPage && !isFetching) fetchNextPage();
  }, [data, found, hasNextPage, isFetching, fetchNextPage]);

  const nameOf = (id: EntityId) => graph.names[graph.indexOf(id)][locale];
  const end = (id: EntityId) => (
    <button type="button" className={styles.end} onClick={() => onFly(id)}>
      <KindMark
        ontology={graph.ontology}
        kind={graph.kinds[graph.kind[graph.indexOf(id)]]}
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
      {error ? (
        <LoadFailed error={error} onRetry={() => refetch()} />
      ) : !found ? (
        <p className={styles.skeleton} role="status" aria-label={t.loading} />
      ) : (
        <section className={styles.section}>
          {found.note && (
            <p className={styles.summary}>
              {t.panel.note}: {found.note[locale]}
            </p>
          )}
          <h3 className={styles.title}>
            {t.panel.sources} {found.sources.length === 0 && <Cited sources={[]} />}
          </h3>
          {found.sources.length > 0 ? <SourceList sources={found.sources} /> : <p>{t.panel.unsourcedHint}</p>}
        </section>
      )}
    </article>
  );
}
