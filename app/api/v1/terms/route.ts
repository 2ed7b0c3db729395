import { answering } from "@/app/_server/answering";
import { termsParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** The terms of use that come down to an entity from what it is made of. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(termsParameters, (store, ref, { of }) =>
  store.terms(ref, of),
);
