/** A chart as a drawing, in the room that there is: a narrow one is arranged anew, not shrunk. */

import type { Ontology } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import { type Chart, marksOf } from "./chart";
import { drawBars } from "./draw-bars";
import { drawColumns } from "./draw-columns";
import { drawMatrix } from "./draw-matrix";
import { drawScatter } from "./draw-scatter";
import { drawShares } from "./draw-shares";
import type { Drawing, Room } from "./drawing";

/** Widths of the two variants, in CSS pixels. */
export const drawingWidths = { wide: 960, narrow: 328 } as const;
export type DrawingVariant = keyof typeof drawingWidths;

export function drawChart(
  chart: Chart,
  ontology: Ontology,
  locale: Locale,
  variant: DrawingVariant,
): Drawing {
  // Without anything to show there are no scales either.
  if (marksOf(chart).length === 0) return { width: drawingWidths[variant], height: 0, shapes: [] };
  const room: Room = { width: drawingWidths[variant], locale, isNarrow: variant === "narrow" };
  switch (chart.form) {
    case "columns":
      return drawColumns(chart, room);
    case "scatter":
      return drawScatter(chart, room);
    case "bars":
      return drawBars(chart, room, ontology.kinds[chart.spec.link.kind].colour);
    case "matrix":
      return drawMatrix(chart, room);
    case "shares":
      return drawShares(chart, room);
  }
}
