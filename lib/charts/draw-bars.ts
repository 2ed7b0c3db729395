/** A bar for each, its name before it, or above it where there is little room. */
import { scaleLinear } from "d3-scale";
import { formatCount } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { BarsChart } from "./chart";
import {
  type Drawing,
  type Room,
  type Shape,
  shortened,
  type Themed,
  textSize,
  textWidth,
  writing,
} from "./drawing";

export function drawBars(chart: BarsChart, { width, locale, isNarrow }: Room, colour: Themed): Drawing {
  const [row, thick] = isNarrow ? [44, 16] : [28, 18];
  const names = chart.bars.map(({ name }) => textWidth(name));
  const left = isNarrow ? 0 : Math.min(260, Math.max(0, ...names)) + 12;
  const most = Math.max(1, ...chart.bars.map(({ entities }) => entities.length));
  const lengths = scaleLinear()
    .domain([0, most])
    .range([0, width - left - textWidth(formatCount(most, locale)) - 14]);
  const shapes = chart.bars.map((bar, i): Shape => {
    const [top, size] = [i * row, bar.entities.length];
    const y = isNarrow ? top + 22 : top + (row - thick) / 2;
    const name = isNarrow ? shortened(bar.name, width) : shortened(bar.name, left - 12);
    return {
      is: "mark",
      mark: bar,
      title: chartWords[locale].mark(bar.label, formatCount(size, locale)),
      isStop: true,
      area: { x: 0, y: top, width, height: row },
      shapes: [
        writing(name, isNarrow ? 0 : left - 10, isNarrow ? top + 16 : y + thick / 2 + 4.5, {
          anchor: isNarrow ? "start" : "end",
        }),
        { is: "rect", x: left, y, width: Math.max(1.5, lengths(size)), height: thick, fill: colour },
        writing(formatCount(size, locale), left + lengths(size) + 6, y + thick / 2 + 4.5, {
          isStrong: true,
          size: textSize.usual,
        }),
      ],
    };
  });
  return { width, height: chart.bars.length * row + 2, shapes };
}
