/**
 * Formats with declared attributes say for all nodes, or all edges, of which type each one is. So all values of an
 * attribute are looked at before the first is written; where they are of no type that the format has, each is written
 * as JSON.
 */
import type { Attributes, Value } from "./exchange";

export type ColumnType =
  | "boolean"
  | "integer"
  | "long"
  | "double"
  | "string"
  | "list of boolean"
  | "list of double"
  | "list of string"
  | "json";

export interface Column {
  readonly name: string;
  /** What it is called in the file: its name, unless a field of the format is called so. */
  readonly title: string;
  readonly type: ColumnType;
  /** In the order of the columns, from 0. */
  readonly index: number;
}

/** The columns of all attributes, by name. Titles differ from one another and from those that are taken. */
export function columnsOf(
  things: readonly { readonly attributes: Attributes }[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, Column> {
  const types = new Map<string, ColumnType | undefined>();
  for (const { attributes } of things) {
    for (const name in attributes) {
      const value = attributes[name];
      if (value !== undefined) {
        types.set(name, types.has(name) ? wider(types.get(name), typeOf(value)) : typeOf(value));
      }
    }
  }
  const columns = new Map<string, Column>();
  for (const [name, type] of types) {
    let title = name;
    while (taken.has(title) || (title !== name && types.has(title))) {
      title += " (attribute)";
    }
    columns.set(name, { name, title, type: type ?? "list of string", index: columns.size });
  }
  return columns;
}

/** The narrowest type that holds the value; undefined for an empty list, which is in all lists' types. */
function typeOf(value: Value): ColumnType | undefined {
  if (typeof value === "boolean") {
    return "boolean";
  }
  if (typeof value === "number") {
    return typeOfNumber(value);
  }
  if (typeof value === "string") {
    return "string";
  }
  return Array.isArray(value) ? typeOfList(value) : "json";
}

function typeOfNumber(value: number): ColumnType {
  if (!Number.isSafeInteger(value)) {
    return "double";
  }
  return Math.abs(value) < 2 ** 31 ? "integer" : "long";
}

function typeOfList(values: readonly Value[]): ColumnType | undefined {
  const kinds = new Set(values.map((each) => typeof each));
  const [kind] = kinds;
  if (kinds.size > 1 || kind === "object") {
    return "json";
  }
  if (kind === undefined) {
    return;
  }
  return kind === "number" ? "list of double" : kind === "boolean" ? "list of boolean" : "list of string";
}

const numbers: readonly (ColumnType | undefined)[] = ["integer", "long", "double"];

function wider(one: ColumnType | undefined, other: ColumnType | undefined): ColumnType | undefined {
  if (one === other) {
    return one;
  }
  const [place, otherPlace] = [numbers.indexOf(one), numbers.indexOf(other)];
  if (one !== undefined && other !== undefined) {
    return place >= 0 && otherPlace >= 0 ? numbers[Math.max(place, otherPlace)] : "json";
  }
  const known = one ?? other;
  return known?.startsWith("list") ? known : "json";
}

/** The value as the text of a column of the type: plain, or as JSON for lists and for what is of several types. */
export function cellOf(value: Value, type: ColumnType): string {
  return type === "json" || typeof value === "object" ? JSON.stringify(value) : String(value);
}
