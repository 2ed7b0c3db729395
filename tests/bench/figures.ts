/** Figures: quantiles of many, and the rows of the table that is printed. */

export interface Row {
  readonly metric: string;
  readonly measured: string;
  /** What it has to keep, in words; nothing for what is told for information. */
  readonly bar?: string;
  readonly ok?: boolean;
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
  { below, most }: Bar,
  show: (value: number) => string,
  note = "",
): Row {
  if (Number.isNaN(value)) throw new Error(`${metric}: there is no figure`);
  const bar = below === undefined ? `at most ${show(most ?? 0)}` : `under ${show(below)}`;
  const ok = below === undefined ? value <= (most ?? 0) : value < below;
  return { metric, measured: note ? `${show(value)} (${note})` : show(value), bar, ok };
}

/** A row for information. */
export const told = (metric: string, measured: string): Row => ({ metric, measured });

/** How far apart values are, and how many: "412 … 498 ms in 5". */
export const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(0)} … ${Math.max(...values).toFixed(0)} ms in ${values.length}`;

/** The rows as lines of plain text in aligned columns. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ metric, measured, bar = "", ok }) => [
    metric,
    measured,
    bar,
    ok === undefined ? "" : ok ? "ok" : "miss",
  ]);
  const all = [["metric", "measured", "bar", ""], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ");
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const [head = [], ...body] = all;
  return [line(head), `${rule}  ----`, ...body.map(line)].map((text) => text.trimEnd()).join("\n");
}
