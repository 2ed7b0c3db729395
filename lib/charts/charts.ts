/** The chart that a file asks for, worked out from the graph. */
import type { ChartSpec } from "@/lib/graph/chart-schema";
import { barsChart } from "./bars";
import type { Chart, ChartSource } from "./chart";
import { columnsChart } from "./columns";
import { matrixChart } from "./matrix";
import { scatterChart } from "./scatter";
import { sharesChart } from "./shares";

/** @throws {ChartError} the file asks for what the graph does not have, which is told when the data are checked */
export function chartOf(source: ChartSource, spec: ChartSpec): Chart {
  switch (spec.form) {
    case "columns":
      return columnsChart(source, spec);
    case "scatter":
      return scatterChart(source, spec);
    case "bars":
      return barsChart(source, spec);
    case "matrix":
      return matrixChart(source, spec);
    case "shares":
      return sharesChart(source, spec);
  }
}
