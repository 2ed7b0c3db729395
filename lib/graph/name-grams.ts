/**
 * Grams of names, and lists of names by gram; see name-index.ts.
 *
 * The rule not to break: a name that search.ts matches in some way has every gram that is asked for that way. The grams of a
 * name and those of a query are therefore made side by side here. A gram is the hash of its letters and of where they stand.
 */
import { initialsOf } from "./pinyin";
import { slipsAllowed } from "./search";

/** Where a gram stands in a name. */
const place = {
  whole: 1,
  start: 2,
  word: 3,
  inside: 4,
  second: 5,
  reading: 6,
  spelt: 7,
  initials: 8,
} as const;
/** Letters of a gram. In a large graph a thousand names have any three in a row; so those of five are kept as well. */
const longest = 3;
const long = 5;
/** Letters of what is spelt out, two or three syllables; and of initials. */
const speltOut = [9, 6];
const initialled = 5;

type Syllables = readonly (readonly string[])[];

const hashOf = (where: number, text: string, from = 0, to = text.length): number => {
  let hash = Math.imul(where, 0x9e3779b1);
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

const isLatinLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 43 || code === 35;

/** Grams of names and of queries. */
export class Grams {
  /** By character that has readings, what a query may begin with that reads on from it, alone. */
  constructor(private readonly syllablesOf: (joined: string) => Syllables) {}

  /** Every gram of a name, some of them more than once. @param hasReadings whether there are Chinese characters in it */
  of(folded: string, hasReadings: boolean, emit: (hash: number) => void): void {
    const words = folded.split(" ");
    const joined = words.length > 1 ? words.join("") : folded;
    emit(hashOf(place.whole, joined));
    eachStart(place.start, joined, emit);
    for (const word of words) eachStart(place.word, word, emit);
    for (let i = 0; i < joined.length; i++) {
      const isOther = !isLatinLetter(joined.charCodeAt(i));
      const isNextOther = i + 1 < joined.length && !isLatinLetter(joined.charCodeAt(i + 1));
      if (isOther) emit(hashOf(place.inside, joined, i, i + 1));
      if (i + 2 <= joined.length && (isOther || isNextOther)) emit(hashOf(place.inside, joined, i, i + 2));
      if (i + longest <= joined.length) emit(hashOf(place.inside, joined, i, i + longest));
      if (i + long <= joined.length) emit(hashOf(place.inside, joined, i, i + long));
    }
    for (const own of words.length > 1 ? [joined, ...words] : words)
      for (let i = 1; i <= 3 && i + 2 <= own.length; i++) emit(hashOf(place.second, own, i, i + 2));
    if (hasReadings) {
      const syllables = this.syllablesOf(joined);
      const tell = (beginning: string) => emit(hashOf(place.reading, beginning));
      for (let at = 0; at < syllables.length; at++) {
        for (let n = 1; n <= longest; n++) eachBeginning(syllables, at, n, "", tell);
        for (const n of speltOut)
          eachSpelling(syllables, at, n, inFull, "", (text) => emit(hashOf(place.spelt, text)));
        eachSpelling(syllables, at, initialled, initial, "", (text) => emit(hashOf(place.initials, text)));
      }
    }
  }

  /** Of a name that is this text. */
  static exact(this: void, joined: string): number {
    return hashOf(place.whole, joined);
  }

  /** Of names that begin with it. */
  static start(this: void, joined: string): number[] {
    return beginning(place.start, joined);
  }

  /** Of names with a word that begins with it. */
  static word(this: void, word: string): number[] {
    return beginning(place.word, word);
  }

  /** Of names with it inside. Latin letters are at least three. */
  static inside(this: void, joined: string): number[] {
    return joined.length < longest ? [hashOf(place.inside, joined)] : rows(joined);
  }

  /**
   * Of names with characters that are read so: each list on its own, the last of which has all of them, and those before the
   * ones that are spelt out, or told by initials, for as long as most are.
   */
  static readings(this: void, joined: string): number[] {
    const spelt = speltOut.find((n) => n <= joined.length);
    return [
      ...(spelt === undefined ? [] : [hashOf(place.spelt, joined, 0, spelt)]),
      ...(joined.length < initialled ? [] : [hashOf(place.initials, joined, 0, initialled)]),
      hashOf(place.reading, joined.slice(0, longest)),
    ];
  }

  /** Of names of which a beginning, or that of one of their words, is so many slips away from a query: each list on its own. */
  static slips(this: void, query: string): number[][] {
    const { begun, inside } = slipParts(query);
    return [
      ...inside.map((part) => (part.length < longest ? [hashOf(place.second, part)] : rows(part))),
      ...begun.flatMap((part) => [Grams.start(part), Grams.word(part)]),
    ];
  }
}

/** Tells the grams of a beginning. */
function eachStart(where: number, text: string, emit: (hash: number) => void): void {
  for (let n = 1; n <= Math.min(longest, text.length); n++) emit(hashOf(where, text, 0, n));
  if (text.length >= long) emit(hashOf(where, text, 0, long));
}

/** Of what begins so, the grams that fewest names have. */
const beginning = (where: number, text: string): number[] => [
  hashOf(where, text, 0, text.length < long ? Math.min(longest, text.length) : long),
  ...rows(text),
];

/** All letters in a row, as many as there are grams of; none of a shorter text. */
function rows(text: string): number[] {
  const n = text.length < long ? longest : long;
  return Array.from({ length: Math.max(0, text.length - n + 1) }, (_, i) =>
    hashOf(place.inside, text, i, i + n),
  );
}

/**
 * Parts of which one is left as it is where a name, or one of its words, is begun with so many slips as a query of this
 * length is forgiven: at its beginning, or after it. One slip leaves one of two parts, two leave one of three, unless
 * neighbours are swapped where parts meet.
 */
export function slipParts(query: string): {
  readonly begun: readonly string[];
  readonly inside: readonly string[];
} {
  if (slipsAllowed(query) === 1) {
    const half = query.length >> 1;
    return { begun: [query.slice(0, half), swapped(query, half)], inside: [query.slice(half)] };
  }
  const third = Math.floor(query.length / 3);
  const [first, second] = [third, third + Math.ceil((query.length - third) / 2)];
  return {
    begun: [
      query.slice(0, first),
      swapped(query, first).slice(0, second),
      swapped(swapped(query, first), second),
    ],
    inside: [query.slice(first, second), query.slice(second), swapped(query, second).slice(first)],
  };
}

/** The text with the letters before and after a place swapped. */
const swapped = (text: string, at: number): string =>
  text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1);

const inFull = (reading: string): string => reading;
const initial = (reading: string): string => reading[0];

/** Tells the first n letters of what reads on from a character where of each reading this form is written. */
function eachSpelling(
  syllables: Syllables,
  at: number,
  n: number,
  formOf: (reading: string) => string,
  before: string,
  tell: (text: string) => void,
): void {
  for (const reading of syllables[at] ?? []) {
    const text = before + formOf(reading);
    if (text.length >= n) tell(text.slice(0, n));
    else eachSpelling(syllables, at + 1, n, formOf, text, tell);
  }
}

/** Tells the first n letters of everything that reads on from a character, maybe more than once; see matchPinyin (pinyin.ts). */
function eachBeginning(
  syllables: Syllables,
  at: number,
  n: number,
  before: string,
  tell: (beginning: string) => void,
): void {
  for (const reading of syllables[at] ?? []) {
    const left = n - before.length;
    if (reading.length >= left) tell(before + reading.slice(0, left));
    else eachBeginning(syllables, at + 1, n, before + reading, tell);
    // The reading itself has been told with all its letters, which its shorter forms begin with.
    for (const part of initialsOf(reading))
      if (part.length < left) eachBeginning(syllables, at + 1, n, before + part, tell);
  }
}
