"use client";

/**
 * Named styles that this browser keeps. What storage holds may be of another version or damaged, and storage may
 * refuse: a style that cannot be read is passed over, one that cannot be written lasts as long as the page.
 */
import { useMemo, useSyncExternalStore } from "react";
import { keptText } from "@/app/[locale]/_explorer/kept-text";
import { exploreLimits, type Style } from "@/lib/view/view";
import { styleSchema } from "@/lib/view/view-schema";

export type NamedStyle = Style & { readonly name: string };

/** Most styles kept; beyond, the oldest go. */
export const savedStylesLimit = 30;
export const storageKey = "atlas-styles";

/**
 * A name as it is kept: in one line, without what no address can carry, at most as long as a view allows. Empty
 * where nothing is left.
 */
export function tidyName(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cs}]/gu, "");
  // Cut between characters, since half of one is none.
  let tidy = "";
  for (const character of line.trim()) {
    if (tidy.length + character.length > exploreLimits.styleName) break;
    tidy += character;
  }
  return tidy.trim();
}

/** The styles in a stored text, newest first; none where it is no list. */
export function parseStyles(text: string): NamedStyle[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  const styles = new Map<string, NamedStyle>();
  for (const item of list) {
    const { success, data } = styleSchema.safeParse(item);
    const name = success ? tidyName(data.name ?? "") : "";
    if (success && name !== "" && !styles.has(name)) styles.set(name, { ...data, name });
  }
  return [...styles.values()].slice(0, savedStylesLimit);
}

/** With this style as the newest, in place of one of the same name. */
export const withStyle = (styles: readonly NamedStyle[], style: NamedStyle): NamedStyle[] =>
  [style, ...withoutStyle(styles, style.name)].slice(0, savedStylesLimit);

export const withoutStyle = (styles: readonly NamedStyle[], name: string): NamedStyle[] =>
  styles.filter((other) => other.name !== name);

const kept = keptText(storageKey, (stored, unstored) =>
  JSON.stringify(parseStyles(unstored).reduceRight(withStyle, parseStyles(stored))),
);

const write = (styles: readonly NamedStyle[]): boolean => kept.write(JSON.stringify(styles));

export const readStyles = (): NamedStyle[] => parseStyles(kept.read());

/** Keeps a style; false where it will be gone with the page. */
export const keepStyle = (style: NamedStyle): boolean => write(withStyle(readStyles(), style));

/** Forgets the style of this name; false where it will be back with the next page. */
export const dropStyle = (name: string): boolean => write(withoutStyle(readStyles(), name));

/** The styles that this browser keeps, newest first, as they are now. */
export function useSavedStyles(): NamedStyle[] {
  const text = useSyncExternalStore(kept.subscribe, kept.read, () => "");
  return useMemo(() => parseStyles(text), [text]);
}
