/**
 * CSV: one table of entities and one of relations. UTF-8 with a byte order mark and CRLF, so that spreadsheets open it
 * rightly; the header says types (`parameters:number`, `aliases:list`, `sources:json`), so that nothing is lost but the
 * attributes of the graph itself, for which a table has no place. Lone surrogates become U+FFFD.
 */
import {
  type CellType,
  cellOf,
  cellText,
  numberOfCell,
  textCell,
  typedName,
  valueOfCell,
  widened,
} from "./csv-cells";
import {
  type CsvColumn,
  type CsvMapping,
  columnOf,
  type DetectedCsv,
  detectTable,
  isDirection,
  isEnd,
  tableAs,
} from "./csv-columns";
import { newRows } from "./csv-rows";
import {
  type Attributes,
  type ExchangeEdge,
  type ExchangeGraph,
  type ExchangeNode,
  type Reader,
  readLimits,
  type Sink,
  StoppedReading,
  type Value,
} from "./exchange";
import { colourOf, inPortions, own, setOwn } from "./values";

export type { CsvColumn, CsvMapping, DetectedCsv } from "./csv-columns";

/** What a table is, from its first 64 KB. @param given what the user knows better */
export function detectCsv(sample: string, given?: CsvMapping): DetectedCsv {
  return given ? tableAs(sample, given) : detectTable(sample);
}

/** The table of entities, in parts. */
export function writeEntitiesCsv({ nodes }: ExchangeGraph): Iterable<string> {
  const columns: WrittenColumn<ExchangeNode>[] = [
    { header: "id", cell: ({ id }) => textCell(id) },
    { header: "label", cell: ({ label }) => optional(label, textCell) },
    { header: "x", cell: ({ place }) => optional(place?.x, String) },
    { header: "y", cell: ({ place }) => optional(place?.y, String) },
    { header: "size", cell: ({ size }) => optional(size, String) },
    { header: "colour", cell: ({ colour }) => colour ?? "" },
  ];
  return table(nodes, columns, "entities");
}

/** The table of relations, in parts. */
export function writeRelationsCsv({ edges }: ExchangeGraph): Iterable<string> {
  const columns: WrittenColumn<ExchangeEdge>[] = [
    { header: "from", cell: ({ from }) => textCell(from) },
    { header: "to", cell: ({ to }) => textCell(to) },
    { header: "type", cell: ({ type }) => optional(type, textCell) },
  ];
  if (edges.some(({ isUndirected, type }) => isUndirected || isDirection(type ?? ""))) {
    columns.push({
      header: "direction",
      cell: ({ isUndirected }) => (isUndirected ? "undirected" : "directed"),
    });
  }
  return table(edges, columns, "relations");
}

/** Any table that people will open in a spreadsheet, in parts; an empty text is an empty cell. */
export function writeRowsCsv<Row>(
  rows: readonly Row[],
  columns: readonly { readonly header: string; readonly text: (row: Row) => string }[],
): Iterable<string> {
  const cell = (text: string) => (text === "" ? "" : textCell(text));
  const written = columns.map(
    ({ header, text }): WrittenColumn<Row> => ({ header: cell(header), cell: (row) => cell(text(row)) }),
  );
  return inPortions(lines(rows, written));
}

interface WrittenColumn<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
}

const optional = <T>(value: T | undefined, cell: (value: T) => string): string =>
  value === undefined ? "" : cell(value);

function table<Row extends { readonly attributes: Attributes }>(
  rows: readonly Row[],
  first: readonly WrittenColumn<Row>[],
  role: CsvMapping["role"],
): Iterable<string> {
  const attributes = [...typesOf(rows)].map(
    ([name, type]): WrittenColumn<Row> => ({
      header: headerOf(name, type, role),
      cell: (row) => optional(own(row.attributes, name), (value) => cellOf(value, type)),
    }),
  );
  return inPortions(lines(rows, [...first, ...attributes]));
}

function* lines<Row>(rows: readonly Row[], columns: readonly WrittenColumn<Row>[]): Generator<string> {
  yield `\uFEFF${columns.map(({ header }) => quoted(header)).join(",")}\r\n`;
  for (const row of rows) {
    yield `${columns.map(({ cell }) => quoted(cell(row))).join(",")}\r\n`;
  }
}

/** Spaces at the ends are quoted too, since some readers cut them off. */
function quoted(cell: string): string {
  const text = cell.toWellFormed();
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function typesOf(rows: readonly { readonly attributes: Attributes }[]): Map<string, CellType> {
  const types = new Map<string, CellType>();
  for (const { attributes } of rows) {
    for (const [name, value] of Object.entries(attributes)) {
      types.set(name, widened(types.get(name), value));
    }
  }
  return types;
}

/** The type of a text is said only where its name alone would be understood as something else. */
function headerOf(name: string, type: CellType, role: CsvMapping["role"]): string {
  const plain = textCell(name);
  const column = columnOf(plain, role);
  const isUnderstood =
    typedName(name) === undefined &&
    !isEnd(plain) &&
    (typeof column === "object" ? column.attribute === name : column === "kind" && name === "kind");
  return type === "text" && isUnderstood ? plain : textCell(`${name}:${type}`);
}

/** Reads a table as the mapping says. */
export function readCsv(sink: Sink, mapping: CsvMapping): Reader {
  const cells = new TableReader(sink, mapping);
  const rows = newRows(mapping.delimiter, readLimits.value, {
    row: (row, line) => cells.row(row, line),
    fault: (kind, line) => cells.fault(kind, line),
  });
  return { write: (text) => rows.push(text), end: () => rows.end() };
}

/** The place of each column that is something, and of those that are attributes. */
interface Places {
  readonly named: Readonly<Partial<Record<Extract<CsvColumn, string>, number>>>;
  readonly attributes: readonly { readonly at: number; readonly name: string; readonly type: CellType }[];
}

class TableReader {
  readonly #sink: Sink;
  readonly #mapping: CsvMapping;
  #places: Places | undefined;

  constructor(sink: Sink, mapping: CsvMapping) {
    this.#sink = sink;
    this.#mapping = mapping;
  }

  row(cells: readonly string[], line: number): void {
    if (!this.#places) {
      const { hasHeader, columns } = this.#mapping;
      this.#places = placesOf(columns, hasHeader ? cells : []);
      this.#needColumns(this.#places);
      if (hasHeader) {
        return;
      }
    }
    if (cells.some((cell) => cell !== "")) {
      this.#take(cells, line, this.#places);
    }
  }

  fault(kind: "too-long" | "open-quote", line: number): void {
    if (kind === "open-quote") {
      this.#sink.problem({ code: "bad-row", line, values: { reason: "a quote is not closed" } });
      return;
    }
    this.#sink.problem({ code: "value-too-long", line, values: { limit: readLimits.value }, isFatal: true });
    throw new StoppedReading("value-too-long");
  }

  #needColumns({ named }: Places): void {
    const needed = this.#mapping.role === "entities" ? (["id"] as const) : (["from", "to"] as const);
    const missing = needed.filter((column) => named[column] === undefined);
    if (missing.length > 0) {
      this.#sink.problem({
        code: "missing-column",
        line: 1,
        values: { expected: missing.join(", ") },
        isFatal: true,
      });
      throw new StoppedReading("missing-column");
    }
  }

  #take(cells: readonly string[], line: number, places: Places): void {
    const expected = this.#mapping.columns.length;
    if (cells.length > expected && cells.slice(expected).some((cell) => cell !== "")) {
      this.#sink.problem({ code: "bad-row", line, values: { expected, value: cells.length } });
      return;
    }
    if (this.#mapping.role === "entities") {
      this.#node(new Row(cells, line, places, this.#sink));
    } else {
      this.#edge(new Row(cells, line, places, this.#sink));
    }
  }

  #node(row: Row): void {
    const id = row.text("id");
    if (id === undefined || id === "") {
      this.#sink.problem({ code: "missing-id", line: row.line, values: {} });
      return;
    }
    const [x, y] = [row.number("x"), row.number("y")];
    const [label, size, colour] = [row.text("label"), row.number("size"), row.text("colour")];
    const attributes = row.attributes();
    const kind = row.text("kind");
    if (kind !== undefined) {
      setOwn(attributes, "kind", kind);
    }
    const shown = colour === undefined ? undefined : colourOf(colour);
    if (colour !== undefined && shown === undefined) {
      setOwn(attributes, "colour", colour);
    }
    const node: ExchangeNode = {
      id,
      attributes,
      ...(label !== undefined && { label }),
      ...(x !== undefined && y !== undefined && { place: { x, y } }),
      ...(size !== undefined && { size }),
      ...(shown !== undefined && { colour: shown }),
    };
    this.#sink.node(node, row.line);
  }

  #edge(row: Row): void {
    const [from, to, type] = [row.text("from"), row.text("to"), row.text("type")];
    if (!from || !to) {
      this.#sink.problem({ code: "missing-id", line: row.line, values: { attribute: from ? "to" : "from" } });
      return;
    }
    const isUndirected = /^(?:undirected|false|0|no|无向|否)$/i.test(row.text("direction")?.trim() ?? "");
    const edge: ExchangeEdge = {
      from,
      to,
      attributes: row.attributes(),
      ...(type !== undefined && { type }),
      ...(isUndirected && { isUndirected }),
    };
    this.#sink.edge(edge, row.line);
  }
}

function placesOf(columns: readonly CsvColumn[], header: readonly string[]): Places {
  const named: Partial<Record<Extract<CsvColumn, string>, number>> = {};
  const attributes: { at: number; name: string; type: CellType }[] = [];
  for (const [at, column] of columns.entries()) {
    if (typeof column === "object") {
      const type = typedName(cellText(header[at] ?? ""))?.type ?? "text";
      attributes.push({ at, name: column.attribute, type });
    } else {
      named[column] ??= at;
    }
  }
  return { named, attributes };
}

/** The cells of a row by what they are; an empty cell is nothing. */
class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #places: Places;
  readonly #sink: Sink;

  constructor(cells: readonly string[], line: number, places: Places, sink: Sink) {
    this.#cells = cells;
    this.line = line;
    this.#places = places;
    this.#sink = sink;
  }

  text(column: Extract<CsvColumn, string>): string | undefined {
    const cell = this.#cell(column);
    return cell === "" ? undefined : cellText(cell);
  }

  number(column: Extract<CsvColumn, string>): number | undefined {
    const cell = this.#cell(column);
    const value = cell === "" ? undefined : numberOfCell(cell);
    if (cell !== "" && value === undefined) {
      this.#bad(column, cell);
    }
    return value;
  }

  attributes(): Record<string, Value> {
    const attributes: Record<string, Value> = {};
    for (const { at, name, type } of this.#places.attributes) {
      const cell = this.#cells[at] ?? "";
      const value = cell === "" ? undefined : valueOfCell(cell, type);
      if (value !== undefined) {
        setOwn(attributes, name, value);
      } else if (cell !== "") {
        this.#bad(name, cell);
      }
    }
    return attributes;
  }

  #cell(column: Extract<CsvColumn, string>): string {
    const at = this.#places.named[column];
    return at === undefined ? "" : (this.#cells[at] ?? "");
  }

  #bad(attribute: string, cell: string): void {
    this.#sink.problem({
      code: "bad-value",
      line: this.line,
      values: { attribute, value: cell.slice(0, 80) },
    });
  }
}
