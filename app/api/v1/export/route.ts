import { exportAnswer } from "@/app/_server/exports";
import { viewOf } from "@/app/_server/lookup";
import { readOnly } from "@/app/_server/respond";
import { exportParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What a view shows, or the whole graph, as a file in one of the formats that people use. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(exportParameters.shape));
  const { graph, version, ...asked } = readParameters(rest, exportParameters);
  return exportAnswer(request, { graph, version }, { ...asked, view });
});
