"use client";

/** The histogram under the timeline's window: what is dated exactly is filled, what is dated to a year is hatched. */
import { memo, useId, useMemo } from "react";
import { type Bin, positionAfter, positionOf, type Span, yearTicks } from "@/lib/view/timeline";
import styles from "./timeline.module.css";

/** Height of the bars, in CSS pixels. */
export const plotHeight = 48;
/** Room that the name of a year takes. */
const tickWidth = 44;
/** A part that is there has to be seen; hatched, by a line and the gap after it. */
const leastHeight = 2;
const leastHatched = 4;

interface PlotProps {
  span: Span;
  bins: readonly Bin[];
  /** In CSS pixels. */
  width: number;
  /** Where the window begins and ends, from 0 to 1. */
  from: number;
  to: number;
  /** Whether there is no window, but all of it. */
  isWhole: boolean;
  label: string;
  /** What the bar of everything earlier is called. */
  earlier: string;
}

export const Plot = memo(function Plot({ span, bins, width, from, to, isWhole, label, earlier }: PlotProps) {
  const id = useId();
  const paths = useMemo(() => barPaths(span, bins, width), [span, bins, width]);
  const ticks = useMemo(() => yearTicks(span, Math.floor(width / tickWidth)), [span, width]);
  const [left, right] = [Math.round(from * width), Math.round(to * width)];
  const inner = positionOf(span, span.first) * width;
  return (
    <svg
      className={styles.plot}
      width={width}
      height={plotHeight + 24}
      viewBox={`0 0 ${width} ${plotHeight + 24}`}
      role="img"
      aria-label={label}
    >
      <clipPath id={`${id}in`}>
        <rect x={left} width={right - left} height={plotHeight} />
      </clipPath>
      <Bars paths={paths} id={`${id}a`} className={styles.outside} />
      <rect className={styles.band} data-whole={isWhole} x={left} width={right - left} height={plotHeight} />
      <g clipPath={`url(#${id}in)`}>
        <Bars paths={paths} id={`${id}b`} className={styles.inside} />
      </g>
      <path className={styles.axis} d={`M0 ${plotHeight - 0.5}H${width}`} />
      {inner > 0 && (
        <>
          <path className={styles.fold} d={`M${Math.round(inner) - 0.5} 0V${plotHeight}`} />
          <text className={styles.tick} x={0} y={plotHeight + 20}>
            {earlier}
          </text>
        </>
      )}
      {ticks.map(({ year, position }) => {
        const x = Math.round(position * width);
        return (
          // The first years may have no room beside the word at the left.
          (inner === 0 || x >= tickWidth + 4) && (
            <g key={year} className={styles.tick}>
              <path d={`M${x + 0.5} ${plotHeight}v8`} />
              <text x={x + 3} y={plotHeight + 20}>
                {year}
              </text>
            </g>
          )
        );
      })}
    </svg>
  );
});

interface Paths {
  readonly exact: string;
  readonly imprecise: string;
}

/** The bars, with a hatching in the colour of `className` under the name `id`. */
function Bars({ paths, id, className }: { paths: Paths; id: string; className: string | undefined }) {
  return (
    <g className={className}>
      <HatchPattern id={id} />
      <path className={styles.exact} d={paths.exact} />
      <path d={paths.imprecise} fill={`url(#${id})`} />
    </g>
  );
}

/** Level lines on whole pixels: they can be told from a filled bar even where it is two pixels wide. */
function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="8" height="4" patternUnits="userSpaceOnUse">
      <path className={styles.hatch} d="M0 1H8" />
    </pattern>
  );
}

/** What the hatching means is told beside a piece of it. */
export function Hatched() {
  const id = useId();
  return (
    <svg className={`${styles.swatch} ${styles.inside}`} width="8" height="12" aria-hidden="true">
      <HatchPattern id={id} />
      <path d="M0 0H8V12H0Z" fill={`url(#${id})`} />
    </svg>
  );
}

/**
 * Rectangles on whole pixels, as two paths: a timeline may have hundreds of bars, and is drawn several times a second.
 * Heights go by the root of counts, as in the filter's histograms, so that few can be seen beside many.
 */
function barPaths(span: Span, bins: readonly Bin[], width: number): Paths {
  const most = Math.max(1, ...bins.map(({ exact, imprecise }) => exact + imprecise));
  const heightOf = (count: number) => Math.round(Math.sqrt(count / most) * (plotHeight - 2));
  const parts = { exact: "", imprecise: "" };
  for (const { from, to, exact, imprecise } of bins) {
    const x = Math.round(positionOf(span, from) * width);
    const end = Math.round(positionAfter(span, to) * width);
    const wide = Math.max(1, end - x - 1);
    const height = heightOf(exact + imprecise);
    const share = exact / Math.max(1, exact + imprecise);
    const hatched = imprecise > 0 ? Math.max(Math.round(height * (1 - share)), leastHatched) : 0;
    const solid = exact > 0 ? Math.max(height - hatched, leastHeight) : 0;
    if (solid > 0) parts.exact += `M${x} ${plotHeight}v${-solid}h${wide}v${solid}z`;
    if (hatched > 0) parts.imprecise += `M${x} ${plotHeight - solid}v${-hatched}h${wide}v${hatched}z`;
  }
  return parts;
}
