"use client";

/** Sharing the present view: its address, a short link to it, and what either can be put into. */
import { useState } from "react";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { DialogFrame } from "@/app/[locale]/_explorer/dialog-frame";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import { nameOf } from "@/app/[locale]/_explorer/graph-start";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { setSaved, useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { fromGraph } from "@/app/[locale]/_parts/home-link";
import type { CreatedView, SavedView } from "@/lib/api/views-contract";
import type { Graph } from "@/lib/graph/graph";
import { isOwn } from "@/lib/graph/own-name";
import { shareWords } from "@/lib/i18n/share-words";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { myViewOf } from "@/lib/view/my-views";
import { packFrom } from "@/lib/view/packed-view";
import type { View } from "@/lib/view/view";
import { viewLimits } from "@/lib/view/view-limits";
import { CopyField } from "./copy-field";
import { keepDraft } from "./draft";
import { editKeyOf, keepViews } from "./my-views";
import { showsSaved } from "./same-view";
import { SaveForm } from "./save-form";
import { SavedLink } from "./saved-link";
import styles from "./share.module.css";
import { useShortQuery } from "./short-query";
import { suggestedTitle } from "./suggested-title";

interface ShareDialogProps {
  graph: Graph;
  view: View;
  filtration: Filtration | undefined;
  /** Goes on to the dialog of exporting. */
  onExport(): void;
  onClose(): void;
}

const loadOwn = () => import("./own-share");
const loadEmbed = () => import("./embed-section");

/** What has just been saved from here. */
interface Fresh {
  readonly saved: SavedView;
  readonly editKey?: string;
  /** Whether this browser has kept the key. */
  readonly isKept: boolean;
}

export function ShareDialog({ graph, view, filtration, onExport, onClose }: ShareDialogProps) {
  const { t, locale } = useAtlas();
  const w = shareWords[locale];
  const modal = useModal(onClose);
  const saved = useView((state) => state.saved);
  const opened = useView((state) => state.opened);
  const [fresh, setFresh] = useState<Fresh>();
  const [isAnother, setAnother] = useState(false);
  const [embeds, setEmbeds] = useState(false);
  const shown = saved && showsSaved(saved, view, graph.version, opened) && !isAnother ? saved : undefined;
  const title =
    suggestedTitle(view, graph, filtration, locale, viewLimits.title) ||
    (nameOf(view.graph, graph)?.[locale] ?? t.product);
  const take = (next: SavedView, editKey: string | undefined) => {
    const known = editKey ?? editKeyOf(next.id);
    const isKept = keepViews([myViewOf(next, known)]);
    setSaved(next);
    setAnother(false);
    setFresh({ saved: next, isKept, ...(editKey !== undefined && { editKey }) });
  };
  return (
    <DialogFrame modal={modal} title={w.title} className={styles.dialog}>
      {isOwn(graph.id) ? (
        <Later load={loadOwn}>{({ OwnShare }) => <OwnShare graph={graph} view={view} />}</Later>
      ) : (
        <>
          <section className={styles.section} aria-labelledby="share-address">
            <h3 id="share-address">{w.address.title}</h3>
            <Address view={view} />
          </section>
          <section className={styles.section} aria-labelledby="share-link">
            <h3 id="share-link">{w.link.title}</h3>
            {shown ? (
              <SavedLink
                saved={shown}
                editKey={fresh?.saved.id === shown.id ? fresh.editKey : undefined}
                isKept={fresh?.isKept !== false}
                isFresh={fresh?.saved.id === shown.id}
                onAnother={() => setAnother(true)}
              />
            ) : (
              <SaveForm
                view={view}
                title={title}
                origin={saved}
                takesFocus={isAnother}
                onCreated={({ editKey, ...created }: CreatedView) => {
                  keepDraft(undefined);
                  take(created, editKey);
                }}
                onChanged={(changed) => take(changed, undefined)}
              />
            )}
          </section>
          <details className={styles.section} onToggle={({ currentTarget }) => setEmbeds(currentTarget.open)}>
            <summary>{w.saved.embed}</summary>
            {embeds && (
              <Later load={loadEmbed}>
                {({ EmbedSection }) => (
                  <EmbedSection view={view} saved={shown} title={shown?.title ?? title} />
                )}
              </Later>
            )}
          </details>
        </>
      )}
      <footer className={styles.footer}>
        <a href={`/${locale}/views${fromGraph(view.graph)}`}>{w.myViews}</a>
        <button type="button" className={styles.link} onClick={onExport}>
          {w.toExport}
        </button>
      </footer>
    </DialogFrame>
  );
}

/** Beyond, some programs cut an address, in characters. */
const riskyLength = 4000;

function Address({ view }: { view: View }) {
  const { locale } = useAtlas();
  const w = shareWords[locale].address;
  const whole = queryInGraph(view);
  const query = useShortQuery(whole);
  if (query === null)
    return (
      <p className={styles.fault} role="alert">
        {w.tooLarge}
      </p>
    );
  const address = `${location.origin}${pageOf(locale, view.graph)}${query ? `?${query}` : ""}`;
  return (
    <>
      <p className={styles.hint}>{w.hint}</p>
      {query !== undefined && <CopyField label={w.label} text={address} />}
      {whole.length > packFrom && (
        <p className={styles.hint}>{address.length > riskyLength ? w.long : w.packed}</p>
      )}
    </>
  );
}
