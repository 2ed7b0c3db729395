/** What marks stand for on a picture: kinds by colour and shape, or what else colours mean in its view. */
import { kindStyles } from "@/lib/canvas/style";
import type { ShapeName } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import { pictureWords } from "@/lib/i18n/picture-words";
import { colouringOf, sizingOf } from "@/lib/view/colouring";
import type { Theme } from "./picture-style";
import type { GraphData, ViewScene } from "./view-scene";

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly shape: ShapeName;
  /** How many entities the picture shows of it; where some are in focus, how many of these. */
  readonly count: number;
}

/** Entries that occur in the picture: kinds the most frequent first, other colours in their own order. */
export function legendOf(
  { graph, table, sections }: GraphData,
  { view, scene }: ViewScene,
  locale: Locale,
  theme: Theme,
): LegendEntry[] {
  const { hidden, explored, focus } = scene;
  const colouring =
    view.style.colour === undefined
      ? undefined
      : colouringOf({ graph, table, sections: sections[locale] }, view.style.colour);
  const paint = colouring && explored?.paint;
  const styles = kindStyles(scene.graph.ontology, theme);
  const counts = (paint ? paint.colours[theme] : styles).map(() => 0);
  const shown = focus?.members ?? Array.from(hidden, (_, node) => node);
  for (const node of shown) if (!hidden[node]) counts[paint ? paint.of[node] : scene.graph.kind[node]]++;
  const entries: LegendEntry[] = paint
    ? colouring.entries.map(({ label }, i) => ({
        label: label[locale],
        colour: paint.colours[theme][i],
        shape: "circle",
        count: counts[i],
      }))
    : Object.values(scene.graph.ontology.kinds).map(({ plural }, i) => ({
        label: plural[locale],
        colour: styles[i].colour,
        shape: styles[i].shape,
        count: counts[i],
      }));
  const found = entries.filter(({ count }) => count > 0);
  return paint ? found : found.sort((a, b) => b.count - a.count);
}

/** What its colours are about, and what sizes stand for, in words. */
export function legendWords(
  { graph, table, sections }: GraphData,
  { view }: ViewScene,
  locale: Locale,
): { title: string; sizes: string } {
  const w = pictureWords[locale];
  const speech = { graph, table, sections: sections[locale] };
  const { colour, size } = view.style;
  const colouring = colour === undefined ? undefined : colouringOf(speech, colour);
  const sizing = size === undefined ? undefined : sizingOf(speech, size);
  return {
    title: colouring ? w.colourIs(colouring.label[locale]) : w.kinds,
    sizes: sizing ? w.sizeIs(sizing.label[locale]) : w.importance,
  };
}
