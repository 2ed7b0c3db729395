"use client";

/**
 * Puts the part of a large map that is wanted into the place of the graph: another one when the camera has come to rest
 * elsewhere, or when the view speaks of something else; and says what is there. Until it is here, the part before stays.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { graphQuery } from "@/app/[locale]/_explorer/queries";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { broughtIn, comesAlong, expansionsKey } from "@/lib/api/part-expansions";
import type { PartAsked } from "@/lib/api/source";
import type { Graph } from "@/lib/graph/graph";
import type { PartCounts } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { clearFilter } from "@/lib/view/filter-steps";
import { centresOf, filterAsked, namesOf } from "@/lib/view/parts";
import type { Rectangle, View } from "@/lib/view/view";
import { answerKey } from "./answer-key";
import { useHeard } from "./heard";
import { PartNote } from "./part-note";
import { knownNames, useNames, withNames } from "./use-names";
import { usePart } from "./use-part";

interface MapPartsProps {
  graph: Graph;
  view: View;
  canvas: GraphCanvasHandle | undefined;
  /** An entity that has to be here, since the reader wants to go there. */
  awaited: EntityId | undefined;
  /** Whether a panel covers the right side of a wide screen. */
  shifted: boolean;
  /** Whether something covers the foot of a narrow one. */
  covered: boolean;
  /** Whether it is told only what is in the way, and not how much is here. */
  quiet?: boolean;
  /** There is no such entity. */
  onUnknown(): void;
  onStep(step: (now: View) => View): void;
}

export function MapParts({
  graph,
  view,
  canvas,
  awaited,
  shifted,
  covered,
  quiet,
  onUnknown,
  onStep,
}: MapPartsProps) {
  const { source, recovery } = useAtlas();
  const queries = useQueryClient();
  const { version } = source;
  const [unknown, setUnknown] = useState<EntityId>();
  const { data: parts } = useQuery({
    queryKey: [version, "parts"],
    queryFn: async () => (await source.parts?.()) ?? null,
    structuralSharing: false,
  });
  const { question } = view;
  const {
    data: answer,
    error: answerError,
    isFetching: isAnswering,
  } = useQuery({
    queryKey: answerKey(version, question),
    queryFn: ({ signal }) => (parts && question ? parts.answer(question, signal) : null),
    enabled: Boolean(parts && question),
  });
  const { expansions } = view;
  const { data: brought, error: broughtError } = useQuery({
    queryKey: expansionsKey(version, expansions),
    queryFn: ({ signal }) => broughtIn(expansions, (id, query) => source.neighbors(id, query, signal)),
    enabled: Boolean(parts) && !expansions.every(comesAlong),
  });
  const heard = useHeard();
  const filter = filterAsked(view);
  const countsKey = [version, "counts", filter];
  const { data: counts, error: countsError } = useQuery({
    queryKey: countsKey,
    queryFn: ({ signal }) => parts?.counts(filter, signal) ?? null,
    enabled: Boolean(parts),
    structuralSharing: false,
  });
  const isMap = view.layout.as === "atlas";
  const sight = useSight(canvas, view.camera, isMap);
  const around = [...(awaited === undefined ? [] : [awaited]), ...centresOf(view)];
  const named = [
    ...new Set([...namesOf(view), ...(question ? (answer?.ids ?? []) : []), ...(brought ?? []), ...heard]),
  ];
  const asked: PartAsked = { sight, around, with: named.filter((id) => !around.includes(id)), filter };

  const put = useCallback(
    (part: Graph) =>
      queries.setQueryData(graphQuery(source).queryKey, (now: Graph | undefined) =>
        now?.part?.key === part.part?.key
          ? now
          : withNames(
              withCounts(part, queries.getQueryData([version, "counts", part.part?.filter])),
              knownNames(version),
            ),
      ),
    [queries, source, version],
  );
  const { isComing, failure, retry } = usePart({
    parts: parts ?? undefined,
    asked: JSON.stringify(asked),
    canvas,
    isMap,
    recovery,
    put,
  });
  const names = useNames(parts ?? undefined, graph, view, answer?.ids ?? noIds);
  useEffect(() => {
    if (names && graph.part && graph.part.names !== names)
      queries.setQueryData(graphQuery(source).queryKey, withNames(graph, names));
  }, [graph, names, queries, source]);
  useEffect(() => {
    if (counts && graph.part?.filter === filter && graph.part.counts !== counts)
      queries.setQueryData(graphQuery(source).queryKey, withCounts(graph, counts));
  }, [graph, filter, counts, queries, source]);
  const giveUp = useEffectEvent((id: EntityId) => {
    setUnknown(id);
    onUnknown();
  });
  useEffect(() => {
    if (awaited === undefined) return;
    setUnknown(undefined);
    if (graph.part?.named.has(awaited) && graph.indexOf(awaited) < 0) giveUp(awaited);
  }, [awaited, graph]);
  return (
    <PartNote
      graph={graph}
      isMap={isMap}
      shifted={shifted}
      covered={covered}
      quiet={quiet}
      answer={question && answer ? { ...answer, question } : undefined}
      isGoing={awaited !== undefined}
      isUnknown={unknown !== undefined}
      isComing={isComing || isAnswering}
      isFiltering={filter !== "" && graph.part?.filter !== filter}
      failure={failure ?? answerError ?? broughtError ?? countsError ?? undefined}
      onRetry={() => {
        retry();
        void queries.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
      }}
      onWithoutFilter={() => {
        onStep(clearFilter);
        focusMap();
      }}
    />
  );
}

const noIds: readonly EntityId[] = [];

const withCounts = (graph: Graph, counts: PartCounts | null | undefined): Graph =>
  graph.part && counts ? { ...graph, part: { ...graph.part, counts } } : graph;

/** What of the map is on the screen once the camera has come to where it goes; as it was, while a layout is looked at. */
function useSight(
  canvas: GraphCanvasHandle | undefined,
  camera: View["camera"],
  isMap: boolean,
): Rectangle | undefined {
  const [sight, setSight] = useState<Rectangle>();
  useEffect(() => {
    if (!canvas || !isMap) return;
    const measure = () => setSight(canvas.sightOf(camera));
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [canvas, camera, isMap]);
  return sight;
}
