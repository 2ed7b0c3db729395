"use client";

/**
 * Whether the reader means this frame and not the page around it. Before, that page goes on scrolling under wheel and
 * finger; once the frame has the focus, or with the control key or two fingers, the map zooms and moves.
 */
import { type RefObject, useEffect, useState } from "react";

/** How long a hint stays, in milliseconds. */
const hintStays = 2200;

export type AttentionHint = "wheel" | "touch";

export interface Attention {
  readonly isHere: boolean;
  /** What to do, after the reader has tried in vain. */
  readonly hint: AttentionHint | undefined;
}

/** @param area what lies in it hears of no wheel that is meant for the page around it */
export function useAttention(area: RefObject<HTMLElement | null>): Attention {
  const [isHere, setHere] = useState(hasAttention);
  const [hint, setHint] = useState<AttentionHint>();
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    const follow = () => {
      setHere(hasAttention());
      setHint(undefined);
    };
    addEventListener("focus", follow, { signal });
    addEventListener("blur", follow, { signal });
    element.addEventListener(
      "wheel",
      (event) => {
        if (hasAttention() || event.ctrlKey || event.metaKey) return;
        event.stopPropagation();
        setHint("wheel");
      },
      { signal, capture: true, passive: true },
    );
    element.addEventListener(
      "pointercancel",
      ({ pointerType }) => {
        if (pointerType === "touch" && !hasAttention()) setHint("touch");
      },
      { signal },
    );
    return () => listening.abort();
  }, [area]);
  useEffect(() => {
    if (!hint) return;
    const timer = setTimeout(() => setHint(undefined), hintStays);
    return () => clearTimeout(timer);
  }, [hint]);
  return { isHere, hint };
}

/** In a window of its own there is nothing around that would scroll. */
const hasAttention = (): boolean => window.top === window.self || document.hasFocus();
