/**
 * The rows of a table as text that comes in parts, after RFC 4180 and in time that grows with the text alone: papaparse takes
 * minutes for one line of half a megabyte with stray quotes and spaces at its end, since it looks at those spaces once for each.
 */

export interface Rows {
  push(text: string): void;
  /** The last row ends with the text. */
  end(): void;
}

export interface RowTaker {
  /** The line on which the row begins, from 1. */
  row(cells: readonly string[], line: number): void;
  /** A row that is longer than `longest`, or a quote that never ends. */
  fault(kind: "too-long" | "open-quote", line: number): void;
}

type State = "start" | "plain" | "quoted" | "quote" | "after";

/**
 * Line breaks may be of any kind, mixed as well. What follows a closing quote is taken as it stands, as spreadsheets do, spaces left
 * out. Once a row is too long nothing further is taken.
 */
export function newRows(delimiter: string, longest: number, taker: RowTaker): Rows {
  const stops = new RegExp(`[\\r\\n${delimiter === "|" ? "\\|" : delimiter}]`, "g");
  let state: State = "start";
  let cells: string[] = [];
  let cell = "";
  let length = 0;
  let line = 1;
  let firstLine = 1;
  let isAfterReturn = false;
  let isOver = false;
  let isFirst = true;

  const endCell = () => {
    cells.push(cell);
    cell = "";
    state = "start";
  };

  const endRow = () => {
    endCell();
    const row = cells;
    cells = [];
    length = 0;
    const begun = firstLine;
    firstLine = line;
    if (row.length > 1 || row[0] !== "") taker.row(row, begun);
  };

  /** Takes a delimiter or a line break. */
  const stopAt = (sign: string) => {
    if (sign === delimiter) endCell();
    else {
      isAfterReturn = sign === "\r";
      line += 1;
      endRow();
    }
  };

  const take = (piece: string) => {
    cell += piece;
    if (state === "quoted") line += breaksIn(piece);
  };

  /** Reads on from `at`, at least one sign; where it stopped. */
  const step = (text: string, at: number): number => {
    const sign = text.charAt(at);
    if (state === "start" && sign === '"') {
      state = "quoted";
      return at + 1;
    }
    if (state === "quoted") {
      const quote = text.indexOf('"', at);
      take(quote < 0 ? text.slice(at) : text.slice(at, quote));
      if (quote < 0) return text.length;
      state = "quote";
      return quote + 1;
    }
    if (state === "quote" && sign === '"') {
      cell += '"';
      state = "quoted";
      return at + 1;
    }
    if (sign === delimiter || sign === "\r" || sign === "\n") {
      stopAt(sign);
      return at + 1;
    }
    if (state !== "start" && state !== "plain" && sign === " ") {
      state = "after";
      return at + 1;
    }
    state = "plain";
    stops.lastIndex = at;
    const stop = stops.exec(text)?.index ?? text.length;
    cell += text.slice(at, stop);
    return stop;
  };

  const pushPart = (text: string) => {
    let at = 0;
    if (isAfterReturn && text.charAt(0) === "\n") at = 1;
    isAfterReturn = false;
    while (at < text.length) {
      const next = step(text, at);
      length += next - at;
      at = next;
      if (isAfterReturn && at < text.length) {
        if (text.charAt(at) === "\n") at += 1;
        isAfterReturn = false;
      }
      if (length > longest) {
        isOver = true;
        taker.fault("too-long", firstLine);
        return;
      }
    }
  };

  return {
    push(text) {
      const rest = isFirst && text.startsWith("\uFEFF") ? text.slice(1) : text;
      if (text !== "") isFirst = false;
      for (let at = 0; at < rest.length && !isOver; at += partLength)
        pushPart(rest.slice(at, at + partLength));
    },
    end() {
      if (isOver) return;
      isOver = true;
      if (state === "quoted") taker.fault("open-quote", firstLine);
      else if (cells.length > 0 || cell !== "" || state !== "start") endRow();
    },
  };
}

/** So that the length of a row is looked at often enough. */
const partLength = 65_536;

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
