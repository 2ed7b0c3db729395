/** What the columns of a table are, by their usual names in English and Chinese and by what stands in them. */
import { cellText, typedName } from "./csv-cells";
import { newRows } from "./csv-rows";
import { readLimits } from "./exchange";

export type CsvColumn =
  | "id"
  | "label"
  | "kind"
  | "x"
  | "y"
  | "size"
  | "colour"
  | "from"
  | "to"
  | "type"
  /** Of a relation: "directed" or "undirected". */
  | "direction"
  | "ignore"
  | { readonly attribute: string };

export interface CsvMapping {
  readonly role: "entities" | "relations";
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** What each column is. */
  readonly columns: readonly CsvColumn[];
}

export interface DetectedCsv {
  readonly mapping: CsvMapping;
  /** The first row where it is the header, else names of our own. */
  readonly header: string[];
  /** The first twenty rows below it. */
  readonly rows: string[][];
}

type Named = Exclude<CsvColumn, object | "ignore">;

const endNames: readonly (readonly [Named, readonly string[]])[] = [
  [
    "from",
    [
      "from",
      "source",
      "sourceid",
      "start",
      "startid",
      "subject",
      "src",
      "源",
      "来源",
      "起点",
      "源节点",
      "头实体",
      "主语",
      "來源",
      "起點",
    ],
  ],
  [
    "to",
    [
      "to",
      "target",
      "targetid",
      "end",
      "endid",
      "object",
      "dst",
      "destination",
      "目标",
      "终点",
      "目标节点",
      "尾实体",
      "宾语",
      "目標",
      "終點",
    ],
  ],
];
const relationNames: readonly (readonly [Named, readonly string[]])[] = [
  ...endNames,
  [
    "type",
    [
      "type",
      "relation",
      "relationship",
      "relationtype",
      "predicate",
      "edgetype",
      "类型",
      "关系",
      "关系类型",
      "谓语",
      "類型",
      "關係",
      "關係類型",
    ],
  ],
  ["direction", ["direction", "directed", "方向"]],
];
const entityNames: readonly (readonly [Named, readonly string[]])[] = [
  ["id", ["id", "key", "identifier", "nodeid", "entityid", "编号", "标识", "标识符", "序号", "編號"]],
  ["label", ["label", "name", "title", "名称", "名字", "标签", "标题", "姓名", "实体", "名稱", "標題"]],
  [
    "kind",
    [
      "kind",
      "type",
      "category",
      "class",
      "group",
      "labels",
      "类型",
      "种类",
      "类别",
      "分类",
      "類型",
      "類別",
      "分類",
    ],
  ],
  ["x", ["x", "横坐标"]],
  ["y", ["y", "纵坐标"]],
  ["size", ["size", "radius", "大小", "半径"]],
  ["colour", ["colour", "color", "颜色"]],
];

/** Without what is written differently from file to file: capitals, spaces, signs between words, Neo4j's name of an id space. */
const plainName = (header: string): string =>
  header
    .replace(/^.*:LABEL$/, "labels")
    .replace(/^.*:(ID|START_ID|END_ID|TYPE)(?:\(.*\))?$/, "$1")
    .trim()
    .toLowerCase()
    .replace(/[\s_\-:.()（）]/g, "");

const namedIn = (
  names: readonly (readonly [Named, readonly string[]])[],
  header: string,
): Named | undefined =>
  header.length > 100 ? undefined : names.find(([, words]) => words.includes(plainName(header)))?.[0];

/** What a column is by its header alone. */
export function columnOf(header: string, role: CsvMapping["role"]): CsvColumn {
  const text = cellText(header);
  const typed = typedName(text);
  if (typed) {
    return { attribute: typed.name };
  }
  return namedIn(role === "entities" ? entityNames : relationNames, text) ?? { attribute: text.trim() };
}

/** Whether a name alone makes a table one of relations. */
export const isEnd = (header: string): boolean => namedIn(endNames, header) !== undefined;

/** Delimiter, header, role and columns, as far as they show. @param given what separates its cells, where that is known */
export function detectTable(sample: string, given?: string): DetectedCsv {
  const { delimiter, rows } = given === undefined ? bestSplit(sample) : splitAt(sample, given);
  const width = rows[0]?.length ?? 0;
  const hasHeader = isHeader(rows);
  const { header, body } = partsOf(rows, hasHeader);
  const role = roleOf(hasHeader ? header : undefined, body, width);
  const columns = hasHeader ? columnsByName(rows[0] ?? [], header, role, body) : columnsByPlace(role, body);
  return {
    mapping: { role, delimiter, hasHeader, columns: unrepeated(filledUp(columns, header)) },
    header,
    rows: body,
  };
}

/** A table of which it is said what it is: cut in that way. */
export function tableAs(sample: string, mapping: CsvMapping): DetectedCsv {
  const { header, body } = partsOf(splitAt(sample, mapping.delimiter).rows, mapping.hasHeader);
  return { mapping, header, rows: body };
}

function partsOf(rows: readonly string[][], hasHeader: boolean): { header: string[]; body: string[][] } {
  const header = Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => {
    const name = hasHeader ? cellText(rows[0]?.[at] ?? "") : "";
    return name.trim() === "" ? `column ${at + 1}` : name;
  });
  return { header, body: rows.slice(hasHeader ? 1 : 0, hasHeader ? shownRows + 1 : shownRows) };
}

const splitAt = (sample: string, delimiter: string) => ({ delimiter, rows: firstRows(sample, delimiter) });

const shownRows = 20;
const delimiters = [",", "\t", ";", "|"] as const;

/** How tables of ours begin, whatever texts with other delimiters stand in them. */
const ownBeginning = /^\uFEFF?(?:id,label,x,y,size,colour|from,to,type)[,\r]/;

/** The delimiter that cuts most rows into equally many cells, the first of them into known names. */
function bestSplit(sample: string): { delimiter: string; rows: string[][] } {
  const possible = ownBeginning.test(sample) ? delimiters.slice(0, 1) : delimiters;
  const splits = possible.map((delimiter) => {
    const rows = firstRows(sample, delimiter);
    const width = rows[0]?.length ?? 0;
    const share = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    const known = rows[0]?.filter(isKnown).length ?? 0;
    const score = share * 100 + Math.min(known, 10) * 10 + Math.min(width, 50) / 51;
    return { delimiter, rows, score: width > 1 ? score : 0 };
  });
  return splits.reduce((best, each) => (each.score > best.score ? each : best));
}

function firstRows(sample: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const splitter = newRows(delimiter, readLimits.value, {
    row: (cells) => {
      if (rows.length <= shownRows) {
        rows.push([...cells]);
      }
    },
    fault: () => undefined,
  });
  splitter.push(sample);
  const whole = rows.length;
  splitter.end();
  // The sample may end within a row.
  return whole > 1 ? rows.slice(0, whole) : rows;
}

const isNumber = (cell: string): boolean => cell.trim() !== "" && Number.isFinite(Number(cell));

/** Whether a cell can hardly be anything but the head of a column. */
function isKnown(cell: string): boolean {
  const named = namedIn(relationNames, cell) ?? namedIn(entityNames, cell);
  // One letter may as well be the name of an entity.
  const isWord = named !== undefined && (plainName(cell).length > 1 || plainName(cell) === "源");
  return isWord || typedName(cell) !== undefined;
}

function isHeader([first, ...body]: readonly string[][]): boolean {
  if (!first) {
    return false;
  }
  if (first.some(isKnown)) {
    return true;
  }
  const below = new Set(body.flat());
  return (
    new Set(first).size === first.length &&
    first.every((cell) => cell.trim() !== "" && cell.length <= 100 && !isNumber(cell) && !below.has(cell))
  );
}

function roleOf(
  header: readonly string[] | undefined,
  body: readonly string[][],
  width: number,
): CsvMapping["role"] {
  if (header) {
    const named = new Set(header.map((cell) => namedIn(endNames, cell)));
    if (named.has("from") && named.has("to")) {
      return "relations";
    }
    if (header.some((cell) => namedIn(entityNames.slice(0, 2), cell))) {
      return "entities";
    }
  }
  return width === 2 || (width > 2 && width <= 4 && endsIn(body) !== undefined) ? "relations" : "entities";
}

/** Two columns that have values in common; the first two where none have and there are no more. */
function endsIn(body: readonly string[][]): readonly [number, number] | undefined {
  const pairs = [
    [0, 1],
    [0, 2],
  ] as const;
  return pairs.find(([one, other]) => {
    const values = new Set(body.map((row) => row[one]));
    return body.some((row) => row[other] !== undefined && row[other] !== "" && values.has(row[other]));
  });
}

function columnsByName(
  first: readonly string[],
  header: readonly string[],
  role: CsvMapping["role"],
  body: readonly string[][],
): CsvColumn[] {
  const columns = header.map(
    (name, at): CsvColumn =>
      // Only a type leaves a name empty on purpose.
      first[at]?.trim() ? columnOf(first[at], role) : { attribute: name },
  );
  if (role === "entities") {
    return columns.includes("id") ? columns : withId(columns);
  }
  if (!columns.includes("from") || !columns.includes("to")) {
    const [from, to] = endsIn(body) ?? [0, 1];
    columns[from] = "from";
    columns[to] = "to";
  }
  return withDirection(withType(columns, header), body);
}

/** The name is the id where there is no other; failing that, the first column. */
function withId(columns: readonly CsvColumn[]): CsvColumn[] {
  const place = Math.max(0, columns.indexOf("label"));
  return columns.map((column, at) => (at === place ? "id" : column));
}

/** A label says what a relation is where nothing else does. */
function withType(columns: readonly CsvColumn[], header: readonly string[]): CsvColumn[] {
  if (columns.includes("type")) {
    return [...columns];
  }
  const place = header.findIndex((cell) => ["label", "name", "标签", "名称"].includes(plainName(cell)));
  return columns.map((column, at) => (at === place && typeof column === "object" ? "type" : column));
}

/** Gephi calls "Type" what says whether a relation is directed. */
function withDirection(columns: readonly CsvColumn[], body: readonly string[][]): CsvColumn[] {
  const place = columns.indexOf("type");
  const words = body.map((row) => row[place] ?? "");
  const saysDirection =
    place >= 0 && !columns.includes("direction") && words.length > 0 && words.every(isDirection);
  return columns.map((column, at) => (at === place && saysDirection ? "direction" : column));
}

/** Whether a relation's type would be taken for its direction. */
export const isDirection = (word: string): boolean => /^(?:un)?directed$/i.test(word.trim());

function columnsByPlace(role: CsvMapping["role"], body: readonly string[][]): CsvColumn[] {
  if (role === "entities") {
    return ["id", "label"];
  }
  const [from, to] = endsIn(body) ?? [0, 1];
  const columns: CsvColumn[] = ["from", "to"];
  if (from === 0 && to === 2) {
    return ["from", "type", "to"];
  }
  const third = body.map((row) => row[2] ?? "");
  if (third.some((cell) => cell !== "")) {
    columns.push(third.every(isNumber) ? { attribute: "weight" } : "type");
  }
  return columns;
}

const filledUp = (columns: readonly CsvColumn[], header: readonly string[]): CsvColumn[] =>
  header.map((name, at) => columns[at] ?? { attribute: name });

/** The second of a kind is an attribute of its own; columns without a name are named by their place. */
function unrepeated(columns: readonly CsvColumn[]): CsvColumn[] {
  const taken = new Set<string>();
  return columns.map((column, at) => {
    const isAttribute = typeof column === "object";
    const key = isAttribute ? `=${column.attribute}` : column;
    if (!taken.has(key)) {
      taken.add(key);
      return column;
    }
    const attribute = `${isAttribute ? column.attribute : column} ${at + 1}`;
    taken.add(`=${attribute}`);
    return { attribute };
  });
}
