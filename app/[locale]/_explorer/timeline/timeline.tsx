"use client";

/** The timeline: when things were released, a window of time to look through, and play, which lets the graph grow. */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Dates } from "@/lib/graph/dates";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { languageTags } from "@/lib/i18n/locale";
import { partWords } from "@/lib/i18n/part-words";
import { type TimeWords, timeWords } from "@/lib/i18n/time-words";
import {
  type Bin,
  binsOf,
  countInside,
  cumulative,
  edgeAt,
  monthAt,
  monthOf,
  monthText,
  moveEnd,
  moveWhole,
  playFrom,
  positionAfter,
  positionOf,
  type Span,
  slotCount,
  slotOf,
  slotsOf,
  spanOf,
  unitFor,
  wholeTime,
} from "@/lib/view/timeline";
import type { TimeWindow } from "@/lib/view/view";
import styles from "./timeline.module.css";
import { Hatched, Plot } from "./timeline-plot";
import { type How, useCalm, useMovingWindow, usePlayer } from "./timeline-state";

/** How long a window stays in play at single speed, in milliseconds: a month, or a year where motion is reduced. */
const monthStays = 333;
const yearStays = 1000;
const speeds = [1, 2, 4] as const;
/** What is played is said at most so often, in milliseconds. */
const sayEvery = 2000;
/** A press that moves less than this, in CSS pixels, is a tap. */
const tapSlack = 3;
/** A window with less than this share of the timeline after it is played from its beginning: there is little to come. */
const nearlyOver = 1 / 15;

interface TimelineProps {
  graph: Graph;
  dates: Dates;
  /** Whether the view would show an entity if it had no window of time. A new function when that changes, and only then. */
  counted(entity: number): boolean;
  time: TimeWindow | undefined;
  /** Another window, or none. `passing` values follow each other quickly; a `step` always ends them, where they rest. */
  onTime(next: TimeWindow | undefined, how: How): void;
  onClose(): void;
}

/** As wide as what it stands in. */
export function Timeline({ dates, onClose, ...rest }: TimelineProps) {
  const { locale } = useAtlas();
  const w = timeWords[locale];
  const span = useMemo(() => spanOf(dates), [dates]);
  if (span) return <Strip span={span} dates={dates} onClose={onClose} {...rest} />;
  return (
    <section className={styles.timeline} aria-label={w.title}>
      <div className={styles.controls}>
        <p className={styles.period}>{w.nothing}</p>
        <CloseButton label={w.close} onClose={onClose} />
      </div>
    </section>
  );
}

type Part = "from" | "to" | "whole";

/** Where a press began, and what it moves. */
interface Press {
  readonly part: Part;
  readonly x: number;
  /** How far the pointer is from the edge that it moves, as a share of the timeline. */
  readonly grip: number;
  readonly window: TimeWindow;
  /** Whether a press that does not move sets the nearer end here. */
  readonly isTap: boolean;
  readonly hasMoved: boolean;
}

function Strip({ graph, dates, counted, time, onTime, onClose, span }: TimelineProps & { span: Span }) {
  const { locale } = useAtlas();
  const w = timeWords[locale];
  const isCalm = useMedia("(prefers-reduced-motion: reduce)");
  const [speed, setSpeed] = useState<number>(speeds[0]);
  const [track, width] = useWidth();
  const press = useRef<Press>(undefined);
  const [pointed, setPointed] = useState<number>();
  /** What was played last, for those who do not see it. */
  const [played, setPlayed] = useState("");
  /** Where play was halted, so that it goes on from there. */
  const halted = useRef("");

  const { shown, pass, passSoon, rest } = useMovingWindow(span, time, onTime, () => player.stop());
  const player = usePlayer(
    (isCalm ? yearStays : monthStays) / speed,
    (next) => {
      pass(next);
      const count = countInside(graph, dates, counted, next);
      setPlayed(w.said(formatDate(next.to, locale), countsText(w, locale, count, next)));
    },
    () => rest(),
  );
  const said = useCalm(played, sayEvery);

  const unit = unitFor(span, width);
  const bins = useMemo(() => binsOf(span, dates, counted, unit), [span, dates, counted, unit]);
  const label = useMemo(() => plotLabel(w, locale, span, bins), [w, locale, span, bins]);
  const count = useMemo(() => countInside(graph, dates, counted, shown), [graph, dates, counted, shown]);
  const told = (n: number) => formatCount(n, locale);
  const period = periodText(w, locale, span, shown);
  const [fromSlot, toSlot] = slotsOf(span, shown);
  const [from, to] = [positionOf(span, monthOf(shown.from)), positionAfter(span, monthOf(shown.to))];
  const isAll = fromSlot === 0 && toSlot === slotCount(span) - 1;
  const isWhole = !time && shown.undated && isAll;

  const toggle = () => {
    if (player.isPlaying) return halt();
    const isOver = toSlot + 1 > slotCount(span) * (1 - nearlyOver) && shown.to !== halted.current;
    const window = isOver ? { ...shown, to: wholeTime(span).to } : shown;
    player.play(playFrom(span, window, isCalm ? 12 : 1));
  };
  const halt = () => {
    halted.current = shown.to;
    player.stop();
    rest();
  };
  /** By keyboard, or by what stands in for it. */
  const move = (next: TimeWindow) => {
    player.stop();
    if (next !== shown) passSoon(next);
  };
  const moveTo = (part: Part, slot: number) =>
    move(part === "whole" ? moveWhole(span, shown, slot - fromSlot) : moveEnd(span, shown, part, slot));

  const steer = (event: KeyboardEvent, part: Part) => {
    const by = keySteps[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const slot = part === "to" ? toSlot : fromSlot;
    if (part === "whole" || event.shiftKey) move(moveWhole(span, shown, by));
    else moveTo(part, slot + by);
  };
  const steerAll = (event: KeyboardEvent) => {
    const isField =
      event.target instanceof Element && event.target.closest("button, select, [type=checkbox]");
    if (event.key === " " && !isField) {
      event.preventDefault();
      event.stopPropagation();
      toggle();
    } else if (event.key === "Escape" && player.isPlaying) {
      event.stopPropagation();
      halt();
    }
  };

  const positionIn = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  };
  const take = (event: PointerEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    player.stop();
    const at = positionIn(event);
    const held = event.target.closest<HTMLElement>("[data-part]")?.dataset.part as Part | undefined;
    const nearer = at < (from + to) / 2 ? "from" : "to";
    const isWithin = at > from && at < to && to - from < 1;
    const part = held ?? (isWithin ? "whole" : nearer);
    const edge = part === "to" ? to : from;
    const grip = held || isWithin ? edge - at : 0;
    press.current = { part, x: event.clientX, grip, window: shown, isTap: !held, hasMoved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
    const focused = held ?? nearer;
    event.currentTarget
      .querySelector<HTMLElement>(`[data-part="${focused}"] input`)
      ?.focus({ preventScroll: true });
    // What the browser would do of its own takes the focus away again.
    event.preventDefault();
  };
  const drag = (event: PointerEvent) => {
    const at = positionIn(event);
    setPointed(bins.findIndex((bin) => bin.to >= monthAt(span, at)));
    const now = press.current;
    if (!now || (!now.hasMoved && Math.abs(event.clientX - now.x) < tapSlack)) return;
    press.current = { ...now, hasMoved: true };
    const edge = edgeAt(span, at + now.grip);
    const next =
      now.part === "whole"
        ? moveWhole(span, now.window, edge - slotOf(span, monthOf(now.window.from)))
        : moveEnd(span, now.window, now.part, now.part === "from" ? edge : edge - 1);
    if (next.from !== shown.from || next.to !== shown.to) pass(next);
  };
  const release = (event: PointerEvent) => {
    const now = press.current;
    press.current = undefined;
    if (!now?.isTap || now.hasMoved) return rest();
    const at = positionIn(event);
    const bin = bins.find((one) => one.to >= monthAt(span, at));
    const end = at < (from + to) / 2 ? "from" : "to";
    if (bin) rest(moveEnd(span, shown, end, slotOf(span, end === "from" ? bin.from : bin.to)));
  };
  const cancel = () => {
    const now = press.current;
    press.current = undefined;
    if (now) rest(now.hasMoved ? now.window : undefined);
  };

  const parts = [
    { part: "from", name: w.from, slot: fromSlot, text: monthWords(w, locale, span, shown.from) },
    { part: "whole", name: w.window, slot: fromSlot, text: period },
    { part: "to", name: w.to, slot: toSlot, text: formatDate(shown.to, locale) },
  ] as const;
  const places = { from, whole: (from + to) / 2, to };

  return (
    <section className={styles.timeline} aria-label={w.title} onKeyDown={steerAll}>
      <div className={styles.controls}>
        <button
          type="button"
          className={styles.play}
          aria-label={player.isPlaying ? w.pause : w.play}
          title={player.isPlaying ? w.pause : w.play}
          onClick={toggle}
        >
          <PlayIcon isPlaying={player.isPlaying} />
        </button>
        <select
          className={styles.speed}
          aria-label={w.speed}
          title={w.speed}
          value={speed}
          onChange={(event) => setSpeed(Number(event.target.value))}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
        <p className={styles.period}>{isAll ? w.whole : periodText(w, locale, span, shown, shortMonth)}</p>
        <label className={styles.undated} title={w.undated}>
          <input
            type="checkbox"
            aria-label={w.undated}
            checked={shown.undated}
            onChange={({ target: { checked } }) => {
              const withUndated = (window: TimeWindow) => ({ ...window, undated: checked });
              player.change(withUndated);
              if (player.isPlaying) pass(withUndated(shown));
              else rest(withUndated(shown));
            }}
          />
          <span className={styles.long}>{w.undated}</span>
          <span className={styles.short}>{w.undatedShort}</span>
        </label>
        <button
          type="button"
          className={styles.tool}
          aria-label={w.whole}
          title={w.whole}
          aria-disabled={isWhole}
          onClick={() => {
            player.stop();
            if (!isWhole) rest(wholeTime(span));
          }}
        >
          <Icon name="reset" />
          <span className={styles.long}>{w.whole}</span>
        </button>
        <CloseButton label={w.close} onClose={onClose} />
      </div>
      <p className={styles.note}>
        <span>
          {countsText(w, locale, count, shown)}
          {graph.part && ` · ${partWords[locale].timeHere(told(graph.size), told(graph.part.size))}`}
        </span>
        {pointed !== undefined && bins[pointed] ? (
          <span>{barText(w, locale, span, bins, pointed)}</span>
        ) : (
          <span>
            <Hatched /> {unit === "month" ? w.impreciseMonth : w.imprecise}
          </span>
        )}
      </p>
      <div
        ref={track}
        role="group"
        className={styles.track}
        onPointerDown={take}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={cancel}
        onPointerLeave={() => setPointed(undefined)}
      >
        <Plot
          span={span}
          bins={bins}
          width={width}
          from={from}
          to={to}
          isWhole={isAll}
          label={label}
          earlier={w.earlier}
        />
        {parts.map(({ part, name, slot, text }) => (
          <div key={part} className={styles[part]} data-part={part} style={placeOf(part, places, to - from)}>
            {/* A real input, since that is what touch screen readers can move; the pointer is ours. */}
            <input
              type="range"
              className={styles.input}
              aria-label={name}
              aria-valuetext={text}
              min={0}
              max={slotCount(span) - 1 - (part === "whole" ? toSlot - fromSlot : 0)}
              value={slot}
              onChange={(event) => moveTo(part, Number(event.target.value))}
              onKeyDown={(event) => steer(event, part)}
              onBlur={() => {
                if (!player.isPlaying && !press.current) rest();
              }}
            />
          </div>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </section>
  );
}

/** By key, how many months an arrow moves; the ends are as far as it goes. */
const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -12,
  PageUp: 12,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

const placeOf = (part: Part, places: Readonly<Record<Part, number>>, length: number) => ({
  left: `${places[part] * 100}%`,
  ...(part === "whole" && { width: `max(44px, ${length * 100}%)` }),
});

/** A month in words; the one with which the dates begin is the beginning. */
const monthWords = (
  w: TimeWords,
  locale: Locale,
  { start }: Span,
  month: string,
  format: typeof formatDate = formatDate,
): string => (monthOf(month) <= start ? w.beginning : format(month, locale));

const periodText = (
  w: TimeWords,
  locale: Locale,
  span: Span,
  { from, to }: TimeWindow,
  format: typeof formatDate = formatDate,
): string => w.period(monthWords(w, locale, span, from, format), format(to, locale));

/** A month in as few letters as the language has for it: there may be little room. */
function shortMonth(month: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languageTags[locale], {
    year: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return format.format(Date.parse(`${month}-01T00:00:00Z`));
}

function countsText(
  w: TimeWords,
  locale: Locale,
  { dated, undated }: { dated: number; undated: number },
  window: TimeWindow,
): string {
  const number = formatCount(dated, locale);
  return window.undated ? w.counts(number, formatCount(undated, locale)) : w.countsDated(number);
}

/** When a bar is: its month, its year, or before which year. */
function binWords(w: TimeWords, locale: Locale, span: Span, { from, to }: Bin): string {
  if (to < span.first) return w.before(formatDate(monthText(span.first).slice(0, 4), locale));
  return formatDate(from === to ? monthText(from) : monthText(from).slice(0, 4), locale);
}

function barText(w: TimeWords, locale: Locale, span: Span, bins: readonly Bin[], at: number): string {
  const { exact, imprecise } = bins[at];
  const when = binWords(w, locale, span, bins[at]);
  const [count, soFar] = [exact + imprecise, cumulative(bins)[at]].map((one) => formatCount(one, locale));
  return w.bar(when, count, soFar, imprecise > 0 ? formatCount(imprecise, locale) : undefined);
}

/** The histogram in a sentence. */
function plotLabel(w: TimeWords, locale: Locale, span: Span, bins: readonly Bin[]): string {
  const sum = ({ exact, imprecise }: Bin) => exact + imprecise;
  const all = bins.reduce((count, bin) => count + sum(bin), 0);
  const most = bins.reduce((best, bin) => (sum(bin) > sum(best) ? bin : best));
  const period = periodText(w, locale, span, wholeTime(span));
  return w.histogram(formatCount(all, locale), period, binWords(w, locale, span, most));
}

/** The width of an element in CSS pixels, as it changes. */
function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [element]);
  return [setElement, width];
}

function CloseButton({ label, onClose }: { label: string; onClose(): void }) {
  return (
    <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onClose}>
      <Icon name="close" />
    </button>
  );
}

function PlayIcon({ isPlaying }: { isPlaying: boolean }) {
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={isPlaying ? "M7 5H10.500V19H7ZM13.500 5H17V19H13.500Z" : "M7 4.500 19.500 12 7 19.500Z"} />
    </svg>
  );
}
