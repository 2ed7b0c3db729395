/**
 * Search over names and aliases in both languages, pinyin included, tolerant of small slips.
 *
 * Pure and without a library: some thousand names are looked through on every keystroke, in the browser
 * and on the server alike, so that both give the same answer.
 */
import { distancesToBeginnings } from "./edit-distance";
import type { Graph } from "./graph";
import { matchPinyin } from "./pinyin";

/** One way to write an entity's name. */
interface Entry {
  readonly entity: number;
  readonly text: string;
  /** Folded for comparison (see `fold`), and without anything between words. */
  readonly joined: string;
  readonly words: readonly string[];
  readonly isAlias: boolean;
  /** Readings of each character where there are Chinese ones, else nothing. */
  readonly syllables: readonly (readonly string[])[] | undefined;
}

export interface SearchIndex {
  readonly graph: Graph;
  readonly entries: readonly Entry[];
}

export interface SearchOptions {
  readonly kind?: string | undefined;
  /** At most so many hits; 20 unless told. */
  readonly limit?: number | undefined;
  /** Whether small slips are forgiven where little else is found, as they are unless told. */
  readonly slips?: boolean | undefined;
}

export interface Hit {
  /** Index into the graph. */
  readonly entity: number;
  /** The name or alias that matched. */
  readonly matched: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}

/** How well each way of matching counts; importance decides among equals. */
const value = { exact: 100, prefix: 80, words: 66, inside: 54, pinyin: 50, slip: 30 } as const;
/** What importance, and being a name rather than an alias, can add. */
const weight = { importance: 9, name: 3, whole: 6 };
const longestQuery = 100;

const indices = new WeakMap<Graph, SearchIndex>();

/** The index of a graph, built once. */
export function searchIndexOf(graph: Graph): SearchIndex {
  const index = indices.get(graph) ?? buildSearchIndex(graph);
  indices.set(graph, index);
  return index;
}

export function buildSearchIndex(graph: Graph): SearchIndex {
  const entries: Entry[] = [];
  for (let entity = 0; entity < graph.size; entity++) {
    const seen = new Set<string>();
    const { en, zh } = graph.names[entity];
    const slug = graph.ids[entity].slice(graph.ids[entity].indexOf("/") + 1);
    for (const [i, text] of [en, zh, ...graph.aliases[entity], slug].entries()) {
      const folded = fold(text);
      const joined = join(folded);
      if (!joined || seen.has(joined)) continue;
      seen.add(joined);
      entries.push({
        entity,
        text,
        joined,
        words: folded.split(" "),
        isAlias: i > 1,
        syllables: /\p{Script=Han}/u.test(text) ? syllablesOf(joined, graph) : undefined,
      });
    }
  }
  return { graph, entries };
}

/** Best match first, one hit an entity; ties by importance. Empty for a text without letters or digits. */
export function searchGraph(
  index: SearchIndex,
  text: string,
  { kind, limit = 20, slips: forgiving = true }: SearchOptions = {},
): Hit[] {
  const { graph, entries } = index;
  const folded = fold(text.slice(0, longestQuery));
  const query = { joined: join(folded), words: folded.split(" ") };
  if (!query.joined) return [];
  const best = new Map<number, Hit>();
  const offer = (entry: Entry, score: number) => {
    const total =
      score + graph.importance[entry.entity] * weight.importance + (entry.isAlias ? 0 : weight.name);
    const known = best.get(entry.entity);
    if (!known || known.score < total)
      best.set(entry.entity, { entity: entry.entity, matched: entry.text, score: total });
  };
  const wanted = kind === undefined ? -1 : graph.kinds.indexOf(kind);
  const candidates =
    kind === undefined ? entries : entries.filter(({ entity }) => graph.kind[entity] === wanted);
  for (const entry of candidates) {
    const score = scoreOf(entry, query);
    if (score > 0) offer(entry, score);
  }
  // Slips cost more to look for and would only crowd a good answer, so they wait until they are needed.
  if (forgiving && best.size < Math.min(limit, 6) && query.joined.length >= 4) {
    for (const entry of candidates) {
      const score = slipScore(entry, query.joined);
      if (score > 0) offer(entry, score);
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.entity - b.entity).slice(0, limit);
}

interface Query {
  readonly joined: string;
  readonly words: readonly string[];
}

function scoreOf(entry: Entry, query: Query): number {
  if (entry.joined === query.joined) return value.exact;
  const share = Math.min(1, query.joined.length / entry.joined.length) * weight.whole;
  if (entry.joined.startsWith(query.joined)) return value.prefix + share;
  if (query.words.every((word) => entry.words.some((own) => own.startsWith(word))))
    return value.words + share;
  const inside = entry.joined.indexOf(query.joined);
  if (inside >= 0 && (query.joined.length >= 3 || !isLatin(query.joined))) return value.inside + share;
  if (entry.syllables && isLatin(query.joined)) {
    const match = matchPinyin(entry.syllables, query.joined);
    if (match) {
      const read = (match.end - match.start) / entry.syllables.length;
      return value.pinyin + (match.start === 0 ? weight.whole : 0) + read * weight.whole;
    }
  }
  return 0;
}

/** One slip among four letters or more, two among eight or more; the name may go on after what was typed. */
function slipScore({ joined, words }: Entry, query: string): number {
  const allowed = query.length >= 8 ? 2 : 1;
  let least = allowed + 1;
  for (const own of words.length > 1 ? [joined, ...words] : [joined]) {
    if (own.length >= query.length - allowed && own.length >= 3)
      least = Math.min(least, slips(query, own, allowed));
  }
  return least <= allowed ? value.slip - least * 6 : 0;
}

/** Slips between the query and the best-fitting beginning of a name, or `most + 1` for anything greater. */
function slips(query: string, name: string, most: number): number {
  const distances = distancesToBeginnings(query, name, most);
  return distances ? Math.min(...distances.slice(Math.max(0, query.length - most)), most + 1) : most + 1;
}

/**
 * Text made comparable: one width and case, no accents; what is neither letter nor digit parts words,
 * and so does the seam between letters and digits ("llama2", "gpt 4").
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, " ")
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, "$1$2 ")
    .trim();
}

const join = (folded: string): string => folded.replaceAll(" ", "");
const isLatin = (text: string): boolean => /^[a-z0-9+#]+$/.test(text);

/** Readings have v for ü; u is as usual where no other syllable is written so (celue for 策略). */
function syllablesOf(joined: string, graph: Graph): (readonly string[])[] {
  return [...joined].map((char) => {
    const readings = graph.readings.get(char);
    return readings?.flatMap((it) => (it.includes("v") ? [it, it.replace("v", "u")] : [it])) ?? [char];
  });
}
