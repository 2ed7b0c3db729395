/** How much room what floats over the map takes. */
import type { Insets } from "@/lib/canvas/camera";

export interface Layout {
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
