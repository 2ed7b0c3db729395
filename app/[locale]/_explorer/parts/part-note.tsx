"use client";

/** What is here of a large map, in a line; and what is in the way where something is. */
import { useMemo } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { ApiError } from "@/lib/api/source";
import { context, out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
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
  answer: { readonly ids: readonly string[]; readonly total: number } | undefined;
  /** Whether the reader waits for an entity; whether there is none such. */
  isGoing: boolean;
  isUnknown: boolean;
  failure: ApiError | undefined;
  onRetry(): void;
}

export function PartNote({
  graph,
  isMap,
  shifted,
  covered,
  quiet,
  answer,
  isGoing,
  isUnknown,
  failure,
  onRetry,
}: PartNoteProps) {
  const { t, locale } = useAtlas();
  const w = partWords[locale];
  const isOutdated =
    failure?.problem?.code === "unknown-version" || failure?.problem?.code === "unknown-graph";
  const problem = failure
    ? isOutdated
      ? t.error.outdated
      : failure.status === 0
        ? w.offline
        : failure.status === 400
          ? w.refused
          : w.failed
    : isUnknown
      ? w.unknown
      : undefined;
  const told = problem ?? (isGoing ? w.going : undefined);
  const text = useShown(graph, isMap, answer);
  return (
    <div
      className={styles.note}
      data-floating
      data-shifted={shifted}
      data-covered={covered}
      data-failed={problem !== undefined}
    >
      <p role="status" hidden={!told}>
        {told}
      </p>
      {!told && !quiet && <p>{text}</p>}
      {failure && (
        <button
          type="button"
          className={styles.button}
          onClick={isOutdated ? () => location.reload() : onRetry}
        >
          {isOutdated ? t.error.reload : t.retry}
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
      ? w.answer(count(answer.ids.length), count(answer.total))
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
