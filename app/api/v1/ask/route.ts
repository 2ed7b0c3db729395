import { answering } from "@/app/_server/answering";
import { askParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** A question in words as the view that answers it, with what was understood of it and what was not. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(
  askParameters,
  (store, ref, { q, locale }) => store.ask(ref, { text: q, locale }),
);
