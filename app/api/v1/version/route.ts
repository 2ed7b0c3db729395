import { buildId } from "@/app/_server/build-id";
import { graphStore } from "@/app/_server/graph-store";
import { readOnly } from "@/app/_server/respond";
import { emptyView } from "@/lib/view/view";

export const dynamic = "force-dynamic";

/** Which build answers, and its data: pages that stay open ask whether they are still of the newest. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async () => {
  const { graph, version } = await (await graphStore()).info({ graph: emptyView.graph });
  const build = (await buildId()).trim();
  return Response.json({ graph, version, build }, { headers: { "Cache-Control": "no-store" } });
});
