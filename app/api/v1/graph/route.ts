import { compactFile } from "@/app/_server/compact-file";
import { graphStore } from "@/app/_server/graph-store";
import { readOnly, versioned } from "@/app/_server/respond";
import { graphParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The whole graph in its compact form. */
export const { GET, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const ref = readParameters(parameters, graphParameters);
  const { version } = await (await graphStore()).info(ref);
  const content = await compactFile(version);
  return versioned(request, version, ref.version !== undefined, () => content);
});
