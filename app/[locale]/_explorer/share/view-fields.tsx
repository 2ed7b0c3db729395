"use client";

/** What is said of a saved view: title, description, author. */
import { type RefObject, useId } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { shareWords } from "@/lib/i18n/share-words";
import { tidyLine, tidyText } from "@/lib/view/plain-text";
import { viewLimits } from "@/lib/view/view-limits";
import styles from "./share.module.css";

export interface ViewTexts {
  readonly title: string;
  readonly description: string;
  readonly author: string;
}

/** As they are sent. */
export const tidyTexts = ({ title, description, author }: ViewTexts): ViewTexts => ({
  title: tidyLine(title),
  description: tidyText(description),
  author: tidyLine(author),
});

interface ViewFieldsProps {
  texts: ViewTexts;
  /** Whether the title is missing although it was to be saved. */
  isUntitled: boolean;
  titleField: RefObject<HTMLInputElement | null>;
  onChange(texts: ViewTexts): void;
}

export function ViewFields({ texts, isUntitled, titleField, onChange }: ViewFieldsProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].link;
  const id = useId();
  return (
    <div className={styles.fields}>
      <p className={styles.field}>
        <label className={styles.label} htmlFor={`${id}-title`}>
          {w.name}
        </label>
        <input
          ref={titleField}
          id={`${id}-title`}
          type="text"
          required
          maxLength={viewLimits.title}
          value={texts.title}
          aria-invalid={isUntitled}
          aria-describedby={isUntitled ? `${id}-untitled` : undefined}
          onChange={({ target }) => onChange({ ...texts, title: target.value })}
        />
        {isUntitled && (
          <span className={styles.fault} id={`${id}-untitled`} role="alert">
            {w.needsTitle}
          </span>
        )}
      </p>
      <p className={styles.field}>
        <label className={styles.label} htmlFor={`${id}-description`}>
          {w.description} <span className={styles.optional}>{w.optional}</span>
        </label>
        <textarea
          id={`${id}-description`}
          rows={3}
          maxLength={viewLimits.description}
          value={texts.description}
          placeholder={w.descriptionHint}
          onChange={({ target }) => onChange({ ...texts, description: target.value })}
        />
      </p>
      <p className={styles.field}>
        <label className={styles.label} htmlFor={`${id}-author`}>
          {w.author} <span className={styles.optional}>{w.optional}</span>
        </label>
        <input
          id={`${id}-author`}
          type="text"
          maxLength={viewLimits.author}
          autoComplete="name"
          value={texts.author}
          onChange={({ target }) => onChange({ ...texts, author: target.value })}
        />
      </p>
    </div>
  );
}
