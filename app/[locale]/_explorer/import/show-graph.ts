"use client";

/** Goes to another graph of this browser, in the same page: one that storage has no room for ends with it. */
import { readSearch } from "@/app/[locale]/_explorer/read-search";
import { openGraph } from "@/app/[locale]/_explorer/view-store";

/** @param parameters of an address, of the view in which it is to be seen; the usual one where absent */
export async function showGraph(graph: string, parameters: string | undefined): Promise<void> {
  const { view } = await readSearch(parameters ? `?${parameters}` : "");
  // A file may tell of the data that it was saved from: here are those that are in it.
  const { data: _, ...shown } = view;
  openGraph({ ...shown, graph });
}
