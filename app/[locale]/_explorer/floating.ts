"use client";

/** What floats over the map, where names have to stand clear of it. Every such element carries `data-floating`. */
import { useLayoutEffect } from "react";
import type { GraphCanvas } from "@/lib/canvas/canvas";

/** Tells the canvas what floats over it, whenever any of it comes, goes, moves or changes its size. */
export function usePanels(canvas: GraphCanvas | undefined): void {
  // After every render, since any may have brought or moved something.
  useLayoutEffect(() => {
    if (!canvas) return;
    const elements = [...document.querySelectorAll("[data-floating]")];
    if (elements.length === 0) canvas.setPanels([]);
    // Told of every element in the next frame, once it has its place: asking earlier would lay the page out twice.
    const watcher = new ResizeObserver(() =>
      canvas.setPanels(elements.map((element) => element.getBoundingClientRect())),
    );
    for (const element of elements) watcher.observe(element);
    return () => watcher.disconnect();
  });
}
