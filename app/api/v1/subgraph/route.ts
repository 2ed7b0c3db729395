import { graphStore } from "@/app/_server/graph-store";
import { askedIn, viewOf } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { readParameters, subgraphParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The entities that a view shows, with the relations between them, page by page; where they stand is the map's own. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(subgraphParameters.shape));
  const { limit, cursor, ...ref } = readParameters(rest, subgraphParameters);
  const store = await graphStore();
  const { graph, version } = await store.info(ref);
  const page = await store.subgraph(ref, askedIn(view), { limit, cursor });
  return tagged(request, false, JSON.stringify({ graph, version, ...page }));
});
