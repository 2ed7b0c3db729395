import { originOf } from "@/app/_server/reader";
import { readOnly } from "@/app/_server/respond";
import { readView } from "@/app/_server/saved-views";
import { readParameters } from "@/lib/api/contract";
import { viewParameters } from "@/lib/api/views-contract";
import { bibtexOf } from "@/lib/view/citation";

export const dynamic = "force-dynamic";

/** A saved view as an entry of a bibliography, in BibTeX. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ id: string }>(
  async (request, parameters, { id }) => {
    readParameters(parameters, viewParameters);
    const { title, author, graph, dataVersion, createdAt } = await readView(id);
    const url = `${originOf(request)}/v/${id}`;
    const visitedAt = new Date().toISOString();
    return new Response(bibtexOf({ title, author, graph, dataVersion, createdAt, url, id, visitedAt }), {
      headers: {
        "Content-Type": "application/x-bibtex; charset=utf-8",
        "Content-Disposition": `inline; filename="large-model-atlas-${id}.bib"`,
        "Cache-Control": "no-cache",
      },
    });
  },
);
