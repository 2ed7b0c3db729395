"use client";

/** Of an answer too large to be shown on a part of a map: how much of it is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import panel from "@/app/[locale]/_explorer/panels/detail-panel.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { answerOf } from "@/lib/view/answer";
import { namedIn } from "@/lib/view/question-steps";
import type { Question } from "@/lib/view/view";
import { type Answered, answerKey } from "./answer-key";
import { causeOf } from "./cause";

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

interface OncePartAnsweredProps {
  graph: Graph;
  question: Question;
  /** Asks something else. */
  onAsk(question: Question): void;
  children: ReactNode;
}

/**
 * What is told of an answer, once what the server has found is on the part of a map: what is there before would be told
 * as if it were all. Until then, that it is on its way, or what is in the way.
 */
export function OncePartAnswered({ graph, question, onAsk, children }: OncePartAnsweredProps) {
  const { t, locale, source } = useAtlas();
  const queries = useQueryClient();
  const queryKey = answerKey(source.version, question);
  const { data: answer, error } = useQuery<Answered | null>({ queryKey, enabled: false });
  const { part } = graph;
  if (!part) return children;
  const cause = error && causeOf(error);
  if (cause)
    return (
      <div role="alert" className={panel.failed}>
        <p>{cause === "outdated" ? t.error.outdated : partWords[locale][cause]}</p>
        <p className={shared.actions}>
          {cause === "tooMuch" ? (
            nearerThan(question).map(([hops, nearer]) => (
              <button key={hops} type="button" className={shared.button} onClick={() => onAsk(nearer)}>
                {askWords[locale].depth.of(formatCount(hops, locale))}
              </button>
            ))
          ) : (
            <button
              type="button"
              className={shared.button}
              onClick={
                cause === "outdated"
                  ? () => location.reload()
                  : () => void queries.refetchQueries({ queryKey })
              }
            >
              {cause === "outdated" ? t.error.reload : t.retry}
            </button>
          )}
        </p>
      </div>
    );
  const isHere = answer?.ids.slice(0, awaited).every((id) => graph.indexOf(id) >= 0 || part.named.has(id));
  return isHere ? children : <p role="status">{t.loading}</p>;
}

/** The same question with fewer hops, by how many they are. */
function nearerThan(question: Question): [hops: number, nearer: Question][] {
  const fewer = (most: number, ask: (hops: number) => Question) =>
    [1, 2, 3].filter((hops) => hops < most).map((hops): [number, Question] => [hops, ask(hops)]);
  switch (question.as) {
    case "lineage":
    case "impact":
      return fewer(question.depth ?? Number.POSITIVE_INFINITY, (depth) => ({ ...question, depth }));
    case "paths":
      return fewer(question.hops, (hops) => ({ ...question, hops }));
    default:
      return [];
  }
}

/** How many entities on a part of a map answer a question: those that were found, and others that are there anyway. */
export const answeredHere = (graph: Graph, question: Question): number => {
  const asked = namedIn(question);
  return answerOf(graph, question).entities.filter((entity) => !asked.includes(graph.ids[entity])).length;
};

/** As many of those found as are surely asked for together. */
const awaited = 50;

export function PartAnswer({ graph, question }: { graph: Graph; question: Question }) {
  const { locale } = useAtlas();
  const answer = usePartAnswer(question);
  if (!answer || answer.total <= answer.ids.length) return null;
  const [shown, total] = [answeredHere(graph, question), answer.total].map((n) => formatCount(n, locale));
  return <p className={shared.muted}>{partWords[locale].answer(shown, total)}</p>;
}
