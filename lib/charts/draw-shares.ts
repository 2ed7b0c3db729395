/** A bar of full length for each kind, parted into its groups. */
import { formatCount, formatShare } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { SharesChart } from "./chart";
import { valueOn } from "./draw-columns";
import { type Drawing, filled, legend, type Room, type Shape, textSize, textWidth, writing } from "./drawing";

export function drawShares(chart: SharesChart, room: Room): Drawing {
  const { width, locale, isNarrow } = room;
  const key = legend(chart.groups, room, "areas");
  const [row, thick] = isNarrow ? [82, 48] : [72, 38];
  const shapes: Shape[] = [...key.shapes];
  chart.rows.forEach(({ label, total }, r) => {
    const top = key.height + 10 + r * row;
    const name = chartWords[locale].mark(label, formatCount(total, locale));
    shapes.push(writing(name, 0, top + 14, { isStrong: true }));
    let before = 0;
    chart.marks[r].forEach((mark, g) => {
      if (!mark) return;
      const size = mark.entities.length;
      const [from, to] = [before, before + size].map((n) => (n / total) * width);
      before += size;
      const area = { x: from, y: top + 22, width: Math.max(1.5, to - from - 1), height: thick };
      const { tone } = chart.groups[g];
      const [n, share] = [formatCount(size, locale), formatShare(size / total, locale)];
      const text = [`${n} · ${share}`, n].find((one) => textWidth(one, textSize.small) + 8 <= area.width);
      const title = `${chartWords[locale].mark(mark.label, n)} (${share})`;
      const middle = area.y + area.height / 2;
      shapes.push({
        is: "mark",
        mark,
        title,
        isStop: true,
        shapes: [
          ...filled(tone, area),
          ...(text === undefined
            ? []
            : valueOn(tone, text, area.x + area.width / 2, middle, textWidth(text, textSize.small) + 4)),
        ],
      });
    });
  });
  return { width, height: key.height + 10 + chart.rows.length * row - 8, shapes };
}
