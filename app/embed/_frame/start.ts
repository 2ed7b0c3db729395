/** What an embedded view starts from: a saved view that the server has put into the document, else its address. */
import type { SavedView } from "@/lib/api/views-contract";
import { type EmbedOptions, parseEmbedOptions } from "@/lib/view/embed-options";
import { emptyView, type View, type ViewProblem } from "@/lib/view/view";

export interface EmbedStart {
  readonly options: EmbedOptions;
  readonly view: View;
  /** What was wrong with the address. */
  readonly problems: readonly ViewProblem[];
  /** Where the view is a saved one. */
  readonly saved?: SavedView;
}

export interface NoEmbedStart {
  readonly options: EmbedOptions;
  readonly failure: "missing" | "unavailable";
}

/**
 * Never fails: without a view there is a reason.
 *
 * @param search of the address
 * @param block the text of the data block that holds the saved view, where there is one
 */
export async function readStart(
  search: string,
  block: string | undefined,
): Promise<EmbedStart | NoEmbedStart> {
  const { options, rest } = parseEmbedOptions(new URLSearchParams(search));
  if (block === undefined) return { options, ...(await viewOf(rest)) };
  try {
    const given: unknown = JSON.parse(block);
    const { savedViewSchema } = await import("@/lib/api/views-contract");
    const read = savedViewSchema.safeParse(given);
    if (read.success) return { options, view: read.data.view, problems: [], saved: read.data };
    return { options, failure: isMissing(given) ? "missing" : "unavailable" };
  } catch {
    return { options, failure: "unavailable" };
  }
}

const isMissing = (block: unknown): boolean =>
  typeof block === "object" && block !== null && "missing" in block;

async function viewOf(parameters: URLSearchParams): Promise<Pick<EmbedStart, "view" | "problems">> {
  if (parameters.size === 0) return { view: emptyView, problems: [] };
  const { readSearch } = await import("@/app/[locale]/_explorer/read-search");
  const { view, problems } = await readSearch(`?${parameters}`);
  return { view, problems };
}
