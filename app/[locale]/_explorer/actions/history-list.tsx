"use client";

/** The steps that a reader has taken, the latest at the top; any of them can be gone back to. */
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { actionWords } from "@/lib/i18n/action-words";
import { languageTags } from "@/lib/i18n/locale";
import styles from "./palette.module.css";

export interface HistoryEntry {
  /** Its number in the history of the explorer. */
  readonly entry: number;
  /** What the step did that led there (lib/view/describe.ts). */
  readonly label: string;
  /** When it was taken, in milliseconds since 1970. */
  readonly when?: number | undefined;
}

interface HistoryListProps {
  /** In any order. */
  entries: readonly HistoryEntry[];
  /** The number of the one that is on the screen. */
  current: number;
  onJump(entry: number): void;
  onClose(): void;
}

export function HistoryList({ entries, current, onJump, onClose }: HistoryListProps) {
  const { t, locale } = useAtlas();
  const w = actionWords[locale].history;
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector<HTMLElement>("[aria-current]")?.focus();
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body)
        before.focus({ preventScroll: true });
    };
  }, []);
  const steer = (event: KeyboardEvent) => {
    const steps = [...(panel.current?.querySelectorAll<HTMLElement>("li button") ?? [])];
    const at = steps.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, HTMLElement | undefined> = {
      ArrowDown: steps[at + 1],
      ArrowUp: steps[Math.max(0, at - 1)],
      Home: steps[0],
      End: steps[steps.length - 1],
    };
    if (event.key === "Escape") onClose();
    else if (!(event.key in to) || event.ctrlKey || event.metaKey || event.altKey) return;
    else to[event.key]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const time = new Intl.DateTimeFormat(languageTags[locale], { hour: "2-digit", minute: "2-digit" });
  return (
    <aside ref={panel} className={styles.history} aria-labelledby="history-title" data-floating>
      <header className={styles.header}>
        <h2 id="history-title" className={styles.title}>
          {w.title}
        </h2>
        <button
          type="button"
          className={styles.close}
          aria-label={t.close}
          onClick={onClose}
          onKeyDown={steer}
        >
          <Icon name="close" />
        </button>
      </header>
      <p className={styles.note}>{w.hint}</p>
      <ol className={styles.steps} data-scroll>
        {entries
          .toSorted((a, b) => b.entry - a.entry)
          .map(({ entry, label, when }) => (
            <li key={entry}>
              <button
                type="button"
                className={styles.step}
                aria-current={entry === current ? "step" : undefined}
                data-ahead={entry > current}
                onClick={() => onJump(entry)}
                onKeyDown={steer}
              >
                <span className={styles.name}>{label}</span>
                {entry === current ? (
                  <span className={styles.now}>{w.current}</span>
                ) : (
                  when !== undefined && (
                    <time className={styles.aside} dateTime={new Date(when).toISOString()}>
                      {time.format(when)}
                    </time>
                  )
                )}
              </button>
            </li>
          ))}
      </ol>
    </aside>
  );
}
