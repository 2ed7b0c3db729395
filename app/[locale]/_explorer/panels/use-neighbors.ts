"use client";

/** The neighbours of one type and direction, page after page. */
import { useState } from "react";
import { neighborsQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { useAnswers } from "@/app/[locale]/_parts/use-answer";
import type { EntityId } from "@/lib/graph/schema";
import type { Direction, Neighbor } from "@/lib/store/store";

interface Neighbors {
  /** As far as they have come. */
  readonly neighbors: readonly Neighbor[] | undefined;
  readonly error: Error | undefined;
  readonly busy: boolean;
  /** Asks once more for what has failed. */
  again(): void;
  /** Asks for the next page, where there is one. */
  readonly more: (() => void) | undefined;
}

export function useNeighbors(id: EntityId, type: string, direction: Direction, wanted: boolean): Neighbors {
  const { source } = useAtlas();
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const pages = useAnswers(
    cursors.map((cursor) => neighborsQuery(source, id, type, direction, cursor)),
    { wanted },
  );
  const came = pages.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const failed = pages.find(({ error }) => error);
  const next = pages.at(-1)?.data?.next;
  return {
    neighbors: came.length > 0 ? came.flatMap((page) => page?.neighbors ?? []) : undefined,
    error: failed?.error,
    busy: pages.some(({ busy }) => busy),
    again: () => failed?.again(),
    more: next === undefined ? undefined : () => setCursors([...cursors, next]),
  };
}
