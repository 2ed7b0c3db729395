/** What a phrase may be, by sort, and what becomes of it. */
import type { Sense, ValueSense } from "./lexicon";
import type { Item } from "./segment";
import type { WordName } from "./zh-words";

/** What became of a phrase. */
export type Role =
  | { readonly is: "entity"; readonly entity: number }
  | { readonly is: "kind"; readonly kind: string }
  | { readonly is: "relation"; readonly type: string; readonly direction: "out" | "in" }
  | {
      readonly is: "value";
      readonly facet: string;
      readonly values: readonly string[];
      readonly isRefused: boolean;
    }
  | { readonly is: "range"; readonly facet: string; readonly from?: string; readonly to?: string }
  | { readonly is: "question"; readonly as: AskName }
  | { readonly is: "joint" | "noise" | "unknown" };

export type AskName = "both" | "up" | "down" | "impact" | "terms" | "paths" | "compare" | "near";

export const wordsIn = (item: Item | undefined): WordName[] =>
  item?.senses.flatMap((sense) => (sense.is === "word" ? [sense.word] : [])) ?? [];
export const entitiesIn = (item: Item): number[] =>
  item.senses.flatMap((sense) => (sense.is === "entity" ? [sense.entity] : []));
export const kindsIn = (item: Item): string[] =>
  item.senses.flatMap((sense) => (sense.is === "kind" ? [sense.kind] : []));
export const valuesIn = (item: Item): ValueSense[] => item.senses.filter((sense) => sense.is === "value");
export type RelationSense = Extract<Sense, { is: "relation" }>;
export const relationsIn = (item: Item): RelationSense[] =>
  item.senses.filter((sense) => sense.is === "relation");

/** Whether it only joins, or helps to tell what others mean. */
export const isFiller = ({ senses, quantity }: Item): boolean =>
  !quantity && senses.every(({ is }) => is === "word" || is === "facet" || is === "license");
