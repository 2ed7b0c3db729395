/** A chart as a table: the same numbers, for those who would rather read them, and for other programs. */
import type { Locale } from "@/lib/graph/schema";
import { chartWords } from "@/lib/i18n/insights-words";
import type { Chart, Mark, Point } from "./chart";

/** A mark stands for its number, a number for itself; what is neither is a text. */
export type Cell = Mark | string | number | undefined;

export interface ChartTable {
  readonly head: readonly string[];
  /** The first cell of each names it. */
  readonly rows: readonly (readonly [name: Mark | string, ...cells: Cell[]])[];
}

export function tableOf(chart: Chart, locale: Locale): ChartTable {
  const w = chartWords[locale];
  switch (chart.form) {
    case "columns":
      return {
        head: [w.year, ...chart.groups.map(({ label }) => label), w.total],
        rows: chart.periods.map(({ label, total }, p) => [label, ...chart.marks.map((row) => row[p]), total]),
      };
    case "scatter":
      return {
        head: [w.name, w.date, chart.valueLabel, w.group],
        rows: chart.points.map((point) => [point, point.date, point.value, groupLabel(chart.groups, point)]),
      };
    case "bars":
      return { head: [w.name, w.number], rows: chart.bars.map((bar) => [bar.name, bar]) };
    case "matrix":
      return {
        head: [`${chart.rowsLabel} / ${chart.columnsLabel}`, ...chart.columns],
        rows: chart.rows.map((label, r) => [label, ...chart.cells[r]]),
      };
    case "shares":
      return {
        head: [w.kind, ...chart.groups.map(({ label }) => label), w.total],
        rows: chart.rows.map(({ label, total }, r) => [label, ...chart.marks[r], total]),
      };
  }
}

const groupLabel = (groups: readonly { label: string }[], { group }: Point): string =>
  groups[group]?.label ?? "";

/** As plain texts and numbers, the head first; nothing is 0 where marks are counted. */
export function plainRows(chart: Chart, locale: Locale): (string | number)[][] {
  const { head, rows } = tableOf(chart, locale);
  const plain = (cell: Cell): string | number =>
    cell === undefined ? 0 : typeof cell === "object" ? cell.entities.length : cell;
  return [
    [...head],
    ...rows.map(([name, ...cells]) => [typeof name === "string" ? name : nameOf(name), ...cells.map(plain)]),
  ];
}

const nameOf = (mark: Mark): string => ("name" in mark ? String(mark.name) : mark.label);
