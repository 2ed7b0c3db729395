/** Where stories are: as a page, and on the map. */
import type { Locale } from "@/lib/graph/schema";
import { pageOf } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";

export const storyHref = (locale: Locale, slug: string): string => `/${locale}/stories/${slug}`;

/** Address of a tour's step, from 1: its view, and which step of which story that is. */
export const tourHref = (locale: Locale, slug: string, view: string, step = 1): string =>
  `${pageOf(locale, emptyView.graph)}?${view && `${view}&`}story=${slug}&step=${step}`;
