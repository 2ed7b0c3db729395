import { graphStore } from "@/app/_server/graph-store";
import { readOnly, tagged } from "@/app/_server/respond";
import { graphsParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The graphs that are served, each at its current version. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  readParameters(parameters, graphsParameters);
  const infos = await (await graphStore()).graphs();
  const graphs = infos.map(({ graph, name, version, entities, relations, tiles }) => ({
    graph,
    name,
    version,
    entities,
    relations,
    tiles,
  }));
  return tagged(request, false, JSON.stringify({ graphs }));
});
