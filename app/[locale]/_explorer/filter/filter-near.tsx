"use client";

import { Choice } from "@/app/[locale]/_explorer/choice";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
/** The ego network that the filter asks for: how many steps, in which direction, along which relation types. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { relationsOf } from "@/lib/graph/graph";
import type { Near } from "@/lib/graph/near";
import { readingOf } from "@/lib/graph/ontology-readings";
import { filterWords } from "@/lib/i18n/filter-words";
import { setNear } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";

interface NearSectionProps {
  filtration: FilterAtWork;
  onFilter(step: (view: View) => View): void;
}

export function NearSection({ filtration: { graph, filtering, filtered }, onFilter }: NearSectionProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const { near } = filtering.filter;
  if (!near) return null;
  const set = (part: Partial<Near>) => onFilter((view) => setNear(view, { ...near, ...part }));
  // Types that lead anywhere among what is there, and those that are chosen.
  const there = new Set(near.types);
  filtered.standing.forEach((standing, entity) => {
    if (standing > 0)
      for (const r of relationsOf(graph, entity)) there.add(graph.relationTypes[graph.relations.type[r]]);
  });
  const types = graph.relationTypes.filter((type) => there.has(type));
  return (
    <section className={styles.section} aria-labelledby="filter-near">
      <h3 id="filter-near" className={styles.sectionTitle}>
        {w.near(graph.names[graph.indexOf(near.id)]?.[locale] ?? near.id)}
      </h3>
      <Choice
        label={w.nearDepth}
        options={[1, 2, 3, 4].map((depth) => [depth, String(depth)])}
        value={near.depth}
        onChoose={(depth) => set({ depth })}
      />
      <Choice
        label={w.nearDirection}
        options={(["any", "out", "in"] as const).map((direction) => [direction, w.nearDirections[direction]])}
        value={near.direction}
        onChoose={(direction) => set({ direction })}
      />
      <fieldset className={styles.choice}>
        <legend>{near.types.length === 0 ? `${w.nearTypes}: ${w.nearAllTypes}` : w.nearTypes}</legend>
        {types.map((type) => (
          <label key={type} className={styles.option}>
            <input
              type="checkbox"
              checked={near.types.includes(type)}
              onChange={(event) =>
                set({
                  types: event.target.checked
                    ? [...near.types, type]
                    : near.types.filter((other) => other !== type),
                })
              }
            />
            <span>{readingOf(graph.ontology, type, "out", locale)}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
