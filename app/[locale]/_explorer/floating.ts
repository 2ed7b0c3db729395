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
    const measure = () => canvas.setPanels(elements.map((element) => element.getBoundingClientRect()));
    measure();
    const watcher = new ResizeObserver(measure);
    for (const element of elements) watcher.observe(element);
    return () => watcher.disconnect();
  });
}
