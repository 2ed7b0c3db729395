import { answering } from "@/app/_server/answering";
import { lineageParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What an entity comes from and what comes of it, page by page, the nearest first. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(lineageParameters, (store, ref, query) =>
  store.lineage(ref, query),
);
