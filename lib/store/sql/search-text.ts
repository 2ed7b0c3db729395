/**
 * What of names is kept to be searched, and what a text that is searched for asks of it.
 *
 * Candidates are found here by trigrams (`words`, `sounds`), pairs of characters and short beginnings; how good each one is,
 * lib/graph/search.ts says, the same as everywhere. A candidate too many does no harm.
 */
import { slipParts } from "@/lib/graph/name-grams";
import { fold, soundsOf } from "@/lib/graph/search";

export interface SearchText {
  /** All names folded: each word after a space, each name without what parts words closed by a line's end. */
  readonly words: string;
  /** Of names with Chinese characters: all readings of each character, each after a space. */
  readonly sounds: string;
  /**
   * Characters other than Latin ones, with their neighbours; first letters of neighbouring readings, behind "~"; the first
   * letters of long words, behind "<".
   */
  readonly pairs: readonly string[];
  /** Beginnings of words, up to `shortest` letters; pairs; the two letters after a slip near the beginning, behind "^"; names as short as that, behind "=". */
  readonly short: readonly string[];
}

export type Readings = ReadonlyMap<string, readonly string[]>;

/** Letters of the longest beginning that has a list of its own: no trigram would be rare enough. */
const shortest = 4;

/** By how many letters words are found that have as many or more. */
const headLetters = 5;

/** What a word is found by that begins so; nothing where it is too short, or does not begin with Latin letters. */
function headsOf(word: string): string[] {
  const head = word.slice(0, headLetters);
  return head.length === headLetters && isLatin(head) ? [`<${head}`] : [];
}

/** @param names in both languages, aliases, and the id's slug */
export function searchTextOf(names: readonly string[], readings: Readings): SearchText {
  const words = new Set<string>();
  const sounds: string[] = [];
  const pairs = new Set<string>();
  const heads = new Set<string>();
  const short = new Set<string>();
  for (const name of names) {
    const folded = fold(name);
    const joined = folded.replaceAll(" ", "");
    if (!joined) continue;
    words.add(` ${joined}\n`);
    if (folded !== joined) words.add(` ${folded}\n`);
    for (const word of [joined, ...folded.split(" ")]) for (const head of headsOf(word)) heads.add(head);
    for (const word of [joined, ...folded.split(" ")])
      for (let length = 1; length <= Math.min(shortest, word.length); length++)
        if (isLatin(word.slice(0, length))) short.add(word.slice(0, length));
    if (isShort(joined)) short.add(`=${joined}`);
    for (const word of folded === joined ? [joined] : [joined, ...folded.split(" ")])
      for (const at of [1, 2, 3]) {
        const two = word.slice(at, at + 2);
        if (two.length === 2 && isLatin(two)) short.add(`^${two}`);
      }
    for (const pair of pairsOf(joined)) pairs.add(pair);
    if (!/\p{Script=Han}/u.test(joined)) continue;
    const syllables = [...joined].map((char) => soundsOf(char, readings));
    sounds.push(`${syllables.flatMap((all) => all.map((one) => ` ${one}`)).join("")}\n`);
    syllables.forEach((all, i) => {
      for (const first of initials(all)) {
        pairs.add(`~${first}`);
        for (const next of initials(syllables[i + 1] ?? [])) pairs.add(`~${first}${next}`);
      }
    });
  }
  for (const pair of pairs) short.add(pair);
  return {
    words: [...words].join(""),
    sounds: sounds.join(""),
    pairs: [...pairs, ...heads],
    short: [...short],
  };
}

const initials = (syllables: readonly string[]): Set<string> => new Set(syllables.map(([first]) => first));

/** Characters other than Latin ones, each alone and with its neighbours. */
function pairsOf(joined: string): string[] {
  const characters = [...joined];
  return characters.flatMap((char, i) => {
    const next = characters[i + 1];
    const pair = next !== undefined && !(isLatin(char) && isLatin(next)) ? [char + next] : [];
    return isLatin(char) ? pair : [char, ...pair];
  });
}

export const isLatin = (text: string): boolean => /^[a-z0-9+#]+$/.test(text);

/** One way in which names can be candidates: all of its conditions hold. */
export interface Wanted {
  /** Patterns for LIKE, of what all names are; found by the pairs where there are some, which are rarer. */
  readonly words?: readonly string[];
  readonly sounds?: string;
  readonly pairs?: readonly string[];
  /** Whether only the most important entities are looked at; see `foremost` in tables.ts. */
  readonly isOfForemost?: boolean;
}

export interface SearchAsked {
  readonly joined: string;
  /** Lists of beginnings and pairs that hold the most important candidates. */
  readonly lists: readonly string[];
  /** What is looked for at once. */
  readonly ways: readonly Wanted[];
  /** What is less good a match, and looked for where there is little else. */
  readonly further: readonly Wanted[];
  /** What is the best match, and looked for where there are so many others that it may not have been among them. */
  readonly certain: readonly Wanted[];
  /** What is looked for where there is nothing else. */
  readonly last: readonly Wanted[];
}

const longestQuery = 100;
/** Ways to read what was typed as pinyin that are looked for. */
const readingsTried = 8;

/** @returns nothing for a text without letters or digits */
export function searchAsked(text: string, readings: Readings, isWhole: boolean): SearchAsked | undefined {
  const folded = fold(text.slice(0, longestQuery));
  const words = folded.split(" ");
  const joined = folded.replaceAll(" ", "");
  if (!joined) return undefined;
  const latin = isLatin(joined);
  const own = isShort(joined) ? [`=${joined}`] : [];
  const isSingle = words.length === 1;
  const asPinyin = latin && /[a-z0-9]/.test(joined) ? pinyinAsked(joined, readings) : [];
  const exact = own.length > 0 ? [] : [{ ...beginning([joined]), words: [`% ${joined}\n%`] }];
  const inside = within(joined);
  // What many names hold is looked for in the most important ones, and in all where there is nothing else.
  const foremost = latin ? inside.map((way) => ({ ...way, isOfForemost: true })) : inside;
  const last = latin ? inside : [];
  if (isWhole && isSingle && isShort(joined)) {
    const heard = latin && joined.length <= 2 ? [`~${joined}`] : [];
    const further = latin ? [...foremost, ...asPinyin] : [];
    return { joined, lists: [...own, joined, ...heard], ways: [], further, certain: [], last };
  }
  // Joined, words are as good as apart.
  const begun = [beginning(words), ...(isSingle ? [] : [beginning([joined])])];
  // Where all are looked through for what holds it, those that begin with it are among them, as long as these are few.
  const isAmong = isSingle && !latin;
  return {
    joined,
    lists: own,
    ways: [...(isAmong ? [] : begun), ...foremost, ...asPinyin],
    further: [],
    certain: [...exact, ...(isAmong ? begun : [])],
    last,
  };
}

/** Names with words that begin so, each of them. */
function beginning(words: readonly string[]): Wanted {
  const pairs = words.map((word) => [...wantedPairs(word), ...headsOf(word)]);
  // Where a word is too short for that, the others may be such as many names have: then all are looked for among trigrams.
  const isFound = pairs.every((own) => own.length > 0) || words.some((word) => !isLatin(word));
  return { words: words.map((word) => `% ${word}%`), pairs: isFound ? pairs.flat() : [] };
}

/** A shorter pattern by which a word's beginning is found among trigrams: to look for each part of a long word takes longer than it helps. */
export const foundBy = (pattern: string): string => {
  const [, head] = /^% ([a-z0-9]{5})/.exec(pattern) ?? [];
  return head ? `%${head}%` : pattern;
};

/** Names that hold it; of few Latin letters, nobody means that, and no trigram could find them. */
const within = (joined: string): Wanted[] =>
  isLatin(joined) && !hasTrigram(joined) ? [] : [{ words: [`%${joined}%`], pairs: wantedPairs(joined) }];

const pinyinAsked = (joined: string, readings: Readings): Wanted[] =>
  readingsOf(joined, readings)
    .slice(0, readingsTried)
    .map((parts) => ({
      sounds: `%${parts.map((part) => ` ${part}`).join("%")}%`,
      pairs: initialsOf(parts),
    }));

/** First letters of neighbouring parts. */
function initialsOf(parts: readonly string[]): string[] {
  const firsts = parts.map(([first]) => first);
  return firsts.slice(1).map((first, i) => `~${firsts[i]}${first}`);
}

/** Whether there are names that could match, by the first letters of all readings. */
export const readsAs = ({ sounds, pairs = [] }: Wanted, initials: ReadonlySet<string>): boolean =>
  sounds === undefined || pairs.every((pair) => initials.has(pair));

/** What asks for names that match but for small slips: for each part that slips may have left as it is. */
export function slipsAsked(joined: string, isWhole: boolean): Pick<SearchAsked, "lists" | "ways"> {
  const { begun, inside } = slipParts(joined);
  const hasList = (part: string) => isWhole && isShort(part);
  const isListed = (part: string) => isTwo(part) || (!isLatin(part) && hasList(part));
  return {
    lists: [
      ...begun.filter(hasList),
      ...inside.filter(isListed).map((part) => (isTwo(part) ? `^${part}` : part)),
    ],
    ways: [
      ...begun.filter((part) => !hasList(part)).map((part) => beginning([part])),
      // Many more names hold what follows the beginning.
      ...inside
        .filter((part) => !isListed(part))
        .flatMap(within)
        .map((way) => ({ ...way, isOfForemost: true })),
    ],
  };
}

/** Whether it can be found wherever it stands, since signs between letters stand in no trigram. */
const hasTrigram = (text: string): boolean => /[a-z0-9]{3}/.test(text);

const isTwo = (part: string): boolean => part.length === 2 && isLatin(part);

/** Whether there can be a list of the names that begin with it. */
const isShort = (word: string): boolean => (isLatin(word) ? word.length <= shortest : [...word].length <= 2);

/** Pairs that whatever holds this text has; of a single character, itself. */
function wantedPairs(text: string): string[] {
  const pairs = pairsOf(text).filter((pair) => [...pair].length === 2);
  return pairs.length > 0 ? pairs : isLatin(text) ? [] : [...text].slice(0, 1);
}

/** A name has so many characters at most that are read at once. */
const partsLimit = 12;
/** Beginnings of readings that are followed, at most. */
const stepsLimit = 2000;

/** The ways in which a text can be read as syllables, or their first letters, the fewest first. */
function readingsOf(text: string, readings: Readings): string[][] {
  const known = syllablesIn(readings);
  const found: string[][] = [];
  let open: { at: number; parts: string[] }[] = [{ at: 0, parts: [] }];
  for (let steps = 0; open.length > 0 && steps < partsLimit; steps++) {
    const next: typeof open = [];
    for (const { at, parts } of open) {
      const rest = text.slice(at);
      if (known.beginnings.has(rest)) found.push([...parts, rest]);
      const first = /^[zcs]h/.test(rest) ? [rest.slice(0, 2), rest[0]] : [rest[0]];
      const whole = [2, 3, 4, 5, 6].map((length) => rest.slice(0, length));
      const steps = new Set([...first, ...whole.filter((part) => known.syllables.has(part))]);
      for (const part of steps)
        if (part.length < rest.length && next.length < stepsLimit)
          next.push({ at: at + part.length, parts: [...parts, part] });
    }
    open = next;
  }
  return found;
}

interface Syllables {
  readonly syllables: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
}
const syllables = new WeakMap<Readings, Syllables>();

function syllablesIn(readings: Readings): Syllables {
  const known = syllables.get(readings);
  if (known) return known;
  const all = new Set([...readings.keys()].flatMap((char) => soundsOf(char, readings)));
  const beginnings = new Set<string>();
  for (const one of all)
    for (let length = 1; length <= one.length; length++) beginnings.add(one.slice(0, length));
  // Characters beside Chinese ones are read as themselves.
  for (const char of "abcdefghijklmnopqrstuvwxyz0123456789+#") beginnings.add(char);
  const found = { syllables: all, beginnings };
  syllables.set(readings, found);
  return found;
}
