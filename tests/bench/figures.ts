/** Figures: quantiles of many, and the rows of the table that is printed. */
import type { LongTask, Reaction } from "./watch";

export interface Row {
  readonly metric: string;
  readonly measured: string;
  /** What it has to keep, in words; nothing for what is told for information. */
  readonly bar?: string;
  readonly ok?: boolean;
  /** Printed below the table: causes, in words. */
  readonly notes?: readonly string[];
}

/** The value below which this share (0 to 1) of the values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A number of milliseconds as text, finer where it is small. */
export const ms = (value: number): string =>
  `${Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))} ms`;
/** Bytes as text, in KB of 1,024 bytes. */
export const kilobytes = (bytes: number): string => `${Number((bytes / 1024).toFixed(1))} KB`;

/** The score of layout shifts as text. */
export const score = (value: number): string => String(Number(value.toPrecision(2)));

export interface Bar {
  /** Measured values have to stay below it. */
  readonly below?: number;
  /** Or may reach it. */
  readonly most?: number;
  /** Or have to reach it. */
  readonly least?: number;
}

/**
 * A row that is judged.
 *
 * @param note what else belongs to the figure, such as its spread
 * @throws {Error} the value is no number: it was not measured
 */
export function judged(
  metric: string,
  value: number,
  { below, most, least }: Bar,
  show: (value: number) => string,
  note = "",
): Row {
  if (Number.isNaN(value)) throw new Error(`${metric}: there is no figure`);
  const judgement =
    least !== undefined
      ? { bar: `at least ${show(least)}`, ok: value >= least }
      : below !== undefined
        ? { bar: `under ${show(below)}`, ok: value < below }
        : { bar: `at most ${show(most ?? 0)}`, ok: value <= (most ?? 0) };
  return { metric, measured: note ? `${show(value)} (${note})` : show(value), ...judgement };
}

/** A row for information. */
export const told = (metric: string, measured: string): Row => ({ metric, measured });

/** Something that was done, in words, and what came of it. */
export interface Done {
  readonly name: string;
  readonly reaction: Reaction;
}

/** The slowest of many reactions against the bar that all of them have: the `shown` of each, or another time. */
export function reactionRow(
  metric: string,
  done: readonly Done[],
  bar: Bar,
  time: "shown" | "settled" = "shown",
): Row {
  const times = done.map(({ reaction }) => reaction[time]);
  const worst = Math.max(...times);
  const name = done.find(({ reaction }) => reaction[time] === worst)?.name ?? "";
  return judged(metric, worst, bar, ms, `median ${ms(median(times))} of ${times.length}; worst: ${name}`);
}

/** The longest tasks and what ran in them: name of the caller, function, file and position in it. */
export function tasksOf(tasks: readonly LongTask[]): string[] {
  const longest = tasks.toSorted((a, b) => b.duration - a.duration);
  return longest.slice(0, 3).map(({ start, duration, scripts }) => {
    const told = scripts.slice(0, 2).join("; ") || "no script is told";
    return `task of ${ms(duration)} at ${ms(start)}: ${told}`;
  });
}

/** How far apart values are, and how many: "412 … 498 ms in 5". */
export const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(0)} … ${Math.max(...values).toFixed(0)} ms in ${values.length}`;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
const columnsOf = (text: string): number =>
  text.length + (text.match(/[\u2e80-\u9fff\uff00-\uff60]/g)?.length ?? 0);

/** The rows as lines of plain text in aligned columns. */
export function tableOf(rows: readonly Row[]): string {
  const verdict = (ok: boolean | undefined) => (ok === undefined ? "" : ok ? "ok" : "miss");
  const body = rows.map(({ metric, measured, bar = "", ok }) => [metric, measured, bar, verdict(ok)]);
  const head = ["metric", "measured", "bar", ""];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((row) => columnsOf(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - columnsOf(cell))).join("  ");
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...body].map((row) => line(row).trimEnd()).join("\n");
}
