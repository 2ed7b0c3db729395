import { graphStore } from "@/app/_server/graph-store";
import { requireKnown } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { readParameters, searchParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** Entities by name, alias, pinyin or initials, the best match first. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { graph: name, version: pinned, q, kind, limit } = readParameters(parameters, searchParameters);
  const ref = { graph: name, version: pinned };
  const store = await graphStore();
  const { graph, version } = await store.info(ref);
  requireKnown("kind", kind, Object.keys((await store.ontology(ref)).kinds));
  const hits = await store.search(ref, { text: q, kind, limit });
  return tagged(request, false, JSON.stringify({ graph, version, hits }));
});
