"use client";

/** The whole screen for a lecture, where the browser lets a page have it. */
import { useEffect, useSyncExternalStore } from "react";
import { useTour } from "./tour-store";

export const canFill = (): boolean => document.fullscreenEnabled === true;

/** Whether the screen is filled, which the reader may end by a key of the browser's own. */
export function useLecture(): boolean {
  const isFilled = useSyncExternalStore(follow, () => document.fullscreenElement !== null);
  useEffect(() => {
    useTour.setState({ isLecture: isFilled });
    document.documentElement.toggleAttribute("data-lecture", isFilled);
    return () => {
      useTour.setState({ isLecture: false });
      document.documentElement.removeAttribute("data-lecture");
    };
  }, [isFilled]);
  return isFilled;
}

function follow(changed: () => void): () => void {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

/** A browser may refuse; then all stays as it is. */
export const fillScreen = (): void =>
  void document.documentElement.requestFullscreen().catch(() => undefined);

export const leaveScreen = (): void => {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
};
