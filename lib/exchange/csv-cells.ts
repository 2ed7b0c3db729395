/**
 * Values as cells of a table, and back. A cell that a spreadsheet would take for a formula has an apostrophe before it;
 * what is written is read back the same.
 */
import type { Value } from "./exchange";
import { valueOfJson } from "./values";

/** What the header of a column says after the last colon; a column that says nothing holds texts. */
export type CellType = "text" | "number" | "boolean" | "list" | "json";

const typeWords: Readonly<Record<string, CellType>> = {
  text: "text",
  number: "number",
  boolean: "boolean",
  list: "list",
  json: "json",
  // As Neo4j names them.
  string: "text",
  int: "number",
  integer: "number",
  long: "number",
  float: "number",
  double: "number",
};

/** Name and type that a header such as `year:number` says; undefined where it says no type. */
export function typedName(header: string): { name: string; type: CellType } | undefined {
  const colon = header.lastIndexOf(":");
  const word = header.slice(colon + 1);
  const type = colon >= 0 && Object.hasOwn(typeWords, word) ? typeWords[word] : undefined;
  return type && { name: header.slice(0, colon), type };
}

/** The narrowest type that holds both; undefined where there was nothing before. */
export function widened(before: CellType | undefined, value: Value): CellType {
  const type = typeOf(value);
  return before === undefined || before === type ? type : "json";
}

function typeOf(value: Value): CellType {
  if (typeof value === "string") {
    return "text";
  }
  if (typeof value === "number") {
    return "number";
  }
  if (typeof value === "boolean") {
    return "boolean";
  }
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? "list" : "json";
}

/**
 * What has an apostrophe before it: signs with which spreadsheets begin a formula or which they skip before one, the
 * empty text (an empty cell is no value), and what would otherwise lose an apostrophe of its own.
 */
const marked = /^(?:$|'*[=+\-@＝＋－＠\t\r\n]|'+$)/;

/** A text as a cell. */
export const textCell = (text: string): string => (marked.test(text) ? `'${text}` : text);

/** The text of a cell. An apostrophe that guards nothing is part of it. */
export const cellText = (cell: string): string =>
  cell.startsWith("'") && marked.test(cell.slice(1)) ? cell.slice(1) : cell;

const noItems = "\\0";
const emptyItem = "\\e";

/** Items with "; " between them; a backslash stands before a semicolon or backslash of theirs. */
function listText(items: readonly string[]): string {
  if (items.length === 0) {
    return noItems;
  }
  return items.map((item) => (item === "" ? emptyItem : item.replace(/[\\;]/g, "\\$&"))).join("; ");
}

function listOf(text: string): string[] {
  if (text === noItems) {
    return [];
  }
  const items: string[] = [];
  const separator = /\\.|(; ?)/gs;
  let start = 0;
  for (const match of text.matchAll(separator)) {
    if (match[1] !== undefined) {
      items.push(text.slice(start, match.index));
      start = match.index + match[0].length;
    }
  }
  items.push(text.slice(start));
  return items.map((item) => (item === emptyItem ? "" : item.replace(/\\(.)/gs, "$1")));
}

/** A value as a cell of a column of that type. */
export function cellOf(value: Value, type: CellType): string {
  if (type === "json") {
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    return String(value);
  }
  return typeof value === "object" ? textCell(listText(value as readonly string[])) : textCell(String(value));
}

/** The value of a cell that is not empty; undefined where it is none of that type. */
export function valueOfCell(cell: string, type: CellType): Value | undefined {
  switch (type) {
    case "text":
      return cellText(cell);
    case "list":
      return listOf(cellText(cell));
    case "number":
      return numberOfCell(cell);
    case "boolean":
      return /^(?:true|false)$/i.test(cell.trim()) ? /^\s*t/i.test(cell) : undefined;
    default:
      return valueOfJson(cell);
  }
}

/** The finite number that stands in a cell. */
export function numberOfCell(cell: string): number | undefined {
  const value = cell.trim() === "" ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : undefined;
}
