/**
 * When the entities of a graph are dated, and which of them a window of time takes in.
 *
 * Kinds call their dates by different names (a model is released, an organisation founded); the one that counts
 * is the first date facet among the facts of the kind, in the ontology's order.
 */
import type { FacetColumn, FacetTable } from "./facet-table";
import type { Graph } from "./graph";

/** Columns by entity. */
export interface Dates {
  /** First day that is meant, as a whole number YYYYMMDD; NaN where there is no date. */
  readonly first: Float64Array;
  /** How precise it is: one of `datePrecision`. */
  readonly precision: Uint8Array;
}
export const datePrecision = { none: 0, year: 1, month: 2, day: 3 } as const;

const known = new WeakMap<FacetTable, Dates>();

/**
 * The date of each entity, worked out once for each table.
 *
 * @param table the facets of this very graph
 */
export function datesOf(graph: Graph, table: FacetTable): Dates {
  const dates = known.get(table) ?? readDates(graph, table);
  known.set(table, dates);
  return dates;
}

function readDates(graph: Graph, table: FacetTable): Dates {
  const columns = graph.kinds.map((kind) => dateColumn(graph, table, kind));
  const first = new Float64Array(graph.size).fill(Number.NaN);
  const precision = new Uint8Array(graph.size);
  for (let entity = 0; entity < graph.size; entity++) {
    const column = columns[graph.kind[entity]];
    if (!column || column.start[entity] === column.start[entity + 1]) continue;
    const at = column.start[entity];
    first[entity] = column.items[at];
    precision[entity] = precisionOf(column.items[at], column.items[at + 1]);
  }
  return { first, precision };
}

/** The column of a kind's first date facet; its key is the fact's name, where need be after that of a kind. */
function dateColumn(graph: Graph, table: FacetTable, kind: string): FacetColumn | undefined {
  const columns = [...table.values()].filter(
    ({ definition: { type, kinds } }) => type === "date" && kinds.includes(kind),
  );
  for (const name of Object.keys(graph.ontology.kinds[kind].facts)) {
    const column = columns.find(({ definition: { key } }) => key.slice(key.indexOf(".") + 1) === name);
    if (column) return column;
  }
  return undefined;
}

function precisionOf(first: number, last: number): number {
  if (first === last) return datePrecision.day;
  return Math.floor(first / 100) === Math.floor(last / 100) ? datePrecision.month : datePrecision.year;
}

/**
 * A day YYYYMMDD as a year with fraction, rising: 20200701 is 2020.5. Months are of equal length and have 31 days.
 * A year alone stands at its January. NaN stays NaN.
 */
export function decimalYear(day: number): number {
  const month = Math.floor(day / 100) % 100;
  return Math.floor(day / 10_000) + (month - 1 + ((day % 100) - 1) / 31) / 12;
}

/**
 * By entity, 1 where a window of time takes it in: what is dated, where its first day is in the window; what is
 * undated, where one of its dated neighbours is taken in. What has undated neighbours only follows those of them
 * that are nearer to something dated; what leads to nothing dated is always in. So what a window takes in, every
 * wider one does.
 *
 * @param window its first and its last month as YYYY-MM, both included; without `undated`, nothing undated is in
 */
export function insideTime(
  graph: Graph,
  dates: Dates,
  window: { readonly from: string; readonly to: string; readonly undated: boolean },
): Uint8Array {
  const inside = new Uint8Array(graph.size);
  const [least, most] = [dayOf(window.from, 1), dayOf(window.to, 31)];
  for (let entity = 0; entity < graph.size; entity++) {
    const day = dates.first[entity];
    if (day >= least && day <= most) inside[entity] = 1;
  }
  if (!window.undated) return inside;
  const { undated, start, nearer, apart } = attachmentOf(graph, dates);
  for (let i = 0; i < undated.length; i++) {
    for (let at = start[i]; at < start[i + 1] && !inside[undated[i]]; at++)
      inside[undated[i]] = inside[nearer[at]];
  }
  for (const entity of apart) inside[entity] = 1;
  return inside;
}

const dayOf = (month: string, day: number): number => Number(month.replace("-", "")) * 100 + day;

/** By what the undated hang on what is dated. */
interface Attachment {
  /** What is undated and leads to something dated, the nearest first. */
  readonly undated: Uint32Array;
  /** Neighbours of the ith of them that are one step nearer: `nearer[start[i]]` to `nearer[start[i + 1] - 1]`. */
  readonly start: Uint32Array;
  readonly nearer: Uint32Array;
  /** What leads to nothing dated. */
  readonly apart: Uint32Array;
}

/** Many windows are asked for of the same dates, one after the other. */
const attachments = new WeakMap<Dates, WeakMap<Graph, Attachment>>();

function attachmentOf(graph: Graph, dates: Dates): Attachment {
  const ofGraph = attachments.get(dates) ?? new WeakMap<Graph, Attachment>();
  attachments.set(dates, ofGraph);
  const attachment = ofGraph.get(graph) ?? attach(graph, dates);
  ofGraph.set(graph, attachment);
  return attachment;
}

function attach({ size, relations, incident, incidentFrom }: Graph, { precision }: Dates): Attachment {
  const { from, to } = relations;
  /** Steps from the nearest of what is dated; -1 where there is no way. */
  const steps = new Int32Array(size).fill(-1);
  const reached = new Uint32Array(size);
  let count = 0;
  for (let entity = 0; entity < size; entity++) {
    if (precision[entity] === datePrecision.none) continue;
    steps[entity] = 0;
    reached[count++] = entity;
  }
  const dated = count;
  for (let i = 0; i < count; i++) {
    const entity = reached[i];
    for (let at = incidentFrom[entity]; at < incidentFrom[entity + 1]; at++) {
      const relation = incident[at];
      const other = from[relation] === entity ? to[relation] : from[relation];
      if (steps[other] >= 0) continue;
      steps[other] = steps[entity] + 1;
      reached[count++] = other;
    }
  }
  const undated = reached.slice(dated, count);
  const start = new Uint32Array(undated.length + 1);
  const nearer: number[] = [];
  for (let i = 0; i < undated.length; i++) {
    const entity = undated[i];
    for (let at = incidentFrom[entity]; at < incidentFrom[entity + 1]; at++) {
      const relation = incident[at];
      const other = from[relation] === entity ? to[relation] : from[relation];
      if (steps[other] === steps[entity] - 1) nearer.push(other);
    }
    start[i + 1] = nearer.length;
  }
  const apart: number[] = [];
  for (let entity = 0; entity < size; entity++) if (steps[entity] < 0) apart.push(entity);
  return { undated, start, nearer: Uint32Array.from(nearer), apart: Uint32Array.from(apart) };
}

/** An entity's date as precise as it is known, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nothing where there is none. */
export function dateText({ first, precision }: Dates, entity: number): string | undefined {
  if (!(precision[entity] > datePrecision.none)) return undefined;
  const [year, month, day] = [first[entity] / 10_000, (first[entity] / 100) % 100, first[entity] % 100];
  return [year, month, day]
    .slice(0, precision[entity])
    .map((part, i) => String(Math.floor(part)).padStart(i === 0 ? 4 : 2, "0"))
    .join("-");
}
