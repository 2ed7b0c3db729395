import { currentVersion } from "@/app/_server/graph-store";
import { pictureMark } from "@/app/_server/page-head";
import { previewAnswer } from "@/app/_server/previews";
import { readOnly } from "@/app/_server/respond";
import { readView } from "@/app/_server/saved-views";
import { readParameters, savedPreviewParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** A picture of a saved view: of a live one on the current data, of a frozen one on its snapshot. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ id: string }>(
  async (request, parameters, { id }) => {
    const { locale, theme, r } = readParameters(parameters, savedPreviewParameters);
    const saved = await readView(id);
    const { title, view, graph, frozen, dataVersion } = saved;
    const ref = { graph, version: frozen ? dataVersion : undefined };
    const isSettled = r === pictureMark(saved, await currentVersion(graph));
    return previewAnswer(request, ref, { view, locale, theme, title }, isSettled);
  },
);
