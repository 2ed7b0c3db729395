"use client";

/** What whoever holds the edit key can do with a saved view: say something else of it, put another in its place, delete it. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { setSaved, useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { changeView, deleteView } from "@/lib/api/views-client";
import type { SavedView, ViewChange } from "@/lib/api/views-contract";
import { shareWords } from "@/lib/i18n/share-words";
import { myViewOf } from "@/lib/view/my-views";
import type { View } from "@/lib/view/view";
import { useAttempt } from "./attempt";
import styles from "./card.module.css";
import { ConfirmDelete } from "./confirm-delete";
import { forgetView, keepViews } from "./my-views";
import { useOpeners } from "./openers";
import { showsSaved } from "./same-view";
import { saveErrorText } from "./save-error";
import { viewToSave } from "./save-form";
import { tidyTexts, ViewFields, type ViewTexts } from "./view-fields";

interface ManageViewProps {
  saved: SavedView;
  /** The present view. */
  view: View;
  /** Version of the data that are drawn now. */
  version: string;
  editKey: string;
  onShare(): void;
}

export function ManageView({ saved, view, version, editKey, onShare }: ManageViewProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const opened = useView((state) => state.opened);
  const [doing, setDoing] = useState<"rename" | "remove">();
  const [said, setSaid] = useState("");
  const { busy, error, attempt } = useAttempt();
  const opener = useOpeners(doing);
  const [share, replacing] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const take = (next: SavedView) => {
    keepViews([myViewOf(next, editKey)]);
    // It goes, since there is nothing more to be replaced.
    if (replacing.current === document.activeElement) share.current?.focus();
    setSaved(next);
    setDoing(undefined);
    setSaid(w.replaced);
  };
  const change = (what: ViewChange) => {
    setSaid("");
    void attempt(async () => take(await changeView(saved.id, editKey, what)));
  };
  const remove = () =>
    attempt(async () => {
      await deleteView(saved.id, editKey);
      forgetView(saved.id);
      setSaved(undefined);
      focusMap();
    });
  return (
    <>
      {doing === "rename" ? (
        <Rename
          saved={saved}
          busy={busy}
          onSave={({ title, description, author }) =>
            change({ title, description: description || null, author: author || null })
          }
          onCancel={() => setDoing(undefined)}
        />
      ) : doing === "remove" ? (
        <ConfirmDelete
          text={w.removeAsk}
          yes={w.removeYes}
          cancel={w.cancel}
          busy={busy}
          onYes={() => void remove()}
          onCancel={() => setDoing(undefined)}
        />
      ) : (
        <p className={styles.actions}>
          <button ref={share} type="button" className={styles.button} onClick={onShare}>
            {w.share}
          </button>
          {!showsSaved(saved, view, version, opened) && (
            <button
              ref={replacing}
              type="button"
              className={styles.button}
              aria-disabled={busy}
              onClick={() => change({ view: viewToSave(view, saved.frozen) })}
            >
              {w.replace}
            </button>
          )}
          <button
            ref={opener("rename")}
            type="button"
            className={styles.button}
            onClick={() => setDoing("rename")}
          >
            {w.rename}
          </button>
          <button
            ref={opener("remove")}
            type="button"
            className={styles.button}
            onClick={() => setDoing("remove")}
          >
            {w.remove}
          </button>
        </p>
      )}
      <p className={styles.said} role="status">
        {said}
      </p>
      <div role="alert">
        {error !== undefined && (
          <p className={styles.fault}>
            {saveErrorText(error, locale, doing === "remove" ? "other" : "save")}
          </p>
        )}
      </div>
    </>
  );
}

interface RenameProps {
  saved: SavedView;
  busy: boolean;
  onSave(texts: ViewTexts): void;
  onCancel(): void;
}

function Rename({ saved, busy, onSave, onCancel }: RenameProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const { title, description = "", author = "" } = saved;
  const [texts, setTexts] = useState<ViewTexts>({ title, description, author });
  const [isUntitled, setUntitled] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  useEffect(() => titleField.current?.focus(), []);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const tidy = tidyTexts(texts);
    if (tidy.title !== "") return onSave(tidy);
    setUntitled(true);
    titleField.current?.focus();
  };
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <ViewFields texts={texts} isUntitled={isUntitled} titleField={titleField} onChange={setTexts} />
      <p className={styles.actions}>
        <button type="submit" className={styles.primary} aria-disabled={busy}>
          {w.keep}
        </button>
        <button type="button" className={styles.button} onClick={onCancel}>
          {w.cancel}
        </button>
      </p>
    </form>
  );
}
