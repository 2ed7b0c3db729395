import { chartAnswer } from "@/app/_server/chart-files";
import { readOnly } from "@/app/_server/respond";
import { chartParameters } from "@/lib/api/chart-contract";
import { readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** A chart to take away: as a picture, or its numbers. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ chart: string }>(
  async (request, parameters, { chart }) =>
    chartAnswer(request, chart, readParameters(parameters, chartParameters)),
);
