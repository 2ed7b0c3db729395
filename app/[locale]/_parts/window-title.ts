"use client";

import { useEffect } from "react";

/** Keeps the window's title, and so what its history says of the page. */
export function useWindowTitle(title: string): void {
  useEffect(() => {
    const set = () => {
      if (document.title !== title) document.title = title;
    };
    set();
    // The framework writes the page's own title once it comes to that, which may be later.
    const watcher = new MutationObserver(set);
    watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => watcher.disconnect();
  }, [title]);
}
