/** Cells with a number each, the more the stronger; where there is little room, columns have a letter and a key beneath. */
import { scaleQuantize } from "d3-scale";
import { formatCount } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { MatrixChart } from "./chart";
import {
  type Drawing,
  inkOn,
  type Room,
  type Shape,
  shortened,
  type Themed,
  textSize,
  textWidth,
  wrapped,
  writing,
} from "./drawing";
import { cellColours } from "./tones";

export function drawMatrix(chart: MatrixChart, { width, locale, isNarrow }: Room): Drawing {
  const size = isNarrow ? textSize.small : textSize.usual;
  const names = chart.rows.map((label) => textWidth(label, size) + 12);
  const left = Math.min(isNarrow ? 92 : 190, Math.max(40, ...names));
  const cell = Math.min(96, (width - left) / Math.max(1, chart.columns.length));
  const row = isNarrow ? 40 : 36;
  const heads = isNarrow
    ? chart.columns.map((_, c) => [letterOf(c)])
    : chart.columns.map((label) => wrapped(label, cell - 6, textSize.small, 3));
  const top = Math.max(1, ...heads.map((lines) => lines.length)) * 14 + 8;
  const shapes: Shape[] = heads.flatMap((lines, c) =>
    lines.map((line, i) =>
      writing(line, left + (c + 0.5) * cell, top - 8 - (lines.length - 1 - i) * 14, {
        anchor: "middle",
        size: textSize.small,
        fill: "muted",
        isStrong: isNarrow,
      }),
    ),
  );
  const most = Math.max(1, ...chart.cells.flat().map((mark) => mark?.entities.length ?? 0));
  // By the root, since a few cells have most.
  const colourOf = scaleQuantize<Themed>()
    .domain([1, Math.max(2, Math.sqrt(most))])
    .range(cellColours);
  chart.rows.forEach((label, r) => {
    const y = top + r * row;
    const lines = wrapped(label, left - 8, size, 2);
    const middle = y + row / 2 + 4;
    lines.forEach((line, i) => {
      const offset = (i - (lines.length - 1) / 2) * 13;
      shapes.push(writing(line, left - 8, middle + offset, { anchor: "end", size }));
    });
    chart.cells[r].forEach((mark, c) => {
      const area = { x: left + c * cell + 1, y: y + 1, width: cell - 2, height: row - 2 };
      const centre = area.x + area.width / 2;
      if (!mark) {
        shapes.push(writing("·", centre, middle, { anchor: "middle", fill: "muted" }));
        return;
      }
      const n = mark.entities.length;
      const colour = colourOf(Math.sqrt(n));
      shapes.push({
        is: "mark",
        mark,
        title: chartWords[locale].mark(mark.label, formatCount(n, locale)),
        isStop: true,
        shapes: [
          { is: "rect", ...area, fill: colour },
          writing(formatCount(n, locale), centre, middle, {
            anchor: "middle",
            size,
            isStrong: true,
            fill: inkOn(colour),
          }),
        ],
      });
    });
  });
  const bottom = top + chart.rows.length * row + 4;
  const key = isNarrow ? keyOf(chart.columns, width, bottom + 16) : { shapes: [], height: 0 };
  return { width, height: bottom + key.height, shapes: [...shapes, ...key.shapes] };
}

const letterOf = (column: number): string => String.fromCharCode(65 + column);

/** What the letters of the columns stand for, two side by side. */
function keyOf(columns: readonly string[], width: number, top: number): { shapes: Shape[]; height: number } {
  const [half, line] = [width / 2, 19];
  const shapes = columns.map((label, c) =>
    writing(
      shortened(`${letterOf(c)}  ${label}`, half - 8, textSize.small),
      (c % 2) * half,
      top + Math.floor(c / 2) * line,
      { size: textSize.small },
    ),
  );
  return { shapes, height: Math.ceil(columns.length / 2) * line + 6 };
}
