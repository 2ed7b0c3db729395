"use client";

/** The reader's steps on the canvas at work: the scene that they make, and the layout that is being worked out for it. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import type { Exploration } from "@/lib/view/explore";
import { formatExploration } from "@/lib/view/explore-text";
import { type Scene, sceneOf } from "@/lib/view/scene";
import type { View } from "@/lib/view/view";
import type { Filtration } from "./filtration";
import type { LayoutState } from "./layout/layouts";
import { needsFilter } from "./needs-filter";

export interface Exploring {
  readonly scene: Scene;
  /** Absent as long as the view asks for no more than a filter and a selection. */
  readonly exploration: Exploration | undefined;
  /** Of the layout that the view asks for; absent where the map's own places hold. */
  readonly layout: LayoutState | undefined;
}

/** Whether a view takes more than what the first picture comes with. */
export const needsKit = (view: View): boolean => needsFilter(view) || formatExploration(view).length > 0;

export function useExploring(graph: Graph, shown: View, filtration: Filtration | undefined): Exploring {
  const { locale } = useAtlas();
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const kit = filtration?.kit;
  const filtered = needsFilter(shown) ? filtration?.filtered : undefined;
  const speech = filtration?.speech;
  const exploration = useMemo(
    () => (kit && speech && kit.isExplored(shown) ? kit.explore(speech, shown, filtered) : undefined),
    [kit, speech, shown, filtered],
  );
  const plan = exploration?.plan;
  const [state, setState] = useState<LayoutState>();
  const before = plan && kit?.foundBefore(plan);
  const isKnown = before !== undefined;
  const key = plan?.key;
  const latest = useRef(plan);
  latest.current = plan;
  useEffect(() => {
    setState(undefined);
    if (isKnown || key === undefined || !kit || !latest.current) return;
    return kit.workOut(latest.current, setState);
  }, [key, isKnown, kit]);
  // Someone who prefers stillness sees the result alone.
  const found = before ?? (isStill && (state?.done ?? 0) < 1 ? undefined : state?.found);
  const last = useRef<Scene>(undefined);
  // That the kit has come is no other scene: all would be drawn anew.
  const exploredScene = exploration && kit?.exploredScene;
  const scene = useMemo(
    () =>
      exploredScene && exploration
        ? exploredScene(exploration, locale, found, last.current)
        : sceneOf(graph, shown, locale, filtered),
    [graph, shown, locale, filtered, exploredScene, exploration, found],
  );
  useEffect(() => {
    last.current = scene;
  }, [scene]);
  return {
    scene,
    exploration,
    layout: plan && (before ? { found: before, done: 1 } : (state ?? { done: 0 })),
  };
}
