"use client";

/** The filter of the view at work: what it leaves of this graph, and how it is spoken of. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { GraphSource } from "@/lib/api/source";
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Filtered, Filtering } from "@/lib/graph/filter";
import type { Graph } from "@/lib/graph/graph";
import type { FilterSpeech } from "@/lib/i18n/filter-text";
import type { View } from "@/lib/view/view";
import type * as explorerKit from "./kit";
import { needsFilter } from "./needs-filter";

/** A filter and what it leaves: all that its panel, its chips and its texts are made of, on the map and elsewhere. */
export interface FilterAtWork {
  readonly graph: Graph;
  readonly table: FacetTable;
  readonly filtering: Filtering;
  readonly filtered: Filtered;
  readonly speech: FilterSpeech;
  /** Whether it leaves out anything. */
  readonly isActive: boolean;
}

/** On the map, with the code that works it out. */
export interface Filtration extends FilterAtWork {
  readonly kit: typeof explorerKit;
}

/** What filtering takes: its code and panels, and the facets of all entities. */
export const filterQuery = (source: GraphSource) =>
  queryOptions({
    queryKey: [source.version, "filter"],
    queryFn: async () => {
      const [kit, table] = await Promise.all([import("./kit"), source.facets()]);
      return { kit, table };
    },
    structuralSharing: false,
  });

/** @param wanted whether it is wanted although the view can be drawn without */
export function useFiltration(
  graph: Graph | undefined,
  { filter, hiddenKinds, question }: Pick<View, "filter" | "hiddenKinds" | "question">,
  wanted: boolean,
): { filtration: Filtration | undefined; error: Error | null; retry(): void } {
  const { locale, sections, source } = useAtlas();
  const { data, error, refetch } = useQuery({
    ...filterQuery(source),
    enabled: wanted || needsFilter({ filter }),
  });
  const filtration = useMemo((): Filtration | undefined => {
    if (!graph || !data) return undefined;
    const { kit } = data;
    // A part of a map brings the facets of what is in it.
    const table = graph.part?.facets ?? data.table;
    const answer = question && kit.answerAsCondition(graph, question);
    const filtering = { filter, hiddenKinds, answer };
    return {
      kit,
      graph,
      table,
      filtering,
      filtered: kit.filterPart(graph, kit.filterGraph(graph, table, filtering), filtering),
      speech: { graph, table, locale, sections },
      isActive: needsFilter({ filter }) || hiddenKinds.length > 0,
    };
  }, [graph, data, filter, hiddenKinds, question, locale, sections]);
  return { filtration, error, retry: () => void refetch() };
}
