import { answering } from "@/app/_server/answering";
import { pathsParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** Why two entities are connected: the best ways between them, hop by hop with what supports it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(pathsParameters, (store, ref, query) =>
  store.paths(ref, query),
);
