import { graphPageAnswer } from "@/app/_server/graph-page";
import { readOnly } from "@/app/_server/respond";

export const dynamic = "force-dynamic";

/** The table of a graph other than the atlas. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ locale: string; graph: string }>(
  (request, _, { locale, graph }) => graphPageAnswer(request, locale, graph, "table"),
);
