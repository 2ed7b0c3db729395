"use client";

/** How many entities an answer has of each kind, and of whatever else the ontology groups by. */
import { useId, useMemo, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { Bar } from "@/app/[locale]/_explorer/filter/filter-bar";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Text } from "@/lib/graph/schema";
import { inside } from "@/lib/i18n/arrange-words";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { divisionBy, type Speech } from "@/lib/view/grouping";
import { exploreLimits } from "@/lib/view/view";
import styles from "./ask.module.css";
import type { AnswerProps } from "./ask-parts";

interface TotalsProps extends Pick<AnswerProps<"lineage">, "graph" | "onSelectMany"> {
  speech: Speech;
  entities: readonly number[];
  /** Whether there are more, which are not here. */
  isPartly: boolean;
}

/** Most that can be selected together. */
const selectable = exploreLimits.also + 1;
/** Values of each that stand there before all are asked for. */
const firstValues = 5;

export function AnswerTotals({ graph, speech, entities, isPartly, onSelectMany }: TotalsProps) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const totals = useMemo(
    () =>
      ["kind", ...Object.keys(graph.ontology.groupings ?? {})].flatMap((key) =>
        totalsBy(speech, key, entities),
      ),
    [graph, speech, entities],
  );
  return (
    <section className={styles.section}>
      <h3 className={shared.sectionTitle}>{w.totals.title}</h3>
      {isPartly && (
        <p className={shared.muted}>{partWords[locale].totalsHere(formatCount(entities.length, locale))}</p>
      )}
      {totals.map(({ key, label, values }) => (
        <Total
          key={key}
          label={w.totals.by(inside(label[locale]))}
          values={values.map(({ value, name, entities: those }) => ({
            value,
            name: name[locale],
            entities: those,
          }))}
          most={values[0]?.entities.length ?? 1}
          onSelect={(those) => onSelectMany(those.map((entity) => graph.ids[entity]))}
        />
      ))}
    </section>
  );
}

interface TotalProps {
  label: string;
  values: readonly {
    readonly value: string | undefined;
    readonly name: string;
    readonly entities: readonly number[];
  }[];
  /** The largest number, which the others are drawn against. */
  most: number;
  onSelect(entities: readonly number[]): void;
}

function Total({ label, values, most, onSelect }: TotalProps) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const [all, setAll] = useState(false);
  const id = useId();
  return (
    <div className={styles.total}>
      <h4 id={id} className={styles.hop}>
        {label}
      </h4>
      <ul className={styles.bars} aria-labelledby={id}>
        {(all ? values : values.slice(0, firstValues)).map(({ value, name, entities }) => {
          const count = formatCount(entities.length, locale);
          return (
            <li key={value ?? ""}>
              <button type="button" className={styles.bar} onClick={() => onSelect(entities)}>
                <Bar share={entities.length / most} />
                <span>{name}</span>
                <span className={shared.count}>{count}</span>
                <span className="visually-hidden">
                  {entities.length > selectable
                    ? w.totals.selectMost(formatCount(selectable, locale))
                    : w.totals.select}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {values.length > firstValues && (
        <button type="button" className={shared.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? w.showFirst : w.totals.more(formatCount(values.length - firstValues, locale))}
        </button>
      )}
    </div>
  );
}

interface TotalOf {
  readonly key: string;
  readonly label: Text;
  readonly values: readonly {
    /** Absent for those without one. */
    readonly value: string | undefined;
    readonly name: Text;
    readonly entities: readonly number[];
  }[];
}

/** By what a key stands for, the most frequent value first; those without a value come last. */
function totalsBy(speech: Speech, key: string, entities: readonly number[]): TotalOf[] {
  const division = divisionBy(speech, key);
  if (!division) return [];
  const byValue = new Map<string | undefined, number[]>();
  for (const entity of entities) {
    const value = division.valueOf(entity);
    byValue.set(value, [...(byValue.get(value) ?? []), entity]);
  }
  const values = [...byValue].sort(
    ([a, some], [b, others]) =>
      Number(a === undefined) - Number(b === undefined) || others.length - some.length,
  );
  return [
    {
      key,
      label: division.label,
      values: values.map(([value, all]) => ({
        value,
        name: value === undefined ? division.none : division.labelOf(value),
        entities: all,
      })),
    },
  ];
}
