import { answering } from "@/app/_server/answering";
import { compareParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** What two to four entities have in common, and what is each one's own. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(compareParameters, (store, ref, { of }) =>
  store.compare(ref, of),
);
