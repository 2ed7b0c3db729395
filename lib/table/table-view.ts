/**
 * What a reader sees of the table, as a value, and its text in the address: a view, whose filter says which entities and
 * whose selection says which of them are marked, and beside it what only a table has: one kind of rows, columns, order,
 * a text to find. The view's part of the address reads as everywhere else, so that the same conditions can be carried to
 * and from the map.
 */
import { isEmptyFilter } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { selectedOf, selectMany } from "@/lib/view/explore-steps";
import { clearFilter, setList } from "@/lib/view/filter-steps";
import { queryInGraph } from "@/lib/view/graph-page";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { columnsLimit } from "./columns";
import { type SortKey, sortLimit } from "./rows";

export interface TableView {
  readonly view: View;
  /** The one kind of the rows; all that the view does not hide where absent. */
  readonly kind: string | undefined;
  /** Keys of the columns beside the name, in their order; those that the ontology puts first where absent. */
  readonly columns: readonly string[] | undefined;
  readonly sort: readonly SortKey[];
  /** Only rows in whose names this text is found. */
  readonly find: string;
}

/** Parameters that only the table has. */
export const tableParameters = ["kind", "columns", "sort", "find"] as const;
type TableParameter = (typeof tableParameters)[number];

/** No kind can be called so. */
const everyKind = "*";
const findLimit = 100;
const keyPattern = /^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)?$/;

/** Before the address has been read. */
export const firstTableView = (kinds: readonly string[], graph = emptyView.graph): TableView => ({
  view: { ...emptyView, graph },
  kind: kinds[0],
  columns: undefined,
  sort: [],
  find: "",
});

/** Who comes without conditions sees one kind; who brings some, everything that meets them. */
function kindAtFirst(view: View, find: string, kinds: readonly string[]): string | undefined {
  const isPlain = isEmptyFilter(view.filter) && view.hiddenKinds.length === 0 && !view.question;
  return isPlain && find === "" ? kinds[0] : undefined;
}

/** As parameters of an address whose path names the graph, in fixed order; what goes without saying is left out. */
export function formatTableView(
  { view, kind, columns, sort, find }: TableView,
  kinds: readonly string[],
): string {
  const own: [TableParameter, string][] = [];
  if (kind !== kindAtFirst(view, find, kinds)) own.push(["kind", kind ?? everyKind]);
  if (columns) own.push(["columns", columns.join(",")]);
  if (sort.length > 0)
    own.push(["sort", sort.map(({ column, falling }) => `${falling ? "-" : ""}${column}`).join(",")]);
  if (find !== "") own.push(["find", find.toWellFormed()]);
  return [
    ...own.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`),
    queryInGraph(view),
  ]
    .filter(Boolean)
    .join("&");
}

/**
 * The table that an address asks for. Never throws: what cannot be read is left out.
 *
 * @param parameters all of the address
 * @param view what the others than the table's own say
 */
export function parseTableView(parameters: URLSearchParams, view: View, kinds: readonly string[]): TableView {
  const kind = parameters.get("kind");
  const columns = parameters.get("columns");
  const find = (parameters.get("find") ?? "").slice(0, findLimit).toWellFormed();
  const isOneKind = kind !== null && kinds.includes(kind);
  return {
    // One kind is more than those that are hidden say.
    view: isOneKind ? { ...view, hiddenKinds: [] } : view,
    kind: isOneKind ? kind : kind === everyKind ? undefined : kindAtFirst(view, find, kinds),
    columns: columns === null ? undefined : keysOf(columns).slice(0, columnsLimit),
    sort: sortOf(parameters.get("sort") ?? ""),
    find,
  };
}

/** Parameters of an address without the table's own. */
export function withoutOwn(parameters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(parameters);
  for (const name of tableParameters) rest.delete(name);
  return rest;
}

const keysOf = (text: string): string[] => [
  ...new Set(text.split(",").filter((key) => keyPattern.test(key) && key !== "name")),
];

function sortOf(text: string): SortKey[] {
  const keys = new Map<string, SortKey>();
  for (const part of text.split(",")) {
    const falling = part.startsWith("-");
    const column = falling ? part.slice(1) : part;
    if (keyPattern.test(column) && !keys.has(column)) keys.set(column, { column, falling });
  }
  return [...keys.values()].slice(0, sortLimit);
}

/** The kinds that are no rows. */
export const hiddenKindsOf = (
  { view, kind }: { readonly view: Pick<View, "hiddenKinds">; readonly kind: string | undefined },
  kinds: readonly string[],
): readonly string[] =>
  kind === undefined ? view.hiddenKinds : kinds.filter((other) => other !== kind).sort();

/** Rows of another kind, or of all: columns of the kind before say nothing about them, but the order may. */
export function setKind(table: TableView, kind: string | undefined, offered: readonly string[]): TableView {
  if (kind === table.kind && table.view.hiddenKinds.length === 0) return table;
  return {
    ...table,
    view: { ...table.view, hiddenKinds: [] },
    kind,
    columns: undefined,
    sort: table.sort.filter(({ column }) => offered.includes(column)),
  };
}

/**
 * What a step of the filter makes of the table. The step sees the kind as a condition among the others, and may take it
 * away; clearing the filter does not, unless there is nothing else to clear.
 */
export function takeStep(table: TableView, kinds: readonly string[], step: (view: View) => View): TableView {
  const hidden = hiddenKindsOf(table, kinds);
  const before = { ...table.view, hiddenKinds: [...hidden] };
  const after = step(before);
  if (after === before || table.kind === undefined) return { ...table, view: after };
  const isKindDropped = after.hiddenKinds.length === 0;
  const isCleared = isKindDropped && formatView(after) === formatView(clearFilter(before));
  const hadMore = !isEmptyFilter(table.view.filter) || table.view.filter.shown.length > 0;
  if (!isKindDropped || (isCleared && hadMore))
    return { ...table, view: { ...after, hiddenKinds: table.view.hiddenKinds } };
  return { ...table, view: after, kind: undefined, columns: undefined };
}

/** The same entities on the map: those that are marked are selected there. */
export function viewOnMap(table: TableView, kinds: readonly string[]): View {
  const { camera: _, ...view } = table.view;
  return { ...view, hiddenKinds: [...hiddenKindsOf(table, kinds)] };
}

/** Only these on the map, whatever else was asked for. */
export const onlyOnMap = (ids: readonly EntityId[], graph = emptyView.graph): View =>
  setList({ ...emptyView, graph }, ids);

export const marksOf = ({ view }: TableView): EntityId[] => selectedOf(view);

export const setMarks = (table: TableView, ids: readonly EntityId[]): TableView => ({
  ...table,
  view: selectMany(table.view, ids),
});
