"use client";

import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
/** What is active, one chip for each condition; a chip removes it. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Condition } from "@/lib/graph/filter";
import { conditionText } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { clearFilter, dropCondition, dropShown, toggleScope } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";

interface FilterChipsProps {
  filtration: FilterAtWork;
  /** What else stands among the conditions. */
  more: readonly Chip[];
  /** Where the kinds are chosen elsewhere, they are no condition among the others. */
  withoutKinds?: boolean;
  onFilter(step: (view: View) => View): void;
}

export interface Chip {
  readonly key: string;
  readonly text: string;
  drop(view: View): View;
}

export function FilterChips({ filtration, more, withoutKinds = false, onFilter }: FilterChipsProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const all = filtration.isActive ? chipsOf(filtration, locale) : [];
  const conditions = withoutKinds ? all.filter(({ key }) => key !== kindsKey) : all;
  const chips = [...conditions, ...more];
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={w.chips} data-floating>
      {chips.map(({ key, text, drop }) => (
        <li key={key}>
          <button
            type="button"
            className={styles.chip}
            aria-label={w.remove(text)}
            title={w.remove(text)}
            onClick={() => onFilter(drop)}
          >
            <span className={styles.chipText}>{text}</span>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      {conditions.length > 1 && (
        <li>
          <button type="button" className={styles.chipClear} onClick={() => onFilter(clearFilter)}>
            {w.clear}
          </button>
        </li>
      )}
    </ul>
  );
}

const keyOf = (about: Condition["about"]): string => JSON.stringify(about);
const kindsKey = keyOf({ type: "kinds" });

/** One for each scope that is chosen by any, one for each other condition. */
function chipsOf({ filtering, filtered, speech, graph }: FilterAtWork, locale: "zh" | "en"): Chip[] {
  const { filter } = filtering;
  const chipOf = (about: Condition["about"]): Chip => ({
    key: keyOf(about),
    text: conditionText(about, filtering, speech),
    drop: (view) => dropCondition(view, about),
  });
  // A question has a chip of its own.
  const abouts = filtered.conditions.map(({ about }) => about).filter(({ type }) => type !== "answer");
  const chips = abouts.flatMap((about) =>
    about.type === "scope" && filter.combine === "any"
      ? filter.scopes.map(
          (scope): Chip => ({
            key: scope,
            text: graph.names[graph.indexOf(scope)]?.[locale] ?? scope,
            drop: (view) => toggleScope(view, scope),
          }),
        )
      : [chipOf(about)],
  );
  if (filter.shown.length === 0) return chips;
  const text = filterWords[locale].shownAnyway(formatCount(filter.shown.length, locale));
  return [...chips, { key: "shown", text, drop: dropShown }];
}
