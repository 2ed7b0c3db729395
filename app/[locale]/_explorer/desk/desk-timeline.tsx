"use client";

/** The timeline at work: what it counts, and how its window becomes part of the view. */
import { useMemo, useRef } from "react";
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { pass, take } from "@/app/[locale]/_explorer/view-store";
import { datesOf } from "@/lib/graph/dates";
import { setTime } from "@/lib/view/explore-steps";
import type { TimeWindow, View } from "@/lib/view/view";
import type { DeskProps } from "./desk";

const loadTimeline = () => import("@/app/[locale]/_explorer/timeline/timeline");

export function DeskTimeline({ graph, view, filtration, filtered, layout, side, onTimeline }: DeskProps) {
  const { hiddenKinds, expansions, without } = view;
  const shown = useMemo(
    () => filtration?.kit.shownAtAnyTime(filtration.speech, { hiddenKinds, expansions, without }, filtered),
    [filtration, filtered, hiddenKinds, expansions, without],
  );
  const counted = useMemo(() => (entity: number) => shown?.[entity] === 1, [shown]);
  const isPassing = useRef(false);
  /** The first of what is seen in passing is the step; those after it change that, as does where it rests. */
  const change = (time: TimeWindow | undefined, how: "step" | "passing") => {
    const step = (now: View) => setTime(now, time);
    if (isPassing.current) pass(step);
    else take(step);
    isPassing.current = how === "passing";
  };
  if (!filtration) return null;
  return (
    <div
      className={styles.timeline}
      data-shifted={layout.open}
      data-side={layout.wide ? "wide" : side !== undefined || layout.intro}
      data-floating
    >
      <Later load={loadTimeline}>
        {({ Timeline }) => (
          <Timeline
            graph={graph}
            dates={datesOf(graph, filtration.table)}
            counted={counted}
            time={view.time}
            onTime={change}
            onClose={() => onTimeline(false)}
          />
        )}
      </Later>
    </div>
  );
}
