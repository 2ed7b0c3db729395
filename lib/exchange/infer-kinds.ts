/** Kinds of entities, read off the attribute that tells nodes apart best. */
import type { KindDefinition } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";
import type { Attributes, ExchangeNode, Value } from "./exchange";
import { plainKey } from "./infer-texts";
import { localName, Names, nameFor, oneLine, readable } from "./names-and-ids";
import { lookOf } from "./palette";

/** Attributes that may say what a node is, the likeliest first. */
const kindKeys = [
  "kind",
  "type",
  "entitytype",
  "nodetype",
  "category",
  "class",
  "labels",
  "label",
  "group",
  "modularityclass",
  "community",
  "cluster",
  "种类",
  "类型",
  "类别",
  "分类",
];
/** So many kinds can be told apart; the rarest of more are gathered into one. */
const mostKinds = 40;
/** Where there are more values than this, they are no kinds. */
const mostValues = 400;

export interface Kinds {
  /** By number of the node. */
  readonly of: readonly string[];
  readonly definitions: Readonly<Record<string, Omit<KindDefinition, "facts">>>;
}

/** @param used the attribute is put in where kinds say all that it does */
export function inferKinds(nodes: readonly ExchangeNode[], used: Set<string>): Kinds {
  const chosen = chooseAttribute(
    nodes.map(({ attributes }) => attributes),
    kindKeys,
    mostKinds,
  );
  if (!chosen) {
    const label: Text = { en: "entity", zh: "实体" };
    return {
      of: nodes.map(() => "entity"),
      definitions: { entity: definitionOf(label, { en: "Entities", zh: "实体" }, 0) },
    };
  }
  const { key, values, kept } = chosen;
  // A kind's name is the first part of ids, which hold no "_".
  const names = new Names(["constructor", "other"]);
  const byValue = new Map(kept.map((value) => [value, names.give(nameFor(value, "", "k"), "")]));
  const definitions: Record<string, Omit<KindDefinition, "facts">> = {};
  kept.forEach((value, i) => {
    const label = kindLabel(value, key);
    definitions[byValue.get(value) ?? ""] = definitionOf(label, label, i);
  });
  const of = values.map((value) => (value === undefined ? "other" : (byValue.get(value) ?? "other")));
  if (of.includes("other")) {
    const label: Text = { en: "other", zh: "其他" };
    definitions.other = definitionOf(label, { en: "Others", zh: "其他" }, kept.length);
  }
  if (chosen.isAllSaid) used.add(key);
  return { of, definitions };
}

function definitionOf(label: Text, plural: Text, at: number): Omit<KindDefinition, "facts"> {
  return { label, plural, ...lookOf(at), names_regions: 0.6 };
}

/** A number alone says nothing without the attribute's name. */
function kindLabel(value: string, key: string): Text {
  const label = /^[\d.-]+$/.test(value)
    ? `${readable(key)} ${value}`
    : (oneLine(readable(value), 60) ?? value);
  return { en: label, zh: label };
}

export interface ChosenAttribute {
  readonly key: string;
  /** By number of the node or edge; `undefined` where it has none. */
  readonly values: readonly (string | undefined)[];
  /** Those that stand for themselves, the commonest first. */
  readonly kept: readonly string[];
  /** The value could be made again of what is kept. */
  readonly isAllSaid: boolean;
}

/**
 * The first of the attributes that divides what has it into few parts; one that has the same value everywhere only
 * where no other divides.
 */
export function chooseAttribute(
  all: readonly Attributes[],
  wanted: readonly string[],
  most: number,
): ChosenAttribute | undefined {
  const keys = new Map<string, string>();
  for (const attributes of all)
    for (const key of Object.keys(attributes)) if (!keys.has(key)) keys.set(key, plainKey(key));
  const inOrder = wanted.flatMap((name) =>
    [...keys].flatMap(([key, plain]) => (plain === name ? [key] : [])),
  );
  let same: ChosenAttribute | undefined;
  for (const key of inOrder) {
    const found = divide(all, key, most);
    if (found && found.kept.length > 1) return found;
    same ??= found;
  }
  return same;
}

function divide(all: readonly Attributes[], key: string, most: number): ChosenAttribute | undefined {
  const counts = new Map<string, number>();
  let [present, isAllSaid] = [0, true];
  const values = all.map((attributes) => {
    const value = attributes[key];
    const text = wordOf(value);
    if (text === undefined) {
      if (value !== undefined) isAllSaid = false;
      return undefined;
    }
    if (typeof value !== "string" || value !== text) isAllSaid &&= typeof value === "number";
    present++;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return text;
  });
  if (present * 2 < all.length || counts.size === 0 || counts.size > mostValues) return undefined;
  // Nearly as many values as things: names, not kinds.
  if (counts.size > 8 && counts.size * 2 > present) return undefined;
  const byCount = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  const kept = byCount.slice(0, most).map(([value]) => value);
  return { key, values, kept, isAllSaid: isAllSaid && kept.length === counts.size };
}

/** A value as one word: the first of a list, the last part of an address. */
function wordOf(value: Value | undefined): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== "string" && typeof one !== "number") return undefined;
  const text = localName(String(one)).trim();
  return text !== "" && text.length <= 80 ? text : undefined;
}
