"use client";

/** Which columns there are, and in which order; by buttons, so that every hand can use them. */
import { useRef, useState } from "react";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import { type Column, columnsLimit } from "@/lib/table/columns";
import styles from "./table.module.css";

interface ColumnPanelProps {
  offered: readonly Column[];
  /** Those that are shown, the name first. */
  columns: readonly Column[];
  labelOf(column: Column): string;
  locale: Locale;
  /** Whether the reader has chosen them. */
  isChanged: boolean;
  /** @param keys without the name; the usual ones where there are none */
  onChoose(keys: readonly string[] | undefined): void;
}

const groups = ["facet", "entity", "relations"] as const;

export function ColumnPanel({ offered, columns, labelOf, locale, isChanged, onChoose }: ColumnPanelProps) {
  const w = tableWords[locale].columnPanel;
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const [name, ...shown] = columns;
  const keys = shown.map(({ key }) => key);
  const others = offered.filter(({ key }) => key !== name.key && !keys.includes(key));
  const move = (at: number, by: number) => {
    const to = at + by;
    onChoose(keys.with(at, keys[to]).with(to, keys[at]));
    setSaid(w.moved(labelOf(shown[at]), to + 2));
    // The buttons go with their column; at an end the one that was pressed can do no more.
    const isEnd = to === 0 || to === keys.length - 1;
    if (isEnd) requestAnimationFrame(() => focusIn(to, by < 0 ? "right" : "left"));
  };
  const focusIn = (at: number, button: string) =>
    list.current
      ?.querySelector<HTMLElement>(
        `[data-column="${keys.length > at ? at : keys.length - 1}"] [data-do="${button}"]`,
      )
      ?.focus();
  const remove = (at: number) => {
    onChoose(keys.toSpliced(at, 1));
    setSaid(w.removed(labelOf(shown[at])));
    requestAnimationFrame(() => focusIn(Math.min(at, keys.length - 2), "remove"));
  };
  const add = (column: Column) => {
    onChoose([...keys, column.key]);
    setSaid(w.added(labelOf(column)));
  };
  const isFull = keys.length >= columnsLimit;
  const tool = (what: "left" | "right" | "remove", at: number, isOff: boolean, deed: () => void) => (
    <button
      type="button"
      className={styles.small}
      data-do={what}
      aria-label={w[what](labelOf(shown[at]))}
      title={w[what](labelOf(shown[at]))}
      disabled={isOff}
      onClick={deed}
    >
      <span className={styles.turned} data-turn={what}>
        <Icon name={what === "remove" ? "close" : "arrow"} size={16} />
      </span>
    </button>
  );
  return (
    <div className={styles.columnPanel}>
      <h2>{w.title}</h2>
      <h3 id="columns-shown">{w.shown}</h3>
      <ol ref={list} aria-labelledby="columns-shown">
        <li className={styles.columnItem}>
          <span>{labelOf(name)}</span>
          <span className={styles.quiet}>{w.fixed}</span>
        </li>
        {shown.map((column, at) => (
          <li key={column.key} className={styles.columnItem} data-column={at}>
            <span>{labelOf(column)}</span>
            <span className={styles.columnTools}>
              {tool("left", at, at === 0, () => move(at, -1))}
              {tool("right", at, at === keys.length - 1, () => move(at, 1))}
              {tool("remove", at, false, () => remove(at))}
            </span>
          </li>
        ))}
      </ol>
      {isChanged && (
        <button type="button" className={styles.textButton} onClick={() => onChoose(undefined)}>
          {w.reset}
        </button>
      )}
      <h3>{w.offered}</h3>
      {isFull && <p className={styles.quiet}>{w.full(formatCount(columnsLimit, locale))}</p>}
      {groups.map((group) => {
        const own = others.filter(({ source }) => source.of === group);
        if (own.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`columns-${group}`}>
            <h4 id={`columns-${group}`}>{w.groups[group]}</h4>
            <ul className={styles.offered}>
              {own.map((column) => (
                <li key={column.key}>
                  <button
                    type="button"
                    className={styles.add}
                    aria-label={w.add(labelOf(column))}
                    disabled={isFull}
                    onClick={() => add(column)}
                  >
                    <Icon name="plus" size={14} />
                    {labelOf(column)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </div>
  );
}
