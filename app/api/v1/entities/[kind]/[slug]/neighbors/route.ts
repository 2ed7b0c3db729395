import { graphStore } from "@/app/_server/graph-store";
import { missingEntity, requireKnown } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { neighborsParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** An entity's neighbours, page by page, the most important first. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ kind: string; slug: string }>(
  async (request, parameters, { kind, slug }) => {
    const { graph: name, version: pinned, ...query } = readParameters(parameters, neighborsParameters);
    const ref = { graph: name, version: pinned };
    const store = await graphStore();
    const { graph, version } = await store.info(ref);
    requireKnown("type", query.type, Object.keys((await store.ontology(ref)).relations));
    const id = `${kind}/${slug}`;
    const page = await store.neighbors(ref, id, query);
    if (!page) return missingEntity(request, store, ref, { kind, slug });
    return tagged(request, false, JSON.stringify({ graph, version, ...page }));
  },
);
