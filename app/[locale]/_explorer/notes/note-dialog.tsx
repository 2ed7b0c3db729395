"use client";

/** Where a note is written or changed. */
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { formatCount } from "@/lib/i18n/format";
import { noteWords } from "@/lib/i18n/note-words";
import { tidyNote } from "@/lib/view/note-steps";
import { noteLimits } from "@/lib/view/view";
import styles from "./notes.module.css";

/** Code of every key that goes to an input method. */
const composing = 229;

interface NoteDialogProps {
  /** Where it is. */
  where: string;
  /** What it says so far; a new one says nothing. */
  text: string;
  onKeep(text: string): void;
  onClose(): void;
}

export function NoteDialog({ where, text, onKeep, onClose }: NoteDialogProps) {
  const { t, locale } = useAtlas();
  const w = noteWords[locale];
  const [typed, setTyped] = useState(text);
  const { dialog, close } = useModal(onClose, typed !== text);
  const field = useRef<HTMLTextAreaElement>(null);
  // The dialog has opened by then, and has given the focus to its first button.
  useEffect(() => field.current?.focus(), []);
  const id = useId();
  const tidy = tidyNote(typed);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (tidy === "") return;
    close();
    onKeep(tidy);
  };
  const submit = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter may choose a word of an input method; one browser tells so by nothing but the code of the key.
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === composing) return;
    // It is one line.
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={`${id}-title`}>
      <form onSubmit={keep}>
        <header className={styles.header}>
          <h2 id={`${id}-title`}>{text === "" ? w.newNote : w.changeNote}</h2>
          <button type="button" className={styles.closeDialog} aria-label={t.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <p className={styles.where}>{where}</p>
        <textarea
          ref={field}
          className={styles.field}
          aria-label={w.text}
          aria-describedby={`${id}-left`}
          rows={4}
          maxLength={noteLimits.text}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={submit}
        />
        <p id={`${id}-left`} className={styles.left}>
          {w.left(formatCount(noteLimits.text - typed.length, locale))}
        </p>
        <p className={styles.actions}>
          <button type="submit" className={styles.primary} disabled={tidy === ""}>
            {w.keep}
          </button>
          <button type="button" className={styles.action} onClick={close}>
            {w.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
}
