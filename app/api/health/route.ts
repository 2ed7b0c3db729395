import { readOnly } from "@/app/_server/respond";
import { viewStoreState } from "@/app/_server/view-store";

export const dynamic = "force-dynamic";

/** Whether the process answers at all, and how the store of saved views is, without which all else goes on. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async () =>
  Response.json(
    { status: "ok", views: await viewStoreState() },
    { headers: { "Cache-Control": "no-store" } },
  ),
);
