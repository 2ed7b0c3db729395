"use client";

/** The timeline of a view: what it counts is what the view would show at any time. */
import { useMemo } from "react";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import { datesOf } from "@/lib/graph/dates";
import type { Filtered } from "@/lib/graph/filter";
import type { Graph } from "@/lib/graph/graph";
import type { TimeWindow, View } from "@/lib/view/view";
import { Timeline } from "./timeline";
import type { How } from "./timeline-state";

interface TimelineOfViewProps {
  graph: Graph;
  view: View;
  filtration: Filtration;
  filtered: Filtered | undefined;
  /** As the timeline tells it. */
  onTime(next: TimeWindow | undefined, how: How): void;
  onClose(): void;
}

export function TimelineOfView({ graph, view, filtration, filtered, onTime, onClose }: TimelineOfViewProps) {
  const { hiddenKinds, expansions, without } = view;
  const shown = useMemo(
    () => filtration.kit.shownAtAnyTime(filtration.speech, { hiddenKinds, expansions, without }, filtered),
    [filtration, filtered, hiddenKinds, expansions, without],
  );
  const counted = useMemo(() => (entity: number) => shown[entity] === 1, [shown]);
  return (
    <Timeline
      graph={graph}
      dates={datesOf(graph, filtration.table)}
      counted={counted}
      time={view.time}
      onTime={onTime}
      onClose={onClose}
    />
  );
}
