import { route } from "@/app/_server/respond";
import { saveView } from "@/app/_server/saved-views";
import { allowWrite, bodyOf } from "@/app/_server/writing";

export const dynamic = "force-dynamic";

/** Saves a view. The edit key is told here and nowhere else. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    allowWrite(request);
    const created = await saveView(await bodyOf(request));
    const headers = { Location: `/api/v1/views/${created.id}`, "Cache-Control": "no-store" };
    return Response.json(created, { status: 201, headers });
  },
});
