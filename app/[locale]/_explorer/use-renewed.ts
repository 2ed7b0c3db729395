"use client";

/** Whether the server has other data of a graph than the page was opened with: asked now and then while one looks at it. */
import { useQuery } from "@tanstack/react-query";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { isOwn } from "@/lib/graph/own-name";
import { emptyView } from "@/lib/view/view";

/** Milliseconds between two questions, and after which coming back to the page asks another. */
const pause = { least: 150_000, usual: 300_000 };

/** Whether a graph other than the atlas has been imported anew; of the atlas, whose data come with the app, `useNewVersion` tells. */
export function useRenewed(isWatched: boolean): boolean {
  const { graph } = useAtlas();
  return useNewData(isWatched && graph !== emptyView.graph);
}

/** The same of any graph. @param isWatched whether the page shows the data that were current */
export function useNewData(isWatched: boolean): boolean {
  const { graph, source } = useAtlas();
  const { version } = source;
  const { data } = useQuery({
    queryKey: [version, "current"],
    queryFn: async () => (await (await import("@/lib/api/graphs-client")).readGraph(graph)).version,
    enabled: isWatched && !isOwn(graph),
    initialData: version,
    staleTime: pause.least,
    refetchInterval: pause.usual,
  });
  return data !== version;
}
