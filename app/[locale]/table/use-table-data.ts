"use client";

/** The rows of a table: the graph and its facets, as far as they have come, and what the filter leaves of them. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { needsFilter } from "@/app/[locale]/_explorer/needs-filter";
import { facetsQuery, graphQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { filterGraph } from "@/lib/graph/filter";
import { countKinds } from "@/lib/graph/filter-counts";
import { type Column, chosenColumns, columnsOf } from "@/lib/table/columns";
import { rowsOf } from "@/lib/table/rows";
import { hiddenKindsOf, type TableView } from "@/lib/table/table-view";
import type { Speech } from "@/lib/table/values";
import type { answerAsCondition } from "@/lib/view/answer";
import { type RowsElsewhere, usePartRows } from "./use-part-rows";

export interface TableData {
  readonly filter: FilterAtWork;
  readonly speech: Speech;
  /** All that may be chosen and sorted by; and those that are shown. */
  readonly offered: readonly Column[];
  readonly columns: readonly Column[];
  /** Entities. */
  readonly rows: readonly number[];
  /** The rows as such: what follows on some that were here is the same, others are gone through from the first one. */
  readonly of: object;
  /** By kind, how many the filter leaves if none is taken out. */
  readonly counts: readonly number[];
  /** How many there are of the kind, whatever the filter says. */
  readonly all: number;
  /** Where only some of the rows are here. */
  readonly elsewhere?: RowsElsewhere | undefined;
}

export function useTableData(asked: TableView): {
  data: TableData | undefined;
  error: Error | null;
  retry(): void;
} {
  const { view, kind, columns: keys, sort, find } = asked;
  const { locale, sections, source } = useAtlas();
  const whole = useQuery(graphQuery(source));
  const facets = useQuery(facetsQuery(source));
  const inParts = usePartRows(whole.data, asked);
  const isWhole = whole.data?.part === undefined;
  const [graph, table] = isWhole ? [whole.data, facets.data] : [];
  const answering = useAnswering(view.question !== undefined);
  const speech = useMemo(
    (): Speech | undefined => graph && table && { graph, table, locale, sections },
    [graph, table, locale, sections],
  );
  const { filter, hiddenKinds, question } = view;
  const atWork = useMemo((): FilterAtWork | undefined => {
    if (!speech || (question && !answering)) return undefined;
    const hidden = hiddenKindsOf({ kind, view: { hiddenKinds } }, speech.graph.kinds);
    const answer = question && answering?.(speech.graph, question);
    const filtering = { filter, hiddenKinds: hidden, answer };
    const isActive = needsFilter({ filter }) || hiddenKinds.length > 0;
    const filtered = filterGraph(speech.graph, speech.table, filtering);
    return { graph: speech.graph, table: speech.table, filtering, filtered, speech, isActive };
  }, [speech, filter, hiddenKinds, kind, question, answering]);
  const ontology = graph?.ontology;
  const offered = useMemo(() => (ontology ? columnsOf(ontology, kind) : []), [ontology, kind]);
  const columns = useMemo(
    () => (ontology ? chosenColumns(ontology, kind, keys) : []),
    [ontology, kind, keys],
  );
  const rows = useMemo(
    () => speech && atWork && rowsOf(atWork.filtered, speech, { find, sort, columns: offered }),
    [speech, atWork, find, sort, offered],
  );
  const data = useMemo((): TableData | undefined => {
    if (!speech || !atWork || !rows) return undefined;
    const wanted = kind === undefined ? -1 : speech.graph.kinds.indexOf(kind);
    const all =
      wanted < 0 ? speech.graph.size : speech.graph.kind.reduce((n, of) => n + (of === wanted ? 1 : 0), 0);
    const counts = countKinds(speech.graph, atWork.filtered);
    return { filter: atWork, speech, offered, columns, rows, of: rows, counts, all };
  }, [speech, atWork, offered, columns, rows, kind]);
  const retry = () => {
    if (whole.error) void whole.refetch();
    if (facets.error) void facets.refetch();
  };
  return isWhole ? { data, error: whole.error ?? facets.error, retry } : inParts;
}

/** What works out the answer to a question, once one is asked: few come with one. */
function useAnswering(wanted: boolean): typeof answerAsCondition | undefined {
  const [found, setFound] = useState<{ answering: typeof answerAsCondition }>();
  useEffect(() => {
    if (wanted)
      import("@/lib/view/answer").then(
        ({ answerAsCondition: answering }) => setFound({ answering }),
        () => undefined,
      );
  }, [wanted]);
  return found?.answering;
}
