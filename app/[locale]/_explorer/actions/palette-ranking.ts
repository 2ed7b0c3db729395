/** Which actions a text in the command palette means, the likeliest first. */
import { fold } from "@/lib/graph/search";
import type { PaletteEntry } from "./actions";

/** How well each way of matching counts. */
const value = { exact: 100, prefix: 80, words: 66, inside: 54, initials: 45, scattered: 30 } as const;
/** From here on a text means the action, rather than an entity that is called so. */
const surely = value.words;
/** The name in the other language counts a little less. */
const otherLanguage = 3;

export interface Ranking {
  readonly entries: readonly PaletteEntry[];
  /** Whether the first of them is likely to be what is meant. */
  readonly isSure: boolean;
}

/** The actions that answer to a text, by either of their names; equals stay in the order that they had. */
export function rankEntries(entries: readonly PaletteEntry[], text: string): Ranking {
  const query = partsOf(text);
  if (!query.joined) return { entries: [], isSure: false };
  const ranked = entries
    .map((entry) => {
      const own = scoreOf(entry.name, query);
      return { entry, score: Math.max(own, scoreOf(entry.otherName, query) - otherLanguage) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  return {
    entries: ranked.map(({ entry }) => entry),
    isSure: best !== undefined && best.score >= surely - otherLanguage,
  };
}

interface Parts {
  readonly words: readonly string[];
  readonly joined: string;
}

function partsOf(text: string): Parts {
  const words = fold(text).split(" ");
  return { words, joined: words.join("") };
}

function scoreOf(name: string, query: Parts): number {
  const { words, joined } = partsOf(name);
  if (joined === query.joined) return value.exact;
  if (joined.startsWith(query.joined)) return value.prefix;
  if (query.words.every((word) => words.some((own) => own.startsWith(word)))) return value.words;
  const isHan = /\p{Script=Han}/u.test(query.joined);
  // One Latin letter is inside of nearly everything.
  if (joined.includes(query.joined) && (isHan || query.joined.length > 1)) return value.inside;
  if (query.joined.length > 1 && initialsOf(words).includes(query.joined)) return value.initials;
  // Chinese is written without gaps, so what is left out of a name leaves none.
  return isHan && isScattered(query.joined, joined) ? value.scattered : 0;
}

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join("");

/** Whether all characters stand in the name, in this order. */
function isScattered(characters: string, name: string): boolean {
  let from = 0;
  for (const character of characters) {
    const at = name.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}
