import { graphStore } from "@/app/_server/graph-store";
import { jsonBytes } from "@/app/_server/json-bytes";
import { readOnly, tagged } from "@/app/_server/respond";
import { graphParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The whole graph in its compact form. Its version is a hash over content and form. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const ref = readParameters(parameters, graphParameters);
  const compact = await (await graphStore()).compact(ref);
  return tagged(request, ref.version !== undefined, jsonBytes(compact));
});
