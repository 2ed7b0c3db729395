/** Rows as COPY reads them, and lists as PostgreSQL writes arrays. */

export type Cell = string | number | boolean | null | readonly number[] | readonly string[] | Json;

/** A value of a column of JSON, written once for all the rows that it goes into. */
export interface Json {
  readonly text: string;
}
export const json = (value: unknown): Json => ({ text: escaped(JSON.stringify(value)) });

/** A line of PostgreSQL's text format. */
export const rowOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join("\t")}\n`;

function cellOf(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return escaped(cell);
  if (isJson(cell)) return cell.text;
  return escaped(listOf(cell));
}

const isJson = (cell: object): cell is Json => "text" in cell;

const special: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
function escaped(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => special[char]) : text;
}

/** A list as PostgreSQL writes an array, for a column or a parameter. */
export const listOf = (items: readonly number[] | readonly string[]): string =>
  `{${items.map((item) => (typeof item === "number" ? item : `"${item.replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
