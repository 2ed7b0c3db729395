"use client";

/** A text that this browser keeps under a key, for as long as the page where storage refuses it. */

export interface KeptText {
  /** As it is now, whichever tab wrote it; empty where there is none. */
  read(): string;
  /** False where it will be gone with the page. */
  write(text: string): boolean;
  /** Tells of changes, from other tabs as well. @returns what ends that */
  subscribe(tell: () => void): () => void;
}

/** @param merge what to read where storage has refused a text and another tab has stored a further one since */
export function keptText(key: string, merge: (stored: string, unstored: string) => string): KeptText {
  /** What storage has refused to take, and what stood there then. */
  let refused: { readonly text: string; readonly over: string } | undefined;
  const listeners = new Set<() => void>();
  const stored = () => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  };
  return {
    read() {
      const now = stored();
      if (!refused) return now;
      return now === refused.over ? refused.text : merge(now, refused.text);
    },
    write(text) {
      try {
        localStorage.setItem(key, text);
        refused = undefined;
      } catch {
        refused = { text, over: stored() };
      }
      for (const tell of listeners) tell();
      return refused === undefined;
    },
    subscribe(tell) {
      listeners.add(tell);
      addEventListener("storage", tell);
      return () => {
        listeners.delete(tell);
        removeEventListener("storage", tell);
      };
    },
  };
}
