/** Types of relations, read off what edges say of themselves; the rest of what they say becomes a note. */
import type { RelationType } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";
import type { ExchangeEdge, Value } from "./exchange";
import { chooseAttribute } from "./infer-kinds";
import { localName, Names, nameFor, oneLine, readable } from "./names-and-ids";

const typeKeys = [
  "type",
  "relation",
  "relationship",
  "relationtype",
  "edgetype",
  "predicate",
  "interaction",
  "kind",
  "label",
  "关系",
  "类型",
];
/** The rarest of more are gathered into one. */
const mostTypes = 60;
const longestNote = 1000;

/** What programs call edges with and without direction, which is no type. */
const isDirection = (type: string): boolean => /^(un)?directed$|^mutual$/i.test(type);

export interface EdgeTypes {
  /** By number of the edge. */
  readonly of: readonly string[];
  readonly definitions: Readonly<Record<string, RelationType>>;
  /** What else the edge says, behind what its like have said. */
  readonly noteOf: (edge: ExchangeEdge, before?: Text) => Text | undefined;
}

/** @param kindOf a node, by its id */
export function inferEdges(edges: readonly ExchangeEdge[], kindOf: (node: string) => string): EdgeTypes {
  const { words, kept, key } = wordsOf(edges);
  const names = new Names(["constructor", "related_to", "other"]);
  const byWord = new Map(kept.map((word) => [word, names.give(nameFor(word, "_", "r"), "_")]));
  const of = words.map((word) => (word === undefined ? "related_to" : (byWord.get(word) ?? "other")));
  const labels = new Map(kept.map((word) => [byWord.get(word) ?? "", word]));
  const types = [...labels.keys(), "related_to", "other"];
  const definitions = relationTypesOf(edges, of, types, (type) => labels.get(type), kindOf);
  return { of, definitions, noteOf: noteReader(key) };
}

/**
 * Definitions of those types that there are, in their order.
 *
 * @param of by number of the edge, its type
 * @param wordOf a type, as the file has it; where it has none, the type stands for what has no type, or for many
 */
export function relationTypesOf(
  edges: readonly ExchangeEdge[],
  of: readonly string[],
  types: readonly string[],
  wordOf: (type: string) => string | undefined,
  kindOf: (node: string) => string,
): Record<string, RelationType> {
  const ends = endsOf(edges, of, kindOf);
  const directed = new Set(of.filter((_, i) => !edges[i].isUndirected));
  return Object.fromEntries(
    types.flatMap((type): [string, RelationType][] => {
      const joined = ends.get(type);
      return joined
        ? [[type, { ...readings(type, wordOf(type), directed.has(type)), ends: joined, weight: 1 }]]
        : [];
    }),
  );
}

/** What each edge calls its type, and which of these words stand for themselves. */
function wordsOf(edges: readonly ExchangeEdge[]): {
  words: readonly (string | undefined)[];
  kept: readonly string[];
  key?: string;
} {
  const own = edges.map(({ type }) => {
    const word = type === undefined ? undefined : oneLine(localName(type), 200);
    return word === undefined || isDirection(word) ? undefined : word;
  });
  const isTyped = own.some((word) => word !== undefined);
  const chosen = isTyped
    ? undefined
    : chooseAttribute(
        edges.map(({ attributes }) => attributes),
        typeKeys,
        mostTypes,
      );
  const words = chosen && !chosen.kept.every(isNoWord) ? chosen.values : own;
  const counts = new Map<string, number>();
  for (const word of words) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return {
    words,
    kept: kept.slice(0, mostTypes).map(([word]) => word),
    ...(chosen && words !== own && chosen.isAllSaid && { key: chosen.key }),
  };
}

const isNoWord = (word: string): boolean => isDirection(word) || !/\p{L}/u.test(word);

function readings(
  type: string,
  word: string | undefined,
  isDirected: boolean,
): Pick<RelationType, "label" | "inverse"> {
  if (type === "related_to" && word === undefined) {
    const label = { en: "related to", zh: "相关" };
    return { label, inverse: label };
  }
  const text = word === undefined ? undefined : (oneLine(readable(word), 60) ?? word);
  const label = { en: text ?? "other relation", zh: text ?? "其他关系" };
  return {
    label,
    inverse: isDirected ? { en: `${label.en} (incoming)`, zh: `${label.zh}（反向）` } : label,
  };
}

/** By type, which kinds it joins: starts that lead to the same kinds stand together. */
function endsOf(
  edges: readonly ExchangeEdge[],
  types: readonly string[],
  kindOf: (node: string) => string,
): Map<string, RelationType["ends"]> {
  const joined = new Map<string, Map<string, Set<string>>>();
  edges.forEach(({ from, to }, i) => {
    if (from === to) return;
    const ofType = joined.get(types[i]) ?? new Map<string, Set<string>>();
    joined.set(types[i], ofType);
    const [start, end] = [kindOf(from), kindOf(to)];
    const targets = ofType.get(start);
    if (targets) targets.add(end);
    else ofType.set(start, new Set([end]));
  });
  return new Map(
    [...joined].map(([type, ofType]) => {
      const groups = new Map<string, { from: string[]; to: string[] }>();
      for (const [start, targets] of ofType) {
        const to = [...targets].sort();
        const group = groups.get(to.join()) ?? { from: [], to };
        groups.set(to.join(), group);
        group.from.push(start);
      }
      return [type, [...groups.values()]] as const;
    }),
  );
}

function noteReader(typeKey: string | undefined): EdgeTypes["noteOf"] {
  const labels = new Map<string, string>();
  const labelOf = (key: string) => {
    const label = labels.get(key) ?? readable(key);
    labels.set(key, label);
    return label;
  };
  return ({ attributes }, before) => {
    const parts: string[] = [];
    for (const [key, value] of Object.entries(attributes)) {
      if (key === typeKey || key === "id" || key === "note.en" || key === "note.zh") continue;
      const text = typeof value === "object" ? JSON.stringify(value) : String(value);
      if (text.trim()) parts.push(`${labelOf(key)}: ${text}`);
    }
    const { "note.en": en, "note.zh": zh } = attributes;
    const noteIn = (own: Value | undefined, known: string | undefined) => {
      const said = [known, typeof own === "string" && own ? own : undefined, ...parts];
      const different = new Set(said.filter((part) => part !== undefined));
      return different.size > 0 ? oneLine([...different].join("; "), longestNote) : undefined;
    };
    const english = noteIn(en ?? zh, before?.en);
    const chinese = en === zh && before?.en === before?.zh ? english : noteIn(zh ?? en, before?.zh);
    return english !== undefined && chinese !== undefined ? { en: english, zh: chinese } : undefined;
  };
}
