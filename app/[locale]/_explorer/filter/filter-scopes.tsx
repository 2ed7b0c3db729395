"use client";

/** The landscape of what the graph can be scoped by, such as domains: all of them with counts, parts under their wholes. */
import { useMemo, useState } from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { overlapsOf } from "@/lib/graph/filter-counts";
import { type Graph, relationsOf } from "@/lib/graph/graph";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { setCombine, setContext, toggleScope } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";
import { Bar } from "./filter-bar";

interface ScopeLandscapeProps {
  filtration: FilterAtWork;
  /** By entity, members if it were the only scope. */
  counts: ReadonlyMap<number, number>;
  onFilter(step: (view: View) => View): void;
}

export function ScopeLandscape({ filtration, counts, onFilter }: ScopeLandscapeProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const { graph, filtering, isActive } = filtration;
  const { scopes: chosen, combine, context } = filtering.filter;
  const [opened, setOpened] = useState<readonly number[]>([]);
  const kind = graph.ontology.scope?.kind;
  const landscape = useMemo(() => landscapeOf(graph, counts), [graph, counts]);
  if (counts.size === 0 || !kind) return null;
  const most = Math.max(1, ...counts.values());
  /** What was opened by hand, and what holds something that is chosen. */
  const isOpen = (row: ScopeRow): boolean =>
    opened.includes(row.entity) || row.parts.some((part) => chosen.includes(part.id) || isOpen(part));
  const list = (level: readonly ScopeRow[]) => (
    <ul className={styles.landscape}>
      {level.map((row) => (
        <li key={row.id}>
          <div className={styles.scope}>
            <button
              type="button"
              className={styles.value}
              aria-pressed={chosen.includes(row.id)}
              data-state={chosen.includes(row.id) ? "chosen" : undefined}
              disabled={row.count === 0 && !chosen.includes(row.id)}
              onClick={() => onFilter((view) => toggleScope(view, row.id))}
            >
              <Bar share={row.count / most} />
              <span className={styles.box} aria-hidden="true" />
              <span className={styles.valueName}>{graph.names[row.entity][locale]}</span>
              <span className={styles.count}>{formatCount(row.count, locale)}</span>
            </button>
            {row.parts.length > 0 && (
              <button
                type="button"
                className={styles.unfold}
                aria-expanded={isOpen(row)}
                aria-label={w.partsOf(graph.names[row.entity][locale], formatCount(row.parts.length, locale))}
                onClick={() =>
                  setOpened(
                    isOpen(row) ? opened.filter((other) => other !== row.entity) : [...opened, row.entity],
                  )
                }
              >
                <span className={styles.chevron} data-open={isOpen(row)}>
                  <Icon name="chevron" size={16} />
                </span>
              </button>
            )}
          </div>
          {row.parts.length > 0 && isOpen(row) && list(row.parts)}
        </li>
      ))}
    </ul>
  );
  return (
    <section className={styles.section} aria-labelledby="filter-scopes">
      <h3 id="filter-scopes" className={styles.sectionTitle}>
        {w.scopes(graph.ontology.kinds[kind].plural[locale])}
      </h3>
      <p className={styles.muted}>{w.scopesHint}</p>
      {list(landscape)}
      {chosen.length > 1 && (
        <Choice
          label={w.combine}
          options={[
            ["any", w.any],
            ["all", w.all],
          ]}
          value={combine}
          onChoose={(value) => onFilter((view) => setCombine(view, value))}
        />
      )}
      <Overlaps filtration={filtration} />
      {isActive && (
        <Choice
          label={w.context}
          options={([0, 1, 2] as const).map((depth) => [depth, w.contextDepth[depth]])}
          value={context}
          onChoose={(value) => onFilter((view) => setContext(view, value))}
        />
      )}
    </section>
  );
}

/** How the chosen ones overlap; on the map, what belongs to several wears a ring. */
function Overlaps({ filtration: { graph, filtering, filtered } }: { filtration: FilterAtWork }) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const overlaps = overlapsOf(graph, filtering, filtered);
  if (overlaps.length === 0) return null;
  const most = Math.max(...overlaps.map(({ count }) => count));
  return (
    <table className={styles.overlaps}>
      <caption>
        {w.overlap}
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="4" fill="currentColor" opacity="0.4" />
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </caption>
      <tbody>
        {overlaps.slice(0, 12).map(({ scopes, count }) => {
          const names = scopes.map((scope) => graph.names[scope][locale]);
          return (
            <tr key={scopes.join()}>
              <th scope="row">
                {names.length === 1 ? w.overlapOnly(names[0]) : w.overlapBoth(names.join(" ∩ "))}
              </th>
              <td>
                <Bar share={count / most} className={styles.overlapBar} />
              </td>
              <td className={styles.count}>{formatCount(count, locale)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ScopeRow {
  readonly entity: number;
  readonly id: string;
  readonly count: number;
  readonly parts: readonly ScopeRow[];
}

/** Most members first, parts under their wholes. */
function landscapeOf(graph: Graph, counts: ReadonlyMap<number, number>): ScopeRow[] {
  const part = Object.values(graph.ontology.scope?.rules ?? {}).find(({ of }) => of.includes("self"));
  const type = part ? graph.relationTypes.indexOf(part.via) : -1;
  const scopes = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  const wholeOf = (scope: number): number => {
    const isPart = (r: number) => graph.relations.type[r] === type && graph.relations.from[r] === scope;
    const relation = relationsOf(graph, scope).find(isPart);
    return relation === undefined ? -1 : graph.relations.to[relation];
  };
  const row = (entity: number): ScopeRow => ({
    entity,
    id: graph.ids[entity],
    count: counts.get(entity) ?? 0,
    parts: scopes.filter((scope) => wholeOf(scope) === entity).map(row),
  });
  return scopes.filter((scope) => !counts.has(wholeOf(scope))).map(row);
}
