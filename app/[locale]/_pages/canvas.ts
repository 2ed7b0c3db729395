/** From a page to the canvas with the same things in view, and a picture of them. */
import type { Locale } from "@/lib/graph/schema";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { emptyView, formatView, type View } from "@/lib/view/view";

const whole = (view: Partial<View>): View => ({ ...emptyView, ...view });

/** Address of the explorer with this view; what is left out is as in the whole atlas. */
export function canvasHref(locale: Locale, view: Partial<View>): string {
  const shown = whole(view);
  const query = queryInGraph(shown);
  return `${pageOf(locale, shown.graph)}${query && `?${query}`}`;
}

/** Whose title stands above a picture; without one, it says what the view asks for. */
export interface Told {
  readonly story: string;
  /** From 1; absent for the title of the story itself. */
  readonly step?: number;
}

interface PictureOptions {
  readonly theme?: "light" | "dark" | undefined;
  readonly told?: Told | undefined;
}

/**
 * Path of the picture of a view, 1200 × 630 pixels.
 *
 * @param version of the data, so that the picture may be kept
 * @param told by which step of which story, whose title then stands above it
 */
export function previewPath(
  locale: Locale,
  view: Partial<View>,
  version: string,
  { theme, told }: PictureOptions = {},
): string {
  const query = formatView(whole({ ...view, data: version }));
  const step = told?.step === undefined ? "" : `&step=${told.step}`;
  const title = told ? `&story=${told.story}${step}` : "";
  return `/api/v1/preview?locale=${locale}${theme ? `&theme=${theme}` : ""}${title}&${query}`;
}
