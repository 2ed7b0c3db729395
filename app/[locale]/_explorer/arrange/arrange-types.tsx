"use client";

import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
/** Which relation types are drawn. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { formatCount } from "@/lib/i18n/format";
import { setHiddenTypes, toggleType } from "@/lib/view/explore-steps";
import type { View } from "@/lib/view/view";
import styles from "./arrange.module.css";
import { Section } from "./arrange-section";

interface TypesSectionProps {
  graph: Graph;
  hiddenTypes: readonly string[];
  /** By relation type, how many relations could be drawn. */
  counts: readonly number[];
  onStep(step: (view: View) => View): void;
}

export function TypesSection({ graph, hiddenTypes, counts, onStep }: TypesSectionProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const types = graph.relationTypes
    .map((type, i) => ({ type, count: counts[i] ?? 0, isOn: !hiddenTypes.includes(type) }))
    .filter(({ count, isOn }) => count > 0 || !isOn)
    .sort((a, b) => b.count - a.count);
  return (
    <Section title={w.types}>
      {types.length === 0 && <p className={shared.muted}>{w.noTypes}</p>}
      {types.length > 0 && (
        <>
          <fieldset className={styles.list}>
            <legend>{w.typesHint}</legend>
            {types.map(({ type, count, isOn }) => (
              <label key={type} className={styles.row}>
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={() => onStep((now) => toggleType(now, type))}
                />
                <span>{readingOf(graph.ontology, type, "out", locale)}</span>
                <span className={shared.count}>{formatCount(count, locale)}</span>
              </label>
            ))}
          </fieldset>
          <div className={shared.actions}>
            <button
              type="button"
              className={shared.button}
              onClick={() => onStep((now) => setHiddenTypes(now, []))}
            >
              {w.allOn}
            </button>
            <button
              type="button"
              className={shared.button}
              onClick={() => onStep((now) => setHiddenTypes(now, graph.relationTypes))}
            >
              {w.allOff}
            </button>
          </div>
        </>
      )}
    </Section>
  );
}
