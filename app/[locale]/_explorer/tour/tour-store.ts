/**
 * Which step of which story the reader is at. It stands in the address beside the view (view-store.ts writes it there)
 * and is no part of it: another view may be on the screen meanwhile, and whoever shares a view shares no tour.
 *
 * The first script has this; all else of tours is loaded when one begins.
 */
import { create } from "zustand";

export interface TourPlace {
  readonly slug: string;
  /** From 1. */
  readonly step: number;
}

interface TourState {
  readonly place: TourPlace | undefined;
  /** Whether the view is that of the step, but for where the reader looks; the tour says so once it is there. */
  readonly isAtStep: boolean;
  /** Whether it is shown in large type, for a lecture. */
  readonly isLecture: boolean;
}

export const useTour = create<TourState>(() => ({ place: undefined, isAtStep: true, isLecture: false }));

/** The parameters of an address that tell the place, behind those of the view. */
export function withPlace(query: string): string {
  const { place } = useTour.getState();
  return place ? `${query && `${query}&`}story=${place.slug}&step=${place.step}` : query;
}
