/** What a reader says of a table: how it is cut into cells, and what its columns hold. */
import { type CsvColumn, type CsvMapping, detectTable, tableAs } from "@/lib/exchange/csv-columns";
import type { CsvTable } from "@/lib/exchange/read";

export const delimiters = { comma: ",", semicolon: ";", tab: "\t", bar: "|" } as const;

/** What a column can hold, by what the table holds. */
export const columnsOf = {
  entities: ["id", "label", "kind", "x", "y", "size", "colour", "attribute", "ignore"],
  relations: ["from", "to", "type", "direction", "attribute", "ignore"],
} as const;
export type ColumnChoice = (typeof columnsOf)[CsvMapping["role"]][number];

export const choiceOf = (column: CsvColumn | undefined): ColumnChoice =>
  column === undefined ? "ignore" : typeof column === "object" ? "attribute" : column;

/** Says what a column holds; whatever there can be only one of, no other column holds any more. */
export function withColumn(table: CsvTable, at: number, choice: ColumnChoice): CsvTable {
  const { mapping, header } = table;
  const named = (i: number): CsvColumn => ({ attribute: header[i] ?? String(i + 1) });
  const columns = header.map((_, i): CsvColumn => {
    const before = mapping.columns[i] ?? "ignore";
    if (i === at) return choice === "attribute" ? named(i) : choice;
    return before === choice && choice !== "ignore" ? named(i) : before;
  });
  return { ...table, mapping: { ...mapping, columns } };
}

/** Says what the table holds; its columns are guessed anew. */
export function withRole(table: CsvTable, role: CsvMapping["role"]): CsvTable {
  const { mapping, header } = table;
  const first: readonly CsvColumn[] = role === "entities" ? ["id", "label"] : ["from", "to", "type"];
  const isKnown = (column: CsvColumn | undefined) =>
    typeof column === "object" || (columnsOf[role] as readonly unknown[]).includes(column);
  const columns = header.map((name, i): CsvColumn => {
    const before = mapping.columns[i];
    if (before !== undefined && isKnown(before) && typeof before !== "object") return before;
    return first[i] ?? { attribute: name };
  });
  return { ...table, mapping: { ...mapping, role, columns: unrepeated(columns, header) } };
}

/** Says whether the first row names the columns. */
export function withHeader(table: CsvTable, hasHeader: boolean): CsvTable {
  const { mapping, beginning } = table;
  if (hasHeader === mapping.hasHeader) return table;
  const { header, rows } = tableAs(beginning, { ...mapping, hasHeader });
  const columns = header.map((name, i): CsvColumn => {
    const before = mapping.columns[i] ?? "ignore";
    return typeof before === "object" ? { attribute: name } : before;
  });
  return { ...table, header, rows, mapping: { ...mapping, hasHeader, columns } };
}

/** Says by what cells are separated; the table is cut, and its columns are guessed, anew. */
export const withDelimiter = (table: CsvTable, delimiter: string): CsvTable => ({
  ...table,
  ...detectTable(table.beginning, delimiter),
});

function unrepeated(columns: readonly CsvColumn[], header: readonly string[]): CsvColumn[] {
  return columns.map((column, i) =>
    typeof column === "object" || column === "ignore" || columns.indexOf(column) === i
      ? column
      : { attribute: header[i] ?? String(i + 1) },
  );
}
