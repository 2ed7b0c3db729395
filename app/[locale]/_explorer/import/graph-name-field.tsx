"use client";

/** What a graph is called. */
import { useEffect, useId, useRef } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Locale, Text } from "@/lib/graph/schema";
import { importWords } from "@/lib/i18n/import-words";
import styles from "./import.module.css";

interface GraphNameFieldProps {
  name: Text;
  /** It was asked for and is not there. */
  isMissing: boolean;
  onChange(name: Text): void;
}

const longestName = 80;

export function GraphNameField({ name, isMissing, onChange }: GraphNameFieldProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].name;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const isInvalid = isMissing && name[locale].trim() === "";
  useEffect(() => {
    if (isInvalid) field.current?.focus();
  }, [isInvalid]);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {w.label}
      </label>
      <input
        ref={field}
        id={id}
        type="text"
        maxLength={longestName}
        value={name[locale]}
        aria-invalid={isInvalid}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(renamed(name, target.value, locale))}
      />
      <p className={isInvalid ? styles.fault : styles.hint} id={`${id}-hint`}>
        {isInvalid ? w.needed : w.hint}
      </p>
    </div>
  );
}

/** One name serves both languages until they differ. */
export const renamed = (name: Text, text: string, locale: Locale): Text =>
  name.en === name.zh ? { en: text, zh: text } : { ...name, [locale]: text };
