/** A text cut into phrases: as few as can be that leave as little as can be that is not understood. */
import type { Lexicon, Sense } from "./lexicon";
import type { Quantity } from "./quantities";
import { type Token, tokensOf } from "./tokens";

/** A phrase of the text, or what is between phrases. */
export interface Item {
  /** In the text, end excluded. */
  readonly start: number;
  readonly end: number;
  /** What it may mean; nothing where it is not known. */
  readonly senses: readonly Sense[];
  readonly quantity?: Quantity;
  /** Whether it is written in Chinese characters. */
  readonly isHan: boolean;
}

/** Longest text that is looked at. */
export const longestText = 300;

/** What each way of reading costs; the cheapest reading of the whole text wins. */
const cost = {
  phrase: 1,
  /** Only alike in its stems, or by a slip. */
  stem: 0.15,
  slip: 0.7,
  /** Words of grammar part phrases and cost less. */
  grammar: -0.15,
  unknownWord: 2.4,
  unknownChar: 1.5,
};

interface Step {
  readonly cost: number;
  readonly from: number;
  readonly item: Omit<Item, "start" | "end" | "isHan">;
  readonly start: number;
  readonly end: number;
}

export function segment(lexicon: Lexicon, text: string): Item[] {
  const tokens = tokensOf(text.slice(0, longestText));
  const best: (Step | undefined)[] = Array.from({ length: tokens.length + 1 });
  const total = (at: number) => (at === 0 ? 0 : (best[at]?.cost ?? Number.POSITIVE_INFINITY));
  const offer = (from: number, to: number, added: number, item: Step["item"], end = tokens[to - 1].end) => {
    const sum = total(from) + added;
    if (sum < total(to)) best[to] = { cost: sum, from, item, start: tokens[from].start, end };
  };
  for (let at = 0; at < tokens.length; at++) {
    if (total(at) === Number.POSITIVE_INFINITY) continue;
    const found = lexicon.matchesAt(tokens, at);
    for (const { length, senses, isExact } of found) {
      const fitting = sensesOf(senses, text.slice(tokens[at].start, tokens[at + length - 1].end));
      if (fitting.length > 0) offer(at, at + length, costOf(fitting, isExact), { senses: fitting });
    }
    const quantity = lexicon.quantityAt(text, tokens[at].start);
    if (quantity) {
      const to = tokens.findLastIndex(({ end }) => end <= quantity.end) + 1;
      // One that ends in the middle of a word is none.
      const isWhole = tokens[to] === undefined || tokens[to].start >= quantity.end;
      if (to > at && isWhole)
        offer(at, to, cost.phrase, { senses: [], quantity: quantity.quantity }, quantity.end);
    }
    const slips = found.length === 0 ? lexicon.slipsOf(tokens[at].key) : [];
    if (slips.length > 0) offer(at, at + 1, cost.phrase + cost.slip, { senses: slips });
    offer(at, at + 1, isHan(tokens[at]) ? cost.unknownChar : cost.unknownWord, { senses: [] });
  }
  const items: Item[] = [];
  for (let at = tokens.length; at > 0; ) {
    const { from, item, start, end } = best[at] as Step;
    items.push({ ...item, start, end, isHan: isHan(tokens[from]) });
    at = from;
  }
  return items.reverse();
}

const isHan = ({ key }: Token): boolean => /\p{Script=Han}/u.test(key);

/** A word of grammar, or a noun, is one only where it is not written like a name: "us" and "US", "apps" and "APPS". */
function sensesOf(senses: readonly Sense[], text: string): readonly Sense[] {
  const kinds = senses.filter(({ is }) => is === "kind");
  if (kinds.length > 0 && kinds.length < senses.length && /^[A-Za-z]+$/.test(text)) {
    if (text === text.toUpperCase()) return senses.filter(({ is }) => is !== "kind");
    if (senses.every(({ is }) => is === "kind" || is === "entity")) return kinds;
  }
  const others = senses.filter((sense) => sense.is !== "word" || sense.word !== "noise");
  if (others.length === 0 || others.length === senses.length) return senses;
  if (/^[a-z' ]+$/.test(text)) return senses.filter((sense) => sense.is === "word");
  return senses;
}

function costOf(senses: readonly Sense[], isExact: boolean): number {
  const isGrammar = senses.every((sense) => sense.is === "word");
  return cost.phrase + (isGrammar ? cost.grammar : 0) + (isExact ? 0 : cost.stem);
}
