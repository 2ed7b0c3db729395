/** How much room a frame has, and what of it is taken by what stands over the map. */
import type { Insets } from "@/lib/canvas/camera";
import type { EmbedControl } from "@/lib/view/embed-options";

/** Media queries; embed.module.css follows the same sizes. */
export const rooms = {
  /** The panel stands beside the map, not over it. */
  wide: "(min-width: 640px)",
  /** Search has a field of its own, and not a button that opens it. */
  searchable: "(min-width: 520px)",
  /** Legend and timeline stand open. */
  roomy: "(min-width: 760px) and (min-height: 500px)",
} as const;

interface Taken {
  isWide: boolean;
  isRoomy: boolean;
  panel: boolean;
  timeline: boolean;
  controls: readonly EmbedControl[];
}

/** Of a row of controls, the legend, the panel at the side and the timeline, in CSS pixels. */
const sizes = { row: 48, legend: 232, panel: 328, timeline: 172 };
/** A frame as low as this has no room to spare for rows: the map goes through under them. */
const low = 280;

/** What is fitted is fitted between these, in CSS pixels from the edges of the map, which ends at the bar. */
export function insetsOf({ isWide, isRoomy, panel, timeline, controls }: Taken): Insets {
  const hasRow = controls.some((control) => control !== "panel" && control !== "zoom");
  const below = panel && !isWide ? Math.round(innerHeight * 0.5) : timeline ? sizes.timeline : 0;
  return {
    left: isRoomy && controls.includes("legend") ? sizes.legend : 8,
    top: hasRow && innerHeight > low ? sizes.row : 8,
    right: panel && isWide ? sizes.panel : controls.includes("zoom") && innerHeight > low ? sizes.row : 8,
    bottom: 8 + (innerHeight > low ? below : 0),
  };
}
