import { readOnly } from "@/app/_server/respond";
import { savedPage } from "@/app/_server/saved-page";

export const dynamic = "force-dynamic";

/** The explorer with a saved view, in the reader's language. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ id: string }>((request, _, { id }) =>
  savedPage(request, id, ""),
);
