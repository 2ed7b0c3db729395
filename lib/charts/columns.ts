/** How many there are year by year, in groups, one on the other. */
import type { Filter } from "@/lib/graph/filter-value";
import { formatDate } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import type { ChartMaker, Mark } from "./chart";
import {
  columnOf,
  count,
  grouped,
  itemsOf,
  lacking,
  largest,
  membersOf,
  share,
  text,
  viewOfList,
  viewOfPart,
  year,
} from "./members";

/** A share of fewer says little. */
const enough = 10;

interface Span {
  /** The last year of it. */
  readonly year: number;
  readonly label: string;
  readonly from?: string;
  readonly to: string;
}

export const columnsChart: ChartMaker<"columns"> = (source, spec) => {
  const { graph, locale } = source;
  const members = membersOf(graph, spec.kinds);
  const times = columnOf(source, spec.time);
  const yearOf = (entity: number): number | undefined => {
    const [day] = itemsOf(times, entity);
    return day === undefined ? undefined : Math.floor(day / 10_000);
  };
  const dated = members.filter((entity) => yearOf(entity) !== undefined);
  const { groups, of } = grouped(source, spec.by, dated, "none");
  const shown = dated.filter((entity) => of.has(entity));
  const spans = spansOf(
    shown.map((entity) => yearOf(entity) ?? 0),
    spec.since,
    locale,
  );
  const spanOf = (entity: number) => spans.findIndex((span) => (yearOf(entity) ?? 0) <= span.year);
  const range = ({ from, to }: Pick<Span, "from" | "to">): Filter["ranges"][number] => ({
    facet: spec.time,
    ...(from !== undefined && { from }),
    to,
    unknown: false,
  });
  const marks = groups.map(({ label, condition }, g) =>
    spans.map((span, s): Mark | undefined => {
      const entities = shown.filter((entity) => of.get(entity) === g && spanOf(entity) === s);
      if (entities.length === 0) return undefined;
      const view = condition
        ? viewOfPart(source, spec.kinds, { values: [condition], ranges: [range(span)] })
        : viewOfList(source, spec.kinds, entities);
      return { label: chartWords[locale].both(span.label, label), entities, view };
    }),
  );
  const sizes = marks.map((row) => row.map((mark) => mark?.entities.length ?? 0));
  const periods = spans.map(({ label, year: last, from }, s) => ({
    label,
    year: last,
    isEarlier: from === undefined,
    total: sizes.reduce((sum, row) => sum + row[s], 0),
  }));
  const last = spans.at(-1);
  return {
    form: "columns",
    spec,
    total: members.length,
    leftOut: lacking(
      source,
      members.length - dated.length,
      spec.time,
      dated.length - shown.length,
      spec.by.facet,
    ),
    groups,
    periods,
    marks,
    whole: {
      ...viewOfPart(source, spec.kinds, {
        ...(last && { ranges: [range({ to: last.to })] }),
        values: [{ facet: spec.by.facet, any: [], not: ["?"] }],
      }),
      style: { colour: spec.by.facet },
    },
    facts: factsOf({ groups, sizes, spans, totals: periods.map(({ total }) => total), all: shown.length }),
  };
};

/** The years that are shown, one by one from `since` on; what is earlier is one span. */
function spansOf(years: readonly number[], since: number, locale: "zh" | "en"): Span[] {
  if (years.length === 0) return [];
  const last = Math.max(...years);
  const isEarlier = years.some((one) => one < since);
  const before = Math.min(since - 1, last);
  const spans: Span[] = isEarlier
    ? [
        {
          year: before,
          label: chartWords[locale].until(formatDate(String(before), locale)),
          to: String(before),
        },
      ]
    : [];
  for (let one = since; one <= last; one++)
    spans.push({ year: one, label: formatDate(String(one), locale), from: String(one), to: String(one) });
  return spans;
}

function factsOf({
  groups,
  sizes,
  spans,
  totals,
  all,
}: {
  groups: readonly { label: string; tone: unknown }[];
  sizes: readonly (readonly number[])[];
  spans: readonly Span[];
  totals: readonly number[];
  all: number;
}) {
  const ranked = groups
    .map(({ label, tone }, g) => ({ label, tone, row: sizes[g], size: sizes[g].reduce((a, b) => a + b, 0) }))
    .filter(({ tone }) => typeof tone === "number")
    .sort((a, b) => b.size - a.size);
  const [lead, second] = ranked;
  const peak = largest([...totals.keys()], (s) => totals[s]);
  const telling = [...totals.keys()].filter((s) => totals[s] >= enough);
  const [first, last] = [telling[0], telling.at(-1)];
  const shareIn = (s: number | undefined) => (s === undefined ? undefined : share(lead.row[s], totals[s]));
  return {
    total: count(all),
    first: year(first === undefined ? undefined : spans[first].year),
    last: year(last === undefined ? undefined : spans[last].year),
    last_count: count(last === undefined ? 0 : totals[last]),
    peak: year(peak === undefined ? undefined : spans[peak].year),
    peak_count: count(peak === undefined ? 0 : totals[peak]),
    ...(lead && {
      lead: text(lead.label),
      lead_count: count(lead.size),
      lead_share: share(lead.size, all),
      lead_share_first: shareIn(first),
      lead_share_last: shareIn(last),
    }),
    ...(second && { second: text(second.label), second_share: share(second.size, all) }),
  };
}
