"use client";

/** Names of entities that a part of a map does not hold and that are told of all the same, by their ids. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { entityQuery, graphQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { namesAtOnce, type Parts } from "@/lib/api/source";
import type { Graph } from "@/lib/graph/graph";
import { type MapPart, nameIn } from "@/lib/graph/map-part";
import type { EntityId, Text } from "@/lib/graph/schema";
import { isIdIn, unnamedIn } from "@/lib/view/unnamed";
import type { View } from "@/lib/view/view";

/** Names that are kept; more than a page ever tells at once. */
const most = 6000;
/** Those that are told of at once, lists in full apart. */
const toldAtOnce = 3 * namesAtOnce;
const none = {};

/** Has the names of any number of entities at hand. @returns them and all that were known before */
async function learnNames(
  parts: Parts,
  version: string,
  ids: readonly EntityId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<EntityId, Text>> {
  const groups = Array.from({ length: Math.ceil(ids.length / namesAtOnce) }, (_, i) =>
    parts.names(ids.slice(i * namesAtOnce, (i + 1) * namesAtOnce), signal),
  );
  const found = await Promise.all(groups);
  const all = new Map([...(known.get(version) ?? []), ...found.flatMap((names) => [...names])]);
  for (const oldest of [...all.keys()].slice(0, -most)) all.delete(oldest);
  known.set(version, all);
  return all;
}

/** Has the names of those that a whole list tells of put with the part that is here. */
export function useNamesOf(graph: Graph, values: readonly string[], wanted: boolean): void {
  const { source } = useAtlas();
  const queries = useQueryClient();
  const { version } = source;
  const isWanted = wanted && graph.part !== undefined;
  const missing = isWanted ? values.filter((id) => isIdIn(graph.kinds, id) && !nameIn(graph, id)) : [];
  const { data } = useQuery({
    queryKey: [version, "names", missing],
    queryFn: async ({ signal }) => {
      const parts = await source.parts?.();
      return parts ? learnNames(parts, version, missing, signal) : null;
    },
    enabled: missing.length > 0,
    structuralSharing: false,
  });
  useEffect(() => {
    if (data) queries.setQueryData(graphQuery(source).queryKey, (now) => now && withNames(now, data));
  }, [data, queries, source]);
}

export const withNames = (graph: Graph, names: MapPart["names"]): Graph =>
  graph.part && names ? { ...graph, part: { ...graph.part, names } } : graph;
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
  // Lists begin with those that are told of most.
  const missing = wanted.slice(0, toldAtOnce).filter((id) => !names?.has(id));
  const { data } = useQuery({
    queryKey: [source.version, "names", missing],
    queryFn: ({ signal }) =>
      parts ? learnNames(parts, source.version, missing, signal) : new Map<EntityId, Text>(),
    enabled: parts !== undefined && missing.length > 0,
    structuralSharing: false,
  });
  return known.get(source.version) ?? data;
}
