"use client";

/**
 * What floats over the map: how much room it leaves, and where names have to stand clear of it. Every such
 * element carries `data-floating`.
 */
import { useLayoutEffect } from "react";
import type { GraphCanvas, Insets } from "@/lib/canvas/canvas";

interface Layout {
  isNarrow: boolean;
  /** Whether the panel is open. */
  open: boolean;
  /** Whether the introduction is shown. */
  intro: boolean;
  /** Whether the filter or the list is shown; on a phone that is the panel. */
  side: boolean;
  /** Whether conditions stand at the top, as on a phone. */
  chips: boolean;
}

/** Room that what floats at the edges takes, in CSS pixels: what is fitted is fitted between. */
export function insetsOf({ isNarrow, open, intro, side, chips }: Layout): Insets {
  if (isNarrow) {
    const bottom = open || side ? Math.round(innerHeight * 0.45) : intro ? 190 : 72;
    return { left: 8, top: chips ? 124 : 68, right: 8, bottom };
  }
  return { left: intro || side ? 372 : 248, top: 20, right: open ? 416 : 24, bottom: 20 };
}

/** Tells the canvas what floats over it, whenever any of it comes, goes, moves or changes its size. */
export function usePanels(canvas: GraphCanvas | undefined): void {
  // After every render, since any may have brought or moved something.
  useLayoutEffect(() => {
    if (!canvas) return;
    const elements = [...document.querySelectorAll("[data-floating]")];
    const measure = () => canvas.setPanels(elements.map((element) => element.getBoundingClientRect()));
    measure();
    const watcher = new ResizeObserver(measure);
    for (const element of elements) watcher.observe(element);
    return () => watcher.disconnect();
  });
}
