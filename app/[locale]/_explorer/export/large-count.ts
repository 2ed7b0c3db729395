/** How much of a graph that is too large to be here as a whole a file would hold. */
import { useQuery } from "@tanstack/react-query";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { type ApiError, ask } from "@/lib/api/source";
import { mostOfLarge } from "@/lib/export/export-kind";
import type { Graph } from "@/lib/graph/graph";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";

interface LargeCount {
  /** Entities, and how many of them only stand back; absent as long as the server has not counted. */
  readonly count: { readonly entities: number; readonly context: number } | undefined;
  readonly error: ApiError | null;
  /** Whether a file can hold so many. */
  readonly fits: boolean;
  /** What is said of it. */
  readonly text: string | undefined;
}

/** @param query of what is wanted, as the address of the API has it; nothing where it is not known, or is too long */
export function useLargeCount(
  graph: Graph,
  query: string | null | undefined,
  withContext: boolean,
): LargeCount | undefined {
  const { locale, source } = useAtlas();
  const { data, error } = useQuery<{ members: number; context?: number | undefined } | null, ApiError>({
    queryKey: [source.version, "shown", query],
    queryFn: async ({ signal }) => {
      const parameters = { ...Object.fromEntries(new URLSearchParams(query ?? "")), limit: 1 };
      const schema = async () => (await import("@/lib/api/contract")).subgraphAnswer;
      return (await ask("/api/v1/subgraph", parameters, schema, signal)) ?? null;
    },
    enabled: graph.part !== undefined && typeof query === "string",
  });
  if (!graph.part) return undefined;
  const count = data
    ? { entities: data.members + (data.context ?? 0), context: data.context ?? 0 }
    : undefined;
  const inFile = count && count.entities - (withContext ? 0 : count.context);
  // What stands back is read as well, to know what it is.
  const fits = count !== undefined && count.entities <= mostOfLarge;
  const told = (n: number) => formatCount(n, locale);
  const w = partWords[locale];
  const text =
    count === undefined || inFile === undefined
      ? undefined
      : fits
        ? w.inFile(told(inFile))
        : w.tooMany(told(count.entities), told(mostOfLarge));
  return { count, error, fits, text };
}
