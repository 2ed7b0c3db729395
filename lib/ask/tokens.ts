/** A text taken apart into what phrases are made of: words of letters, numbers, and single Chinese characters. */
import { fold } from "@/lib/graph/search";

export interface Token {
  /** In the text, end excluded. */
  readonly start: number;
  readonly end: number;
  /** Comparable: one width and case, no accents. */
  readonly key: string;
  /** The key without the endings of English words; the key itself where it is none or too short. */
  readonly stem: string;
}

/** An apostrophe begins a token of its own, so that "Huawei's" is Huawei and what is left. */
const pattern = /\p{Script=Han}|['’]\p{L}+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\p{N}+|[+#]/gu;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    const key = keyOf(found);
    if (key) tokens.push({ start: match.index, end: match.index + found.length, key, stem: stemOf(key) });
  }
  return tokens;
}

/** Folding takes time, and most tokens need none of it. */
function keyOf(found: string): string {
  if (/^(?:[\u4e00-\u9fff]|[a-z0-9+#]+)$/.test(found)) return found;
  if (/^[A-Za-z]+$/.test(found)) return found.toLowerCase();
  const folded = fold(found).replaceAll(" ", "");
  return folded && /^['’]/.test(found) ? `'${folded}` : folded;
}

const shortestStemmed = 4;

/**
 * What English forms of one word have in common: "mitigates", "mitigating" and "mitigate" are "mitigat". Only as much
 * as is needed to know a word again; plurals that change the word itself stand in lists.
 */
export function stemOf(key: string): string {
  if (key.length < shortestStemmed || !/^[a-z]+$/.test(key)) return key;
  const strip = (ending: RegExp, instead = ""): string | undefined => {
    const stem = key.replace(ending, instead);
    return stem !== key && stem.length >= shortestStemmed - 1 ? stem : undefined;
  };
  const verbal = strip(/(?:ing|ed)$/)?.replace(/([b-df-hj-km-np-rtv-z])\1$/, "$1");
  const stem =
    strip(/ies$/, "y") ?? verbal ?? strip(/(?<=[sxz]|[cs]h)es$/) ?? strip(/(?<![si]|[a-z]{3}u)s$/) ?? key;
  return stem.length >= shortestStemmed ? stem.replace(/e$/, "") : stem;
}
