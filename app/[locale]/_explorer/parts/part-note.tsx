"use client";

/** What is here of a large map, in a line; and what is in the way where something is. */
import { useMemo } from "react";
import { useLasting } from "@/app/[locale]/_explorer/use-lasting";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { context, out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import type { Question } from "@/lib/view/view";
import { causeOf } from "./cause";
import { answeredHere } from "./part-answer";
import styles from "./parts.module.css";

interface PartNoteProps {
  graph: Graph;
  /** Whether everything stands at its own place. */
  isMap: boolean;
  shifted: boolean;
  /** Whether something covers the foot of a narrow one. */
  covered: boolean;
  quiet: boolean | undefined;
  /** Of the question that is asked: the entities that are here, and how many there are. */
  answer:
    | { readonly ids: readonly string[]; readonly total: number; readonly question: Question }
    | undefined;
  /** Whether the reader waits for an entity; whether there is none such. */
  isGoing: boolean;
  isUnknown: boolean;
  /** Whether something that was asked for is on its way. */
  isComing: boolean;
  /** Whether what is here is not yet what the view's filter leaves. */
  isFiltering: boolean;
  failure: Error | undefined;
  onRetry(): void;
  onWithoutFilter(): void;
}

/** What is drawn meanwhile is not the answer, so that is told sooner than that something else is on its way; in milliseconds. */
const filteringTold = 250;

export function PartNote({
  graph,
  isMap,
  shifted,
  covered,
  quiet,
  answer,
  isGoing,
  isUnknown,
  isComing,
  isFiltering,
  failure,
  onRetry,
  onWithoutFilter,
}: PartNoteProps) {
  const { t, locale } = useAtlas();
  const w = partWords[locale];
  const cause = failure && causeOf(failure);
  const problem =
    cause === "outdated" ? t.error.outdated : cause ? w[cause] : isUnknown ? w.unknown : undefined;
  const lasting = useLasting(isComing || isFiltering, isFiltering ? filteringTold : undefined);
  const coming = isFiltering ? w.filtering : w.coming;
  const told = problem ?? (lasting === "long" ? w.slow : isGoing ? w.going : lasting && coming);
  const isLate = cause !== undefined || lasting === "long";
  const text = useShown(graph, isMap, answer);
  return (
    <div
      className={styles.note}
      data-floating
      data-shifted={shifted}
      data-covered={covered}
      data-told={told !== undefined}
      data-failed={problem !== undefined || (isFiltering && isLate)}
    >
      <p role="status" hidden={!told}>
        {told}
      </p>
      {!told && !quiet && !isFiltering && <p>{text}</p>}
      {cause && cause !== "tooMuch" && (
        <button
          type="button"
          className={styles.button}
          onClick={cause === "outdated" ? () => location.reload() : onRetry}
        >
          {cause === "outdated" ? t.error.reload : t.retry}
        </button>
      )}
      {isFiltering && isLate && cause !== "outdated" && (
        <button type="button" className={styles.button} onClick={onWithoutFilter}>
          {filterWords[locale].clear}
        </button>
      )}
    </div>
  );
}

/** How much of what there is is shown. */
function useShown(graph: Graph, isMap: boolean, answer: PartNoteProps["answer"]): string | undefined {
  const { locale } = useAtlas();
  const w = partWords[locale];
  const count = (n: number) => formatCount(n, locale);
  const { here, around } = useMemo(() => entitiesHere(graph), [graph]);
  if (answer)
    return answer.total > answer.ids.length
      ? w.answer(count(answeredHere(graph, answer.question)), count(answer.total))
      : undefined;
  const { part } = graph;
  if (!part || !isMap) return undefined;
  const total = Math.max(part.total, here);
  if (total === 0) return w.none;
  if (part.filter) {
    if (around === 0) return w.filtered(count(here), count(total));
    return here < total
      ? w.filteredOrTied(count(here), count(total))
      : w.filteredAndTied(count(here - around), count(around));
  }
  return here < total ? w.shown(count(here), count(total)) : w.all(count(total));
}

/** How many of the part's entities stand in it, and not elsewhere; and how many of these are only tied to what a filter leaves. */
function entitiesHere({ size, x, y, part }: Graph): { here: number; around: number } {
  if (!part) return { here: size, around: 0 };
  const { left, top, right, bottom } = part.rectangle;
  let [here, around] = [0, 0];
  for (let i = 0; i < size; i++) {
    const standing = part.standing?.[i];
    if (x[i] < left || x[i] > right || y[i] < top || y[i] > bottom || standing === out) continue;
    here++;
    if (standing === context) around++;
  }
  return { here, around };
}
