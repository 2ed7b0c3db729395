import { graphStore } from "@/app/_server/graph-store";
import { askedIn, viewOf } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { rankingParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The foremost entities of what a view shows. Measuring stops when the request is given up. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(rankingParameters.shape));
  const { by, limit, ...ref } = readParameters(rest, rankingParameters);
  const store = await graphStore();
  const { graph, version } = await store.info(ref);
  const ranking = await store.ranking(ref, askedIn(view), { by, limit }, request.signal);
  return tagged(request, false, JSON.stringify({ graph, version, ...ranking }));
});
