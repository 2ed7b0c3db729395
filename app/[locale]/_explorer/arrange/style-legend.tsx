"use client";

/** What the colours and sizes of marks mean where the reader has chosen that. */
import type { ReactNode } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { mapRadius } from "@/lib/graph/graph";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { formatCount } from "@/lib/i18n/format";
import { type Colouring, colouringOf, type Sizing, sizingOf } from "@/lib/view/colouring";
import type { Speech } from "@/lib/view/grouping";
import type { Style } from "@/lib/view/view";
import styles from "./arrange.module.css";

interface StyleLegendProps {
  speech: Speech;
  style: Style;
  theme: Theme;
  /** Entities of each colour, where not all are meant; in the order of the colouring's entries. */
  counts?: readonly number[] | undefined;
  /** Shows only what has this value of the facet that colours stand for. */
  onOnly?: ((value: string) => void) | undefined;
}

/** Nothing for a style that is the usual one. */
export function StyleLegend({ speech, style, theme, counts, onOnly }: StyleLegendProps): ReactNode {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const colouring = style.colour ? colouringOf(speech, style.colour) : undefined;
  const sizing = style.size ? sizingOf(speech, style.size) : undefined;
  if (!colouring && !sizing) return null;
  return (
    <div className={styles.legend}>
      {colouring && (
        <section aria-label={w.colourIs(colouring.label[locale])}>
          <h3 className={styles.legendTitle}>{w.colourIs(colouring.label[locale])}</h3>
          <ColourLegend {...{ colouring, theme, counts, onOnly }} />
        </section>
      )}
      {sizing && (
        <section aria-label={w.sizeIs(sizing.label[locale])}>
          <h3 className={styles.legendTitle}>{w.sizeIs(sizing.label[locale])}</h3>
          <SizeLegend speech={speech} sizing={sizing} />
        </section>
      )}
    </div>
  );
}

interface ColourLegendProps extends Pick<StyleLegendProps, "theme" | "counts" | "onOnly"> {
  colouring: Colouring;
}

export function ColourLegend({ colouring, theme, counts, onOnly }: ColourLegendProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const colours = colouring.paint.colours[theme];
  return (
    <>
      <ul className={styles.entries}>
        {colouring.entries.map(({ label, size, value }, i) => {
          const entry = (
            <>
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
                <rect
                  x="1"
                  y="1"
                  width="12"
                  height="12"
                  rx="3"
                  fill={colours[i]}
                  stroke="currentColor"
                  strokeOpacity="0.4"
                />
              </svg>
              <span>{label[locale]}</span>
              <span className={styles.count}>{formatCount(counts?.[i] ?? size, locale)}</span>
            </>
          );
          return (
            <li key={value ?? label.en}>
              {onOnly && value !== undefined ? (
                <button
                  type="button"
                  className={styles.entry}
                  title={w.only(label[locale])}
                  onClick={() => onOnly(value)}
                >
                  {entry}
                </button>
              ) : (
                <div className={styles.entry}>{entry}</div>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>{w.shapes}</p>
    </>
  );
}

/** CSS pixels of a map unit where the whole atlas is in sight on a usual screen. */
const usualScale = 0.55;

export function SizeLegend({ speech, sizing }: { speech: Speech; sizing: Sizing }) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const { marks, isLog } = sizing;
  const unsized = unsizedOf(speech, sizing);
  const rows = [
    ...marks.map(({ label, weight }) => ({ label: label[locale], weight })),
    ...(unsized ? [{ label: w.unsized(formatCount(unsized.size, locale)), weight: unsized.weight }] : []),
  ];
  const box = Math.ceil(2 * usualScale * Math.max(0, ...rows.map(({ weight }) => mapRadius(weight))));
  return (
    <>
      <ul className={styles.sizes}>
        {rows.map(({ label, weight }) => (
          <li key={label}>
            <svg width={box} height={box} viewBox={`0 0 ${box} ${box}`} aria-hidden="true" focusable="false">
              <circle cx={box / 2} cy={box / 2} r={usualScale * mapRadius(weight)} fill="currentColor" />
            </svg>
            <span>{label}</span>
          </li>
        ))}
      </ul>
      {isLog && <p className={styles.note}>{w.isLog}</p>}
    </>
  );
}

/** How many entities have no value of the facet that sizes stand for, and what their marks weigh; nothing where all have one. */
function unsizedOf(
  { graph, table }: Speech,
  { key, weight }: Sizing,
): { size: number; weight: number } | undefined {
  const start = table.get(key)?.start;
  const without = start ? graph.ids.flatMap((_, i) => (start[i] === start[i + 1] ? [i] : [])) : [];
  return without.length > 0 ? { size: without.length, weight: weight[without[0]] } : undefined;
}
