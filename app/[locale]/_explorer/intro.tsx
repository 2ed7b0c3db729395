"use client";

/** What this is and what one can do, until the reader has seen it. */
import { type MouseEvent, useSyncExternalStore } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { nameOf } from "./graph-start";
import styles from "./intro.module.css";
import { isIntroDismissed, rememberDismissed } from "./intro-state";
import { Later } from "./panels/later";

const loadPlain = () => import("./intro-plain");
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

/**
 * As it stands on a phone before the map is there, where the server has made it: /theme.js says whether it is to be seen.
 * On a wide screen it would stand before the toolbar, which browsers then paint in parts.
 */
export function IntroBefore({ className }: { className: string | undefined }) {
  const { t, made } = useAtlas();
  return (
    made && (
      <div className={`${styles.before} ${className}`}>
        <section className={styles.intro} aria-label={t.intro.title}>
          <h2 className={styles.title}>{t.intro.title}</h2>
          <div className={styles.made}>{made.start}</div>
        </section>
      </div>
    )
  );
}

interface IntroProps {
  graph: Graph;
  theme: Theme;
  onChoose(id: EntityId): void;
  /** Opens a view of this graph by its parameters; nothing while that cannot be done within the page. */
  onOpen: ((search: string) => void) | undefined;
  /** Shows all questions. */
  onQuestions(): void;
  onDismiss(): void;
}

export function Intro({ graph, theme, onChoose, onOpen, onQuestions, onDismiss }: IntroProps) {
  const { t, locale, graph: called, made } = useAtlas();
  const name = nameOf(called, graph)?.[locale];
  const isAtlas = name === undefined && made !== undefined;
  // The server has made what stands there: what is pressed is told by its address, or by the name that it bears.
  const press = (event: MouseEvent<HTMLElement>) => {
    const target = (event.target as Element).closest<HTMLElement>("a[href], [data-start]");
    if (!target) return;
    if (target.dataset.start === "explore") return onDismiss();
    if (target.dataset.start === "questions") return onQuestions();
    const { pathname, search } = target as HTMLAnchorElement;
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || pathname !== location.pathname;
    if (isElsewhere || !onOpen) return;
    event.preventDefault();
    onOpen(search);
  };
  return (
    <section className={styles.intro} aria-label={name ?? t.intro.title}>
      <button type="button" className={styles.close} aria-label={t.dismiss} onClick={onDismiss}>
        <Icon name="close" size={16} />
      </button>
      <h2 className={styles.title}>{name ?? t.intro.title}</h2>
      {isAtlas ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: what is pressed are the links and buttons in it
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        <div className={styles.made} onClick={press}>
          {made.start}
        </div>
      ) : (
        <Later load={loadPlain}>
          {({ PlainIntro }) => <PlainIntro graph={graph} theme={theme} onChoose={onChoose} />}
        </Later>
      )}
    </section>
  );
}
