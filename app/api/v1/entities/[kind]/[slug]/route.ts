import { graphStore } from "@/app/_server/graph-store";
import { missingEntity } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { entityParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** All that is known of one entity. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ kind: string; slug: string }>(
  async (request, parameters, { kind, slug }) => {
    const ref = readParameters(parameters, entityParameters);
    const store = await graphStore();
    const { graph, version } = await store.info(ref);
    const id = `${kind}/${slug}`;
    const record = await store.entity(ref, id);
    if (!record) return missingEntity(request, store, ref, { kind, slug });
    return tagged(request, false, JSON.stringify({ graph, version, ...record }));
  },
);
