"use client";

/** Walking along relations by keyboard, on the map: what keys do there, and what is spoken of it. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Point } from "@/lib/canvas/camera";
import { arrivalText, wayText } from "@/lib/i18n/expand-words";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle, View } from "@/lib/view/view";
import { startWalk, stepAlong, stepBack, turn, type Walk, waysOf } from "@/lib/view/walk";
import type { Target } from "./desk-deeds";

/** @returns what is to be spoken */
export function useWalk({ scene, view, canvas, keys, onSelect: select, onMenu }: WalkProps): string {
  const { locale } = useAtlas();
  const [walk, setWalk] = useState<Walk>();
  /** Whether where one is was reached last, and not what one faces. */
  const [arrived, setArrived] = useState(true);
  const { selection } = view;
  const at = typeof selection === "string" ? selection : undefined;
  // Whoever has selected something else by other means walks on from there.
  const current = at === undefined ? undefined : walk?.trail.at(-1) === at ? walk : startWalk(at);
  const entity = at === undefined ? -1 : scene.graph.indexOf(at);
  const off = scene.explored?.off;
  const ways = entity < 0 ? [] : waysOf({ graph: scene.graph, hidden: scene.hidden, off }, entity);
  const face = (next: Walk) => {
    setWalk(next);
    setArrived(false);
    const way = ways[next.at];
    canvas?.point(way && scene.graph.ids[way.other]);
  };
  const go = (next: Walk) => {
    setWalk(next);
    setArrived(true);
    canvas?.point(undefined);
    select(next.trail.at(-1));
  };
  const back = (): boolean => {
    const before = current && stepBack(current);
    if (before) go(before);
    return before !== undefined;
  };
  /** By keyboard a menu is about what is faced, else what is selected; its place is theirs. */
  const openMenu = () => {
    const faced = current && ways[current.at];
    const target: Target = faced ? scene.graph.ids[faced.other] : selection;
    const place = typeof target === "string" ? canvas?.placeOf(target) : undefined;
    onMenu?.(target, place ?? { x: innerWidth / 2, y: innerHeight / 2 });
  };
  const answer = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      openMenu();
      return true;
    }
    if (event.shiftKey) return false;
    if (event.key === "Escape") {
      if (!back()) {
        canvas?.point(undefined);
        select(undefined);
      }
      return true;
    }
    if (!event.key.startsWith("Arrow")) return false;
    if (!current) {
      const first = mostImportantIn(scene, view.camera);
      if (first >= 0) go(startWalk(scene.graph.ids[first]));
    } else if (event.key === "ArrowDown") face(turn(current, ways, 1));
    else if (event.key === "ArrowUp") face(turn(current, ways, -1));
    else if (event.key === "ArrowLeft") back();
    else if (current.at < 0) face(turn(current, ways, 1));
    else go(stepAlong(current, ways, (other) => scene.graph.ids[other]));
    return true;
  };
  const latest = useRef(answer);
  useEffect(() => {
    latest.current = answer;
  });
  useEffect(() => {
    keys.current = (event) => latest.current(event);
    return () => {
      keys.current = undefined;
    };
  }, [keys]);
  if (entity < 0) return "";
  const way = current && !arrived ? ways[current.at] : undefined;
  return current && way
    ? wayText(scene.graph, way, current.at, ways.length, locale)
    : arrivalText(scene.graph, entity, ways.length, locale);
}

interface WalkProps {
  scene: Scene;
  view: View;
  canvas: GraphCanvasHandle | undefined;
  /** Where the map looks for what to do with a key. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | undefined>;
  onSelect(next: View["selection"]): void;
  /** Where absent, there is no menu. */
  onMenu?(target: Target, at: Point): void;
}

/** The entity to begin at: the most important one that is in sight, or -1. */
function mostImportantIn({ hidden, x, y }: Scene, sight: Rectangle | undefined): number {
  return hidden.findIndex(
    (isHidden, i) =>
      !isHidden &&
      (!sight || (x[i] >= sight.left && x[i] <= sight.right && y[i] >= sight.top && y[i] <= sight.bottom)),
  );
}
