/** Where a graph is explored: the atlas at the page of its language, every other graph below it. */
import type { Locale } from "@/lib/graph/schema";
import { emptyView, formatView, type View } from "./view";

const pagePattern = /^\/(?:zh|en)\/g\/([a-z][a-z0-9-]{0,63})\/?$/;

/** The graph that a path of the explorer names; nothing for other paths. */
export const graphInPath = (pathname: string): string | undefined => pagePattern.exec(pathname)?.[1];

/** Path of the explorer on a graph. */
export const pageOf = (locale: Locale, graph: string): string =>
  graph === emptyView.graph ? `/${locale}` : `/${locale}/g/${graph}`;

/** Path of the table of a graph. */
export const tableOf = (locale: Locale, graph: string): string => `${pageOf(locale, graph)}/table`;

/** The view as parameters of an address whose path names the graph. */
export const queryInGraph = (view: View): string => formatView({ ...view, graph: emptyView.graph });
