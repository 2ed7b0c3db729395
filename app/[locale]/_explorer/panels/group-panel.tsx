"use client";

/** What a group holds, whether it is one node or spread out: how many of which kind, its foremost, and what it is tied to. */
import type { ReactNode } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Text } from "@/lib/graph/schema";
import { expandWords } from "@/lib/i18n/expand-words";
import { formatCount } from "@/lib/i18n/format";
import styles from "./several.module.css";

interface GroupPanelProps {
  /** The whole graph, in which nothing is closed. */
  graph: Graph;
  theme: Theme;
  label: Text;
  /** It is shown as one node. */
  isClosed: boolean;
  /** Indices into the graph, the most important first. */
  members: readonly number[];
  byKind: readonly { readonly kind: string; readonly count: number }[];
  /** To other groups and to entities, with numbers of relations. */
  ties: readonly { readonly label: Text; readonly count: number; readonly id?: EntityId | undefined }[];
  /** Opens a closed group, and closes an open one. */
  onOpen(): void;
  onKeepOnly(): void;
  onChoose(id: EntityId): void;
}

/** Members that are named. */
const namedMembers = 20;

export function GroupPanel({
  graph,
  theme,
  label,
  isClosed,
  members,
  byKind,
  ties,
  onOpen,
  onKeepOnly,
  onChoose,
}: GroupPanelProps) {
  const { locale } = useAtlas();
  const w = expandWords[locale].group;
  const { kinds } = graph.ontology;
  const mark = (kind: string) => <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />;
  return (
    <article className={styles.several} aria-labelledby="group-title">
      <header className={styles.header}>
        <h2 id="group-title" className={styles.title}>
          {label[locale]}
        </h2>
        <p className={styles.muted}>
          {[w.size(members.length), ...(isClosed ? [w.isClosed] : [])].join(" · ")}
        </p>
      </header>
      <p className={styles.actions}>
        <button type="button" className={styles.button} onClick={onOpen}>
          <Icon name={isClosed ? "plus" : "minus"} size={16} />
          {isClosed ? w.open : w.close}
        </button>
        <button type="button" className={styles.button} onClick={onKeepOnly}>
          <Icon name="filter" size={16} />
          {w.keepOnly}
        </button>
      </p>
      <Section title={w.kinds}>
        <ul className={styles.kinds}>
          {byKind.map(({ kind, count }) => (
            <li key={kind} className={styles.kind}>
              {mark(kind)}
              {kinds[kind]?.plural[locale] ?? kind}
              <span className={styles.count}>{formatCount(count, locale)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={w.members}>
        <ul className={styles.list}>
          {members.slice(0, namedMembers).map((entity) => (
            <li key={entity}>
              <button type="button" className={styles.entity} onClick={() => onChoose(graph.ids[entity])}>
                {mark(graph.kinds[graph.kind[entity]])}
                {graph.names[entity][locale]}
              </button>
            </li>
          ))}
        </ul>
        {members.length > namedMembers && (
          <p className={styles.muted}>{w.more(members.length - namedMembers)}</p>
        )}
      </Section>
      <Section title={w.ties}>
        {ties.length === 0 && <p className={styles.muted}>{w.noTies}</p>}
        <ul className={styles.list}>
          {ties.map(({ id, label: other, count }) => (
            <li key={id ?? other.en} className={styles.row}>
              {id === undefined ? (
                <span className={styles.plain}>{other[locale]}</span>
              ) : (
                <button type="button" className={styles.entity} onClick={() => onChoose(id)}>
                  {other[locale]}
                </button>
              )}
              <span className={styles.count}>{w.tie(count)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </article>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.subtitle}>{title}</h3>
      {children}
    </section>
  );
}
