/** The server's answer to a question that is asked of a large map. */
import type { Question as Asked } from "@/app/[locale]/_parts/answers";
import type { Parts } from "@/lib/api/source";
import type { Question } from "@/lib/view/view";

export type Answered = Awaited<ReturnType<Parts["answer"]>>;

export const answerQuery = (
  version: string,
  parts: Parts | null | undefined,
  question: Question | undefined,
): Asked<Answered | null> => ({
  key: [version, "answer", question],
  ask: async (signal) => (parts && question ? parts.answer(question, signal) : null),
});
