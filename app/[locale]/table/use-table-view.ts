"use client";

/** What the reader sees of the table, and its way through the browser's history: Back and Forward are undo and redo. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import type { Locale } from "@/lib/graph/schema";
import {
  firstTableView,
  formatTableView,
  parseTableView,
  type TableView,
  withoutOwn,
} from "@/lib/table/table-view";
import { tableOf } from "@/lib/view/graph-page";
import { emptyView, formatView, type ViewProblem } from "@/lib/view/view";

export interface TableInUse {
  readonly table: TableView;
  /** What was wrong with the address. */
  readonly problems: readonly ViewProblem[];
  /** Whether the address has been read; before, the table is as it was built. */
  readonly read: boolean;
  /** Counts how often the address has been read: rows then stand where they stood. */
  readonly arrivals: number;
  /** To another table, as a step that Back takes back. */
  step(change: (table: TableView) => TableView): void;
  /** The same for what is changed in passing, such as marks: it changes the address but is no step. */
  pass(change: (table: TableView) => TableView): void;
  /** Puts the nearest possible table in place of one that the data do not allow. */
  mend(table: TableView, problems: readonly ViewProblem[]): void;
  forgetProblems(): void;
}

type State = Pick<TableInUse, "table" | "problems" | "read" | "arrivals">;

/** How long the address may lag behind what is typed, in milliseconds: browsers refuse more. */
const addressLag = 300;

/** @param graph that the path names */
export function useTableView(kinds: readonly string[], graph: string, locale: Locale): TableInUse {
  const [state, setState] = useState<State>(() => ({
    table: firstTableView(kinds, graph),
    problems: [],
    read: false,
    arrivals: 0,
  }));
  /** The table as it is now, for steps that follow each other before the page has been drawn anew. */
  const now = useRef(state.table);
  const lagging = useRef<ReturnType<typeof setTimeout>>(undefined);
  const print = useCallback(() => {
    clearTimeout(lagging.current);
    lagging.current = undefined;
    history.replaceState(history.state, "", addressOf(now.current, kinds));
  }, [kinds]);

  useEffect(() => {
    let stopped = false;
    const arrive = async () => {
      clearTimeout(lagging.current);
      lagging.current = undefined;
      const { href } = location;
      const found = await readAddress(kinds, graph, locale);
      if (stopped || location.href !== href || !found) return;
      const { table, problems } = found;
      now.current = table;
      setState(({ arrivals }) => ({ table, problems, read: true, arrivals: arrivals + 1 }));
    };
    const leave = () => {
      if (lagging.current !== undefined) print();
    };
    void arrive();
    addEventListener("popstate", arrive);
    addEventListener("pagehide", leave);
    return () => {
      stopped = true;
      removeEventListener("popstate", arrive);
      removeEventListener("pagehide", leave);
    };
  }, [kinds, graph, locale, print]);

  const show = useCallback((table: TableView) => {
    now.current = table;
    setState((before) => ({ ...before, table }));
  }, []);
  const step = useCallback(
    (change: (table: TableView) => TableView) => {
      const next = change(now.current);
      if (formatTableView(next, kinds) === formatTableView(now.current, kinds)) return;
      if (lagging.current !== undefined) print();
      // Where the rows stood belongs to the entry that is left.
      const { atlasTable: _, ...rest } = history.state ?? {};
      show(next);
      history.pushState(rest, "", addressOf(next, kinds));
    },
    [kinds, print, show],
  );
  const pass = useCallback(
    (change: (table: TableView) => TableView) => {
      show(change(now.current));
      lagging.current ??= setTimeout(print, addressLag);
    },
    [print, show],
  );
  const mend = useCallback(
    (table: TableView, problems: readonly ViewProblem[]) => {
      now.current = table;
      setState((before) => ({ ...before, table, problems: [...before.problems, ...problems] }));
      print();
    },
    [print],
  );
  const forgetProblems = useCallback(() => setState((before) => ({ ...before, problems: [] })), []);
  return { ...state, step, pass, mend, forgetProblems };
}

/** Puts the nearest table that these data allow in place of what an address asks for; what steps lead to fits. */
export function useFitting(
  read: boolean,
  table: TableView,
  filter: FilterAtWork | undefined,
  mend: TableInUse["mend"],
): void {
  const { graph, table: facets } = filter ?? {};
  useEffect(() => {
    if (!graph || !read || formatView(table.view) === "") return;
    let isOld = false;
    import("@/lib/view/fit-view").then(
      ({ fitViewToGraph }) => {
        const fitted = fitViewToGraph(table.view, graph, facets);
        if (!isOld && fitted.problems.length > 0) mend({ ...table, view: fitted.view }, fitted.problems);
      },
      // Then the rows are those of the conditions that are understood.
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [graph, facets, read, table, mend]);
}

function addressOf(table: TableView, kinds: readonly string[]): string {
  const query = formatTableView(table, kinds);
  return query === "" ? location.pathname : `?${query}`;
}

/** Conditions are read by what reads them on the map; most readers come without any. Nothing where it leads to another page. */
async function readAddress(
  kinds: readonly string[],
  graph: string,
  locale: Locale,
): Promise<{ table: TableView; problems: readonly ViewProblem[] } | undefined> {
  const parameters = new URLSearchParams(location.search);
  const conditions = withoutOwn(parameters);
  if (conditions.size === 0)
    return { table: parseTableView(parameters, { ...emptyView, graph }, kinds), problems: [] };
  const { readSearch } = await import("@/app/[locale]/_explorer/read-search");
  const { view, problems } = await readSearch(`?${conditions}`);
  // An address of the atlas's table that names another graph in its parameters is one of that graph's table.
  if (graph === emptyView.graph && view.graph !== graph) {
    parameters.delete("graph");
    location.replace(`${tableOf(locale, view.graph)}?${parameters}`);
    return undefined;
  }
  return { table: parseTableView(parameters, { ...view, graph }, kinds), problems };
}
