/** Every entity by its day and a number that spans powers of ten, so that growth can be seen. */
import { decimalYear } from "@/lib/graph/dates";
import { facetLabel } from "@/lib/i18n/filter-text";
import { formatAmounts, formatDate } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { ChartMaker, Point } from "./chart";
import {
  columnOf,
  count,
  grouped,
  itemsOf,
  lacking,
  largest,
  membersOf,
  text,
  viewOfPart,
  year,
} from "./members";

/** The middle of fewer says little. */
const enough = 5;

export const scatterChart: ChartMaker<"scatter"> = (source, spec) => {
  const { graph, locale } = source;
  const members = membersOf(graph, spec.kinds);
  const [times, numbers] = [columnOf(source, spec.time), columnOf(source, spec.value)];
  const unit = numbers.definition.fact?.unit;
  const dated = members.filter((entity) => itemsOf(times, entity).length > 0);
  // A scale by powers of ten has no place for nothing.
  const shown = dated.filter((entity) => (itemsOf(numbers, entity).at(-1) ?? 0) > 0);
  const { groups, of } = grouped(source, spec.by, shown, "group");
  const points = shown
    .map((entity): Omit<Point, "isRecord"> => {
      const [first, last] = itemsOf(times, entity);
      // The largest, where there are several.
      const value = itemsOf(numbers, entity).at(-1) ?? 0;
      const id = graph.ids[entity];
      const name = graph.names[entity][locale];
      const date = formatDate(dateText(first, last), locale);
      const group = of.get(entity) ?? 0;
      const amount = formatAmounts([value], unit, graph.ontology, locale);
      return {
        id,
        name,
        date,
        time: (decimalYear(first) + decimalYear(last)) / 2,
        value,
        group,
        label: chartWords[locale].point(name, date, amount, groups[group]?.label ?? ""),
        entities: [entity],
        view: {
          ...viewOfPart(source, graph.kinds, { list: [id], context: 1 }),
          selection: id,
        },
      };
    })
    .sort((a, b) => a.time - b.time || b.value - a.value);
  let highest = 0;
  const marked = points.map((point) => {
    const isRecord = point.value > highest;
    highest = Math.max(highest, point.value);
    return { ...point, isRecord };
  });
  const medians = mediansOf(points);
  const [first, last] = [medians[0], medians.at(-1)];
  const top = largest(points, ({ value }) => value);
  const amount = (value: number | undefined) =>
    value === undefined ? undefined : ({ is: "amount", value, unit } as const);
  return {
    form: "scatter",
    spec,
    total: members.length,
    leftOut: lacking(
      source,
      members.length - dated.length,
      spec.time,
      dated.length - shown.length,
      spec.value,
    ),
    groups,
    points: marked,
    medians,
    unit,
    valueLabel: facetLabel(numbers.definition, source),
    whole: {
      ...viewOfPart(source, spec.kinds, {
        values: [],
        ranges: [
          { facet: spec.time, from: "1000", unknown: false },
          { facet: spec.value, from: "1", unknown: false },
        ],
      }),
      style: { colour: spec.by.facet, size: spec.value },
    },
    facts: {
      total: count(points.length),
      first: year(first?.year),
      last: year(last?.year),
      largest: text(top?.name),
      largest_value: amount(top?.value),
      median_first: amount(first?.value),
      median_last: amount(last?.value),
      factor: first && last ? { is: "factor", value: last.value / first.value } : undefined,
    },
  };
};

/** The first and the last day that are meant, as a date that is as precise as these say. */
function dateText(first: number, last: number): string {
  const text = String(first).padStart(8, "0");
  const [y, m, d] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  if (first === last) return `${y}-${m}-${d}`;
  return Math.floor(first / 100) === Math.floor(last / 100) ? `${y}-${m}` : y;
}

function mediansOf(points: readonly { time: number; value: number }[]): { year: number; value: number }[] {
  const years = new Map<number, { value: number }[]>();
  for (const point of points) {
    const one = Math.floor(point.time);
    years.set(one, [...(years.get(one) ?? []), point]);
  }
  return [...years]
    .filter(([, of]) => of.length >= enough)
    .sort(([a], [b]) => a - b)
    .map(([one, of]) => {
      const values = of.map(({ value }) => value).sort((a, b) => a - b);
      const middle = (values.length - 1) / 2;
      return { year: one, value: (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2 };
    });
}
