"use client";

/** The values of a facet with what each would leave; a click chooses, a second one refuses, a third takes back. */
import { useId, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { useNamesOf } from "@/app/[locale]/_explorer/parts/use-names";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { FacetDefinition } from "@/lib/graph/facet-table";
import type { FacetCounts } from "@/lib/graph/filter-counts";
import { unknownValue } from "@/lib/graph/filter-value";
import { valueLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { valuesInFacets } from "@/lib/store/store";
import { turnValue } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";
import { Bar } from "./filter-bar";

interface FacetValuesProps {
  definition: FacetDefinition;
  filtration: FilterAtWork;
  counts: FacetCounts;
  onFilter(step: (view: View) => View): void;
}

/** Values shown before the reader asks for all, and from how many on they can be searched. */
const firstValues = 8;

export function FacetValues({ definition, filtration, counts, onFilter }: FacetValuesProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const [all, setAll] = useState(false);
  const [text, setText] = useState("");
  const hint = useId();
  const { key } = definition;
  const { any = [], not = [] } = filtration.filtering.filter.values.find(({ facet }) => facet === key) ?? {};
  const values = [...counts.values.keys()];
  // Of values that are entities of a large graph, those are named first that a list begins with.
  useNamesOf(filtration.graph, values, (all || text !== "") && !definition.fact && !definition.builtIn);
  const rows = rowsOf(definition, filtration, counts, [...any, ...not]);
  const wanted = text.trim().toLowerCase();
  const found = wanted ? rows.filter(({ label }) => label.toLowerCase().includes(wanted)) : rows;
  const shown =
    all || wanted
      ? found
      : found.filter(({ value }, i) => i < firstValues || any.includes(value) || not.includes(value));
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div className={styles.values}>
      <p id={hint} className="visually-hidden">
        {w.turnHint}
      </p>
      {rows.length > firstValues && (
        <input
          type="search"
          className={styles.find}
          placeholder={w.findValue}
          aria-label={w.findValue}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul>
        {shown.map(({ value, label, count }) => {
          const state = any.includes(value) ? "chosen" : not.includes(value) ? "refused" : undefined;
          return (
            <li key={value}>
              <button
                type="button"
                className={styles.value}
                data-state={state}
                aria-describedby={hint}
                onClick={() => onFilter((view) => turnValue(view, key, value))}
              >
                <Bar share={count / most} />
                <span className={styles.box} aria-hidden="true" />
                <span className={styles.valueName}>{label}</span>
                <span className="visually-hidden">{w[state ?? "unchosen"]}</span>
                <span className={styles.count}>{formatCount(count, locale)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && <p className={styles.muted}>{wanted ? w.noValue : w.noneLeft}</p>}
      {filtration.graph.part && values.length >= valuesInFacets && (all || wanted) && (
        <p className={styles.muted}>{w.firstOf(formatCount(valuesInFacets, locale))}</p>
      )}
      {!wanted && found.length > firstValues && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? w.fewerValues : w.moreValues(formatCount(found.length - shown.length, locale))}
        </button>
      )}
    </div>
  );
}

interface Row {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Most members first; the value "unknown" last; what is chosen even where it would leave nothing. */
function rowsOf(
  definition: FacetDefinition,
  { speech }: FilterAtWork,
  { values, unknown }: FacetCounts,
  chosen: readonly string[],
): Row[] {
  const row = (value: string, count: number): Row => ({
    value,
    label: valueLabel(definition, value, speech),
    count,
  });
  const known = [...values].map(([value, count]) => row(value, count));
  // Sections keep their order.
  if (definition.builtIn !== "section")
    known.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  else known.sort((a, b) => a.value.localeCompare(b.value, "en", { numeric: true }));
  const absent = chosen
    .filter((value) => value !== unknownValue && !values.has(value))
    .map((value) => row(value, 0));
  const isUnknownShown = unknown > 0 || chosen.includes(unknownValue);
  return [...known, ...absent, ...(isUnknownShown ? [row(unknownValue, unknown)] : [])];
}
