"use client";

/** Which note is read now: list and map show the same one. */
import { create } from "zustand";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { look } from "@/app/[locale]/_explorer/view-store";
import type { Note } from "@/lib/view/view";

export const useOpenNote = create<{ readonly index: number | undefined }>(() => ({ index: undefined }));

export const openNote = (index: number | undefined): void => useOpenNote.setState({ index });

/** Moves the map to where a note is. @param lookAt how the view is told; as in the address where nothing else is said */
export function showPlace(
  canvas: GraphCanvasHandle | undefined,
  at: Note["at"],
  lookAt: typeof look = look,
): void {
  if (typeof at === "string") return canvas?.flyTo([at]);
  if (!canvas) return;
  const { x, y } = canvas.mapPlace({ x: innerWidth, y: innerHeight });
  const { x: left, y: top } = canvas.mapPlace({ x: 0, y: 0 });
  const [w, h] = [(x - left) / 4, (y - top) / 4];
  lookAt({ left: at.x - w, top: at.y - h, right: at.x + w, bottom: at.y + h });
}
