/** Heads and rows as they are shown: plain JSON, so that the first of them can stand in the page before any data are there. */
import type { Column } from "./columns";
import { type Cell, cellOf, columnLabel, columnMeaning, columnUnit, type Speech } from "./values";

export interface Head extends Pick<Column, "key" | "type"> {
  readonly label: string;
  /** What its numbers are counted in, or what they are out of. */
  readonly unit?: string;
}

export interface ShownRow {
  readonly id: string;
  readonly kind: string;
  /** In the order of the heads; the first is the name. */
  readonly cells: readonly Cell[];
}

export function headOf(column: Column, speech: Speech): Head {
  const unit = columnUnit(column, speech) ?? columnMeaning(column, speech);
  return { key: column.key, type: column.type, label: columnLabel(column, speech), ...(unit && { unit }) };
}

export function shownRow(columns: readonly Column[], entity: number, speech: Speech): ShownRow {
  const { graph } = speech;
  return {
    id: graph.ids[entity],
    kind: graph.kinds[graph.kind[entity]],
    cells: columns.map((column) => cellOf(column, entity, speech)),
  };
}
