/** Columns of a year each, their groups one on the other, the largest at the foot. */
import { scaleBand, scaleLinear } from "d3-scale";
import { formatCount, formatShare } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { ColumnsChart } from "./chart";
import {
  type Drawing,
  filled,
  inkOn,
  legend,
  type Room,
  type Shape,
  textSize,
  textWidth,
  writing,
} from "./drawing";
import { toneColour } from "./tones";

export function drawColumns(chart: ColumnsChart, room: Room): Drawing {
  const { width, locale, isNarrow } = room;
  const isShares = chart.spec.as === "shares";
  const key = legend(chart.groups, room, "areas");
  const height = isNarrow ? 300 : 380;
  const [left, top, foot] = [isNarrow ? 40 : 44, key.height + 26, key.height + height - 26];
  const years = scaleBand<number>()
    .domain([...chart.periods.keys()])
    .range([left, width])
    .paddingInner(isNarrow ? 0.14 : 0.22)
    .paddingOuter(0.1);
  const most = isShares ? 1 : Math.max(1, ...chart.periods.map(({ total }) => total));
  const amounts = scaleLinear().domain([0, most]).range([foot, top]);
  if (!isShares) amounts.nice(5);
  const shapes: Shape[] = [...key.shapes];
  for (const tick of amounts.ticks(5)) {
    const y = amounts(tick);
    const label = isShares ? formatShare(tick, locale) : formatCount(tick, locale);
    shapes.push(
      { is: "stroke", d: `M${left} ${y}L${width} ${y}`, stroke: "line", width: 1 },
      writing(label, left - 6, y + 4, { anchor: "end", size: textSize.small, fill: "muted" }),
    );
  }
  chart.periods.forEach(({ year, isEarlier, total }, p) => {
    const x = years(p) ?? left;
    const middle = x + years.bandwidth() / 2;
    let below = 0;
    chart.marks.forEach((row, g) => {
      const mark = row[p];
      if (!mark) return;
      const size = mark.entities.length;
      const [from, to] = [below, below + size].map((n) => amounts(isShares ? n / total : n));
      below += size;
      const area = { x, y: to, width: years.bandwidth(), height: Math.max(1.5, from - to - 1) };
      const { tone } = chart.groups[g];
      const share = formatShare(size / total, locale);
      const text = isShares ? share : formatCount(size, locale);
      const needed = textWidth(text, textSize.small) + 2;
      const fits = area.height >= 15 && needed <= area.width - 2;
      const title = chartWords[locale].mark(mark.label, formatCount(size, locale));
      shapes.push({
        is: "mark",
        mark,
        title: isShares ? `${title} (${share})` : title,
        isStop: true,
        shapes: [
          ...filled(tone, area),
          ...(fits ? valueOn(tone, text, middle, to + area.height / 2, needed) : []),
        ],
      });
    });
    const n = formatCount(total, locale);
    shapes.push(
      writing(isShares ? `(${n})` : n, middle, amounts(isShares ? 1 : total) - 6, {
        anchor: "middle",
        size: isShares ? textSize.small : textSize.usual,
        isStrong: !isShares,
        fill: isShares ? "muted" : "ink",
      }),
      writing(isEarlier ? chartWords[locale].untilShort(String(year)) : String(year), middle, foot + 18, {
        anchor: "middle",
        size: isNarrow ? textSize.small : textSize.usual,
        fill: "muted",
      }),
    );
  });
  shapes.push({ is: "stroke", d: `M${left} ${foot}L${width} ${foot}`, stroke: "muted", width: 1 });
  return { width, height: key.height + height, shapes };
}

/** A number on an area, on a plain ground where that has a pattern. */
export function valueOn(
  tone: Parameters<typeof toneColour>[0],
  text: string,
  x: number,
  middle: number,
  width: number,
): Shape[] {
  const colour = toneColour(tone);
  return [
    ...(tone === 0
      ? []
      : [{ is: "rect", x: x - width / 2, y: middle - 7, width, height: 14, fill: colour } as const]),
    writing(text, x, middle + 4, { anchor: "middle", size: textSize.small, fill: inkOn(colour) }),
  ];
}
