import { answering } from "@/app/_server/answering";
import { questionsParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** Ready questions, each with the view that answers it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(
  questionsParameters,
  async (store, ref) => ({
    questions: await store.questions(ref),
  }),
);
