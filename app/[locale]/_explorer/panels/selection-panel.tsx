"use client";

/** Several selected entities: what they have in common, what can be done with them, and each of them. */
import type { MouseEvent } from "react";
import { ActionIcon, type ActionIconName } from "@/app/[locale]/_explorer/actions/action-icons";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { expandWords } from "@/lib/i18n/expand-words";
import type { Shared } from "@/lib/view/expansion";
import styles from "./several.module.css";

/** What can be done with all of them. */
export interface SelectionItem {
  readonly label: string;
  readonly icon?: ActionIconName | undefined;
  act(): void;
}

interface SelectionPanelProps {
  graph: Graph;
  theme: Theme;
  ids: readonly EntityId[];
  shared: Shared;
  items: readonly SelectionItem[];
  onRemove(id: EntityId): void;
  onOpen(id: EntityId): void;
  onClear(): void;
}

export function SelectionPanel({
  graph,
  theme,
  ids,
  shared: { relations, neighbours },
  items,
  onRemove,
  onOpen,
  onClear,
}: SelectionPanelProps) {
  const { locale } = useAtlas();
  const w = expandWords[locale].selection;
  const remove = (event: MouseEvent<HTMLElement>, id: EntityId) => {
    // The row goes, and the focus with it: on to the next one.
    const row = event.currentTarget.closest("li");
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    next?.querySelector<HTMLElement>("button:last-child")?.focus();
    onRemove(id);
  };
  return (
    <article className={styles.several} aria-labelledby="selection-title">
      <header className={styles.header}>
        <h2 id="selection-title" className={styles.title}>
          {w.title(ids.length)}
        </h2>
        <p className={styles.muted}>{`${w.among(relations)} · ${w.common(neighbours)}`}</p>
      </header>
      <div role="group" className={styles.actions} aria-label={w.actions}>
        {items.map(({ label, icon, act }) => (
          <button key={label} type="button" className={styles.button} onClick={act}>
            {icon && <ActionIcon name={icon} size={16} />}
            {label}
          </button>
        ))}
        <button type="button" className={styles.button} onClick={onClear}>
          <Icon name="close" size={16} />
          {w.clear}
        </button>
      </div>
      <ul className={styles.list} aria-label={w.list}>
        {ids.map((id) => {
          const entity = graph.indexOf(id);
          if (entity < 0) return null;
          const kind = graph.kinds[graph.kind[entity]];
          const name = graph.names[entity][locale];
          return (
            <li key={id} className={styles.row}>
              <button type="button" className={styles.entity} onClick={() => onOpen(id)}>
                <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />
                <span>
                  {name} <span className={styles.muted}>{graph.ontology.kinds[kind].label[locale]}</span>
                </span>
              </button>
              <button
                type="button"
                className={styles.remove}
                aria-label={w.remove(name)}
                title={w.remove(name)}
                onClick={(event) => remove(event, id)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          );
        })}
      </ul>
    </article>
  );
}
