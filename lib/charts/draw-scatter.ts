/** Signs by time and by powers of ten, with a line through the middle of each year and the names of those that set records. */
import { scaleLinear, scaleLog } from "d3-scale";
import { formatScaleMark } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { Point, ScatterChart } from "./chart";
import {
  type Drawing,
  legend,
  type Rectangle,
  type Room,
  type Shape,
  shortened,
  sign,
  textSize,
  textWidth,
  writing,
} from "./drawing";

export function drawScatter(chart: ScatterChart, room: Room): Drawing {
  const { width, locale, isNarrow } = room;
  const key = legend(
    chart.groups,
    room,
    "signs",
    chart.medians.length > 1 ? chartWords[locale].median : undefined,
  );
  const height = isNarrow ? 340 : 440;
  const [left, top, foot] = [isNarrow ? 46 : 60, key.height + 28, key.height + height - 26];
  const [times, values] = [chart.points.map(({ time }) => time), chart.points.map(({ value }) => value)];
  const [first, end] = [Math.floor(Math.min(...times)), Math.floor(Math.max(...times)) + 1];
  const x = scaleLinear()
    .domain([first, end])
    .range([left + 6, width - 6]);
  const y = scaleLog()
    .domain([Math.min(...values) * 0.8, Math.max(...values) * 1.6])
    .range([foot - 4, top]);
  const shapes: Shape[] = [...key.shapes];
  shapes.push(writing(chart.valueLabel, 0, key.height + 14, { size: textSize.small, fill: "muted" }));
  const powers = y.ticks().filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6));
  for (const tick of powers)
    shapes.push(
      { is: "stroke", d: `M${left} ${y(tick)}L${width} ${y(tick)}`, stroke: "line", width: 1 },
      writing(formatScaleMark(tick, locale), left - 6, y(tick) + 4, {
        anchor: "end",
        size: textSize.small,
        fill: "muted",
      }),
    );
  for (let year = first; year < end; year++) {
    shapes.push(
      { is: "stroke", d: `M${x(year)} ${foot}L${x(year)} ${foot + 5}`, stroke: "muted", width: 1 },
      writing(String(year), x(year + 0.5), foot + 18, {
        anchor: "middle",
        size: isNarrow ? textSize.small : textSize.usual,
        fill: "muted",
      }),
    );
  }
  shapes.push({ is: "stroke", d: `M${left} ${foot}L${width} ${foot}`, stroke: "muted", width: 1 });
  const placed = chart.points.map((point) => ({ point, x: x(point.time), y: y(point.value) }));
  const labels = labelled(placed, { left, right: width }, isNarrow ? 4 : 14);
  const radius = isNarrow ? 3.2 : 4;
  for (const { point, x: at, y: height } of placed) {
    shapes.push({
      is: "mark",
      mark: point,
      title: point.label,
      isStop: labels.has(point),
      // Fingers need more room than pointers.
      ...(isNarrow && { area: { x: at - 7, y: height - 7, width: 14, height: 14 } }),
      shapes: [sign(chart.groups[point.group]?.tone ?? "unknown", at, height, radius)],
    });
  }
  if (chart.medians.length > 1) {
    const line = chart.medians.map(({ year, value }) => `${round(x(year + 0.5))} ${round(y(value))}`);
    shapes.push(
      { is: "stroke", d: `M${line.join("L")}`, stroke: "page", width: 4 },
      { is: "stroke", d: `M${line.join("L")}`, stroke: "ink", width: 2 },
    );
  }
  for (const label of labels.values()) shapes.push(label);
  return { width, height: key.height + height, shapes };
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface Placed {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
}

/** Names for those that set a record, the greatest first, as far as they do not cover one another. */
function labelled(
  placed: readonly Placed[],
  { left, right }: { left: number; right: number },
  most: number,
): Map<Point, Shape> {
  const taken: Rectangle[] = [];
  const labels = new Map<Point, Shape>();
  const records = placed.filter(({ point }) => point.isRecord).sort((a, b) => b.point.value - a.point.value);
  for (const { point, x, y } of records) {
    if (labels.size === most) break;
    const text = shortened(point.name, 130, textSize.small);
    const width = textWidth(text, textSize.small);
    const places = [
      { x: x - 8 - width, anchor: "end", at: x - 8 },
      { x: x + 8, anchor: "start", at: x + 8 },
    ] as const;
    const place = places.find(({ x: from }) => {
      const area = { x: from, y: y - 8, width, height: 15 };
      return from >= left && from + width <= right && !taken.some((other) => overlaps(area, other));
    });
    if (!place) continue;
    taken.push({ x: place.x, y: y - 8, width, height: 15 });
    labels.set(
      point,
      writing(text, place.at, y + 4, { anchor: place.anchor, size: textSize.small, hasHalo: true }),
    );
  }
  return labels;
}

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
