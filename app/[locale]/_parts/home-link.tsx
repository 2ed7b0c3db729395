"use client";

/** The way back to the map, on pages that were reached from the map of some graph. */
import { type ReactNode, useSyncExternalStore } from "react";
import type { Locale } from "@/lib/graph/schema";
import { pageOf } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";

const parameter = "from";

/** Parameters of such a page that name the graph. */
export const fromGraph = (graph: string): string =>
  graph === emptyView.graph ? "" : `?${parameter}=${graph}`;

/** The graph that the reader has come from; the atlas where the address names none, and while the page is built ahead. */
export const useGraphBefore = (): string => useSyncExternalStore(never, graphBefore, () => emptyView.graph);

const never = () => () => undefined;

function graphBefore(): string {
  const graph = new URLSearchParams(location.search).get(parameter);
  return graph !== null && /^[a-z][a-z0-9-]{0,63}$/.test(graph) ? graph : emptyView.graph;
}

export function HomeLink({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <a href={pageOf(locale, useGraphBefore())}>{children}</a>;
}
