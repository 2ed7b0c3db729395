import { graphStore } from "@/app/_server/graph-store";
import { readOnly, tagged } from "@/app/_server/respond";
import { graphParameters, readParameters } from "@/lib/api/contract";
import { openApiDocument } from "@/lib/api/openapi";

export const dynamic = "force-dynamic";

/** The description of this API in OpenAPI 3.1. It may change while the data stay, so no version pins it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const ref = readParameters(parameters, graphParameters);
  await (await graphStore()).info(ref);
  return tagged(request, false, JSON.stringify(openApiDocument()));
});
