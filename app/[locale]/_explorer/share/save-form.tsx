"use client";

/** Saves the present view under a short link of its own, or over the one that it goes back to. */
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import { useLasting } from "@/app/[locale]/_explorer/use-lasting";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { changeView, createView } from "@/lib/api/views-client";
import type { CreatedView, SavedView } from "@/lib/api/views-contract";
import { shareWords } from "@/lib/i18n/share-words";
import type { View } from "@/lib/view/view";
import { useAttempt } from "./attempt";
import { type Draft, draftFor, keepDraft, rememberAuthor } from "./draft";
import { editKeyOf } from "./my-views";
import { saveErrorText } from "./save-error";
import styles from "./share.module.css";
import { tidyTexts, ViewFields } from "./view-fields";

interface SaveFormProps {
  view: View;
  /** What is suggested. */
  title: string;
  /** The saved view that this one goes back to. */
  origin: SavedView | undefined;
  /** Whether it stands where the reader's focus was. */
  takesFocus: boolean;
  onCreated(created: CreatedView): void;
  onChanged(changed: SavedView): void;
}

/** One that follows the data names no state of them. */
export function viewToSave({ data, ...rest }: View, frozen: boolean): View {
  return frozen && data !== undefined ? { ...rest, data } : rest;
}

export function SaveForm({ view, title, origin, takesFocus, onCreated, onChanged }: SaveFormProps) {
  const { locale } = useAtlas();
  const { link: w } = shareWords[locale];
  const [draft, setDraft] = useState(() => draftFor(title));
  const { busy, error, attempt } = useAttempt();
  const isLate = useLasting(busy) === "long";
  const [isUntitled, setUntitled] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) titleField.current?.focus();
  }, [takesFocus]);
  // Not at every keystroke: it is looked up in all that is kept.
  const editKey = useMemo(() => origin && editKeyOf(origin.id), [origin]);
  const change = (next: Draft) => {
    keepDraft(next);
    setDraft(next);
    setUntitled(false);
  };
  const create = (event: FormEvent) => {
    event.preventDefault();
    const { title: given, description, author } = tidyTexts(draft);
    if (given === "") {
      setUntitled(true);
      titleField.current?.focus();
      return;
    }
    const { frozen } = draft;
    void attempt(async () => {
      const created = await createView({
        title: given,
        ...(description && { description }),
        ...(author && { author }),
        frozen,
        view: viewToSave(view, frozen),
      });
      rememberAuthor(author);
      onCreated(created);
    });
  };
  const update = ({ id, frozen }: SavedView, key: string) =>
    attempt(async () => onChanged(await changeView(id, key, { view: viewToSave(view, frozen) })));
  return (
    <form className={styles.form} noValidate onSubmit={create}>
      <p className={styles.hint}>{w.hint}</p>
      {origin && editKey !== undefined && (
        <div className={styles.origin}>
          <p>{w.keepsOld(origin.title)}</p>
          <button
            type="button"
            className={styles.button}
            aria-disabled={busy}
            onClick={() => void update(origin, editKey)}
          >
            {w.update}
          </button>
        </div>
      )}
      <ViewFields
        texts={draft}
        isUntitled={isUntitled}
        titleField={titleField}
        onChange={(texts) => change({ ...draft, ...texts })}
      />
      <Choice
        label={w.data}
        options={[
          ["live", w.live],
          ["frozen", w.frozen],
        ]}
        value={draft.frozen ? "frozen" : "live"}
        onChoose={(chosen) => change({ ...draft, frozen: chosen === "frozen" })}
      />
      <p className={styles.hint}>{draft.frozen ? w.frozenHint : w.liveHint}</p>
      {view.notes.length > 0 && <p className={styles.hint}>{w.inside}</p>}
      <p className={styles.actions}>
        <button type="submit" className={styles.primary} aria-disabled={busy}>
          {busy ? w.saving : editKey === undefined ? w.save : w.saveNew}
        </button>
      </p>
      <p className={isLate ? styles.hint : "visually-hidden"} role="status">
        {isLate ? w.slow : busy && w.saving}
      </p>
      <div role="alert">
        {error !== undefined && <p className={styles.fault}>{saveErrorText(error, locale)}</p>}
      </div>
    </form>
  );
}
