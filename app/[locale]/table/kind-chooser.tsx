"use client";

/** Of which kind the rows are, with how many the filter leaves of each. */
import { useEffect, useRef } from "react";
import { KindSign } from "@/app/[locale]/_pages/entity-link";
import type { Locale, Text } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import styles from "./table.module.css";
import { useSideEdges } from "./table-page";

interface KindChooserProps {
  kinds: readonly { readonly kind: string; readonly plural: Text }[];
  /** Empty until they are known. */
  counts: readonly number[];
  chosen: string | undefined;
  locale: Locale;
  live: boolean;
  onChoose(kind: string | undefined): void;
}

export function KindChooser({ kinds, counts, chosen, locale, live, onChoose }: KindChooserProps) {
  const w = tableWords[locale];
  const list = useRef<HTMLDivElement>(null);
  useSideEdges(list, counts);
  // Where they do not all fit, the chosen one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew when it changes.
  useEffect(() => {
    const [room, button] = [list.current, list.current?.querySelector<HTMLElement>('[aria-pressed="true"]')];
    if (room && button)
      room.scrollLeft = button.offsetLeft - room.offsetLeft - (room.clientWidth - button.offsetWidth) / 2;
  }, [chosen]);
  const all = counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined;
  const button = (kind: string | undefined, label: string, count: number | undefined) => (
    <button
      key={kind ?? "*"}
      type="button"
      className={styles.kind}
      aria-pressed={chosen === kind}
      // Not disabled: by keyboard alone, what does not fit on a small screen could not be reached before.
      aria-disabled={!live || undefined}
      onClick={() => live && onChoose(kind)}
    >
      {kind && <KindSign kind={kind} size={16} />}
      <span>{label}</span>
      {count !== undefined && <span className={styles.count}>{formatCount(count, locale)}</span>}
    </button>
  );
  return (
    <div ref={list} className={styles.kinds} role="group" aria-label={w.kinds}>
      {kinds.map(({ kind, plural }, i) => button(kind, plural[locale], counts[i]))}
      {button(undefined, w.allKinds, all)}
    </div>
  );
}
