/** The table as a file: exactly the rows and columns that are shown, in their order, with values as programs want them. */
import { writeRowsCsv } from "@/lib/exchange/csv";
import type { Column } from "./columns";
import { columnLabel, columnUnit, plainText, type Speech } from "./values";

export function tableCsv(
  columns: readonly Column[],
  rows: readonly number[],
  speech: Speech,
): Iterable<string> {
  return writeRowsCsv(
    rows,
    columns.map((column) => {
      const unit = columnUnit(column, speech);
      const label = columnLabel(column, speech);
      return {
        header: unit ? `${label} (${unit})` : label,
        text: (entity: number) => plainText(column, entity, speech),
      };
    }),
  );
}
