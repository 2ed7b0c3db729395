"use client";

/** Entities that are named in words, and that the part of a map which is here does not hold: they are found, and brought. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Understood } from "@/lib/ask/understand";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";

/** Milliseconds after which what stands there is taken for a name. */
const pause = 400;
/** Phrases that are looked for, entities that each may mean, and those that are kept on the map. */
const most = { phrases: 4, meant: 3, kept: 24 };
const shortest = { latin: 3, other: 2 };
const none: readonly EntityId[] = [];

const keyOf = (version: string) => [version, "heard"];

/** Those that were named last. */
export function useHeard(): readonly EntityId[] {
  const { source } = useAtlas();
  const options = { queryKey: keyOf(source.version), queryFn: () => none, enabled: false };
  return useQuery({ ...options, staleTime: Number.POSITIVE_INFINITY }).data ?? none;
}

/** Has what is said brought. @returns whether it is being looked for */
export function useListening(graph: Graph, text: string, understood: Understood | undefined): boolean {
  const { source } = useAtlas();
  const queries = useQueryClient();
  const { version } = source;
  const said = graph.part && understood ? phrasesIn(graph, text, understood).join("\n") : "";
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(said), pause);
    return () => clearTimeout(timer);
  }, [said]);
  const { data, isFetching } = useQuery({
    queryKey: [version, "meant", asked],
    queryFn: async ({ signal }) => {
      const found = asked.split("\n").map((phrase) => source.search(phrase, { limit: most.meant }, signal));
      return (await Promise.all(found)).flatMap((hits) => hits.map(({ id }) => id));
    },
    enabled: asked !== "",
  });
  useEffect(() => {
    if (data && data.length > 0)
      queries.setQueryData<readonly EntityId[]>(keyOf(version), (before = none) => {
        const fresh = data.filter((id) => !before.includes(id));
        return fresh.length === 0 ? before : [...fresh, ...before].slice(0, most.kept);
      });
  }, [data, queries, version]);
  return said !== "" && (said !== asked || isFetching);
}

/** What may be the name of somebody elsewhere: what is not understood, and what was only taken for a slip. */
export function phrasesIn(graph: Graph, text: string, { parts }: Pick<Understood, "parts">): string[] {
  const phrases = parts
    .filter(
      ({ is, start, end }) =>
        is === "unknown" || (is === "entity" && !isNamed(graph, text.slice(start, end))),
    )
    .map(({ start, end }) => text.slice(start, end).trim());
  const isLong = (phrase: string) =>
    phrase.length >= (/^[\p{Script=Latin}\d\s]+$/u.test(phrase) ? shortest.latin : shortest.other);
  return [...new Set(phrases)].filter(isLong).slice(0, most.phrases);
}

function isNamed({ names, aliases, size }: Graph, phrase: string): boolean {
  const said = phrase.toLowerCase();
  const isSame = (name: string) => name.toLowerCase() === said;
  for (let i = 0; i < size; i++)
    if (isSame(names[i].en) || isSame(names[i].zh) || aliases[i].some(isSame)) return true;
  return false;
}
