/** How many entities are in a row and in a column at once. An entity may be in several of each. */
import type { ChartDimension } from "@/lib/graph/chart-schema";
import { type Filter, filterLimits } from "@/lib/graph/filter-value";
import { linkedTo } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";
import { valueLabel } from "@/lib/i18n/filter-text";
import { chartWords } from "@/lib/i18n/insights-words";
import type { ChartMaker, ChartSource, Mark } from "./chart";
import {
  apart,
  columnOf,
  commonest,
  count,
  lacking,
  largest,
  membersOf,
  share,
  text,
  valuesOf,
  viewOfList,
  viewOfPart,
} from "./members";

/** A row or a column: who is in it, and the condition that says so. */
interface Line {
  readonly label: string;
  readonly entities: ReadonlySet<number>;
  readonly condition: Partial<Pick<Filter, "values" | "links">>;
}

export const matrixChart: ChartMaker<"matrix"> = (source, spec) => {
  const { graph, locale } = source;
  const members = membersOf(graph, spec.kinds);
  const [allRows, allColumns] = [linesOf(source, spec.rows, members), linesOf(source, spec.columns, members)];
  const inAll = (lines: readonly Line[]) => new Set(lines.flatMap(({ entities }) => [...entities]));
  const [inRows, inColumns] = [inAll(allRows), inAll(allColumns)];
  const tied = members.filter((entity) => inRows.has(entity) && inColumns.has(entity));
  const counted = (lines: readonly Line[], most: number) =>
    lines
      .map((line) => ({ ...line, size: tied.filter((entity) => line.entities.has(entity)).length }))
      .filter(({ size }) => size > 0)
      .sort((a, b) => b.size - a.size)
      .slice(0, most);
  const [rows, columns] = [counted(allRows, spec.rows.most), counted(allColumns, spec.columns.most)];
  const cells = rows.map((row) =>
    columns.map((column): Mark | undefined => {
      const entities = tied.filter((entity) => row.entities.has(entity) && column.entities.has(entity));
      if (entities.length === 0) return undefined;
      return {
        label: chartWords[locale].both(row.label, column.label),
        entities,
        view: viewOfCell(source, spec.kinds, row, column, entities),
      };
    }),
  );
  const marks = cells.flat().filter((mark) => mark !== undefined);
  const shown = new Set(marks.flatMap(({ entities }) => entities));
  const link = spec.columns.link ?? spec.rows.link;
  const [leadRow, leadColumn] = [rows[0], columns[0]];
  const top = largest(
    cells.flatMap((row, r) => row.flatMap((mark, c) => (mark ? [{ r, c, size: mark.entities.length }] : []))),
    ({ size }) => size,
  );
  return {
    form: "matrix",
    spec,
    total: members.length,
    leftOut: link
      ? apart(source, members.length - tied.length, link, tied.length - shown.size)
      : lacking(source, 0, spec.rows.facet ?? "", members.length - tied.length, spec.columns.facet ?? ""),
    rowsLabel: spec.rows.label[locale],
    columnsLabel: spec.columns.label[locale],
    rows: rows.map(({ label }) => label),
    columns: columns.map(({ label }) => label),
    cells,
    whole: viewOfList(source, spec.kinds, [...shown]),
    facts: {
      total: count(tied.length),
      ...(top && {
        cell_row: text(rows[top.r].label),
        cell_column: text(columns[top.c].label),
        cell_count: count(top.size),
      }),
      lead_row: text(leadRow?.label),
      lead_row_count: leadRow && count(leadRow.size),
      lead_column: text(leadColumn?.label),
      lead_column_count: leadColumn && count(leadColumn.size),
      lead_column_share: share(leadColumn?.size ?? 0, tied.length),
    },
  };
};

/** By conditions where a filter has room for them. */
function viewOfCell(
  source: ChartSource,
  kinds: readonly string[],
  row: Line,
  column: Line,
  entities: readonly number[],
) {
  const values = [...(row.condition.values ?? []), ...(column.condition.values ?? [])];
  const links = [...(row.condition.links ?? []), ...(column.condition.links ?? [])];
  const places = [
    ...values.map(({ facet }) => facet),
    ...links.map(({ type, direction }) => type + direction),
  ];
  const fits =
    new Set(places).size === places.length && links.every(({ ids }) => ids.length <= filterLimits.linked);
  return fits ? viewOfPart(source, kinds, { values, links }) : viewOfList(source, kinds, entities);
}

function linesOf(source: ChartSource, { facet, link }: ChartDimension, members: readonly number[]): Line[] {
  const { graph, locale } = source;
  if (!link) {
    const column = columnOf(source, facet ?? "");
    const values = new Map(members.map((entity) => [entity, valuesOf(column, entity)]));
    return commonest([...values.values()].flat()).map(([value]) => ({
      label: valueLabel(column.definition, value, source),
      entities: new Set(members.filter((entity) => values.get(entity)?.includes(value))),
      condition: { values: [{ facet: column.definition.key, any: [value], not: [] }] },
    }));
  }
  const targets = membersOf(graph, [link.kind]);
  const lineTo = (label: string, ids: readonly EntityId[]): Line => {
    const condition = { type: link.type, direction: link.direction, ids: [...ids] };
    const linked = linkedTo(graph, condition);
    const entities = new Set(members.filter((entity) => linked[entity] === 1));
    return { label, entities, condition: { links: [condition] } };
  };
  if (facet === undefined)
    return targets.map((target) => lineTo(graph.names[target][locale], [graph.ids[target]]));
  const column = columnOf(source, facet);
  // Only those that lead anywhere: the others would fill the address in vain.
  const used = targets.filter((target) => lineTo("", [graph.ids[target]]).entities.size > 0);
  const values = new Map(used.map((target) => [target, valuesOf(column, target)]));
  return commonest([...values.values()].flat()).map(([value]) =>
    lineTo(
      valueLabel(column.definition, value, source),
      used.filter((target) => values.get(target)?.includes(value)).map((target) => graph.ids[target]),
    ),
  );
}
