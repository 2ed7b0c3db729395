/** What an embedded view starts from: a saved view that the server has put into the document, else its address. */
import type { SavedView } from "@/lib/api/views-contract";
import type { Text } from "@/lib/graph/schema";
import type { Grid } from "@/lib/graph/tile";
import { type EmbedOptions, parseEmbedOptions } from "@/lib/view/embed-options";
import { emptyView, type View, type ViewProblem } from "@/lib/view/view";

export interface EmbedStart {
  readonly options: EmbedOptions;
  readonly view: View;
  /** What was wrong with the address. */
  readonly problems: readonly ViewProblem[];
  /** Where the view is a saved one. */
  readonly saved?: SavedView;
  /** Its graph as it is now, where that is not the page's own. */
  readonly other?: OtherGraph;
}

export interface OtherGraph {
  readonly version: string;
  readonly entities: number;
  readonly relations: number;
  /** How its map is cut, where it is too large to be had as a whole. */
  readonly tiles?: Grid | undefined;
  /** Titles of the sections that its entities may name, by number. */
  readonly sections: Readonly<Record<string, Text>>;
}

export interface NoEmbedStart {
  readonly options: EmbedOptions;
  readonly failure: "missing" | "unavailable" | "gone";
}

/**
 * Never fails: without a view there is a reason.
 *
 * @param search of the address
 * @param block the text of the data block that holds the saved view, where there is one
 * @param own the graph that the page was built for
 */
export async function readStart(
  search: string,
  block: string | undefined,
  own: string,
): Promise<EmbedStart | NoEmbedStart> {
  const start = await readView(search, block);
  if ("failure" in start || start.view.graph === own) return start;
  const { ApiError } = await import("@/lib/api/source");
  try {
    const { readGraph } = await import("@/lib/api/graphs-client");
    const { version, sections, entities, relations, tiles } = await readGraph(start.view.graph);
    return { ...start, other: { version, sections, entities, relations, tiles } };
  } catch (error) {
    const isGone = error instanceof ApiError && error.problem?.code === "unknown-graph";
    return { options: start.options, failure: isGone ? "gone" : "unavailable" };
  }
}

/**
 * The same once more, where it could not be had: a document that was sent without its saved view stays so.
 *
 * @param path of the address
 * @returns nothing where what the server says cannot be read; asking again does not help either
 */
export async function readAgain(
  search: string,
  path: string,
  own: string,
): Promise<EmbedStart | NoEmbedStart | undefined> {
  const id = /^\/embed\/v\/([0-9A-Za-z]{1,20})$/.exec(path)?.[1];
  const { ApiError, errorOf, mayPass, request } = await import("@/lib/api/source");
  try {
    if (id === undefined) return await readStart(search, undefined, own);
    const response = await request(`/api/v1/views/${id}`);
    if (!response.ok) throw await errorOf(response);
    return await readStart(search, await response.text(), own);
  } catch (error) {
    const { options } = parseEmbedOptions(new URLSearchParams(search));
    if (mayPass(error)) return { options, failure: "unavailable" };
    const isMissing = error instanceof ApiError && error.problem?.code === "unknown-view";
    return isMissing ? { options, failure: "missing" } : undefined;
  }
}

async function readView(search: string, block: string | undefined): Promise<EmbedStart | NoEmbedStart> {
  const { options, rest } = parseEmbedOptions(new URLSearchParams(search));
  if (block === undefined) return { options, ...(await viewOf(rest)) };
  try {
    const given: unknown = JSON.parse(block);
    const { savedViewSchema } = await import("@/lib/api/views-contract");
    const read = savedViewSchema.safeParse(given);
    if (read.success) return { options, view: read.data.view, problems: [], saved: read.data };
    return { options, failure: failureOf(given) };
  } catch {
    return { options, failure: "unavailable" };
  }
}

function failureOf(block: unknown): NoEmbedStart["failure"] {
  if (typeof block !== "object" || block === null) return "unavailable";
  return "missing" in block ? "missing" : "gone" in block ? "gone" : "unavailable";
}

async function viewOf(parameters: URLSearchParams): Promise<Pick<EmbedStart, "view" | "problems">> {
  if (parameters.size === 0) return { view: emptyView, problems: [] };
  const { readSearch } = await import("@/app/[locale]/_explorer/read-search");
  const { view, problems } = await readSearch(`?${parameters}`);
  return { view, problems };
}
