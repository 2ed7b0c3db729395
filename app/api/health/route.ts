import { readOnly } from "@/app/_server/respond";

export const dynamic = "force-dynamic";

/** Whether the process answers at all. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(() =>
  Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } }),
);
