"use client";

/** Of an answer too large to be shown on a part of a map: how much of it is. */
import { useQuery } from "@tanstack/react-query";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import type { Question } from "@/lib/view/view";
import { type Answered, answerKey } from "./answer-key";

export function PartAnswer({ question }: { question: Question }) {
  const { locale, source } = useAtlas();
  // Whoever puts the parts into place has asked.
  const { data } = useQuery<Answered | null>({
    queryKey: answerKey(source.version, question),
    enabled: false,
  });
  if (!data || data.total <= data.ids.length) return null;
  const [shown, total] = [data.ids.length, data.total].map((n) => formatCount(n, locale));
  return <p className={shared.muted}>{partWords[locale].answer(shown, total)}</p>;
}
