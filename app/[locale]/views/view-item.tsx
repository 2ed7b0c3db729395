"use client";

/** One saved view in the list, and what can be done with it. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAttempt } from "@/app/[locale]/_explorer/share/attempt";
import { ConfirmDelete } from "@/app/[locale]/_explorer/share/confirm-delete";
import { forgetView, keepViews } from "@/app/[locale]/_explorer/share/my-views";
import { useOpeners } from "@/app/[locale]/_explorer/share/openers";
import { saveErrorText } from "@/app/[locale]/_explorer/share/save-error";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { changeView, createView, deleteView, readView } from "@/lib/api/views-client";
import { formatDate } from "@/lib/i18n/format";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { localDay } from "@/lib/i18n/local-day";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { type MyView, myViewOf } from "@/lib/view/my-views";
import { cutTo, tidyLine } from "@/lib/view/plain-text";
import { viewLimits } from "@/lib/view/view-limits";
import { ViewText } from "./view-text";
import styles from "./views.module.css";

interface ViewItemProps {
  view: MyView;
  /** Whether the browser has kept the list. */
  onKept(isKept: boolean): void;
  /** Tells the reader something in passing. */
  onSay(text: string): void;
  /** It is no longer on the list, nor is what had the focus in it. */
  onGone(): void;
}

type Doing = "rename" | "remove" | "forget" | "text";

export function ViewItem({ view, onKept, onSay, onGone }: ViewItemProps) {
  const { locale } = useAtlas();
  const w = myViewsWords[locale];
  const { id, title, graph, editKey, frozen, createdAt, changedAt } = view;
  const [doing, setDoing] = useState<Doing>();
  const { busy, error, attempt } = useAttempt();
  const opener = useOpeners(doing);
  const [made, changed] = [createdAt, changedAt].map((time) => formatDate(localDay(time), locale));
  const toggle = (next: Doing) => setDoing(doing === next ? undefined : next);
  /** @param deed returns what to say of it */
  const run = (deed: () => Promise<string>) =>
    void attempt(async () => {
      onSay(await deed());
      setDoing(undefined);
    });
  const rename = (next: string) =>
    run(async () => {
      if (editKey === undefined) return "";
      onKept(keepViews([myViewOf(await changeView(id, editKey, { title: next }), editKey)]));
      return w.done.renamed;
    });
  const copy = () =>
    run(async () => {
      // It may have been changed from elsewhere since it was put on the list.
      const { view: shown, title: given, description, author, frozen: keepsData } = await readView(id);
      const { editKey: key, ...created } = await createView({
        title: cutTo(w.copyOf(given), viewLimits.title),
        ...(description && { description }),
        ...(author && { author }),
        frozen: keepsData,
        view: shown,
      });
      onKept(keepViews([myViewOf(created, key)]));
      return w.done.copied;
    });
  const forget = (done: string) => {
    onKept(forgetView(id));
    onSay(done);
    onGone();
  };
  const remove = () =>
    attempt(async () => {
      if (editKey === undefined) return;
      await deleteView(id, editKey);
      forget(w.done.removed);
    });
  const button = (deed: Doing, label: string) => (
    <button
      ref={opener(deed)}
      type="button"
      className={styles.button}
      aria-expanded={doing === deed}
      aria-disabled={busy}
      onClick={() => !busy && toggle(deed)}
    >
      {label}
      <span className="visually-hidden">{title}</span>
    </button>
  );
  return (
    <article aria-label={title}>
      <h2 className={styles.itemTitle}>
        <a href={`/v/${id}`}>
          <bdi>{title}</bdi>
        </a>
        {frozen && <span className={styles.badge}>{w.frozen}</span>}
      </h2>
      <p className={styles.facts}>
        {[
          graph !== undefined && graphsWords[locale].inGraph(graph),
          `/v/${id}`,
          w.made(made),
          changed !== made && w.changed(changed),
          editKey === undefined && w.readOnly,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className={styles.actions}>
        {editKey !== undefined && button("rename", w.rename)}
        {button("text", w.asText)}
        <button type="button" className={styles.button} aria-disabled={busy} onClick={copy}>
          {w.copy}
          <span className="visually-hidden">{title}</span>
        </button>
        {editKey !== undefined && button("remove", w.remove)}
        {button("forget", w.forget)}
      </p>
      {doing === "rename" && (
        <Rename title={title} busy={busy} onSave={rename} onCancel={() => setDoing(undefined)} />
      )}
      {doing === "text" && <ViewText view={view} />}
      {doing === "remove" && (
        <div className={styles.more}>
          <ConfirmDelete
            text={w.removeAsk}
            yes={w.removeYes}
            cancel={w.cancel}
            busy={busy}
            onYes={() => void remove()}
            onCancel={() => setDoing(undefined)}
          />
        </div>
      )}
      {doing === "forget" && (
        <div className={styles.more}>
          <ConfirmDelete
            text={editKey === undefined ? w.forgetKeyless : w.forgetAsk}
            yes={w.forgetYes}
            cancel={w.cancel}
            busy={busy}
            onYes={() => forget(w.done.forgotten)}
            onCancel={() => setDoing(undefined)}
          />
        </div>
      )}
      <div role="alert">
        {error !== undefined && (
          <p className={styles.fault}>
            {saveErrorText(error, locale, doing === "rename" ? "save" : "other")}
          </p>
        )}
      </div>
    </article>
  );
}

interface RenameProps {
  title: string;
  busy: boolean;
  onSave(title: string): void;
  onCancel(): void;
}

function Rename({ title, busy, onSave, onCancel }: RenameProps) {
  const { locale } = useAtlas();
  const w = myViewsWords[locale];
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const tidy = tidyLine(text);
    if (tidy === "" || tidy === title) onCancel();
    else onSave(tidy);
  };
  return (
    <form className={styles.more} onSubmit={save}>
      <label>
        <span className="visually-hidden">{w.newTitle}</span>
        <input
          ref={field}
          type="text"
          maxLength={viewLimits.title}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
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
