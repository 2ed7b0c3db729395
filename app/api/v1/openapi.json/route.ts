import { graphStore } from "@/app/_server/graph-store";
import { readOnly, versioned } from "@/app/_server/respond";
import { graphParameters, readParameters } from "@/lib/api/contract";
import { openApiDocument } from "@/lib/api/openapi";

export const dynamic = "force-dynamic";

/** The description of this API in OpenAPI 3.1. */
export const { GET, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const ref = readParameters(parameters, graphParameters);
  const { version } = await (await graphStore()).info(ref);
  return versioned(request, version, ref.version !== undefined, () => JSON.stringify(openApiDocument()));
});
