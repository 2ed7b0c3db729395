"use client";

/** A step of a tour as it is read, with all that can be done there by hand and key. */
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { storyHref, tourHref } from "@/app/[locale]/_pages/story-links";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, Stroke } from "@/app/[locale]/_parts/marks";
import { StoryText } from "@/app/[locale]/_parts/story-text";
import type { EntityId } from "@/lib/graph/schema";
import { readingTime } from "@/lib/graph/story";
import type { Story } from "@/lib/graph/story-schema";
import { formatCount } from "@/lib/i18n/format";
import { tourWords } from "@/lib/i18n/tour-words";
import { useAutoplay } from "./autoplay";
import { canFill, fillScreen, leaveScreen, useLecture } from "./lecture";
import styles from "./tour.module.css";

const paths = {
  previous: "M15 5 8 12 15 19",
  next: "M9 5 16 12 9 19",
  play: "M7 4.500V19.500L19.500 12Z",
  pause: "M8 5V19M16 5V19",
  fill: "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
  shrink: "M9 4V9H4M20 9H15V4M15 20V15H20M4 15H9V20",
} as const;

interface TourStepProps {
  story: Story;
  /** Of the step, from 1. */
  number: number;
  /** Whether the view is that of the step. */
  isAtStep: boolean;
  onGo(number: number): void;
  onEnd(): void;
  onEntity(id: EntityId): void;
}

export function TourStep({ story, number, isAtStep, onGo, onEnd, onEntity }: TourStepProps) {
  const { locale } = useAtlas();
  const w = tourWords[locale];
  const { slug, title, steps } = story;
  const step = steps[number - 1];
  const isLast = number === steps.length;
  const isLecture = useLecture();
  const time = readingTime(step.text[locale]);
  const [isPlaying, setPlaying] = useAutoplay(`${slug} ${number}`, time, () => {
    if (!isLast) onGo(number + 1);
    return number + 1 < steps.length;
  });
  const [said, setSaid] = useState<{ at: number; text: string }>();
  const say = (text: string) => setSaid({ at: number, text });
  const panel = useRef<HTMLElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const count = (n: number) => formatCount(n, locale);

  useEffect(() => {
    // Whoever has opened an address has the focus nowhere; whoever has pressed something keeps it there.
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its beginning
  useEffect(() => {
    text.current?.scrollTo(0, 0);
  }, [number, slug]);

  const steer = (event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "preventDefault">) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
    if (event.key === "Escape") onEnd();
    else if (way === undefined || (event.key.startsWith("Page") && !isLecture)) return;
    else if (number + way >= 1 && number + way <= steps.length) onGo(number + way);
    event.preventDefault();
  };
  // A lecturer has the keys of a presenter in hand, wherever the focus is.
  const steerLecture = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!event.defaultPrevented && event.key !== "Escape") steer(event);
  });
  useEffect(() => {
    if (!isLecture) return;
    const follow = (event: globalThis.KeyboardEvent) => steerLecture(event);
    addEventListener("keydown", follow);
    return () => removeEventListener("keydown", follow);
  }, [isLecture]);
  const copy = async () => {
    const address = location.origin + tourHref(locale, slug, step.view, number);
    const copied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    say(copied ? w.copied : w.notCopied);
  };
  const play = () => {
    if (isPlaying) say(w.paused);
    else if (!isAtStep || isLast) onGo(isLast ? 1 : number);
    setPlaying(!isPlaying);
  };
  return (
    <section
      ref={panel}
      className={styles.tour}
      aria-label={w.label(title[locale])}
      tabIndex={-1}
      onKeyDown={steer}
    >
      <header className={styles.head}>
        <p className={styles.story}>{title[locale]}</p>
        <p className={styles.progress}>
          <span className="visually-hidden">{w.progress(count(number), count(steps.length))}</span>
          <span aria-hidden="true">{w.short(count(number), count(steps.length))}</span>
        </p>
        <button type="button" className={styles.tool} aria-label={w.end} title={w.end} onClick={onEnd}>
          <Icon name="close" />
        </button>
      </header>
      <p className={styles.bar} aria-hidden="true">
        {steps.map((one, i) => (
          <span key={one.title.en} data-done={i < number} data-now={isPlaying && i === number - 1} />
        ))}
      </p>
      {/* A scrolling area must be reachable by keyboard. */}
      <div
        ref={text}
        className={styles.text}
        aria-live="polite"
        role="group"
        aria-label={step.title[locale]}
        tabIndex={0}
      >
        <h2>{step.title[locale]}</h2>
        <StoryText
          blocks={step.text[locale]}
          entity={(id, name) => (
            <a
              href={`/${locale}/entity/${id}`}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                onEntity(id);
              }}
            >
              {name}
            </a>
          )}
        />
        {isLast && (
          <p className={styles.end}>
            {w.ended} <a href={storyHref(locale, slug)}>{w.page}</a>{" "}
            <a href={`/${locale}/stories`}>{w.others}</a>
          </p>
        )}
      </div>
      {!isAtStep && (
        <p className={styles.wandered}>
          <span>{w.wandered}</span>
          <button type="button" className={styles.textButton} onClick={() => onGo(number)}>
            {w.back(count(number))}
          </button>
        </p>
      )}
      <p className={styles.said} role="status">
        {said?.at === number && said.text}
      </p>
      <div className={styles.tools}>
        <button
          type="button"
          className={styles.tool}
          aria-label={w.previous}
          title={w.previous}
          disabled={number === 1}
          onClick={() => onGo(number - 1)}
        >
          <Stroke path={paths.previous} size={20} />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={isPlaying ? w.pause : w.play}
          title={isPlaying ? w.pause : w.play}
          data-autoplay
          onClick={play}
        >
          <Stroke path={isPlaying ? paths.pause : paths.play} size={20} />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={w.copy}
          title={w.copy}
          onClick={() => void copy()}
        >
          <Icon name="copy" />
        </button>
        {canFill() && (
          <button
            type="button"
            className={styles.tool}
            aria-label={isLecture ? w.leaveFullScreen : w.fullScreen}
            title={isLecture ? w.leaveFullScreen : w.fullScreen}
            onClick={isLecture ? leaveScreen : fillScreen}
          >
            <Stroke path={isLecture ? paths.shrink : paths.fill} size={20} />
          </button>
        )}
        <button
          type="button"
          className={styles.next}
          title={w.keys}
          onClick={() => (isLast ? onGo(1) : onGo(number + 1))}
        >
          {isLast ? w.again : w.next}
          {!isLast && <Stroke path={paths.next} size={18} />}
        </button>
      </div>
    </section>
  );
}
