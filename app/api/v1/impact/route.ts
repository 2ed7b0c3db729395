import { answering } from "@/app/_server/answering";
import { impactParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What a change of an entity would affect, page by page, the nearest first. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(impactParameters, (store, ref, query) =>
  store.impact(ref, query),
);
