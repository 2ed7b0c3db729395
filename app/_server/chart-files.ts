/** Charts as files to take away: pictures, which threads draw, and tables. */
import type { ChartFormat, ChartParameters } from "@/lib/api/chart-contract";
import { ProblemError } from "@/lib/api/problem";
import { drawChart } from "@/lib/charts/draw";
import { seen } from "@/lib/charts/drawing";
import { notesOf, sentenceOf } from "@/lib/charts/sentence";
import { plainRows } from "@/lib/charts/table";
import { textCell } from "@/lib/exchange/csv-cells";
import { chartWords } from "@/lib/i18n/insights-words";
import { chartsIn } from "./charts";
import { allowDrawing, drawingOf } from "./drawings";
import { attachmentNamed } from "./pictures";
import { isKnown, tagged } from "./respond";

const mediaTypes: Readonly<Record<ChartFormat, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  csv: "text/csv; charset=utf-8; header=present",
};

/** @throws {ProblemError} there is no such chart, or too much is being drawn */
export async function chartAnswer(
  request: Request,
  name: string,
  { graph, version, format, locale, theme }: ChartParameters,
): Promise<Response> {
  const ref = { graph, version };
  const all = await chartsIn(ref, locale);
  const chart = all.charts.find(({ spec }) => spec.id === name);
  if (!chart) {
    const allowed = all.charts.map(({ spec }) => spec.id);
    throw new ProblemError("unknown-chart", `There is no chart "${name.slice(0, 80)}".`, {
      parameter: "chart",
      allowed,
    });
  }
  const title = chart.spec.title[locale];
  const file = {
    "Content-Type": mediaTypes[format],
    "Content-Disposition": attachmentNamed(title, chart.spec.id, format),
  };
  if (format === "csv") {
    const response = tagged(request, false, csvOf(plainRows(chart, locale)));
    for (const [header, value] of Object.entries(file)) response.headers.set(header, value);
    return response;
  }
  const { ontology } = all;
  const w = chartWords[locale];
  const sheet = {
    drawing: seen(drawChart(chart, ontology, locale, "wide")),
    title,
    sentence: sentenceOf(chart, ontology, locale),
    notes: [
      notesOf(chart, locale).join(locale === "zh" ? "" : " "),
      w.source(ontology.graph.name[locale], all.version, ontology.graph.license.label[locale]),
    ],
    locale,
    theme,
  };
  const { tag, kept, draw } = await drawingOf(ref, { is: "chart", format, sheet });
  const headers = { ...file, ETag: `W/"${tag}"`, "Cache-Control": "no-cache" };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const { bytes } = (await kept()) ?? (await draw(request.signal, () => allowDrawing(request)));
  return new Response(bytes, { headers });
}

/** Rows as RFC 4180 has them; no cell is taken for a formula. The mark at the start tells spreadsheets the encoding. */
function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const text = typeof value === "number" ? String(value) : textCell(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
