/**
 * An index over the ways to write the names of a graph of any size: what search.ts finds by looking through all of them, in
 * the same order, without doing so.
 *
 * Every way of matching asks for some grams (letters in a row, at a certain place) that a name has to have. Lists of names
 * by gram rise with the entities' numbers, so the first that hold what is asked are the most important ones. Grams that fall
 * into the same bucket share a list; whoever comes out of it is judged by search.ts. Looking ends after so many names, so
 * that in a large graph a text that half of all names match costs no more than another.
 */
import type { Graph } from "./graph";
import { Grams } from "./name-grams";
import { type Postings, postingsOf } from "./postings";
import {
  added,
  bestHits,
  type Hit,
  hasReadings,
  isLatin,
  type Named,
  namedIn,
  type Query,
  queryOf,
  type SearchOptions,
  scoreOf,
  slipScore,
  syllablesOf,
  value,
  Written,
  wantsSlips,
  waysToWrite,
  weight,
} from "./search";
import { toEnd } from "./steps";

export interface NameIndex {
  readonly graph: Graph;
  /** By way to write a name: its entity, rising, and what it is (see search.ts). */
  readonly entity: Uint32Array;
  readonly text: readonly string[];
  readonly folded: readonly string[];
  readonly isAlias: Uint8Array;
  readonly postings: Postings;
}

/**
 * In a large graph, names that are found by one way of matching, looked at for it, and looked at for slips, at most: of the
 * answers to 1,500 queries in a generated graph of a million, 99.5 % were those of looking through all, and all began with the same hit.
 */
const limits = { found: 60, seen: 240, slips: 250 };
const noLimits = { found: Infinity, seen: Infinity, slips: Infinity };
/** Graphs up to this size are looked through for as long as it takes, which is not long. */
const smallGraph = 5000;
/** Entities between two moments at which others may have their turn. */
const portion = 2000;

/** The lists of an index, which can be kept: they take most of the time that it takes to build one. */
export interface NameLists {
  /** How many ways to write names they are of. */
  readonly names: number;
  readonly postings: Postings;
}

/**
 * Builds the index, giving way after some milliseconds of work each.
 *
 * @param kept its lists, where they are known; those of other names are made anew
 */
export function* indexNames(graph: Graph, kept?: NameLists): Generator<void, NameIndex> {
  const entity: number[] = [];
  const isAlias: number[] = [];
  const text: string[] = [];
  const folded: string[] = [];
  for (let i = 0; i < graph.size; i++) {
    for (const way of waysToWrite(namedIn(graph, i))) {
      entity.push(i);
      isAlias.push(way.isAlias ? 1 : 0);
      text.push(way.text);
      folded.push(way.folded === way.text ? way.text : way.folded);
    }
    if (i % portion === portion - 1) yield;
  }
  const isKept = kept?.names === folded.length;
  const { postings } = isKept ? kept : yield* nameLists(folded, graph.readings);
  return {
    graph,
    entity: Uint32Array.from(entity),
    text,
    folded,
    isAlias: Uint8Array.from(isAlias),
    postings,
  };
}

/** @param folded every way to write a name, in the order of their entities @param readings as in `Graph` */
export function* nameLists(
  folded: readonly string[],
  readings: Graph["readings"],
): Generator<void, NameLists> {
  const grams = new Grams((joined) => syllablesOf(joined, readings));
  const postings = yield* postingsOf(folded.length, (name, tell) =>
    grams.of(folded[name], hasReadings(folded[name]), tell),
  );
  return { names: folded.length, postings };
}

/** Names of all sorts; see `editionOfLists`. */
const specimens: readonly Named[] = [
  {
    id: "model/gpt-4",
    name: { en: "GPT-4 Turbo", zh: "GPT-4" },
    aliases: ["Generative Pre-trained Transformer 4"],
  },
  { id: "organization/c", name: { en: "Élan & C++ Bank", zh: "银行长略2.0" }, aliases: ["㈱Ｘ１", "の識"] },
];
const specimenReadings = new Map([
  ["银", ["yin"]],
  ["行", ["xing", "hang"]],
  ["长", ["chang", "zhang"]],
  ["略", ["lve"]],
  ["識", ["shi", "zhi"]],
]);

/** Tells lists that this code would make from those that other code has made, by what it makes of a few names. */
export function editionOfLists(): string {
  const folded = specimens.flatMap((one) => waysToWrite(one).map((way) => way.folded));
  const { start, items } = toEnd(nameLists(folded, specimenReadings)).postings;
  let hash = 0x811c9dc5;
  for (const part of [start, items]) for (const item of part) hash = Math.imul(hash ^ item, 0x01000193);
  return `${items.length}-${(hash >>> 0).toString(16)}`;
}

/** As searchGraph: best match first, one hit an entity; ties by importance. */
export function searchNames(
  index: NameIndex,
  text: string,
  { kind, limit = 20, slips: forgiving = true }: SearchOptions = {},
): Hit[] {
  const query = queryOf(text);
  if (!query.joined) return [];
  const look = new Look(index, query, kind, limit);
  const { joined, words } = query;
  const { exact, start, word, inside, readings } = Grams;
  look.through([exact(joined)], value.exact);
  look.through(start(joined), value.prefix);
  look.through(words.flatMap(word), value.words);
  if (joined.length >= 3 || !isLatin(joined)) look.through(inside(joined), value.inside);
  // By pinyin, a reading from the first character on adds as much as a whole name does.
  if (isLatin(joined)) for (const list of readings(joined)) look.through([list], value.pinyin + weight.whole);
  const hits = look.hits();
  if (!forgiving || !wantsSlips(query, hits, limit)) return hits;
  look.forSlips();
  return look.hits();
}

/** What has been found so far for one query. */
class Look {
  /** By entity, the name of it that matches best. */
  private readonly best = new Map<
    number,
    { readonly entity: number; readonly name: number; readonly score: number }
  >();
  private readonly seen = new Set<number>();
  private readonly wanted: number;
  private readonly limits: typeof limits;

  constructor(
    private readonly index: NameIndex,
    private readonly query: Query,
    kind: string | undefined,
    private readonly limit: number,
  ) {
    this.wanted = kind === undefined ? -1 : index.graph.kinds.indexOf(kind);
    this.isOfAnyKind = kind === undefined;
    this.limits = index.graph.size > smallGraph ? limits : noLimits;
  }
  private readonly isOfAnyKind: boolean;

  /** Takes up the most important names that have all of these grams and match. @param most the score of such a match, at most, without what is added for the name */
  through(grams: readonly number[], most: number): void {
    let [found, seen] = [0, 0];
    const within = { end: this.endOf(most) };
    for (const name of this.index.postings.having(grams, within)) {
      if (!this.isWanted(name)) continue;
      if (++seen > this.limits.seen) return;
      if (this.seen.has(name)) continue;
      this.seen.add(name);
      const score = scoreOf(this.written(name), this.query);
      if (score === 0) continue;
      this.offer(name, score);
      if (++found >= this.limits.found) return;
      // Now and then is enough: it only spares work.
      if ((found & (found - 1)) === 0) within.end = this.endOf(most);
    }
  }

  /** Takes up names that match but for small slips. */
  forSlips(): void {
    const judged = new Set<number>();
    for (const grams of Grams.slips(this.query.joined)) {
      for (const name of this.index.postings.having(grams)) {
        if (!this.isWanted(name) || judged.has(name)) continue;
        judged.add(name);
        if (judged.size > this.limits.slips) return;
        const score = slipScore(this.written(name), this.query.joined);
        if (score > 0) this.offer(name, score);
      }
    }
  }

  /** The best so far, as they are told. */
  hits(): Hit[] {
    return bestHits(this.best, this.limit).map(({ entity, name, score }) => ({
      entity,
      matched: this.index.text[name],
      score,
    }));
  }

  /** Of equally good matches of one entity, the first of its names is told, as where all are looked through in turn. */
  private offer(name: number, match: number): void {
    const entity = this.index.entity[name];
    const score = match + added(this.index.graph, entity, this.index.isAlias[name] === 1);
    const known = this.best.get(entity);
    if (!known || known.score < score || (known.score === score && name < known.name))
      this.best.set(entity, { entity, name, score });
  }

  private isWanted(name: number): boolean {
    return this.isOfAnyKind || this.index.graph.kind[this.index.entity[name]] === this.wanted;
  }

  /** The first name that is too unimportant for a match of at most this score to be among those that are asked for. */
  private endOf(most: number): number {
    const { graph, entity } = this.index;
    const floor = this.floor() - most - weight.whole - weight.name;
    const isTooLow = (name: number) => weight.importance * graph.importance[entity[name]] < floor;
    if (floor <= 0) return entity.length;
    let [low, high] = [0, entity.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isTooLow(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** What a hit has to reach to be among those that are asked for. */
  private floor(): number {
    if (this.best.size < this.limit) return Number.NEGATIVE_INFINITY;
    const scores = Float64Array.from(this.best.values(), ({ score }) => score).sort();
    return scores[scores.length - this.limit];
  }

  private written(name: number): Written {
    return new Written(this.index.folded[name], this.index.graph.readings);
  }
}
