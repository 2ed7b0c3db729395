"use client";

/** What colours and sizes mean, under what the kinds are. */
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import type { Theme } from "@/app/[locale]/_parts/atlas";
import { colouringOf } from "@/lib/view/colouring";
import type { Exploration } from "@/lib/view/explore";
import type { View } from "@/lib/view/view";
import { StyleLegend } from "./style-legend";

interface MapLegendProps {
  view: View;
  filtration: Filtration | undefined;
  exploration: Exploration | undefined;
  theme: Theme;
}

/** Counts are of what is shown. Nothing for a style that is the usual one. */
export function MapLegend({ view: { style }, filtration, exploration, theme }: MapLegendProps) {
  if ((!style.colour && !style.size) || !filtration) return null;
  const colouring = style.colour ? colouringOf(filtration.speech, style.colour) : undefined;
  const counts = colouring?.entries.map(() => 0);
  if (counts && exploration)
    colouring?.paint.of.forEach((colour, entity) => {
      counts[colour] += exploration.inSight[entity];
    });
  return <StyleLegend speech={filtration.speech} style={style} theme={theme} counts={counts} />;
}
