import { readOnly, tagged } from "@/app/_server/respond";
import { changesOf } from "@/app/_server/saved-views";
import { readParameters } from "@/lib/api/contract";
import { viewParameters } from "@/lib/api/views-contract";

export const dynamic = "force-dynamic";

/** What a frozen view would show otherwise if it were made on the current data. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ id: string }>(
  async (request, parameters, { id }) => {
    readParameters(parameters, viewParameters);
    return tagged(request, false, JSON.stringify(await changesOf(id)));
  },
);
