/**
 * A chart on a page: its drawing, made of elements that need no script, once for wide and once for narrow screens. Colours
 * of both themes stand in presentation attributes, since a page's policy allows no inline styles.
 */
import { canvasHref } from "@/app/[locale]/_pages/canvas";
import type { Drawing, Paint, Shape } from "@/lib/charts/drawing";
import type { Locale } from "@/lib/graph/schema";
import styles from "./insights.module.css";

interface ChartFigureProps {
  readonly drawing: Drawing;
  readonly variant: "wide" | "narrow";
  /** What it shows. */
  readonly label: string;
  readonly locale: Locale;
}

export function ChartFigure({
  drawing: { width, height, shapes },
  variant,
  label,
  locale,
}: ChartFigureProps) {
  return (
    <svg
      className={styles[variant]}
      viewBox={`0 0 ${width} ${round(height)}`}
      width={width}
      height={round(height)}
      role="group"
      aria-label={label}
    >
      {shapes.map((shape, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing never changes
        <ShapeElement key={i} shape={shape} locale={locale} />
      ))}
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

const tokens = {
  ink: "var(--ink)",
  muted: "var(--ink-muted)",
  line: "var(--border)",
  page: "var(--page)",
} as const;
const colourOf = (paint: Paint): string =>
  typeof paint === "string" ? tokens[paint] : `light-dark(${paint.light}, ${paint.dark})`;

function ShapeElement({ shape, locale }: { shape: Shape; locale: Locale }) {
  switch (shape.is) {
    case "rect":
      return (
        <rect
          x={round(shape.x)}
          y={round(shape.y)}
          width={round(shape.width)}
          height={round(shape.height)}
          fill={colourOf(shape.fill)}
        />
      );
    case "fill":
      return <path d={shape.d} fill={colourOf(shape.fill)} stroke={shape.rim && colourOf(shape.rim)} />;
    case "stroke":
      return (
        <path
          className={styles.line}
          d={shape.d}
          fill="none"
          stroke={colourOf(shape.stroke)}
          strokeWidth={shape.width}
        />
      );
    case "text":
      return (
        <text
          className={shape.hasHalo ? styles.halo : undefined}
          x={round(shape.x)}
          y={round(shape.y)}
          textAnchor={shape.anchor === "start" ? undefined : shape.anchor}
          fontSize={shape.size}
          fontWeight={shape.isStrong ? 600 : undefined}
          fill={colourOf(shape.fill)}
        >
          {shape.text}
        </text>
      );
    case "mark":
      return (
        <a
          className={styles.mark}
          href={canvasHref(locale, shape.mark.view)}
          tabIndex={shape.isStop ? undefined : -1}
        >
          <title>{shape.title}</title>
          {shape.area && (
            <rect
              className={styles.area}
              x={round(shape.area.x)}
              y={round(shape.area.y)}
              width={round(shape.area.width)}
              height={round(shape.area.height)}
            />
          )}
          {shape.shapes.map((part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a drawing never changes
            <ShapeElement key={i} shape={part} locale={locale} />
          ))}
        </a>
      );
  }
}
