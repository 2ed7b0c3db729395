import { graphStore } from "@/app/_server/graph-store";
import { jsonBytes } from "@/app/_server/json-bytes";
import { readOnly, tagged } from "@/app/_server/respond";
import { graphParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The values of every facet in compact form; they belong to the compact graph of the same version. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const ref = readParameters(parameters, graphParameters);
  const facets = await (await graphStore()).facetTable(ref);
  return tagged(request, ref.version !== undefined, jsonBytes(facets));
});
