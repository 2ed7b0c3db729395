/** Under which key the server's answer to a question is kept. */
import type { Parts } from "@/lib/api/source";
import type { Question } from "@/lib/view/view";

export type Answered = Awaited<ReturnType<Parts["answer"]>>;

export const answerKey = (version: string, question: Question | undefined) => [version, "answer", question];
