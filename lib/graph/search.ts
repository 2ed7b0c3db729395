/**
 * Search over names and aliases in both languages, pinyin included, tolerant of small slips.
 *
 * Pure and without a library: some thousand names are looked through on every keystroke, in the browser
 * and on the server alike, so that both give the same answer.
 */
import { distancesToBeginnings } from "./edit-distance";
import type { Graph } from "./graph";
import { matchPinyin } from "./pinyin";
import type { EntityId, Text } from "./schema";

/** One way to write an entity's name. */
export interface Entry {
  readonly entity: number;
  readonly text: string;
  readonly isAlias: boolean;
  readonly name: Written;
}

/** What of a graph is searched. */
export type Searched = Pick<
  Graph,
  "size" | "ids" | "names" | "aliases" | "readings" | "importance" | "kind" | "kinds"
>;

export interface SearchIndex {
  readonly graph: Searched;
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
export const value = { exact: 100, prefix: 80, words: 66, inside: 54, pinyin: 50, slip: 30 } as const;
/** What importance, and being a name rather than an alias, can add. */
export const weight = { importance: 9, name: 3, whole: 6 };
const longestQuery = 100;

const indices = new WeakMap<Graph, SearchIndex>();

/** The index of a graph, built once. */
export function searchIndexOf(graph: Graph): SearchIndex {
  const index = indices.get(graph) ?? buildSearchIndex(graph);
  indices.set(graph, index);
  return index;
}

export function buildSearchIndex(graph: Searched): SearchIndex {
  const entries: Entry[] = [];
  for (let entity = 0; entity < graph.size; entity++)
    for (const { text, folded, isAlias } of waysToWrite(namedIn(graph, entity)))
      entries.push({ entity, text, isAlias, name: new Written(folded, graph.readings) });
  return { graph, entries };
}

/** A name as it is compared, taken apart as far as it has to be: few queries get so far as to ask how it is read. */
export class Written {
  /** Folded (see `fold`), and without anything between words. */
  readonly joined: string;
  private apart: readonly string[] | undefined;
  private read: readonly (readonly string[])[] | undefined | null = null;

  constructor(
    private readonly folded: string,
    private readonly readings: Readings,
  ) {
    this.joined = join(folded);
  }

  get words(): readonly string[] {
    this.apart ??= this.folded.split(" ");
    return this.apart;
  }

  /** Readings of each character where there are Chinese ones, else nothing. */
  get syllables(): readonly (readonly string[])[] | undefined {
    if (this.read === null)
      this.read = hasReadings(this.folded) ? syllablesOf(this.joined, this.readings) : undefined;
    return this.read;
  }
}

/** Whether there are Chinese characters in it. */
export const hasReadings = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** An entity by all that it is called. */
export interface Named {
  readonly id: EntityId;
  readonly name: Text;
  readonly aliases: readonly string[];
}

export const namedIn = (
  { ids, names, aliases }: Pick<Graph, "names" | "ids" | "aliases">,
  entity: number,
): Named => ({ id: ids[entity], name: names[entity], aliases: aliases[entity] });

/** The ways to write an entity's name, each once: both names, aliases, the last part of its id. */
export function waysToWrite({
  id,
  name: { en, zh },
  aliases,
}: Named): { readonly text: string; readonly folded: string; readonly isAlias: boolean }[] {
  const seen = new Set<string>();
  const slug = id.slice(id.indexOf("/") + 1);
  return [en, zh, ...aliases, slug].flatMap((text, i) => {
    const folded = fold(text);
    const joined = join(folded);
    if (!joined || seen.has(joined)) return [];
    seen.add(joined);
    return [{ text, folded, isAlias: i > 1 }];
  });
}

/** Best match first, one hit an entity; ties by importance. Empty for a text without letters or digits. */
export function searchGraph(
  index: SearchIndex,
  text: string,
  { kind, limit = 20, slips: forgiving = true }: SearchOptions = {},
): Hit[] {
  const { graph, entries } = index;
  const query = queryOf(text);
  if (!query.joined) return [];
  const best = new Map<number, Hit>();
  const offer = (entry: Entry, score: number) => offerHit(best, graph, entry, score);
  const wanted = kind === undefined ? -1 : graph.kinds.indexOf(kind);
  const candidates =
    kind === undefined ? entries : entries.filter(({ entity }) => graph.kind[entity] === wanted);
  for (const entry of candidates) {
    const score = scoreOf(entry.name, query);
    if (score > 0) offer(entry, score);
  }
  const hits = bestHits(best, limit);
  if (!forgiving || !wantsSlips(query, hits, limit)) return hits;
  for (const entry of candidates) {
    const score = slipScore(entry.name, query.joined);
    if (score > 0) offer(entry, score);
  }
  return bestHits(best, limit);
}

/** From so many letters on, who has typed what stands in a name has made no slip; a Chinese character is worth two. */
const longPart = 5;

/**
 * Whether small slips are to be forgiven: they cost more to look for and would only crowd a good answer, so they wait until
 * they are needed.
 */
export function wantsSlips(
  { joined }: Query,
  found: readonly Pick<Hit, "matched">[],
  limit: number,
): boolean {
  if (joined.length < 4 || found.length >= Math.min(limit, 6)) return false;
  if (joined.length + (joined.match(/\p{Script=Han}/gu)?.length ?? 0) < longPart) return true;
  return !found.some(({ matched }) => join(fold(matched)).includes(joined));
}

/** Takes a match up among those that are the best of their entities. */
function offerHit(best: Map<number, Hit>, graph: Searched, entry: Entry, score: number): void {
  const { entity, text, isAlias } = entry;
  const total = score + added(graph, entity, isAlias);
  const known = best.get(entity);
  if (!known || known.score < total) best.set(entity, { entity, matched: text, score: total });
}

/** What importance, and being a name, add to the score of a match. */
export const added = ({ importance }: Pick<Graph, "importance">, entity: number, isAlias: boolean): number =>
  importance[entity] * weight.importance + (isAlias ? 0 : weight.name);

/** The best of some, the most important ones first among equals. */
export const bestHits = <H extends Pick<Hit, "entity" | "score">>(
  best: ReadonlyMap<number, H>,
  limit: number,
): H[] => [...best.values()].sort((a, b) => b.score - a.score || a.entity - b.entity).slice(0, limit);

export function queryOf(text: string): Query {
  const folded = fold(text.slice(0, longestQuery));
  return { joined: join(folded), words: folded.split(" ") };
}

export interface Query {
  readonly joined: string;
  readonly words: readonly string[];
}

export function scoreOf(name: Written, query: Query): number {
  if (name.joined === query.joined) return value.exact;
  const share = Math.min(1, query.joined.length / name.joined.length) * weight.whole;
  if (name.joined.startsWith(query.joined)) return value.prefix + share;
  const { words } = name;
  if (query.words.every((word) => words.some((own) => own.startsWith(word)))) return value.words + share;
  const inside = name.joined.indexOf(query.joined);
  if (inside >= 0 && (query.joined.length >= 3 || !isLatin(query.joined))) return value.inside + share;
  const syllables = isLatin(query.joined) ? name.syllables : undefined;
  if (syllables) {
    const match = matchPinyin(syllables, query.joined);
    if (match) {
      const read = (match.end - match.start) / syllables.length;
      return value.pinyin + (match.start === 0 ? weight.whole : 0) + read * weight.whole;
    }
  }
  return 0;
}

export const slipsAllowed = (query: string): number => (query.length >= 8 ? 2 : 1);

/** One slip among four letters or more, two among eight or more; the name may go on after what was typed. */
export function slipScore({ joined, words }: Written, query: string): number {
  const allowed = slipsAllowed(query);
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
  // Most names are one or the other, and folding is most of what a search costs. Nothing of either has another form.
  if (/^[\u4e00-\u9fff]*$/.test(text)) return text;
  if (isAscii(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9+#]+/g, " ")
      .replace(/([a-z])(?=[0-9])|([0-9])(?=[a-z])/g, "$1$2 ")
      .trim();
  return foldAny(text);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** As `fold`, for a text of any characters. */
export function foldAny(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, " ")
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, "$1$2 ")
    .trim();
}

export const join = (folded: string): string => folded.replaceAll(" ", "");
export const isLatin = (text: string): boolean => /^[a-z0-9+#]+$/.test(text);

type Readings = Graph["readings"];

export const syllablesOf = (joined: string, readings: Readings): (readonly string[])[] =>
  [...joined].map((char) => soundsOf(char, readings));

const heard = new WeakMap<Readings, Map<string, readonly string[]>>();

/**
 * How a character is read; of one that has no readings, itself. Readings have v for ü, and u as is usual where no other syllable
 * is written so (celue for 策略).
 */
export function soundsOf(char: string, readings: Readings): readonly string[] {
  const known = heard.get(readings) ?? new Map<string, readonly string[]>();
  heard.set(readings, known);
  const before = known.get(char);
  if (before) return before;
  const own = readings.get(char);
  const sounds = own?.flatMap((it) => (it.includes("v") ? [it, it.replace("v", "u")] : [it])) ?? [char];
  if (own) known.set(char, sounds);
  return sounds;
}
