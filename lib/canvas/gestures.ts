/**
 * What hands do on the canvas, told as a few plain events: pan, zoom, drag, tap, draw a line, hover.
 *
 * Mouse, pen and fingers alike, through pointer events; it knows no graph. Listeners go with the
 * function that is returned.
 */
import type { Point } from "./camera";

export interface GestureEvents {
  /** Whether a press here takes hold of something that can be dragged. */
  grab(point: Point, touch: boolean): boolean;
  /** What was grabbed is now here. */
  drag(point: Point): void;
  drop(point: Point): void;
  pan(dx: number, dy: number): void;
  /** @param smooth whether the step is coarse, as a wheel's notch is, and wants easing */
  zoom(factor: number, anchor: Point, smooth: boolean): void;
  tap(point: Point, touch: boolean, how: Tap): void;
  /** Whether the next press draws a line instead of panning; with the shift key, a mouse always does. */
  draws(): boolean;
  /** The line so far, and whether it is finished; an empty one has been broken off. */
  line(points: readonly Point[], finished: boolean): void;
  /** The secondary button, or a finger that stays. */
  menu(point: Point, touch: boolean): void;
  /** Where the pointer hovers; nothing once it has left. */
  hover(point: Point | undefined): void;
  /** The hand has let go after panning or zooming. */
  rest(): void;
}

export interface Tap {
  /** The second of two at the same place. */
  readonly double: boolean;
  /** With the shift, control or command key. */
  readonly adds: boolean;
}

/** Two taps within so many milliseconds and CSS pixels are one double tap. */
const doubleTap = { time: 350, distance: { mouse: 6, touch: 24 } };
/** A press that moves less than this, in CSS pixels, is a tap. */
const slack = { mouse: 4, touch: 9 };
/** A finger that rests for so long, in milliseconds, asks for the menu. */
const longPress = 500;
/** Wheel events in lines or pages, as pixels. */
const wheelUnits = [1, 16, 400];
/** After the last wheel event, in milliseconds, the hand counts as resting. */
const wheelRest = 160;

export function followGestures(element: HTMLElement, events: GestureEvents): () => void {
  const pressed = new Map<number, Point>();
  let press: { start: Point; moved: boolean; touch: boolean; holds: boolean; line?: Point[] } | undefined;
  /** Whether the finger that is down has asked for the menu. */
  let asked = false;
  let lastTap: { point: Point; time: number } | undefined;
  let wheelTimer: ReturnType<typeof setTimeout> | undefined;
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  const listening = new AbortController();
  const options = { signal: listening.signal };

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      const point = pointOf(event);
      pressed.set(event.pointerId, point);
      element.setPointerCapture(event.pointerId);
      clearTimeout(pressTimer);
      if (pressed.size > 1) {
        if (press?.holds && press.moved) events.drop(press.start);
        if (press?.line) events.line([], true);
        press = press && { ...press, holds: false, moved: true };
        return;
      }
      const touch = event.pointerType === "touch";
      const draws = event.shiftKey || events.draws();
      press = {
        start: point,
        moved: false,
        touch,
        holds: !draws && events.grab(point, touch),
        ...(draws && { line: [point] }),
      };
      events.hover(undefined);
      if (touch)
        pressTimer = setTimeout(() => {
          if (!press || press.moved) return;
          // What follows of this press is no tap any more.
          press = { ...press, moved: true, holds: false };
          asked = true;
          events.menu(point, true);
        }, longPress);
    },
    options,
  );
  // What opens under a finger that stays must not be pressed by its lifting.
  element.addEventListener(
    "touchend",
    (event) => {
      if (asked) event.preventDefault();
      asked = false;
    },
    { ...options, passive: false },
  );
  element.addEventListener(
    "contextmenu",
    (event) => {
      event.preventDefault();
      // A finger's has been told already; the keyboard's comes without a place, and without a button.
      const byHand = event.button === 2 || event.ctrlKey;
      if (byHand && event instanceof PointerEvent && event.pointerType === "mouse")
        events.menu(pointOf(event), false);
    },
    options,
  );

  element.addEventListener(
    "pointermove",
    (event) => {
      const point = pointOf(event);
      const before = pressed.get(event.pointerId);
      if (!before || !press) {
        if (event.pointerType === "mouse") events.hover(point);
        return;
      }
      if (pressed.size === 2) pinch(event.pointerId, before, point);
      else if (pressed.size === 1) {
        const allowed = press.touch ? slack.touch : slack.mouse;
        const far = Math.hypot(point.x - press.start.x, point.y - press.start.y) > allowed;
        if (!press.moved && !far) return;
        const from = press.moved ? before : press.start;
        press.moved = true;
        clearTimeout(pressTimer);
        if (press.line) {
          press.line.push(point);
          events.line(press.line, false);
        } else if (press.holds) events.drag(point);
        else events.pan(point.x - from.x, point.y - from.y);
      }
      pressed.set(event.pointerId, point);
    },
    options,
  );

  const pinch = (id: number, before: Point, now: Point) => {
    const other = [...pressed].find(([pointer]) => pointer !== id)?.[1];
    if (!other) return;
    const spread = (point: Point) => Math.max(8, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = (point: Point) => ({ x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
    const [from, to] = [middle(before), middle(now)];
    events.pan(to.x - from.x, to.y - from.y);
    events.zoom(spread(now) / spread(before), to, false);
  };

  const tapAt = ({ timeStamp, pointerType, shiftKey, ctrlKey, metaKey }: PointerEvent, point: Point): Tap => {
    const reach = doubleTap.distance[pointerType === "touch" ? "touch" : "mouse"];
    const double =
      lastTap !== undefined &&
      timeStamp - lastTap.time < doubleTap.time &&
      Math.hypot(point.x - lastTap.point.x, point.y - lastTap.point.y) < reach;
    lastTap = double ? undefined : { point, time: timeStamp };
    return { double, adds: shiftKey || ctrlKey || metaKey };
  };

  const release = (event: PointerEvent) => {
    if (!pressed.delete(event.pointerId)) return;
    clearTimeout(pressTimer);
    if (pressed.size > 0 || !press) return;
    const { moved, touch, holds, line } = press;
    press = undefined;
    const point = pointOf(event);
    if (!moved && event.type === "pointerup") events.tap(point, touch, tapAt(event, point));
    else if (line) events.line(event.type === "pointerup" ? line : [], true);
    else if (!holds) events.rest();
    else if (moved) events.drop(point);
  };
  element.addEventListener("pointerup", release, options);
  element.addEventListener("pointercancel", release, options);
  element.addEventListener("pointerleave", () => events.hover(undefined), options);

  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const delta = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
      // A trackpad's pinch arrives as a wheel with the control key; its steps are small and many.
      const factor = Math.exp(-delta * (event.ctrlKey ? 0.01 : 0.0016));
      events.zoom(factor, pointOf(event), Math.abs(delta) > 40);
      clearTimeout(wheelTimer);
      wheelTimer = setTimeout(events.rest, wheelRest);
    },
    { ...options, passive: false },
  );

  return () => {
    clearTimeout(wheelTimer);
    clearTimeout(pressTimer);
    listening.abort();
  };
}
