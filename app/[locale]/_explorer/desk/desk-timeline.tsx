"use client";

/** The timeline at work: how its window becomes part of the view. */
import { useRef } from "react";
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { pass, take } from "@/app/[locale]/_explorer/view-store";
import { setTime } from "@/lib/view/explore-steps";
import type { TimeWindow, View } from "@/lib/view/view";
import type { DeskProps } from "./desk";

const loadTimeline = () => import("@/app/[locale]/_explorer/timeline/timeline-of-view");

export function DeskTimeline({ graph, view, filtration, filtered, layout, side, onTimeline }: DeskProps) {
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
        {({ TimelineOfView }) => (
          <TimelineOfView
            {...{ graph, view, filtration, filtered }}
            onTime={change}
            onClose={() => onTimeline(false)}
          />
        )}
      </Later>
    </div>
  );
}
