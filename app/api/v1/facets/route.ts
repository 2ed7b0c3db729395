import { graphStore } from "@/app/_server/graph-store";
import { viewOf } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { facetsParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What the filter of a view would leave, by kind, scope and value. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(facetsParameters.shape));
  const ref = readParameters(rest, facetsParameters);
  const store = await graphStore();
  const { graph, version } = await store.info(ref);
  const facets = await store.facets(ref, view);
  return tagged(request, false, JSON.stringify({ graph, version, ...facets }));
});
