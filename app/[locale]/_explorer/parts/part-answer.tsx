"use client";

/** Of an answer too large to be shown on a part of a map: how much of it is. */
import { useQuery } from "@tanstack/react-query";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import type { Question } from "@/lib/view/view";
import { type Answered, answerKey } from "./answer-key";

/** What the server answers of the whole, where only a part of its map is here and it has answered. */
export function usePartAnswer(question: Question): Answered | undefined {
  const { source } = useAtlas();
  // Whoever puts the parts into place has asked.
  const { data } = useQuery<Answered | null>({
    queryKey: answerKey(source.version, question),
    enabled: false,
  });
  return data ?? undefined;
}

export function PartAnswer({ question }: { question: Question }) {
  const { locale } = useAtlas();
  const answer = usePartAnswer(question);
  if (!answer || answer.total <= answer.ids.length) return null;
  const [shown, total] = [answer.ids.length, answer.total].map((n) => formatCount(n, locale));
  return <p className={shared.muted}>{partWords[locale].answer(shown, total)}</p>;
}
