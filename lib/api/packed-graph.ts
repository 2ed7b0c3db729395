/**
 * A graph on its way from a worker: columns of numbers as they are, and its texts as a few long ones, since every object
 * that is copied costs the thread that receives it.
 */
import type { Graph } from "@/lib/graph/graph";

export interface PackedGraph extends Omit<Graph, "ids" | "names" | "aliases" | "indexOf"> {
  readonly ids: string;
  readonly en: string;
  /** Empty where the Chinese name is the English one. */
  readonly zh: string;
  /** Of those that have any, by entity. */
  readonly aliases: readonly (readonly [number, readonly string[]])[];
}

/** Stands in no name: where one has it, it is left out. */
const separator = "\0";
const join = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll(separator, "")).join(separator);
const split = (text: string, size: number): string[] => (size === 0 ? [] : text.split(separator));

export function packGraph({ ids, names, aliases, indexOf: _, ...columns }: Graph): PackedGraph {
  return {
    ...columns,
    ids: join(ids),
    en: join(names.map(({ en }) => en)),
    zh: join(names.map(({ en, zh }) => (zh === en ? "" : zh))),
    aliases: aliases.flatMap((some, entity) => (some.length > 0 ? [[entity, some] as const] : [])),
  };
}

const none: readonly string[] = [];

/** The same graph again. */
export function unpackGraph({ ids: joined, en, zh, aliases: some, ...columns }: PackedGraph): Graph {
  const { size } = columns;
  const ids = split(joined, size);
  const english = split(en, size);
  const chinese = split(zh, size);
  const aliases: (readonly string[])[] = ids.map(() => none);
  for (const [entity, names] of some) aliases[entity] = names;
  let index: Map<string, number> | undefined;
  return {
    ...columns,
    ids,
    names: english.map((name, i) => ({ en: name, zh: chinese[i] || name })),
    aliases,
    indexOf(id) {
      index ??= new Map(ids.map((one, i) => [one, i]));
      return index.get(id) ?? -1;
    },
  };
}
