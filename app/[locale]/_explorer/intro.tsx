"use client";

/** What this is and what one can do, until the reader has seen it. */
import { type ReactNode, useSyncExternalStore } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { formatCount, formatShare } from "@/lib/i18n/format";
import { nameOf } from "./graph-start";
import styles from "./intro.module.css";
import { isIntroDismissed, rememberDismissed } from "./intro-state";

const listeners = new Set<() => void>();
let dismissedHere = false;

/** Whether the reader has put the introduction away; yes while the page is built ahead, so that nothing flashes up. */
export function useIntro(): [shown: boolean, dismiss: () => void] {
  const dismissed = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => dismissedHere || isIntroDismissed(),
    () => true,
  );
  return [!dismissed, dismiss];
}

function dismiss(): void {
  dismissedHere = true;
  rememberDismissed();
  for (const changed of listeners) changed();
}

interface IntroProps {
  graph: Graph;
  theme: Theme;
  onChoose(id: EntityId): void;
  onDismiss(): void;
  /** What else one can begin with; comes later, into room that is kept for it. */
  children?: ReactNode;
}

export function Intro({ graph, theme, onChoose, onDismiss, children }: IntroProps) {
  const { t, locale, graph: called } = useAtlas();
  const name = nameOf(called, graph)?.[locale];
  let sourced = 0;
  for (const one of graph.relations.sourced) sourced += one;
  return (
    <section className={styles.intro} aria-label={name ?? t.intro.title}>
      <button type="button" className={styles.close} aria-label={t.dismiss} onClick={onDismiss}>
        <Icon name="close" size={16} />
      </button>
      <h2 className={styles.title}>{name ?? t.intro.title}</h2>
      {name === undefined && <p>{t.tagline}</p>}
      <p className={styles.counts}>
        {t.intro.counts(
          formatCount(graph.size, locale),
          formatCount(graph.relations.size, locale),
          // A graph from elsewhere may know of no sources.
          sourced > 0 ? formatShare(sourced / graph.relations.size, locale) : undefined,
        )}
      </p>
      <p className={styles.steps}>{t.intro.steps}</p>
      <p className={styles.examples}>
        <span className={styles.try}>{t.intro.try}</span>
        {examplesOf(graph).map((entity) => (
          <button
            key={entity}
            type="button"
            className={styles.example}
            onClick={() => onChoose(graph.ids[entity])}
          >
            <KindMark
              ontology={graph.ontology}
              kind={graph.kinds[graph.kind[entity]]}
              theme={theme}
              size={16}
            />
            {graph.names[entity][locale]}
          </button>
        ))}
      </p>
      {children !== undefined && (
        <div className={styles.questions} data-kept={name === undefined}>
          {children}
        </div>
      )}
    </section>
  );
}

/** The most important entity of each of the first kinds. */
function examplesOf(graph: Graph): number[] {
  return graph.kinds.slice(0, 6).flatMap((_, kind) => {
    const first = graph.kind.indexOf(kind);
    return first < 0 ? [] : [first];
  });
}
