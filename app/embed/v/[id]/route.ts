import { readOnly } from "@/app/_server/respond";
import { savedPage } from "@/app/_server/saved-page";

export const dynamic = "force-dynamic";

/** A saved view for other pages to show in a frame, in the reader's language. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ id: string }>((request, _, { id }) =>
  savedPage(request, id, "/embed"),
);
