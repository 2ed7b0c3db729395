/**
 * A chart as data: what is counted, in which marks, and what is left out. Every mark is a view, so that whatever can be
 * seen can be opened; the number on a mark is that of the view's members. Drawing is another matter (draw.ts).
 */
import type { ChartForm, ChartSpec, SpecOf } from "@/lib/graph/chart-schema";
import type { EntityId } from "@/lib/graph/schema";
import type { FilterSpeech } from "@/lib/i18n/filter-text";
import type { View } from "@/lib/view/view";

/** The graph with its facets, and the language that a chart is read in. */
export type ChartSource = FilterSpeech;

/** Some of the entities that a chart counts. */
export interface Mark {
  /** What these are: "2023, China". */
  readonly label: string;
  readonly entities: readonly number[];
  /** Shows just these. */
  readonly view: View;
}

/** What the colour of a group stands for: one of several equals, or what is beside them. */
export type Tone = number | "others" | "several" | "unknown";

export interface Group {
  readonly label: string;
  readonly tone: Tone;
}

/** What a sentence may say. A count is written as it is and decides between one and many. */
export type Fact =
  | { readonly is: "count" | "year"; readonly value: number }
  | { readonly is: "share" | "factor"; readonly value: number }
  | { readonly is: "amount"; readonly value: number; readonly unit: string | undefined }
  | { readonly is: "text"; readonly value: string };
export type Facts = Readonly<Record<string, Fact | undefined>>;

/** Entities of the right kind that are in no mark: how many, and why. */
export interface LeftOut {
  readonly reason: "undated" | "unknown" | "untied" | "outside";
  readonly count: number;
  /** What they lack: the facet, the relation. */
  readonly of: string;
}

interface Shared<F extends ChartForm> {
  readonly form: F;
  readonly spec: SpecOf<F>;
  /** Entities of the kinds that are counted. */
  readonly total: number;
  readonly leftOut: readonly LeftOut[];
  readonly facts: Facts;
  /** All that the marks show together. */
  readonly whole: View;
}

export interface Period {
  readonly label: string;
  /** The last year of it, and whether all earlier ones belong to it. */
  readonly year: number;
  readonly isEarlier: boolean;
  readonly total: number;
}

export interface ColumnsChart extends Shared<"columns"> {
  readonly groups: readonly Group[];
  readonly periods: readonly Period[];
  /** By group and period; nothing where there is none. */
  readonly marks: readonly (readonly (Mark | undefined)[])[];
}

export interface Point extends Mark {
  readonly id: EntityId;
  readonly name: string;
  /** As precise as it is known. */
  readonly date: string;
  /** Year with fraction: the middle of what the date may mean. */
  readonly time: number;
  readonly value: number;
  readonly group: number;
  /** Above all that came before. */
  readonly isRecord: boolean;
}

export interface ScatterChart extends Shared<"scatter"> {
  readonly groups: readonly Group[];
  /** The earliest first. */
  readonly points: readonly Point[];
  /** The middle value of each year that has enough. */
  readonly medians: readonly { readonly year: number; readonly value: number }[];
  readonly unit: string | undefined;
  readonly valueLabel: string;
}

export interface Bar extends Mark {
  readonly id: EntityId;
  readonly name: string;
}

export interface BarsChart extends Shared<"bars"> {
  /** The longest first. */
  readonly bars: readonly Bar[];
}

export interface MatrixChart extends Shared<"matrix"> {
  readonly rowsLabel: string;
  readonly columnsLabel: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row and column; nothing where there is none. */
  readonly cells: readonly (readonly (Mark | undefined)[])[];
}

export interface SharesChart extends Shared<"shares"> {
  readonly groups: readonly Group[];
  readonly rows: readonly { readonly label: string; readonly kind: string; readonly total: number }[];
  /** By row and group; nothing where there is none. */
  readonly marks: readonly (readonly (Mark | undefined)[])[];
}

export type Chart = ColumnsChart | ScatterChart | BarsChart | MatrixChart | SharesChart;

/** All marks of a chart. */
export function marksOf(chart: Chart): Mark[] {
  const all =
    chart.form === "scatter"
      ? chart.points
      : chart.form === "bars"
        ? chart.bars
        : (chart.form === "matrix" ? chart.cells : chart.marks).flat();
  return all.filter((mark) => mark !== undefined);
}

/** Of one form: what its file says → the chart. */
export type ChartMaker<F extends ChartForm> = (
  source: ChartSource,
  spec: Extract<ChartSpec, { form: F }>,
) => Extract<Chart, { form: F }>;
