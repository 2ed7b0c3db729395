/** The list of views that somebody has saved, as a browser keeps it and as a file carries it elsewhere. */

import * as z from "zod/mini";
import { emptyView, formatView, type View } from "./view";
import { viewIdPattern, viewLimits } from "./view-limits";

/** Most views kept; beyond, those that were changed longest ago go. */
export const myViewsLimit = 1000;
/** Longest parameters that are kept beside an entry, in characters. */
const longestQuery = 2000;

const myViewSchema = z.object({
  id: z.string().check(z.regex(viewIdPattern)),
  /** Without one, it can be opened and copied, not changed. */
  editKey: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/))),
  title: z.string().check(z.minLength(1), z.maxLength(viewLimits.title)),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  frozen: z.boolean(),
  /** The graph that it is of, where that is not the atlas. */
  graph: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/))),
  /** Parameters of its address when it was last saved, for when the server cannot be reached. */
  query: z.optional(z.string().check(z.maxLength(longestQuery))),
});
export type MyView = z.infer<typeof myViewSchema>;

export const myViewOf = (
  saved: Omit<MyView, "query" | "editKey" | "graph"> & { readonly view: View },
  editKey: string | undefined,
): MyView => {
  const { id, title, createdAt, changedAt, frozen } = saved;
  const query = formatView(saved.view);
  const { graph } = saved.view;
  return {
    id,
    ...(editKey !== undefined && { editKey }),
    title,
    createdAt,
    changedAt,
    frozen,
    ...(graph !== emptyView.graph && { graph }),
    ...(query.length <= longestQuery && { query }),
  };
};

interface StoredList {
  readonly views: MyView[];
  /** What no entry can be read from, as another version may have written it. */
  readonly others: readonly object[];
}

function readList(text: string): StoredList {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return { views: [], others: [] };
  }
  const views: MyView[] = [];
  const others: object[] = [];
  for (const item of Array.isArray(list) ? list : []) {
    const { data } = myViewSchema.safeParse(item);
    if (data) views.push(data);
    else if (typeof item === "object" && item !== null) others.push(item);
  }
  return { views: ordered(views), others };
}

/** The entries of a stored text, last changed first; none where it is no list. */
export const parseViews = (text: string): MyView[] => readList(text).views;

/** A stored text after a step of its entries. What cannot be read stays in it: there may be an edit key in it. */
export function changeList(text: string, step: (views: MyView[]) => MyView[]): string {
  const { views, others } = readList(text);
  return JSON.stringify([...step(views), ...others]);
}

/** One stored text of two that have come apart. */
export function mergeLists(text: string, more: string): string {
  const [one, other] = [text, more].map(readList);
  const known = new Set(one.others.map((item) => JSON.stringify(item)));
  const others = other.others.filter((item) => !known.has(JSON.stringify(item)));
  return JSON.stringify([...withImported(one.views, other.views), ...one.others, ...others]);
}

/** With these, each in place of that of the same id. */
export const withViews = (views: readonly MyView[], more: readonly MyView[]): MyView[] =>
  ordered([...more, ...views]);

/** With those of a file: of two with the same id, the one that was changed last; an edit key that is here stays. */
export function withImported(views: readonly MyView[], more: readonly MyView[]): MyView[] {
  const here = new Map(views.map((view) => [view.id, view]));
  const taken = more.flatMap((view) => {
    const known = here.get(view.id);
    if (!known) return [view];
    const { editKey = view.editKey } = known;
    const later = Date.parse(view.changedAt) > Date.parse(known.changedAt) ? view : known;
    return [editKey === undefined ? later : { ...later, editKey }];
  });
  return withViews(views, taken);
}

/** One entry for each id, the first that is given; an edit key is never lost to an entry without one. */
function ordered(views: readonly MyView[]): MyView[] {
  const byId = new Map<string, MyView>();
  for (const view of views) {
    const known = byId.get(view.id);
    if (!known) byId.set(view.id, view);
    else if (known.editKey === undefined && view.editKey !== undefined)
      byId.set(view.id, { ...known, editKey: view.editKey });
  }
  return [...byId.values()]
    .sort((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt))
    .slice(0, myViewsLimit);
}

/** How the list is written into a file. */
const fileFormat = "large-model-atlas-views";

export const exportViews = (views: readonly MyView[]): string =>
  `${JSON.stringify({ format: fileFormat, version: 1, views }, null, 2)}\n`;

/** Why a file, or one of its entries, cannot be taken. */
export interface ImportFault {
  readonly code: "no-json" | "no-list" | "other-version" | "bad-entry";
  /** Of the entry, from 1. */
  readonly number?: number;
  /** The part of the entry that is wrong. */
  readonly part?: string;
}

/** Reads a file that `exportViews` wrote, or a bare list; what cannot be read is passed over and told. */
export function importViews(text: string): { views: MyView[]; faults: ImportFault[] } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { views: [], faults: [{ code: "no-json" }] };
  }
  const { format, version, views } = (Array.isArray(data) ? { views: data } : (data ?? {})) as Record<
    string,
    unknown
  >;
  if (!Array.isArray(views) || (format !== undefined && format !== fileFormat))
    return { views: [], faults: [{ code: "no-list" }] };
  if (version !== undefined && version !== 1) return { views: [], faults: [{ code: "other-version" }] };
  const faults: ImportFault[] = [];
  const read = views.flatMap((item, i) => {
    const { data: entry, error } = myViewSchema.safeParse(item);
    if (entry) return [entry];
    const [part] = error.issues[0].path;
    faults.push({ code: "bad-entry", number: i + 1, ...(part !== undefined && { part: String(part) }) });
    return [];
  });
  return { views: ordered(read), faults };
}
