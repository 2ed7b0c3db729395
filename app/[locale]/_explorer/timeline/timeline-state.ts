"use client";

/** What the timeline is about to show: a window under the reader's hand, and one window after the other in play. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { conditionOf, type Span, wholeTime } from "@/lib/view/timeline";
import type { TimeWindow } from "@/lib/view/view";

/** How far a change has come: on the way, or at rest, where it is a step that Back undoes. */
export type How = "step" | "passing";

/** A change by keyboard is at rest when no other follows within this time, in milliseconds. */
const restAfter = 400;

const keyOf = (time: TimeWindow | undefined): string => (time ? JSON.stringify(time) : "");

interface MovingWindow {
  /** What is to be shown: the window on its way, else that of the view, else the whole time. */
  readonly shown: TimeWindow;
  /** On its way to something else. */
  pass(next: TimeWindow): void;
  /** On its way, and at rest here unless it goes on soon. */
  passSoon(next: TimeWindow): void;
  /** At rest: here, or where it was last. Does nothing where nothing was on its way. */
  rest(next?: TimeWindow): void;
}

/**
 * The window on its way from one place of rest to the next. It shows at once, whenever the view follows, and comes to
 * rest when the timeline is closed. Where the view has gone elsewhere meanwhile (by Back), that holds.
 *
 * @param onElsewhere the view has gone elsewhere while the window was on its way
 */
export function useMovingWindow(
  span: Span,
  time: TimeWindow | undefined,
  onTime: (next: TimeWindow | undefined, how: How) => void,
  onElsewhere: () => void,
): MovingWindow {
  const [draft, setDraft] = useState<TimeWindow>();
  const moving = useRef<TimeWindow>(undefined);
  const sent = useRef(new Set<string>());
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);

  const pass = (next: TimeWindow) => {
    clearTimeout(soon.current);
    moving.current = next;
    setDraft(next);
    const condition = conditionOf(span, next);
    sent.current.add(keyOf(condition));
    onTime(condition, "passing");
  };
  const forget = () => {
    clearTimeout(soon.current);
    moving.current = undefined;
    sent.current.clear();
    setDraft(undefined);
  };
  const rest = (next = moving.current) => {
    forget();
    if (!next) return;
    const condition = conditionOf(span, next);
    // The view may follow only when something else is on its way already.
    sent.current.add(keyOf(condition));
    onTime(condition, "step");
  };
  const restLatest = useEffectEvent(() => rest());
  const passSoon = (next: TimeWindow) => {
    pass(next);
    soon.current = setTimeout(restLatest, restAfter);
  };

  const key = keyOf(time);
  const follow = useEffectEvent((now: string) => {
    if (!moving.current || sent.current.has(now)) return;
    forget();
    onElsewhere();
    // Whoever heard of what was on its way hears that it has ended.
    onTime(time, "step");
  });
  useEffect(() => follow(key), [key]);
  useEffect(() => () => restLatest(), []);
  const whole = useMemo(() => wholeTime(span), [span]);
  return { shown: draft ?? time ?? whole, pass, passSoon, rest };
}

interface Player {
  readonly isPlaying: boolean;
  play(windows: readonly TimeWindow[]): void;
  /** Changes what is still to come. */
  change(next: (window: TimeWindow) => TimeWindow): void;
  stop(): void;
}

/**
 * Shows one window after the other, the first at once. The next one waits for the one before to be drawn.
 *
 * @param interval between two windows, in milliseconds
 */
export function usePlayer(interval: number, onShow: (window: TimeWindow) => void, onEnd: () => void): Player {
  const [left, setLeft] = useState<readonly TimeWindow[]>();
  const advance = (windows: readonly TimeWindow[]) => {
    const [next, ...rest] = windows;
    if (next) onShow(next);
    if (rest.length > 0) return setLeft(rest);
    setLeft(undefined);
    onEnd();
  };
  const tick = useEffectEvent(advance);
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(() => tick(left), interval);
    return () => clearTimeout(timer);
  }, [left, interval]);
  return {
    isPlaying: left !== undefined,
    play: advance,
    change: (next) => setLeft(left?.map(next)),
    stop: () => setLeft(undefined),
  };
}

/** A text that follows another one, but changes only so often: for screen readers. @param every milliseconds */
export function useCalm(text: string, every: number): string {
  const [said, setSaid] = useState("");
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const say = () => {
      last.current = performance.now();
      setSaid(text);
    };
    const timer = setTimeout(say, Math.max(0, last.current + every - performance.now()));
    return () => clearTimeout(timer);
  }, [text, every]);
  return said;
}
