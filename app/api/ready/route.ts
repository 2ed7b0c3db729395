import { graphStore } from "@/app/_server/graph-store";
import { host } from "@/app/_server/host";
import { readOnly } from "@/app/_server/respond";
import { viewStoreState } from "@/app/_server/view-store";
import { ProblemError } from "@/lib/api/problem";
import { emptyView } from "@/lib/view/view";

export const dynamic = "force-dynamic";

/**
 * Whether requests should be sent here: from when questions about the atlas are answered and, where servers share a
 * database, that has been reached, until the server is told to stop. A database that is lost later is told and no more:
 * it is lost to all servers alike, and they would take the atlas away from its readers, which needs no database.
 */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async () => {
  const state = host()?.state;
  if (state === "starting") throw unready("This server has only begun.");
  if (state === "stopping") throw unready("This server is about to stop.");
  await (await graphStore()).info({ graph: emptyView.graph });
  const views = await viewStoreState();
  if (views === "unreached") throw unready("The database has not been reached yet.");
  return Response.json({ status: "ok", views }, { headers: { "Cache-Control": "no-store" } });
});

const unready = (detail: string): ProblemError => new ProblemError("unavailable", detail, { retryAfter: 1 });
