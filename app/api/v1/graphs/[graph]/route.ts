import { graphAbout } from "@/app/_server/graph-store";
import { readOnly, tagged } from "@/app/_server/respond";
import { graphsParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What a graph is, and which state of its data is the current one. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ graph: string }>(
  async (request, parameters, { graph }) => {
    readParameters(parameters, graphsParameters);
    return tagged(request, false, JSON.stringify(await graphAbout(graph)));
  },
);
