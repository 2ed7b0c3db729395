import { route, tagged } from "@/app/_server/respond";
import { changeView, readView, removeView } from "@/app/_server/saved-views";
import { allowWrite, bodyOf, editKeyOf } from "@/app/_server/writing";
import { readParameters } from "@/lib/api/contract";
import { viewParameters } from "@/lib/api/views-contract";

export const dynamic = "force-dynamic";

/** A saved view: anybody may read it, whoever has its edit key may change or delete it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = route<{ id: string }>({
  GET: async (request, parameters, { id }) => {
    readParameters(parameters, viewParameters);
    return tagged(request, false, JSON.stringify(await readView(id)));
  },
  PATCH: async (request, _, { id }) => {
    allowWrite(request);
    const key = editKeyOf(request);
    const changed = await changeView(id, key, await bodyOf(request));
    return Response.json(changed, { headers: { "Cache-Control": "no-store" } });
  },
  DELETE: async (request, _, { id }) => {
    allowWrite(request);
    await removeView(id, editKeyOf(request));
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  },
});
