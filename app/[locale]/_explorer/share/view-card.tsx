"use client";

/** What stands over a view that somebody has saved or written notes in: what it is, by whom, on which data. */
import { useId, useState } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { NoteList } from "@/app/[locale]/_explorer/notes/note-list";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { take, useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { SavedView } from "@/lib/api/views-contract";
import type { Graph } from "@/lib/graph/graph";
import { formatDate } from "@/lib/i18n/format";
import { localDay } from "@/lib/i18n/local-day";
import { noteWords } from "@/lib/i18n/note-words";
import { shareWords } from "@/lib/i18n/share-words";
import type { View } from "@/lib/view/view";
import styles from "./card.module.css";
import { DataBanner } from "./data-banner";
import { ManageView } from "./manage-view";
import { useMyViews } from "./my-views";
import { showsSaved } from "./same-view";

interface ViewCardProps {
  graph: Graph;
  view: View;
  canvas: GraphCanvasHandle | undefined;
  /** Whether there is little room, so that it begins folded. */
  tight: boolean;
  onShare(): void;
  onEditNote(index: number): void;
}

export function ViewCard({ graph, view, canvas, tight, onShare, onEditNote }: ViewCardProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const saved = useView((state) => state.saved);
  const [chosen, setChosen] = useState<boolean>();
  const isFolded = chosen ?? tight;
  const content = useId();
  const { notes, data } = view;
  const title = saved?.title ?? (notes.length > 0 ? noteWords[locale].notes : w.frozenTitle);
  return (
    <section className={styles.card} aria-label={saved ? w.label : title} data-folded={isFolded}>
      <h2 className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!isFolded}
          aria-controls={content}
          title={isFolded ? w.unfold : w.fold}
          onClick={() => setChosen(!isFolded)}
        >
          <bdi className={styles.title}>{title}</bdi>
          {saved?.frozen && <span className={styles.badge}>{w.frozenTitle}</span>}
          {notes.length > 0 && saved && isFolded && (
            <span className={styles.badge}>{`${noteWords[locale].notes} ${notes.length}`}</span>
          )}
          <span className={styles.chevron}>
            <Icon name="chevron" size={16} />
          </span>
        </button>
      </h2>
      <div id={content} className={styles.content} hidden={isFolded} data-scroll>
        {saved && <About saved={saved} />}
        <DataBanner saved={saved} data={data} />
        {saved && <GoneOn saved={saved} view={view} version={graph.version} />}
        {notes.length > 0 && (
          <NoteList
            graph={graph}
            notes={notes}
            canvas={canvas}
            onEdit={onEditNote}
            onShow={() => tight && setChosen(true)}
          />
        )}
        {saved && <Deeds saved={saved} view={view} version={graph.version} onShare={onShare} />}
      </div>
    </section>
  );
}

function About({ saved }: { saved: SavedView }) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const [made, changed] = [saved.createdAt, saved.changedAt].map(localDay);
  const facts = [
    saved.author && w.by(saved.author),
    w.made(formatDate(made, locale)),
    changed !== made && w.changed(formatDate(changed, locale)),
  ];
  return (
    <>
      {saved.description && (
        <p className={styles.description}>
          <bdi>{saved.description}</bdi>
        </p>
      )}
      <p className={styles.facts}>{facts.filter(Boolean).join(" · ")}</p>
    </>
  );
}

/** The way back, once the reader has taken steps from what was saved. */
function GoneOn({ saved, view, version }: { saved: SavedView; view: View; version: string }) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const opened = useView((state) => state.opened) ?? saved.view;
  if (showsSaved(saved, view, version, opened)) return null;
  const goBack = () => {
    take(() => opened);
    // The button goes with what it stands in.
    focusMap();
  };
  return (
    <p className={styles.gone}>
      {w.gone}{" "}
      <button type="button" className={styles.link} onClick={goBack}>
        {w.back}
      </button>
    </p>
  );
}

interface DeedsProps {
  saved: SavedView;
  view: View;
  version: string;
  onShare(): void;
}

function Deeds({ saved, view, version, onShare }: DeedsProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const editKey = useMyViews()?.find(({ id }) => id === saved.id)?.editKey;
  return editKey === undefined ? (
    <p className={styles.actions}>
      <button type="button" className={styles.button} onClick={onShare}>
        {w.copy}
      </button>
    </p>
  ) : (
    <ManageView
      key={saved.id}
      saved={saved}
      view={view}
      version={version}
      editKey={editKey}
      onShare={onShare}
    />
  );
}
