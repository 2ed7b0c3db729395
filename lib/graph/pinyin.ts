/** Matching what was typed in Latin letters against Chinese text, by all readings of each character. */

/**
 * Whether the query reads on from some character: each character by its full pinyin or its first
 * letters (wenxin, wx, wxyiyan), the last one by any beginning of its pinyin. A v may stand for ü.
 *
 * @param syllables of each character, all its readings; of anything else, the character itself
 * @returns index of the character where the match starts, or -1
 */
export function matchPinyin(syllables: readonly (readonly string[])[], query: string): number {
  for (let start = 0; start < syllables.length; start++) {
    if (reads(syllables, start, query, 0)) return start;
  }
  return -1;
}

function reads(syllables: readonly (readonly string[])[], at: number, query: string, from: number): boolean {
  if (from === query.length) return true;
  if (at === syllables.length) return false;
  for (const reading of syllables[at]) {
    const rest = query.length - from;
    if (rest <= reading.length && reading.startsWith(query.slice(from))) return true;
    if (query.startsWith(reading, from) && reads(syllables, at + 1, query, from + reading.length))
      return true;
    for (const initial of initialsOf(reading)) {
      if (query.startsWith(initial, from) && reads(syllables, at + 1, query, from + initial.length))
        return true;
    }
  }
  return false;
}

function initialsOf(reading: string): string[] {
  if (!/^[a-z]/.test(reading)) return [];
  return /^[zcs]h/.test(reading) ? [reading.slice(0, 2), reading[0]] : [reading[0]];
}
