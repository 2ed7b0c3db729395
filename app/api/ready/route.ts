import { graphStore } from "@/app/_server/graph-store";
import { readOnly } from "@/app/_server/respond";

export const dynamic = "force-dynamic";

/** Whether questions about the graph can be answered. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async () => {
  await (await graphStore()).graphs();
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
});
