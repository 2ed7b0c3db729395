"use client";

/** The graphs of this browser: to open, to edit, to rename, to delete. */
import { useState } from "react";
import { useAttempt } from "@/app/[locale]/_explorer/share/attempt";
import { ConfirmDelete } from "@/app/[locale]/_explorer/share/confirm-delete";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { importWords } from "@/lib/i18n/import-words";
import styles from "./import.module.css";
import { removeGraph } from "./importer";
import { type ListedGraph, useOwnGraphs } from "./own-graphs";

interface OwnListProps {
  /** The graph that is shown. */
  graph: string;
  onOpen(graph: string): void;
  onEdit(graph: string): void;
}

export function OwnList({ graph, onOpen, onEdit }: OwnListProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].own;
  const own = useOwnGraphs();
  if (!own || own.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="import-own">
      <h3 id="import-own">{w.title}</h3>
      <ul className={styles.own}>
        {own.map((one) => (
          <OwnItem
            key={one.graph}
            own={one}
            isShown={one.graph === graph}
            onOpen={() => onOpen(one.graph)}
            onEdit={() => onEdit(one.graph)}
          />
        ))}
      </ul>
    </section>
  );
}

interface OwnItemProps {
  own: ListedGraph;
  isShown: boolean;
  onOpen(): void;
  onEdit(): void;
}

function OwnItem({ own, isShown, onOpen, onEdit }: OwnItemProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].own;
  const [asks, setAsks] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const name = own.name[locale];
  const remove = () =>
    attempt(async () => {
      await removeGraph(own);
      // What is shown is gone.
      if (isShown) location.assign(`/${locale}`);
    });
  const counts = w.counts(formatCount(own.entities, locale), formatCount(own.relations, locale));
  const kept = own.isKept ? w.made(formatDate(own.made.slice(0, 10), locale)) : w.unkept;
  return (
    <li className={styles.ownItem}>
      <p className={styles.ownName}>{name}</p>
      <p className={styles.hint}>
        {counts} · {kept}
      </p>
      {asks ? (
        <ConfirmDelete
          text={w.removeAsk(name)}
          yes={w.removeYes}
          cancel={w.keepIt}
          busy={busy}
          onYes={() => void remove()}
          onCancel={() => setAsks(false)}
        />
      ) : (
        <p className={styles.actions}>
          {!isShown && (
            <button type="button" className={styles.button} onClick={onOpen}>
              {w.open}
              <span className="visually-hidden">{name}</span>
            </button>
          )}
          <button type="button" className={styles.button} onClick={onEdit}>
            {w.edit}
            <span className="visually-hidden">{name}</span>
          </button>
          <button type="button" className={styles.button} onClick={() => setAsks(true)}>
            {w.remove}
            <span className="visually-hidden">{name}</span>
          </button>
        </p>
      )}
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {w.failed}
        </p>
      )}
    </li>
  );
}
