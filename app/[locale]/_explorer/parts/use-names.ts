"use client";

/** Names of entities that a part of a map does not hold and that are told of all the same, by their ids. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { entityQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { namesAtOnce, type Parts } from "@/lib/api/source";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Text } from "@/lib/graph/schema";
import { unnamedIn } from "@/lib/view/unnamed";
import type { View } from "@/lib/view/view";

/** Names that are kept; more than a page ever tells at once. */
const most = 2000;
const none = {};
/** By version of the graph: what was asked for once is known on every part. */
const known = new Map<string, ReadonlyMap<EntityId, Text>>();

/** Names of entities that need not be on the part that comes next. */
export const knownNames = (version: string): ReadonlyMap<EntityId, Text> | undefined => known.get(version);

/** @param answered entities that answer the view's question */
export function useNames(
  parts: Parts | undefined,
  graph: Graph,
  view: View,
  answered: readonly EntityId[],
): ReadonlyMap<EntityId, Text> | undefined {
  const { source } = useAtlas();
  const { selection } = view;
  const selected = typeof selection === "string" ? selection : "";
  // Its panel asks for it.
  const { data: record } = useQuery({ ...entityQuery(source, selected), enabled: false });
  const derived = record?.derived ?? none;
  const wanted = useMemo(() => unnamedIn(graph, view, derived, answered), [graph, view, derived, answered]);
  const names = known.get(source.version);
  // As many as are asked for at once: lists begin with those that are told of most.
  const missing = wanted.slice(0, namesAtOnce).filter((id) => !names?.has(id));
  const { data } = useQuery({
    queryKey: [source.version, "names", missing],
    queryFn: async ({ signal }) => {
      const found = (await parts?.names(missing, signal)) ?? new Map<EntityId, Text>();
      const all = new Map([...(known.get(source.version) ?? []), ...found]);
      for (const oldest of [...all.keys()].slice(0, -most)) all.delete(oldest);
      known.set(source.version, all);
      return all;
    },
    enabled: parts !== undefined && missing.length > 0,
    structuralSharing: false,
  });
  return known.get(source.version) ?? data;
}
