"use client";

/** The rows of a table of a graph that is too large to be here: as many of them as have been wanted so far. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { needsFilter } from "@/app/[locale]/_explorer/needs-filter";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { type GraphSource, namesAtOnce, type PartRows } from "@/lib/api/source";
import { filterGraph } from "@/lib/graph/filter";
import { member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { type Column, chosenColumns, columnsOf } from "@/lib/table/columns";
import { rowsOf, type SortKey } from "@/lib/table/rows";
import { hiddenKindsOf, type TableView } from "@/lib/table/table-view";
import type { Speech } from "@/lib/table/values";
import { filterAsked, filterPart, namesOf } from "@/lib/view/parts";
import { isIdIn } from "@/lib/view/unnamed";
import { emptyView, formatView, type View } from "@/lib/view/view";
import type { TableData } from "./use-table-data";

/** So many rows are fetched to be sorted or saved as a whole; of more, the most important come as one goes down. */
export const rowsInWhole = 1000;
/** What a text finds, at most; the server tells no more. */
export const foundAtOnce = 50;

/** What of the rows is not here. */
export interface RowsElsewhere {
  /** How many rows there are in all. */
  readonly total: number;
  /** Whether they can be had in another order than by importance. */
  readonly sortable: boolean;
  /** Whether rows that follow are still coming, before which nothing can be sorted. */
  readonly isSorting: boolean;
  /** Has some more come. */
  more(): void;
  /** All of them, or as many as are ever fetched as a whole. */
  whole(): Promise<Pick<TableData, "rows" | "speech">>;
}

export function usePartRows(
  graph: Graph | undefined,
  { view, kind, columns: keys, sort, find }: TableView,
): { data: TableData | undefined; error: Error | null; retry(): void } {
  const { locale, sections, source } = useAtlas();
  const { version } = source;
  const isWanted = graph?.part !== undefined;
  const hidden = useMemo(() => hiddenKindsOf({ kind, view }, graph?.kinds ?? []), [kind, view, graph]);
  const conditions = filterAsked({ filter: view.filter, hiddenKinds: [...hidden] });
  const { question } = view;
  const asked = question ? `${conditions}&${formatView({ ...emptyView, question })}` : conditions;
  const found = useQuery({
    queryKey: [version, "found", find.trim(), kind],
    queryFn: async ({ signal }) => {
      const hits = await source.search(find.trim(), { ...(kind && { kind }), limit: foundAtOnce }, signal);
      return hits.map(({ id }) => id);
    },
    enabled: isWanted && find.trim() !== "",
    placeholderData: keepPreviousData,
  });
  const ids = find.trim() === "" ? undefined : found.data && within(view, found.data);
  const isNone = ids?.length === 0;
  const filter = find.trim() === "" || isNone ? asked : ids && listed(asked, ids);
  const rows = useInfiniteQuery({
    queryKey: [version, "rows", filter],
    queryFn: ({ pageParam, signal }) =>
      pageParam?.more ? pageParam.more(signal) : firstRows(source, filter ?? "", signal),
    initialPageParam: undefined as PartRows | undefined,
    getNextPageParam: (last) => (last.more ? last : undefined),
    // Each page holds those before.
    getPreviousPageParam: () => undefined,
    maxPages: 1,
    enabled: isWanted && filter !== undefined,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    queryKey: [version, "counts", asked],
    queryFn: async ({ signal }) => (await source.parts?.())?.counts(asked, signal) ?? null,
    enabled: isWanted,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
  const uncounted = useQuery({
    queryKey: [version, "counts", ""],
    queryFn: async ({ signal }) => (await source.parts?.())?.counts("", signal) ?? null,
    enabled: isWanted,
    structuralSharing: false,
  });
  const { filter: conditioned } = view;
  const chosen = conditioned.values.flatMap(({ any, not }) => [...any, ...not]);
  const ofValues = chosen.filter((value) => isIdIn(graph?.kinds ?? [], value));
  const named = [...new Set([...namesOf(view), ...ofValues])].slice(0, namesAtOnce).join();
  const names = useQuery({
    queryKey: [version, "named", named],
    queryFn: async ({ signal }) =>
      (await source.parts?.())?.names(named.split(",").filter(Boolean), signal) ?? null,
    enabled: isWanted && named !== "",
    structuralSharing: false,
  });

  const so = rows.data?.pages.at(-1);
  const { fetchNextPage, hasNextPage, isFetching, isError, isPlaceholderData } = rows;
  const total = isNone ? 0 : (so?.members ?? 0);
  const sortable = total <= rowsInWhole;
  const isAll = so !== undefined && !so.more;
  const isSorted = sort.length > 0 && sortable;
  // What has failed is asked for again once there is an answer, and not until then.
  const canFollow = hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isSorted && canFollow) void fetchNextPage();
  }, [isSorted, canFollow, fetchNextPage]);
  const more = useCallback(() => {
    if (canFollow) void fetchNextPage();
  }, [canFollow, fetchNextPage]);

  const atWork = useMemo((): FilterAtWork | undefined => {
    if (!graph?.part) return undefined;
    const known = new Map([
      ...(graph.part.names ?? []),
      ...(names.data ?? []),
      ...(so?.graph.part?.names ?? []),
    ]);
    const part = { ...graph.part, filter: conditions, names: known, counts: counts.data ?? undefined };
    const whole: Graph = { ...graph, part };
    const table = part.facets;
    const filtering = { filter: view.filter, hiddenKinds: hidden };
    const filtered = filterPart(whole, filterGraph(whole, table, filtering), filtering);
    const isActive = needsFilter(view) || view.hiddenKinds.length > 0;
    return {
      graph: whole,
      table,
      filtering,
      filtered: { ...filtered, members: counts.data?.members ?? total },
      speech: { graph: whole, table, locale, sections },
      isActive,
    };
  }, [graph, names.data, so, conditions, counts.data, view, hidden, total, locale, sections]);
  const speech = useMemo(
    (): Speech | undefined =>
      so?.graph.part && { graph: so.graph, table: so.graph.part.facets, locale, sections },
    [so, locale, sections],
  );
  const ontology = graph?.ontology;
  const [offered, columns] = useMemo(() => {
    if (!ontology) return [[], []];
    // What relations lead to is not here.
    const all = [columnsOf(ontology, kind), chosenColumns(ontology, kind, keys)];
    return all.map((list) => list.filter(({ source: { of } }) => of !== "relations"));
  }, [ontology, kind, keys]);
  const order = isSorted && isAll ? sort : noSort;
  const shown = useMemo(
    () => (isNone ? noRows : speech && inOrder(speech, order, offered)),
    [isNone, speech, order, offered],
  );
  // Rows that follow are no others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing for each of these.
  const same = useMemo(() => ({}), [isPlaceholderData, isNone, filter, order]);
  const data = useMemo((): TableData | undefined => {
    if (!atWork || !speech || !shown) return undefined;
    const place = kind === undefined ? -1 : speech.graph.kinds.indexOf(kind);
    const kinds = atWork.graph.part?.counts?.kinds;
    return {
      filter: atWork,
      speech,
      offered,
      columns,
      rows: shown,
      of: same,
      counts: kinds ?? speech.graph.kinds.map((_, i) => (i === place ? total : 0)),
      all: place < 0 ? (speech.graph.part?.size ?? total) : (uncounted.data?.kinds[place] ?? total),
      elsewhere: {
        total,
        sortable,
        isSorting: isSorted && !isAll,
        more,
        whole: async () => {
          let rows = so;
          while (rows?.more && rows.graph.size < rowsInWhole) rows = await rows.more();
          if (!rows?.graph.part || rows === so) return { rows: shown, speech };
          const all: Speech = { ...speech, graph: rows.graph, table: rows.graph.part.facets };
          return { rows: inOrder(all, noSort, []), speech: all };
        },
      },
    };
  }, [
    atWork,
    speech,
    shown,
    kind,
    offered,
    columns,
    same,
    uncounted.data,
    total,
    sortable,
    isSorted,
    isAll,
    more,
    so,
  ]);
  const retry = () => {
    for (const query of [found, rows, counts]) if (query.error) void query.refetch();
  };
  return { data, error: found.error ?? rows.error ?? counts.error, retry };
}

const noSort: readonly SortKey[] = [];
const noRows: readonly number[] = [];

async function firstRows(source: GraphSource, filter: string, signal: AbortSignal): Promise<PartRows> {
  const parts = await source.parts?.();
  if (!parts) throw new Error("This graph is here as a whole.");
  return parts.rows(filter, signal);
}

/** All that is here, in an order. */
function inOrder(speech: Speech, sort: readonly SortKey[], columns: readonly Column[]): readonly number[] {
  const standing = new Uint8Array(speech.graph.size).fill(member);
  return rowsOf({ standing }, speech, { find: "", sort, columns });
}

/** Of what a text finds, what a view that names its entities one by one leaves. */
const within = ({ filter: { list } }: View, ids: readonly EntityId[]): readonly EntityId[] =>
  list ? ids.filter((id) => list.includes(id)) : ids;

function listed(conditions: string, ids: readonly EntityId[]): string {
  const parameters = new URLSearchParams(conditions);
  parameters.set("list", ids.join(","));
  return parameters.toString();
}
