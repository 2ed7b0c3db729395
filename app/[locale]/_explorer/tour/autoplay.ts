"use client";

/** A tour that goes on by itself, until the reader does anything at all or turns to another window. */
import { useEffect, useEffectEvent, useState } from "react";

/** Marks what starts and stops it: pressing that is no other interaction. */
export const autoplayMark = "data-autoplay";

/**
 * @param step what changes with every step
 * @param time how long the step is shown, in milliseconds
 * @param onTime goes to the next step; whether there is one
 */
export function useAutoplay(
  step: string,
  time: number,
  onTime: () => boolean,
): [isPlaying: boolean, setPlaying: (next: boolean) => void] {
  const [isPlaying, setPlaying] = useState(false);
  const goOn = useEffectEvent(() => {
    if (!onTime()) setPlaying(false);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step has its own time, from its beginning
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(goOn, time);
    return () => clearTimeout(timer);
  }, [isPlaying, step, time]);
  useEffect(() => {
    if (!isPlaying) return;
    const stop = ({ target }: Event) => {
      if (!(target instanceof Element && target.closest(`[${autoplayMark}]`))) setPlaying(false);
    };
    const stopUnseen = () => document.hidden && setPlaying(false);
    const interactions = ["pointerdown", "keydown", "wheel"] as const;
    for (const kind of interactions) addEventListener(kind, stop, { capture: true, passive: true });
    document.addEventListener("visibilitychange", stopUnseen);
    return () => {
      for (const kind of interactions) removeEventListener(kind, stop, { capture: true });
      document.removeEventListener("visibilitychange", stopUnseen);
    };
  }, [isPlaying]);
  return [isPlaying, setPlaying];
}
