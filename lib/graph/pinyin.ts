/** Matching what was typed in Latin letters against Chinese text, by all readings of each character. */

/** Which characters were read: from `start` to before `end`. */
export interface PinyinMatch {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the query first reads on from some character: each character by its full pinyin or its first
 * letters (wenxin, wx, wxyiyan), the last one by any beginning of its pinyin.
 *
 * @param syllables of each character, all its readings; of anything else, the character itself
 */
export function matchPinyin(
  syllables: readonly (readonly string[])[],
  query: string,
): PinyinMatch | undefined {
  for (let start = 0; start < syllables.length; start++) {
    if (!syllables[start].some((reading) => reading[0] === query[0])) continue;
    const end = endOfReading(syllables, start, query);
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/**
 * Keeps all places of the query that the characters so far can have led to, each once: trying the ways
 * one after another would double the work with every character that has two readings alike.
 */
function endOfReading(
  syllables: readonly (readonly string[])[],
  start: number,
  query: string,
): number | undefined {
  let reached = new Set([0]);
  for (let at = start; at < syllables.length && reached.size > 0; at++) {
    const next = new Set<number>();
    for (const from of reached) {
      const rest = query.slice(from);
      for (const reading of syllables[at]) {
        if (reading.startsWith(rest)) return at + 1;
        for (const part of [reading, ...initialsOf(reading)])
          if (rest.startsWith(part)) next.add(from + part.length);
      }
    }
    reached = next;
  }
  return undefined;
}

/** The shorter forms of a reading that may stand for it. */
export function initialsOf(reading: string): string[] {
  if (!/^[a-z]/.test(reading)) return [];
  return /^[zcs]h/.test(reading) ? [reading.slice(0, 2), reading[0]] : [reading[0]];
}
