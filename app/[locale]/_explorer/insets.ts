/** How much room what floats over the map takes. */
import type { Insets } from "@/lib/canvas/camera";

export interface Layout {
  isNarrow: boolean;
  /** Whether the panel is open. */
  open: boolean;
  /** Whether the introduction is shown. */
  intro: boolean;
  /** Whether it is the atlas's own, which says more than that of another graph. */
  isAtlas: boolean;
  /** Whether the filter or the list is shown; on a phone that is the panel. */
  side: boolean;
  /** Whether it is wide, as a table takes it. */
  wide: boolean;
  /** Whether conditions stand at the top, as on a phone. */
  chips: boolean;
  /** Whether what a saved view says of itself, or notes, stand beside the map; on a phone, at the top. */
  card: boolean;
  /** Whether a layout has placed everything anew: it may fill the room to its corners, as the map does not. */
  placed: boolean;
  /** Whether the timeline stands at the bottom. */
  timeline: boolean;
}

/** Height of the timeline, in CSS pixels. */
const timelineHeight = { narrow: 154, wide: 146 };

/** Room that the introduction takes at the foot of a phone; a tall one has room for more of it (start-panel.module.css). */
const introHeight = (isAtlas: boolean) => {
  const [short, tall] = isAtlas ? [250, 370] : [150, 260];
  return innerHeight < 740 ? short : tall;
};

/** Room that what floats at the edges takes, in CSS pixels: what is fitted is fitted between. */
export function insetsOf({
  isNarrow,
  open,
  intro,
  isAtlas,
  side,
  wide,
  chips,
  card,
  placed,
  timeline,
}: Layout): Insets {
  if (isNarrow) {
    const bottom =
      open || side
        ? Math.round(innerHeight * 0.45)
        : intro
          ? introHeight(isAtlas)
          : timeline
            ? timelineHeight.narrow + 60
            : 72;
    return { left: 8, top: 68 + (chips ? 56 : 0) + (card ? 52 : 0), right: 8, bottom };
  }
  const bottom = timeline ? timelineHeight.wide + 28 : 20;
  const left = wide ? 592 : intro || side || card || placed ? 372 : 248;
  return { left, top: 20, right: open ? 416 : 24, bottom };
}
