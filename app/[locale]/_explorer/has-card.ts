"use client";

/** Whether there is something to be said over a view: it was saved, is of earlier data, or holds notes. */
import type { View } from "@/lib/view/view";
import { useView } from "./view-store";

export function useHasCard({ data, notes }: View): boolean {
  const isSaved = useView(({ saved }) => saved !== undefined);
  return isSaved || data !== undefined || notes.length > 0;
}
